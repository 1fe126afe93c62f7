"""Everything that the double knows. The Web API changes it, the people act in it, the tests read it."""

import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from uuid import uuid4

from tests.doubles.slack.channels import Channel, Message, Sight
from tests.doubles.slack.errors import Refusal
from tests.doubles.slack.faults import Faults
from tests.doubles.slack.grants import Grant, Visitor
from tests.doubles.slack.people import SCOPES, Token, User, Workspace
from tests.doubles.slack.screen import Screen, View
from tests.doubles.slack.triggers import Triggers
from tests.doubles.slack.wires import Wire

Json = dict[str, Any]


@dataclass
class ApiCall:
    """One call as it came in, and what became of it: "ok", the error, or the HTTP trouble."""

    method: str
    team: str
    args: Json
    outcome: str = ""


@dataclass
class Hook:
    """A response_url: whose it is, which message it may replace, how often it was used, since when."""

    team: str
    user: str
    channel: str
    message: Message | None
    made_at: float
    uses: int = 0


@dataclass
class Upload:
    team: str
    name: str
    length: int
    alt_txt: str
    content: bytes | None = None


class World:
    app_id = "A0PEERLINE"
    client_id = "1111.2222"
    client_secret = "client-secret-of-the-double"
    signing_secret = "d0b1e" * 6 + "00"
    app_token = "xapp-1-double"
    verification_token = "legacy-verification-token"

    def __init__(self) -> None:
        self.clock: Callable[[], float] = time.time
        self.scopes = SCOPES
        self.rate_limits = False
        self.distributed = False  # without the Marketplace, since 2025: history once a minute, 15 messages
        self.echoes = False
        self.base_url = ""
        self.workspaces: dict[str, Workspace] = {}
        self.tokens: dict[str, Token] = {self.app_token: Token(self.app_token, "app", "", ("connections:write",))}
        self.screens: dict[tuple[str, str], Screen] = {}
        self.channels: dict[str, Channel] = {}
        self.hooks: dict[str, Hook] = {}
        self.uploads: dict[str, Upload] = {}
        self.codes: dict[str, Grant] = {}
        self.refreshes: dict[str, Grant] = {}
        self.visitor: Visitor | None = None
        self.redirect_uri = ""
        self.socket_tickets: set[str] = set()
        self.sockets: list[Wire] = []
        self.triggers = Triggers(lambda: self.clock())
        self.faults = Faults()
        self.calls: list[ApiCall] = []
        self.violations: list[str] = []
        self.sights: list[Sight] = []
        self.busy = 0
        self.pulse = 0
        self._last_ts = 0.0

    # --- time and ids

    def ts(self) -> str:
        """A message timestamp, never given twice."""
        self._last_ts = max(self.clock(), self._last_ts + 0.000002)
        return f"{self._last_ts:.6f}"

    # --- who

    def workspace(
        self, team: str, name: str = "", *, installed: bool = True, scopes: tuple[str, ...] | None = None
    ) -> Workspace:
        """The workspace with this id, made (with the app installed, unless told otherwise) if there is none yet."""
        if team not in self.workspaces:
            made = Workspace(team, name or f"Fictional {team}", self.app_id, f"UBOT{team}", f"BBOT{team}")
            made.users[made.bot_user] = User(team, made.bot_user, "Peerline bot", is_bot=True)
            self.workspaces[team] = made
            if installed:
                made.token = self.issue_token(team, scopes or self.scopes)
        return self.workspaces[team]

    def issue_token(self, team: str, scopes: tuple[str, ...], *, lasts: float | None = None) -> str:
        prefix = "xoxe.xoxb" if lasts else "xoxb"
        value = f"{prefix}-{team}-{uuid4().hex}"
        self.tokens[value] = Token(value, "bot", team, scopes, self.clock() + lasts if lasts else None)
        return value

    def user(self, team: str, user: str) -> User:
        found = self.workspace(team).users.get(user)
        if found is None:
            raise Refusal("user_not_found")
        return found

    def screen(self, team: str, user: str) -> Screen:
        if (team, user) not in self.screens:
            self.screens[team, user] = Screen(self.user(team, user))
        return self.screens[team, user]

    # --- where

    def dm(self, team: str, user: str) -> Channel:
        """The person's conversation with the bot."""
        for channel in self.channels.values():
            if (channel.team, channel.user) == (team, user):
                return channel
        made = Channel(f"D0{len(self.channels) + 1:05d}{team[-3:]}", team, user)
        return self.channels.setdefault(made.id, made)

    def channel(self, channel: str, team: str = "") -> Channel:
        """A channel by its id; a public one is made if there is none."""
        if channel not in self.channels:
            self.channels[channel] = Channel(channel, team or next(iter(self.workspaces), "T1"))
        return self.channels[channel]

    # --- what was seen

    def saw(self, team: str, user: str, kind: str, thing: Message | View) -> None:
        body = thing.body if isinstance(thing, View) else {"text": thing.text, "blocks": thing.blocks}
        said = thing.words if isinstance(thing, View) else f"{thing.text}\n{thing.words}"
        self.sights.append(Sight(team, user, kind, said, body))

    def make_view(self, team: str, user: str, body: Json) -> View:
        space = self.workspaces[team]
        return View(team, user, body, self.app_id, space.bot_id)

    def hook(self, team: str, user: str, channel: str, message: Message | None = None) -> str:
        """A new response_url."""
        key = uuid4().hex
        self.hooks[key] = Hook(team, user, channel, message, self.clock())
        return f"{self.base_url.removesuffix('api/')}hooks/{team}/{key}"

    # --- what the app hears of it (the double's delivery side fills these in)

    def announce(self, team: str, event: Json) -> None:
        """Send an event to the app in the background."""
        raise NotImplementedError
