"""The report as one picture for a phone: how many requests, and each target with what can be told of it.

Told exactly is a filled bar with a dot, told from and to is a hatched one; words stand beside both, so that no colour
carries a meaning alone. matplotlib is imported when a picture is asked for, and not before.
"""

import io
import textwrap
from collections.abc import Callable
from typing import TYPE_CHECKING

from bot.core.report import TABLES, Judged, judge
from bot.reporting.page import notes, overall, percent, span, target_name, title, verdict
from bot.reporting.reading import Report, ReportError
from bot.surface import Phrase, w
from bot.wording import Wording

if TYPE_CHECKING:
    from matplotlib.axes import Axes

_BLUE, _WANTED, _INK, _QUIET = "#0072b2", "#f5d9a6", "#1b1b1b", "#555555"  # Okabe and Ito's blue; a pale orange
_WIDTH, _DPI = 6.0, 180  # 1080 points across, a phone held upright
_LINE = 62  # letters that fit across
_STEP = 0.62  # inches a target takes


def draw(report: Report, wording: Wording, language: str) -> bytes:
    """A PNG. Raises ReportError where matplotlib is not installed."""
    try:
        from matplotlib.backends.backend_agg import FigureCanvasAgg
        from matplotlib.figure import Figure
    except ImportError:
        raise ReportError("pictures need matplotlib; install it with: pip install matplotlib") from None

    def say(phrase: Phrase) -> str:
        return wording.text(phrase, language)

    volume = [each for each in report.of("requests") if each.base is not None]
    judged = [each for table in TABLES if (whole := overall(report, table)) is not None for each in judge(whole)]
    bars: list[tuple[str, int | None]] = []
    bars += [(say(span(each.first, each.last)), each.base.low) for each in volume if each.base]
    if not volume or volume[-1].last < report.last:
        bars.append((say(span(volume[-1].last.plus(1) if volume else report.first, report.last)), None))
    heights = [0.5 + 0.42 * len(bars), 0.7 + _STEP * max(len(judged), 1)]
    head = textwrap.wrap(say(title(report)), _LINE - 16)
    foot = [line for note in notes(report) for line in textwrap.wrap(say(note), _LINE + 22)]
    top, bottom = 0.35 + 0.27 * len(head), 0.95 + 0.19 * len(foot)
    full = top + sum(heights) + bottom + 0.35
    figure = Figure(figsize=(_WIDTH, full), facecolor="white")
    FigureCanvasAgg(figure)
    figure.text(0.04, 1 - 0.18 / full, "\n".join(head), va="top", size=13, weight="bold", color=_INK)
    upper = figure.add_axes((0.3, 1 - (top + heights[0]) / full, 0.6, (heights[0] - 0.4) / full))
    _volume(upper, bars, say)
    lower = figure.add_axes((0.04, bottom / full, 0.92, (heights[1] - 0.35) / full))
    _targets(lower, judged, say)
    figure.text(0.04, 0.12 / full, "\n".join(foot), va="bottom", size=7.5, color=_QUIET, linespacing=1.35)
    out = io.BytesIO()
    figure.savefig(out, format="png", dpi=_DPI, metadata={"Software": "", "Title": say(title(report))})
    return out.getvalue()


def _volume(axes: "Axes", bars: list[tuple[str, int | None]], say: Callable[[Phrase], str]) -> None:
    """None: not enough yet."""
    axes.set_title(say(w("report-chart-volume")), loc="left", x=-0.43, size=10, weight="bold", color=_INK)
    axes.spines[:].set_visible(False)
    axes.set_xticks([])
    most = max((count for _, count in bars if count), default=20)
    axes.set_yticks(range(len(bars)), [label for label, _ in bars], size=9, color=_INK)
    axes.tick_params(length=0)
    axes.set_ylim(len(bars) - 0.5, -0.5)
    axes.set_xlim(0, most * 1.15)
    for place, (_, count) in enumerate(bars):
        if count is None:
            axes.barh([place], [most / 4], height=0.6, facecolor="white", edgecolor=_BLUE, hatch="//////")
            axes.text(most * 0.27, place, say(w("report-chart-waits")), va="center", size=9, color=_INK)
        else:
            axes.barh([place], [count], color=_BLUE, height=0.6)
            axes.text(count + most * 0.02, place, str(count), va="center", size=9, weight="bold", color=_INK)


def _targets(axes: "Axes", judged: list[Judged], say: Callable[[Phrase], str]) -> None:
    axes.set_title(say(w("report-chart-targets")), loc="left", x=0, size=10, weight="bold", color=_INK)
    axes.spines[:].set_visible(False)
    axes.set_yticks([])
    axes.set_xlim(0, 100)
    axes.set_ylim(max(len(judged), 1), 0)
    axes.set_xticks(range(0, 101, 20))
    axes.tick_params(length=0, labelsize=8, colors=_QUIET)
    axes.set_xlabel(say(w("report-chart-share", sign="%")), size=8, color=_QUIET)
    if not judged:
        axes.text(0, 0.5, say(w("report-chart-waits")), va="center", size=9, color=_INK)
        return
    for place, each in enumerate(judged):
        _target(axes, place, each, say)
    _key(axes, say)


def _target(axes: "Axes", place: int, judged: Judged, say: Callable[[Phrase], str]) -> None:
    low, high, middle = judged.low, judged.high, place + 0.72
    name = textwrap.shorten(say(target_name(judged.target)), 48, placeholder=" ...")
    result = say(w("report-judged", share=percent(low, high), verdict=verdict(judged)))
    axes.text(0, place + 0.28, name, va="center", size=8.5, color=_INK)
    axes.text(100, place + 0.28, result, va="center", ha="right", size=8.5, weight="bold", color=_INK)
    axes.barh([middle], [100], color="#ececec", height=0.34)
    target = judged.target
    axes.barh([middle], [target.high - target.low], left=[target.low], color=_WANTED, height=0.34)
    if low == high:
        axes.barh([middle], [low], color=_BLUE, height=0.16)
        axes.plot([low], [middle], "o", color=_BLUE, markeredgecolor="white", markersize=8, clip_on=False)
    else:
        wide = max(high - low, 1)
        axes.barh([middle], [wide], left=[low], height=0.16, facecolor="white", edgecolor=_BLUE, hatch="//////")


def _key(axes: "Axes", say: Callable[[Phrase], str]) -> None:
    from matplotlib.lines import Line2D
    from matplotlib.patches import Patch

    told = Line2D([], [], color=_BLUE, marker="o", linewidth=3, markeredgecolor="white", markersize=8)
    between = Patch(facecolor="white", edgecolor=_BLUE, hatch="//////")
    words = [say(w("report-chart-band")), say(w("report-chart-told")), say(w("report-chart-between"))]
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
