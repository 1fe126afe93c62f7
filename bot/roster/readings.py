"""What was understood of a roster file, shown back to whoever imports it: once for each way of writing."""

from collections.abc import Iterable, Iterator, Sequence

from bot.roster import RosterRow
from bot.roster.cells import COLUMNS
from bot.roster.record import Reading

MOST = 40  # lines that somebody reads


def sentences(rows: Iterable[RosterRow]) -> Iterator[str]:
    """`read: gender "F" as "woman": lines 3-7`."""
    found: dict[Reading, list[int]] = {}
    for row in rows:
        for reading in row.readings:
            found.setdefault(reading, []).append(row.line)
    in_order = sorted(found.items(), key=lambda each: COLUMNS.index(each[0].column))
    for reading, lines in in_order[:MOST]:
        yield f'read: {reading.column} "{reading.written}" as "{reading.read}": {lines_of(lines)}'
    if len(found) > MOST:
        yield f"read: {len(found) - MOST} more"


def lines_of(numbers: Sequence[int]) -> str:
    """`lines 2-5, 9`; `line 7` for one alone."""
    runs: list[list[int]] = []
    for number in sorted(numbers):
        if runs and number == runs[-1][1] + 1:
            runs[-1][1] = number
        else:
            runs.append([number, number])
    words = ", ".join(str(first) if first == last else f"{first}-{last}" for first, last in runs)
    return f"line{'' if len(runs) == 1 and runs[0][0] == runs[0][1] else 's'} {words}"
