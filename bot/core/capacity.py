"""How many more supporters would carry a site's load within the year's ceiling (R35, R59).

The matching spreads the load evenly; it cannot make it smaller. Where there are more matches than people for them,
somebody has to recruit, and hear of it in time: a colleague is trained and signed some weeks after the word.

**The pace** is what the last three closed quarters saw, as a year; of a site that began later, what it saw since its
first match, and that in a whole quarter at least. One quarter alone moves with chance: a site of twenty has about forty
matches in it, give or take six. To take the higher of two such numbers, quarter after quarter, would call in people for
chance's sake: in one simulated year 92 instead of 54, with nobody beyond in either (the senior ones not yet looked at).
Days older than a year are deleted, so that more than three quarters cannot be looked at until the next word.

**What counts** is what weighs on the people of the site: their matches for another site too, and no match that another
site made for this one. The days of whoever has left are deleted with their page, so that a quarter with a farewell
reads a little low; the slack has room for that.

**The senior ones** are looked at by themselves too: physicians in mid and late career look up or across (R26), so that
where many of those ask, the late-career supporters are full while the others are not, and more of the others would
help nobody. Whoever has no stage on record counts as mid, as in the matching. One or two of them are no group: what
they carry may be chance, and would tell too much of them.

**The slack**: supporters are planned for six sevenths of the ceiling, a mean of 6 where it is 7. Nobody's load is the
mean: some are on leave when somebody asks, the career rule (R26) keeps some requests for the senior ones, whoever is
new comes in the middle of the year, and the first word rests on one quarter, which chance moves by a seventh.
"""

from collections.abc import Iterable, Set
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from math import ceil

from bot.core.matching import UNKNOWN
from bot.core.people import Person, Stage
from bot.core.policy import CareerRule, Policy
from bot.core.report import Quarter

FEWEST = 5  # with fewer matches in the last quarter there is nothing to say
GROUP = 3  # people
QUARTERS = 3
PLANNED = Fraction(6, 7)  # of the ceiling
_YEAR = 365  # days
_SENIOR = {CareerRule.EQUAL_OR_HIGHER: (Stage.MID, Stage.LATE), CareerRule.NOT_EARLY: (Stage.MID,)}


@dataclass(frozen=True, slots=True)
class Missing:
    """How many more; `stage` is given where they must be in this career stage or a later one."""

    more: int
    stage: Stage | None = None


def missing(supporters: Iterable[Person], ready: Set[str], last: Quarter, policy: Policy) -> Missing:
    """`ready` are the ids of those who can be asked; the others of the site only bring what they carried."""
    people = tuple(supporters)
    found = Missing(whole := _more_among(people, ready, last, policy))
    for stage in _SENIOR[policy.career_rule]:
        seniors = [each for each in people if (each.stage or UNKNOWN).rank >= stage.rank]
        more = _more_among(seniors, ready, last, policy) if len(seniors) >= GROUP else 0
        if more > whole and more >= found.more:  # whoever is later in their career helps the earlier group too
            found = Missing(more, stage)
    return found


def _more_among(people: Iterable[Person], ready: Set[str], last: Quarter, policy: Policy) -> int:
    some = tuple(people)
    days = [day for each in some for day in each.standing.matches]
    return more_needed(days, last, sum(each.id in ready for each in some), policy.year_ceiling)


def more_needed(matches: Iterable[date], last: Quarter, ready: int, year_ceiling: int) -> int:
    """0 when there are enough. `last` is the newest closed quarter; `ready` are those who can be asked."""
    return max(0, ceil(yearly_pace(matches, last) / (year_ceiling * PLANNED)) - ready)


def yearly_pace(matches: Iterable[date], last: Quarter) -> Fraction:
    """Matches a year; 0 where there are too few to say."""
    oldest, newest, end = (_first_day(last.plus(step)) for step in (1 - QUARTERS, 0, 1))
    days = [day for day in matches if oldest <= day < end]
    if sum(day >= newest for day in days) < FEWEST:
        return Fraction(0)
    since = min(newest, *days)
    return Fraction(len(days) * _YEAR, (end - since).days)


def _first_day(quarter: Quarter) -> date:
    return date(quarter.year, quarter.number * 3 - 2, 1)
