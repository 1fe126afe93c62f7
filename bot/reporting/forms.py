"""One report in one of its forms, ready to be written to a file, a terminal or a chat."""

from bot.core.report import Quarter
from bot.reporting.picture import of_report
from bot.reporting.reading import Report, ReportError
from bot.reporting.sheet import sheet
from bot.reporting.text import text
from bot.values.report_form import Form
from bot.wording import Wording


def render(report: Report, wording: Wording, language: str, form: Form) -> bytes:
    if form == "png":
        return of_report(report, wording, language)
    return (sheet(report) if form == "csv" else text(report, wording, language)).encode()


def quarter_of(text: str) -> Quarter | None:
    """ "2026Q3"; "" for the newest closed one. Raises ReportError."""
    try:
        return Quarter.parse(text) if text.strip() else None
    except ValueError as error:
        raise ReportError(str(error)) from None
