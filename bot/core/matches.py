"""How much somebody has supported, for fair rotation (R35): months and counts, never days.

At one request a month a day would name the pair, and this outlives the request. A match is stored as the first day of
its month, beside the others and in their order. Twelve months are the running one and the eleven before it.
"""

from dataclasses import replace
from datetime import date

from bot.core.people import Standing
from bot.core.policy import year_before


def month_of(day: date) -> date:
    return day.replace(day=1)


def this_year(standing: Standing, today: date) -> int:
    """Matches of the last twelve months."""
    return len(_kept(standing, today))


def last_month(standing: Standing, today: date) -> date | None:
    """The month of the last match; None for none in the last twelve."""
    return max(_kept(standing, today), default=None)


def one_more(standing: Standing, today: date) -> Standing:
    return replace(standing, matches=(*_kept(standing, today), month_of(today)))


def without_older(standing: Standing, today: date) -> Standing:
    """What is older than twelve months is forgotten."""
    return replace(standing, matches=_kept(standing, today))


def _kept(standing: Standing, today: date) -> tuple[date, ...]:
    over = month_of(year_before(today))
    return tuple(sorted(month for day in standing.matches if (month := month_of(day)) > over))
