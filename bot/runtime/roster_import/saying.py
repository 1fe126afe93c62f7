"""What an import says: lines of the file and names of columns, and of whoever is on no line the name."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from bot.core.people import Person
from bot.programme import Programme
from bot.roster import RosterRow
from bot.roster.readings import lines_of
from bot.runtime import unresolved_evaluates
from bot.runtime.roster_import.again import doubles, evaluated_and_ended
from bot.runtime.roster_import.plan import Plan

NAMED = 20  # people who are on no line, by name; the rest by number


@dataclass(frozen=True, slots=True)
class Imported:
    added: int = 0
    updated: int = 0
    unchanged: int = 0
    ended: int = 0
    before: int = 0  # people on the roster
    after: int = 0
    recognised: tuple[tuple[int, str], ...] = ()
    details: tuple[str, ...] = ()  # who, and which cells
    told: tuple[str, ...] = ()  # what is to be looked at, a sentence each
    rules: tuple[str, ...] = ()  # the same of what a hard rule hangs on (R27): `check` fails until it is mended
    refused: str = ""  # why nothing is ended, and so nothing changed

    def sentences(self, *, would: bool) -> Iterator[str]:
        """As it is printed; `would` where nothing is changed."""
        yield from self.details
        for sentence in self.told:
            yield f"warn  {sentence}"
        were = "would be" if would else "were"
        yield f"{self.added} people {were} added, {self.updated} updated, {self.unchanged} left as they are"
        if self.ended:
            yield f"{self.ended} people {were} ended"
        yield f"people on the roster: {self.before} before, {self.after} after"
        if self.rules:
            things = "1 thing" if len(self.rules) == 1 else f"{len(self.rules)} things"
            yield f"{things} that a hard rule hangs on; `check` fails until each is mended:"
        for sentence in self.rules:
            yield f"warn  {sentence}"


def said(programme: Programme, plan: Plan, file: str, *, ends: int | None = None) -> Imported:
    added = [each for each in plan.changes if each.adds]
    updated = [each for each in plan.changes if not each.adds and each.columns]
    return Imported(
        added=len(added),
        updated=len(updated),
        unchanged=plan.unchanged,
        ended=len(plan.ends.people),
        before=plan.before,
        after=plan.after,
        recognised=plan.recognised,
        details=tuple(_details(plan)),
        told=(*_warnings(plan.rows, file), *doubles(plan, file)),
        rules=_evaluated(programme, plan.people, plan.rows, file),
        refused=_refused(plan, ends),
    )


def _evaluated(programme: Programme, people: Iterable[Person], rows: Sequence[RosterRow], file: str) -> tuple[str, ...]:
    """`people` are everybody as they are to stand, `rows` those of this file."""
    places = {row.person.email: f"{file}:line {row.line}" for row in rows if row.line}
    return tuple(unresolved_evaluates.sentences(programme, people, places))


def _details(plan: Plan) -> Iterator[str]:
    added = [each.row.line for each in plan.changes if each.adds]
    if added and len(added) < len(plan.rows):
        yield f"added: {lines_of(added)}"
    by_cells: dict[tuple[str, ...], list[int]] = {}
    for each in plan.changes:
        if not each.adds and each.columns:
            by_cells.setdefault(each.columns, []).append(each.row.line)
    for columns, lines in by_cells.items():
        yield f"changed: {', '.join(columns)}: {lines_of(lines)}"
    for line, how in plan.recognised:
        yield f"recognised: line {line} {how}"
    word = "ended" if plan.ends.people else "on the roster and not in the file"
    for person in plan.ends.missing[:NAMED]:
        yield f"{word}: {person.name}, site {person.site}"
    if len(plan.ends.missing) > NAMED:
        yield f"{word}: {len(plan.ends.missing) - NAMED} more"
    for site, count in plan.ends.elsewhere:
        people = "1 person is left as they are" if count == 1 else f"{count} people are left as they are"
        yield f"site {site} is not in the file; its {people}"


def _warnings(rows: Sequence[RosterRow], file: str) -> Iterator[str]:
    if not rows:
        yield f"{file} has a header and no people; an export that went wrong looks like that"


def _refused(plan: Plan, ends: int | None) -> str:
    found = plan.ends
    if lost := evaluated_and_ended(plan):
        return lost
    if plan.orphaned:
        sites = ", ".join(plan.orphaned)
        return f"nobody would be left as coordinator of site {sites}; nothing was changed. The file has to name one"
    count = len(found.people)
    if ends is not None and ends != count:
        people = "1 person" if count == 1 else f"{count} people"
        return f"--ends {ends} was given, and {people} would be ended; nothing was changed"
    if not found.needs_number or ends is not None:
        return ""
    missing = "1 person on the roster is" if count == 1 else f"{count} people on the roster are"
    why = [f"{missing} not in the file, and would be ended"]
    if found.coordinators:
        why.append(f"{found.coordinators} of them {_is(found.coordinators)} coordinators")
    if found.waiting:
        one = found.waiting == 1
        waits = "1 person who waits for a call is" if one else f"{found.waiting} people who wait for a call are"
        why.append(f"{waits} concerned")
    return f"{'; '.join(why)}. Nothing was changed. If that is right, add --ends {count}"


def _is(count: int) -> str:
    return "is one of the" if count == 1 else "are"
