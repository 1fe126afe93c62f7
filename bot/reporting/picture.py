"""The report as one picture for a phone. How it is set stands in picture.typ."""

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from bot.reporting.chart import chart
from bot.reporting.reading import Report
from bot.surface import Chart, Phrase
from bot.typesetting import png
from bot.wording import Wording

FINE, IN_CHAT = 180, 112  # points an inch: 1080 across, a phone held upright; and what a card in Teams has room for
_TEMPLATE = Path(__file__).parent / "picture.typ"
Say = Callable[[Phrase], str]


def draw(said: Mapping[str, Any], dots: int) -> bytes:
    """A PNG of a spoken chart, so many dots an inch, in some 50 ms."""
    return png(_TEMPLATE, said, dots)


def of_report(report: Report, wording: Wording, language: str) -> bytes:
    """A PNG."""
    return draw(spoken(chart(report), lambda phrase: wording.text(phrase, language)), FINE)


def spoken(shown: Chart, say: Say) -> dict[str, Any]:
    """A chart in the words of one language: all that picture.typ sees of it."""
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
