"""The inspector: what hangs together in a history; one in which everything is right passes."""

import pytest

from bench.year.broken import Broken
from tests.year.history import CONTACT, History


def test_a_history_in_which_everything_is_right_passes():
    history = History()
    history.asks()
    history.matched("ada")
    history.reads("ada", CONTACT, "details")
    history.passes(20)
    history.becomes("connected")
    history.step()


def test_two_live_offers():
    history = History()
    history.asks()
    history.offers("ada")
    with pytest.raises(Broken, match="2 live offers"):
        history.offers("ines")


def test_a_match_without_its_offer():
    history = History()
    history.asks()
    history.becomes("matched")
    with pytest.raises(Broken, match="matched, with no confirmed offer"):
        history.step()


def test_a_move_that_is_not_in_the_table():
    history = History()
    history.asks()
    with pytest.raises(Broken, match="from seeking to connected"):
        history.becomes("connected")
