"""What the page is shown: the whole state, one chat, the clock, the drawer."""

from dataclasses import dataclass

from bot.adapters.playground import render
from bot.adapters.playground.chat import PlaygroundChat
from bot.adapters.playground.message import Message
from bot.adapters.playground.needs import (
    PLATFORM,
    Caller,
    Controls,
    Deadline,
    Pane,
    TableView,
    name_of,
)
from bot.adapters.playground.words import CHROME, chrome
from bot.ports.application import Engine, Json, Wording
from bot.surface import Account


@dataclass(frozen=True, slots=True)
class Parts:
    """All that is behind the page."""

    engine: Engine
    wording: Wording
    controls: Controls
    chat: PlaygroundChat
    panes: tuple[Pane, ...]
    timezone: str

    def find(self, user: str) -> Caller | None:
        pane = next((pane for pane in self.panes if pane.user == user), None)
        return self.caller(pane) if pane else None

    def caller(self, pane: Pane) -> Caller:
        return Caller(
            Account(PLATFORM, self.chat.team, pane.user), self.chat.language(pane.user), pane.name, pane.email
        )


def state(parts: Parts, due: Deadline | None) -> Json:
    return {
        "type": "state",
        "words": chrome(parts.wording),
        "panes": [
            _chat(parts, pane.user) | {"name": pane.name, "role": f"role-{pane.role_words}"} for pane in parts.panes
        ],
        "clock": clock(parts, due),
    }


def clock(parts: Parts, due: Deadline | None) -> Json:
    """`what` is the page's own word for what is due, "" for a deadline that it has none for."""
    what = f"due-{due.kind}" if due and f"playground-due-{due.kind}" in CHROME else ""
    return {
        "now": render.moment(parts.controls.now(), parts.timezone),
        "due": render.moment(due.at, parts.timezone) if due else None,
        "what": what,
    }


def change(parts: Parts, user: str, message: Message | None) -> Json:
    """One new or edited message, or the whole chat where that is None."""
    if message is None:
        return {"type": "chat"} | _chat(parts, user)
    return {"type": "message", "user": user, "message": render.message(message, parts.wording)}


def drawer(parts: Parts, tables: list[TableView]) -> Json:
    export = [
        render.export_row(message, name_of(parts.panes, message.user), parts.wording) for message in parts.chat.record()
    ]
    database = [{"name": table.name, "columns": table.columns, "rows": table.rows} for table in tables]
    return {"export": export, "database": database}


def _chat(parts: Parts, user: str) -> Json:
    return {
        "user": user,
        "language": parts.chat.language(user),
        "messages": [render.message(message, parts.wording) for message in parts.chat.timeline(user)],
    }
