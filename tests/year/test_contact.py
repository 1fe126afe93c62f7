"""The inspector: one side's word is not the other's fact."""

import pytest

from bench.year.broken import Broken
from tests.year.history import History


def said_to_be_in_touch(history: History) -> str:
    history.asks()
    history.passes(4)
    offer = history.matched("ada")
    history.passes(20)
    history.claims("ada", offer)
    history.step()
    return offer


def test_a_claim_that_is_denied_and_seen_to_passes():
    history = History()
    said_to_be_in_touch(history)
    history.passes(24)
    history.updated()
    history.denies()
    history.step()
    history.passes(24)
    history.told("casey")
    history.step()


def test_a_claim_of_which_the_physician_is_not_asked():
    history = History()
    said_to_be_in_touch(history)
    history.passes(25)
    with pytest.raises(Broken, match="the physician must be asked whether they were reached"):
        history.updated()


def test_whoever_said_so_first_is_asked_nothing_also_in_the_same_minute():
    history = History()
    history.asks()
    history.passes(4)
    offer = history.matched("ada")
    history.passes(20)
    history.says_so_first()
    history.claims("ada", offer)
    history.passes(25)
    history.step()


def test_a_denial_without_a_new_try_of_which_nobody_is_told():
    history = History()
    said_to_be_in_touch(history)
    history.passes(1)
    history.denies()
    history.passes(25)
    with pytest.raises(Broken, match="a coordinator must hear that first contact is open"):
        history.updated()


@pytest.mark.parametrize("verb", ["left-message", "wrote", "not-reached"])
def test_after_a_new_try_the_hours_of_a_denial_are_over(verb: str):
    history = History()
    offer = said_to_be_in_touch(history)
    history.passes(1)
    history.denies()
    history.tries("ada", offer, verb)
    history.passes(25)
    history.updated()


def test_a_second_denial_of_which_nobody_is_told_at_once():
    history = History()
    offer = said_to_be_in_touch(history)
    history.denies()
    history.passes(2)
    history.claims("ada", offer)
    history.denies()
    history.passes(0.5)
    with pytest.raises(Broken, match="a coordinator must hear of a second denial"):
        history.updated()


def test_a_request_that_is_erased_while_a_denial_is_young():
    history = History()
    said_to_be_in_touch(history)
    history.denies()
    history.passes(20)
    history.ends()
    with pytest.raises(Broken, match="it was erased 1 days after the physician said that nobody reached them"):
        history.step()


def test_a_denial_may_be_followed_by_their_own_withdrawal_and_by_contact_that_they_did_not_deny():
    withdrawn, reached = History(), History()
    offers = [said_to_be_in_touch(history) for history in (withdrawn, reached)]
    for history in (withdrawn, reached):
        history.denies()
        history.passes(3)
    withdrawn.withdraws()
    withdrawn.step()
    reached.claims("ada", offers[1])
    reached.passes(24)
    reached.updated()
    reached.ends()
    reached.step()


def test_an_agreed_day_moves_the_three_weeks_of_silence():
    history = History()
    said_to_be_in_touch(history)
    history.agrees("ada", "month")
    history.passes(24)
    history.updated()
    history.passes(50 * 24)
    history.inspector._waits.check(history.now)
    history.passes(3 * 24)
    with pytest.raises(Broken, match="three weeks of silence"):
        history.inspector._waits.check(history.now)


def test_a_request_that_nothing_erases_a_month_after_the_last_word():
    history = History()
    history.asks()
    for _ in range(60):
        history.passes(12)
        history.updated()
        history.told("casey")
    history.passes(2)
    with pytest.raises(Broken, match="everything must be erased"):
        history.updated()
