"""The report as one picture for a phone. matplotlib is imported when a picture is asked for, and not before."""

from collections.abc import Callable
from typing import Any

from bot.reporting import drawing
from bot.reporting.chart import chart
from bot.reporting.reading import Report, ReportError
from bot.surface import Chart, Phrase
from bot.wording import Wording

Say = Callable[[Phrase], str]


def draw(report: Report, wording: Wording, language: str) -> bytes:
    """A PNG. Raises ReportError where matplotlib is not installed."""
    try:
        return drawing.draw(spoken(chart(report), lambda phrase: wording.text(phrase, language)))
    except ImportError:
        raise ReportError("pictures need matplotlib; install it with: pip install matplotlib") from None


def spoken(shown: Chart, say: Say) -> dict[str, Any]:
    """A chart in the words of one language: all that bot.reporting.drawing sees of it."""
    return {
        "title": say(shown.title),
        "bars_title": say(shown.bars_title),
        "bars": [{"label": say(bar.label), "count": bar.count} for bar in shown.bars],
        "empty": say(shown.empty),
        "measures_title": say(shown.measures_title),
        "measures": [
            {
                "name": say(each.name),
                "result": say(each.result),
                "low": each.low,
                "high": each.high,
                "wanted_low": each.wanted_low,
                "wanted_high": each.wanted_high,
            }
            for each in shown.measures
        ],
        "axis": say(shown.axis),
        "key": [say(words) for words in shown.key],
        "notes": [say(note) for note in shown.notes],
    }
