"""A target beside what is told: met, not met, or more than the published numbers can say."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from bot.core.report.measures import TARGETS, Target
from bot.core.report.publish import Figures
from bot.core.report.suppression import share


class Verdict(StrEnum):
    MET = "met"
    NOT_MET = "not-met"
    UNSURE = "unsure"


@dataclass(frozen=True, slots=True)
class Judged:
    """`low` and `high`: between which percentages the share is. They come from published numbers only."""

    target: Target
    figures: Figures
    low: float
    high: float
    verdict: Verdict


def judge(figures: Figures) -> Iterable[Judged]:
    for target in TARGETS:
        if target.table != figures.table:
            continue
        if figures.share is not None:
            low, high = float(figures.share[0]), float(figures.share[1])
        elif figures.base is not None:
            low, high = share(figures.cells, target.groups, figures.base)
        else:
            continue
        yield Judged(target, figures, low, high, _verdict(target, low, high))


def _verdict(target: Target, low: float, high: float) -> Verdict:
    if target.low <= low and high <= target.high:
        return Verdict.MET
    if high < target.low or low > target.high:
        return Verdict.NOT_MET
    return Verdict.UNSURE
