"""The inspector: nobody waits in silence, and nothing waits for ever."""

import pytest

from bench.year.broken import Broken
from bot.surface import Button, w
from tests.year.history import History


def test_a_physician_who_hears_nothing_for_days():
    history = History()
    history.asks()
    history.offers("ada")
    history.passes(26)
    with pytest.raises(Broken, match="the physician must hear how the search stands"):
        history.step()


def test_a_word_that_came_too_late_is_noticed_although_it_came():
    history = History()
    history.asks()
    history.passes(26)
    with pytest.raises(Broken, match="the physician must hear how the search stands"):
        history.updated()


def test_a_search_that_no_coordinator_hears_of():
    history = History()
    history.asks()
    history.passes(24)
    history.updated()
    history.passes(23)
    with pytest.raises(Broken, match="a coordinator must hear of a long search"):
        history.updated()


def test_a_silent_coordinator_and_nobody_else_is_told():
    """Told at ten: their twelve hours would end at night, and end two hours into the day."""
    history = History()
    history.asks()
    history.becomes(escalation="coordinator")
    history.told("casey")
    history.passes(22.9)
    history.step()
    history.passes(0.5)
    with pytest.raises(Broken, match="the deputy or the physician must hear of the silence"):
        history.updated()


def test_a_deputy_who_is_named_and_not_told():
    history = History()
    history.asks()
    history.becomes(escalation="coordinator")
    history.told("casey")
    history.passes(12)
    history.becomes(escalation="deputy")
    history.passes(11)
    with pytest.raises(Broken, match="the deputy must be told"):
        history.updated()


@pytest.mark.parametrize(
    ("missing", "words"),
    [
        ("physician", "the physician must be asked about the first contact"),
        ("coordinator", "a coordinator must hear of the 72 hours"),
        ("supporter", "the supporter must be nudged"),
    ],
)
def test_the_72_hours_pass_and_somebody_is_not_told(missing: str, words: str):
    history = History()
    history.asks()
    offer = history.matched("ada")
    history.passes(72)
    if missing != "physician":
        history.updated()
    if missing != "coordinator":
        history.told("casey")
    if missing != "supporter":
        history.card("ada", Button(w("in-touch"), "reached-out", offer))
    history.passes(1)
    with pytest.raises(Broken, match=words):
        history.inspector._waits.check(history.now)


def test_a_match_without_contact_that_nobody_is_asked_to_mend():
    history = History()
    history.asks()
    offer = history.matched("ada")
    history.passes(72)
    history.updated()
    history.told("casey")
    history.card("ada", Button(w("in-touch"), "reached-out", offer))
    history.passes(25)
    with pytest.raises(Broken, match="a coordinator must be asked to find someone else"):
        history.updated()


def test_short_matches_one_after_the_other_and_nobody_is_told():
    history = History()
    history.asks()
    for user, search in (("ada", 2), ("ines", 3)):
        offer = history.matched(user)
        history.passes(60)
        history.offer_is(offer, "ended")
        history.becomes("seeking", search=search)
        history.updated()
    history.passes(1)
    with pytest.raises(Broken, match="somebody must hear of it within five days"):
        history.updated()


def test_three_weeks_of_silence_that_nothing_ends():
    history = History()
    history.asks()
    history.matched("ada")
    history.passes(20)
    history.becomes("connected")
    history.passes(22 * 24)
    with pytest.raises(Broken, match="three weeks of silence must end it"):
        history.step()
