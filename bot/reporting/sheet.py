"""The report and the export as CSV: the same columns and words at every site and in every language (R66).

One row a figure. There are no rows of single requests: such a row would tell which answers belong together.
"""

import csv
import io
from collections.abc import Iterable

from bot.core.report import TABLE, Figures, judge
from bot.reporting.reading import Report

COLUMNS = ("site", "table", "group", "from", "to", "unit", "low", "high", "target_low", "target_high", "verdict")


def sheet(report: Report) -> str:
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    for figures in report.figures:
        for row in _rows(figures):
            head = (report.site, figures.table, row[0], figures.first or "", figures.last)
            writer.writerow((*head, *row[1:]))
    return out.getvalue()


def _rows(figures: Figures) -> Iterable[tuple[str, ...]]:
    if figures.base is not None:
        yield ("base", "count", str(figures.base.low), str(figures.base.high), "", "", "")
    groups = TABLE[figures.table].groups
    if len(groups) > 1:
        for group, cell in zip(groups, figures.cells, strict=False):
            yield (group, "count", str(cell.low), str(cell.high), "", "", "")
    for group, told in zip(groups, figures.shares, strict=False):
        yield (group, "percent", str(told[0]), str(told[1]), "", "", "")
    if figures.hours is not None:
        yield ("hours", "hours", *(f"{each:g}" for each in figures.hours), "", "", "")
    for judged in judge(figures):
        wanted = (str(judged.target.low), str(judged.target.high), judged.verdict.value)
        yield (f"target-{judged.target.id}", "percent", f"{judged.low:.1f}", f"{judged.high:.1f}", *wanted)
