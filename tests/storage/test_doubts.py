"""A post of which nobody said how it ended stays in doubt until the platform or a press tells (rule 20)."""

from datetime import datetime, timedelta
from functools import partial
from typing import Any

import pytest

from bot.core.people import Person
from bot.surface import Account, Button, Card, Paragraph, Verbatim, w
from storage.stores.delivery import NEUTRAL, Delivery
from storage.transactions.unit_of_work import UnitOfWork
from storage.transactions.writer import Writer
from tests.storage.scene import MINUTE, NOW, do, join, slack

LINES = Verbatim("911")

LEASE = timedelta(minutes=1)
LATER = NOW + 2 * MINUTE
RUTH = slack("URUTH")


@pytest.fixture
def ruth(writer: Writer) -> Person:
    return do(writer, lambda unit: join(unit, "Ruth Okafor"))


def card(token: str) -> Card:
    return Card((Paragraph(w(f"words-{token}")),), (Button(w("accept"), "offer-accept", token, 1),), footer=LINES)


def say(writer: Writer, ruth: Person, token: str, *, slot: str = "offer:1", **more: Any) -> None:
    given: dict[str, Any] = {"notify": False, "receipt": "offer:1" if token == "o1" else ""} | more
    do(writer, lambda unit: unit.slots.say(ruth.id, slot, card(token), at=NOW, **given))


def claim(writer: Writer, at: datetime = NOW) -> list[Delivery]:
    return do(writer, lambda unit: unit.slots.claim(at, LEASE, 10))


def one(writer: Writer, at: datetime = NOW) -> Delivery:
    (found,) = claim(writer, at)
    return found


def settle(writer: Writer, each: Delivery, reference: str, at: datetime = NOW) -> str:
    return do(writer, lambda unit: unit.slots.settle(each, reference, at))


def in_doubt(writer: Writer, ruth: Person) -> Delivery:
    """Posted, and no answer came."""
    say(writer, ruth, "o1")
    each = one(writer)
    do(writer, lambda unit: unit.slots.postpone(each, NOW, look=1))
    return each


def twice(writer: Writer, ruth: Person) -> tuple[Delivery, Delivery]:
    """Whoever posted fell asleep on the way to the platform; another looked, saw nothing there, and posts as well."""
    say(writer, ruth, "o1")
    late = one(writer)
    look = one(writer, LATER)
    do(writer, lambda unit: unit.slots.write_down(look, LATER))
    return late, one(writer, LATER)


def seen(writer: Writer, value: str, reference: str, who: Account = RUTH) -> None:
    do(writer, lambda unit: unit.slots.seen(who, value, reference, NOW))


def write_down(writer: Writer, each: Delivery) -> None:
    do(writer, lambda unit: unit.slots.write_down(each, NOW))


def deed(writer: Writer, name: str, *about: Any) -> None:
    do(writer, lambda unit: getattr(unit.slots, name)(*about))


def left(writer: Writer, table: str) -> int:
    found = do(writer, lambda unit: unit.link.driver.execute(f"SELECT count(*) FROM {table}").fetchone())  # noqa: S608
    return int(found[0])


def _looked(each: Delivery, unit: UnitOfWork) -> None:
    """And it told nothing."""
    unit.slots.postpone(each, NOW, look=each.look + 1)


def value_of(each: Delivery) -> str:
    return each.card.buttons[0].token


class TestTheLook:
    def test_one_that_told_nothing_settles_nothing(self, writer: Writer, ruth: Person) -> None:
        in_doubt(writer, ruth)
        for look in (1, 2, 3):
            each = one(writer)
            assert (each.look, each.reference) == (look, "")
            do(writer, partial(_looked, each))

    def test_one_that_was_cut_off_is_no_try_however_often(self, writer: Writer, ruth: Person) -> None:
        """Whoever looks dies, again and again; each time the lease ends, and the next one looks."""
        in_doubt(writer, ruth)
        for minutes in range(1, 12, 2):
            assert one(writer, NOW + minutes * MINUTE).look == 1
        each = one(writer, NOW + 13 * MINUTE)
        assert settle(writer, each, "D:1", NOW + 13 * MINUTE) == "offer:1"
        assert claim(writer, NOW + 15 * MINUTE) == [], "history answered: it was posted once"

    def test_found_it_shows_what_was_posted_and_is_brought_to_the_newest(self, writer: Writer, ruth: Person) -> None:
        in_doubt(writer, ruth)
        say(writer, ruth, "o2")
        assert settle(writer, one(writer), "D:1") == "offer:1", "the clock of the offer starts now"
        each = one(writer)
        assert (each.reference, each.card.blocks) == ("D:1", card("o2").blocks)

    def test_it_is_not_there_so_it_is_posted(self, writer: Writer, ruth: Person) -> None:
        first = in_doubt(writer, ruth)
        look = one(writer)
        do(writer, lambda unit: unit.slots.write_down(look, NOW))
        again = one(writer)
        assert (again.look, again.reference) == (0, "")
        assert again.mark != first.mark, "each post has one of its own: what is said of one is said of that one alone"
        assert value_of(again) != value_of(first)

    def test_no_other_message_to_them_waits_for_it(self, writer: Writer, ruth: Person) -> None:
        in_doubt(writer, ruth)
        say(writer, ruth, "o9", slot="another")
        look, other = claim(writer)
        assert (look.look, other.look) == (1, 0)

    def test_one_that_is_on_its_way_keeps_its_place_in_the_row(self, writer: Writer, ruth: Person) -> None:
        say(writer, ruth, "o1")
        one(writer)
        say(writer, ruth, "o9", slot="another")
        assert claim(writer) == []

    def test_a_newer_card_does_not_wait_for_an_older_one_in_doubt(self, writer: Writer, ruth: Person) -> None:
        in_doubt(writer, ruth)
        say(writer, ruth, "o2", notify=True)
        newer = one(writer)
        assert (newer.look, newer.retired) == (0, False)
        settle(writer, newer, "D:2")
        older = one(writer)
        assert (older.look, older.retired) == (1, True)


class TestWrittenDown:
    def test_the_newest_is_posted_and_a_press_on_the_older_one_takes_it_away(
        self, writer: Writer, ruth: Person
    ) -> None:
        first = in_doubt(writer, ruth)
        say(writer, ruth, "o2")
        write_down(writer, one(writer))
        anew = one(writer)
        assert (anew.look, anew.reference, anew.card.blocks) == (0, "", card("o2").blocks)
        assert anew.mark != first.mark
        assert settle(writer, anew, "D:2") == "offer:1"
        assert claim(writer, LATER) == [], "it waits for a press"
        seen(writer, value_of(first), "D:1")
        away = one(writer)
        assert (away.reference, away.version, away.replaced, away.double) == ("D:1", NEUTRAL, True, True)
        settle(writer, away, "D:1")
        assert claim(writer, LATER) == []

    def test_a_press_of_somebody_else_or_with_another_value_tells_nothing(self, writer: Writer, ruth: Person) -> None:
        first = in_doubt(writer, ruth)
        write_down(writer, one(writer))
        settle(writer, one(writer), "D:2")
        do(writer, lambda unit: join(unit, "Omar Haddad"))
        seen(writer, value_of(first), "D:1", slack("UOMAR"))
        seen(writer, "0" * 32, "D:1")
        assert claim(writer, LATER) == []

    def test_a_newer_card_leaves_it_waiting(self, writer: Writer, ruth: Person) -> None:
        in_doubt(writer, ruth)
        write_down(writer, one(writer))
        settle(writer, one(writer), "D:2")
        say(writer, ruth, "o2", notify=True)
        settle(writer, one(writer), "D:3")
        older = one(writer)
        assert (older.reference, older.double) == ("D:2", False)
        settle(writer, older, "D:2")
        assert claim(writer, LATER) == []

    def test_the_last_word_does_not_wait_for_it(self, writer: Writer, ruth: Person) -> None:
        in_doubt(writer, ruth)
        write_down(writer, one(writer))
        settle(writer, one(writer), "D:2")
        do(writer, lambda unit: unit.slots.say(ruth.id, "offer:1", card("o9"), at=NOW, notify=False, last=True))
        settle(writer, one(writer), "D:2")
        assert (left(writer, "slot"), left(writer, "copy")) == (0, 0)

    def test_what_is_gone_with_an_account_does_not_wait_for_it_either(self, writer: Writer, ruth: Person) -> None:
        in_doubt(writer, ruth)
        write_down(writer, one(writer))
        do(writer, lambda unit: unit.people.account_gone(RUTH))
        assert claim(writer, LATER) == []


class TestAPress:
    def test_it_tells_where_a_card_in_doubt_stands(self, writer: Writer, ruth: Person) -> None:
        first = in_doubt(writer, ruth)
        seen(writer, value_of(first), "D:1")
        each = one(writer)
        assert (each.look, each.reference, each.double) == (0, "D:1", False)
        assert settle(writer, each, "D:1") == "offer:1"

    def test_it_comes_before_the_platforms_own_answer(self, writer: Writer, ruth: Person) -> None:
        say(writer, ruth, "o1")
        posting = one(writer)
        seen(writer, value_of(posting), "D:1")
        assert settle(writer, posting, "the same, as the answer names it") == "offer:1"
        assert claim(writer, LATER) == [], "no double is seen where there is none"

    def test_it_comes_while_somebody_looks(self, writer: Writer, ruth: Person) -> None:
        first = in_doubt(writer, ruth)
        look = one(writer)
        seen(writer, value_of(first), "D:1")
        deed(writer, "write_down", look, NOW)
        assert one(writer).reference == "D:1"

    def test_what_was_shown_meanwhile_leaves_the_value_of_the_post(self, writer: Writer, ruth: Person) -> None:
        """A command shows the newest card; the press on the one in doubt must still be known."""
        first = in_doubt(writer, ruth)
        say(writer, ruth, "o2")
        assert do(writer, lambda unit: unit.slots.posted(ruth.id, "offer:1", card("o2"), RUTH, again=False)) is None
        seen(writer, value_of(first), "D:1")
        assert one(writer).reference == "D:1"


class TestALeaseThatRanOut:
    def test_whoever_comes_too_late_settles_nothing(self, writer: Writer, ruth: Person) -> None:
        say(writer, ruth, "o1")
        late = one(writer)
        mine = one(writer, LATER)
        deed(writer, "give_up", late)
        for name in ("repost", "write_down", "postpone"):
            deed(writer, name, late, LATER)
        assert claim(writer, LATER) == [], "it is still held"
        assert settle(writer, mine, "D:1", LATER) == "offer:1"

    def test_a_late_post_gives_its_place_to_whoever_looks(self, writer: Writer, ruth: Person) -> None:
        say(writer, ruth, "o1")
        late = one(writer)
        look = one(writer, LATER)
        assert settle(writer, late, "D:1", LATER) == ""
        do(writer, lambda unit: unit.slots.write_down(look, LATER))
        each = one(writer, LATER)
        assert (each.reference, each.look) == ("D:1", 0)
        assert settle(writer, each, "D:1", LATER) == "offer:1"
        assert claim(writer, LATER) == []

    def test_two_posts_of_one_card_become_one(self, writer: Writer, ruth: Person) -> None:
        late, mine = twice(writer, ruth)
        settle(writer, late, "D:1", LATER)
        assert settle(writer, mine, "D:2", LATER) == "offer:1"
        away = one(writer, LATER)
        assert (away.reference, away.retired, away.replaced, away.double) == ("D:1", True, True, True)

    def test_two_posts_of_one_card_become_one_whoever_is_first(self, writer: Writer, ruth: Person) -> None:
        late, mine = twice(writer, ruth)
        settle(writer, mine, "D:2", LATER)
        settle(writer, late, "D:1", LATER)
        away = one(writer, LATER)
        assert (away.reference, away.double) == ("D:1", True)

    def test_a_late_post_says_nothing_of_what_its_holder_posted_and_died_with(
        self, writer: Writer, ruth: Person
    ) -> None:
        """The late one's place was taken for that of the card, and the holder's stood beside it for good."""
        late, mine = twice(writer, ruth)
        settle(writer, late, "D:1", LATER)
        much_later = LATER + 2 * MINUTE
        look = one(writer, much_later)
        assert (look.look, look.reference, look.mark) == (1, "", mine.mark)
        away = one(writer, much_later)
        assert away.reference == "D:1"
        settle(writer, away, "D:1", much_later)
        assert settle(writer, look, "D:2", much_later) == "offer:1"
        say(writer, ruth, "o2")
        assert one(writer, much_later).reference == "D:2"

    def test_a_late_post_that_was_written_down_is_taken_away(self, writer: Writer, ruth: Person) -> None:
        """Its place was kept, and nobody ever went there, not even after a press."""
        say(writer, ruth, "o1")
        late = one(writer)
        write_down(writer, one(writer, LATER))
        settle(writer, one(writer, LATER), "D:2", LATER)
        settle(writer, late, "D:1", LATER)
        away = one(writer, LATER)
        assert (away.reference, away.retired, away.replaced, away.double) == ("D:1", True, True, True)

    def test_one_post_is_no_double_of_itself_however_its_place_is_written(self, writer: Writer, ruth: Person) -> None:
        say(writer, ruth, "o1")
        late = one(writer)
        look = one(writer, LATER)
        seen(writer, value_of(late), "D:1")
        settle(writer, look, "D:1", LATER)
        settle(writer, late, "the same, as the answer names it", LATER)
        assert claim(writer, LATER) == []
        say(writer, ruth, "o2")
        assert one(writer, LATER).reference == "D:1"

    def test_an_older_edit_that_comes_too_late_is_put_right(self, writer: Writer, ruth: Person) -> None:
        say(writer, ruth, "o1")
        settle(writer, one(writer), "D:1")
        say(writer, ruth, "o2")
        late = one(writer)
        say(writer, ruth, "o3")
        settle(writer, one(writer, LATER), "D:1", LATER)
        settle(writer, late, "D:1", LATER)
        each = one(writer, LATER)
        assert each.card.blocks == card("o3").blocks
