"""The inspector: who may read what, and what may be left over."""

import pytest

from bench.year.broken import Broken
from tests.year.history import CONTACT, History, Rows


def test_the_contact_before_the_match():
    history = History()
    history.asks()
    history.offers("ada")
    with pytest.raises(Broken, match="ada reads how to reach robin"):
        history.reads("ada", CONTACT, "offer-accept")


def test_the_contact_after_the_match_has_ended():
    history = History()
    history.asks()
    offer = history.matched("ada")
    history.offer_is(offer, "ended")
    with pytest.raises(Broken, match="ada reads how to reach robin"):
        history.reads("ada", CONTACT, "details")


def test_the_name_before_a_yes_in_principle():
    history = History()
    history.asks()
    history.offers("ada")
    with pytest.raises(Broken, match="the name of robin"):
        history.reads("ada", "Dr. Invented robin", "offer-accept")


def test_a_posted_card_with_a_name():
    with pytest.raises(Broken, match="says Dr"):
        History().card("ada", says="Dr. Invented robin")


def test_a_posted_card_without_the_crisis_lines():
    with pytest.raises(Broken, match="no crisis lines"):
        History().card("ada", footer=None)


def test_a_coordinator_on_the_physicians_list_gets_a_card():
    history = History()
    history.asks(not_these=("casey",))
    with pytest.raises(Broken, match="casey has no hand in it"):
        history.told("casey")


def test_a_closed_request_that_still_leads_to_somebody():
    history = History()
    history.asks()
    history.becomes("closed")
    with pytest.raises(Broken, match="closed, and its key is still there"):
        history.step(Rows(left="FROM request_key"))
