"""The house behind the page, small enough to script: engine, words, clock; and a page that speaks like the real one."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import uuid4

from aiohttp import ClientWebSocketResponse
from aiohttp.test_utils import TestClient

from bot.adapters.playground.chat import PlaygroundChat
from bot.adapters.playground.needs import Deadline, Pane, TableView
from bot.ports.platform import Outgoing
from bot.surface import Account, Button, Card, Event, Paragraph, Phrase, Reply, Verbatim, Words, w

PANES = (Pane("amara", "Dr. Amara Osei", "physician"), Pane("ben", "Dr. Ben Fontaine", "supporter"))
NOON = datetime(2026, 7, 6, 17, 0, tzinfo=UTC)  # 12:00 in Winnipeg, in every edition of the time zone tables


TIMEZONE = "America/Winnipeg"


class FakeEngine:
    """Answers with what the test has put in `replies` for the kind of event; remembers every event."""

    def __init__(self) -> None:
        self.events: list[Event] = []
        self.replies: dict[str, Reply | Callable[[Event], Reply]] = {"Arrive": Reply(card=card("hello", "ask"))}
        self.gate = asyncio.Event()
        self.gate.set()
        self.reached = asyncio.Event()

    async def handle(self, event: Event) -> Reply:
        self.events.append(event)
        self.reached.set()
        await self.gate.wait()
        reply = self.replies.get(type(event).__name__, Reply())
        return reply if isinstance(reply, Reply) else reply(event)

    def keys(self, kind: type[Event]) -> list[str]:
        return [event.key for event in self.events if isinstance(event, kind)]


class FakeWording:
    def text(self, phrase: Phrase, language: str, timezone: str = "UTC") -> str:
        if isinstance(phrase, Words):
            return f"{language}:{phrase.id}"
        assert isinstance(phrase, Verbatim)
        return phrase.text


@dataclass
class FakeControls:
    ahead: timedelta = timedelta()
    moves: list[float] = field(default_factory=list)
    broken: bool = False

    def now(self) -> datetime:
        return NOON + self.ahead

    async def next_due(self) -> Deadline | None:
        return Deadline(NOON + timedelta(hours=20), "offer-expire") if self.ahead < timedelta(hours=20) else None

    async def forward(self, hours: float) -> None:
        self.moves.append(hours)
        self.ahead += timedelta(hours=hours)

    async def to_next_deadline(self) -> None:
        await self.forward(20)

    async def database(self) -> list[TableView]:
        if self.broken:
            raise RuntimeError("no disk")
        return [TableView("requests", ("id", "physician"), [("7f3a", "sealed, 96 bytes")])]


def card(words: str, *verbs: str) -> Card:
    return Card((Paragraph(w(words)),), tuple(Button(w(verb), verb, "t1", 3) for verb in verbs), footer=w("footer"))


def outgoing(words: str, slot: str = "s1", user: str = "ben", language: str = "en") -> Outgoing:
    return Outgoing(Account("playground", "river", user), slot, card(words), language, "America/Winnipeg")


def make_chat() -> PlaygroundChat:
    return PlaygroundChat("river", PANES, lambda: NOON)


def first_words(chat: PlaygroundChat, user: str) -> list[str]:
    """What is in a timeline: the id of each card's first paragraph, or what was typed."""
    found = []
    for message in chat.timeline(user):
        block = message.card.blocks[0] if message.card else None
        words = block.words if isinstance(block, Paragraph) else None
        found.append(words.id if isinstance(words, Words) else message.text)
    return found


class Page:
    """A browser page: keeps what it was pushed, asks, and waits for the answer to what it asked."""

    def __init__(self, socket: ClientWebSocketResponse) -> None:
        self.socket = socket
        self.state: dict[str, Any] = {}
        self.pushed: list[dict[str, Any]] = []

    @classmethod
    async def open(cls, client: "TestClient[Any, Any]") -> "Page":
        page = cls(await client.ws_connect("/live", headers={"Origin": f"http://127.0.0.1:{client.port}"}))
        page.state = await page.socket.receive_json(timeout=2)
        return page

    async def ask(self, id_: str = "", **action: Any) -> dict[str, Any]:
        id_ = id_ or str(uuid4())
        await self.socket.send_json({"id": id_, **action})
        return await self.answer(id_)

    async def press(self, ref: str = "", *, id_: str = "", user: str = "ben", verb: str = "ask") -> dict[str, Any]:
        return await self.ask(id_, type="press", user=user, verb=verb, token="t1", version=3, ref=ref)

    async def submit(self, **values: Any) -> dict[str, Any]:
        return await self.ask(type="submit", user="ben", verb="send", token="", version=0, values=values)

    async def answer(self, id_: str) -> dict[str, Any]:
        while True:
            message: dict[str, Any] = await self.socket.receive_json(timeout=2)
            if message["type"] == "answer" and message["re"] == id_:
                return message
            self.pushed.append(message)

    async def push(self, kind: str) -> dict[str, Any]:
        """The next message of a kind that has been or will be pushed."""
        while True:
            for at, message in enumerate(self.pushed):
                if message["type"] == kind:
                    return self.pushed.pop(at)
            self.pushed.append(await self.socket.receive_json(timeout=3))
