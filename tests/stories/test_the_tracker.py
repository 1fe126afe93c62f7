"""The next talk, the tracker with its way back, and the longest time that anything is kept."""

from datetime import datetime, timedelta

import pytest

from bot.core.request import Contact, RequestState
from tests.stage import Stage
from tests.stories.both_sides import HOPING, OPEN, WAYS, in_touch, matched, opens, request_of, taps, ways
from tests.stories.conftest import Opens
from tests.stories.traces import Counted, counted, nothing_leads_to_anybody

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
    assert {*WAYS, "We are done", "More"} == ways(robin)
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
    assert {*WAYS, "Yes, that's right", "No, I'd like to talk", "More"} == ways(robin)
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
