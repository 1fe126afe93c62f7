"""The offer: its words, its hours, a decline that can be taken back, an answer that came too late (R31, R33)."""

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.core.request import OfferState
from storage.transactions.unit_of_work import UnitOfWork
from tests.stage import MONDAY, Actor, Stage
from tests.stories.conftest import Opens

ASKED = "A colleague would like to talk. Could you contact them within 72 hours? No reason needed either way."
THANKS = "Thank you for answering. Nobody asks why."
TOO_LATE = "This has moved on since. Nothing has changed."
MINUTE = 1 / 60


async def offers(stage: Stage) -> list[OfferState]:
    """How each offer of the one request stands."""

    def read(unit: UnitOfWork) -> list[OfferState]:
        return [offer.state for offer in unit.offers.of_request(unit.requests.open_ones()[0].id)]

    found: list[OfferState] = await stage.read(read)
    return found


async def unanswered(stage: Stage, actor: Actor) -> int:
    person = await stage.id_of(actor)
    found: int = await stage.read(lambda unit: unit.people.get(person).standing.unanswered)
    return found


# --- declining -----------------------------------------------------------------------------------------------------


async def test_a_decline_is_taken_back_and_nothing_tells_of_it(stage: Stage):
    _, ines, _ = stage.supporters
    await stage.ask(language="fr")
    ines.sees(ASKED)
    await ines.press("Decline")
    ines.sees(THANKS)
    assert [each for each in ines.buttons() if each in {"Accept", "Decline", "Take it back"}] == ["Take it back"]
    assert await offers(stage) == [OfferState.OPEN]
    await ines.press("Take it back")
    ines.sees(ASKED)
    await stage.forward(1)
    assert stage.offered() is ines
    assert await offers(stage) == [OfferState.OPEN]
    await stage.match()
    assert await offers(stage) == [OfferState.CONFIRMED]


async def test_after_two_minutes_the_next_is_asked(stage: Stage):
    _, ines, sam = stage.supporters
    await stage.ask(language="fr")
    await ines.press("Decline")
    back = ines.button("Take it back")
    await stage.forward(1.9 * MINUTE)
    sam.lacks("Accept")
    await stage.forward(0.2 * MINUTE)
    assert stage.offered() is sam
    ines.lacks("Take it back")
    await ines.press_kept(back)
    assert "moved on" in ines.notice
    assert stage.offered() is sam


async def test_a_second_press_changes_nothing(stage: Stage):
    """Nor does the same press that comes again after the inbox has forgotten it: the two minutes are the same two."""
    _, ines, sam = stage.supporters
    await stage.ask(language="fr")
    decline = ines.button("Decline")
    await ines.press("Decline")
    await stage.forward(1 / 60)
    await ines.press_kept(decline)
    assert "Take it back" in ines.buttons()
    assert await offers(stage) == [OfferState.OPEN]
    await stage.forward(1 / 60)
    assert stage.offered() is sam
    ines.lacks("Take it back")


async def test_the_same_press_delivered_again_settles_nothing(stage: Stage):
    _, ines, _ = stage.supporters
    await stage.ask(language="fr")
    await ines.press_repeated(ines.button("Decline"), times=3)
    assert await offers(stage) == [OfferState.OPEN]
    await ines.press("Take it back")
    assert stage.offered() is ines


async def test_declined_at_the_question_it_comes_back_as_the_question(stage: Stage):
    _, ines, _ = stage.supporters
    await stage.ask(language="fr")
    await ines.press("Accept")
    await ines.press("Decline")
    ines.sees(THANKS)
    await ines.press("Take it back")
    ines.sees("One question is left")
    await ines.press("Continue")
    await ines.press("No, confirm")
    assert await offers(stage) == [OfferState.CONFIRMED]


async def test_whoever_accepts_on_an_older_screen_has_thought_again(stage: Stage):
    _, ines, _ = stage.supporters
    await stage.ask(language="fr")
    accept = ines.button("Accept")
    await ines.press("Decline")
    await ines.press_kept(accept)
    ines.sees("Do you know this person")
    await stage.forward(1)
    assert await offers(stage) == [OfferState.NAMED]


async def test_whoever_goes_on_from_the_card_of_the_question_has_thought_again(stage: Stage):
    _, ines, _ = stage.supporters
    await stage.ask(language="fr")
    await ines.press("Accept")
    ines.close()
    go_on = ines.button("Continue")
    await ines.press("Decline")
    await ines.press_kept(go_on)
    ines.sees("Do you know this person")
    await stage.forward(1)
    assert await offers(stage) == [OfferState.NAMED]


async def test_withdrawn_within_the_two_minutes_the_withdrawal_wins(stage: Stage):
    robin, ines = stage.physician, stage.supporters[1]
    await stage.ask(language="fr")
    await ines.press("Decline")
    back = ines.button("Take it back")
    await robin.press("Open")
    await robin.press("Withdraw")
    await robin.press("Yes, withdraw")
    assert "no longer needed" in ines.chat()[-1]
    await ines.press_kept(back)
    await stage.forward(1)
    assert "no longer needed" in ines.chat()[-1]


async def test_run_out_within_the_two_minutes_it_has_ended_and_was_no_silence(stage: Stage):
    _, ines, sam = stage.supporters
    await stage.ask(language="fr")
    await stage.forward(24 - MINUTE)
    await ines.press("Decline")
    await stage.forward(1)
    assert OfferState.EXPIRED in await offers(stage)
    assert await unanswered(stage, ines) == 0
    assert stage.offered() is sam


async def test_while_it_can_be_taken_back_it_counts(stage: Stage):
    """Their limit is one: nothing else comes to them in these two minutes."""
    ada, ines, sam = stage.supporters
    for other in (ada, sam):
        await other.command("away")
    await stage.ask()
    await ines.press("Decline")
    assert len(await stage.read(lambda unit: unit.offers.live_of(_id_of(unit, ines)))) == 1
    await stage.forward(2 * MINUTE)
    assert await stage.read(lambda unit: unit.offers.live_of(_id_of(unit, ines))) == []


def _id_of(unit: UnitOfWork, actor: Actor) -> str:
    person = unit.people.by_account(actor.account)
    assert person is not None
    return person.id


# --- later ---------------------------------------------------------------------------------------------------------


async def test_ask_me_tonight(stage: Stage):
    """Asked at ten in the morning; the reminder comes at seven in the evening, and the offer ends at its own hour."""
    _, ines, sam = stage.supporters
    await stage.ask(language="fr")
    await ines.press("Ask me tonight")
    ines.sees("We'll ask you again Monday, September 7, 19:00")
    ines.lacks("Ask me tonight")
    before = len(ines.messages())
    await stage.forward(8.9)
    assert len(ines.messages()) == before
    await stage.forward(0.1)
    ines.sees("A colleague would still like to talk")
    assert "Ask me tomorrow" not in ines.buttons(), "once per offer"
    await stage.forward(15)
    assert stage.offered() is sam


async def test_ask_me_tomorrow(opens: Opens):
    stage = await opens(at=MONDAY + timedelta(hours=9.5))  # half past seven in the evening
    _, ines, _ = stage.supporters
    await stage.ask(language="fr")
    await ines.press("Ask me tomorrow")
    ines.sees("We'll ask you again Tuesday, September 8, 08:00")
    await ines.press("Decline")
    await ines.press("Take it back")
    ines.sees("We'll ask you again Tuesday, September 8, 08:00")
    await stage.forward(12.5)
    ines.sees("A colleague would still like to talk")
    await stage.match()


async def test_where_the_hours_leave_no_room_it_is_not_offered(under: Opens):
    stage = await under(offer_open_hours=6, offer_remind_hours=3)
    await stage.ask()
    assert not [words for words in stage.offered().buttons() if words.startswith("Ask me t")]


async def test_pressed_when_the_evening_is_over_it_means_the_morning(stage: Stage):
    _, ines, _ = stage.supporters
    await stage.ask(language="fr")
    tonight = ines.button("Ask me tonight")
    await stage.forward(10)
    await ines.press_kept(tonight)
    ines.sees("We'll ask you again Tuesday, September 8, 08:00")


# --- too late ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("words", ["Accept", "Decline"])
async def test_an_answer_that_came_too_late_ends_kindly_and_is_no_silence(stage: Stage, words: str):
    _, ines, sam = stage.supporters
    await stage.ask(language="fr")
    pressed = ines.button(words)
    await stage.forward(24)
    assert await unanswered(stage, ines) == 1
    await ines.press_kept(pressed)
    assert ines.notice == TOO_LATE
    assert await unanswered(stage, ines) == 0
    assert stage.offered() is sam


async def test_each_late_answer_counts_once(stage: Stage):
    """Two offers ran out; the first is answered late, twice."""
    ada, ines, sam = stage.supporters
    for other in (ada, sam):
        await other.command("away")
    await stage.ask()
    pressed = ines.button("Accept")
    await stage.forward(24)
    robin = stage.physician
    await robin.press("Open")
    await robin.press("Withdraw")
    await robin.press("Yes, withdraw")
    await stage.ask()
    second = ines.button("Accept")
    await stage.forward(24)
    assert await unanswered(stage, ines) == 2
    await ines.press_kept(second)
    await ines.press_kept(second)
    assert await unanswered(stage, ines) == 1
    await ines.press_kept(pressed)
    assert await unanswered(stage, ines) == 1, "that request is closed, and nothing leads to anybody"


async def test_a_late_answer_ends_the_pause_that_the_silence_began(under: Opens):
    stage = await under(unanswered_before_pause=1)
    _, ines, _ = stage.supporters
    await stage.ask(language="fr")
    pressed = ines.button("Accept")
    await stage.forward(24)
    ines.sees("We pause until you are back")
    await ines.press_kept(pressed)
    person = await stage.id_of(ines)
    assert not await stage.read(lambda unit: unit.people.get(person).standing.paused)
    ines.sees("Welcome back")


# --- the hours of the one question -----------------------------------------------------------------------------------


async def test_the_question_rests_in_the_quiet_hours_and_says_until_when(under: Opens):
    """Accepted at eight in the evening: one hour that day, three in the morning."""
    stage = await under(at=MONDAY + timedelta(hours=10), quiet_hours="21:00-07:00")
    _, ines, sam = stage.supporters
    await stage.ask(language="fr")
    await ines.press("Accept")
    ines.sees("This waits until Tuesday, September 8, 10:00")
    ines.close()
    ines.sees("It waits until Tuesday, September 8, 10:00")
    await stage.forward(13.9)
    ines.sees("One question is left")
    await stage.forward(0.1)
    assert stage.offered() is sam


async def test_f7_where_looking_is_no_yes_it_changes_no_clock(under: Opens):
    """Looked at eight in the evening: at eight the next morning it is still there, and ends at its own hour."""
    stage = await under(at=MONDAY + timedelta(hours=5), disclosure="name_with_offer", quiet_hours="21:00-07:00")
    _, ines, sam = stage.supporters
    await stage.ask(language="fr")
    await stage.forward(5)
    await ines.press("See request")
    ines.sees("This waits until Tuesday, September 8, 15:00")
    ines.close()
    ines.sees("You have looked at this request. Could you take it? It waits until Tuesday, September 8, 15:00")
    await stage.forward(12)
    assert "Continue" in ines.buttons()
    assert "ended" not in ines.chat()[-1]
    await stage.forward(6.9)
    await ines.press("Continue")
    ines.close()
    await stage.forward(0.1)
    ines.sees("This offer has ended")
    assert "See request" in sam.buttons()


# --- handing over --------------------------------------------------------------------------------------------------


async def test_hand_over_asks_once_what_it_means(stage: Stage):
    await stage.ask(language="fr")
    supporter = await stage.match()
    await supporter.press("Details")
    await supporter.press("Hand over")
    supporter.sees("This match ends, and we look for someone else")
    await supporter.press("Back")
    supporter.sees("204-555-0123")
    assert await offers(stage) == [OfferState.CONFIRMED]
    await supporter.press("Hand over")
    await supporter.press("Yes, hand over")
    told = "Thank you. This match has ended, and we look for someone else. Please destroy any note you made."
    assert supporter.notice == told
    assert OfferState.ENDED in await offers(stage)


# --- a rule that is in the way by now --------------------------------------------------------------------------


async def test_whoever_is_only_away_for_now_may_be_asked_again(stage: Stage):
    _, ines, _ = stage.supporters
    await stage.ask(language="fr")
    await ines.press("Accept")
    confirm = ines.button("No, confirm")

    def off(unit: UnitOfWork) -> None:
        person = unit.people.get(_id_of(unit, ines))
        unit.people.save_standing(person.id, replace(person.standing, paused=True))

    await stage.read(off)
    await ines.press_kept(confirm)
    assert "not available any more" in ines.notice
    assert OfferState.RECALLED in await offers(stage)


async def test_whoever_evaluates_them_is_not_asked_again(stage: Stage):
    _, ines, _ = stage.supporters
    await stage.ask(language="fr")
    await ines.press("Accept")
    confirm = ines.button("No, confirm")
    await stage.rewrite(ines, evaluates_people=frozenset({"robin.fictional@example.org"}))
    await ines.press_kept(confirm)
    assert OfferState.CONFLICT in await offers(stage)
