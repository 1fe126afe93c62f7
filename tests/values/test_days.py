"""A day as a spreadsheet writes it is read, or told with all that it can be."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.values.days import read_day


@pytest.mark.parametrize(
    ("written", "day"),
    [
        ("2026-06-01", date(2026, 6, 1)),
        ("2026/06/01", date(2026, 6, 1)),
        ("2026-06-01 00:00:00", date(2026, 6, 1)),
        ("13/06/2026", date(2026, 6, 13)),
        ("06/13/2026", date(2026, 6, 13)),
        ("06/06/2026", date(2026, 6, 6)),
        ("13.06.2026", date(2026, 6, 13)),
        ("1-Jun-26", date(2026, 6, 1)),
        ("01-juin-26", date(2026, 6, 1)),
        ("1 juin 2026", date(2026, 6, 1)),
        ("1er juin 2026", date(2026, 6, 1)),
        ("15-juil.-26", date(2026, 7, 15)),
        ("15-févr-2026", date(2026, 2, 15)),
        ("15 août 2026", date(2026, 8, 15)),
        ("15-déc-26", date(2026, 12, 15)),
        ("June 1, 2026", date(2026, 6, 1)),
        ("46054", date(2026, 2, 1)),
        ("46054.0", date(2026, 2, 1)),
    ],
)
def test_a_day_as_a_spreadsheet_writes_it(written: str, day: date) -> None:
    assert read_day(written) == day


@pytest.mark.parametrize("written", ["01/02/2026", "1/2/26", "juin-26", "26-juin", "1/2", "4", "99999", "1-Foo-26"])
def test_a_day_that_is_not_guessed(written: str) -> None:
    with pytest.raises(ValueError):
        read_day(written)


@given(st.dates(min_value=date(1980, 1, 1), max_value=date(2079, 1, 1)))
def test_every_day_in_figures_reads_as_itself_or_is_told(day: date) -> None:
    assert read_day(day.isoformat()) == day
    for form in ("%d/%m/%Y", "%m/%d/%Y"):
        assert day.isoformat() in said(day.strftime(form))


def said(written: str) -> str:
    try:
        return read_day(written).isoformat()
    except ValueError as told:
        return str(told)
