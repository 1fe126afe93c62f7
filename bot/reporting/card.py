"""The quarter's card. What is posted is neutral (rule 8); the figures are in the dialog behind [Open]."""

from bot.core.report import TABLES, Quarter, judge
from bot.reporting.page import count, notes, overall, percent, table_name, target_name, title, verdict, wanted
from bot.reporting.reading import Report
from bot.surface import Block, Fact, Paragraph, Phrase, w

_COUNTED = ("requests", "talks", "heads")  # tables whose whole stands there, beside the targets
_ALONE, _FIRST = 5, 6  # lines of figures where one screen has both rules, and on the first of two


def quarter_words(quarter: Quarter) -> Phrase:
    """The one line that is posted to coordinators and leads."""
    return w("report-card", quarter=str(quarter))


def screens(report: Report) -> tuple[tuple[Block, ...], ...]:
    """The dialog, in one screen or two: how many requests, other talks and heads, and each target with what can be
    said of it.

    All of them at once are too long to read. Both screens hold the same published figures and nothing else (rule 13).
    """
    told = _told(report)
    heading = Paragraph(title(report), strong=True)
    rules, quarters = (Paragraph(note) for note in notes(report))
    if not told:
        return ((heading, Paragraph(w("report-waits")), rules, quarters),)
    if len(told) <= _ALONE:
        return ((heading, *told, rules, quarters),)
    return ((heading, *told[:_FIRST], rules), (*told[_FIRST:], quarters))


def _told(report: Report) -> list[Fact]:
    found: list[Fact] = []
    for table in TABLES:
        figures = overall(report, table)
        if figures is None:
            continue
        if table.id in _COUNTED and figures.base is not None:
            found.append(Fact(table_name(table), count(figures.base)))
        for judged in judge(figures):
            label = w("report-wanted", name=target_name(judged.target), wanted=wanted(judged.target))
            share = percent(judged.low, judged.high)
            found.append(Fact(label, w("report-judged", share=share, verdict=verdict(judged))))
    return found
