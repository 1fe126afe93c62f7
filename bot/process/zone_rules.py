"""A zone's changes of clocks, as a calendar file tells them (RFC 5545, VTIMEZONE).

Written by rule ("the second Sunday of March") where the years follow one, since some calendars read nothing else; else
change by change. icalendar's own lists every date since 1970 in one line, of which some calendars read the first only.
"""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from icalendar import Timezone, TimezoneDaylight, TimezoneStandard

_DAY, _MINUTE = timedelta(days=1), timedelta(minutes=1)
_YEARS = 10  # a weekly meeting that has not been planned anew by then is read by the last rule
_WEEKDAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")


@dataclass(frozen=True, slots=True)
class Change:
    """`at` is the wall's time as it was before it (naive), as the format wants it."""

    at: datetime
    before: timedelta
    after: timedelta
    name: str
    summer: bool

    @property
    def day(self) -> str:
        """Such as "2SU", or "-1SU" for the month's last."""
        last = (self.at + 7 * _DAY).month != self.at.month
        return f"{-1 if last else (self.at.day - 1) // 7 + 1}{_WEEKDAYS[self.at.weekday()]}"

    @property
    def rule(self) -> tuple[object, ...]:
        """What it has in common with the change of another year."""
        return self.at.month, self.day, self.at.time(), self.before, self.after


def zone_rules(zone: ZoneInfo, first: datetime) -> Timezone:
    """For whatever begins at `first` (aware) and goes on."""
    rules = Timezone()
    rules.add("tzid", zone.key)
    changes = _changes(zone, first.year - 1, first.year + _YEARS)
    start = changes[0] if changes else _none(zone, first)
    if not changes or start.at > first.replace(tzinfo=None):
        rules.add_component(_part(_none(zone, first)))
    yearly = [each for each in changes if each.at.year == first.year - 1]
    regular = bool(yearly) and all(
        [each.rule for each in changes if each.at.year == year] == [each.rule for each in yearly]
        for year in range(first.year - 1, first.year + _YEARS)
    )
    for each in yearly if regular else changes:
        rules.add_component(_part(each, yearly=regular))
    return rules


def _part(change: Change, *, yearly: bool = False) -> TimezoneStandard | TimezoneDaylight:
    part = TimezoneDaylight() if change.summer else TimezoneStandard()
    part.add("dtstart", change.at)
    part.add("tzoffsetfrom", change.before)
    part.add("tzoffsetto", change.after)
    part.add("tzname", change.name)
    if yearly:
        part.add("rrule", {"freq": "yearly", "bymonth": change.at.month, "byday": change.day})
    return part


def _none(zone: ZoneInfo, at: datetime) -> Change:
    """What has been so for as long as anybody asks."""
    since = datetime(at.year - 1, 1, 1, tzinfo=zone)
    offset = since.utcoffset() or timedelta()
    return Change(since.replace(tzinfo=None), offset, offset, since.tzname() or "", summer=False)


def _changes(zone: ZoneInfo, first: int, last: int) -> list[Change]:
    """Of these years, the last one left out."""
    found = []
    at, end = datetime(first, 1, 1, tzinfo=UTC), datetime(last, 1, 1, tzinfo=UTC)
    while at < end:
        if _offset(zone, at) != _offset(zone, at + _DAY):
            found.append(_change(zone, at, at + _DAY))
        at += _DAY
    return found


def _change(zone: ZoneInfo, before: datetime, after: datetime) -> Change:
    old = _offset(zone, before)
    while after - before > _MINUTE:
        middle = before + (after - before) // 2 // _MINUTE * _MINUTE
        before, after = (middle, after) if _offset(zone, middle) == old else (before, middle)
    local = after.astimezone(zone)
    new = _offset(zone, after)
    return Change((after + old).replace(tzinfo=None), old, new, local.tzname() or "", summer=bool(local.dst()))


def _offset(zone: ZoneInfo, at: datetime) -> timedelta:
    return at.astimezone(zone).utcoffset() or timedelta()
