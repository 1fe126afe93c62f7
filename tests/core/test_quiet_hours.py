"""Quiet hours: nothing new is asked in them, and hours that rest in them go on when they end."""

from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from bot.core.policy import QuietHours

WINNIPEG = ZoneInfo("America/Winnipeg")
NIGHT = QuietHours(time(21), time(7))


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=WINNIPEG)


@pytest.mark.parametrize(
    ("since", "hours", "by"),
    [
        ("2026-09-07T10:00", 4, "2026-09-07T14:00"),
        ("2026-09-07T20:00", 4, "2026-09-08T10:00"),
        ("2026-09-07T17:00", 4, "2026-09-08T07:00"),
        ("2026-09-07T23:30", 4, "2026-09-08T11:00"),
        ("2026-09-07T20:00", 30, "2026-09-10T08:00"),
        ("2026-09-07T20:59", 0, "2026-09-07T20:59"),
        ("2026-09-07T21:00", 0, "2026-09-08T07:00"),
        ("2026-10-31T20:00", 2, "2026-11-01T08:00"),
        ("2026-03-07T20:00", 2, "2026-03-08T08:00"),
    ],
    ids=["by day", "over night", "to the minute", "from within", "days", "none", "none, at night", "autumn", "spring"],
)
def test_hours_rest_at_night(since: str, hours: float, by: str):
    assert NIGHT.later(at(since), timedelta(hours=hours)) == at(by)


def test_the_hour_that_summer_time_takes_has_not_passed():
    after_lunch = QuietHours(time(13), time(14))
    assert after_lunch.later(at("2026-03-08T01:00"), timedelta(hours=2)) == at("2026-03-08T04:00")


clocks = st.builds(time, st.integers(0, 23), st.sampled_from([0, 15, 30, 45]))
spans = st.integers(0, 72 * 60).map(lambda minutes: timedelta(minutes=minutes))
minutes = st.datetimes(datetime.fromisoformat("2026-01-01"), datetime.fromisoformat("2026-12-31")).map(
    lambda moment: moment.replace(second=0, microsecond=0)
)


@given(clocks, clocks, minutes, spans)
def test_exactly_so_much_waking_time_has_passed(start: time, end: time, moment: datetime, span: timedelta):
    quiet, since = QuietHours(start, end), moment.replace(tzinfo=UTC)
    assume(_a_day_has_waking_hours(start, end))
    found = quiet.later(since, span)
    assert not quiet.covers(found.time())
    passed = (found - since) // timedelta(minutes=1)
    awake = sum(not quiet.covers((since + timedelta(minutes=each)).time()) for each in range(passed))
    assert awake == span // timedelta(minutes=1)


@given(clocks, clocks, minutes, spans, spans)
def test_it_never_rings_at_night_nor_out_of_turn(
    start: time, end: time, moment: datetime, span: timedelta, more: timedelta
):
    """Also through the two nights of the year that are an hour longer or shorter."""
    assume(_a_day_has_waking_hours(start, end))
    quiet, since = QuietHours(start, end), moment.replace(tzinfo=WINNIPEG)
    found = quiet.later(since, span)
    assert not quiet.covers(found.time())
    assert found.astimezone(UTC) >= since.astimezone(UTC) + span
    assert quiet.later(since, span + more).astimezone(UTC) >= found.astimezone(UTC)


def _a_day_has_waking_hours(start: time, end: time) -> bool:
    """A site that is quiet around the clock but for minutes is no site."""
    asleep = (end.hour * 60 + end.minute - start.hour * 60 - start.minute) % (24 * 60)
    return asleep <= 20 * 60
