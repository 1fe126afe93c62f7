"""Whose line may be somebody's whom the roster has or had already (rule 18): told and never guessed.

What an entry of `evaluates` hangs on is not told only: where such a line would cut it off, the import stops (R27).
"""

from collections.abc import Iterator
from dataclasses import replace

from bot.core import doubles as alike
from bot.core.likeness import plain
from bot.core.people import Kind, Person
from bot.runtime.roster_import.plan import Plan

_ONE = (
    "two lines for one person would be two people. To give somebody another e-mail, keep their line with the old one "
    "and put an account on it; the next import may have the new e-mail. A supporter's is changed in the chat as well"
)


def doubles(plan: Plan, file: str) -> Iterator[str]:
    """A sentence for each group; whoever is in the file is told by the line."""
    lines = {plain(row.person.email): row.line for row in plan.rows if row.line}
    for group, what in alike.doubles(plan.people):
        places = sorted((lines.get(plain(each.email), 0), each.name) for each in group)
        if not any(line for line, _ in places):
            continue  # nothing of this file; `check` lists them
        names = [f"line {line}" if line else name for line, name in places]
        yield f"{file}: {' and '.join(names)} have one {what}; {_ONE}"
    for on, off, what in _pairs(plan):
        names = [*(f"line {line}" for line in on), *(f"{each.name}, {_how(plan, each)}," for each in off)]
        yield f"{file}: {' and '.join(names)} have one {what}; if it is one person, {_ONE}"


def evaluated_and_ended(plan: Plan) -> str:
    """Why nothing is changed: whom somebody evaluates would end, and a line looks like them under another e-mail."""
    ending = {each.id for each in plan.ends.people}
    if not ending:
        return ""
    evaluated = set()
    for each in (each for each in plan.people if each.listed):
        open_ones = each.evaluates_people - each.evaluates_settled
        evaluated |= {found for entry, found in each.evaluates_found if entry in open_ones}
    for on, off, what in _pairs(plan):
        for person in off:
            if person.id in evaluated & ending:
                return (
                    f"line {on[0]} has the {what} of {person.name}, who would be ended and whom somebody evaluates; "
                    "nothing was changed. If it is one person, keep the line with the old e-mail and put an account on "
                    "it, or write the new e-mail into the evaluates cell; if not, write the old e-mail there with a ! "
                    "behind it"
                )
    return ""


def _pairs(plan: Plan) -> Iterator[tuple[list[int], list[Person], str]]:
    """Lines, and who has one name or number with them and is off the list: whoever would end, with every line; whoever
    ended before, with new lines only, since the others were told then."""
    off_the_list = [replace(each, kind=Kind.LISTED) for each in plan.people if each.kind is Kind.FORMER]
    if not off_the_list:
        return
    ids = {each.id for each in off_the_list}
    ending = {each.id for each in plan.ends.people}
    new = {each.after.id for each in plan.changes if each.adds and not (each.known and each.known.kind is Kind.FORMER)}
    lines = {plain(row.person.email): row.line for row in plan.rows}
    there = [each for each in plan.people if each.listed and plain(each.email) in lines]
    for group, what in alike.doubles((*there, *off_the_list)):
        on = [each for each in group if each.id not in ids]
        is_new = any(each.id in new for each in on)
        off = [each for each in group if each.id in ending or (is_new and each.id in ids)]
        if on and off:
            yield [lines[plain(each.email)] for each in on], off, what


def _how(plan: Plan, person: Person) -> str:
    return "who would be ended" if any(each.id == person.id for each in plan.ends.people) else "who was on the list"
