"""Whose line may be somebody's whom the roster has or had already (rule 18): told and never guessed.

What an entry of `evaluates` hangs on is not told only: where such a line would cut it off, the import stops (R27).
"""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from bot.core import doubles as alike
from bot.core.likeness import plain
from bot.core.people import Kind, Person
from bot.rostering.plan import Change, Plan

_ONE = (
    "two lines for one person would be two people. To give somebody another e-mail, keep their line with the old one "
    "and put an account on it; the next import may have the new e-mail. A supporter's is changed in the chat as well"
)


def doubles(plan: Plan, file: str) -> Iterator[str]:
    """A sentence for each group; whoever stands in the file is told by the line."""
    lines = {plain(row.person.email): row.line for row in plan.rows if row.line}
    for group, what in alike.doubles(plan.people):
        places = sorted((lines.get(plain(each.email), 0), each.name) for each in group)
        if not any(line for line, _ in places):
            continue  # nothing of this file; `check` lists them
        names = [f"line {line}" if line else name for line, name in places]
        yield f"{file}: {' and '.join(names)} have one {what}; {_ONE}"
    for group, what in alike.doubles((*(each.after for each in _added(plan)), *_off(plan))):
        added = [f"line {lines[plain(each.email)]}" for each in group if plain(each.email) in lines]
        off = [each for each in group if plain(each.email) not in lines]
        if added and off:
            names = [*added, *(f"{each.name}, {_how(plan, each)}," for each in off)]
            yield f"{file}: {' and '.join(names)} have one {what}; if it is one person, {_ONE}"


def evaluated_and_ended(plan: Plan) -> str:
    """Why nothing is changed: whom somebody evaluates would end, and the same name is added, as if it were another."""
    ending = {each.id for each in plan.ends.people}
    if not ending:
        return ""
    evaluated = set()
    for each in plan.people:
        if each.listed:
            open_ones = each.evaluates_people - each.evaluates_settled
            evaluated |= {found for entry, found in each.evaluates_found if entry in open_ones}
    names = {(each.after.site, plain(each.after.name)): each.row.line for each in _added(plan)}
    for person in plan.ends.people:
        line = names.get((person.site, plain(person.name)))
        if line is not None and person.id in evaluated:
            return (
                f"line {line} has the name of {person.name}, who would be ended and whom somebody evaluates; nothing "
                "was changed. If it is one person, keep the line with the old e-mail and put an account on it, or "
                "write the new e-mail into the evaluates cell; if not, write the old e-mail there with a ! behind it"
            )
    return ""


def _added(plan: Plan) -> list[Change]:
    """Whoever came by themselves is added like anybody else, and who was on the list before is known."""
    return [each for each in plan.changes if each.adds and not (each.known and each.known.kind is Kind.FORMER)]


def _off(plan: Plan) -> Iterable[Person]:
    """Whoever would end, and whoever has ended before, as they were on the list."""
    return [replace(each, kind=Kind.LISTED) for each in plan.people if each.kind is Kind.FORMER]


def _how(plan: Plan, person: Person) -> str:
    return "who would be ended" if any(each.id == person.id for each in plan.ends.people) else "who was on the list"
