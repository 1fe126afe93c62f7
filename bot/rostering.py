"""The roster file into the database: whole or not at all, and with what it means for those who are asked right now."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from bot.core.people import Person, Role
from bot.flows import leaving
from bot.flows.desk import Desk
from bot.programme import Programme
from bot.roster import RosterRow
from storage.unit import Unit


@dataclass(frozen=True, slots=True)
class Imported:
    added: int = 0
    updated: int = 0
    unchanged: int = 0


def apply(unit: Unit, programme: Programme, rows: Iterable[RosterRow]) -> Imported:
    """Add or update everybody in `rows`; nobody is removed. Somebody who is no supporter any more is treated like one who
    left: open offers are recalled, a live match goes to the coordinator."""
    done = Imported()
    for row in rows:
        known = unit.people.by_email(row.person.email)
        done = _count(done, known, row.person)
        kept = unit.people.put(replace(row.person, id=known.id if known else ""))
        for account in row.accounts:
            unit.people.attach(kept.id, account, known.language if known else "")
        if known is not None and Role.SUPPORTER in known.roles - row.person.roles:
            leaving.step_back(Desk(unit, programme, unit.now), known)
    return done


def everybody(unit: Unit) -> list[RosterRow]:
    """Whoever is on the roster, as the file has them. People who only ever asked are not on it."""
    people = [person for person in unit.people.everybody() if person.email]
    return [RosterRow(_plain(person), tuple(unit.people.accounts(person.id))) for person in people]


def _plain(person: Person) -> Person:
    return replace(person, id="", language="", standing=Person(id="", site="").standing)


def _count(done: Imported, known: Person | None, row: Person) -> Imported:
    if known is None:
        return replace(done, added=done.added + 1)
    if _plain(known) == row:
        return replace(done, unchanged=done.unchanged + 1)
    return replace(done, updated=done.updated + 1)
