"""The stage as people see it in Teams: signed activities, Adaptive Cards, dialogs, short texts.

Teams' own ways are read here as a person reads them. A notice is a short text that appears and goes, or a sentence in
bold above what was there. A dialog that holds nothing more to do is closed by whoever wants to go on. An older client
shows the fallback of every button, and its answers are edits and new messages instead of replaced cards.
"""

import itertools
import tempfile
from collections.abc import Callable, Mapping, Sequence
from contextlib import AsyncExitStack
from copy import deepcopy
from dataclasses import dataclass, field, replace
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import Any

from bot.adapters.teams import TeamsAdapter
from bot.adapters.teams.adapter import PATH
from bot.adapters.teams.admission import PLATFORM
from bot.adapters.teams.buttons import OURS, read_form, read_press
from bot.adapters.teams.rate_limit import RateLimit
from bot.clock import MovableClock
from bot.configuration.settings import Settings
from bot.process.bootstrap import House
from bot.process.demo import PROGRAMMES
from bot.surface import Account, Words
from bot.wording import LANGUAGES
from tests.doubles.network import Network
from tests.doubles.teams import Person, Teams
from tests.doubles.teams.cards.reading import elements, words
from tests.doubles.teams.chats import Message, Version
from tests.doubles.teams.delivery import Delivery
from tests.doubles.teams.screen import Dialog
from tests.served import (
    TENANT,
    Running,
    demo_names,
    endpoints_of,
    loaded,
    network_settings,
    running,
    teams_programme,
    teams_rows,
    teams_settings,
)
from tests.stage import MONDAY, Actor, Button, Shown, Stage, Values, Woe, follow_up, last_words_at_once

Json = dict[str, Any]
Place = Message | Dialog

ELSEWHERE = "99999999-3333-4444-8555-666666666666"
UNHURRIED = 60.0  # seconds between two calls: how fast Teams lets us write is not the stories' subject


@dataclass(eq=False)
class TeamsActor(Actor):
    stage: "TeamsStage"
    person: Person = field(kw_only=True)
    delivered: dict[str, Delivery] = field(default_factory=dict, kw_only=True)

    @property
    def account(self) -> Account:
        return self.stage.account(self.user)

    # --- seeing

    def messages(self) -> list[Shown]:
        looked = [self._looked(each.id, each.card, partial(_look, each)) for each in self.person.messages]
        return [shown for shown in looked if shown]

    def screen(self) -> str:
        dialog = self.person.dialog
        return " ".join([dialog.title, *_lines(dialog.card)]) if dialog else ""

    @property
    def inside(self) -> bool:
        dialog = self.person.dialog
        return dialog is not None and not _is_spent(dialog)

    def pressable(self) -> list[Button]:
        if not self.inside:
            self_closed = self.person.screen.dialog
            self.person.screen.dialog = None
            found = self.person.pressable()
            self.person.screen.dialog = self_closed
        else:
            found = self.person.pressable()
        return [self._button(*each) for each in found if each[1]["type"] in ("Action.Execute", "Action.Submit")]

    def _button(self, place: Place, action: Json) -> Button:
        pressed = read_press(action["data"])
        assert pressed, action
        sends = read_form(action["data"]) is not None
        verb = pressed.verb
        return Button(action["title"], verb, self.user, (place, action), sends, pressed.token, pressed.version, verb)

    def fields(self) -> Mapping[str, Sequence[str]]:
        """A people picker offers everybody, a tick itself, and a line nothing."""
        dialog = self.person.dialog
        return {each["id"]: _options(each) for each in dialog.fields} if dialog else {}

    def values(self, name: str) -> Sequence[str]:
        fields = self.person.dialog.fields if self.person.dialog else []
        return [each["value"] for field in fields if field["id"] == name for each in field.get("choices", ())]

    def form(self) -> Any:
        return deepcopy(self.person.dialog)

    # --- doing

    def close(self) -> None:
        self.person.closes()

    def returns_to(self, form: Any) -> None:
        self.close()
        self.person.screen.dialog = deepcopy(form)

    async def _press(self, button: Button, key: str) -> None:
        if key in self.delivered:
            await self.stage.teams.redeliver(self.delivered[key])
            return
        place, action = self._at_hand(button)
        if isinstance(place, Dialog):
            self.person.screen.dialog = place
        else:
            self.close()
        delivery = await self.person.press_again((place, action), as_submit=self.stage.older)
        assert delivery, f"nothing was sent by [{button.words}]"
        self.delivered[key] = delivery

    def _at_hand(self, button: Button) -> tuple[Place, Json]:
        """The button on a screen of their own: where it was, or forged where it was somebody else's."""
        place, action = deepcopy(button.place)
        for each in (action, action.get("fallback")):
            if each:
                each["data"][OURS] |= {"verb": button.verb, "token": self._carried(button)}
        if "verb" in action:
            action["verb"] = button.verb
        if button.owner != self.user and isinstance(place, Message):
            own = self.person.messages[-1]
            place = replace(place, id=own.id, conversation=own.conversation)
        return place, action

    async def _submit(self, button: Button, values: Values) -> None:
        delivery = await self.person.submit(_given(values), button=button.words)
        assert delivery, f"Teams does not let {self.name}'s form go: {self.person.errors}"

    async def _type(self, text: str) -> None:
        self.close()
        await self.person.types(text)

    async def _command(self, word: str, rest: str) -> None:
        self.close()
        await self.person.types(f"/peer {word} {rest}".strip())

    # --- what was answered

    def _glance(self) -> Any:
        shown = self.person.dialog
        cards = {message.id: _lines(message.card) for message in self.person.messages if message.card}
        return len(self.person.toasts), shown, cards

    def _understand(self, before: Any) -> None:
        toasts, shown, cards = before
        dialog = self.person.dialog
        self.notice = " ".join(self.person.toasts[toasts:])
        self.errors = dict(self.person.errors)
        for message in self.person.messages:
            if message.card and cards.get(message.id) != _lines(message.card):
                self.notice = _notice(message.card) or _whisper(message) or self.notice
        if dialog and dialog is not shown:
            self.notice = _notice(dialog.card) or self.notice
            self.errors |= _errors(dialog.card)


@dataclass
class Tenant:
    """Everybody's Teams, which outlives the house that is served to it."""

    teams: Teams
    settings: Settings
    clock: MovableClock
    folder: Path
    standing: AsyncExitStack
    older: bool = False
    network: Network | None = None
    serving: AsyncExitStack = field(default_factory=AsyncExitStack)

    async def serve(self) -> Running:
        """Called twice, a second process beside the first; Teams delivers to the newest one."""
        programme = teams_programme(self.folder, self.settings.peerline_programme or PROGRAMMES / "demo.toml")
        ours = {"peerline_programme": programme, "peerline_metrics_port": 0}
        given = self.settings.model_copy(update=ours | teams_settings(self.teams))
        house = await self.serving.enter_async_context(
            running(given, teams_rows(loaded(programme)), self.clock, endpoints_of(self.teams))
        )
        attach(self.teams, house)
        if self.network:
            self.teams.app_url = self.network.in_front_of(house.address) + PATH
        last_words_at_once(house.served.house)
        return house

    async def close(self) -> None:
        await self.serving.aclose()
        await self.standing.aclose()


def attach(teams: Teams, house: Running) -> None:
    """Teams delivers to this house, which writes as if there were no hurry: each call has a minute to itself."""
    connector = adapter_of(house)._teams._connector
    connector._monotonic = _unhurried()
    connector._pace = RateLimit(connector._monotonic)
    teams.app_url = f"{house.address}/api/messages"


def adapter_of(house: Running) -> TeamsAdapter:
    return next(each for each in house.served.adapters if isinstance(each, TeamsAdapter))


class TeamsStage(Stage):
    """A served house and the people of the demo in a tenant."""

    platform = PLATFORM
    actors: dict[str, TeamsActor]

    def __init__(self, tenant: Tenant, house: Running) -> None:
        super().__init__()
        self.tenant = tenant
        self.teams = tenant.teams
        self.older = tenant.older
        self.running = house
        self.actors = {
            user: TeamsActor(self, user, name, person=self.teams.person(TENANT, user, name=name))
            for user, name in demo_names().items()
        }
        self._neutral = {self.house.wording.text(Words("teams-update"), each) for each in LANGUAGES}
        self._looked: dict[str, tuple[int, int]] = {}
        self._read: dict[str, int] = {}
        self._look_at_everything()

    @classmethod
    async def open(
        cls, settings: Settings, at: datetime = MONDAY, *, older: bool = False, network: Network | None = None
    ) -> "TeamsStage":
        """With `network` Microsoft is known to its proxy alone, and Peerline is reached through its reverse proxy."""
        async with AsyncExitStack() as standing:
            folder = Path(standing.enter_context(tempfile.TemporaryDirectory(prefix="peerline-stage-")))
            teams = Teams()
            teams.world.tenant = TENANT
            standing.push_async_callback(teams.stop)
            await teams.start()
            if network:
                await standing.enter_async_context(network)
                teams.login_url = network.named("login.test", teams.login_url)
                teams.world.service_url = network.named("smba.test", teams.world.service_url)
                teams.service_host = teams.world.service_url.split("/")[2]
                settings = settings.model_copy(update=network_settings(network))
            tenant = Tenant(teams, settings, MovableClock(at), folder, standing, older, network)
            standing.push_async_exit(tenant.serving)
            stage = cls(tenant, await tenant.serve())
            await stage.everybody_arrives()
            tenant.standing = standing.pop_all()
        return stage

    async def everybody_arrives(self) -> None:
        for actor in self.actors.values():
            async with self.acted_by(actor):
                await actor.person.installs()
                if actor.person.troubles:  # the machine stood still for longer than we take: Teams asks again
                    actor.person.troubles.clear()
                    await actor.person.installs()
                await self.quiet()
                self.platform_rules()
        await self.settle()
        self.platform_rules()
        self.teams.group(*(actor.person for actor in self.actors.values()))
        self.lines.clear()

    async def restart(self, at: datetime) -> "TeamsStage":
        await self.tenant.serving.aclose()
        self.clock.forward_to(at)
        return TeamsStage(self.tenant, await self.tenant.serve())

    async def close(self) -> None:
        await self.tenant.close()

    @property
    def house(self) -> House:
        return self.running.served.house

    @property
    def clock(self) -> MovableClock:
        return self.tenant.clock

    def account(self, user: str, *, elsewhere: bool = False) -> Account:
        if elsewhere:
            return Account(PLATFORM, ELSEWHERE, user)
        if (TENANT, user) not in self.teams.people:
            self.teams.person(TENANT, user).account.installed = True
        return Account(PLATFORM, TENANT, user)

    async def settle(self) -> None:
        """Everything that followed an answer, then everything that the outbox has to send."""
        await self.quiet()
        if self.delivering:
            await follow_up(self.house)
            await self.quiet()
        self._notice_changes()

    async def quiet(self) -> None:
        adapter = adapter_of(self.running)
        await adapter._responses.land()
        await adapter._endpoint.visits.land()
        if self.teams.world.busy:
            await self.teams.settled(quiet=0)

    # --- failures

    def fails(self, actor: Actor, woe: Woe, *, times: int = 1, seconds: float = 30) -> None:
        how: dict[Woe, Json] = {
            Woe.DOWN: {"status": 502},
            Woe.TOO_FAST: {"status": 429, "retry_after": seconds},
            Woe.LOST: {"drop": "before"},
            Woe.UNSURE: {"drop": "after"},
        }
        self.teams.fail("send", who=self._person(actor), times=times, **how[woe])

    def blind(self, *, times: int | None = None) -> None:
        """No bot ever sees what is there."""

    def unreachable(self, actor: Actor) -> None:
        self._person(actor).account.installed = False

    def reachable(self, actor: Actor) -> None:
        self._person(actor).account.installed = True

    def speaks(self, actor: Actor, language: str) -> None:
        self._person(actor).account.locale = f"{language}-CA"

    async def _deactivate(self, actor: Actor) -> None:
        await self._person(actor).uninstalls()

    def _person(self, actor: Actor) -> Person:
        return self.actors[actor.user].person

    def known_by(self, account: Account) -> list[str]:
        found = next(actor.person for actor in self.actors.values() if actor.account == account)
        return [account.user, found.id, found.chat.id]

    # --- the house rules

    def platform_rules(self) -> None:
        """Only whoever acted was answered; nothing stands where others read; nobody saw Teams' own error."""
        assert self.teams.violations == []
        for chat in self.teams.world.conversations.values():
            assert chat.kind == "personal" or not chat.messages, "said to everybody in a group"
        for user, actor in self.actors.items():
            assert actor.person.troubles == [], f"{actor.name}'s Teams says {actor.person.troubles}"
            seen = len(actor.person.screen.seen), self._answered(actor)
            assert user in self.may_see or seen == self._looked[user], f"{actor.name} did nothing and saw something"
        for message in self._messages():
            for version in message.versions[self._read.get(message.id, 0) :]:
                self._is_neutral(version)
        self._look_at_everything()

    def _is_neutral(self, version: Version) -> None:
        """The notification, and everything that travels with a card, not only what a client shows of it."""
        self.says_nothing_of_anybody(str(version))
        if version.how != "answered":
            assert version.body.get("summary") in self._neutral, f"a notification says {version.body.get('summary')}"
            assert "text" not in version.body

    def _answered(self, actor: TeamsActor) -> int:
        return sum(version.how == "answered" for message in actor.person.messages for version in message.versions)

    def _messages(self) -> list[Message]:
        return [message for chat in self.teams.world.conversations.values() for message in chat.messages]

    def _look_at_everything(self) -> None:
        for user, actor in self.actors.items():
            self._looked[user] = len(actor.person.screen.seen), self._answered(actor)
        for message in self._messages():
            self._read[message.id] = len(message.versions)


def _unhurried() -> Callable[[], float]:
    steps = itertools.count(step=UNHURRIED)
    return lambda: next(steps)


# --- reading -------------------------------------------------------------------------------------------------------


def _look(message: Message) -> Shown | None:
    return None if _whisper(message) else _shown(message)


def _shown(message: Message) -> Shown:
    assert message.card
    body, footer = _parts(message.card)
    told = [_words_of(each) for each in body if not _is_notice(each)]
    pictures = tuple(each["altText"] for each in body if each["type"] == "Image")
    return Shown(
        message.id, " ".join(told), " ".join(map(_words_of, footer)), tuple(message.buttons), pictures=pictures
    )


def _parts(card: Json) -> tuple[list[Json], list[Json]]:
    """What is said, and the line below it."""
    said = [each for each in elements(card) if _words_of(each)]
    footer = [each for each in said if each.get("separator")]
    return [each for each in said if not each.get("separator")], footer


def _lines(card: Json) -> list[str]:
    body, footer = _parts(card)
    return [_words_of(each) for each in [*body, *footer]]


def _words_of(element: Json) -> str:
    """One element by itself, in the words that the other platforms have for it."""
    alone = {name: value for name, value in element.items() if name not in ("items", "columns")}
    return words({"type": "AdaptiveCard", "body": [alone]}).removeprefix("• ").replace("\n", " ").strip()


def _has(element: Json, **how: str) -> bool:
    runs = element.get("inlines", ())
    return bool(runs) and all(run.get(name) == value for run in runs for name, value in how.items())


def _is_notice(element: Json) -> bool:
    return _has(element, weight="Bolder", color="Accent")


def _notice(card: Json) -> str:
    """The sentence above what was there."""
    body, _ = _parts(card)
    return _words_of(body[0]) if body and _is_notice(body[0]) else ""


def _whisper(message: Message) -> str:
    """A notice that had no card to be on."""
    assert message.card
    body, _ = _parts(message.card)
    return _words_of(body[0]) if len(body) == 1 and not message.buttons and _has(body[0], weight="Bolder") else ""


def _errors(card: Json) -> dict[str, str]:
    """What stands in red below a field, or above them all."""
    found, name = {}, ""
    for each in elements(card):
        if str(each["type"]).startswith("Input."):
            name = each["id"]
        elif _has(each, color="Attention"):
            found[name] = _words_of(each)
    return found


def _is_spent(dialog: Dialog) -> bool:
    """Nothing to press or to fill in: whoever has read it closes it."""
    return not dialog.buttons and not dialog.fields


def _options(each: Json) -> list[str]:
    if each["type"] == "Input.Toggle":
        return ["tick"]
    if "choices.data" in each:
        return ["everybody"]
    return [choice["title"] for choice in each.get("choices", ())]


def _given(values: Values) -> dict[str, Any]:
    return dict(values)
