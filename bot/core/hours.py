"""Opening hours of a phone line: a card can say "closed now, opens 08:30", and a promise to phone keeps to them."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
ALWAYS = "24/7"
LEAST = timedelta(hours=2)  # what somebody needs at least to find the time for a call
EXPECTED = 'days and times such as "mon-fri 08:30-16:30", several separated by ";", or "24/7"'


@dataclass(frozen=True, slots=True)
class Span:
    """Opening days (Monday is 0) with one span of local time.

    A span that closes at or before the time at which it opens closes on the next day.
    """

    days: frozenset[int]
    opens: time
    closes: time

    def runs(self) -> list[tuple[int, int]]:
        """First and last day of each unbroken run of days; Saturday to Monday is one run."""
        starts = [day for day in sorted(self.days) if (day - 1) % 7 not in self.days]
        if not starts:
            return [(0, 6)]
        return [(first, self._last(first)) for first in starts]

    def _last(self, first: int) -> int:
        day = first
        while (day + 1) % 7 in self.days:
            day = (day + 1) % 7
        return day

    def covers(self, day: int, moment: time) -> bool:
        if self.opens < self.closes:
            return day in self.days and self.opens <= moment < self.closes
        return (day in self.days and moment >= self.opens) or ((day - 1) % 7 in self.days and moment < self.closes)


@dataclass(frozen=True, slots=True)
class Hours:
    """A week of spans in the line's own local time; no span at all means open around the clock."""

    spans: tuple[Span, ...] = ()

    @property
    def always(self) -> bool:
        return not self.spans

    def is_open(self, local: datetime) -> bool:
        """`local` is aware and in the site's time zone: the wall clock decides, whatever summer time does."""
        return self.always or any(span.covers(local.weekday(), local.time()) for span in self.spans)

    def opens_next(self, local: datetime) -> datetime | None:
        """The next opening after `local`, in the same time zone; None while it is open."""
        if self.is_open(local):
            return None
        days = [local.date() + timedelta(days=ahead) for ahead in range(8)]
        openings = (_at(day, span.opens, local) for span in self.spans for day in days if day.weekday() in span.days)
        return min(opening for opening in openings if opening > local)

    def ahead(self, local: datetime) -> Iterator[tuple[datetime, datetime]]:
        """The openings that are not over at `local`, as far as the next week holds them: begin and end of each, in
        order. Never for a line that is open around the clock."""
        days = [local.date() + timedelta(days=ahead) for ahead in range(-1, 9)]
        found = (
            (_at(day, span.opens, local), _at(day + timedelta(days=span.closes <= span.opens), span.closes, local))
            for span in self.spans
            for day in days
            if day.weekday() in span.days
        )
        return iter(sorted(each for each in found if each[1] > local))

    def __str__(self) -> str:
        """The syntax that `parse_hours` reads."""
        return "; ".join(_written(span) for span in self.spans) or ALWAYS


@dataclass(frozen=True, slots=True)
class Promise:
    """By when somebody is phoned. `second` is when whoever stands in is told, inside the same promise."""

    second: datetime
    by: datetime


def promise(hours: Hours, local: datetime, answer_hours: float) -> Promise:
    """The soonest hour that can honestly be promised to somebody who asks at `local` to be phoned.

    Somebody needs two hours (or the answer hours, if those are fewer) to find the time: so it is the first opening with
    that much of it left, or one that is shorter but whole. The promise is the end of that opening. It is earlier where
    the answer hours, counted around the clock from `local`, are over before that: then it is their end, and never less
    than the two hours after the opening began. Where the line is never closed, it is the answer hours. `second` is
    halfway between the opening (or `local`, if it is open) and the promise.

    `local` is aware and in the line's time zone, and so is what comes back. Counted around the clock means by the sun:
    in the night of a change to summer time the wall clock shows an hour more.
    """
    answer = timedelta(hours=answer_hours)
    begins, by = local, _later(local, answer)
    if not hours.always:
        least = min(LEAST, answer)
        begins, ends = next(
            (max(local, opens), closes)
            for opens, closes in hours.ahead(local)
            if closes - max(local, opens) >= min(least, closes - opens)
        )
        by = min(ends, max(by, _later(begins, least)))
    return Promise(_later(begins, (by - begins) / 2), by)


def _later(local: datetime, span: timedelta) -> datetime:
    return (local.astimezone(UTC) + span).astimezone(local.tzinfo)


def _at(day: date, moment: time, local: datetime) -> datetime:
    return datetime.combine(day, moment, tzinfo=local.tzinfo)


def parse_hours(text: str) -> Hours:
    """Read `mon-fri 08:30-16:30; sat 10:00-12:00` or `24/7`. Raises ValueError with a sentence about the wrong part."""
    if text.strip() == ALWAYS:
        return Hours()
    return Hours(tuple(_span(part) for part in text.split(";")))


def parse_times(text: str) -> tuple[time, time]:
    """Read `21:00-07:00`. An end of `24:00` comes back as midnight. Raises ValueError with a sentence."""
    first, dash, last = (part.strip() for part in text.partition("-"))
    if not dash:
        raise ValueError(f'"{text}" is not a span of time; expected two times such as "08:30-16:30"')
    start, end = _clock(first), _clock("00:00" if last == "24:00" else last)
    if start == end and last != "24:00":
        raise ValueError(f'"{text}" ends when it begins; expected two different times such as "08:30-16:30"')
    return start, end


def _span(text: str) -> Span:
    match text.split():
        case [days, times]:
            return Span(_days(days), *parse_times(times))
        case _:
            raise ValueError(f'"{text.strip()}" is not an opening span; expected {EXPECTED}')


def _days(text: str) -> frozenset[int]:
    days: set[int] = set()
    for part in text.split(","):
        first, dash, last = part.partition("-")
        start = _day(first)
        length = (_day(last) - start) % 7 if dash else 0
        days |= {(start + step) % 7 for step in range(length + 1)}
    return frozenset(days)


def _day(name: str) -> int:
    if name not in DAYS:
        raise ValueError(f'"{name}" is not a day; expected one of {" ".join(DAYS)}')
    return DAYS.index(name)


def _clock(text: str) -> time:
    found = re.fullmatch(r"([01][0-9]|2[0-3]):([0-5][0-9])", text)
    if not found:
        raise ValueError(f'"{text}" is not a time of day; expected 24-hour time such as "08:30"')
    return time(int(found[1]), int(found[2]))


def _written(span: Span) -> str:
    days = ",".join(DAYS[day] for day in sorted(span.days))
    return f"{days} {span.opens:%H:%M}-{written_end(span.closes)}"


def written_end(closes: time) -> str:
    """A span that ends at midnight ends at 24:00."""
    return "24:00" if closes == time(0) else f"{closes:%H:%M}"
