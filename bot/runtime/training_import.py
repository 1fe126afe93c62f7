"""Sessions of a file into the training of people on the roster (R52): all or nothing, and the same file twice is once.

A session is known by its person, day and kind. The hours of the roster are a sum without days: what the file dates is
a part of them first, and only what is more than that sum makes it larger.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from bot.core.amending import amend
from bot.flows.common.desk import Desk
from bot.flows.match import capacity
from bot.programme import Programme
from bot.roster import RosterError
from bot.roster.sessions import Session
from storage.transactions.unit_of_work import UnitOfWork


@dataclass(frozen=True, slots=True)
class Done:
    new: int
    changed: int
    same: int

    def sentence(self, *, would: bool) -> str:
        told = f"sessions: {self.new} new, {self.changed} changed, {self.same} unchanged"
        return f"{told}; nothing was written" if would else told


def take_in(unit: UnitOfWork, programme: Programme, sessions: Sequence[Session], *, dry_run: bool = False) -> Done:
    """Raises RosterError where somebody is not on the roster; nothing is to stay written then."""
    people = {email: unit.people.by_email(email) for email in sorted({each.email for each in sessions})}
    if unknown := [each for each in sessions if people[each.email] is None]:
        raise RosterError(
            tuple(f"{each.where}: nobody on the roster has this email; import the roster first" for each in unknown)
        )
    counted = [0, 0, 0]
    sites = set()
    for email, person in people.items():
        assert person is not None  # noqa: S101 - looked at above
        ours = [each for each in sessions if each.email == email]
        told = _of_one(unit, person.id, ours, dry_run=dry_run)
        counted = [sum(pair) for pair in zip(counted, told, strict=True)]
        if any(told[:2]) and not dry_run:
            sites.add(person.site)
    desk = Desk(unit, programme, unit.now)
    for site in sorted(sites & set(programme.sites)):
        capacity.look_again(desk, site)
    return Done(*counted)


def _of_one(unit: UnitOfWork, person_id: str, sessions: Iterable[Session], *, dry_run: bool) -> tuple[int, int, int]:
    unit.people.lock(person_id)
    new = changed = same = 0
    for each in sessions:
        known = next(
            (
                one
                for one in unit.training.of(person_id)
                if (one.day, one.kind) == (each.training.day, each.training.kind)
            ),
            None,
        )
        wanted = replace(each.training, id=known.id if known else "")
        if known == wanted:
            same += 1
            continue
        new, changed = new + (known is None), changed + (known is not None)
        if not dry_run:
            if known is not None:
                unit.training.remove(person_id, known.id)
            unit.training.add(person_id, wanted)
    person = unit.people.get(person_id)
    dated = sum(one.hours for one in unit.training.of(person_id))
    if dated > person.trained_hours:
        unit.people.save(amend(person, trained_hours=dated))
    return new, changed, same
