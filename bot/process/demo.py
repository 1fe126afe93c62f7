"""The playground's house: engine, flows and database as everywhere, with invented people and a movable clock."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from aiohttp import web

from bot.adapters.playground.chat import PlaygroundChat
from bot.adapters.playground.needs import PLATFORM, Deadline, Pane, TableView
from bot.adapters.playground.server import make_app
from bot.clock import MovableClock
from bot.configuration.settings import Settings
from bot.core.people import Role
from bot.flows.routing import DEADLINES
from bot.process.bootstrap import House, build, wording_for
from bot.programme import Programme, Site, load
from bot.roster import RosterRow, read
from bot.runtime import roster_import
from bot.surface import Account
from storage.database.inspect import tables_as_seen
from storage.database.migrate import upgrade
from storage.transactions.unit_of_work import UnitOfWork

PROGRAMMES = Path(__file__).parents[2] / "programmes"
SITE = "demo"


@dataclass(slots=True)
class Demo:
    """A house with a page. `start` and `stop` belong to one event loop."""

    house: House
    chat: PlaygroundChat
    panes: tuple[Pane, ...]
    clock: MovableClock
    site: Site

    def app(self) -> web.Application:
        return make_app(self.house.engine, self.house.wording, Wheel(self), self.chat, self.panes, self.site.timezone)

    async def begin(self, rows: list[RosterRow]) -> None:
        """Put the demo people into the fresh database."""
        upgrade(self.house.database)
        known = [RosterRow(row.person, (account_of(row),)) for row in rows]
        await self.house.engine.run(lambda unit: roster_import.apply(unit, self.house.programme, known))


class Wheel:
    """The playground's clock buttons and its look under the floor."""

    def __init__(self, demo: Demo) -> None:
        self._demo = demo

    def now(self) -> datetime:
        return self._demo.clock.now()

    async def next_due(self) -> Deadline | None:
        at = await self._demo.house.deadlines.next_due()
        return Deadline(at, await self._demo.house.engine.run(lambda unit: _kind_due(unit, at))) if at else None

    async def forward(self, hours: float) -> None:
        """Hour by hour would be no different: every deadline on the way is met at its own time, in order."""
        await self._to(self._demo.clock.now() + timedelta(hours=hours))

    async def to_next_deadline(self) -> None:
        due = await self.next_due()
        if due is not None:
            await self._to(due.at)

    async def database(self) -> list[TableView]:
        seen = tables_as_seen(self._demo.house.database)
        return [TableView(table.name, table.columns, list(table.rows)) for table in seen]

    async def _to(self, goal: datetime) -> None:
        await wind(self._demo.house, self._demo.clock, goal)


# With whoever waits the search looks every five minutes, and so it does here only where time itself may have changed
# something: a demonstration need not stop 288 times a day.
_LOOKS = timedelta(hours=1)


async def wind(house: House, clock: MovableClock, goal: datetime) -> None:
    """Move the time, with a stop at each deadline on the way: what it books may be due before the goal too."""
    while (due := await _next(house)) is not None and due <= goal:
        clock.forward_to(due)
        await house.deadlines.sweep()
        await house.outbox.settle()
    clock.forward_to(goal)
    await house.deadlines.sweep()
    await house.outbox.settle()


async def _next(house: House) -> datetime | None:
    """The next deadline or held-back message."""
    held = await house.engine.run(lambda unit: unit.slots.next_due())
    due = await house.deadlines.next_due()
    look = await house.deadlines.next_look()
    now = house.clock.now()
    looks = look if look is None or look <= now else max(look, now + _LOOKS)
    return min((moment for moment in (due, held, looks) if moment is not None), default=None)


def _kind_due(unit: UnitOfWork, at: datetime) -> str:
    """What falls due at this moment, "" when it has been taken meanwhile."""
    kinds = (*DEADLINES, "scrub")
    return next((kind for kind in kinds if any(each.due_at == at for each in unit.deadlines.pending_kind(kind))), "")


def account_of(row: RosterRow) -> Account:
    return Account(PLATFORM, SITE, user_of(row))


def user_of(row: RosterRow) -> str:
    return row.person.email.partition("@")[0].replace(".", "-")


def panes_of(rows: list[RosterRow]) -> tuple[Pane, ...]:
    """A physician, three supporters, a coordinator and the deputy, in the roster's order."""
    return tuple(Pane(user_of(row), row.person.name, _role(row), email=row.person.email) for row in rows)


def _role(row: RosterRow) -> str:
    if Role.SUPPORTER in row.person.roles:
        return "supporter"
    return "coordinator" if Role.COORDINATOR in row.person.roles else "physician"


def demo_rows(programme: Programme) -> list[RosterRow]:
    path = PROGRAMMES / "demo-roster.csv"
    return read(path, path.read_bytes(), programme)


def make_demo(
    settings: Settings, clock: MovableClock | None = None, chat: PlaygroundChat | None = None
) -> tuple[Demo, list[RosterRow]]:
    """Wire the demo on the database that the settings name. Nothing is started yet.

    A `chat` that is given outlives the house, as a platform outlives a restart of the bot.
    """
    path = settings.peerline_programme or PROGRAMMES / "demo.toml"
    programme = load(path)
    rows = demo_rows(programme)
    clock = clock or MovableClock()
    panes = panes_of(rows)
    chat = chat or PlaygroundChat(SITE, panes, clock.now)
    house = build(settings, programme, wording_for(programme, path), {PLATFORM: chat}, clock)
    house.engine.draw = lambda _: 0  # everybody sits at one screen here: last words come at once
    return Demo(house, chat, panes, clock, programme.site(SITE)), rows
