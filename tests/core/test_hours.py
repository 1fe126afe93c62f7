"""When the phone is answered: what a card may say about open and closed."""

from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.core.hours import DAYS, Hours, Span, parse_hours, parse_times

WINNIPEG = ZoneInfo("America/Winnipeg")
EXAMPLE = 'expected days and times such as "mon-fri 08:30-16:30", several separated by ";", or "24/7"'
OFFICE = parse_hours("mon-fri 08:30-16:30")


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=WINNIPEG)


@pytest.mark.parametrize(
    ("now", "is_open", "opens_next"),
    [
        ("2026-11-23T08:29:59", False, "2026-11-23T08:30:00"),
        ("2026-11-23T08:30:00", True, None),
        ("2026-11-23T16:29:59", True, None),
        ("2026-11-23T16:30:00", False, "2026-11-24T08:30:00"),
        ("2026-11-27T18:00:00", False, "2026-11-30T08:30:00"),
        ("2026-11-29T09:00:00", False, "2026-11-30T08:30:00"),
    ],
    ids=["early Monday", "opening", "last second", "closing", "Friday evening", "Sunday"],
)
def test_an_office_line_through_the_week(now: str, is_open: bool, opens_next: str | None):
    assert OFFICE.is_open(at(now)) is is_open
    assert OFFICE.opens_next(at(now)) == (at(opens_next) if opens_next else None)


def test_a_line_that_is_open_around_the_clock_never_opens_next():
    always = parse_hours(" 24/7 ")
    assert always == Hours()
    assert always.always
    assert always.is_open(at("2026-11-29T03:00:00"))
    assert always.opens_next(at("2026-11-29T03:00:00")) is None


def test_friday_night_belongs_to_friday_after_midnight_too():
    late = parse_hours("fri 20:00-02:00")
    assert late.is_open(at("2026-11-28T01:59:00"))
    assert not late.is_open(at("2026-11-28T02:00:00"))
    assert not late.is_open(at("2026-11-27T01:00:00"))
    assert late.opens_next(at("2026-11-28T02:00:00")) == at("2026-12-04T20:00:00")


def test_a_lunch_break_closes_and_opens_again_the_same_day():
    split = parse_hours("mon,wed 09:00-12:00; mon 13:00-15:00")
    assert split.opens_next(at("2026-11-23T12:30:00")) == at("2026-11-23T13:00:00")
    assert split.opens_next(at("2026-11-23T15:00:00")) == at("2026-11-25T09:00:00")


def test_a_whole_day_and_a_week_that_wraps():
    weekend = parse_hours("sat-sun 00:00-24:00")
    assert weekend.is_open(at("2026-11-28T00:00:00"))
    assert weekend.is_open(at("2026-11-29T23:59:59"))
    assert not weekend.is_open(at("2026-11-30T00:00:00"))
    assert parse_hours("fri-mon 10:00-11:00").spans[0].days == {4, 5, 6, 0}


def test_the_wall_clock_decides_when_summer_time_begins():
    friday_evening = at("2026-03-06T17:00:00")
    opens = OFFICE.opens_next(friday_evening)
    assert opens is not None
    assert opens.isoformat() == "2026-03-09T08:30:00-05:00"


@pytest.mark.parametrize(
    ("days", "runs"),
    [
        ("mon-fri", [(0, 4)]),
        ("sat", [(5, 5)]),
        ("mon,wed-thu", [(0, 0), (2, 3)]),
        ("sat-mon", [(5, 0)]),
        ("mon-sun", [(0, 6)]),
        ("thu-wed", [(0, 6)]),
    ],
)
def test_days_in_a_row_are_one_run(days: str, runs: list[tuple[int, int]]):
    assert parse_hours(f"{days} 08:30-16:30").spans[0].runs() == runs


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("office hours only, please", f'"office hours only, please" is not an opening span; {EXAMPLE}'),
        ("mon-fri 08:30-16:30;", f'"" is not an opening span; {EXAMPLE}'),
        ("mon-fry 08:30-16:30", '"fry" is not a day; expected one of mon tue wed thu fri sat sun'),
        ("mon 8:30-16:30", '"8:30" is not a time of day; expected 24-hour time such as "08:30"'),
        ("mon 24:00-16:30", '"24:00" is not a time of day; expected 24-hour time such as "08:30"'),
        ("mon 08:30", '"08:30" is not a span of time; expected two times such as "08:30-16:30"'),
        ("mon 08:30-08:30", '"08:30-08:30" ends when it begins; expected two different times such as "08:30-16:30"'),
    ],
)
def test_a_wrong_span_is_named_with_what_was_expected(text: str, sentence: str):
    with pytest.raises(ValueError) as caught:
        parse_hours(text)
    assert str(caught.value) == sentence


def test_quiet_hours_use_the_same_syntax():
    assert parse_times("21:00-07:00") == (time(21), time(7))
    assert parse_times("21:00 - 24:00") == (time(21), time(0))


clocks = st.times().map(lambda moment: moment.replace(second=0, microsecond=0))
spans = st.builds(Span, st.frozensets(st.integers(0, len(DAYS) - 1), min_size=1), clocks, clocks).filter(
    lambda span: span.opens != span.closes or span.closes == time(0)
)
weeks = st.lists(spans, min_size=1, max_size=3).map(lambda some: Hours(tuple(some)))
moments = st.datetimes(
    datetime.fromisoformat("2026-01-01"), datetime.fromisoformat("2027-12-31"), timezones=st.just(WINNIPEG)
)


@given(weeks)
def test_hours_read_back_as_they_are_written(hours: Hours):
    assert parse_hours(str(hours)) == hours


@given(weeks, moments)
def test_the_next_opening_is_the_first_open_moment(hours: Hours, local: datetime):
    opens = hours.opens_next(local)
    if opens is None:
        assert hours.is_open(local)
        return
    assert opens > local
    assert hours.is_open(opens)
    assert not hours.is_open(max(local, opens - timedelta(minutes=1)))
    assert not hours.is_open(max(local, opens - timedelta(microseconds=1)))
