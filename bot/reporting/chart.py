"""What a report's picture shows: how many requests, each target with what can be told of it, and the same in words.

It is made of the published figures and of nothing else, as the table is (rule 13).
"""

from bot.core.report import TABLES, Judged, judge
from bot.reporting.page import notes, overall, percent, span, target_name, title, verdict
from bot.reporting.reading import Report
from bot.surface import Bar, Chart, Joined, Measure, Phrase, Verbatim, w


def chart(report: Report) -> Chart:
    bars = _bars(report)
    judged = [each for table in TABLES if (whole := overall(report, table)) is not None for each in judge(whole)]
    return Chart(
        title=title(report),
        bars_title=w("report-chart-volume"),
        bars=bars,
        empty=w("report-chart-waits"),
        measures_title=w("report-chart-targets"),
        measures=tuple(_measure(each) for each in judged),
        axis=w("report-chart-share", sign="%"),
        key=(w("report-chart-band"), w("report-chart-told"), w("report-chart-between")),
        notes=notes(report),
        alt=_in_words(report, bars, judged),
    )


def tells(shown: Chart) -> bool:
    """Whether there is anything to see yet."""
    return bool(shown.measures) or any(bar.count is not None for bar in shown.bars)


def _bars(report: Report) -> tuple[Bar, ...]:
    """One for each period that is told, and one for what waits to be told together with a later quarter."""
    volume = [each for each in report.of("requests") if each.base is not None]
    bars = [Bar(span(each.first, each.last), each.base.low) for each in volume if each.base]
    if not volume or volume[-1].last < report.last:
        bars.append(Bar(span(volume[-1].last.plus(1) if volume else report.first, report.last), None))
    return tuple(bars)


def _measure(judged: Judged) -> Measure:
    wanted = judged.target
    return Measure(target_name(wanted), _result(judged), judged.low, judged.high, wanted.low, wanted.high)


def _result(judged: Judged) -> Phrase:
    return w("report-judged", share=percent(judged.low, judged.high), verdict=verdict(judged))


def _in_words(report: Report, bars: tuple[Bar, ...], judged: list[Judged]) -> Phrase:
    waits = w("report-chart-waits")
    told = (Verbatim(str(bar.count)) if bar.count is not None else waits for bar in bars)
    counts = (w("report-alt-line", name=bar.label, value=value) for bar, value in zip(bars, told, strict=True))
    shares = (w("report-alt-line", name=target_name(each.target), value=_result(each)) for each in judged)
    return Joined((w("report-alt", title=title(report)), *counts, *shares))
