"""Attacks: somebody has every report that was ever made, knows the rules, and computes what they were made from.

All small worlds are built, each with every report that it would have led to. Worlds with the same reports cannot be
told apart; so what an attacker knows of a count is the set of its values in those worlds. A count is safe if at least
as many values as the threshold stay possible, or none below the threshold is. Every sum of neighbouring quarters and
of any groups is tried as well, because a difference of published numbers is one of those.
"""

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterator
from functools import cache
from itertools import combinations

import pytest

from bot.core.report import TABLE, Figures, Kind, Quarter, Row, Table, publish, together, total
from bot.core.report.measures import QUARTER_OR_MORE
from bot.core.report.suppression import step

World = tuple[int, ...]
FIRST = Quarter(2026, 1)
WHOLE = Table("requests", Kind.REQUEST, ("all",), lambda _: 0, least=1)


def table(groups: int, least: int, column: str = "to_match", id_: str = "match") -> Table:
    names = tuple(str(group) for group in range(groups))
    return Table(id_, Kind.REQUEST, names, lambda row: int(getattr(row, column)), least=least)


def worlds(cells: int, most: int) -> Iterator[World]:
    if cells == 0:
        yield ()
        return
    for count in range(most + 1):
        for rest in worlds(cells - 1, most - count):
            yield (count, *rest)


def leaks(
    cells: int,
    most: int,
    small: int,
    told: Callable[[World], Hashable],
    secrets: list[tuple[int, ...]],
    *,
    few: bool = False,
) -> list[tuple[World, tuple[int, ...], set[int]]]:
    """A world, the cells of the sum, and the few values that the sum can have there."""
    alike: dict[Hashable, list[World]] = defaultdict(list)
    for world in worlds(cells, most):
        alike[told(world)].append(world)
    # Worlds that are larger than those built here tell something else, unless the largest of a class was reached.
    whole = [group for group in alike.values() if max(map(sum, group)) < most]
    assert len(whole) > (3 if few else 20)
    found = []
    for group in whole:
        for secret in secrets:
            values = {sum(world[cell] for cell in secret) for world in group}
            if min(values) < small and len(values) < small:
                found.append((group[0], secret, values))
    return found


def sums(quarters: int, groups: int, start: int = 0) -> list[tuple[int, ...]]:
    """Every run of quarters with every choice of groups, as places in a world."""
    return [
        tuple(start + quarter * groups + group for quarter in range(first, last) for group in chosen)
        for first in range(quarters)
        for last in range(first + 1, quarters + 1)
        for count in range(1, groups + 1)
        for chosen in combinations(range(groups), count)
    ]


def rows_of(world: World, quarters: int, groups: int, site: str = "north") -> list[Row]:
    return [
        Row(site, FIRST.plus(quarter), Kind.REQUEST, to_match=str(group))
        for quarter in range(quarters)
        for group in range(groups)
        for _ in range(world[quarter * groups + group])
    ]


def every_report(rows: list[Row], small: int, quarters: int, tables: tuple[Table, ...]) -> tuple[object, ...]:
    """What was told at the end of each quarter, in every run of quarters, with the totals of each run."""
    told: list[object] = []
    for end in range(quarters):
        figures = publish(rows, small, FIRST.plus(end), tables)
        told.append(figures)
        for start in range(end + 1):
            run = [each for each in figures if FIRST.plus(start) <= each.last]
            told += [total(own) for each in tables if (own := [figure for figure in run if figure.table == each.id])]
    return tuple(told)


@pytest.mark.parametrize(
    ("groups", "quarters", "small", "most", "least"),
    [
        (3, 1, 3, 13, 2),
        (4, 1, 2, 11, 2),
        (2, 2, 3, 13, 2),
        (2, 3, 2, 8, 2),
        (3, 2, 2, 9, 2),
        (2, 2, 2, 10, 3),
        (1, 4, 3, 10, 2),
    ],
)
def test_r49_all_reports_of_a_site_leave_each_count_open(groups: int, quarters: int, small: int, most: int, least: int):
    tables = (WHOLE, table(groups, least))

    def told(world: World) -> Hashable:
        return every_report(rows_of(world, quarters, groups), small, quarters, tables)

    assert leaks(groups * quarters, most, small, told, sums(quarters, groups)) == []


def test_a_table_whose_whole_is_told_nowhere_else_leaves_each_count_open():
    tables = (table(2, 2),)

    def told(world: World) -> Hashable:
        return every_report(rows_of(world, 3, 2), 2, 3, tables)

    assert leaks(6, 8, 2, told, sums(3, 2)) == []


def test_two_tables_of_the_same_requests_do_not_tell_on_each_other():
    """Every combination of their groups can happen, and their periods differ."""
    tables = (WHOLE, table(2, 2), table(2, 3, "in_all", "contact"))

    def told(world: World) -> Hashable:
        rows = [
            Row("north", FIRST.plus(place // 4), Kind.REQUEST, to_match=str(place % 4 // 2), in_all=str(place % 2))
            for place, count in enumerate(world)
            for _ in range(count)
        ]
        return every_report(rows, 2, 2, tables)

    assert leaks(8, 7, 2, told, sums(2, 4)) == []


def test_all_sites_together_tell_no_more_than_each_site():
    tables = (WHOLE, table(2, 2))

    @cache
    def site(world: World) -> tuple[Figures, ...]:
        return publish(rows_of(world, 2, 2), 2, FIRST.plus(1), tables)

    def told(world: World) -> Hashable:
        parts = [site(world[:4]), site(world[4:])]
        return (*parts, together(parts))

    assert leaks(8, 8, 2, told, [*sums(2, 2), *sums(2, 2, start=4)]) == []


def test_hours_do_not_tell_how_long_a_conversation_took():
    """Also at the edge: as few hours as so many conversations can take."""
    lengths = [("under_30", "1"), ("over_60", "1"), ("under_30", "2"), ("over_60", "2")]
    able = Table("able", Kind.CONVERSATION, ("all",), lambda row: 0 if row.conversation == "1" else None, hours=True)

    def told(world: World) -> Hashable:
        rows = [
            Row("north", FIRST, Kind.CONVERSATION, took_place=took, conversation=number)
            for (took, number), count in zip(lengths, world, strict=True)
            for _ in range(count)
        ]
        return publish(rows, 2, FIRST, (able,))

    assert leaks(4, 17, 2, told, [(0,), (1,), (2,), (3,), (1, 3), (2, 3)], few=True) == []


def leaks_of_shares(steps: tuple[int, ...]) -> list[World]:
    """Five groups whose shares are told, to somebody who knows by other means how many have answered."""
    names = tuple("01234")
    heard = Table("heard", Kind.REQUEST, names, lambda row: int(row.to_match), least=8, steps=steps, each=True)

    def told(world: World) -> Hashable:
        return sum(world), publish(rows_of(world, 1, 5), 2, FIRST, (heard,))

    secrets = [secret for secret in sums(1, 5) if len(secret) < 5]
    return [leak[0] for leak in leaks(5, 17, 2, told, secrets, few=True) if sum(leak[0]) >= 16]


def test_r18_r11_which_groups_have_more_than_a_quarter_leaves_each_count_open():
    """With fewer answers than it really takes."""
    assert leaks_of_shares(QUARTER_OR_MORE) == []


def test_r18_a_step_at_a_quarter_itself_would_tell_that_a_fifth_group_has_nobody():
    assert (4, 4, 4, 4, 0) in leaks_of_shares((0, 25, 100))


def leaks_of_said(steps: tuple[int, ...], base: int, most_without: int) -> list[tuple[World, tuple[int, ...]]]:
    """Whose word first contact is: three of four shares, to somebody who knows how many requests there were, and of how
    many at most there was no contact at all (the table of contact tells its last group)."""
    alike: dict[tuple[int, ...], list[World]] = defaultdict(list)
    for world in worlds(3, base):
        without = base - sum(world)
        if without <= most_without:
            told = tuple(step(count, base, steps)[0] for count in world)
            alike[told].append((*world, without))
    found = []
    for group in alike.values():
        for secret in (chosen for size in (1, 2, 3) for chosen in combinations(range(4), size)):
            values = {sum(world[cell] for cell in secret) for world in group}
            if min(values) < 3 and len(values) < 3:
                found.append((group[0], secret))
    return found


@pytest.mark.parametrize("base", [30, 31, 37])
@pytest.mark.parametrize("most_without", [2, 3, 37])
def test_whose_word_first_contact_is_leaves_each_count_open(base: int, most_without: int):
    assert TABLE["said"].told == 3
    assert TABLE["said"].least * 3 == 30
    assert leaks_of_said(TABLE["said"].steps, base, most_without) == []


def test_a_step_at_half_itself_would_tell_that_nobody_denied():
    assert leaks_of_said((0, 10, 50, 100), 30, 37) != []


# --- single attacks, told as stories --------------------------------------------------------------------------------


def some(quarter: int, count: int, group: int = 0, site: str = "north") -> list[Row]:
    return [Row(site, FIRST.plus(quarter), Kind.REQUEST, to_match=str(group))] * count


def volume(rows: list[Row], newest: int, small: int = 5) -> list[tuple[str, int, int]]:
    figures = publish(rows, small, FIRST.plus(newest), (WHOLE,))
    return [(str(each.last), each.base.low, each.base.high) for each in figures if each.base]


def test_a_site_with_one_request_tells_nothing_not_even_that_it_had_one():
    assert publish(some(0, 1), 5, FIRST.plus(3)) == publish([], 5, FIRST.plus(3)) == ()
    assert publish([*some(0, 4), *some(2, 1)], 5, FIRST.plus(1)) == ()


def test_a_small_quarter_is_told_with_the_next_and_never_by_itself():
    rows = [*some(0, 7), *some(1, 2), *some(2, 9), *some(3, 6)]
    assert volume(rows, 3) == [("2026Q1", 7, 7), ("2026Q3", 11, 11), ("2026Q4", 6, 6)]
    assert volume(rows, 1) == [("2026Q1", 7, 7)]


def test_one_more_closing_after_the_report_changes_nothing_that_was_told():
    rows = [*some(0, 7), *some(1, 8)]
    before = publish(rows, 5, FIRST.plus(1))
    assert publish([*rows, *some(2, 1)], 5, FIRST.plus(1)) == before
    assert publish([*rows, *some(2, 1)], 5, FIRST.plus(2)) == before


def test_two_overlapping_runs_differ_by_what_was_told_for_the_quarters_between_them():
    rows = [*some(0, 7), *some(1, 3), *some(2, 4), *some(3, 9)]
    figures = publish(rows, 5, FIRST.plus(3), (WHOLE,))
    assert total(figures).base == total(figures[1:]).base + figures[0].base  # type: ignore[operator]
    assert [each.base.low for each in figures if each.base] == [7, 7, 9]


def test_a_site_that_is_too_small_is_not_in_the_report_of_all_sites():
    """Otherwise all sites less the others would be that site."""
    north = publish(some(0, 9), 5, FIRST)
    alone = publish(some(0, 4, site="south"), 5, FIRST)
    assert together([north, alone]) == north


def test_rows_cannot_be_subtracted_from_their_sum():
    tables = (WHOLE, table(3, 2))
    figures = publish([*some(0, 12), *some(0, 6, 1), *some(0, 1, 2)], 5, FIRST, tables)[1]
    assert [(cell.low, cell.high) for cell in figures.cells] == [(12, 12), (0, 7), (0, 7)]
