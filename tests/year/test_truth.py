"""What was told of first contact, and what is true; and offers, of which every one that was made counts."""

from collections import Counter

import pytest

from bench.year import figures, table
from bench.year.facts import RequestRow
from bench.year.words import Word, as_the_house_counts
from tests.year.history import History


def counted(history: History) -> figures.Figures:
    return figures.count(history.inspector.known, Counter())


def matched(history: History) -> str:
    history.asks()
    history.passes(4)
    return history.matched("ada")


def test_contact_that_both_know_of():
    history = History()
    offer = matched(history)
    history.passes(20)
    history.meets("ada", offer)
    history.becomes("connected")
    truth = counted(history).year.truth
    assert (truth.waited, truth.in_time, truth.told, truth.false, truth.untold) == (1, 1, 1, 0, 0)


def test_contact_that_one_only_claimed():
    history = History()
    matched(history)
    history.becomes("connected")
    truth = counted(history).year.truth
    assert (truth.waited, truth.in_time, truth.told, truth.false, truth.untold) == (1, 0, 1, 1, 0)


def test_contact_of_which_nobody_told_and_which_came_late():
    history = History()
    offer = matched(history)
    history.passes(69)
    history.meets("ada", offer)
    truth = counted(history).year.truth
    assert (truth.waited, truth.in_time, truth.told, truth.false, truth.untold) == (1, 0, 0, 0, 1)


@pytest.mark.parametrize(
    ("contact", "said", "expected", "house"),
    [
        ("agreed", True, Word.BOTH, "both"),
        ("agreed", False, Word.PHYSICIAN, "one"),
        ("said", True, Word.SUPPORTER, "one"),
        ("decided", True, Word.SUPPORTER, "one"),
        ("decided", False, Word.NOBODY, ""),
        ("denied", False, Word.DENIED, "denied"),
        ("", False, Word.NOBODY, ""),
    ],
)
def test_whose_word_it_was_in_the_end(contact: str, said: bool, expected: Word, house: str):
    history = History()
    offer = matched(history)
    history.meets("ada", offer)
    history.inspector.saw(RequestRow(history.now, "r1", "one", "closed", "nobody", 1, contact=contact, said=said))
    truth = counted(history).year.truth
    assert truth.words == truth.reached == {expected: 1}
    assert as_the_house_counts(history.inspector.known.requests.values()) == {house: 1}


def test_a_colleague_who_was_reached_and_another_who_was_not():
    """What is told is of the last match."""
    history = History()
    first = matched(history)
    history.meets("ada", first)
    history.offer_is(first, "ended")
    history.becomes("seeking", search=2)
    history.passes(4)
    history.matched("ines")
    truth = counted(history).year.truth
    assert (truth.in_time, truth.reached.total()) == (1, 0)


def test_whoever_was_never_matched_counts_and_whoever_gave_up_in_time_does_not():
    waiting, given_up = History(), History()
    for history in (waiting, given_up):
        history.asks()
        history.passes(20)
    given_up.withdraws()
    assert counted(waiting).year.truth.waited == 1
    assert counted(given_up).year.truth.waited == 0


def test_an_offer_that_nobody_answered_was_made_too():
    history = History()
    history.asks()
    history.offer_is(history.offers("ada"), "declined")
    lapsed = history.offers("ines")
    history.passes(24)
    history.offer_is(lapsed, "expired")
    offers = counted(history).offers
    assert (offers.made, offers.in_time, offers.unanswered) == (2, 1, 1)
    assert table.answered(offers) == 50


def test_an_offer_that_was_taken_back_could_not_be_answered():
    history = History()
    history.asks()
    history.offer_is(history.offers("ada"), "declined")
    history.offer_is(history.offers("ines"), "recalled")
    assert table.answered(counted(history).offers) == 100
