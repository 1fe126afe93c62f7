"""Weekly hours on the wall, in every zone that a programme may be in."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from bot.core.weekly import next_weekly

ZONES = (
    *("America/St_Johns", "America/Halifax", "America/Moncton", "America/Goose_Bay", "America/Toronto"),
    *("America/Iqaluit", "America/Winnipeg", "America/Rankin_Inlet", "America/Regina", "America/Edmonton"),
    *("America/Yellowknife", "America/Vancouver", "America/Whitehorse", "America/Blanc-Sablon", "America/Atikokan"),
    *("America/New_York", "America/Chicago", "America/Denver", "America/Phoenix", "America/Los_Angeles"),
    *("America/Anchorage", "America/Adak", "Pacific/Honolulu", "America/Puerto_Rico", "America/Indiana/Indianapolis"),
    "Australia/Lord_Howe",  # its clocks move by half an hour
)


@pytest.mark.parametrize("zone", ZONES)
def test_it_keeps_its_hour_for_three_years(zone: str) -> None:
    start = datetime(2026, 11, 5, 17, 30, tzinfo=ZoneInfo(zone))
    now = start.astimezone(UTC)
    for week in range(1, 157):
        at = next_weekly(start, now)
        assert (at.date() - start.date(), at.hour, at.minute) == (timedelta(weeks=week), 17, 30)
        assert at.astimezone(UTC) - timedelta(days=8) < now < at.astimezone(UTC)
        now = at.astimezone(UTC)


def test_an_hour_that_the_clocks_leave_out_comes_once_and_an_hour_later() -> None:
    start = datetime(2027, 3, 7, 2, 30, tzinfo=ZoneInfo("America/Toronto"))  # a week before the change
    first = next_weekly(start, start.astimezone(UTC))
    assert first.astimezone(UTC) == datetime(2027, 3, 14, 7, 30, tzinfo=UTC)  # 03:30 by the new clock
    assert next_weekly(start, datetime(2027, 3, 14, 7, 15, tzinfo=UTC)) == first
    assert next_weekly(start, first.astimezone(UTC)).astimezone(UTC) == datetime(2027, 3, 21, 6, 30, tzinfo=UTC)


def test_an_hour_that_comes_twice_is_taken_the_first_time() -> None:
    start = datetime(2026, 10, 25, 1, 30, tzinfo=ZoneInfo("America/Toronto"))
    first = next_weekly(start, start.astimezone(UTC))
    assert first.astimezone(UTC) == datetime(2026, 11, 1, 5, 30, tzinfo=UTC)
    assert next_weekly(start, first.astimezone(UTC)).astimezone(UTC) == datetime(2026, 11, 8, 6, 30, tzinfo=UTC)
