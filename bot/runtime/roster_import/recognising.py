"""Whom each line of a roster file means (rule 18): by account and e-mail together, and never by a guess.

A line's e-mail and its accounts are looked up. What leads to one person is that person, whatever else the line says. An
account that is somebody else's stops the import, and both lines are named; with `move` it goes to the person whom the
e-mail names, or to somebody new. Accounts of people who came by themselves, on no roster, stop nothing: they are the
person of the line. In what it says, the import never tells who has asked.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from bot.core.people import Person
from bot.roster import RosterError, RosterRow
from bot.runtime.roster_import.known import Known
from bot.surface import Account

_COLUMNS = {"slack": "slack_user", "teams": "teams_user"}


@dataclass(frozen=True, slots=True)
class Match:
    """One line, and who it is; None for somebody new."""

    row: RosterRow
    person: Person | None
    guests: tuple[str, ...] = ()  # people on no roster whose accounts these are
    losing: tuple[str, ...] = ()  # whose accounts these were, of those on the roster


def recognise(rows: Sequence[RosterRow], known: Known, *, file: str = "", move: bool = False) -> list[Match]:
    """Raises RosterError with a sentence for each line that stops it."""
    by_email = [known.by_this_email(row.person.email) for row in rows]
    lines = {person.id: row.line for row, person in zip(rows, by_email, strict=True) if person is not None}
    matches: list[Match] = []
    problems: list[str] = []
    seen: dict[str, int] = {}
    for row, named in zip(rows, by_email, strict=True):
        owned = [(account, owner) for account in row.accounts if (owner := known.owner(account)) is not None]
        theirs = [(account, owner) for account, owner in owned if owner.stays]
        guests = tuple(dict.fromkeys(owner.id for _, owner in owned if not owner.stays))
        person = named
        if named is not None and seen.setdefault(named.id, row.line) != row.line:  # their old e-mail, and the new one
            problems.append(
                f"{_place(file, row)}, column email: this is the person on line {seen[named.id]}; expected one line"
            )
            continue
        if named is None:
            free = {owner.id: (account, owner) for account, owner in theirs if owner.id not in lines}
            if len(free) > 1:
                problems.append(_two_people(file, row, [owner for _, owner in free.values()]))
                continue
            for account, owner in free.values():
                person = owner
                theirs = [each for each in theirs if each[0] != account or each[1] is not owner]
                lines[owner.id] = row.line
        foreign = [(account, owner) for account, owner in theirs if person is None or owner.id != person.id]
        if foreign and not move:
            problems += [_foreign(file, row, account, owner, lines) for account, owner in foreign]
            continue
        losing = tuple(dict.fromkeys(owner.id for _, owner in foreign))
        matches.append(Match(row, person, guests, losing))
    if problems:
        raise RosterError(tuple(problems))
    return matches


def _foreign(file: str, row: RosterRow, account: Account, owner: Person, lines: dict[str, int]) -> str:
    whose = f"the person on line {lines[owner.id]}" if owner.id in lines else f"{owner.name}, who is on no line"
    return (
        f"{_place(file, row)}, column {_COLUMNS.get(account.platform, 'account')}: this account belongs to {whose}, "
        "and the e-mail does not; expected one line for one person. Where the account has changed hands, add --move"
    )


def _two_people(file: str, row: RosterRow, owners: list[Person]) -> str:
    names = " and ".join(owner.name for owner in owners)
    return (
        f"{_place(file, row)}: its accounts belong to two people, {names}, and its e-mail is new; expected those of one"
    )


def _place(file: str, row: RosterRow) -> str:
    return f"{file}:line {row.line}" if row.line else row.person.name
