"""Worked examples: what one request counts as in each table, and which period a figure is of. Done by hand, from the
data dictionary (docs/data-dictionary.md)."""

from typing import Any

import pytest

from bot.core.report import TABLES, Kind, Quarter, Row, publish
from bot.core.request import Able, Outcome, TookPlace

SPRING, SUMMER, AUTUMN = (Quarter(2026, number) for number in (2, 3, 4))
TABLE = {table.id: table for table in TABLES}


def row(kind: Kind = Kind.REQUEST, quarter: Quarter = SUMMER, **what: Any) -> Row:
    return Row("north", quarter, kind, **what)


# --- one row, one group --------------------------------------------------------------------------------------------

WITHIN_A_DAY = {"to_match": "0-24", "to_contact": "24-48", "in_all": "48-72", "outcome": Outcome.COMPLETED}
SLOW_MATCH = {"to_match": "48-72", "to_contact": "0-24", "in_all": "72-120", "outcome": Outcome.COMPLETED}
SLOW_CONTACT = {"to_match": "0-24", "to_contact": "72-120", "in_all": "72-120", "outcome": Outcome.HANDED_ON}
NO_CONTACT = {"to_match": "24-48", "outcome": Outcome.UNREACHABLE}
NEVER_MATCHED = {"outcome": Outcome.UNFILLED}
TAKEN_BACK = {"outcome": Outcome.WITHDRAWN}

EXAMPLES = [
    ("match", WITHIN_A_DAY, "day"),
    ("match", NO_CONTACT, "two-days"),
    ("match", SLOW_MATCH, "later"),
    ("match", NEVER_MATCHED, "later"),
    ("match", TAKEN_BACK, None),
    # within 72 hours of asking; else within 72 hours of the match; else later or not at all
    ("contact", WITHIN_A_DAY, "whole"),
    ("contact", SLOW_MATCH, "match"),
    ("contact", SLOW_CONTACT, "later"),
    ("contact", NO_CONTACT, "later"),
    ("contact", NEVER_MATCHED, "later"),
    ("contact", TAKEN_BACK, None),
]


@pytest.mark.parametrize(("table", "what", "group"), EXAMPLES)
def test_a_request_counts_as_the_dictionary_says(table: str, what: dict[str, Any], group: str | None) -> None:
    place = TABLE[table].place(row(**what))
    assert (None if place is None else TABLE[table].groups[place]) == group


@pytest.mark.parametrize(
    ("what", "place"),
    [
        ({"took_place": TookPlace.OVER_60, "conversation": "1", "able": Able.FULLY}, 0),
        ({"took_place": TookPlace.UNDER_30, "conversation": "1", "able": Able.MOSTLY}, 0),
        ({"took_place": TookPlace.UNDER_30, "conversation": "1", "able": "partly"}, 1),
        ({"took_place": TookPlace.OVER_60, "conversation": "2", "able": Able.FULLY}, None),
        ({"took_place": "not_answered", "conversation": "1"}, None),
    ],
)
def test_whether_they_could_help_is_asked_of_the_first_conversation(what: dict[str, Any], place: int | None) -> None:
    assert TABLE["able"].place(row(Kind.CONVERSATION, **what)) == place


# --- which quarters a figure is of ---------------------------------------------------------------------------------


def requests(quarter: Quarter, count: int) -> list[Row]:
    return [row(quarter=quarter, to_match="0-24") for _ in range(count)]


def told(rows: list[Row], small: int = 5) -> list[tuple[Quarter | None, Quarter, int]]:
    """Of the table of all requests: from, to, how many."""
    found = publish(rows, small, AUTUMN)
    return [(each.first, each.last, each.base.low) for each in found if each.table == "requests" and each.base]


def test_a_quarter_with_enough_requests_stands_alone() -> None:
    rows = requests(SPRING, 6) + requests(SUMMER, 7) + requests(AUTUMN, 8)
    assert told(rows) == [(None, SPRING, 6), (SUMMER, SUMMER, 7), (AUTUMN, AUTUMN, 8)]


def test_a_quarter_with_too_few_is_told_with_the_next() -> None:
    """The period after the first begins with the quarter after it, and not one later."""
    rows = requests(SPRING, 6) + requests(SUMMER, 2) + requests(AUTUMN, 8)
    assert told(rows) == [(None, SPRING, 6), (SUMMER, AUTUMN, 10)]


def test_too_few_at_the_end_wait_for_another_quarter() -> None:
    assert told(requests(SPRING, 6) + requests(SUMMER, 2)) == [(None, SPRING, 6)]
