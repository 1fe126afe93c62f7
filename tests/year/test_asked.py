"""The inspector: who may be asked. Each history breaks one rule, and would pass without it."""

from typing import Any

import pytest

from bench.year.broken import Broken
from bench.year.town import Kind, Soul, Town
from bot.core.people import Stage
from tests.year.history import History, town


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"evaluates": frozenset({"robin"})}, "evaluates the physician"),
        ({"evaluates_department": "surgery"}, "evaluates the physician"),
        ({"trained": False}, "is not trained"),
        ({"signed": False}, "has not signed"),
        ({"stage": Stage.EARLY}, "earlier career stage"),
    ],
)
def test_an_offer_to_somebody_whom_a_rule_forbids(changes: dict[str, Any], words: str):
    history = History(town(**changes))
    history.asks()
    history.offers("ada")
    with pytest.raises(Broken, match=words):
        history.step()


@pytest.mark.parametrize(("word", "rest", "answer"), [("away", "2026-09-20", "away-until"), ("away", "", "away-open")])
def test_an_offer_to_somebody_who_is_away(word: str, rest: str, answer: str):
    history = History()
    history.types("ada", word, rest, answer)
    history.passes(1)
    history.asks()
    history.offers("ada")
    with pytest.raises(Broken, match="ada was asked, who is away"):
        history.step()


def test_a_match_of_somebody_who_went_away_after_the_offer():
    history = History()
    history.asks()
    offer = history.offers("ada")
    history.step()
    history.passes(1)
    history.types("ada", "away", "", "away-open")
    history.offer_is(offer, "named")
    with pytest.raises(Broken, match="ada is matched, who is away"):
        history.offer_is(offer, "confirmed")


def test_whoever_left_three_offers_unanswered_is_left_in_peace():
    history = History()
    history.asks()
    for search in (1, 2, 3):
        history.becomes(search=search)
        history.told("casey")
        offer = history.offers("ada")
        history.step()
        history.passes(1)
        history.offer_is(offer, "expired")
    history.becomes(search=4)
    history.passes(1)
    history.offers("ada")
    with pytest.raises(Broken, match="away, paused"):
        history.step()


def test_an_offer_to_somebody_on_the_physicians_list():
    history = History()
    history.asks(not_these=("ada",))
    history.offers("ada")
    with pytest.raises(Broken, match="on the physician's list"):
        history.step()


def test_an_offer_to_another_site():
    history = History()
    history.asks()
    history.offers("sam")
    with pytest.raises(Broken, match="another site"):
        history.step()


def test_asking_the_same_person_again():
    history = History()
    history.asks()
    first = history.offers("ada")
    history.step()
    history.passes(1)
    history.offer_is(first, "declined")
    history.offers("ada")
    with pytest.raises(Broken, match="asked for this request before"):
        history.step()


@pytest.mark.parametrize("states", [["expired"], ["named", "expired"]])
def test_whoever_let_it_lapse_is_asked_again_two_days_later_where_nobody_else_is_left(states: list[str]):
    """From when it ended: one that was taken up and forgotten ends with the hours of the name."""
    history = lapsed(town(ines={"trained": False}), states)
    for _ in range(2):
        history.passes(20)
        history.updated()
        history.told("casey")
    history.passes(8)
    history.offers("ada")
    history.step()


@pytest.mark.parametrize(
    ("hours", "people"), [(47, town(ines={"trained": False})), (48, town())], ids=["too soon", "ines is left"]
)
def test_whoever_let_it_lapse_and_is_asked_again_too_soon_or_before_others(hours: float, people: Town):
    history = lapsed(people, ["named", "expired"])
    history.passes(hours)
    history.offers("ada")
    with pytest.raises(Broken, match="ada was asked, who was asked for this request before"):
        history.step()


def lapsed(people: Town, states: list[str]) -> History:
    history = History(people)
    history.asks()
    offer = history.offers("ada")
    history.step()
    for state in states:
        history.passes(4 / len(states))
        history.offer_is(offer, state)
    history.told("casey")
    history.step()
    return history


def test_more_than_the_limit_at_once():
    history = History()
    history.asks()
    history.matched("ada")
    other = history.inspector.known.helper("ines")
    other.offers.extend(history.inspector.known.helper("ada").offers)  # she has a match of another request already
    history.passes(1)
    history.becomes("seeking", search=2)
    history.inspector.known.requests["r1"].offers.clear()
    history.offers("ines")
    with pytest.raises(Broken, match="1 at once is the limit"):
        history.step()


def shown_and_lapsed(history: History, *users: str) -> None:
    """Each looks at the name in turn and lets the offer lapse."""
    for user in users:
        offer = history.offers(user)
        history.passes(1)
        history.offer_is(offer, "named")
        history.passes(47)
        history.offer_is(offer, "expired")


def test_a_third_who_sees_a_name_without_the_physicians_yes():
    people = town(name_first=True)
    people.join(Soul("mika", "one", Kind.SUPPORTER, "Dr. Invented Mika", stage=Stage.LATE))
    history = History(people)
    history.asks()
    shown_and_lapsed(history, "ada", "ines")
    with pytest.raises(Broken, match="3 people have seen the name, 2 may"):
        shown_and_lapsed(history, "mika")


def test_one_who_is_asked_again_and_sees_the_name_again_is_not_two():
    history = History(town(name_first=True))
    history.asks()
    shown_and_lapsed(history, "ada", "ines", "ada")
