"""The inspector finds what is wrong: each history breaks one rule, and would pass without it."""

from collections.abc import Callable, Mapping
from typing import Any

import pytest

from bench.year.broken import Broken
from bench.year.town import Town
from bot.core.people import Stage
from bot.surface import Button, w
from tests.year.history import CONTACT, History, Rows, town


def test_a_history_in_which_everything_is_right_passes():
    history = History()
    history.asks()
    history.matched("ada")
    history.reads("ada", CONTACT, "details")
    history.passes(20)
    history.becomes("connected")
    history.step()


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


def test_two_live_offers():
    history = History()
    history.asks()
    history.offers("ada")
    with pytest.raises(Broken, match="2 live offers"):
        history.offers("ines")


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


def test_somebody_at_the_ceiling_while_another_is_free():
    history = History()
    history.asks()
    history.inspector.known.helper("ada").matched = [history.now.date().toordinal() - days for days in range(7)]
    history.offers("ada")
    with pytest.raises(Broken, match="ada has 7 matches this year, and ines was free"):
        history.step()


# --- nobody waits beside somebody who is free ----------------------------------------------------------------------


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
    history.told("casey", why="helm-why-nobody")


@pytest.mark.parametrize("ending", ["", "open", "expired", "recalled"])
def test_the_word_that_nobody_is_left_while_somebody_was_not_asked_or_has_not_answered(ending: str):
    history = History()
    history.asks()
    history.offer_is(history.offers("ada"), "declined")
    if ending:
        offer = history.offers("ines")
        history.offer_is(offer, *([] if ending == "open" else [ending]))
    with pytest.raises(Broken, match="casey reads that nobody is left to ask, and ines is"):
        history.told("casey", why="helm-why-nobody")


def test_whoever_is_away_is_nobody_to_ask():
    history = History()
    history.types("ines", "away", "", "away-open")
    history.passes(11)
    history.asks()
    history.offer_is(history.offers("ada"), "declined")
    history.told("casey", why="helm-why-nobody")


# --- the year's ceiling ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("before", "told"), [(5, True), (4, False), (5, False)])
def test_one_match_below_the_ceiling_a_coordinator_is_told(before: int, told: bool):
    history = History()
    history.asks()
    history.inspector.known.helper("ada").matched = [history.now.date().toordinal() - days for days in range(before)]
    history.matched("ada")
    if told:
        history.told("casey", why="capacity-near")
    history.passes(0.5)
    if before == 5 and not told:
        with pytest.raises(Broken, match="ada is one match below the ceiling, and casey was not told"):
            history.step()
    else:
        history.step()


# --- into the role -------------------------------------------------------------------------------------------------


WAY: Mapping[str, Callable[[History], None]] = {
    "offer": lambda history: history.volunteers("noor"),
    "yes": lambda history: history.says_yes("noor"),
    "training": lambda history: history.trains("noor", "4"),
    "signature": lambda history: history.signs("noor"),
}


def comes_into_the_role(history: History, **other: Callable[[History], None]) -> None:
    """Step by step, some of them otherwise."""
    history.lists("noor")
    for take in {**WAY, **other}.values():
        take(history)
    history.passes(1)


def test_somebody_who_came_into_the_role_may_be_asked():
    history = History()
    comes_into_the_role(history)
    history.asks()
    history.matched("noor")
    assert history.inspector.known.helper("noor").is_recruit


def test_somebody_of_whom_a_colleague_thought_may_be_asked_after_their_own_yes():
    history = History()
    comes_into_the_role(history, offer=lambda _: None, yes=lambda _: history.accepts("noor"))
    history.asks()
    history.matched("noor")


@pytest.mark.parametrize(
    ("step", "otherwise", "words"),
    [
        ("offer", lambda _: None, "is no supporter"),  # a colleague thought of them: their own yes is still to come
        ("yes", lambda _: None, "is no supporter"),
        ("training", lambda _: None, "is not trained"),
        ("training", lambda history: history.trains("noor", "2.5"), "is not trained"),
        ("training", lambda history: history.trains("noor", "4", errors=True), "is not trained"),
        ("signature", lambda _: None, "has not signed the agreement"),
        ("signature", lambda history: history.signs("noor", "an-older-one"), "has not signed the agreement"),
        ("signature", lambda history: history.signs("noor", answer="agreement-newer"), "has not signed the agreement"),
    ],
)
def test_an_offer_to_somebody_who_has_not_come_so_far(step: str, otherwise: Callable[[History], None], words: str):
    history = History()
    comes_into_the_role(history, **{step: otherwise})
    history.asks()
    history.offers("noor")
    with pytest.raises(Broken, match=f"noor was asked, who {words}"):
        history.step()
    assert not history.inspector.known.helper("noor").is_recruit


def test_an_offer_before_the_signature_that_came_an_hour_later():
    history = History()
    comes_into_the_role(history, signature=lambda _: None)
    history.asks()
    history.offers("noor", seen=False)
    history.passes(1)
    history.signs("noor")
    history.card("noor", Button(w("accept"), "offer-accept", "o1"))
    with pytest.raises(Broken, match="noor was asked, who has not signed the agreement"):
        history.step()


def test_somebody_at_the_ceiling_while_somebody_new_is_free():
    history = History()
    comes_into_the_role(history)
    history.asks(not_these=("ines",))
    history.inspector.known.helper("ada").matched = [history.now.date().toordinal() - days for days in range(7)]
    history.offers("ada")
    with pytest.raises(Broken, match="ada has 7 matches this year, and noor was free"):
        history.step()


# --- who may read what, and what hangs together --------------------------------------------------------------------


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


# --- nobody waits in silence ---------------------------------------------------------------------------------------


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
    history = History()
    history.asks()
    history.becomes(helm="coordinator")
    history.told("casey")
    history.passes(13)
    with pytest.raises(Broken, match="the deputy or the physician must hear of the silence"):
        history.updated()


def test_a_deputy_who_is_named_and_not_told():
    history = History()
    history.asks()
    history.becomes(helm="coordinator")
    history.told("casey")
    history.passes(12)
    history.becomes(helm="deputy")
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


# --- one side's word is not the other's fact -----------------------------------------------------------------------


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


def test_a_denial_without_a_new_try_of_which_nobody_is_told():
    history = History()
    said_to_be_in_touch(history)
    history.passes(1)
    history.denies()
    history.passes(25)
    with pytest.raises(Broken, match="a coordinator must hear that first contact is open"):
        history.updated()


def test_after_a_new_try_the_hours_of_a_denial_are_over():
    history = History()
    offer = said_to_be_in_touch(history)
    history.passes(1)
    history.denies()
    history.leaves_message("ada", offer)
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


# --- how long anything waits ---------------------------------------------------------------------------------------


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


def test_a_closed_request_that_still_leads_to_somebody():
    history = History()
    history.asks()
    history.becomes("closed")
    with pytest.raises(Broken, match="closed, and its key is still there"):
        history.step(Rows(left="FROM request_key"))
