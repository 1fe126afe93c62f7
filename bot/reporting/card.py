"""The quarter's card. What is posted is neutral (rule 8); the figures stand in the dialog behind [Open]."""

from bot.core.report import TABLES, Quarter, judge
from bot.reporting.page import count, notes, overall, percent, target_name, title, verdict, wanted
from bot.reporting.reading import Report
from bot.surface import Block, Fact, Paragraph, Phrase, w


def quarter_words(quarter: Quarter) -> Phrase:
    """The one line that is posted to coordinators and leads."""
    return w("report-card", quarter=str(quarter))


def blocks(report: Report) -> tuple[Block, ...]:
    """The dialog's content: how many requests, then each target with what can be said of it."""
    found: list[Block] = [Paragraph(title(report), strong=True)]
    for table in TABLES:
        figures = overall(report, table)
        if figures is None:
            continue
        if table.id == "requests" and figures.base is not None:
            found.append(Fact(w("report-table-requests"), count(figures.base)))
        for judged in judge(figures):
            label = w("report-wanted", name=target_name(judged.target), wanted=wanted(judged.target))
            share = percent(judged.low, judged.high)
            found.append(Fact(label, w("report-judged", share=share, verdict=verdict(judged))))
    if len(found) == 1:
        found.append(Paragraph(w("report-waits")))
    return (*found, *(Paragraph(note) for note in notes(report)))
