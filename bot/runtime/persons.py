"""One person's data, for whoever runs the machine: shown, handed over, a role ended, erased.

None of it says whether somebody has asked for a peer. Who is on no roster is known only because they did, so they are
found by nothing but their whole account, and only to be erased; the answer is the same whether or not they were there.
"""

import csv
import io
import json
from dataclasses import dataclass, fields
from typing import Any

from bot.core.people import Kind, Person, Standing, Training
from bot.errors import OperatorError
from bot.flows.common.desk import Desk
from bot.flows.departures import data_export, erasure, last_holder
from bot.programme import Programme
from bot.roster import RosterRow, write
from bot.roster.cells import unguard, written_number
from bot.surface import Account
from storage.backup.personal_file import fresh_code, seal
from storage.transactions.unit_of_work import UnitOfWork

FORMS = "an e-mail address, PLATFORM:TEAM:USER (such as slack:T0001:U0001), a user id, or an id of ours"
_OURS = ("amended", "joining")  # how the roster and the chat agree, and what others may have suggested


class CannotBeDone(OperatorError):
    """Nobody is meant, or more than one, or it would leave somebody waiting; the sentence says which."""


def show(unit: UnitOfWork, programme: Programme, who: str) -> str:
    """The roster's row and the training, a line each."""
    person = listed(unit, who)
    unit.ledger.note_command("people-show")
    data_export.shown(Desk(unit, programme, unit.now), person)
    row = [("id", person.id), *_row(unit, person).items()]
    trained = [("training", _session(each)) for each in unit.training.of(person.id)]
    return "".join(f"{name:<20} {value}\n" for name, value in [*row, *trained])


def _session(each: Training) -> str:
    said = f"{each.day.isoformat()}, {written_number(each.hours)} hours, {each.kind.value}"
    earned = "" if each.credits is None else f", {written_number(each.credits)} credits"
    return f"{said}{earned}" + (f", paid on {each.paid_on.isoformat()}" if each.paid_on else "")


def export(unit: UnitOfWork, programme: Programme, who: str) -> bytes:
    """The sealed file. Its code is shown to the person in the chat, and to nobody here."""
    person = listed(unit, who)
    if not unit.people.roster_accounts(person.id):
        raise CannotBeDone("they have no chat account that could show them the code; use `people show` instead")
    unit.ledger.note_command("people-export")
    code = fresh_code()
    data_export.exported(Desk(unit, programme, unit.now), person, code)
    told = {
        "roster": {"id": person.id, **_row(unit, person)},
        "training": [
            {
                "day": each.day.isoformat(),
                "hours": each.hours,
                "kind": each.kind.value,
                "credits": each.credits,
                "paid_on": each.paid_on,
            }
            for each in unit.training.of(person.id)
        ],
        "standing": _standing(person.standing),
    }
    return seal(json.dumps(told, ensure_ascii=False, indent=2, default=str).encode(), code)


@dataclass(frozen=True, slots=True)
class Meant:
    """Whom a command would concern, before it does anything. `who` finds the same one again, whoever is renamed."""

    who: str
    words: str


def to_remove(unit: UnitOfWork, programme: Programme, who: str) -> Meant:
    """Raises CannotBeDone."""
    person = listed(unit, who)
    if not person.roles:
        raise CannotBeDone("they have no role that could end; `people forget` erases somebody")
    _refuse_last(Desk(unit, programme, unit.now), person)
    return Meant(person.id, f"every role of {_in_words(person)} ends")


def to_forget(unit: UnitOfWork, programme: Programme, who: str) -> Meant:
    """Named is who is on the roster with what the roster gave; an account alone tells nothing of whose it is."""
    account = _account(who)
    person = unit.people.by_account(account) if account else listed(unit, who)
    if person is not None:
        _refuse_last(Desk(unit, programme, unit.now), person)
    if account is not None and not (person and person.stays and _is_told(unit, person.id, account)):
        return Meant(who, f"whatever is kept about the account {who.strip()} is erased for good, if anything is")
    assert person is not None  # noqa: S101 - `listed` found them, or the account did
    return Meant(who if account else person.id, f"everything about {_in_words(person)} is erased for good")


def _in_words(person: Person) -> str:
    roles = ", ".join(sorted(person.roles)) or "no role"
    off = ", off the roster" if person.kind is Kind.FORMER else ""
    return f"{person.name} (site {person.site}, {roles}{off})"


def remove(unit: UnitOfWork, programme: Programme, who: str) -> None:
    person = listed(unit, who)
    desk = Desk(unit, programme, unit.now)
    _refuse_last(desk, person)
    unit.ledger.note_command("people-remove")
    data_export.removed(desk, person)


def forget(unit: UnitOfWork, programme: Programme, who: str) -> None:
    account = _account(who)
    person = unit.people.by_account(account) if account else listed(unit, who)
    desk = Desk(unit, programme, unit.now)
    if person is not None:
        _refuse_last(desk, person)
    unit.ledger.note_command("people-forget")
    if person is not None:
        erasure.erase(desk, person, told=True)


def listed(unit: UnitOfWork, who: str) -> Person:
    """Who of the roster is meant. Raises CannotBeDone."""
    found = [person for person in _meant(unit, who.strip()) if person.stays]
    if not found:
        raise CannotBeDone(f"that is nobody on the roster; expected {FORMS}")
    if len(found) > 1:
        raise CannotBeDone(f"that could be any of {len(found)} people; name the account whole: PLATFORM:TEAM:USER")
    return found[0]


def _meant(unit: UnitOfWork, who: str) -> list[Person]:
    if "@" in who:
        known = unit.people.by_email(who)
        return [known] if known else []
    account = _account(who)
    if account is not None:
        known = unit.people.by_account(account)
        return [known] if known and _is_told(unit, known.id, account) else []
    try:
        return [unit.people.get(who)]
    except LookupError:
        found = {id_ for id_, account in unit.people.of_user(who) if _is_told(unit, id_, account)}
        return [unit.people.get(each) for each in sorted(found)]


def _is_told(unit: UnitOfWork, person_id: str, account: Account) -> bool:
    """An account that came by an e-mail alone would tell who has come."""
    return account in unit.people.roster_accounts(person_id)


def _account(who: str) -> Account | None:
    platform, _, rest = who.strip().partition(":")
    team, _, user = rest.partition(":")
    return Account(platform.lower(), team, user) if platform and team and user else None


def _refuse_last(desk: Desk, person: Person) -> None:
    if last_holder.is_last(desk, person):
        raise CannotBeDone(
            f"they are the last coordinator who can be reached (site {person.site}), and requests would reach nobody; "
            "import a roster with another one first"
        )


def _row(unit: UnitOfWork, person: Person) -> dict[str, str]:
    """As the roster file has it; every account that the roster gave, also of another workspace."""
    accounts = unit.people.roster_accounts(person.id)
    (cells,) = csv.DictReader(io.StringIO(write([RosterRow(person, ())])))
    row = {name: unguard(value) for name, value in cells.items() if value}
    told = ", ".join(each.written for each in accounts)
    off = {"off the roster": "yes; they were on it, and are kept until `people forget`"}
    row = {**(off if person.kind is Kind.FORMER else {}), **row}
    return {**row, **({"accounts": told} if told else {})}


def _standing(standing: Standing) -> dict[str, Any]:
    """What differs from whoever was never anything here."""
    fresh = Standing()
    names = (each.name for each in fields(Standing) if each.name not in _OURS)
    return {name: getattr(standing, name) for name in names if getattr(standing, name) != getattr(fresh, name)}
