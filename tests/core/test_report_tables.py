"""What is measured: the groups of each row, and that no table of requests bounds another."""

from collections.abc import Iterator
from itertools import pairwise, product
from typing import Any

import pytest

from bot.core.report import (
    TABLE,
    TABLES,
    TARGETS,
    Cell,
    Figures,
    Kind,
    Quarter,
    Row,
    Verdict,
    judge,
    load_band,
    publish,
)
from bot.core.request import Outcome

SUMMER = Quarter(2026, 3)


def band(hours: float | None) -> str:
    if hours is None:
        return ""
    edges = (0, 24, 48, 72, 120)
    return next((f"{low}-{high}" for low, high in pairwise(edges) if hours <= high), "120+")


def histories() -> Iterator[Row]:
    """Every way, as the flows allow it, in which a request can have gone: matched, matched again, in touch, ended."""
    hours = (None, 10, 30, 60, 100)
    for first, again, contact, outcome, silent, conversations in product(
        hours, (0, 80), hours, Outcome, (False, True), ("0", "1", "3", "more")
    ):
        if first is None and (contact is not None or conversations != "0"):
            continue  # nobody talks who was never matched
        if contact is None and (outcome is Outcome.COMPLETED or silent):
            continue  # these end a match that is in touch
        if conversations != "0" and contact is None and not again:
            continue  # a conversation of an earlier match, or of this one
        whole = None if first is None or contact is None else first + again + contact
        yield Row(
            "north", SUMMER, Kind.REQUEST, outcome=outcome, to_match=band(first), to_contact=band(contact),
            in_all=band(whole), conversation=conversations, took_place="not_answered" if silent else "",
        )  # fmt: skip


def places(row: Row) -> tuple[int | None, ...]:
    return tuple(table.place(row) for table in TABLES if table.kind is Kind.REQUEST)


def test_every_combination_of_groups_can_happen_so_that_no_table_bounds_another():
    sizes = [range(len(table.groups)) for table in TABLES if table.kind is Kind.REQUEST]
    assert set(product(*sizes)) == {found for row in histories() if None not in (found := places(row))}


def test_a_request_is_in_every_table_of_requests_or_in_none():
    """A difference of two wholes would be a count that no rule has seen."""
    for row in histories():
        assert len({place is None for place in places(row)}) == 1, row


def test_who_takes_it_back_before_a_match_leaves_no_trace():
    taken_back = Row("north", SUMMER, Kind.REQUEST, outcome="withdrawn")
    assert set(places(taken_back)) == {None}
    assert None not in places(Row("north", SUMMER, Kind.REQUEST, outcome="withdrawn", to_match="0-24"))
    assert None not in places(Row("north", SUMMER, Kind.REQUEST, outcome="unfilled"))


def test_only_the_first_conversation_of_a_request_is_asked_how_it_went():
    def placed(**columns: Any) -> int | None:
        return TABLE["able"].place(Row("north", SUMMER, Kind.CONVERSATION, **columns))

    assert placed(conversation="1", took_place="over_60", able="mostly") == 0
    assert placed(conversation="1", took_place="under_30", able="partly") == 1
    assert placed(conversation="1", took_place="under_30", able="rather_not_say") == 1
    assert placed(conversation="2", took_place="under_30", able="fully") is None
    assert placed(conversation="1", took_place="not_yet") is None
    assert placed(conversation="1", took_place="not_answered") is None


def test_whose_word_first_contact_is():
    def placed(said: str, **columns: Any) -> int | None:
        return TABLE["said"].place(Row("north", SUMMER, Kind.CONTACT, contact=said, to_match="0-24", **columns))

    assert [placed(said) for said in ("both", "one", "denied", "")] == [0, 1, 2, 3]
    assert TABLE["said"].place(Row("north", SUMMER, Kind.CONTACT, outcome="withdrawn")) is None


def test_the_whole_of_first_contact_is_the_whole_of_the_requests():
    rows = [Row("north", SUMMER, Kind.REQUEST, contact=said, to_match="0-24") for said in ("both", "one", "")] * 20
    figures = {each.table: each for each in publish(rows, 5, SUMMER)}
    assert figures["said"].shares == ((10, 51), (10, 51), (0, 10))
    assert figures["said"].base is None


def test_the_rest_of_the_groups():
    assert [TABLE["load"].place(Row("", SUMMER, Kind.LOAD, outcome=load_band(many))) for many in (0, 1, 7, 8)] == [
        1, 0, 0, 2,
    ]  # fmt: skip
    offers = [Row("", SUMMER, Kind.OFFER, to_match=within) for within in ("0-24", "24-48", "")]
    assert [TABLE["offer"].place(row) for row in offers] == [0, 1, 1]
    invited = [
        Row("", SUMMER, Kind.INVITATION, outcome=said) for said in ("accepted", "declined", "unanswered", "adopted")
    ]
    assert [TABLE["invitation"].place(row) for row in invited] == [0, 1, 1, None]
    answers = [Row("", SUMMER, Kind.USEFUL, outcome=said) for said in ("yes", "somewhat", "no")]
    assert [TABLE["useful"].place(row) for row in answers] == [0, 0, 1]


def test_a_row_can_stand_for_a_count_and_take_one_back():
    counted = [("group", 13), ("presentation", 25), ("booth", 400), ("booth", -360)]
    rows = [Row("north", SUMMER, Kind.HEADS, outcome=what, number=number) for what, number in counted]
    (figures,) = publish(rows, 5, SUMMER)
    assert (figures.base, figures.cells) == (Cell(78, 78), (Cell(13, 13), Cell(25, 25), Cell(40, 40)))


def test_a_talk_that_nobody_arranged_is_in_no_table_of_what_was():
    rows = [Row("north", SUMMER, Kind.TALK, took_place="over_60", able="fully")] * 30
    assert {figures.table for figures in publish(rows, 5, SUMMER)} == {"talks", "talk-able"}


# --- targets -------------------------------------------------------------------------------------------------------


def test_every_target_belongs_to_a_table_and_to_groups_that_it_has():
    for target in TARGETS:
        assert max(target.groups) < len(TABLE[target.table].groups)
        assert 0 <= target.low < target.high <= 100


@pytest.mark.parametrize(
    ("cells", "verdict"),
    [
        ((Cell(46, 50), Cell(0, 4)), Verdict.MET),
        ((Cell(16, 20), Cell(0, 4)), Verdict.MET),  # 80 percent at least is what is wanted
        ((Cell(11, 15), Cell(0, 4)), Verdict.UNSURE),
        ((Cell(15, 15), Cell(5, 5)), Verdict.NOT_MET),
        ((Cell(0, 4), Cell(16, 20)), Verdict.NOT_MET),
    ],
)
def test_a_target_is_judged_by_what_is_told_and_by_nothing_else(cells: tuple[Cell, Cell], verdict: Verdict):
    whole = max(cell.high for cell in cells) if cells[0] != Cell(15, 15) else 20
    found = [*judge(Figures("able", None, SUMMER, Cell(whole, whole), cells))]
    assert [each.verdict for each in found] == [verdict]


def test_a_share_is_judged_too():
    found = [*judge(Figures("useful", None, SUMMER, share=(70, 85)))]
    assert [each.verdict for each in found] == [Verdict.UNSURE]
