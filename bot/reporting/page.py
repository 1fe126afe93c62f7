"""A report as phrases, the same for the terminal, the picture and the card."""

import math
from collections.abc import Iterable
from dataclasses import dataclass

from bot.core.report import PAST, TABLES, Cell, Figures, Judged, Quarter, Table, Target, Verdict, judge, total
from bot.reporting.reading import Report
from bot.surface import Phrase, Verbatim, w

# The numbers of the definitions, so that no text holds one.
_NUMBERS = {"day": 24, "two": 48, "three": 72, "usual": 3, "load": 7}


@dataclass(frozen=True, slots=True)
class Line:
    label: Phrase
    values: tuple[Phrase, ...]
    judged: Judged | None = None


@dataclass(frozen=True, slots=True)
class Section:
    """A table: a column for each period, and one for all of them together where there are several."""

    title: Phrase
    columns: tuple[Phrase, ...]
    lines: tuple[Line, ...]


def sections(report: Report) -> tuple[Section, ...]:
    """What was before Peerline stands only where something of it is told."""
    return tuple(_section(report, table) for table in TABLES if table.kind not in PAST or report.of(table.id))


def title(report: Report) -> Phrase:
    return w("report-title", site=report.name, period=span(report.first, report.last))


def notes(report: Report) -> tuple[Phrase, ...]:
    return (w("report-rules", small=report.small), w("report-whole-quarters"))


def span(first: Quarter | None, last: Quarter) -> Phrase:
    if first == last:
        return Verbatim(str(last))
    if first is None:
        return w("report-until", last=str(last))
    return w("report-span", first=str(first), last=str(last))


def table_name(table: Table) -> Phrase:
    return w(f"report-table-{table.id}", **_NUMBERS)


def group_name(table: Table, group: str) -> Phrase:
    key = f"{table.id}-{group}"
    return w(f"report-group-{key}", **_NUMBERS)


def target_name(target: Target) -> Phrase:
    return w(f"report-target-{target.id}", **_NUMBERS)


def wanted(target: Target) -> Phrase:
    if target.high == 100:
        return w("report-at-least", share=percent(target.low, target.low))
    if target.low == 0:
        return w("report-at-most", share=percent(target.high, target.high))
    return percent(target.low, target.high)


def percent(low: float, high: float) -> Phrase:
    if low == high:
        return w("report-percent", share=round(low), sign="%")
    return w("report-percents", low=math.floor(low), high=math.ceil(high), sign="%")


def count(cell: Cell) -> Phrase:
    if cell.exact:
        return Verbatim(str(cell.low))
    if cell.low == 0:
        return w("report-fewer", small=cell.high + 1)
    return w("report-from-to", low=cell.low, high=cell.high)


def verdict(judged: Judged) -> Phrase:
    return {
        Verdict.MET: w("report-met"),
        Verdict.NOT_MET: w("report-not-met"),
        Verdict.UNSURE: w("report-unsure"),
    }[judged.verdict]


def overall(report: Report, table: Table) -> Figures | None:
    """The whole run of one table, or None while nothing of it may be told. A state has no sum: the newest stands."""
    figures = report.of(table.id)
    if not figures:
        return None
    return total(figures) if table.carries else figures[-1]


# --- inside --------------------------------------------------------------------------------------------------------


def _section(report: Report, table: Table) -> Section:
    periods = report.of(table.id)
    shown = list(periods)
    columns = [span(each.first, each.last) for each in periods]
    if len(periods) > 1 and table.carries and not table.steps:
        shown.append(total(periods))
        columns.append(w("report-together"))
    return Section(table_name(table), tuple(columns), tuple(_lines(table, shown)) if shown else ())


def _lines(table: Table, shown: list[Figures]) -> Iterable[Line]:
    if not table.steps:
        yield Line(w("report-whole"), tuple(count(each.base) for each in shown if each.base))
    for place, group in enumerate(table.groups):
        if len(table.groups) > 1 and not table.steps:
            yield Line(group_name(table, group), tuple(count(each.cells[place]) for each in shown))
    for place, group in enumerate(table.groups[: table.told] if table.each else ()):
        yield Line(group_name(table, group), tuple(percent(*each.shares[place]) for each in shown if each.shares))
    if table.hours:
        yield Line(w("report-hours"), tuple(_hours(each.hours) for each in shown if each.hours))
    for judged in zip(*(judge(each) for each in shown), strict=True):
        label = w("report-wanted", name=target_name(judged[0].target), wanted=wanted(judged[0].target))
        values = tuple(w("report-judged", share=percent(each.low, each.high), verdict=verdict(each)) for each in judged)
        yield Line(label, values, judged[-1])


def _hours(hours: tuple[float, float]) -> Phrase:
    return w("report-from-to", low=math.floor(hours[0]), high=math.ceil(hours[1]))
