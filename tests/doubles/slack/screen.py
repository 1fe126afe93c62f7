"""One person's screen: the stack of modals, App Home, ephemeral messages, and what went wrong on it."""

from dataclasses import dataclass, field
from typing import Any
from uuid import uuid4

from tests.doubles.plain import copied
from tests.doubles.slack.blocks.reading import buttons, with_ids, words
from tests.doubles.slack.channels import Message
from tests.doubles.slack.form import first_answers
from tests.doubles.slack.people import User

Json = dict[str, Any]


@dataclass
class View:
    """A modal or App Home as its reader sees it, with what they have filled in so far."""

    team: str
    user: str
    body: Json
    app_id: str
    bot_id: str
    id: str = field(default_factory=lambda: f"V{uuid4().hex[:10].upper()}")
    hash: str = ""
    root: str = ""
    previous: str | None = None
    state: dict[str, dict[str, Json]] = field(default_factory=dict)
    revision: int = 0

    def __post_init__(self) -> None:
        self.show(self.body)
        self.root = self.root or self.id

    def show(self, body: Json) -> None:
        """Put new content in place. An answer stays where its block_id and action_id stay."""
        self.body = copied(body) | {"blocks": with_ids(body["blocks"])}
        fresh = first_answers(self.body["blocks"])
        for block, answers in fresh.items():
            for action, answer in answers.items():
                kept = self.state.get(block, {}).get(action)
                if kept and kept["type"] == answer["type"]:
                    answers[action] = kept
        self.state = fresh
        self.revision += 1
        self.hash = f"{self.revision}.{uuid4().hex[:8]}"

    @property
    def title(self) -> str:
        return str(self.body.get("title", {}).get("text", ""))

    @property
    def blocks(self) -> list[Json]:
        blocks: list[Json] = self.body["blocks"]
        return blocks

    @property
    def words(self) -> str:
        return words(self.body)

    @property
    def buttons(self) -> list[str]:
        return [element["text"]["text"] for _, element in buttons(self.blocks)]

    def record(self) -> Json:
        """The view object of payloads and answers."""
        return {
            "private_metadata": "",
            "callback_id": "",
            "external_id": "",
            "title": None,
            "submit": None,
            "close": None,
            "clear_on_close": False,
            "notify_on_close": False,
            **copied(self.body),
            "id": self.id,
            "team_id": self.team,
            "state": {"values": copied(self.state)},
            "hash": self.hash,
            "previous_view_id": self.previous,
            "root_view_id": self.root,
            "app_id": self.app_id,
            "app_installed_team_id": self.team,
            "bot_id": self.bot_id,
        }


@dataclass(frozen=True)
class Trouble:
    """An error that the client shows the person: a warning triangle, "We had some trouble connecting"."""

    kind: str
    detail: str


@dataclass
class Screen:
    user: User
    hosted_by: str = ""
    """The foreign workspace in whose shared channel (Slack Connect) the person is just now."""
    modals: list[View] = field(default_factory=list)
    home: View | None = None
    ephemerals: list[Message] = field(default_factory=list)
    errors: dict[str, str] = field(default_factory=dict)
    troubles: list[Trouble] = field(default_factory=list)

    @property
    def modal(self) -> View | None:
        return self.modals[-1] if self.modals else None

    def view(self, view_id: str = "", external_id: str = "") -> View | None:
        for view in [*self.modals, *([self.home] if self.home else [])]:
            if view.id == view_id or (external_id and view.body.get("external_id") == external_id):
                return view
        return None
