"""The rules of suppression one by one: what may be told of a whole, its groups, its quarters and a share."""

from collections.abc import Iterator, Sequence
from datetime import date
from itertools import chain, combinations, pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.core.report import TABLES, Cell, Quarter, newest_closed
from bot.core.report.suppression import carry, divide, share, step

THRESHOLDS = st.integers(3, 12)
COUNTS = st.lists(st.integers(0, 60), min_size=1, max_size=6)


def exact(*counts: int) -> tuple[Cell, ...]:
    return tuple(Cell(count, count) for count in counts)


@pytest.mark.parametrize(
    ("counts", "told"),
    [
        ((12, 7, 5), exact(12, 7, 5)),
        ((5, 5, 5), exact(5, 5, 5)),
        ((20, 4), (Cell(20, 24), Cell(0, 4))),
        ((20, 0), (Cell(16, 20), Cell(0, 4))),  # nought looks like four
        ((3, 20), (Cell(0, 4), Cell(19, 23))),
        ((4, 3), (Cell(0, 7), Cell(0, 7))),  # both small: which one is not told
        ((8, 0), (Cell(0, 8), Cell(0, 8))),
        ((5, 4), (Cell(5, 9), Cell(0, 4))),
        ((20, 6, 1), (Cell(20, 20), Cell(0, 7), Cell(0, 7))),
        ((20, 9, 1), (Cell(20, 20), Cell(6, 10), Cell(0, 4))),
        ((20, 1, 9), (Cell(20, 20), Cell(0, 4), Cell(6, 10))),
        ((2, 30, 30), (Cell(0, 4), Cell(0, 62), Cell(0, 62))),
        ((30, 2, 1), (Cell(29, 33), Cell(0, 4), Cell(0, 4))),
        ((9,), exact(9)),
    ],
)
def test_a_table_is_told_from_the_top_until_a_side_is_small(counts: Sequence[int], told: tuple[Cell, ...]):
    assert divide(counts, 5) == told


def test_a_whole_below_the_threshold_is_never_divided():
    with pytest.raises(ValueError, match="threshold"):
        divide((2, 2), 5)


@given(COUNTS, THRESHOLDS)
def test_what_is_told_is_true_and_never_a_small_number(counts: list[int], small: int):
    if sum(counts) < small:
        return
    for count, cell in zip(counts, divide(counts, small), strict=True):
        assert cell.low <= count <= cell.high
        assert cell.low >= small if cell.exact else cell.high - cell.low >= small - 1


@given(COUNTS, THRESHOLDS, st.data())
def test_every_count_that_is_not_told_could_be_any_small_number_or_lies_above_them(
    counts: list[int], small: int, data: st.DataObject
):
    """Whoever knows the rules finds, for each value from nought to the threshold, a table that tells the same."""
    if sum(counts) < small:
        return
    told = divide(counts, small)
    for place, cell in enumerate(told):
        if cell.exact or cell.low >= small:
            continue
        wished = data.draw(st.integers(0, small - 1))
        assert any(divide(other, small) == told for other in alike(counts, place, wished)), (place, wished)


def alike(counts: list[int], place: int, wished: int) -> Iterator[tuple[int, ...]]:
    """The same whole with `wished` at `place`: the difference moved to or from the other groups, in every way, those
    first in which two of them share it."""
    missing = counts[place] - wished
    others = [each for each in range(len(counts)) if each != place]
    amount, groups = abs(missing), len(others)
    by_two = (
        tuple(part if each == one else amount - part if each == two else 0 for each in range(groups))
        for one, two in combinations(range(groups), 2)
        for part in range(amount + 1)
    )
    for shares in chain(by_two, _shared(amount, groups)):
        changed = [*counts]
        changed[place] = wished
        for one, moved in zip(others, shares, strict=True):
            changed[one] += moved if missing > 0 else -moved
        if min(changed) >= 0:
            yield tuple(changed)


def _shared(amount: int, among: int) -> Iterator[tuple[int, ...]]:
    if among == 0:
        if amount == 0:
            yield ()
        return
    if among == 1:
        yield (amount,)
        return
    for first in range(amount + 1):
        for rest in _shared(amount - first, among - 1):
            yield (first, *rest)


@given(st.lists(st.integers(0, 30), max_size=12), st.integers(1, 20))
def test_periods_follow_each_other_without_a_gap_and_are_each_large_enough(bases: list[int], least: int):
    spans = carry(bases, least)
    assert [place for span in spans for place in span] == list(range(spans[-1][-1] + 1 if spans else 0))
    for span in spans:
        assert sum(bases[place] for place in span) >= least
        assert sum(bases[place] for place in span[:-1]) < least
    assert sum(bases[spans[-1][-1] + 1 :] if spans else bases) < least


@given(st.lists(st.integers(0, 30), max_size=12), st.lists(st.integers(0, 30), max_size=5), st.integers(1, 20))
def test_what_comes_later_changes_no_period_that_was_told(bases: list[int], later: list[int], least: int):
    before = carry(bases, least)
    assert carry([*bases, *later], least)[: len(before)] == before


@pytest.mark.parametrize("table", [table for table in TABLES if table.steps], ids=lambda table: table.id)
@given(small=THRESHOLDS, more=st.integers(0, 300))
def test_each_step_of_a_share_holds_as_many_counts_as_the_threshold(table, small: int, more: int):
    base = table.least * small + more
    told = [step(count, base, table.steps) for count in range(base + 1)]
    assert told == sorted(told)
    assert {*told} == {*pairwise(table.steps)}
    assert min(told.count(each) for each in {*told}) >= small


def test_a_share_is_as_wide_as_what_is_told():
    base = Cell(20, 20)
    assert share(exact(15, 5), (0,), base) == (75, 75)
    assert share((Cell(16, 20), Cell(0, 4)), (0,), base) == (80, 100)
    assert share((Cell(10, 10), Cell(0, 10), Cell(0, 10)), (0, 1), base) == (50, 100)
    assert share((Cell(10, 10), Cell(0, 4), Cell(6, 10)), (0, 1), base) == (50, 70)
    assert share((Cell(0, 4), Cell(0, 20), Cell(0, 20)), (1, 2), base) == (80, 100)


# --- quarters ------------------------------------------------------------------------------------------------------


def test_a_quarter_is_told_a_day_after_its_end_and_not_before():
    assert newest_closed(date(2026, 9, 30)) == Quarter(2026, 2)
    assert newest_closed(date(2026, 10, 1)) == Quarter(2026, 2)
    assert newest_closed(date(2026, 10, 2)) == Quarter(2026, 3)
    assert newest_closed(date(2027, 1, 2)) == Quarter(2026, 4)


def test_quarters_are_written_and_counted_as_everybody_does():
    assert str(Quarter.parse("2026q3")) == "2026Q3"
    assert Quarter.of_month("2026-07") == Quarter.of_month("2026-09") == Quarter(2026, 3)
    assert Quarter(2026, 1).plus(-1) == Quarter(2025, 4)
    assert [str(each) for each in Quarter(2025, 4).to(Quarter(2026, 2))] == ["2025Q4", "2026Q1", "2026Q2"]
    for wrong in ("2026", "2026Q5", "Q3", "26Q3"):
        with pytest.raises(ValueError, match="2026Q3"):
            Quarter.parse(wrong)
