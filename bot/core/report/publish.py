"""From rows to what may be told. This is the only file that sees counts before they are suppressed."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from bot.core.report.measures import MINUTES, SHORTEST, TABLES, Kind, Row, Table, happened
from bot.core.report.quarters import Quarter
from bot.core.report.suppression import Cell, carry, divide, step


@dataclass(frozen=True, slots=True)
class Figures:
    """One table for one period: the quarters after the table's period before, up to `last`. `first` None: from the
    beginning. A table that tells a share only has no base and no cells; `shares` are those of each group, if it tells
    each.

    `hours` of all conversations of the period, from and to; None where the table has none.
    """

    table: str
    first: Quarter | None
    last: Quarter
    base: Cell | None = None
    cells: tuple[Cell, ...] = ()
    share: tuple[int, int] | None = None
    hours: tuple[float, float] | None = None
    shares: tuple[tuple[int, int], ...] = ()


def publish(rows: Iterable[Row], small: int, newest: Quarter, tables: Sequence[Table] = TABLES) -> tuple[Figures, ...]:
    """Everything that may ever be told of these rows (one site's, or the programme's answers), up to `newest`.

    What it tells of a period never changes: later rows belong to later quarters. Every report shows a part of this.
    """
    kept = [row for row in rows if row.quarter <= newest]
    kept += [replace(row, kind=Kind.CONTACT) for row in kept if row.kind == Kind.REQUEST]
    if not kept:
        return ()
    quarters = min(row.quarter for row in kept).to(newest)
    return tuple(figures for table in tables for figures in _table(table, kept, quarters, small))


def _table(table: Table, rows: Sequence[Row], quarters: Sequence[Quarter], small: int) -> Iterable[Figures]:
    own = [row for row in rows if row.kind == table.kind]
    counts = {quarter: [0] * len(table.groups) for quarter in quarters}
    for row in own:
        place = table.place(row)
        if place is not None:
            counts[row.quarter][place] += row.number
    before: Quarter | None = None
    for span in _periods(table, [sum(counts[quarter]) for quarter in quarters], small):
        inside = [quarters[place] for place in span]
        whole = [sum(group) for group in zip(*(counts[quarter] for quarter in inside), strict=True)]
        first = before.plus(1) if before else None
        if not table.carries:
            first = inside[0]
        before = inside[-1]
        if table.each:
            shares = tuple(step(count, sum(whole), table.steps) for count in whole[: table.told])
            yield Figures(table.id, first, before, shares=shares)
            continue
        if table.steps:
            yield Figures(table.id, first, before, share=step(whole[0], sum(whole), table.steps))
            continue
        base = sum(whole)
        hours = _hours((row for row in own if row.quarter in inside), base, small) if table.hours else None
        yield Figures(table.id, first, before, Cell(base, base), divide(whole, small), hours=hours)


def _periods(table: Table, bases: Sequence[int], small: int) -> Iterable[range]:
    """First the periods in which the whole may be told, then as many of them as the table needs.

    A table's period ends only where one of its whole ends: otherwise the two would tell the quarters between them.
    """
    least = table.least * small
    if not table.carries:
        return [range(place, place + 1) for place, base in enumerate(bases) if base >= least]
    spans = carry(bases, small)
    sizes = [sum(bases[place] for place in span) for span in spans]
    return [range(spans[few[0]][0], spans[few[-1]][-1] + 1) for few in carry(sizes, least)]


def _hours(rows: Iterable[Row], first_ones: int, small: int) -> tuple[float, float]:
    """Supporters' hours in conversation (R69), in steps of `small` hours.

    The steps begin at the fewest hours that so many first conversations can take; a step from nought would tell, at its
    edge, that all were short.
    """
    fewest = first_ones * SHORTEST
    taken = sum(minutes for row in rows if happened(row) for took, minutes in MINUTES.items() if took == row.took_place)
    steps = (taken - fewest) // (small * 60)
    return fewest / 60 + steps * small, fewest / 60 + (steps + 1) * small


def together(sites: Iterable[Sequence[Figures]]) -> tuple[Figures, ...]:
    """All sites in one report: the sum of what each site's own report tells, and nothing that it does not tell.

    A period is counted in the quarter in which it ends.
    """
    found: dict[tuple[str, Quarter], Figures] = {}
    for figures in (each for site in sites for each in site):
        key = (figures.table, figures.last)
        found[key] = _sum(found[key], figures) if key in found else figures
    order = {table.id: place for place, table in enumerate(TABLES)}
    return tuple(found[key] for key in sorted(found, key=lambda key: (order[key[0]], key[1])))


def total(figures: Sequence[Figures]) -> Figures:
    """Several periods of one table in one: again only the sum of what is told. A state has no sum."""
    found = figures[0]
    for before, each in pairwise(figures):
        assert before.table == each.table  # noqa: S101 - a defect of the caller
        found = _sum(found, each)
    return found


def _sum(one: Figures, other: Figures) -> Figures:
    first = None if one.first is None or other.first is None else min(one.first, other.first)
    last = max(one.last, other.last)
    if one.shares and other.shares:
        return Figures(one.table, first, last, shares=tuple(map(_both, one.shares, other.shares)))
    if one.share and other.share:
        return Figures(one.table, first, last, share=_both(one.share, other.share))
    base = one.base + other.base if one.base and other.base else None
    cells = tuple(a + b for a, b in zip(one.cells, other.cells, strict=True))
    hours = (one.hours[0] + other.hours[0], one.hours[1] + other.hours[1]) if one.hours and other.hours else None
    return Figures(one.table, first, last, base, cells, hours=hours)


def _both(one: tuple[int, int], other: tuple[int, int]) -> tuple[int, int]:
    """The share of two periods together is between theirs."""
    return min(one[0], other[0]), max(one[1], other[1])
