"""What a meeting of site leaders can talk about (R55): made of the same published figures as the report, and of nothing
else, with the questions that need no figure.
"""

from bot.core.report import TABLES, Verdict, judge
from bot.reporting.page import count, overall, span, target_name
from bot.reporting.reading import Report
from bot.surface import Block, Bullets, Fact, Joined, Paragraph, Phrase, w

_MOST = 3  # of each kind: a meeting is short


def agenda(report: Report) -> tuple[Block, ...]:
    judged = [each for table in TABLES if (whole := overall(report, table)) is not None for each in judge(whole)]
    ended = next((each for table in TABLES if table.id == "requests" and (each := overall(report, table))), None)
    found: list[Block] = [Paragraph(w("agenda-of", site=report.name, period=span(report.first, report.last)))]
    if ended is not None and ended.base is not None:
        found.append(Fact(w("report-table-requests"), count(ended.base)))
    for verdict, label in ((Verdict.MET, w("agenda-met")), (Verdict.NOT_MET, w("agenda-not-met"))):
        names = tuple(target_name(each.target) for each in judged if each.verdict is verdict)[:_MOST]
        if names:
            found.append(Fact(label, Joined(names)))
    if len(found) == 1:
        found.append(Paragraph(w("report-waits")))
    questions: tuple[Phrase, ...] = (w("agenda-share"), w("agenda-care"), w("agenda-try"))
    return (*found, Bullets(questions), Paragraph(w("agenda-small", small=report.small)))
