"""Contact that both sides know of (rule 16): one side's word is not the other's fact, and nobody is blamed."""

import asyncio
from datetime import datetime, timedelta
from typing import Any

import pytest

from bot.core.request import Contact, Escalation, RequestState
from bot.surface import w
from tests.stage import Actor, Stage
from tests.stories.conftest import Opens
from tests.stories.traces import Counted, counted, match_of, nothing_leads_to_anybody, rows
from tests.stories.voicemail import voicemail_is_fine

HOPING = "Your colleague is still hoping to hear from you. Could you try once more?"
OPEN = "First contact is still open. A day has passed without a new try."
REACHED = "Has your colleague reached you?"
TALKED = "Your colleague told us that you have talked. Is that right?"
WAYS = {"Nobody has reached me", "Correct my contact", "Someone else"}


async def matched(stage: Stage, *, voicemail: bool = False) -> tuple[Actor, Actor]:
    await stage.ask(language="fr")
    if voicemail:
        await voicemail_is_fine(stage)
    return stage.physician, await stage.match()


async def in_touch(supporter: Actor) -> None:
    await supporter.press("We're in touch")
    supporter.close()


async def opens(actor: Actor) -> None:
    actor.close()
    await actor.press("Open")


async def denies(robin: Actor) -> None:
    """Behind [Open]: whichever of the two questions stands there."""
    await opens(robin)
    words = "Not yet, please try again" if "Not yet, please try again" in robin.buttons() else "Nobody has reached me"
    await robin.press(words)
    robin.close()


def _ways(robin: Actor) -> set[str]:
    """What they can press; Slack's own [Close] stands beside it."""
    return set(robin.buttons()) - {"Close"}


async def request_of(stage: Stage) -> Any:
    return (await stage.requests())[0]


async def taps(supporter: Actor, *words: str) -> None:
    supporter.close()
    await supporter.press("Three taps")
    for each in words:
        await supporter.press(each)


# --- the walk of one voicemail -------------------------------------------------------------------------------------


async def test_after_one_voicemail_the_physician_is_asked_and_contradicts_and_is_not_left_alone(stage: Stage) -> None:
    """The supporter presses what is true English for "I tried"; a day later the one who waits is asked."""
    robin, supporter = await matched(stage)
    await stage.forward(1)
    await in_touch(supporter)
    before = len(robin.messages())
    await stage.forward(23)
    assert len(robin.messages()) == before
    await stage.forward(1)
    assert len(robin.messages()) == before + 1
    await opens(robin)
    casey = stage.coordinator
    robin.sees(REACHED, f"in a day, {casey.name} hears that first contact is still open")
    heard = len(supporter.chat())
    await robin.press("Not yet, please try again")
    robin.close()
    request = await request_of(stage)
    assert (request.state, request.contact, request.denials) == (RequestState.MATCHED, Contact.DENIED, 1)
    assert (request.connected_at, request.said_at) == (None, None)
    assert len(supporter.chat()) == heard
    await stage.forward(0.05)
    assert HOPING not in "".join(supporter.chat())
    await stage.forward(0.45)
    supporter.sees(HOPING)
    assert {"We're in touch", "I couldn't reach them", "Details"} <= set(supporter.buttons())
    assert OPEN not in "".join(casey.chat())
    await stage.forward(23.5)
    casey.sees(OPEN)
    await opens(robin)
    robin.sees("Your colleague is asked to try again.", "A coordinator has been told.")


async def test_a_new_try_spares_the_coordinator_and_a_second_denial_does_not_wait(stage: Stage) -> None:
    robin, supporter = await matched(stage)
    await in_touch(supporter)
    await denies(robin)
    await stage.forward(20)
    await in_touch(supporter)  # a new claim is a new try
    await stage.forward(20)
    assert OPEN not in "".join(stage.coordinator.chat())
    await stage.forward(5)
    await denies(robin)
    stage.coordinator.sees("First contact is open again, for the second time.")
    assert (await request_of(stage)).escalation is Escalation.COORDINATOR


async def test_who_said_not_yet_and_is_never_reached_ends_as_denied_and_not_before_two_were_told(stage: Stage) -> None:
    robin, supporter = await matched(stage)
    await in_touch(supporter)
    await denies(robin)
    casey = stage.coordinator
    told = []
    for _ in range(20):
        before = len(casey.messages())
        await stage.forward(24)
        told.append(len(casey.messages()) - before)
        assert len(await stage.requests()) == 1
    assert sum(told) >= 2
    await stage.forward(48)
    await nothing_leads_to_anybody(stage)
    assert Counted("request", outcome="contact_denied", conversation="0", contact="denied") in await counted(stage)
    assert "Closed. Please destroy any note you made." in supporter.chat()[-1]


async def test_a_word_of_the_physician_puts_the_end_of_a_denial_off(stage: Stage) -> None:
    robin, supporter = await matched(stage)
    await in_touch(supporter)
    await denies(robin)
    await stage.forward(15 * 24)
    await opens(robin)  # looking is a word
    await stage.forward(15 * 24)
    assert len(await stage.requests()) == 1
    await stage.forward(7 * 24)
    assert await stage.requests() == []


async def test_silence_agrees_and_is_counted_apart(stage: Stage) -> None:
    _, supporter = await matched(stage)
    await in_touch(supporter)
    await stage.forward(49)
    await taps(supporter, "Yes, under 30 minutes", "Fully", "We are done")
    assert Counted("request", outcome="completed", conversation="1", contact="one") in await counted(stage)


async def test_after_a_denial_we_are_done_waits_until_the_one_who_denied_could_say_not_yet(stage: Stage) -> None:
    robin, supporter = await matched(stage)
    await in_touch(supporter)
    await denies(robin)
    await stage.forward(3)
    await in_touch(supporter)
    await taps(supporter, "Yes, under 30 minutes", "Fully", "We are done")
    supporter.close()
    supporter.sees("your colleague can say that they are still waiting. Then it closes by itself.")
    await stage.forward(24)
    await opens(robin)
    robin.sees(TALKED)
    await denies(robin)
    await stage.forward(25)
    assert (await request_of(stage)).state is RequestState.MATCHED
    await stage.forward(48)
    assert len(await stage.requests()) == 1
    assert not [each for each in await counted(stage) if each.kind == "request"]


async def test_after_a_denial_we_are_done_closes_by_itself_when_nothing_is_said_against_it(stage: Stage) -> None:
    robin, supporter = await matched(stage)
    await in_touch(supporter)
    await denies(robin)
    await stage.forward(3)
    await in_touch(supporter)
    await taps(supporter, "Yes, under 30 minutes", "Fully", "Done, and I pointed to other support")
    await stage.forward(49)
    await nothing_leads_to_anybody(stage)
    assert Counted("request", outcome="handed_on", conversation="1", contact="one") in await counted(stage)


@pytest.mark.parametrize("ending", ["We are done", "Done, and I pointed to other support"])
async def test_a_first_claim_closes_nothing_before_the_physician_could_deny_it(stage: Stage, ending: str) -> None:
    robin, supporter = await matched(stage)
    await in_touch(supporter)
    await taps(supporter, "Yes, under 30 minutes", "Fully", ending)
    supporter.sees("Saved. Thank you.")
    supporter.close()
    supporter.sees("Until Wednesday, September 9, 10:00, your colleague can say that they are still waiting.")
    supporter.lacks("Three taps")
    await stage.forward(24)
    await opens(robin)
    robin.sees(TALKED)
    await denies(robin)
    await stage.forward(49)
    assert (await request_of(stage)).contact is Contact.DENIED
    assert not [each for each in await counted(stage) if each.kind == "request"]


async def test_a_first_claim_and_done_end_by_the_physicians_yes(stage: Stage) -> None:
    robin, supporter = await matched(stage)
    await in_touch(supporter)
    await taps(supporter, "Yes, under 30 minutes", "Fully", "We are done")
    supporter.close()
    await stage.forward(24)
    await opens(robin)
    await robin.press("Yes")
    robin.sees("Your request is closed", "was this useful?")
    assert "Closed. Please destroy any note you made." in supporter.chat()[-1]
    await nothing_leads_to_anybody(stage)
    assert Counted("request", outcome="completed", conversation="1", contact="both") in await counted(stage)


async def test_done_that_waits_for_the_physician_is_counted_once(stage: Stage) -> None:
    _, supporter = await matched(stage)
    await in_touch(supporter)
    tracker = supporter.button("Three taps")
    await taps(supporter, "Yes, under 30 minutes", "Fully")
    done = supporter.button("We are done")
    await supporter.press("We are done")
    supporter.close()
    for old in (done, tracker):
        await supporter.press_kept(old)
        assert supporter.notice == "We have your answers already. Thank you."
    assert (await request_of(stage)).conversations == 1
    assert len(await counted(stage)) == 1


# --- who speaks first ----------------------------------------------------------------------------------------------


async def test_the_supporter_says_so_and_the_physician_agrees(stage: Stage) -> None:
    robin, supporter = await matched(stage)
    await in_touch(supporter)
    await stage.forward(24)
    await opens(robin)
    await robin.press("Yes")
    robin.sees("You and your colleague are in touch.")
    await stage.forward(24)
    await taps(supporter, "Yes, under 30 minutes", "Fully", "We are done")
    assert Counted("request", outcome="completed", conversation="1", contact="both") in await counted(stage)


async def test_the_physician_says_so_first_and_is_asked_no_more(stage: Stage) -> None:
    robin, supporter = await matched(stage)
    await opens(robin)
    await robin.press("More")
    await robin.press("We're in touch")
    robin.sees("You and your colleague are in touch.")
    robin.close()
    before = len(robin.messages())
    await stage.forward(48)
    assert len(robin.messages()) == before
    await taps(supporter, "Yes, under 30 minutes", "Fully", "We are done")
    assert Counted("request", outcome="completed", conversation="1", contact="both") in await counted(stage)


async def test_only_the_physician_said_so(stage: Stage) -> None:
    robin, _ = await matched(stage)
    await stage.forward(72)
    await opens(robin)
    await robin.press("Yes")
    await robin.press("More")
    await robin.press("We are done")
    await robin.press("Yes, we are done")
    assert Counted("request", outcome="completed", conversation="0", contact="one") in await counted(stage)


# --- what the physician can always reach ---------------------------------------------------------------------------


async def test_before_and_after_contact_three_ways_are_in_sight_and_the_rest_is_one_tap_away(stage: Stage) -> None:
    robin, supporter = await matched(stage)
    await opens(robin)
    assert _ways(robin) == {*WAYS, "More"}
    await robin.press("More")
    assert {"See who", "Show", "We're in touch", "Phone instead", "Withdraw", "Back"} == _ways(robin)
    await in_touch(supporter)
    await opens(robin)
    robin.sees("Your colleague told us that you are in touch.")
    assert _ways(robin) == {*WAYS, "More"}
    await robin.press("More")
    assert {"See who", "Show", "We are done", "Phone instead", "Withdraw", "Back"} == _ways(robin)


async def test_nobody_has_reached_me_within_the_hours_says_until_when_and_moves_nothing(stage: Stage) -> None:
    robin, _ = await matched(stage)
    marks = "SELECT kind, due_at FROM deadline WHERE kind LIKE 'connect%' ORDER BY due_at"
    booked = await rows(stage, marks)
    await opens(robin)
    await robin.press("Nobody has reached me")
    assert "Your colleague has until Thursday, September 10, 10:00." in robin.notice
    assert await rows(stage, marks) == booked


async def test_i_would_rather_leave_it_closes_after_one_question(stage: Stage) -> None:
    robin, supporter = await matched(stage)
    await in_touch(supporter)
    await stage.forward(24)
    await opens(robin)
    await robin.press("I'd rather leave it for now")
    robin.sees("This closes your request. You can ask again at any time.")
    assert len(await stage.requests()) == 1
    await robin.press("Yes, close it")
    await nothing_leads_to_anybody(stage)
    assert "Please don't call" in supporter.chat()[-1]


async def test_a_wrong_number_puts_it_back_before_contact_without_blame(stage: Stage) -> None:
    robin, supporter = await matched(stage)
    await in_touch(supporter)
    await stage.forward(24)
    await opens(robin)
    await robin.press("Wrong number or address")
    await robin.submit(contact="204-555-0177")
    robin.sees("Your colleague sees it at once. We ask them to reach out by Wednesday, September 9, 10:00.")
    supporter.sees("There is a new way to reach them.")
    request = await request_of(stage)
    assert (request.state, request.contact, request.denials) == (RequestState.MATCHED, Contact.NONE, 0)
    before = len(supporter.messages())
    await stage.forward(3)
    assert len(supporter.messages()) == before  # the new contact was the reminder
    await stage.forward(21)
    stage.coordinator.sees(OPEN)


# --- what the supporter can say from the first hour ----------------------------------------------------------------


async def test_a_message_left_is_a_try_that_the_physician_sees_and_the_hours_run_on(stage: Stage) -> None:
    robin, supporter = await matched(stage, voicemail=True)
    assert {"We're in touch", "I left a message", "I couldn't reach them", "Details"} <= set(supporter.buttons())
    before = len(robin.messages())
    await supporter.press("I left a message")
    await supporter.press("I left a message")
    assert len(robin.messages()) == before + 1
    assert (await request_of(stage)).messages_left == 1
    await opens(robin)
    robin.sees("left a message", "by Thursday, September 10, 10:00")
    assert _ways(robin) == {*WAYS, "More"}
    await stage.forward(72)
    supporter.sees("Have you been able to reach out?")
    stage.coordinator.sees("No contact has been made by the agreed hour.")


async def test_a_message_after_a_denial_is_a_new_try(stage: Stage) -> None:
    robin, supporter = await matched(stage, voicemail=True)
    await in_touch(supporter)
    await denies(robin)
    await stage.forward(3)
    before = len(robin.messages())
    await supporter.press("I left a message")
    assert len(robin.messages()) == before + 1
    await opens(robin)
    robin.sees("Your colleague has tried to reach you since, and left a message. Is your contact right?")
    assert _ways(robin) == {*WAYS, "More"}
    robin.close()
    await stage.forward(24)
    assert OPEN not in "".join(stage.coordinator.chat())


async def test_could_not_reach_them_after_a_denial_is_a_try_too(stage: Stage) -> None:
    robin, supporter = await matched(stage)
    await in_touch(supporter)
    await denies(robin)
    await stage.forward(3)
    await supporter.press("I couldn't reach them")
    await opens(robin)
    robin.sees("Your colleague could not reach you. Is your contact right?")
    await robin.press("It's right, please try again")
    robin.close()
    await stage.forward(23)
    assert OPEN not in "".join(stage.coordinator.chat())
    await stage.forward(1)  # a day after the newest word
    stage.coordinator.sees(OPEN)


async def test_not_yet_at_the_72_hours_reminds_once_a_day_and_says_what_follows(stage: Stage) -> None:
    robin, supporter = await matched(stage)
    casey = stage.coordinator
    await stage.forward(72)
    await opens(robin)
    await robin.press("Not yet, please try again")
    robin.sees("Your colleague is asked to try again.", f"10:00, {casey.name} hears that first contact is still")
    assert _ways(robin) == {*WAYS, "More"}
    await stage.forward(0.05)
    assert HOPING not in "".join(supporter.chat())
    await stage.forward(0.45)
    supporter.sees(HOPING)
    before = len(supporter.messages())
    await robin.press("Nobody has reached me")
    robin.close()
    await stage.forward(4)
    assert len(supporter.messages()) == before
    await stage.forward(20)
    casey.sees("No contact was made. Please find someone else.")
    assert OPEN not in "".join(casey.chat())  # once is enough
    await opens(robin)
    await robin.press("Not yet, please try again")
    robin.close()
    await stage.forward(2)
    assert len(supporter.messages()) == before + 1


async def test_a_message_after_not_yet_is_seen_at_the_72_hours(stage: Stage) -> None:
    robin, supporter = await matched(stage, voicemail=True)
    await stage.forward(73)
    await opens(robin)
    await robin.press("Not yet, please try again")
    robin.close()
    await supporter.press("I left a message")
    await opens(robin)
    robin.sees(REACHED, "Your colleague has tried to reach you since, and left a message.")


async def test_where_the_contact_is_an_address_no_message_can_be_left(stage: Stage) -> None:
    robin, supporter = await matched(stage, voicemail=True)
    left = supporter.button("I left a message")
    await opens(robin)
    await robin.press("Correct my contact")
    await robin.submit(contact="robin@example.net")
    supporter.sees("There is a new way to reach them.")
    supporter.lacks("I left a message")
    await supporter.press_kept(left)
    assert (await request_of(stage)).messages_left == 0


async def test_where_no_voicemail_may_be_left_none_is_offered_and_none_is_taken(stage: Stage) -> None:
    """Whatever a button says (rule 11)."""
    _, supporter = await matched(stage)
    supporter.lacks("I left a message")
    reply = await stage.forged(supporter, "left-message", await match_of(stage, supporter))
    assert reply.notice == w("no-voicemail")
    assert (await request_of(stage)).messages_left == 0


async def test_not_reached_before_contact_asks_for_the_contact_and_the_hours_run_on(stage: Stage) -> None:
    robin, supporter = await matched(stage)
    await supporter.press("I couldn't reach them")
    supporter.sees("We ask them for a better way, and let you know.")
    assert "I couldn't reach them" in supporter.buttons()  # it may be tried again before an answer
    await opens(robin)
    robin.sees("Your colleague could not reach you. Is your contact right?")
    await robin.press("It's right, please try again")
    robin.sees("A colleague will contact you by Thursday, September 10, 10:00")
    await stage.forward(2)
    supporter.sees(HOPING)
    await supporter.press("I couldn't reach them")
    await opens(robin)
    await robin.press("Correct my contact")
    await robin.submit(contact="204-555-0177")
    supporter.sees("There is a new way to reach them.")
    await stage.forward(70)
    supporter.sees("Have you been able to reach out?")


async def test_a_day_that_was_agreed_on_is_what_the_three_taps_wait_for(stage: Stage) -> None:
    robin, supporter = await matched(stage)
    await supporter.press("We're in touch")
    supporter.sees("that counts")
    await supporter.press("We talk next week")
    supporter.sees("Noted.")
    supporter.close()
    await opens(robin)
    robin.sees("You plan to talk next week.")
    robin.close()
    await stage.forward(13 * 24)  # Monday 7 September; next week ends on Sunday the 20th
    assert "Three quick taps" not in "".join(supporter.chat())
    await stage.forward(3 * 24)
    supporter.sees("Three quick taps about your match")


async def test_who_has_talked_already_answers_the_three_taps_at_once(stage: Stage) -> None:
    _, supporter = await matched(stage)
    await supporter.press("We're in touch")
    await supporter.press("We have talked")
    supporter.sees("Did a conversation take place?")


# --- the next talk -------------------------------------------------------------------------------------------------


async def test_two_talks_four_weeks_apart_are_not_nagged_and_not_erased(stage: Stage) -> None:
    robin, supporter = await matched(stage)
    await in_touch(supporter)
    await stage.forward(24)
    await opens(robin)
    await robin.press("Yes")
    robin.close()
    await stage.forward(24)
    await taps(supporter, "Yes, 30 to 60 minutes", "Fully", "Another conversation")
    supporter.sees("When do you plan to talk again?")
    await supporter.press("In a month")
    supporter.sees("Saved.")
    supporter.close()
    before = len(supporter.messages())
    await opens(robin)
    robin.sees("You plan to talk again in about a month.")
    assert {*WAYS, "We are done", "More"} == _ways(robin)
    robin.close()
    await stage.forward(28 * 24)
    assert len(supporter.messages()) == before
    assert len(await stage.requests()) == 1
    await stage.forward(5 * 24)
    supporter.sees("Three quick taps about your match")
    await taps(supporter, "Yes, 30 to 60 minutes", "Fully", "We are done")
    await nothing_leads_to_anybody(stage)


async def test_in_two_weeks_reads_so_and_the_physician_may_end_it(stage: Stage) -> None:
    robin, supporter = await matched(stage)
    await in_touch(supporter)
    await stage.forward(48)
    await taps(supporter, "Yes, 30 to 60 minutes", "Fully", "Another conversation", "In two weeks")
    await opens(robin)
    await robin.press("Yes")  # the question comes first
    robin.sees("You plan to talk again in about two weeks.")
    await robin.press("We are done")
    await robin.press("Yes, we are done")
    await nothing_leads_to_anybody(stage)


# --- the tracker ---------------------------------------------------------------------------------------------------


async def test_the_tracker_has_a_way_back_and_nothing_was_kept(stage: Stage) -> None:
    _, supporter = await matched(stage)
    await in_touch(supporter)
    await taps(supporter, "Yes, under 30 minutes", "Fully")
    supporter.sees("What next?")
    await supporter.press("Back")
    supporter.sees("Did you feel able")
    await supporter.press("Back")
    supporter.sees("Did a conversation take place?")
    await supporter.press("Not yet")
    await supporter.press("Back")
    await supporter.press("I could not reach them")
    assert "What next?" not in supporter.screen()
    await supporter.press("Back")
    await supporter.press("They decided not to")
    await supporter.press("Back")
    supporter.sees("Did a conversation take place?")
    assert await counted(stage) == []


async def test_would_rather_not_talk_is_no_contact_that_both_said(stage: Stage) -> None:
    """Only the physician had said that they were in touch; the supporter never did."""
    robin, supporter = await matched(stage)
    await opens(robin)
    await robin.press("More")
    await robin.press("We're in touch")
    robin.close()
    await taps(supporter, "They decided not to", "Yes, ask them")
    supporter.close()
    await opens(robin)
    assert {*WAYS, "Yes, that's right", "No, I'd like to talk", "More"} == _ways(robin)
    await robin.press("Yes, that's right")
    assert Counted("request", outcome="declined", conversation="0", contact="") in await counted(stage)


async def test_they_decided_not_to_and_nobody_has_reached_them_is_a_denial(stage: Stage) -> None:
    robin, supporter = await matched(stage)
    await in_touch(supporter)
    await taps(supporter, "They decided not to", "Yes, ask them")
    supporter.close()
    await opens(robin)
    await robin.press("Nobody has reached me")
    request = await request_of(stage)
    assert (request.state, request.contact, request.denials) == (RequestState.MATCHED, Contact.DENIED, 1)


async def test_who_would_like_to_talk_after_all_is_before_contact_again(stage: Stage) -> None:
    robin, supporter = await matched(stage)
    await in_touch(supporter)
    await taps(supporter, "They decided not to", "Yes, ask them")
    supporter.close()
    await opens(robin)
    await robin.press("No, I'd like to talk")
    robin.sees("A colleague will contact you by")
    request = await request_of(stage)
    assert (request.state, request.contact, request.denials) == (RequestState.MATCHED, Contact.NONE, 0)
    await stage.forward(2)
    supporter.sees(HOPING)


async def test_would_like_to_talk_after_all_is_told_where_it_is_in_hand_and_in_true_words(stage: Stage) -> None:
    robin, supporter = await matched(stage)
    await in_touch(supporter)
    await taps(supporter, "They decided not to", "Yes, ask them")
    supporter.close()
    await stage.forward(72)
    stage.coordinator.sees("The one who asked has not said whether they would rather stop.")
    await opens(robin)
    await robin.press("No, I'd like to talk")
    stage.coordinator.sees("First contact is open again. The supporter is asked to try once more.")
    assert OPEN not in "".join(stage.coordinator.chat())


async def test_they_decided_not_to_and_no_word_comes_to_the_coordinator_and_then_it_ends(stage: Stage) -> None:
    _, supporter = await matched(stage)
    await in_touch(supporter)
    await taps(supporter, "They decided not to", "Yes, ask them")
    supporter.close()
    await stage.forward(72)
    stage.coordinator.sees("The one who asked has not said whether they would rather stop.")
    await stage.forward(18 * 24)
    await nothing_leads_to_anybody(stage)
    assert Counted("request", outcome="declined", conversation="0", contact="one") in await counted(stage)


@pytest.mark.parametrize("ending", ["We are done", "Done, and I pointed to other support"])
async def test_done_without_a_talk_is_put_to_the_physician_too(stage: Stage, ending: str) -> None:
    robin, supporter = await matched(stage)
    await in_touch(supporter)
    await taps(supporter, "Not yet", ending)
    assert len(await stage.requests()) == 1
    await opens(robin)
    robin.sees("Is that right?")


# --- two at once ---------------------------------------------------------------------------------------------------


async def test_the_physician_says_not_yet_while_the_supporter_answers_the_three_taps(stage: Stage) -> None:
    robin, supporter = await matched(stage)
    await in_touch(supporter)
    await stage.forward(25)
    await taps(supporter, "Yes, 30 to 60 minutes", "Fully")
    await denies(robin)
    await supporter.press("We are done")
    supporter.sees(HOPING)
    supporter.close()
    assert (await request_of(stage)).contact is Contact.DENIED
    assert await counted(stage) == []  # while a denial is unanswered nothing counts as completed
    await stage.forward(2)
    await in_touch(supporter)
    await taps(supporter, "Yes, 30 to 60 minutes", "Fully", "We are done")
    await stage.forward(49)  # whoever denied it once is asked first
    assert Counted("request", outcome="completed", conversation="1", contact="one") in await counted(stage)


async def test_both_at_once_leave_one_story(opens: Opens, database_url: str) -> None:
    """The supporter claims while the physician asks for someone else; on both databases."""
    stage = await opens(database_url)
    robin, supporter = await matched(stage)
    claim = supporter.button("We're in touch")
    await robin.press("Open")
    await robin.press("Someone else")
    other = robin.button("Yes, someone else")
    await asyncio.gather(supporter.press_kept(claim), robin.press_kept(other))
    request = await request_of(stage)
    assert request.state in {RequestState.SEEKING, RequestState.CONNECTED}
    assert (request.contact is Contact.SAID) == (request.state is RequestState.CONNECTED)


async def test_one_claim_twice_asks_once(stage: Stage) -> None:
    robin, supporter = await matched(stage)
    claim = supporter.button("We're in touch")
    await supporter.press_kept(claim)
    await supporter.press_kept(claim)
    before = len(robin.messages())
    await stage.forward(49)
    assert len(robin.messages()) == before + 1


# --- the longest time ----------------------------------------------------------------------------------------------


async def test_everything_is_erased_so_many_days_after_the_last_word_whatever_is_open(under: Opens) -> None:
    """The supporter's answers put the end of the tracker off; nothing puts this off but a word of the physician."""
    stage = await under(erase_silent_days=30, close_silent_days=30)
    robin, supporter = await matched(stage)
    await in_touch(supporter)
    for days in (10, 10, 10, 10):
        await taps(supporter, "Not yet", "Another conversation", "We have no day yet")
        supporter.close()
        await stage.forward(days * 24)
        if stage.now.day == 27:  # the twentieth day
            await robin.command("phone")  # a word, whatever it is
    await stage.forward(9 * 24)
    assert len(await stage.requests()) == 1
    await stage.forward(24)
    await nothing_leads_to_anybody(stage)


async def test_an_agreed_day_counts_as_a_word(under: Opens) -> None:
    stage = await under(erase_silent_days=30, close_silent_days=30)
    _, supporter = await matched(stage)
    await supporter.press("We're in touch")
    await supporter.press("We talk later")
    await stage.forward(50 * 24)
    assert len(await stage.requests()) == 1
    await stage.forward(9 * 24)
    assert await stage.requests() == []


async def test_one_agreed_day_counts_for_each_word_of_the_physician(under: Opens) -> None:
    """The supporter alone can put off nothing for ever."""
    stage = await under(erase_silent_days=10, close_silent_days=10)
    _, supporter = await matched(stage)
    await in_touch(supporter)
    for days in (28, 7):
        await taps(supporter, "Not yet", "Another conversation", "In a month")
        supporter.close()
        await stage.forward(days * 24)
        assert len(await stage.requests()) == 1
    await stage.forward(7 * 24)
    await nothing_leads_to_anybody(stage)


async def test_the_hour_of_the_last_word_is_kept_and_no_minute(stage: Stage) -> None:
    robin, _ = await matched(stage)
    await stage.forward(1.4)
    await robin.command("phone")
    request = await request_of(stage)
    assert request.heard_at == datetime(2026, 9, 7, 16, tzinfo=request.heard_at.tzinfo)
    assert stage.now - request.heard_at > timedelta(minutes=20)


async def test_before_send_names_the_longest_time(under: Opens) -> None:
    stage = await under(erase_silent_days=40, keep_days_after_close=2)
    await stage.physician.press("Ask for a peer")
    stage.physician.sees("at the latest 42 days after you last wrote or pressed")
