"""A table as spreadsheets save it: in whatever encoding, with whatever separator, with what they add at its edges."""

import csv
import io
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from bot.errors import OperatorError
from bot.values.clean import clean

SEPARATORS = (",", ";", "\t")
_ABOVE = 5  # rows in which the header is looked for
_SEP_LINE = re.compile(r"\"?sep=(.)\"?\r?", re.IGNORECASE)
# What Western European Excel (Windows-1252) writes in French and English beyond ASCII: letters, quotes, dashes, spaces.
# A file of an old Mac has other bytes for the same letters, and is not guessed at.
_WINDOWS = frozenset(b"\x80\x85\x8c\x91\x92\x93\x94\x96\x97\x99\x9c\x9f").union(range(0xA0, 0x100))


class SheetError(OperatorError):
    """A whole sentence without the file's name, and the line that it is about."""

    def __init__(self, line: int, sentence: str) -> None:
        super().__init__(sentence)
        self.line = line


@dataclass(frozen=True, slots=True)
class Sheet:
    """`header` is as it was written, cleaned; `records` are the lines on which each begins, and its cells; `short`
    has how many cells those lines have that end early."""

    line: int
    header: tuple[str, ...]
    records: tuple[tuple[int, tuple[str, ...]], ...]
    short: Mapping[int, int] = field(default_factory=dict)


def open_sheet(content: str | bytes, known: Sequence[str]) -> Sheet:
    """`known` are the columns that are expected: the separator is the one that finds most of them.

    Columns without a name and without a single cell are left out, and a row may end early where only empty cells are
    missing from it: Excel leaves those out from the seventeenth row on. But a file that breaks off in the middle of a
    row is not whole. Raises SheetError.
    """
    text = content.removeprefix("\ufeff") if isinstance(content, str) else _decoded(content)
    first, _, rest = text.partition("\n")
    said = _SEP_LINE.fullmatch(first)
    skipped = 1 if said else 0
    if said:
        text = rest
    separator = said[1] if said else max(SEPARATORS, key=lambda each: _found(text, each, known))
    records = [(line + skipped, cells) for line, cells in _records(text, separator, skipped)]
    if not records:
        return Sheet(1, (), ())
    records = records[_titles(records, known) :]
    line, names = records[0]
    header = [clean(name) for name in names]
    widest = max((_width(cells) for _, cells in records[1:]), default=0)
    while header and not header[-1] and widest < len(header):
        header.pop()
    whole = text.endswith(("\n", "\r"))
    if not whole and len(records) > 1 and len(records[-1][1]) < len(header):
        last, cells = records[-1]
        raise SheetError(last, f"{len(cells)} cells and the file ends; expected {len(header)}, one for each column")
    fitted = tuple((each, tuple(_fitted(cells, len(header)))) for each, cells in records[1:])
    short = {each: len(cells) for each, cells in records[1:] if len(cells) < len(header)}
    return Sheet(line, tuple(header), fitted, short)


def _titles(records: list[tuple[int, list[str]]], known: Sequence[str]) -> int:
    """How many rows stand above the header: a title, a date. None, where no row of the first few is a header."""
    names = ({plain_column(cell) for cell in cells} for _, cells in records[:_ABOVE])
    return next((place for place, each in enumerate(names) if 2 * len(each & set(known)) > len(known)), 0)


def plain_column(name: str) -> str:
    """A column's name, whatever a spreadsheet made of its case and its gaps."""
    return re.sub(r"[ _-]+", "_", clean(name).casefold())


def _width(cells: list[str]) -> int:
    """Up to the last cell in which something stands."""
    return max((place for place, cell in enumerate(cells, start=1) if cell.strip()), default=0)


def _fitted(cells: list[str], width: int) -> list[str]:
    """With as many cells as there are columns, where only empty ones are too many or missing."""
    while len(cells) > width and not cells[-1].strip():
        cells = cells[:-1]
    return cells + [""] * (width - len(cells))


def _found(text: str, separator: str, known: Sequence[str]) -> int:
    """How many of the known columns one of the first lines has; the earlier separator wins where none has any."""
    lines = text.lstrip().split("\n", _ABOVE)[:_ABOVE]
    rows = (cells for each in lines for _, cells in _records(each, separator, 0, lenient=True))
    return max((len({plain_column(cell) for cell in cells} & set(known)) for cells in rows), default=0)


def _records(text: str, separator: str, skipped: int, *, lenient: bool = False) -> Iterator[tuple[int, list[str]]]:
    """The line on which each record begins, and its cells; empty ones are skipped."""
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=not lenient)
    while True:
        line = reader.line_num + 1
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            raise SheetError(line + skipped, f"quoting is broken: {error}") from None
        if any(cell.strip() for cell in cells):
            yield line, cells


def _decoded(content: bytes) -> str:
    """UTF-8, UTF-16 ("Unicode text"), else what a Western Windows writes."""
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        encoding = "utf-16"
    elif b"\0" in content[:200]:
        encoding = "utf-16-le" if content[1:2] == b"\0" else "utf-16-be"
    else:
        encoding = "utf-8-sig"
    try:
        return content.decode(encoding)
    except UnicodeDecodeError as error:
        place = error.start
    if encoding == "utf-8-sig" and all(byte < 0x80 or byte in _WINDOWS for byte in content):
        return content.decode("cp1252")
    line = content.count(b"\n", 0, place) + 1
    raise SheetError(line, 'not UTF-8 text; save the file as "CSV UTF-8"')
