"""Draws a chart with matplotlib. Nothing but the standard library and matplotlib is imported, so that this file can run
by itself: `python drawing.py < chart.json > chart.png`. What it is given is said by bot.reporting.picture.

Told exactly is a filled bar with a dot, told from and to is a hatched one; words stand beside both, so that no colour
carries a meaning alone. What cannot be told has words and no bar.
"""

import io
import json
import os
import sys
import textwrap
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from matplotlib.axes import Axes

Json = dict[str, Any]

_BLUE, _WANTED, _INK, _QUIET = "#0072b2", "#f5d9a6", "#1b1b1b", "#555555"  # Okabe and Ito's blue; a pale orange
_WIDTH = 6.0  # inches
FINE, IN_CHAT = 180, 112  # points an inch: 1080 across, a phone held upright; and what a card in Teams has room for
_LINE = 62  # letters that fit across
_STEP = 0.62  # inches a target takes
_COLOURS = 16  # a fifth of the bytes
_POLITE = 10  # behind whatever else the machine does


def draw(chart: Json, dots: int = FINE) -> bytes:
    """A PNG, so many dots an inch. Raises ImportError where matplotlib is not installed."""
    from matplotlib.backends.backend_agg import FigureCanvasAgg
    from matplotlib.figure import Figure

    bars, measures = chart["bars"], chart["measures"]
    heights = [0.5 + 0.42 * len(bars), 0.7 + _STEP * len(measures)]
    head = textwrap.wrap(chart["title"], _LINE - 16)
    foot = [line for note in chart["notes"] for line in textwrap.wrap(note, _LINE + 22)]
    top, bottom = 0.35 + 0.27 * len(head), (0.95 if measures else 0.2) + 0.19 * len(foot)
    full = top + sum(heights) + bottom + 0.35
    figure = Figure(figsize=(_WIDTH, full), dpi=dots, facecolor="white")
    canvas = FigureCanvasAgg(figure)
    figure.text(0.04, 1 - 0.18 / full, "\n".join(head), va="top", size=13, weight="bold", color=_INK)
    upper = figure.add_axes((0.3, 1 - (top + heights[0]) / full, 0.6, (heights[0] - 0.4) / full))
    _bars(upper, chart)
    lower = figure.add_axes((0.04, bottom / full, 0.92, (heights[1] - 0.35) / full))
    _measures(lower, chart)
    figure.text(0.04, 0.12 / full, "\n".join(foot), va="bottom", size=7.5, color=_QUIET, linespacing=1.35)
    canvas.draw()  # type: ignore[no-untyped-call]
    return _small(canvas.get_width_height(), bytes(canvas.buffer_rgba()))  # type: ignore[no-untyped-call]


def _small(size: tuple[int, int], pixels: bytes) -> bytes:
    from PIL import Image  # comes with matplotlib

    whole = Image.frombytes("RGBA", size, pixels).convert("RGB")
    out = io.BytesIO()
    whole.quantize(_COLOURS, dither=Image.Dither.NONE).save(out, format="png", optimize=True)
    return out.getvalue()


def _bars(axes: "Axes", chart: Json) -> None:
    bars: list[Json] = chart["bars"]
    axes.set_title(chart["bars_title"], loc="left", x=-0.43, size=10, weight="bold", color=_INK)
    axes.spines[:].set_visible(False)
    axes.set_xticks([])
    most = max((bar["count"] for bar in bars if bar["count"]), default=20)
    axes.set_yticks(range(len(bars)), [bar["label"] for bar in bars], size=9, color=_INK)
    axes.tick_params(length=0)
    axes.set_ylim(len(bars) - 0.5, -0.5)
    axes.set_xlim(0, most * 1.15)
    for place, bar in enumerate(bars):
        count = bar["count"]
        if count is None:
            # No bar: of whatever length, it would seem to tell one.
            axes.text(most * 0.02, place, chart["empty"], va="center", size=9, style="italic", color=_INK)
        else:
            axes.barh([place], [count], color=_BLUE, height=0.6)
            axes.text(count + most * 0.02, place, str(count), va="center", size=9, weight="bold", color=_INK)


def _measures(axes: "Axes", chart: Json) -> None:
    measures: list[Json] = chart["measures"]
    axes.set_title(chart["measures_title"], loc="left", x=0, size=10, weight="bold", color=_INK)
    axes.spines[:].set_visible(False)
    axes.set_yticks([])
    if not measures:
        axes.set_xticks([])
        axes.text(0, 1, chart["empty"], va="top", size=9, style="italic", color=_INK)
        return
    axes.set_xlim(0, 100)
    axes.set_ylim(len(measures), 0)
    axes.set_xticks(range(0, 101, 20))
    axes.tick_params(length=0, labelsize=8, colors=_QUIET)
    axes.set_xlabel(chart["axis"], size=8, color=_QUIET)
    for place, each in enumerate(measures):
        _measure(axes, place, each)
    _key(axes, chart["key"])


def _measure(axes: "Axes", place: int, measure: Json) -> None:
    low, high, middle = measure["low"], measure["high"], place + 0.72
    name = textwrap.shorten(measure["name"], 48, placeholder=" ...")
    axes.text(0, place + 0.28, name, va="center", size=8.5, color=_INK)
    axes.text(100, place + 0.28, measure["result"], va="center", ha="right", size=8.5, weight="bold", color=_INK)
    axes.barh([middle], [100], color="#ececec", height=0.34)
    wanted = measure["wanted_high"] - measure["wanted_low"]
    axes.barh([middle], [wanted], left=[measure["wanted_low"]], color=_WANTED, height=0.34)
    if low == high:
        axes.barh([middle], [low], color=_BLUE, height=0.16)
        axes.plot([low], [middle], "o", color=_BLUE, markeredgecolor="white", markersize=8, clip_on=False)
    else:
        wide = max(high - low, 1)
        axes.barh([middle], [wide], left=[low], height=0.16, facecolor="white", edgecolor=_BLUE, hatch="//////")


def _key(axes: "Axes", words: list[str]) -> None:
    from matplotlib.lines import Line2D
    from matplotlib.patches import Patch

    told = Line2D([], [], color=_BLUE, marker="o", linewidth=3, markeredgecolor="white", markersize=8)
    between = Patch(facecolor="white", edgecolor=_BLUE, hatch="//////")
    axes.legend(
        [Patch(facecolor=_WANTED), told, between],
        words,
        loc="upper center",
        bbox_to_anchor=(0.5, -0.42 / _inches(axes)),
        ncols=3,
        frameon=False,
        fontsize=8,
    )


def _inches(axes: "Axes") -> float:
    """How high the axes are."""
    figure = axes.figure
    return axes.get_position().height * figure.get_figheight()  # type: ignore[union-attr]


if __name__ == "__main__":
    if hasattr(os, "nice"):
        os.nice(_POLITE)
    sys.stdout.buffer.write(draw(json.load(sys.stdin.buffer), IN_CHAT))
