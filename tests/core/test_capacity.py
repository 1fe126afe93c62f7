"""How many more supporters a site needs: in numbers that can be followed by hand, and for whatever a year may bring."""

from datetime import date, timedelta
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.core.capacity import PLANNED, Missing, missing, more_needed, yearly_pace
from bot.core.people import Person, Stage, Standing
from bot.core.policy import CareerRule, Policy
from bot.core.report import Quarter

SPRING = Quarter(2026, 2)
FIRST, LAST = date(2026, 4, 1), date(2026, 6, 30)


def days(count: int, last: date = LAST, every: int = 1) -> list[date]:
    """So many matches up to `last`, one of each day or a few days apart."""
    return [last - timedelta(days=number * every) for number in range(count)]


def test_r35_a_pace_above_what_was_planned_asks_for_as_many_as_carry_it() -> None:
    """41 matches in 91 days are 164 a year: at a mean of 6, 28 people."""
    assert more_needed(days(41), SPRING, ready=20, year_ceiling=7) == 8


@pytest.mark.parametrize(("ready", "more"), [(27, 1), (28, 0), (29, 0)])
def test_enough_is_enough(ready: int, more: int) -> None:
    assert more_needed(days(41), SPRING, ready, year_ceiling=7) == more


def test_too_few_matches_say_nothing() -> None:
    assert more_needed(days(4), SPRING, ready=0, year_ceiling=7) == 0
    assert more_needed(days(5), SPRING, ready=0, year_ceiling=7) == 4
    assert more_needed(days(90, last=FIRST - timedelta(days=1)), SPRING, ready=0, year_ceiling=7) == 0


def test_a_new_site_is_judged_by_what_it_saw_and_never_by_less_than_a_quarter() -> None:
    in_two_weeks = days(14)
    assert yearly_pace(in_two_weeks, SPRING) == Fraction(14 * 365, 91)
    since_the_middle_of_march = days(54, every=2)
    assert yearly_pace(since_the_middle_of_march, SPRING) == Fraction(54 * 365, 107)


def test_one_busy_quarter_is_seen_among_three_and_what_is_older_or_newer_is_not() -> None:
    quiet = days(91, every=3)  # since the first of October
    assert yearly_pace(quiet, SPRING) == Fraction(91 * 365, 271)
    assert yearly_pace([*quiet, *days(30)], SPRING) == Fraction(121 * 365, 273 - 2)
    older = days(50, last=date(2025, 9, 30))
    newer = days(50, last=date(2026, 9, 30))
    assert yearly_pace([*older, *quiet, *newer], SPRING) == yearly_pace(quiet, SPRING)


def circle(*parts: tuple[int, Stage | None, int]) -> list[Person]:
    """So many people, of this stage, each with so many matches in the quarter."""
    kinds = [(stage, matches) for count, stage, matches in parts for _ in range(count)]
    return [
        Person(f"p{number}", "north", "", "", stage=stage, standing=Standing(matches=tuple(days(matches))))
        for number, (stage, matches) in enumerate(kinds)
    ]


def asked_of(people: list[Person], rule: CareerRule = CareerRule.EQUAL_OR_HIGHER) -> Missing:
    return missing(people, {each.id for each in people}, SPRING, Policy(career_rule=rule))


def test_r26_where_only_the_late_ones_are_full_it_is_late_ones_that_are_missing() -> None:
    """15 matches are a little over 60 a year for the three late ones: eleven would carry them. With the others it is 27
    matches, for which 19 are enough, and there are 15: four more of any stage would help nobody."""
    people = circle((3, Stage.LATE, 5), (8, Stage.MID, 1), (4, Stage.EARLY, 1))
    assert asked_of(people) == Missing(8, Stage.LATE)
    assert asked_of([*people, *circle((7, Stage.RETIRED, 0))]).stage is Stage.LATE
    assert asked_of(people, CareerRule.NOT_EARLY) == Missing(5, Stage.MID)
    unknown = circle((3, Stage.LATE, 5), (8, None, 1), (4, Stage.EARLY, 1))  # unknown counts as mid
    assert asked_of(unknown, CareerRule.NOT_EARLY) == Missing(5, Stage.MID)
    assert asked_of(circle((3, Stage.LATE, 5), (30, Stage.MID, 0))) == Missing(8, Stage.LATE)


def test_where_everybody_carries_the_same_nobody_in_particular_is_missing() -> None:
    assert asked_of(circle((6, Stage.LATE, 2), (6, Stage.MID, 2), (6, Stage.EARLY, 2))) == Missing(7)


def test_one_or_two_late_ones_are_no_group() -> None:
    assert asked_of(circle((2, Stage.LATE, 9), (20, Stage.MID, 0))) == Missing(0)


def test_whoever_cannot_be_asked_any_more_still_brings_what_they_carried() -> None:
    people = circle((3, Stage.LATE, 5))
    assert missing(people, {"p0"}, SPRING, Policy()).more == missing(people, {"p0", "p1"}, SPRING, Policy()).more + 1


NEAR = st.integers(-400, 120).map(lambda number: LAST + timedelta(days=number))
IN_THE_QUARTER = st.dates(FIRST, LAST)
MATCHES: st.SearchStrategy[list[date]] = st.builds(
    lambda near, inside: [*near, *inside],
    st.lists(NEAR, max_size=120),
    st.lists(IN_THE_QUARTER, max_size=60),
)
READY = st.integers(0, 60)
CEILING = st.integers(1, 12)


@given(MATCHES, READY, CEILING)
def test_with_that_many_the_mean_is_as_planned_and_with_one_fewer_it_is_not(
    matches: list[date], ready: int, ceiling: int
) -> None:
    more = more_needed(matches, SPRING, ready, ceiling)
    pace, planned = yearly_pace(matches, SPRING), ceiling * PLANNED
    assert more >= 0
    assert pace <= (ready + more) * planned
    assert planned < ceiling
    if more:
        assert pace > (ready + more - 1) * planned
        assert more_needed(matches, SPRING, ready + more, ceiling) == 0


@given(MATCHES, st.lists(IN_THE_QUARTER, max_size=40), READY, CEILING)
def test_a_busier_quarter_never_asks_for_fewer_and_more_people_never_for_more(
    matches: list[date], others: list[date], ready: int, ceiling: int
) -> None:
    more = more_needed(matches, SPRING, ready, ceiling)
    assert more_needed([*matches, *others], SPRING, ready, ceiling) >= more
    assert more_needed(matches, SPRING, ready + 1, ceiling) <= more
    assert more_needed(matches, SPRING, ready, ceiling + 1) <= more


@given(MATCHES)
def test_the_order_of_the_matches_and_what_lies_outside_say_nothing(matches: list[date]) -> None:
    inside = [day for day in matches if date(2025, 10, 1) <= day <= LAST]
    assert yearly_pace(matches, SPRING) == yearly_pace(list(reversed(inside)), SPRING)
