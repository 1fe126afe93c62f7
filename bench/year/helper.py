"""A supporter through the year, as the inspector knows them: whether they may be asked, and what they carry."""

from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime

from bench.year.asked import Offered
from bench.year.town import TRAINING_HOURS, Kind, Soul

_YEAR = 12  # months in which a match counts against the ceiling: the running one and the eleven before it


@dataclass(frozen=True, slots=True)
class Free:
    """Whether somebody may be asked, as far as it is theirs to say. Days are numbers (date.toordinal)."""

    paused: bool = False
    away_until: int = 0
    left_on: int = 0  # 0: they stay
    limit: int | None = None

    def on(self, day: int) -> bool:
        return not self.paused and day > self.away_until and not (self.left_on and day >= self.left_on)


@dataclass(slots=True)
class Helper:
    """A supporter through the year."""

    soul: Soul
    since: list[datetime] = field(default_factory=list)
    states: list[Free] = field(default_factory=lambda: [Free()])  # one more than `since`
    offers: list[Offered] = field(default_factory=list)
    matched: list[int] = field(default_factory=list)  # days
    unanswered: int = 0
    offered: bool = False  # themselves, as somebody who would like to help (R50)
    welcome_at: datetime | None = None  # when they became a supporter, if they were none
    trained: list[tuple[datetime, float]] = field(default_factory=list)  # in this year: when it was recorded, and hours
    signed_at: datetime | None = None  # the agreement, if they had not before

    @property
    def is_recruit(self) -> bool:
        """Became a supporter in this year, and could be asked in it."""
        return self.welcome_at is not None and self.signed_at is not None and self.hours() >= TRAINING_HOURS

    def hours(self, at: datetime | None = None) -> float:
        """Of training by then, or in all."""
        return self.soul.hours + sum(hours for day, hours in self.trained if at is None or day <= at)

    def is_supporter(self, at: datetime) -> bool:
        return self.soul.kind is Kind.SUPPORTER or _is_past(self.welcome_at, at)

    def has_signed(self, at: datetime) -> bool:
        return self.soul.signed or _is_past(self.signed_at, at)

    @property
    def now(self) -> Free:
        return self.states[-1]

    def free_at(self, at: datetime) -> Free:
        return self.states[bisect_right(self.since, at)]

    def becomes(self, at: datetime, free: Free) -> None:
        self.since.append(at)
        self.states.append(free)

    def live(self, at: datetime, besides: Offered) -> int:
        """What counts against the limit for one offer. Two sites may allow a different number: whatever was made after
        it is judged by itself, and counts here only when this one is confirmed."""
        others = (offer for offer in self.offers[-20:] if offer is not besides)
        confirms = besides.confirmed_at == at
        return sum(offer.live_at(at) and (confirms or offer.number < besides.number) for offer in others)

    def load(self, day: int) -> int:
        """Matches in the year that ends in the month of `day`."""
        return matches_in_year(self.matched, day)

    @property
    def most(self) -> int:
        """Matches in any twelve months (R35)."""
        return max(map(self.load, self.matched), default=0)


def matches_in_year(days: Iterable[int], last: int) -> int:
    """Of the year that ends in the month of `last`."""
    return sum(_month(last) - _YEAR < _month(each) and each <= last for each in days)


def _month(day: int) -> int:
    then = date.fromordinal(day)
    return then.year * 12 + then.month


def _is_past(moment: datetime | None, at: datetime) -> bool:
    return moment is not None and moment <= at
