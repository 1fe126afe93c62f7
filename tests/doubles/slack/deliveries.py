"""One thing that Slack brings to the app, and the app's answers to it."""

import json
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlencode

Json = dict[str, Any]

EVENT, INTERACTION, COMMAND = "events_api", "interactive", "slash_commands"


@dataclass(frozen=True)
class Answer:
    """`ok` is an acknowledgement in time; `reason` says in Slack's words why it was none."""

    ok: bool
    body: Any = None
    reason: str = ""
    no_retry: bool = False
    status: int = 0


@dataclass
class Delivery:
    kind: str
    team: str
    payload: Json
    attempts: list[Answer] = field(default_factory=list)

    @property
    def event_id(self) -> str:
        return str(self.payload.get("event_id", ""))

    @property
    def acknowledged(self) -> bool:
        return any(attempt.ok for attempt in self.attempts)

    def body(self) -> tuple[str, str]:
        """The HTTP body and its content type."""
        if self.kind == EVENT:
            return json_text(self.payload), "application/json"
        fields = {"payload": json_text(self.payload)} if self.kind == INTERACTION else self.payload
        return urlencode(fields), "application/x-www-form-urlencoded"


def json_text(value: Any) -> str:
    return json.dumps(value, separators=(",", ":"))
