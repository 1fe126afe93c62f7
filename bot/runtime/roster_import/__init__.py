"""The roster file into the database: whole or not at all, and with what it means for those who are asked right now.

It is compared with everybody in memory (plan.py), and only what has changed is written (writing.py): a file that says
nothing new costs no write at all.
"""

from collections.abc import Sequence
from dataclasses import replace

from bot.core.people import Person, Standing
from bot.programme import Programme
from bot.roster import RosterRow
from bot.runtime.roster_import.importing import Options, import_file
from bot.runtime.roster_import.known import NOBODY, Waits, read_known, read_waits
from bot.runtime.roster_import.plan import Plan, make_plan
from bot.runtime.roster_import.recognising import recognise
from bot.runtime.roster_import.saying import Imported, said
from bot.runtime.roster_import.writing import write
from storage.transactions.unit_of_work import UnitOfWork

__all__ = ["Imported", "Options", "Plan", "apply", "everybody", "import_file", "into_an_empty_house"]


def apply(
    unit: UnitOfWork,
    programme: Programme,
    rows: Sequence[RosterRow],
    file: str = "",
    *,
    move: bool = False,
    complete: bool = False,
    ends: int | None = None,
) -> Imported:
    """All of an import in one transaction. `file` is for the sentences only. Raises RosterError (recognising.py).

    What somebody changed in the chat (their bio and languages, training, the agreement, the role) stands until the file
    says something new of it: the same word as then, or an empty cell, changes nothing (bot/core/amending.py).
    Somebody who is no supporter any more is treated like one who left: open offers are recalled, a live match goes to
    the coordinator, and their page is deleted.
    """
    known = read_known(unit)
    plan = make_plan(recognise(rows, known, file=file, move=move), known, read_waits(unit), complete=complete)
    done = said(programme, plan, file, ends=ends)
    if not done.refused and not plan.is_empty:
        write(unit, programme, plan)
    return done


def into_an_empty_house(programme: Programme, rows: Sequence[RosterRow], file: str, *, ends: int | None) -> Imported:
    """What an import would say where there is no database yet: everybody is new."""
    plan = make_plan(recognise(rows, NOBODY, file=file), NOBODY, Waits(), complete=False)
    return said(programme, plan, file, ends=ends)


def everybody(unit: UnitOfWork) -> list[RosterRow]:
    """Whoever is on the roster, as the file has them. People who only ever asked are not on it."""
    known = read_known(unit)
    people = sorted(known.people.values(), key=lambda person: (person.site, person.name, person.email))
    return [RosterRow(_plain(each), known.given(each.id)) for each in people if each.listed]


def _plain(person: Person) -> Person:
    return replace(
        person,
        id="",
        language="",
        standing=Standing(),
        evaluates_found=frozenset(),
        evaluates_marks=frozenset(),
    )
