"""Reports as people read them: a page, a table, a sheet (CSV), a picture, the quarter's card."""

from bot.reporting.card import quarter_words, screens
from bot.reporting.forms import quarter_of, render
from bot.reporting.picture import of_report
from bot.reporting.reading import ALL_SITES, Report, ReportError, Tallies, read_all, read_report
from bot.reporting.sheet import sheet
from bot.reporting.text import text

__all__ = [
    "ALL_SITES",
    "Report",
    "ReportError",
    "Tallies",
    "of_report",
    "quarter_of",
    "quarter_words",
    "read_all",
    "read_report",
    "render",
    "screens",
    "sheet",
    "text",
]
