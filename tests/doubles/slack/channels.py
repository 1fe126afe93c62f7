"""Where messages stand, and every version that they ever had."""

from dataclasses import dataclass, field
from typing import Any

from tests.doubles.plain import copied
from tests.doubles.slack.blocks.reading import buttons, words

Json = dict[str, Any]


@dataclass
class Message:
    """One message as it looks now. `versions` holds what it said before, oldest first."""

    channel: str
    ts: str
    user: str
    text: str
    blocks: list[Json] = field(default_factory=list)
    metadata: Json | None = None
    bot: bool = True
    ephemeral: bool = False
    deleted: bool = False
    files: list[Json] = field(default_factory=list)
    versions: list[Json] = field(default_factory=list)

    @property
    def words(self) -> str:
        """What a person reads: the blocks, or the text where there are none."""
        return words(self.blocks) if self.blocks else self.text

    @property
    def buttons(self) -> list[str]:
        return [element["text"]["text"] for _, element in buttons(self.blocks)]

    def change(self, text: str, blocks: list[Json], metadata: Json | None) -> None:
        self.versions.append({"text": self.text, "blocks": copied(self.blocks), "metadata": self.metadata})
        self.text, self.blocks, self.metadata = text, blocks, metadata

    def record(self, *, bot_id: str = "", app_id: str = "", team: str = "", with_metadata: bool = True) -> Json:
        """The message object of the API."""
        shown: Json = {"type": "message", "user": self.user, "text": self.text, "ts": self.ts, "team": team}
        if self.bot:
            shown |= {
                "bot_id": bot_id,
                "app_id": app_id,
                "bot_profile": {"id": bot_id, "app_id": app_id, "name": "bot"},
            }
        if self.blocks:
            shown["blocks"] = copied(self.blocks)
        if self.files:
            shown |= {"files": copied(self.files), "upload": False}
        if self.metadata and with_metadata:
            shown["metadata"] = copied(self.metadata)
        return shown


@dataclass
class Channel:
    """A DM with the bot (`user` is the person in it) or a public channel (`user` is empty)."""

    id: str
    team: str
    user: str = ""
    is_archived: bool = False
    record: list[Message] = field(default_factory=list)

    @property
    def messages(self) -> list[Message]:
        """What is in it now, oldest first."""
        return [message for message in self.record if not message.deleted]

    @property
    def name(self) -> str:
        return "directmessage" if self.user else self.id.lower().removeprefix("c-")

    def find(self, ts: str) -> Message | None:
        return next((message for message in self.messages if message.ts == ts), None)


@dataclass(frozen=True)
class Sight:
    """Something that a person's screen showed at one time. `user` is "*" where everybody in the workspace could see."""

    team: str
    user: str
    kind: str
    words: str
    body: Json
