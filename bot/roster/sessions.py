"""A file of training sessions (R52), as values: what `app.py training` prints, with what a finance office filled in."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from pydantic import TypeAdapter

from bot.core.people import Training, TrainingKind
from bot.programme.kinds import Email
from bot.roster import RosterError
from bot.roster.cells import DAY, HOURS
from bot.roster.record import Record
from bot.roster.sheet import SheetError, open_sheet, plain_column

COLUMNS = ("site", "name", "email", "day", "hours", "kind", "credits", "owed", "paid_on")
NEEDED = ("email", "day", "hours", "kind")  # the others may be missing; site, name and owed are not read
MOST_HOURS = 40.0
_EMAIL: TypeAdapter[str] = TypeAdapter(Email)


@dataclass(frozen=True, slots=True)
class Session:
    """`where` is file and line, for sentences."""

    email: str
    training: Training
    where: str


def read(path: Path, content: bytes, today: date) -> list[Session]:
    """Raises RosterError with every problem of the file at once."""
    try:
        sheet = open_sheet(content, COLUMNS)
    except SheetError as error:
        raise RosterError((f"{path}:line {error.line}: {error}",)) from None
    columns = [plain_column(name) for name in sheet.header]
    problems = [f'{path}:line {sheet.line}: missing column "{each}"' for each in NEEDED if each not in columns]
    problems += [
        f'{path}:line {sheet.line}: unknown column "{each}"; expected {",".join(COLUMNS)}'
        for each in columns
        if each not in COLUMNS
    ]
    if not problems and len(set(columns)) < len(columns):
        problems.append(f"{path}:line {sheet.line}: a column is there twice; expected each once")
    if problems:
        raise RosterError(tuple(problems))
    found: list[Session] = []
    for line, cells in sheet.records:
        where = f"{path}:line {line}"
        if len(cells) != len(columns):
            problems.append(f"{where}: {len(cells)} cells; expected {len(columns)}, one for each column")
            continue
        filled = dict.fromkeys(COLUMNS, "") | dict(zip(columns, cells, strict=True))
        found.append(_session(Record(where, filled, problems), where, today))
    seen: dict[tuple[str, date, TrainingKind], str] = {}
    for each in found:
        key = (each.email, each.training.day, each.training.kind)
        if seen.setdefault(key, each.where) != each.where:
            problems.append(f"{each.where}: the same person, day and kind as {seen[key]}; expected one line for them")
    if problems:
        raise RosterError(tuple(problems))
    return found


def _session(record: Record, where: str, today: date) -> Session:
    email = record.read("email", _EMAIL, "", required=True)
    day = record.read("day", DAY, today, required=True)
    hours = float(record.read("hours", HOURS, 0.0, required=True))
    paid_on = record.read("paid_on", DAY, None)
    if day > today:
        record.problem("day", f"{day} is still to come; expected a day until {today}")
    if record.cell("hours") and not 0 < hours <= MOST_HOURS:
        record.problem("hours", f"expected more than 0 and at most {MOST_HOURS:g}")
    if paid_on is not None and not day <= paid_on <= today:
        record.problem("paid_on", f"{paid_on} does not fit; expected a day from {day} to {today}")
    kind = record.cell("kind").casefold()
    if kind not in set(TrainingKind):
        record.problem("kind", f"expected one of {' '.join(TrainingKind)}")
        kind = TrainingKind.INITIAL
    earned = float(record.read("credits", HOURS, 0.0)) if record.cell("credits") else None
    return Session(email, Training("", day, hours, TrainingKind(kind), earned, paid_on), where)
