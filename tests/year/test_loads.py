"""How the work was shared, counted from what was seen: by twelve months, and beyond the ceiling by whose choice."""

from collections import Counter
from datetime import timedelta

import pytest

from bench.year import figures
from bench.year.asked import Asked, Offered
from bench.year.facts import RequestRow
from bench.year.known import Known
from tests.year.history import MONDAY, town

AUTOMATIC, BY_NAME, BY_HAND, OUTSIDE = "automatic", "by name", "by hand", "outside"


def loads(*ways: str, days: int = 20) -> figures.Loads:
    """Ada is matched once every so many days, each time in this way."""
    known = Known(town())
    ada = known.helper("ada")
    for number, way in enumerate(ways):
        at = MONDAY + number * timedelta(days=days)
        asked = Asked(
            f"r{number}",
            known.town.souls["robin"],
            frozenset(),
            "ada" if way == BY_NAME else "ines",
            way == OUTSIDE,
            at,
            RequestRow(at, f"r{number}", "one", "matched", "nobody", 1),
            by_hand={at} if way == BY_HAND else {at - timedelta(hours=1)},
        )
        known.requests[asked.id] = asked
        ada.offers.append(Offered(f"o{number}", asked.id, 1, "confirmed", at, number, "ada", confirmed_at=at))
        ada.matched.append(at.date().toordinal())
    return figures.count(known, Counter()).loads


def test_seven_in_a_year_is_within_the_ceiling():
    found = loads(*[AUTOMATIC] * 7)
    assert (found.each, found.beyond) == ((0, 0, 7), 0)


@pytest.mark.parametrize("way", [BY_NAME, BY_HAND, OUTSIDE])
def test_an_eighth_that_a_person_chose_is_told_apart(way: str):
    found = loads(*[AUTOMATIC] * 7, way)
    assert (found.each[-1], found.chosen, found.alone) == (8, 1, 0)


def test_an_eighth_that_nobody_chose_is_told_too_whatever_came_before_and_after():
    assert loads(*[AUTOMATIC] * 8).alone == 1
    assert loads(BY_NAME, *[AUTOMATIC] * 7).alone == 1
    found = loads(*[AUTOMATIC] * 8, BY_NAME)
    assert (found.chosen, found.alone) == (0, 1)


def test_what_is_older_than_a_year_counts_no_longer():
    found = loads(*[AUTOMATIC] * 10, days=60)
    assert (found.each[-1], found.beyond) == (7, 0)
    assert loads(*[AUTOMATIC] * 10, days=50).each[-1] == 8
