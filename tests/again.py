"""Every event of a story comes twice, and nothing happens twice.

In one way the inbox has forgotten it meanwhile: what decides then is the state, as it decides a second press. In the
other it comes a second before the inbox may forget it, to another replica: its answer is made again, and its
transaction is undone. The second answer is thrown away, as a platform throws away what it gets for an event that it has
had. Between two events a second passes, since people are no faster.
"""

from collections import Counter
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

from bot.clock import Clock
from bot.process.bootstrap import House
from bot.runtime.engine import Engine
from bot.surface import Event, Reply
from storage.database.sql import Sql
from storage.stores.inbox import KNOWN_AT_LEAST
from storage.transactions.unit_of_work import UnitOfWork
from storage.transactions.writer import writer_for

Again = Callable[[House], None]
State = dict[str, Counter[tuple[Any, ...]]]
_MOMENT = timedelta(seconds=1)

# What was said is said again where the state says so: the same card into the same slot, an edit that changes nothing.
# When somebody was last heard of is no state, and whoever looks at a contact twice is in the audit twice. A dialog
# that is shown twice has a word of its own each time for the question that it asks without a name (`ticket`).
_COUNTED = (
    *("person", "account", "training", "nomination", "mark", "callback", "slot", "tally", "useful"),
    *("gathering", "seat", "request_key"),
)
_COMPARED = {
    "request": "id, state, version, misses, escalation, longer_used, conversations, search, contact_wrong, contact, "
    "said_at, marks_since, denials, denied_at, messages_left, agreed_on, stage_bent, names_shown, names_allowed, "
    "looked, told",
    "offer": "id, state, version, search, made_at, delivered_at, later_used, lapsed_at",
    "callback": "id, state, version",
    "deadline WHERE kind <> 'scrub'": "kind, request, offer, person, subject, fence, due_at",
    "copy": "slot, account, retired",
}


def forgotten(house: House) -> None:
    """Each event comes again as soon as it is done, and the inbox is empty."""

    async def empty() -> None:
        for table in ("inbox", "inbox_secret"):
            await house.engine.run(lambda unit, t=table: unit.link.run(Sql(f"DELETE FROM {t}")))  # type: ignore[misc] # noqa: S608

    _doubled(house, house.engine, empty)


def on_another_replica(house: House) -> None:
    """Each event comes again just inside the horizon, to a second process on the same database."""
    clock = _Later(house.clock)
    writer = writer_for(house.database, house.keys, clock)
    _closed_with(house, writer.close)

    async def nothing() -> None:
        pass

    _doubled(house, Engine(writer, house.in_force, clock), nothing)


class _Later:
    """The other replica's clock: a second before an event of now may be forgotten."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock

    def now(self) -> datetime:
        return self._clock.now() + KNOWN_AT_LEAST - timedelta(seconds=1)


def _closed_with(house: House, close: Callable[[], None]) -> None:
    own = house.writer.close

    def both() -> None:
        close()
        own()

    house.writer.close = both  # type: ignore[method-assign]


def _doubled(house: House, other: Engine, between: Callable[[], Any]) -> None:
    first, again = house.engine.handle, other.handle
    running: set[int] = set()
    together: set[int] = set()  # that ran beside another: of two that came at once nobody can say here which did what

    async def twice(event: Event) -> Reply:
        if not event.key:
            return await first(event)
        house.clock.forward(_MOMENT)  # type: ignore[attr-defined]
        running.add(id(event))
        if len(running) > 1:
            together.update(running)
        try:
            reply = await first(event)
            if not reply.undone:
                await between()
                before = await house.engine.run(_state)
                await again(event)
                after = await house.engine.run(_state)
                if id(event) not in together:
                    assert _nothing_more(before, after), f"{event} happened twice: {_difference(before, after)}"
        finally:
            running.discard(id(event))
            together.discard(id(event))
        return reply

    house.engine.handle = twice  # type: ignore[method-assign]


def _nothing_more(before: State, after: State) -> bool:
    """A last word may have been delivered meanwhile, and its slot and copy be gone with it; or an older card was taken
    away, and its copy is."""
    gone, new = before["copy"] - after["copy"], after["copy"] - before["copy"]
    ended = max(after["slot"]) < max(before["slot"]) or all(retired for *_, retired in gone)
    if gone and not new and ended:
        after = after | {each: before[each] for each in ("copy", "slot")}
    return after == before


def _state(unit: UnitOfWork) -> State:
    found = {table: Counter(unit.link.all(Sql(f"SELECT {what} FROM {table}"))) for table, what in _COMPARED.items()}  # noqa: S608
    counted = {table: Counter(unit.link.all(Sql(f"SELECT count(*) FROM {table}"))) for table in _COUNTED}  # noqa: S608
    return found | counted


def _difference(before: dict[str, Counter[Any]], after: dict[str, Counter[Any]]) -> dict[str, Any]:
    return {
        table: {"gone": list(before[table] - after[table]), "new": list(after[table] - before[table])}
        for table in before
        if before[table] != after[table]
    }
