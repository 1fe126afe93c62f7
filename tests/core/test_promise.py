"""By when somebody is phoned who asks to be: in somebody's hours, soonest first."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from bot.core.hours import Promise, parse_hours, promise

OFFICE = "mon-fri 08:30-16:30"


@pytest.mark.parametrize(
    ("hours", "answer", "asked", "second", "by"),
    [
        (OFFICE, 12, "2026-12-01 15:20", "2026-12-02 09:30", "2026-12-02 10:30"),  # 70 minutes are too few
        (OFFICE, 12, "2026-12-01 14:30", "2026-12-01 15:30", "2026-12-01 16:30"),  # two hours are enough
        (OFFICE, 12, "2026-12-01 10:00", "2026-12-01 13:15", "2026-12-01 16:30"),
        (OFFICE, 12, "2026-12-01 03:19", "2026-12-01 11:54:30", "2026-12-01 15:19"),  # the answer hours end before it
        (OFFICE, 12, "2026-11-29 16:16", "2026-11-30 09:30", "2026-11-30 10:30"),  # Sunday: Monday
        (OFFICE, 12, "2026-12-04 15:00", "2026-12-07 09:30", "2026-12-07 10:30"),  # Friday: Monday
        (OFFICE, 3, "2026-12-01 09:00", "2026-12-01 10:30", "2026-12-01 12:00"),
        (OFFICE, 1, "2026-12-01 15:20", "2026-12-01 15:50", "2026-12-01 16:20"),  # fewer than two hours are the rule
        ("mon-fri 07:00-23:00", 12, "2026-12-01 10:00", "2026-12-01 16:00", "2026-12-01 22:00"),
        ("mon-fri 12:00-13:00", 12, "2026-12-01 12:10", "2026-12-02 12:30", "2026-12-02 13:00"),  # short, but whole
        ("mon 09:00-12:00; tue 13:00-17:00", 12, "2026-12-01 18:00", "2026-12-07 10:00", "2026-12-07 11:00"),
        ("fri 22:00-06:00", 12, "2026-12-05 01:00", "2026-12-05 03:30", "2026-12-05 06:00"),  # over midnight
        ("24/7", 12, "2026-12-01 15:20", "2026-12-01 21:20", "2026-12-02 03:20"),
    ],
)
def test_a_call_is_promised_in_somebodys_hours_and_soonest_first(
    hours: str, answer: float, asked: str, second: str, by: str
) -> None:
    at = [datetime.fromisoformat(each).replace(tzinfo=ZoneInfo("America/Winnipeg")) for each in (asked, second, by)]
    assert promise(parse_hours(hours), at[0], answer) == Promise(at[1], at[2])


def test_around_the_clock_means_by_the_sun_in_the_night_that_has_an_hour_more() -> None:
    asked = datetime(2030, 11, 2, 20, tzinfo=ZoneInfo("America/New_York"))
    assert promise(parse_hours("24/7"), asked, 12).by == datetime(2030, 11, 3, 7, tzinfo=asked.tzinfo)


def test_a_promise_leaves_two_hours_of_an_opening_from_any_minute_of_the_week() -> None:
    hours, start = parse_hours(OFFICE), datetime(2026, 11, 30, tzinfo=ZoneInfo("America/Winnipeg"))
    for minute in range(0, 7 * 24 * 60, 7):
        asked = start + timedelta(minutes=minute)
        promised = promise(hours, asked, 12)
        opens = hours.opens_next(asked) or asked
        assert asked < promised.second < promised.by
        assert hours.is_open(promised.by - timedelta(minutes=1))
        assert hours.is_open(promised.by - timedelta(hours=2))
        assert promised.by - asked >= timedelta(hours=2)
        assert promised.by <= opens + timedelta(days=3)
