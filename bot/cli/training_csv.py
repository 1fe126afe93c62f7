"""The training ledger as a file, for pay and credits (R52). It knows of training only, never of support given."""

import csv
import io
from datetime import date

from bot.roster.cells import guard, written_number
from storage.transactions.unit_of_work import UnitOfWork

COLUMNS = ("site", "name", "email", "day", "hours", "kind")


def ledger(unit: UnitOfWork, *, site: str = "", since: date = date.min, until: date = date.max) -> str:
    """CSV, a row for each session from `since` to `until`, both included; of one site, or of all.

    Whoever was trained is in it, supporter or not by now. What a spreadsheet would run as a formula is guarded.
    """
    sessions = unit.training.everybodys()
    rows = [
        (person.site, person.name, person.email, each)
        for person in unit.people.everybody()
        if site in {"", person.site}
        for each in sessions.get(person.id, ())
        if since <= each.day <= until
    ]
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(COLUMNS)
    for at, name, email, each in sorted(rows, key=lambda row: (*row[:3], row[3].day, row[3].id)):
        cells = (at, name, email, each.day.isoformat(), written_number(each.hours), each.kind.value)
        writer.writerow([guard(cell) for cell in cells])
    return text.getvalue()


def undated(unit: UnitOfWork, *, site: str = "") -> int:
    """How many people have hours that no session accounts for: those came with the roster, as a sum without a day."""
    sessions = unit.training.everybodys()
    return sum(
        round(person.trained_hours - sum(each.hours for each in sessions.get(person.id, ())), 2) > 0
        for person in unit.people.everybody()
        if site in {"", person.site}
    )
