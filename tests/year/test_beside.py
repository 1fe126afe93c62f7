"""The inspector: nobody waits beside somebody who is free, and "nobody is left" is said when it is so."""

import pytest

from bench.year.broken import Broken
from bench.year.town import Town
from bot.core.people import Stage
from tests.year.history import History, town


def waits(history: History, minutes: float) -> None:
    history.asks()
    history.step()
    history.passes(minutes / 60)
    history.step()


def test_a_request_that_waits_beside_somebody_free():
    with pytest.raises(Broken, match=r"(ada|ines) was free and may help"):
        waits(History(), minutes=20)


def test_two_looks_are_allowed_and_nobody_is_asked_at_night():
    waits(History(), minutes=10)
    late = History()
    late.passes(10.9)  # five minutes before nine in the evening
    waits(late, minutes=10 * 60)


@pytest.mark.parametrize("people", [town(by_hand=True), town(stage=Stage.EARLY, ines={"trained": False})])
def test_where_a_person_chooses_or_nobody_may_help_nothing_is_offered_by_itself(people: Town):
    waits(History(people), minutes=60)


def test_beside_somebody_who_comes_back():
    history = History(town(ines={"trained": False}))
    history.types("ada", "away", "", "away-open")
    waits(history, minutes=120)
    history.types("ada", "back", "", "welcome-back")
    history.step()
    history.passes(0.3)
    with pytest.raises(Broken, match="ada was free and may help"):
        history.step()


def test_beside_somebody_whose_offer_lapsed_two_days_ago():
    history = History(town(ines={"trained": False}))
    history.asks()
    history.told("casey")
    offer = history.offers("ada")
    history.step()
    history.passes(24)
    history.updated()
    history.offer_is(offer, "expired")
    history.step()
    for _ in range(3):
        history.passes(16)
        history.updated()
        history.told("casey")
        history.step()
    history.passes(0.3)
    with pytest.raises(Broken, match="ada was free and may help"):
        history.step()


def test_the_word_that_nobody_is_left_when_everybody_was_asked_and_said_no():
    history = History()
    history.asks()
    for user in ("ada", "ines"):
        history.offer_is(history.offers(user), "declined")
    history.told("casey", why="escalation-why-nobody")


@pytest.mark.parametrize("ending", ["", "open", "expired", "recalled"])
def test_the_word_that_nobody_is_left_while_somebody_was_not_asked_or_has_not_answered(ending: str):
    history = History()
    history.asks()
    history.offer_is(history.offers("ada"), "declined")
    if ending:
        offer = history.offers("ines")
        history.offer_is(offer, *([] if ending == "open" else [ending]))
    with pytest.raises(Broken, match="casey reads that nobody is left to ask, and ines is"):
        history.told("casey", why="escalation-why-nobody")


def test_whoever_is_away_is_nobody_to_ask():
    history = History()
    history.types("ines", "away", "", "away-open")
    history.passes(11)
    history.asks()
    history.offer_is(history.offers("ada"), "declined")
    history.told("casey", why="escalation-why-nobody")
