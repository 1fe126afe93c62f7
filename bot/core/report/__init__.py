"""Reports (R48, R64, R65, R69): rows of the tally in, suppressed figures out. Standard library, no clock, no I/O."""

from bot.core.report.judging import Judged, Verdict, judge
from bot.core.report.measures import PAST, TABLE, TABLES, TARGETS, Kind, Row, Table, Target, load_band
from bot.core.report.publish import Figures, publish, together, total
from bot.core.report.quarters import Quarter, newest_closed
from bot.core.report.suppression import Cell

__all__ = [
    "PAST",
    "TABLE",
    "TABLES",
    "TARGETS",
    "Cell",
    "Figures",
    "Judged",
    "Kind",
    "Quarter",
    "Row",
    "Table",
    "Target",
    "Verdict",
    "judge",
    "load_band",
    "newest_closed",
    "publish",
    "together",
    "total",
]
