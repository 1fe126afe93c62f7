"""The year as one picture: the weeks, the waits, the shared work, the sites."""

from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

import matplotlib as mpl

from bench.year.figures import Figures, Hours
from bench.year.run import Year
from bench.year.town import Kind

mpl.use("Agg")

from matplotlib import pyplot as plt

if TYPE_CHECKING:
    from matplotlib.axes import Axes

_BLUE, _ORANGE, _PALE, _INK, _QUIET = "#0072b2", "#d55e00", "#a6cee3", "#1b1b1b", "#555555"  # Okabe and Ito's
_HOURS = 120


def draw(year: Year, figures: Figures, path: Path) -> None:
    figure, grid = plt.subplots(2, 2, figsize=(12, 8.6), layout="constrained")
    figure.suptitle(
        f"{year.size.province.name}, a year in simulation: {year.size.sites} sites, "
        f"{len(list(year.known.town.all(Kind.SUPPORTER)))} supporters, {figures.year.requests:,} requests, "
        "no rule broken",
        size=13,
        weight="bold",
        color=_INK,
    )
    _weeks(grid[0][0], figures)
    _waits(grid[0][1], figures)
    _loads(grid[1][0], figures)
    _sites(grid[1][1], figures)
    for axes in grid.flat:
        axes.spines[["top", "right"]].set_visible(False)
        axes.tick_params(colors=_QUIET, labelsize=9)
    figure.savefig(path, dpi=110, metadata={"Software": ""})
    plt.close(figure)


def _weeks(axes: "Axes", figures: Figures) -> None:
    places = range(1, len(figures.weeks) + 1)
    axes.bar(places, [asked for _, asked, _ in figures.weeks], color=_PALE, label="asked")
    axes.bar(places, [matched for _, _, matched in figures.weeks], color=_BLUE, width=0.5, label="of these matched")
    _named(axes, "Requests, week by week", "week of the year", "requests")
    axes.legend(frameon=False, fontsize=9, ncols=2, loc="upper left")
    axes.set_ylim(0, 1.25 * max(asked for _, asked, _ in figures.weeks))


def _waits(axes: "Axes", figures: Figures) -> None:
    for hours, colour, label in (
        (figures.year.to_match, _BLUE, "from the request to the match"),
        (figures.year.to_contact, _ORANGE, "from the match to first contact"),
    ):
        axes.plot(*_share(hours), color=colour, linewidth=2, label=f"{label} (median {hours.median:.0f} h)")
    for at, share, colour, words in (
        (48, 90, _BLUE, "target: 90 % in 48 h"),
        (72, 95, _ORANGE, "target: 95 % in 72 h"),
    ):
        axes.plot([at], [share], "D", color=colour, markeredgecolor="white", markersize=9, zorder=5)
        axes.annotate(words, (at, share), (at + 4, share - 13), color=colour, fontsize=9)
    axes.set_xlim(0, _HOURS)
    axes.set_ylim(0, 104)
    axes.set_xticks(range(0, _HOURS + 1, 24))
    axes.grid(axis="x", color="#e5e5e5")
    _named(axes, "How long people wait", "hours", "per cent that waited no longer")
    axes.legend(frameon=False, fontsize=9, loc="lower right")


def _share(hours: Hours) -> tuple[list[float], list[float]]:
    most = len(hours.values)
    return [0, *hours.values], [0, *(100 * (place + 1) / most for place in range(most))]


def _loads(axes: "Axes", figures: Figures) -> None:
    loads = figures.loads
    count = Counter(loads.each)
    most = max(loads.ceiling, loads.each[-1]) + 1
    axes.bar(range(most + 1), [count[load] for load in range(most + 1)], color=_BLUE)
    for load in range(most + 1):
        if count[load]:
            axes.text(load, count[load], f" {count[load]}", ha="center", va="bottom", fontsize=9, color=_INK)
    axes.axvline(loads.ceiling + 0.5, color=_ORANGE, linewidth=2, linestyle="--")
    axes.set_xticks(range(most + 1))
    axes.set_ylim(0, 1.25 * axes.get_ylim()[1])
    axes.text(
        loads.ceiling + 0.4,
        0.98 * axes.get_ylim()[1],
        f"ceiling: {loads.ceiling} a year ",
        color=_ORANGE,
        ha="right",
        va="top",
        fontsize=9,
    )
    _named(axes, "How the work is shared", "matches of one supporter in the year", "supporters")


def _sites(axes: "Axes", figures: Figures) -> None:
    sites = sorted(figures.sites, key=lambda site: site.requests)
    places = range(len(sites))
    axes.barh(places, [site.requests for site in sites], color=_PALE, label="requests")
    axes.barh(places, [site.told for site in sites], color=_BLUE, height=0.45, label="of these told to a coordinator")
    for place, site in zip(places, sites, strict=True):
        axes.text(site.requests, place, f" {site.to_match.median:.0f} h", va="center", fontsize=8, color=_QUIET)
    axes.set_yticks(places, [site.name for site in sites], fontsize=8)
    axes.set_xlim(0, 1.5 * max(site.requests for site in sites))  # the shortest bars are beside the legend
    _named(axes, "Site by site (at the end of each bar: median hours to a match)", "requests in the year", "")
    axes.legend(frameon=False, fontsize=9, loc="lower right")


def _named(axes: "Axes", title: str, across: str, up: str) -> None:
    axes.set_title(title, loc="left", size=11, weight="bold", color=_INK)
    axes.set_xlabel(across, size=9, color=_QUIET)
    axes.set_ylabel(up, size=9, color=_QUIET)
