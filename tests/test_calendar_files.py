"""The calendar file of a weekly gathering, read by two other libraries: its hour is the wall's, whatever the zone."""

import itertools
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
import vobject
from ical.calendar_stream import IcsCalendarStream
from icalendar import Calendar, Timezone

from bot.flows.gatherings.meetings import Meeting
from bot.process.ics import event_file
from bot.surface import Verbatim
from tests.core.test_weekly import ZONES

WEEKS = 70  # over every change of a year and the next


def weekly(zone: str) -> tuple[datetime, str]:
    at = datetime(2026, 10, 15, 17, 30, tzinfo=ZoneInfo(zone))
    words = Verbatim("Evening round")
    meeting = Meeting("g1", "demo", words, "debrief", at, True, words, "", None)
    return at, event_file(meeting, at, lambda _: "Evening round").decode()


def expected(at: datetime) -> list[str]:
    return [(at + timedelta(weeks=week)).isoformat() for week in range(WEEKS)]


@pytest.mark.parametrize("zone", ZONES)
def test_one_library_has_every_week_at_its_hour(zone: str) -> None:
    at, file = weekly(zone)
    calendar = IcsCalendarStream.calendar_from_ics(file)
    found = calendar.timeline.overlapping(date(2026, 10, 1), date(2030, 1, 1))
    starts = [each.start for each in itertools.islice(found, WEEKS)]
    assert [start.isoformat() for start in starts] == expected(at)


@pytest.mark.parametrize("zone", ZONES)
def test_another_library_that_reads_the_files_own_zone_has_it_too(zone: str) -> None:
    at, file = weekly(zone)
    event = vobject.readOne(file).vevent
    own = event.dtstart.value.tzinfo  # as the file says; the library keeps the first of each name
    found = itertools.islice(iter(event.getrruleset(addRDate=True)), WEEKS)
    assert [each.replace(tzinfo=own).isoformat() for each in found] == expected(at)


@pytest.mark.parametrize("zone", ["America/Toronto", "America/Winnipeg", "America/Phoenix", "Australia/Lord_Howe"])
def test_the_rules_are_the_zones_own_for_ten_years(zone: str) -> None:
    """Read by what wrote it, some hours a day; the hours of a change themselves are told above."""
    _, file = weekly(zone)
    part = Calendar.from_ical(file).walk("VTIMEZONE")[0]
    assert isinstance(part, Timezone)
    rules = part.to_tz(lookup_tzid=False)
    at = datetime(2026, 1, 1, tzinfo=ZoneInfo(zone))
    for hours in range(0, 10 * 365 * 24, 13):
        moment = at + timedelta(hours=hours)
        if moment.utcoffset() == moment.replace(fold=1).utcoffset():  # no hour that is left out or comes twice
            assert moment.replace(tzinfo=rules).utcoffset() == moment.utcoffset(), moment
