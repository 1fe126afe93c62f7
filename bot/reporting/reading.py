"""Which figures a report holds: of a site or of all, of a run of closed quarters. No count leaves here unsuppressed."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol
from zoneinfo import ZoneInfo

from bot.core.report import Figures, Quarter, Row, newest_closed, publish, together
from bot.errors import OperatorError
from bot.programme import Programme
from bot.surface import Localised

ALL_SITES = "all"
MOST_QUARTERS = 40


class Tallies(Protocol):
    def rows(self, site: str = "") -> list[Row]: ...
    def answers(self) -> list[Row]: ...


class ReportError(OperatorError):
    """What was asked for cannot be reported; the sentence says why and what can."""


@dataclass(frozen=True, slots=True)
class Report:
    """`figures` are of the periods that end in the quarters from `first` to `last`. `small` is the threshold."""

    site: str
    name: Localised
    first: Quarter
    last: Quarter
    small: int
    figures: tuple[Figures, ...]

    def of(self, table: str) -> tuple[Figures, ...]:
        return tuple(each for each in self.figures if each.table == table)


def read_report(
    tallies: Tallies, programme: Programme, site: str, quarter: Quarter | None, quarters: int, now: datetime
) -> Report:
    """The run of `quarters` that ends with `quarter`; None: with the newest closed one. Raises ReportError."""
    newest = _newest(programme, site, now)
    last = quarter or newest
    if last > newest:
        raise ReportError(f"{last} is not over yet; figures are told of whole quarters, the newest is {newest}")
    if not 1 <= quarters <= MOST_QUARTERS:
        raise ReportError(f"{quarters} quarters cannot be reported; expected 1 to {MOST_QUARTERS}")
    whole = read_all(tallies, programme, site, now)
    first = last.plus(1 - quarters)
    figures = tuple(each for each in whole.figures if first <= each.last <= last)
    return Report(site, whole.name, first, last, whole.small, figures)


def read_all(tallies: Tallies, programme: Programme, site: str, now: datetime) -> Report:
    """Every period that is closed: what `export` writes, and what every report is a part of."""
    newest = _newest(programme, site, now)
    widest = max(each.policy.small_cell for each in programme.sites.values())
    answers = publish(tallies.answers(), widest, newest)
    if site == ALL_SITES:
        figures = (*_of_all(tallies.rows(), programme, newest, widest), *answers)
        name, small = programme.name, widest
    else:
        small = programme.site(site).policy.small_cell
        figures = (*publish(tallies.rows(site), small, newest), *answers)
        name = programme.site(site).name
    first = min((each.first or each.last for each in figures), default=newest)
    return Report(site, name, first, newest, small, figures)


def _of_all(rows: Sequence[Row], programme: Programme, newest: Quarter, widest: int) -> tuple[Figures, ...]:
    """Every site suppressed by itself, then added. Rows of no site of the file (requests for someone outside the own
    site, a site that is gone) are a site of their own."""
    parts: dict[str, list[Row]] = {}
    for row in rows:
        parts.setdefault(row.site, []).append(row)
    thresholds = {site.id: site.policy.small_cell for site in programme.sites.values()}
    return together(publish(part, thresholds.get(site, widest), newest) for site, part in sorted(parts.items()))


def _newest(programme: Programme, site: str, now: datetime) -> Quarter:
    if site != ALL_SITES and site not in programme.sites:
        known = ", ".join([*programme.sites, ALL_SITES])
        raise ReportError(f"there is no site {site!r} in the programme file; expected one of: {known}")
    sites = programme.sites.values() if site == ALL_SITES else [programme.site(site)]
    return min(newest_closed(now.astimezone(ZoneInfo(each.timezone)).date()) for each in sites)
