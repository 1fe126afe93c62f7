"""One row of the roster file, a cell at a time: what is wrong with it, and what is worth a word."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TypeVar

from pydantic import TypeAdapter, ValidationError

from bot.programme.sentences import expected, sentences
from bot.roster.cells import misread, unguard
from bot.roster.spellings import plain
from bot.values.clean import clean_lines

T = TypeVar("T")
D = TypeVar("D")


_OPEN_AGAIN = "expected its letters themselves: open the exported file with Data, From Text/CSV, as UTF-8"


@dataclass(frozen=True, slots=True)
class Reading:
    """What a cell was understood as."""

    column: str
    written: str
    read: str


class Record:
    """The cells of one person by column; what is wrong with them goes to `problems`, and the reading goes on.

    `remarks` are whole sentences too, about what can be used and may not be what was meant.
    """

    def __init__(self, place: str, cells: Mapping[str, str], problems: list[str]) -> None:
        self._place = place
        self._cells = {column: unguard(clean_lines(cell)) for column, cell in cells.items()}
        self._problems = problems
        self.remarks: list[str] = []
        self.readings: list[Reading] = []
        for column, cell in cells.items():
            if meant := misread(cell):
                self.problem(column, f'"{cell}" is "{meant}" opened in another encoding; {_OPEN_AGAIN}')

    def has(self, column: str) -> bool:
        return column in self._cells

    def cell(self, column: str) -> str:
        return self._cells[column]

    def problem(self, column: str, sentence: str) -> None:
        self._problems.append(f"{self._place}, column {column}: {sentence}")

    def remark(self, column: str, sentence: str) -> None:
        self.remarks.append(f"{self._place}, column {column}: {sentence}")

    def understood(self, column: str, read: object) -> None:
        """Shown back where it is not what was written."""
        written, known = self._cells.get(column, ""), str(read)
        if written and known and known != written and plain(known) != plain(written):
            self.readings.append(Reading(column, written, known))

    def read(self, column: str, kind: TypeAdapter[T], otherwise: D, *, required: bool = False) -> T | D:
        """`otherwise` for an empty cell, and as a stand-in for a wrong one."""
        if required and not self._cells[column]:
            self.problem(column, f"empty; expected {expected(kind.json_schema())}")
        return next(iter(self._entries(column, kind, [self._cells.get(column, "")])), otherwise)

    def read_all(self, column: str, kind: TypeAdapter[T], between: str = r"\s+") -> tuple[T, ...]:
        """The entries of a cell with this between them; an entry that is twice counts once."""
        return self._entries(column, kind, re.split(between, self._cells[column]))

    def _entries(self, column: str, kind: TypeAdapter[T], words: list[str]) -> tuple[T, ...]:
        entries: dict[T, None] = {}
        for word in filter(None, words):
            try:
                entries[kind.validate_python(word)] = None
            except ValidationError as error:
                for _, sentence in sentences(error, kind.json_schema()):
                    self.problem(column, sentence)
        return tuple(entries)

    def both(self, first: str, second: str) -> bool:
        """Whether both columns are filled; one alone is a problem."""
        filled = [column for column in (first, second) if self._cells[column]]
        empty = [column for column in (first, second) if not self._cells[column]]
        if filled and empty:
            self.problem(empty[0], f"empty, but {filled[0]} is filled; expected both or neither")
        return not empty
