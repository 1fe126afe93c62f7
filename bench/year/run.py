"""One year, from the first of January until the last request of it is closed and forgotten."""

import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator, MutableMapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Any

from structlog.testing import capture_logs

from bench.year import recorder, town
from bench.year.chance import Chance, drawn_ids, new_year
from bench.year.chat import Chat
from bench.year.clock import Wheel
from bench.year.contacts import Contacts
from bench.year.coordinators import Coordinators
from bench.year.events import Events
from bench.year.facts import Did, Reached, Shown
from bench.year.hand import Hand
from bench.year.inspector import Inspector
from bench.year.known import Known
from bench.year.life import Life
from bench.year.physicians import Physicians
from bench.year.province import Size
from bench.year.recruiting import Recruiting
from bench.year.supporters import Supporters
from bench.year.town import Kind, Soul, Town
from bench.year.unthreaded import without_thread
from bot.adapters.playground.needs import PLATFORM
from bot.clock import MovableClock
from bot.configuration.settings import given
from bot.process.bootstrap import House, build, wording_for
from bot.programme import load
from bot.runtime import roster_import
from bot.surface import Card, Command, Gone, Press, Reply, Submit
from storage.database.migrate import upgrade

MEMORY = Path("/dev/shm")  # noqa: S108 - a file as everywhere, on a disk that has no platter
_AFTERWARDS = timedelta(days=10)  # what a site keeps after a close, and the last words, are gone by then
_LONGEST = timedelta(days=120)  # no request of the year is open longer than this after its end


@dataclass(frozen=True, slots=True)
class Year:
    """What came of it. `seconds` is what it took on this machine."""

    size: Size
    seed: int
    known: Known
    outcomes: Counter[str]  # as the tally has them, which is all that remains
    looks: int  # of the inspector
    presses: int
    steps: int
    seconds: float


Log = list[MutableMapping[str, Any]]


async def play(size: Size, seed: int, *, folder: Path | None = None) -> Year:
    """Raises Broken at the first rule that is not kept."""
    began = time.perf_counter()
    with _folder(folder) as place, drawn_ids(seed), capture_logs() as log:
        return await _play(size, seed, place, began, log)


@contextmanager
def _folder(folder: Path | None) -> Iterator[Path]:
    if folder is not None:
        yield folder
        return
    with tempfile.TemporaryDirectory(prefix="peerline-year-", dir=MEMORY if MEMORY.is_dir() else None) as made:
        yield Path(made)


async def _play(size: Size, seed: int, folder: Path, began: float, log: Log) -> Year:
    chance, start = Chance(seed), new_year()
    people = town.build(chance, size)
    clock, chat = MovableClock(start), Chat(Chance(seed + 1))
    house = _house(people, folder, chat, clock)
    seen = recorder.Recorder(folder / "year.db")
    try:
        await house.engine.run(lambda unit: roster_import.apply(unit, house.programme, town.roster(people)))
        await house.deadlines.keep_quarters()
        chat.meanings = lambda value, account: house.engine.run(lambda unit: unit.values.meaning(value, account))
        life = Life(people, chance, clock, chat, Hand(house.engine, chat), province=size.province, rates=size.rates)
        inspector = Inspector(people, start)
        contacts = Contacts(life)
        supporters = Supporters(life, contacts)
        end = start + timedelta(days=size.days)
        recruiting = Recruiting(life, supporters, end)
        physicians = Physicians(life, contacts, inspector.known.waiting)
        coordinators = Coordinators(life, recruiting)
        wheel = Wheel(house, clock, life.agenda, seen)

        def look() -> None:
            for change in seen.changes(clock.now()):
                inspector.saw(change)

        on_screen: list[Shown] = []  # since the last step: the outbox would take what is raised there for a failed send
        _wire(life, look, inspector, on_screen, {
            Kind.SUPPORTER: supporters.shown,
            Kind.COLLEAGUE: recruiting.shown,
            Kind.PHYSICIAN: physicians.shown,
            Kind.STRANGER: physicians.shown,
            Kind.COORDINATOR: coordinators.shown,
            Kind.DEPUTY: coordinators.shown,
            Kind.PROVINCIAL: coordinators.shown,
        })  # fmt: skip

        def after_step() -> None:
            look()
            for each in on_screen:
                inspector.saw(each)
            on_screen.clear()
            inspector.stepped(clock.now(), seen, chat, log)

        wheel.on_step = after_step
        wheel.every_look = lambda: inspector.beside.somebody_waits
        contacts.on_reached = lambda user, offer: inspector.saw(Reached(clock.now(), user, offer))
        supporters.plan_year(start, size.days)
        coordinators.plan_year(start, end)
        by_events = Events(life, physicians).plan_year(start, size.days)
        physicians.plan_year(size.requests - by_events, start, size.days)
        while clock.now() < end or inspector.open_requests():
            await wheel.step()
            inspector.is_over(clock.now(), end + _LONGEST)
        rest = clock.now() + _AFTERWARDS
        while clock.now() < rest:
            await wheel.step()
        inspector.ended(clock.now(), seen, chat, log)
        outcomes = Counter(seen.column("SELECT outcome FROM tally WHERE kind = 'request'"))
        took = time.perf_counter() - began
        return Year(size, seed, inspector.known, outcomes, inspector.looks, life.hand.presses, wheel.steps, took)
    finally:
        seen.close()
        house.close()


def _house(people: Town, folder: Path, chat: Chat, clock: MovableClock) -> House:
    """As bootstrap wires it, on a fresh SQLite file with the recorder's triggers in it."""
    path = town.programme_file(people, folder / "year.toml")
    programme = load(path)
    settings = given(peerline_database_url=f"sqlite:///{folder}/year.db")
    house = build(settings, programme, wording_for(programme, path), clock=clock)
    house.outbox.ports[PLATFORM] = chat  # not plugged in: nobody here looks at a chart, and each takes a second to draw
    upgrade(house.database)
    recorder.install(folder / "year.db")
    without_thread(house)
    return house


def _wire(
    life: Life,
    look: Callable[[], None],
    inspector: Inspector,
    on_screen: list[Shown],
    readers: dict[Kind, Callable[[Soul, Card], None]],
) -> None:
    """What happened reaches the inspector in its order, and a new card whoever reads it."""

    def shown(user: str, card: Card, anew: bool) -> None:
        who = life.town.souls[user]
        on_screen.append(Shown(life.now, user, card, anew))
        if anew:
            readers[who.kind](who, card)

    def done(who: Soul, event: Press | Submit | Command | Gone, reply: Reply) -> None:
        look()
        inspector.saw(Did(life.now, who.user, event, reply))

    life.chat.on_shown = shown
    life.hand.on_done = done
