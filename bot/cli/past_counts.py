"""Counts of past years as a file (R74): closed lists and numbers, so that there is no cell in which a name could stand.

What is wrong is told by line and column, and never by the word that stood there.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import NamedTuple

from bot.core.policy import Pathway
from bot.core.report import Kind, Quarter, newest_closed
from bot.core.report.measures import HEADS
from bot.core.request import Outcome
from bot.errors import Several
from bot.programme import Programme
from bot.roster.sheet import SheetError, open_sheet, plain_column

COLUMNS = ("site", "month", "what", "pathway", "outcome", "number")
UNKNOWN = "unknown"
REQUEST, CONVERSATION = "request", "conversation"
_KINDS = {REQUEST: Kind.PAST, CONVERSATION: Kind.PAST_TALK, **dict.fromkeys(HEADS, Kind.PAST_HEADS)}
_PATHWAYS, _OUTCOMES = (*Pathway, UNKNOWN), (*Outcome, UNKNOWN)
_MONTH = re.compile(r"[0-9]{4}-(0[1-9]|1[0-2])")
_NUMBER = re.compile(r"[0-9]{1,6}")
_OLDEST = 1900


class PastError(Several):
    """The file cannot be used, and nothing of it was kept."""


class Count(NamedTuple):
    """One row of the tally; with 0 none, but what stood for its month is gone."""

    site: str
    month: str
    kind: str
    pathway: str
    outcome: str
    number: int


@dataclass(frozen=True, slots=True)
class _Line:
    where: str
    cells: Mapping[str, str]
    problems: list[str]

    def one_of(self, column: str, known: tuple[str, ...]) -> str:
        cell = self.cells[column].casefold()
        if cell in known:
            return cell
        return self.wrong(column, f"expected one of {' '.join(known)}" if any(known) else "expected nothing")

    def wrong(self, column: str, expected: str) -> str:
        self.problems.append(f'{self.where}, column "{column}": {expected}')
        return ""


def read(path: Path, content: bytes, programme: Programme, today: date) -> list[Count]:
    """`today` says which quarters are over. Raises PastError with everything that is wrong, and no word of the file."""
    try:
        sheet = open_sheet(content, COLUMNS)
    except SheetError as error:
        raise PastError((f"{path}:line {error.line}: {error}",)) from None
    columns = [plain_column(name) for name in sheet.header]
    if problems := [f"{path}:line {sheet.line}: {sentence}" for sentence in _wrong_header(columns)]:
        raise PastError(problems)
    newest = newest_closed(today)
    counts: list[Count] = []
    for number, cells in sheet.records:
        line = _Line(f"{path}:line {number}", dict(zip(columns, map(str.strip, cells), strict=False)), problems)
        if len(cells) != len(columns):
            problems.append(f"{line.where}: {len(cells)} cells; expected {len(columns)}, one for each column")
            continue
        counts.append(_count(line, programme, newest))
    if not sheet.records:
        problems.append(f"{path}: no counts; expected a line for each under {','.join(COLUMNS)}")
    if problems:
        raise PastError(problems)
    return counts


def _wrong_header(columns: list[str]) -> Iterator[str]:
    for place, column in enumerate(columns, start=1):
        if column not in COLUMNS:
            yield (
                f"column {place} is none of {','.join(COLUMNS)}; take it out, so that nothing comes in which could "
                "hold a name"
            )
    for column in COLUMNS:
        if columns.count(column) != 1:
            yield f'column "{column}" stands {columns.count(column)} times; expected once'


def _count(line: _Line, programme: Programme, newest: Quarter) -> Count:
    what = line.one_of("what", tuple(_KINDS))
    of_a_request = what == REQUEST
    pathway = line.one_of("pathway", _PATHWAYS if of_a_request else ("",))
    outcome = line.one_of("outcome", _OUTCOMES if of_a_request else ("",))
    site = line.one_of("site", tuple(programme.sites))
    number = line.cells["number"]
    if not _NUMBER.fullmatch(number):
        line.wrong("number", "expected a whole number such as 12")
        number = "0"
    return Count(site, _month(line, newest), _KINDS.get(what, ""), pathway, outcome or what, int(number))


def _month(line: _Line, newest: Quarter) -> str:
    month = line.cells["month"]
    if not _MONTH.fullmatch(month) or int(month[:4]) < _OLDEST:
        return line.wrong("month", 'expected year and month such as "2024-03"; format the column as text')
    if Quarter.of_month(month) > newest:
        return line.wrong("month", f"its quarter is not over; expected a month of {newest} or earlier")
    return month
