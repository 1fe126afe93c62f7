"""The roster file: people and their accounts from CSV and back, all or nothing."""

import csv
import io
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TypeVar

from bot.core import evaluates
from bot.core.evaluates import CONFIRMED, DEPARTMENT
from bot.core.people import Person, Role
from bot.programme import Programme
from bot.programme.kinds import EMAIL, LANGUAGE, Kind, guess, one_of, optional
from bot.roster.cells import (
    COLUMNS,
    DAY,
    EVALUATED,
    HOURS,
    LINE,
    LINES,
    ROLE,
    STAGE,
    guard,
    spaced,
    unguard,
    written_number,
)
from bot.surface import Account

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class RosterRow:
    """`person` has the id "": whoever stores the row finds the person by e-mail, or makes a new one.

    `accounts` holds at most one of "slack" and one of "teams", in this order.
    """

    person: Person
    accounts: tuple[Account, ...] = ()
    line: int = field(default=0, compare=False)  # of the file, where it came from one


class RosterError(Exception):
    """The file cannot be used. `problems` are whole sentences, each naming file, line and, where it can, the column."""

    def __init__(self, problems: tuple[str, ...]) -> None:
        super().__init__("\n".join(problems))
        self.problems = problems


def read(path: Path | str, text: str | bytes, programme: Programme) -> list[RosterRow]:
    """`path` is for the sentences only; bytes must be UTF-8, with or without a byte order mark.

    Raises RosterError with every problem of the file at once. Empty lines are skipped,
    and a record counts as the line on which it begins.
    """
    problems: list[str] = []
    records = _records(path, _decoded(path, text), problems)
    line, header = next(records, (1, []))
    if not header:
        raise RosterError((*problems, f"{path}:line 1: no header row; expected {','.join(COLUMNS)}"))
    columns = [column.strip() for column in header]
    problems += [f"{path}:line {line}: {sentence}" for sentence in _header_problems(columns)]
    if problems:
        raise RosterError(tuple(problems))

    rows: list[RosterRow] = []
    seen: dict[str | Account, int] = {}
    for line, cells in records:
        if len(cells) != len(columns):
            problems.append(f"{path}:line {line}: {len(cells)} cells; expected {len(columns)}, one for each column")
            continue
        record = _Record(f"{path}:line {line}", dict(zip(columns, map(unguard, cells), strict=True)), problems)
        row = _row(record, programme)
        keys: dict[str, str | Account] = {
            "email": row.person.email,
            **{f"{account.platform}_user": account for account in row.accounts},
        }
        for column, key in keys.items():
            if key and seen.setdefault(key, line) != line:
                record.problem(
                    column, f'"{record.cell(column)}" stands on line {seen[key]} already; expected one row each'
                )
        rows.append(replace(row, line=line))
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


class _Record:
    """The cells of one person by column; what is wrong with them goes to `problems`, and the reading goes on."""

    def __init__(self, place: str, cells: Mapping[str, str], problems: list[str]) -> None:
        self._place = place
        self._cells = cells
        self._problems = problems

    def cell(self, column: str) -> str:
        return self._cells[column]

    def problem(self, column: str, sentence: str) -> None:
        self._problems.append(f"{self._place}, column {column}: {sentence}")

    def read(self, column: str, kind: Kind[T], otherwise: T, *, required: bool = False) -> T:
        """`otherwise` for an empty cell, and as a stand-in for a wrong one."""
        cell = self._cells[column]
        try:
            if cell:
                return kind.read(cell)
            if required:
                self.problem(column, f"empty; expected {kind.expected}")
        except ValueError as error:
            self.problem(column, str(error))
        return otherwise

    def read_all(self, column: str, kind: Kind[T]) -> tuple[T, ...]:
        """The entries of a cell with spaces between them; an entry that stands twice counts once."""
        entries: dict[T, None] = {}
        for word in self._cells[column].split():
            try:
                entries[kind.read(word)] = None
            except ValueError as error:
                self.problem(column, str(error))
        return tuple(entries)

    def both(self, first: str, second: str) -> bool:
        """Whether both columns are filled; one alone is a problem."""
        filled = [column for column in (first, second) if self._cells[column]]
        empty = [column for column in (first, second) if not self._cells[column]]
        if filled and empty:
            self.problem(empty[0], f"empty, but {filled[0]} is filled; expected both or neither")
        return not empty


def _row(record: _Record, programme: Programme) -> RosterRow:
    entries = record.read_all("evaluates", EVALUATED)
    evaluated = [entry for entry, _ in entries]
    record.both("agreement_version", "agreement_signed_on")
    person = Person(
        id="",
        site=record.read("site", one_of("a site", programme.sites), "", required=True),
        name=record.read("name", LINE, "", required=True),
        roles=_roles(record),
        email=record.read("email", EMAIL, "", required=True),
        phone=record.read("phone", LINE, ""),
        stage=record.read("career_stage", optional(STAGE), None),
        specialty=record.read("specialty", LINE, ""),
        languages=record.read_all("languages", LANGUAGE),
        gender=record.read("gender", LINE, ""),
        department=spaced(record.read("department", LINE, "")),
        evaluates_people=frozenset(entry for entry in evaluated if not entry.startswith(DEPARTMENT)),
        evaluates_departments=frozenset(
            entry.removeprefix(DEPARTMENT) for entry in evaluated if entry.startswith(DEPARTMENT)
        ),
        evaluates_settled=frozenset(entry for entry, confirmed in entries if confirmed),
        trained_hours=record.read("trained_hours", HOURS, 0),
        agreement_version=record.read("agreement_version", LINE, ""),
        agreement_signed_on=record.read("agreement_signed_on", optional(DAY), None),
        bio=record.read("bio", LINES, ""),
    )
    accounts = [
        _account(platform, record.read(team, LINE, ""), record.read(user, LINE, ""))
        for platform, team, user in _ACCOUNTS
        if record.both(team, user)
    ]
    return RosterRow(person, tuple(accounts))


def _roles(record: _Record) -> frozenset[Role]:
    """R60: whoever looks after the machine has no role in which they would see somebody."""
    roles = frozenset(record.read_all("roles", ROLE))
    if Role.TECHNICAL in roles and len(roles) > 1:
        record.problem("roles", f'"{Role.TECHNICAL}" stands with others; this role sees nobody, so expected it alone')
    return roles


def _account(platform: str, team: str, user: str) -> Account:
    """Entra's ids are written in either case; Slack's in capitals."""
    return Account(platform, team.lower(), user.lower()) if platform == "teams" else Account(platform, team, user)


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
    for platform, team, user in _ACCOUNTS:
        account = next((account for account in row.accounts if account.platform == platform), None)
        cells |= {team: account.team, user: account.user} if account else {}
    return cells


def _decoded(path: Path | str, text: str | bytes) -> str:
    if isinstance(text, str):
        return text.removeprefix("\ufeff")
    try:
        return text.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = text.count(b"\n", 0, error.start) + 1
        raise RosterError((f'{path}:line {line}: not UTF-8 text; save the file as "CSV UTF-8"',)) from None


def _records(path: Path | str, text: str, problems: list[str]) -> Iterator[tuple[int, list[str]]]:
    """The line on which each record begins, and its cells. Broken quoting ends the reading with a problem."""
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    while True:
        line = reader.line_num + 1
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            problems.append(f"{path}:line {line}: quoting is broken: {error}")
            return
        if any(cell.strip() for cell in cells):
            yield line, cells


def _header_problems(columns: list[str]) -> Iterator[str]:
    if len(columns) == 1 and ";" in columns[0]:
        yield 'columns are separated by ";"; expected ","'
        return
    missing = [column for column in COLUMNS if column not in columns]
    if len(missing) > len(COLUMNS) / 2:  # another file; a line for each column would hide that
        expected = ",".join(COLUMNS)
        yield f"this does not look like a roster: {len(missing)} of its columns are missing; expected {expected}"
        return
    for column in columns:
        if column not in COLUMNS:
            yield f'unknown column "{column}"{guess(column, COLUMNS)}'
    for column in missing:
        yield f'missing column "{column}"'
    for column in COLUMNS:
        if columns.count(column) > 1:
            yield f'column "{column}" stands {columns.count(column)} times; expected once'


_ACCOUNTS = (("slack", "slack_team", "slack_user"), ("teams", "teams_tenant", "teams_user"))
