"""The roster file into the database: whole or not at all, and with what it means for those who are asked right now."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from bot import evaluating
from bot.core import evaluates
from bot.core.amending import merge
from bot.core.people import Person, Role, Standing
from bot.flows import capacity, leaving, monthly
from bot.flows.desk import Desk
from bot.programme import Programme
from bot.roster import RosterRow
from bot.surface import Account
from storage.unit import Unit


@dataclass(frozen=True, slots=True)
class Imported:
    added: int = 0
    updated: int = 0
    unchanged: int = 0
    told: tuple[str, ...] = ()  # what a hard rule hangs on, and names nobody (bot/evaluating.py)


def apply(unit: Unit, programme: Programme, rows: Sequence[RosterRow], file: str = "") -> Imported:
    """Add or update everybody in `rows`; nobody is removed. `file` is for the sentences only.

    What somebody changed in the chat (their bio and languages, training, the agreement, the role) stands until the file
    says something new of it: the same word as then, or an empty cell, changes nothing (bot/core/amending.py).
    Somebody who is no supporter any more is treated like one who left: open offers are recalled, a live match goes to
    the coordinator, and their page is deleted.
    """
    done = Imported()
    _name_the_evaluated(unit)  # before anybody is renamed
    for row in rows:
        known = unit.people.by_email(row.person.email) or _asked_before(unit, row)
        if known is not None:
            unit.people.lock(known.id)
            known = unit.people.get(known.id)
        accounts = set(unit.people.accounts(known.id)) if known else set()
        kept = _keep(unit, known, row.person)
        free = [account for account in row.accounts if not _waits_elsewhere(unit, account, kept)]
        for account in free:
            _move_in(unit, programme, account, kept, accounts, known.language if known else "")
        if known is None:
            done = replace(done, added=done.added + 1)
        elif _plain(known) == _plain(kept) and accounts.issuperset(free):
            done = replace(done, unchanged=done.unchanged + 1)
        else:
            done = replace(done, updated=done.updated + 1)
        if known is not None and Role.SUPPORTER in known.roles - kept.roles:
            desk = Desk(unit, programme, unit.now)
            leaving.step_back(desk, known)
            leaving.farewell(desk, known)
    _name_the_evaluated(unit)
    unit.people.without_tick()
    for site in programme.sites:
        capacity.look_again(Desk(unit, programme, unit.now), site)
    return replace(done, told=told(programme, unit.people.everybody(), rows, file))


def told(programme: Programme, people: Iterable[Person], rows: Sequence[RosterRow], file: str) -> tuple[str, ...]:
    """`people` are everybody as they are to stand, `rows` those of this file."""
    places = {row.person.email: f"{file}:line {row.line}" for row in rows if row.line}
    return tuple(evaluating.sentences(programme, people, places))


def everybody(unit: Unit) -> list[RosterRow]:
    """Whoever is on the roster, as the file has them. People who only ever asked are not on it."""
    people = sorted(unit.people.everybody(), key=lambda person: (person.site, person.name, person.email))
    return [RosterRow(_plain(each), tuple(unit.people.roster_accounts(each.id))) for each in people if each.listed]


def _name_the_evaluated(unit: Unit) -> None:
    for person in evaluates.resolve_all(unit.people.everybody()):
        unit.people.put(person)


def _keep(unit: Unit, known: Person | None, said: Person) -> Person:
    if known is None:
        return unit.people.put(replace(said, id=""))
    merged = merge(known, said)
    unit.people.put(merged)
    if merged.standing != known.standing:
        unit.people.save_standing(merged.id, merged.standing)
    return merged


def _asked_before(unit: Unit, row: RosterRow) -> Person | None:
    """Somebody who was on no roster when they asked, and is now: their request stays theirs."""
    owners = (unit.people.by_account(account) for account in row.accounts)
    return next((owner for owner in owners if owner is not None and not owner.listed), None)


def _waits_elsewhere(unit: Unit, account: Account, person: Person) -> bool:
    """Whether the account belongs to somebody on no roster who has an open request: they must not lose the way to it.

    The import says nothing of it, because that would tell who has asked; a later one finds the account free.
    """
    owner = unit.people.by_account(account)
    if owner is None or owner.id == person.id or owner.listed:
        return False
    return unit.requests.of_physician(owner.id) is not None or unit.callbacks.of_person(owner.id) is not None


def _move_in(
    unit: Unit, programme: Programme, account: Account, person: Person, standing: set[Account], language: str
) -> None:
    """The file names one account a platform: another one there is no longer this person's. Whoever joined the monthly
    word with this account, on no roster then, stays joined; the row that this leaves without an account goes."""
    for other in standing:
        if other.platform == account.platform and other != account:
            unit.people.account_gone(other)
    before = unit.people.by_account(account)
    unit.people.attach(person.id, account, language)
    if before is not None and not before.listed and before.id != person.id and not unit.people.accounts(before.id):
        monthly.moves(Desk(unit, programme, unit.now), before.id, person)


def _plain(person: Person) -> Person:
    return replace(
        person,
        id="",
        language="",
        standing=Standing(),
        evaluates_found=frozenset(),
        evaluates_marks=frozenset(),
    )
