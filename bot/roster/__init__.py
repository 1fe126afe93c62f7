"""The roster file: people and their accounts from CSV and back, all or nothing."""

import csv
import io
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from bot.core import evaluates
from bot.core.evaluates import CONFIRMED, DEPARTMENT
from bot.core.people import Person, Role
from bot.errors import Several
from bot.programme import Programme
from bot.programme.sentences import guess
from bot.roster.cells import COLUMNS, MAY_BE_MISSING, guard, written_number
from bot.roster.record import Reading, Record
from bot.roster.row import ACCOUNTS, accounts_of, person_of
from bot.roster.sheet import SheetError, open_sheet, plain_column
from bot.surface import Account

_NAMED = 5  # of the columns that another file lacks


@dataclass(frozen=True, slots=True)
class RosterRow:
    """`person` has the id "": whoever stores the row finds the person by e-mail, or makes a new one.

    `accounts` holds at most one of "slack" and one of "teams", in this order.
    """

    person: Person
    accounts: tuple[Account, ...] = ()
    line: int = field(default=0, compare=False)  # of the file, where it came from one
    remarks: tuple[str, ...] = field(default=(), compare=False)  # whole sentences, each with file, line and column
    readings: tuple[Reading, ...] = field(default=(), compare=False)  # cells that are kept otherwise than written


class RosterError(Several):
    """The file cannot be used. `problems` are whole sentences, each naming file, line and, where it can, the column."""


def read(path: Path | str, content: str | bytes, programme: Programme) -> list[RosterRow]:
    """`path` is for the sentences only; `content` is what a spreadsheet saved (bot/roster/sheet.py).

    Raises RosterError with every problem of the file at once. Empty lines are skipped,
    and a record counts as the line on which it begins.
    """
    try:
        sheet = open_sheet(content, COLUMNS)
    except SheetError as error:
        raise RosterError((f"{path}:line {error.line}: {error}",)) from None
    if not sheet.header:
        raise RosterError((f"{path}:line 1: no header row; expected {','.join(COLUMNS)}",))
    columns = [_column(name) for name in sheet.header]
    problems = [f"{path}:line {sheet.line}: {sentence}" for sentence in _header_problems(columns)]
    if problems:
        raise RosterError(tuple(problems))

    blank = {column: "" for column in COLUMNS if column not in MAY_BE_MISSING}
    rows: list[RosterRow] = []
    seen: dict[str | Account, int] = {}
    for line, cells in sheet.records:
        if len(cells) != len(columns):
            problems.append(f"{path}:line {line}: {len(cells)} cells; expected {len(columns)}, one for each column")
            continue
        before = len(problems)
        filled = blank | dict(zip(columns, cells, strict=True))
        record = Record(f"{path}:line {line}", filled, problems)
        person, accounts = person_of(record, programme), accounts_of(record, programme)
        if line in sheet.short and len(problems) > before:
            told = f"{sheet.short[line]} cells of {len(columns)}; was the row cut short?"
            problems.insert(before, f"{path}:line {line}: {told}")
        row = RosterRow(person, accounts, line, tuple(record.remarks), tuple(record.readings))
        keys: dict[str, str | Account] = {
            "email": row.person.email,
            **{f"{account.platform}_user": account for account in row.accounts if account.team and account.user},
        }
        for column, key in keys.items():
            if key and seen.setdefault(key, line) != line:
                record.problem(
                    column, f'"{record.cell(column)}" stands on line {seen[key]} already; expected one row each'
                )
        rows.append(row)
    if problems:
        raise RosterError(tuple(problems))
    return rows


def write(rows: Iterable[RosterRow]) -> str:
    """The same columns, so that `read` gives the same rows; what a spreadsheet would run as a formula is guarded."""
    text = io.StringIO()
    writer = csv.DictWriter(text, COLUMNS, lineterminator="\n")
    writer.writeheader()
    for row in rows:
        writer.writerow({column: guard(cell) for column, cell in _cells(row).items()})
    return text.getvalue()


def _evaluated(person: Person) -> list[str]:
    """As typed, with the mark behind whatever was confirmed as not on the roster."""
    people = ((each, each) for each in person.evaluates_people)
    departments = ((f"{DEPARTMENT}{each}", evaluates.cell(each)) for each in person.evaluates_departments)
    marked = {True: CONFIRMED, False: ""}
    return [
        f"{written}{marked[entry in person.evaluates_settled]}"
        for entry, written in (*sorted(people), *sorted(departments))
    ]


def _cells(row: RosterRow) -> dict[str, str]:
    person = row.person
    cells = {
        "site": person.site,
        "name": person.name,
        "roles": " ".join(role for role in Role if role in person.roles),
        "profession": _written(person),
        "email": person.email,
        "phone": person.phone,
        "career_stage": person.stage or "",
        "specialty": person.specialty,
        "languages": " ".join(person.languages),
        "gender": person.gender,
        "department": person.department,
        "evaluates": " ".join(_evaluated(person)),
        "trained_hours": written_number(person.trained_hours),
        "agreement_version": person.agreement_version,
        "agreement_signed_on": person.agreement_signed_on.isoformat() if person.agreement_signed_on else "",
        "bio": person.bio,
    }
    for platform, team, user in ACCOUNTS:
        account = next((account for account in row.accounts if account.platform == platform), None)
        cells |= {team: account.team, user: account.user} if account else {}
    return cells


def _written(person: Person) -> str:
    """Nothing, where that says the same."""
    unsaid = Person("", "", roles=person.roles).works_as
    return "" if person.works_as in {None, unsaid} else str(person.works_as)


def _column(name: str) -> str:
    """As it is called here, or as it was written where nothing here is called so."""
    near = plain_column(name)
    return near if near in COLUMNS else name


def _header_problems(columns: list[str]) -> Iterator[str]:
    unused = {each for _, *pair in ACCOUNTS if not set(pair) & set(columns) for each in pair}  # nobody is there
    missing = [column for column in COLUMNS if column not in columns and column not in unused | MAY_BE_MISSING]
    if len(missing) > len(COLUMNS) / 2:  # another file; a line for each column would hide that
        more = f" and {len(missing) - _NAMED} more" if len(missing) > _NAMED else ""
        named = ", ".join(missing[:_NAMED])
        yield f"this does not look like a roster: the columns {named}{more} are missing; expected {','.join(COLUMNS)}"
        return
    for column in columns:
        if column not in COLUMNS:
            yield f'unknown column "{column}"{guess(column, COLUMNS)}'
    for column in missing:
        yield f'missing column "{column}"'
    for column in COLUMNS:
        if columns.count(column) > 1:
            yield f'column "{column}" stands {columns.count(column)} times; expected once'
