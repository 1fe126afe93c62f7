"""Peerline behind its Teams door, on a local Teams: with a scripted engine, or the whole house with the demo people."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from aiohttp import web

from bot.adapters.teams import TeamsAdapter
from bot.clock import MovableClock
from bot.configuration.settings import Settings, given
from bot.process.bootstrap import House, build, wording_for
from bot.process.demo import PROGRAMMES, demo_rows, user_of
from bot.programme import load
from bot.roster import RosterRow
from bot.runtime import roster_import
from bot.surface import Account, Button, Card, Event, Paragraph, Reply, Text, Verbatim, Words
from bot.wording import Wording
from storage.database.migrate import upgrade
from tests.doubles.teams import Person, Teams
from tests.doubles.teams.world import World
from tests.served import endpoints_of
from tests.stage import follow_up

TENANT = "22222222-3333-4444-8555-666666666666"
FOOTER = Words("footer", {"lines": "9-8-8"})
Reaction = Reply | Callable[[Event], Reply]


def card(words: str, *buttons: Button) -> Card:
    return Card((Paragraph(Verbatim(words)),), buttons, footer=FOOTER)


class ScriptedEngine:
    """Answers with what the test has put in `replies` for the kind of event; an event's key acts once."""

    def __init__(self) -> None:
        self.events: list[Event] = []
        self.effects: list[Event] = []
        self.replies: dict[str, Reaction] = {"Arrive": Reply(card=card("Hello")), "Command": Reply(card=card("Hello"))}
        self.gate = asyncio.Event()
        self.gate.set()

    async def handle(self, event: Event) -> Reply:
        if isinstance(event, Text) and not event.key:
            return Reply(card=card("Lines"), language="en")
        self.events.append(event)
        if not event.key or event.key not in {each.key for each in self.effects}:
            self.effects.append(event)
        await self.gate.wait()
        found = self.replies.get(type(event).__name__, Reply(card=card("Lines")))
        reply = found if isinstance(found, Reply) else found(event)
        return Reply(**{name: getattr(reply, name) for name in reply.__slots__} | {"language": reply.language or "en"})

    def of(self, kind: type[Event]) -> list[Event]:
        return [event for event in self.effects if isinstance(event, kind)]


@dataclass
class Memo:
    """The drawer, on a table instead of in a database."""

    known: dict[Account, str] = field(default_factory=dict)

    async def get(self, account: Account) -> str:
        return self.known.get(account, "")

    def remember(self, account: Account, conversation: str) -> None:
        self.known[account] = conversation

    async def keep(self, account: Account, conversation: str) -> None:
        self.known[account] = conversation
        if not conversation:
            del self.known[account]


@dataclass
class MemoryStore:
    conversations: Memo = field(default_factory=Memo)


@dataclass
class Scripted:
    """`Teams` with our door, and an engine that the test writes."""

    teams: Teams
    engine: ScriptedEngine
    adapter: TeamsAdapter
    memo: Memo

    def person(self, aad: str = "aad-robin", **how: Any) -> Person:
        return self.teams.person(TENANT, aad, **how)

    async def settled(self) -> None:
        await self.adapter._responses.land()
        await self.teams.settled()


@dataclass
class Whole:
    """The demo's house with everybody in Teams."""

    teams: Teams
    house: House
    adapter: TeamsAdapter
    clock: MovableClock
    rows: list[RosterRow]

    def person(self, name: str, **how: Any) -> Person:
        return self.teams.person(TENANT, name, **how)

    @property
    def everybody(self) -> list[Person]:
        return [self.person(user_of(row)) for row in self.rows]

    async def settled(self) -> None:
        await self.adapter._responses.land()
        await follow_up(self.house)
        await self.teams.settled()


@asynccontextmanager
async def microsoft() -> AsyncIterator[Teams]:
    teams = Teams()
    teams.world.tenant = TENANT
    await teams.start()
    try:
        yield teams
    finally:
        await teams.stop()


def settings_for(teams: Teams, **more: Any) -> Settings:
    who = {"teams_app_id": teams.app_id, "teams_app_password": teams.app_password, "teams_tenant_id": teams.tenant}
    return given(**who | more)


def adapter_for(
    teams: Teams, settings: Settings, engine: Any, wording: Any, store: Any, vouching: frozenset[str] = frozenset()
) -> TeamsAdapter:
    return TeamsAdapter(settings, engine, wording, store.conversations, "en", endpoints_of(teams), vouching)


@asynccontextmanager
async def listening(adapter: TeamsAdapter) -> AsyncIterator[str]:
    """The address of /api/messages."""
    app = web.Application()
    adapter.mount(app)
    runner = web.AppRunner(app, access_log=None)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    await adapter.start()
    try:
        yield f"http://127.0.0.1:{runner.addresses[0][1]}/api/messages"
    finally:
        await adapter.stop()
        await runner.cleanup()


@asynccontextmanager
async def scripted(vouching: frozenset[str] = frozenset()) -> AsyncIterator[Scripted]:
    async with microsoft() as teams:
        engine, store = ScriptedEngine(), MemoryStore()
        adapter = adapter_for(teams, settings_for(teams), engine, Wording(), store, vouching)
        async with listening(adapter) as teams.app_url:
            yield Scripted(teams, engine, adapter, store.conversations)


@asynccontextmanager
async def whole(folder: Path) -> AsyncIterator[Whole]:
    async with microsoft() as teams:
        clock = MovableClock()
        teams.world.clock = lambda: clock.now().timestamp()
        path = folder / "programme.toml"
        text = (PROGRAMMES / "demo.toml").read_text(encoding="utf-8")
        path.write_text(text.replace('id = "demo"\n', f'id = "demo"\nteams_tenant = "{TENANT}"\n', 1), encoding="utf-8")
        programme = load(path)
        settings = settings_for(
            teams, peerline_database_url=f"sqlite:///{folder}/peerline.db", peerline_programme=str(path)
        )
        house = build(settings, programme, wording_for(programme, path), clock=clock)
        try:
            upgrade(house.database)
            rows = demo_rows(programme)
            known = [RosterRow(row.person, (Account("teams", TENANT, user_of(row)),)) for row in rows]
            await house.engine.run(lambda unit: roster_import.apply(unit, programme, known))
            adapter = adapter_for(teams, settings, house.engine, house.wording, house.platform_store("teams"))
            house.plug(adapter.port)
            async with listening(adapter) as teams.app_url:
                yield Whole(teams, house, adapter, clock, rows)
        finally:
            house.close()


__all__ = ["FOOTER", "TENANT", "Scripted", "Whole", "World", "card", "microsoft", "scripted", "whole"]
