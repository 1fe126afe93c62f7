"""The three rules that keep small numbers out of a report (rule 13). docs/data-dictionary.md says why they suffice.

`small` is the site's threshold: a count below it, nought included, is never told, and whoever knows every published
number and these rules still finds at least `small` values possible for each count that was not told.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise


@dataclass(frozen=True, slots=True)
class Cell:
    """What is told of a count: it is between the two, both included. Equal: the count itself."""

    low: int
    high: int

    @property
    def exact(self) -> bool:
        return self.low == self.high

    def __add__(self, other: "Cell") -> "Cell":
        return Cell(self.low + other.low, self.high + other.high)


def carry(bases: Sequence[int], least: int) -> tuple[range, ...]:
    """Which neighbours are told as one: whatever is less than `least` is carried over to what follows.

    What is left at the end, and is still too small, is in no range: it waits.
    """
    found: list[range] = []
    start = waiting = 0
    for place, base in enumerate(bases):
        waiting += base
        if waiting >= least:
            found.append(range(start, place + 1))
            start, waiting = place + 1, 0
    return tuple(found)


def divide(counts: Sequence[int], small: int) -> tuple[Cell, ...]:
    """How a whole that is told divides into its groups, read from the top.

    A group is told exactly if it and all that is below it are each at least `small`. At the first place where that
    is not so the table ends: it tells which of the two sides is the small one if both cannot be, and otherwise nothing.
    Raises ValueError for a whole that may not be told itself.
    """
    rest = sum(counts)
    if rest < small:
        raise ValueError("the whole is smaller than the threshold")
    told: list[Cell] = []
    for count in counts[:-1]:
        after = len(counts) - len(told) - 1
        if rest < 2 * small - 1:
            return (*told, *[Cell(0, rest)] * (after + 1))
        if count < small:
            below = Cell(rest - small + 1, rest) if after == 1 else Cell(0, rest)
            return (*told, Cell(0, small - 1), *[below] * after)
        if rest - count < small:
            return (*told, Cell(rest - small + 1, rest), *[Cell(0, small - 1)] * after)
        told.append(Cell(count, count))
        rest -= count
    return (*told, Cell(rest, rest))


def step(count: int, base: int, steps: Sequence[int]) -> tuple[int, int]:
    """The step, in percent, in which the share is. Neither the count nor the base is told beside it.

    `steps` begin with 0 and end with 100; each must hold `small` counts of the base at least (test_report_rules).
    """
    for low, high in pairwise(steps):
        if count * 100 < high * base:
            return low, high
    return steps[-2], steps[-1]


def share(cells: Sequence[Cell], groups: Sequence[int], base: Cell) -> tuple[float, float]:
    """Which part of the base these groups are, as far as the told cells and the told base say: from and to, in percent.

    It is worked out from what is published and from nothing else.
    """
    others = [cell for place, cell in enumerate(cells) if place not in groups]
    chosen = [cells[place] for place in groups]
    low = max(sum(cell.low for cell in chosen), base.low - sum(cell.high for cell in others), 0)
    high = min(sum(cell.high for cell in chosen), base.high - sum(cell.low for cell in others))
    return 100 * low / base.high, min(100 * high / base.low, 100.0)
