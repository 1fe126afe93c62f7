"""The same thief while a last word waits, half an hour or, with the platforms down, a day at most: learns that these
people await some last word, and not what it is about or since when."""

from itertools import combinations

from tests.attacks.test_without_keys import A_CLOCK, BY_HOURS
from tests.attacks.thief import ids, times
from tests.attacks.thief.files import Row, Stolen
from tests.attacks.thief.loot import Answer, Loot
from tests.attacks.thief.seals import Keys

_CARDS = ("slot", "copy", "deadline")


def _waiting(loot: Loot, answer: Answer) -> tuple[Stolen, Keys, list[Row]]:
    """What came with the closing commit or was changed by it."""
    before, copy = loot.copy(answer, "open"), loot.copy(answer, "waiting")
    stood = {(row.table, row.key): row.cells for row in before.rows}
    changed = [row for row in copy.rows if stood.get((row.table, row.key)) != row.cells and row.table != "inbox"]
    return copy, loot.keys(copy), changed


def test_the_request_is_gone(loot: Loot) -> None:
    for answer in loot.truth:
        copy, keys, _ = _waiting(loot, answer)
        before = loot.copy(answer, "open")
        of_it = [row for row in before.tables["request"] if not _opens(row, keys) and _opens(row, loot.keys(before))]
        assert len(of_it) == 1, "one closed in between"
        for row in copy.rows:
            assert of_it[0].key not in [str(leaf) for _, leaf in keys.leaves(row)], f"{row.table} still names it"


def test_no_instant_of_the_close_stands_anywhere(loot: Loot) -> None:
    """Minutes do, drawn for each: see below."""
    for answer in loot.truth:
        copy, keys, changed = _waiting(loot, answer)
        told = [each for each in times.instants(copy, keys) if each.row in set(changed) or each.row.table in _CARDS]
        told = [each for each in told if each.at % 60]
        ends = [answer.times["closed"]]
        close = [*times.near(told, ends, A_CLOCK), *times.near_by_hours(told, ends, BY_HOURS)]
        assert not close, f"{copy.name}: {[str(each) for each, _ in close][:3]}"


def test_no_two_who_wait_share_an_instant(loot: Loot) -> None:
    for answer in loot.truth:
        copy, keys, changed = _waiting(loot, answer)
        rows = {*changed, *copy.tables["person"]}
        shared = times.shared(times.instants(copy, keys))
        pairs = [f"{one} and {other}" for one, other in shared if {one.row, other.row} & rows]
        assert not pairs, f"{copy.name}: {pairs[:3]}"


def test_each_ones_minute_is_drawn(loot: Loot) -> None:
    """Two have the same now and then, as any two would, and nobody is always the first."""
    minutes: list[int] = []
    alike = pairs = 0
    for answer in loot.truth:
        copy, _, changed = _waiting(loot, answer)
        people = {str(row.cells["id"]): str(row.cells["person"]) for row in copy.tables["slot"]}
        due: dict[str, int] = {}
        for row in changed:
            at = row.cells.get("due_at")
            if row.table == "copy" and isinstance(at, int):
                due[people[str(row.cells["slot"])]] = int(at / 60e6 - copy.at / 60)
        minutes += due.values()
        alike += sum(one == other for one, other in combinations(due.values(), 2))
        pairs += len(due) * (len(due) - 1) // 2
    assert len(set(minutes)) > 8, sorted(minutes)
    assert alike <= max(4, pairs // 4), f"{alike} of {pairs}"


def test_a_word_that_waits_has_no_name_and_no_receipt(loot: Loot) -> None:
    for answer in loot.truth:
        _, keys, changed = _waiting(loot, answer)
        for row in changed:
            if row.table == "slot":
                told = {place: leaf for place, leaf in keys.leaves(row) if place.startswith("body.")}
                assert told, "it opens"
                assert not [place for place in told if place in ("body.name", "body.receipt")], told


def test_nothing_that_stands_in_one_chat_leads_to_another(loot: Loot) -> None:
    """What a waiting word must hold of its own chat, to find its message there, is in no row of anybody else's."""
    for answer in loot.truth:
        copy, keys, _ = _waiting(loot, answer)
        mine = [each for each in loot.export if each.user == answer.physician and each.at <= copy.at]
        theirs = [each for each in loot.export if each.user == answer.supporter and each.at <= copy.at]
        rows = [
            {(find.row.table, find.row.key) for find in ids.search(copy, ids.telling(loot, said), keys)}
            for said in (mine, theirs)
        ]
        both = rows[0] & rows[1]
        assert not both, f"{copy.name}: {sorted(both)[:3]}"


def test_it_is_given_up_after_a_day(loot: Loot) -> None:
    unheard = [each for each in loot.truth if f"{each.copies}-unheard" in loot.copies]
    assert unheard, "the platforms were down for a day"
    for answer in unheard:
        _, _, changed = _waiting(loot, answer)
        there = {(row.table, row.key) for row in loot.copy(answer, "unheard").rows}
        waited = {(row.table, row.key) for row in changed if row.table in ("slot", "copy")}
        assert waited
        assert not waited & there


def _opens(row: Row, keys: Keys) -> bool:
    return "details" in dict(keys.opened(row))
