"""Conversations and messages, with everything that they ever said."""

import json
from dataclasses import dataclass, field
from typing import Any

from tests.doubles.teams.cards.reading import buttons, words

Json = dict[str, Any]
CARD = "application/vnd.microsoft.card.adaptive"


def cards_in(activity: Json) -> list[Json]:
    return [each["content"] for each in activity.get("attachments") or [] if each.get("contentType") == CARD]


@dataclass(frozen=True)
class Version:
    """What a message said at one time. `how`: sent, updated, or "answered" (a card given in answer to a press)."""

    how: str
    body: Json

    @property
    def words(self) -> str:
        texts = [str(self.body.get(key) or "") for key in ("text", "summary")]
        return "\n".join(part for part in [*texts, *(words(card) for card in cards_in(self.body))] if part)

    def __str__(self) -> str:
        return json.dumps(self.body, ensure_ascii=False)


@dataclass
class Message:
    """A message of the bot as it is now. `view` is a card that only the presser's client shows, until it reloads."""

    id: str
    conversation: str
    versions: list[Version]
    reply_to: str = ""
    deleted: bool = False
    view: Json | None = None

    @property
    def body(self) -> Json:
        return next(each.body for each in reversed(self.versions) if each.how != "answered")

    @property
    def card(self) -> Json | None:
        return self.view or next(iter(cards_in(self.body)), None)

    @property
    def words(self) -> str:
        text = "" if self.view else str(self.body.get("text") or "")
        return "\n".join(part for part in (text, words(self.card) if self.card else "") if part)

    @property
    def buttons(self) -> list[str]:
        return [action["title"] for action in buttons(self.card)] if self.card else []

    @property
    def edits(self) -> int:
        return sum(each.how == "updated" for each in self.versions)


@dataclass
class Conversation:
    """`kind` is personal, groupChat or channel. `lost`: the service does not know it any more."""

    id: str
    tenant: str
    members: list[str]
    kind: str = "personal"
    lost: bool = False
    messages: list[Message] = field(default_factory=list)
    heard: list[str] = field(default_factory=list)

    def record(self) -> Json:
        """The conversation of an activity, as Teams writes it."""
        group = {"isGroup": True, "name": "A fictional conversation"} if self.kind != "personal" else {}
        return {"id": self.id, "conversationType": self.kind, "tenantId": self.tenant, **group}

    def message(self, message_id: str) -> Message | None:
        return next((each for each in self.messages if each.id == message_id and not each.deleted), None)
