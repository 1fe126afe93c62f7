"""Slots: every copy of a card comes to show the truth, in order, whatever goes wrong on the way."""

import threading
from datetime import datetime, timedelta
from functools import partial

import pytest

from bot.core.people import Person
from bot.ports.records import Conflict
from bot.surface import Paragraph, w
from bot.surface.posted import bare
from storage import tables
from storage.stores.delivery import NEUTRAL, Delivery
from storage.transactions.unit_of_work import UnitOfWork
from storage.transactions.writer import Writer
from tests.storage.scene import HOUR, MINUTE, NOW, card, do, join, joined, slack, teams

LEASE = timedelta(minutes=2)


@pytest.fixture
def ruth(writer: Writer) -> Person:
    return do(writer, lambda unit: join(unit, "Ruth Okafor"))


def say(
    writer: Writer, person: Person, text: str, *, slot: str = "offer:7f3a", at: datetime = NOW, **more: bool
) -> None:
    say_with(writer, person, text, slot=slot, at=at, receipt="", **more)


def say_with(
    writer: Writer,
    person: Person,
    text: str,
    *,
    receipt: str,
    slot: str = "offer:7f3a",
    at: datetime = NOW,
    notify: bool = False,
    last: bool = False,
) -> None:
    do(
        writer,
        lambda unit: unit.slots.say(person.id, slot, card(text), at=at, notify=notify, receipt=receipt, last=last),
    )


def claim(writer: Writer, at: datetime = NOW) -> list[Delivery]:
    return do(writer, lambda unit: unit.slots.claim(at, LEASE, 10))


def one(writer: Writer, at: datetime = NOW) -> Delivery:
    (delivery,) = claim(writer, at)
    return delivery


def settle(writer: Writer, delivery: Delivery, reference: str = "ts-1", at: datetime = NOW) -> str:
    return do(writer, lambda unit: unit.slots.settle(delivery, reference, at))


def deliver(writer: Writer, at: datetime = NOW, reference: str = "ts-1") -> list[tuple[str, str, str]]:
    """Deliver all there is: what was done, to which user, what it showed."""
    done = []
    while batch := claim(writer, at):
        for delivery in batch:
            done.append(("edit" if delivery.reference else "post", delivery.account.user, shown(delivery)))
            settle(writer, delivery, delivery.reference or reference, at)
    return done


def shown(delivery: Delivery) -> str:
    block = delivery.card.blocks[0]
    assert isinstance(block, Paragraph)
    return getattr(block.words, "text", "") or getattr(block.words, "id", "")


def rows(writer: Writer, table: str) -> int:
    found = do(writer, lambda unit: unit.link.driver.execute(f"SELECT count(*) FROM {table}").fetchone())  # noqa: S608
    return int(found[0])


def test_a_card_is_posted_once_and_then_edited_in_place(writer: Writer, ruth: Person):
    say(writer, ruth, "first")
    assert deliver(writer) == [("post", "URUTH", "first")]
    say(writer, ruth, "second")
    assert deliver(writer) == [("edit", "URUTH", "second")]
    assert deliver(writer) == []


def test_the_card_comes_back_as_it_was_said(writer: Writer, ruth: Person):
    say(writer, ruth, "first")
    assert bare(one(writer).card) == card("first")


def test_two_undelivered_versions_are_one_message(writer: Writer, ruth: Person):
    say(writer, ruth, "first")
    say(writer, ruth, "second")
    assert deliver(writer) == [("post", "URUTH", "second")]


def test_a_card_said_while_the_older_is_on_its_way_follows_as_an_edit(writer: Writer, ruth: Person):
    say(writer, ruth, "first")
    on_its_way = one(writer)
    say(writer, ruth, "second")
    assert claim(writer) == []
    settle(writer, on_its_way)
    assert deliver(writer) == [("edit", "URUTH", "second")]


def test_notify_posts_anew_and_then_turns_the_old_copy_neutral(writer: Writer, ruth: Person):
    say(writer, ruth, "first")
    deliver(writer)
    say(writer, ruth, "second", notify=True)
    assert deliver(writer, reference="ts-2") == [("post", "URUTH", "second"), ("edit", "URUTH", "slot-moved")]
    assert rows(writer, "copy") == 1
    say(writer, ruth, "third")
    assert one(writer).reference == "ts-2"


def test_an_older_copy_is_replaced_only_once_a_newer_one_stands(writer: Writer, ruth: Person):
    say(writer, ruth, "first")
    deliver(writer)
    say(writer, ruth, "second", notify=True)
    newer = one(writer)
    assert not newer.replaced
    settle(writer, newer, "ts-2")
    older = one(writer)
    assert older.retired
    assert older.replaced


def test_an_older_copy_is_not_replaced_by_one_that_was_given_up(writer: Writer, ruth: Person):
    say(writer, ruth, "first")
    deliver(writer)
    say(writer, ruth, "second", notify=True)
    newer = one(writer)
    do(writer, lambda unit: unit.slots.give_up(newer))
    older = one(writer)
    assert older.retired
    assert not older.replaced


def test_the_newest_comes_before_an_older_one_is_taken_away_whatever_was_said_between(writer: Writer, ruth: Person):
    say(writer, ruth, "first")
    deliver(writer)
    say(writer, ruth, "second", notify=True)
    say(writer, ruth, "third", notify=True)
    assert deliver(writer, reference="ts-3") == [("post", "URUTH", "third"), ("edit", "URUTH", "slot-moved")]


def test_notify_before_the_first_was_posted_posts_one(writer: Writer, ruth: Person):
    say(writer, ruth, "first", at=NOW + HOUR)
    say(writer, ruth, "second", notify=True)
    assert deliver(writer, NOW + 2 * HOUR) == [("post", "URUTH", "second")]


def test_a_retired_copy_that_never_arrived_is_looked_for_and_nothing_waits_for_it(writer: Writer, ruth: Person):
    say(writer, ruth, "first")
    one(writer)  # and the process dies
    say(writer, ruth, "second", notify=True)
    later = NOW + 2 * LEASE
    second = one(writer, later)
    assert (second.look, second.retired) == (0, False)
    settle(writer, second, "ts-2", later)
    first = one(writer, later)
    assert (first.look, first.retired) == (1, True)
    do(writer, lambda unit: unit.slots.write_down(first, later))
    assert claim(writer, later + HOUR) == []
    say(writer, ruth, "over", at=later, last=True)
    settle(writer, one(writer, later), "ts-2", later)
    assert rows(writer, "copy") == 0


def test_one_account_hears_in_order_and_accounts_do_not_wait_for_each_other(writer: Writer, ruth: Person):
    omar = do(writer, lambda unit: join(unit, "Omar Haddad"))
    say(writer, ruth, "one", slot="a")
    say(writer, ruth, "two", slot="b")
    say(writer, omar, "other", slot="a")
    batch = claim(writer)
    assert sorted((delivery.account.user, shown(delivery)) for delivery in batch) == [
        ("UOMAR", "other"),
        ("URUTH", "one"),
    ]
    assert claim(writer) == []
    settle(writer, next(delivery for delivery in batch if delivery.account.user == "URUTH"))
    assert shown(one(writer)) == "two"


def test_a_retry_holds_back_its_own_account_only(writer: Writer, ruth: Person):
    omar = do(writer, lambda unit: join(unit, "Omar Haddad"))
    say(writer, ruth, "one", slot="a")
    first = one(writer)
    do(writer, lambda unit: unit.slots.postpone(first, NOW + 10 * MINUTE))
    say(writer, ruth, "two", slot="b")
    say(writer, omar, "other", slot="a")
    other = one(writer)
    assert shown(other) == "other"
    assert do(writer, lambda unit: unit.slots.next_due()) == NOW + LEASE
    settle(writer, other)
    assert do(writer, lambda unit: unit.slots.next_due()) == NOW + 10 * MINUTE
    again = one(writer, NOW + 10 * MINUTE)
    assert (shown(again), again.look, again.attempts) == ("one", 0, 1)


def test_a_newer_card_does_not_shorten_a_back_off(writer: Writer, ruth: Person):
    say(writer, ruth, "one")
    first = one(writer)
    do(writer, lambda unit: unit.slots.postpone(first, NOW + 10 * MINUTE))
    say(writer, ruth, "newer")
    assert claim(writer) == []
    assert shown(one(writer, NOW + 10 * MINUTE)) == "newer"


def test_a_card_that_does_not_open_holds_nothing_back(writer: Writer, ruth: Person):
    say(writer, ruth, "first", slot="a")
    do(writer, lambda unit: unit.link.change(tables.slot, {"person": ruth.id}, {"body": b"torn"}))
    say(writer, ruth, "second", slot="b")
    assert claim(writer) == []
    assert shown(one(writer)) == "second"


def test_what_waits_for_the_morning_holds_nothing_back(writer: Writer, ruth: Person):
    say(writer, ruth, "offer", slot="a", at=NOW + 9 * HOUR)
    say(writer, ruth, "crisis lines", slot="b")
    assert do(writer, lambda unit: unit.slots.next_due()) == NOW
    assert deliver(writer) == [("post", "URUTH", "crisis lines")]
    assert do(writer, lambda unit: unit.slots.next_due()) == NOW + 9 * HOUR


def test_a_change_in_the_night_does_not_wake_anybody(writer: Writer, ruth: Person):
    say(writer, ruth, "offer", at=NOW + 9 * HOUR)
    say(writer, ruth, "withdrawn")
    assert claim(writer) == []
    assert deliver(writer, NOW + 9 * HOUR) == [("post", "URUTH", "withdrawn")]


def test_after_a_crash_the_lease_ends_and_the_outbox_looks_first(writer: Writer, ruth: Person):
    say(writer, ruth, "one")
    first = one(writer)
    assert not first.look
    assert do(writer, lambda unit: unit.slots.next_due()) == NOW + LEASE
    assert claim(writer, NOW + LEASE - MINUTE) == []
    again = one(writer, NOW + LEASE)
    assert (again.copy, again.look) == (first.copy, 1)


def test_nobody_knows_whether_it_arrived_so_look_first(writer: Writer, ruth: Person):
    say(writer, ruth, "one")
    first = one(writer)
    do(writer, lambda unit: unit.slots.postpone(first, NOW + MINUTE, look=1))
    assert one(writer, NOW + MINUTE).look


def test_a_message_that_vanished_is_posted_anew(writer: Writer, ruth: Person):
    say(writer, ruth, "one")
    deliver(writer)
    say(writer, ruth, "two")
    edit = one(writer)
    do(writer, lambda unit: unit.slots.repost(edit, NOW))
    assert deliver(writer, reference="ts-2") == [("post", "URUTH", "two")]


def test_both_accounts_of_a_person_show_the_same(writer: Writer, ruth: Person):
    do(writer, lambda unit: unit.people.attach(ruth.id, teams("ruth-entra")))
    say(writer, ruth, "one")
    assert sorted(deliver(writer)) == [("post", "URUTH", "one"), ("post", "ruth-entra", "one")]
    say(writer, ruth, "two")
    assert sorted(deliver(writer)) == [("edit", "URUTH", "two"), ("edit", "ruth-entra", "two")]


def test_an_account_that_joins_later_hears_the_next_card(writer: Writer, ruth: Person):
    say(writer, ruth, "one")
    deliver(writer)
    do(writer, lambda unit: unit.people.attach(ruth.id, teams("ruth-entra")))
    say(writer, ruth, "two")
    assert sorted(deliver(writer)) == [("edit", "URUTH", "two"), ("post", "ruth-entra", "two")]


def test_the_last_word_is_forgotten_once_every_copy_shows_it(writer: Writer, ruth: Person):
    do(writer, lambda unit: unit.people.attach(ruth.id, teams("ruth-entra")))
    say(writer, ruth, "one")
    deliver(writer)
    say(writer, ruth, "closed", last=True)
    assert not do(writer, lambda unit: unit.slots.exists(ruth.id, "offer:7f3a"))
    first, second = claim(writer)
    settle(writer, first)
    assert rows(writer, "slot") == 1
    settle(writer, second)
    assert (rows(writer, "slot"), rows(writer, "copy")) == (0, 0)


def test_the_last_word_by_notify_leaves_nothing_either(writer: Writer, ruth: Person):
    say(writer, ruth, "one")
    deliver(writer)
    say(writer, ruth, "closed", notify=True, last=True)
    assert deliver(writer) == [("post", "URUTH", "closed"), ("edit", "URUTH", "slot-moved")]
    assert (rows(writer, "slot"), rows(writer, "copy")) == (0, 0)


def test_the_last_word_does_not_wait_for_an_account_that_is_gone(writer: Writer, ruth: Person):
    do(writer, lambda unit: unit.people.attach(ruth.id, teams("ruth-entra")))
    say(writer, ruth, "one")
    deliver(writer)
    say(writer, ruth, "closed", last=True)
    for delivery in claim(writer):
        if delivery.account.platform == "teams":
            settle(writer, delivery)
    do(writer, lambda unit: unit.people.account_gone(slack("URUTH")))
    assert (rows(writer, "slot"), rows(writer, "copy")) == (0, 0)


def test_somebody_with_no_account_leaves_no_slot_behind_the_last_word(writer: Writer, ruth: Person):
    do(writer, lambda unit: unit.people.account_gone(slack("URUTH")))
    say(writer, ruth, "closed", last=True)
    assert rows(writer, "slot") == 0


def test_a_slot_by_the_same_name_begins_anew_after_the_last_word(writer: Writer, ruth: Person):
    say(writer, ruth, "one")
    deliver(writer)
    say(writer, ruth, "closed", last=True)
    say(writer, ruth, "anew")
    assert deliver(writer) == [("edit", "URUTH", "closed"), ("post", "URUTH", "anew")]
    assert rows(writer, "slot") == 1


def test_a_last_word_takes_back_what_nobody_has_seen_yet(writer: Writer, ruth: Person):
    say(writer, ruth, "offer", at=NOW + 8 * HOUR, notify=True)
    say(writer, ruth, "no longer needed", last=True)
    assert claim(writer, NOW + 9 * HOUR) == []
    assert (rows(writer, "slot"), rows(writer, "copy")) == (0, 0)


def test_a_last_word_in_the_night_stands_in_the_card_that_a_held_back_one_was_to_replace(writer: Writer, ruth: Person):
    say(writer, ruth, "an offer")
    settle(writer, one(writer))
    say(writer, ruth, "a reminder in the morning", at=NOW + 8 * HOUR, notify=True)
    say(writer, ruth, "withdrawn", at=NOW + HOUR, last=True)
    delivery = one(writer, NOW + HOUR)
    assert (bare(delivery.card), delivery.reference) == (card("withdrawn"), "ts-1")
    settle(writer, delivery, at=NOW + HOUR)
    assert claim(writer, NOW + 9 * HOUR) == []
    assert not do(writer, lambda unit: unit.slots.exists(ruth.id, "offer:7f3a"))


def test_an_old_card_turns_neutral_as_soon_as_the_new_one_is_there(writer: Writer, ruth: Person):
    say(writer, ruth, "a match")
    settle(writer, one(writer))
    say(writer, ruth, "a reminder in the morning", at=NOW + 8 * HOUR, notify=True)
    say(writer, ruth, "please do not call", at=NOW + HOUR, notify=True, last=True)
    delivery = one(writer, NOW + HOUR)
    assert (bare(delivery.card), delivery.reference) == (card("please do not call"), "")
    settle(writer, delivery, "ts-2", NOW + HOUR)
    assert one(writer, NOW + HOUR).version == NEUTRAL


def test_a_last_word_still_reaches_a_card_that_may_have_arrived(writer: Writer, ruth: Person):
    say(writer, ruth, "offer", notify=True)
    lost = one(writer)
    say(writer, ruth, "no longer needed", last=True)
    do(writer, lambda unit: unit.slots.postpone(lost, NOW, look=1))
    assert claim(writer) == [], "with the next whole minute, so that no second tells when it was said"
    again = one(writer, NOW + MINUTE)
    assert again.look
    settle(writer, again)
    assert deliver(writer, NOW + MINUTE) == [("edit", "URUTH", "no longer needed")]
    assert (rows(writer, "slot"), rows(writer, "copy")) == (0, 0)


def test_a_receipt_comes_once_with_the_first_account_that_has_it(writer: Writer, ruth: Person):
    do(writer, lambda unit: unit.people.attach(ruth.id, teams("ruth-entra")))
    say_with(writer, ruth, "offer", receipt="offer:7f3a")
    first, second = claim(writer)
    assert settle(writer, first) == "offer:7f3a"
    assert settle(writer, second) == ""
    say(writer, ruth, "reminder")
    assert [settle(writer, delivery) for delivery in claim(writer)] == ["", ""]


def test_a_receipt_that_is_owed_comes_with_the_next_card(writer: Writer, ruth: Person):
    """The clock of an offer starts when it was delivered: a reminder that overtakes the offer must not stop it."""
    say_with(writer, ruth, "offer", receipt="offer:7f3a")
    on_its_way = one(writer)
    say(writer, ruth, "reminder")
    assert settle(writer, on_its_way) == "offer:7f3a"
    say_with(writer, ruth, "again", receipt="offer:second", notify=True)
    say(writer, ruth, "at once")
    assert [settle(writer, delivery) for delivery in claim(writer)] == ["offer:second"]


def test_a_receipt_is_not_given_for_an_older_card(writer: Writer, ruth: Person):
    say(writer, ruth, "first")
    on_its_way = one(writer)
    say_with(writer, ruth, "offer", receipt="offer:7f3a")
    assert settle(writer, on_its_way) == ""
    assert settle(writer, one(writer)) == "offer:7f3a"


def test_a_neutral_line_says_nothing_of_the_card(writer: Writer, ruth: Person):
    say(writer, ruth, "first")
    deliver(writer)
    say(writer, ruth, "second", notify=True)
    settle(writer, one(writer))
    neutral = one(writer)
    assert (neutral.card.buttons, neutral.card.footer) == ((), w("footer"))


def test_four_deliverers_at_once_claim_each_copy_once(writer: Writer):
    for person in joined(writer, *(f"P{n} Name" for n in range(12))):
        say(writer, person, "hello")
    claims = [writer.submit(lambda unit: unit.slots.claim(NOW, LEASE, 5)) for _ in range(4)]
    claimed = [delivery.copy for future in claims for delivery in future.result(20)]
    claimed += [delivery.copy for delivery in do(writer, lambda unit: unit.slots.claim(NOW, LEASE, 100))]
    assert len(claimed) == len(set(claimed)) == 12


def test_a_card_said_while_another_is_settled_is_never_lost(writer: Writer, ruth: Person):
    """On PostgreSQL the two run at once: whichever commits second, the copy comes to show the newest card."""
    say(writer, ruth, "0")
    deliver(writer)
    for n in range(1, 21):
        say(writer, ruth, f"{n}a")
        delivery = one(writer)
        settled = writer.submit(partial(_settle, delivery))
        said = writer.submit(partial(_say, ruth, f"{n}b"))
        assert (settled.exception(20), said.exception(20)) == (None, None)
        assert deliver(writer) == [("edit", "URUTH", f"{n}b")]


def test_two_cards_said_at_once_both_count(writer: Writer, ruth: Person):
    """Whoever read the version that the other has moved on is told; nothing is overwritten unseen."""
    say(writer, ruth, "0")
    version = 1
    for n in range(15):
        gate = threading.Barrier(2)
        both = [writer.submit(partial(_say_together, gate, ruth, f"{n}{side}")) for side in "ab"]
        lost = [failure for future in both if (failure := future.exception(20)) is not None]
        assert all(isinstance(failure, Conflict) for failure in lost)
        version += 2 - len(lost)
        assert do(writer, lambda unit: unit.link.driver.execute("SELECT version FROM slot").fetchone())[0] == version


def _settle(delivery: Delivery, unit: UnitOfWork) -> str:
    return unit.slots.settle(delivery, "ts-1", NOW)


def _say(person: Person, words: str, unit: UnitOfWork) -> None:
    unit.slots.say(person.id, "offer:7f3a", card(words), at=NOW, notify=False)


def _say_together(gate: threading.Barrier, person: Person, words: str, unit: UnitOfWork) -> None:
    unit.people.account_ids(person.id)
    if unit.link.is_postgresql:
        gate.wait(10)
    _say(person, words, unit)
