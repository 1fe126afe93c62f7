"""What a posted button means: drawn once for each version of each copy, good for one account, gone with its slot."""

from datetime import timedelta

import pytest

from bot.core.people import Person
from bot.surface import Account, Button, Card, Paragraph, Verbatim, w
from bot.surface.posted import bare, is_value
from storage.stores.button_values import ANSWER_DAYS
from storage.stores.delivery import Delivery
from storage.transactions.writer import Writer
from tests.storage.scene import HOUR, NOW, do, join, slack, teams

LINES = Verbatim("911")

LEASE = timedelta(minutes=2)


@pytest.fixture
def ruth(writer: Writer) -> Person:
    ruth = do(writer, lambda unit: join(unit, "Ruth Okafor"))
    do(writer, lambda unit: unit.people.attach(ruth.id, teams("ruth")))
    return ruth


def card(*tokens: str, words: str = "offer-ask") -> Card:
    return Card(
        (Paragraph(w(words)),), tuple(Button(w("accept"), "offer-accept", token, 3) for token in tokens), footer=LINES
    )


def say(writer: Writer, person: Person, said: Card, *, notify: bool = False, last: bool = False) -> None:
    do(writer, lambda unit: unit.slots.say(person.id, "offer:1", said, at=NOW, notify=notify, last=last))


def claim(writer: Writer, hours: int = 0) -> list[Delivery]:
    return do(writer, lambda unit: unit.slots.claim(NOW + hours * HOUR, LEASE, 10))


def settle(writer: Writer, each: Delivery) -> None:
    do(writer, lambda unit: unit.slots.settle(each, each.reference or f"ts-{each.copy}", NOW))


def meant(writer: Writer, value: str, account: Account) -> tuple[tuple[str, str, int], ...]:
    return do(writer, lambda unit: unit.values.meaning(value, account))


def value_of(delivery: Delivery) -> str:
    (value,) = {button.token for button in delivery.card.buttons}
    assert is_value(value)
    assert not any(button.version for button in delivery.card.buttons)
    return value


def test_each_copy_and_each_version_has_a_value_of_its_own_and_a_retry_the_same(writer: Writer, ruth: Person) -> None:
    say(writer, ruth, card("o1", "o2"))
    first = claim(writer)
    assert len({value_of(each) for each in first}) == 2
    assert len({each.mark for each in first}) == 2
    again = claim(writer, hours=1)
    # Two accounts are told at once, and neither is first.
    assert {each.mark: each.card for each in again} == {each.mark: each.card for each in first}
    for each in again:
        settle(writer, each)
    say(writer, ruth, card("o3"))
    newer = claim(writer)
    assert not {value_of(each) for each in newer} & {value_of(each) for each in first}
    assert {each.mark for each in newer} == {each.mark for each in first}, "the message is the same"
    for each in first:
        assert meant(writer, value_of(each), each.account) == (("offer-accept", "o1", 3), ("offer-accept", "o2", 3))


def test_it_is_nobody_elses_and_goes_with_its_slot(writer: Writer, ruth: Person) -> None:
    say(writer, ruth, card("o1"))
    here, there = claim(writer)
    assert meant(writer, value_of(here), there.account) == ()
    assert meant(writer, "0" * 32, here.account) == ()
    for each in (here, there):
        settle(writer, each)
    say(writer, ruth, Card((Paragraph(Verbatim("closed")),), footer=LINES), last=True)
    assert meant(writer, value_of(here), here.account), "the last word is not shown yet"
    for each in claim(writer):
        settle(writer, each)
    assert meant(writer, value_of(here), here.account) == ()
    assert do(writer, lambda unit: unit.link.driver.execute("SELECT count(*) FROM meaning").fetchone()[0]) == 0


def test_a_message_that_vanished_is_posted_anew_under_another_mark(writer: Writer, ruth: Person) -> None:
    say(writer, ruth, card("o1"))
    first, _ = claim(writer)
    settle(writer, first)
    say(writer, ruth, card("o2"))
    (edit,) = [each for each in claim(writer) if each.copy == first.copy]
    do(writer, lambda unit: unit.slots.repost(edit, NOW))
    (again,) = [each for each in claim(writer) if not each.reference]
    assert again.mark != first.mark
    assert value_of(again) != value_of(first)


def test_constants_have_a_value_and_no_row(writer: Writer, ruth: Person) -> None:
    door = Card((Paragraph(w("hello")),), (Button(w("ask"), "ask"), Button(w("phone-instead"), "phone")), footer=LINES)
    say(writer, ruth, door)
    for each in claim(writer):
        assert [button.verb for button in each.card.buttons] == ["ask", "phone"]
        assert bare(each.card) == door
        assert meant(writer, value_of(each), each.account) == ()


def test_every_card_that_says_you_have_an_update_looks_alike(writer: Writer, ruth: Person) -> None:
    """Of a request, of a role, of a gathering: only for one of them a row is behind it."""
    update = Card((Paragraph(w("update")),), (Button(w("open"), "gatherings", "off", opens=True),), footer=LINES)
    say(writer, ruth, update)
    for each in claim(writer):
        assert [button.verb for button in each.card.buttons] == ["open"]
        assert meant(writer, value_of(each), each.account) == (("gatherings", "off", 0),)


def test_an_answer_that_no_slot_holds_is_good_for_some_days(writer: Writer, ruth: Person) -> None:
    account = slack("URUTH")
    answer = do(writer, lambda unit: unit.values.answer(card("r1"), account, NOW))
    value = answer.buttons[0].token
    assert meant(writer, value, account) == (("offer-accept", "r1", 3),)
    assert do(writer, lambda unit: unit.values.purge(NOW + timedelta(days=ANSWER_DAYS))) == 0
    assert do(writer, lambda unit: unit.values.purge(NOW + timedelta(days=ANSWER_DAYS + 1))) == 1
    assert meant(writer, value, account) == ()
