"""When people are awake and at work: the hours of a day in the province's own time."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import cache
from zoneinfo import ZoneInfo

ZONE = ZoneInfo("America/Winnipeg")
WORKDAYS = frozenset(range(5))
EVERY_DAY = frozenset(range(7))


@dataclass(frozen=True, slots=True)
class Window:
    """Hours of the day, from and to, on some days of the week (Monday is 0)."""

    opens: int
    closes: int
    days: frozenset[int] = EVERY_DAY
    every: int = 1  # one working day of so many: the first, counted from a Monday

    def next(self, at: datetime) -> datetime:
        """`at` itself, or the next moment at which it is open."""
        local = at.astimezone(ZONE)
        while not (self._on(local) and self.opens <= local.hour < self.closes):
            tomorrow = local.hour >= self.opens
            local = _at_hour(local + timedelta(days=1) if tomorrow else local, self.opens)
        return local.astimezone(UTC)

    def between(self, since: datetime, until: datetime) -> timedelta:
        """How much of the time between them it was open, to the hour's edges of its days."""
        found, at = timedelta(), self.next(since)
        while at < until:
            closes = _at_hour(at.astimezone(ZONE), 0) + timedelta(hours=self.closes)
            end = closes.replace(fold=0).astimezone(UTC)
            found += min(end, until) - at
            at = self.next(max(end, at + timedelta(minutes=1)))
        return found

    def covers(self, at: datetime) -> bool:
        return self.next(at) == at

    def _on(self, local: datetime) -> bool:
        day = local.weekday()
        return day in self.days and (self.every == 1 or ((local.toordinal() - 1) // 7 * 5 + day) % self.every == 0)


def _at_hour(local: datetime, hour: int) -> datetime:
    return local.replace(hour=hour, minute=0, second=0, microsecond=0)


VOLUNTEERING = Window(7, 22)
OFFICE = Window(8, 17, WORKDAYS)
ON_DUTY = Window(8, 20)  # a deputy's phone
NOT_QUIET = Window(7, 21)  # what the programme file promises: nothing is asked of a volunteer at night


@cache
def _offset(hour: int) -> timedelta:
    """Of local time from UTC, in the given hour since 1970: it changes twice a year, and is asked for all the time."""
    return datetime.fromtimestamp(hour * 3600, ZONE).utcoffset() or timedelta()


def local_day(at: datetime) -> int:
    """The day of the province as a number (date.toordinal)."""
    return (at + _offset(int(at.timestamp()) // 3600)).toordinal()
