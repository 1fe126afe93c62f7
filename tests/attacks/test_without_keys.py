"""The thief of the database without its keys, with the export of all chats: learns no more than the export tells."""

import pytest

from tests.attacks.thief import ids, order, times
from tests.attacks.thief.files import Stolen
from tests.attacks.thief.loot import Loot

A_CLOCK = 2.0  # seconds between what happens and what a chat shows of it, at most
BY_HOURS = 0.02  # seconds, for what falls due whole hours after something


def events(loot: Loot, copy: Stolen) -> list[float]:
    """When anything was said, typed or pressed about requests that were closed by then."""
    told = [each for answer in loot.truth for each in answer.times.values() if answer.times["closed"] < copy.at]
    return [*told, *(each.at for each in loot.export if each.at < copy.at)]


def of_requests(told: list[times.Instant]) -> list[times.Instant]:
    """What a coordinator did that was about no request is in the audit, with its instant, for as long as the site
    says. A line of a request goes with it."""
    of_calls = {"call-seen", "invited"}
    return [each for each in told if each.row.table != "audit" or each.row.cells["verb"] not in of_calls]


def test_names_nobody(loot: Loot) -> None:
    for copy in loot.copies.values():
        for known in loot.known:
            assert len(known) < 8 or known.encode() not in copy.raw, f"{known!r} lies in {copy.name}"


@pytest.mark.parametrize("when", ["open", "waiting", "after", "later", "end"])
def test_nothing_that_stands_in_a_chat_stands_in_it(loot: Loot, when: str) -> None:
    """A2: as it is, decoded or hashed, in whatever state a request is. Its short number is told to coordinators while
    it is open, and stands for it so long."""
    texts = ids.telling(loot, loot.export)
    assert len(texts) > 200, "the thief has read the chats"
    found = {
        str(find)
        for name, copy in loot.copies.items()
        if name.endswith(when)
        for find in ids.search(copy, texts)
        if find.column != "number" or find.row.cells.get("state") == "closed"
    }
    assert not found, f"{len(found)}, such as {sorted(found)[:3]}"


def test_no_instant_in_it_is_one_of_a_chat(loot: Loot) -> None:
    """Neither as it is nor whole hours later, such as what falls due ninety days after a close."""
    assert len(loot.quiet) > 5
    for copy in loot.quiet:
        told = of_requests(times.instants(copy))
        close = [f"{each}, as a chat at {event:.3f}" for each, event in times.near(told, events(loot, copy), A_CLOCK)]
        assert not close, f"{copy.name}: {len(close)}, such as {close[:3]}"
        close = [
            f"{each}, hours after {event:.3f}"
            for each, event in times.near_by_hours(told, events(loot, copy), BY_HOURS)
        ]
        assert not close, f"{copy.name}: {len(close)}, such as {close[:3]}"


def test_no_order_of_rows_tells_which_came_first(loot: Loot) -> None:
    copies = [*loot.copies.values()]
    found = [*order.telling(copies[-1], order.born(copies), None, level=0.001)]
    assert not found
