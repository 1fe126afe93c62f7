"""Contact that both sides know of (rule 16): one side's word is not the other's fact, and nobody is blamed."""

import asyncio

import pytest

from bot.core.request import Contact, Escalation, RequestState
from tests.stage import Stage
from tests.stories.both_sides import (
    HOPING,
    OPEN,
    REACHED,
    TALKED,
    denies,
    in_touch,
    matched,
    opens,
    request_of,
    taps,
)
from tests.stories.conftest import Opens
from tests.stories.traces import Counted, counted, nothing_leads_to_anybody

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
