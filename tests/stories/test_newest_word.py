"""First contact, day by day: the newest fact wins, what is promised has an hour, and what ends by itself says when."""

import pytest

from tests.stage import Actor, Stage
from tests.stories.both_sides import HOPING, REACHED, in_touch, matched, opens, request_of, taps

MARK = "Thursday, September 10, 10:00"
DAY_AFTER = "Friday, September 11, 10:00"
LATE = "a coordinator knows that it is late"


async def answers(robin: Actor, words: str) -> None:
    await opens(robin)
    await robin.press(words)


# --- could not reach -----------------------------------------------------------------------------------------------


async def test_who_could_not_be_reached_and_says_nothing_is_asked_at_the_72_hours(stage: Stage) -> None:
    robin, supporter = await matched(stage)
    await supporter.press("I couldn't reach them")
    await opens(robin)
    robin.sees("Your colleague could not reach you.", f"They try again by {MARK}.")
    robin.close()
    await stage.forward(72)
    await opens(robin)
    robin.sees(REACHED, "They told us that they could not reach you.", LATE)
    await robin.press("Not yet, please try again")
    robin.sees("Your colleague is asked to try again.", f"by {DAY_AFTER}, {stage.coordinator.name} hears")
    robin.close()
    await stage.forward(2)
    supporter.sees(HOPING, f"Please reach out by {DAY_AFTER}.")


async def test_a_second_try_can_be_said_while_the_first_waits_for_its_answer(stage: Stage) -> None:
    robin, supporter = await matched(stage)
    await supporter.press("I couldn't reach them")
    supporter.sees(f"Please reach out by {MARK}.")
    before = len(robin.messages())
    await stage.forward(24)
    await supporter.press("I couldn't reach them")
    supporter.sees("Thank you. They see that you tried.")
    assert len(robin.messages()) == before


async def test_the_newest_fact_wins(stage: Stage) -> None:
    """A message of days ago says nothing against "it's right, please try again"."""
    robin, supporter = await matched(stage, voicemail=True)
    await supporter.press("I left a message")
    await stage.forward(73)
    await answers(robin, "Not yet, please try again")
    assert "left a message" not in robin.screen()
    robin.close()
    await supporter.press("I couldn't reach them")
    await opens(robin)
    robin.sees(REACHED, "They told us that they could not reach you.")
    await robin.press("Not yet, please try again")
    for _ in range(2):
        robin.sees("Your colleague is asked to try again.", "by Friday, September 11, 11:00")
        assert "left a message" not in robin.screen()
        await opens(robin)
    robin.close()
    await stage.forward(20)
    await supporter.press("I left a message")
    await opens(robin)
    robin.sees(REACHED, "Your colleague has tried to reach you since, and left a message.")


async def test_a_message_after_an_unanswered_call_is_what_is_shown(stage: Stage) -> None:
    robin, supporter = await matched(stage, voicemail=True)
    await supporter.press("I couldn't reach them")
    await supporter.press("I left a message")
    await opens(robin)
    robin.sees("Your colleague has tried to reach you, and left a message.")


# --- more time, and dates ------------------------------------------------------------------------------------------


async def test_a_day_longer_is_an_hour_that_the_one_who_waits_reads(stage: Stage) -> None:
    robin, supporter = await matched(stage)
    await stage.forward(72)
    await supporter.press("24 hours longer")
    await opens(robin)
    robin.sees(REACHED, f"Your colleague has asked for more time, until {DAY_AFTER}.")


async def test_a_message_keeps_the_hour_on_the_supporters_card(stage: Stage) -> None:
    _, supporter = await matched(stage, voicemail=True)
    await supporter.press("I left a message")
    supporter.sees(
        "Thank you for trying. They see that you did.", "once you have talked.", f"Please reach out by {MARK}."
    )


@pytest.mark.parametrize("way", ["email", "text"])
async def test_who_writes_can_say_so(stage: Stage, way: str) -> None:
    await stage.ask(way="" if way == "email" else way)
    robin = stage.physician
    if way == "email":
        await opens(robin)
        await robin.press("Correct my contact" if "Correct my contact" in robin.buttons() else "Change")
        await robin.submit(contact="robin@example.net", way=way)
        robin.close()
    supporter = await stage.match()
    supporter.lacks("I left a message")
    await supporter.press("I wrote, no answer yet")
    supporter.sees("Thank you for trying.")
    assert (await request_of(stage)).messages_left == 1
    await opens(robin)
    robin.sees("Your colleague has written to you.", f"by {MARK}", "Is your contact right?")


# --- the talk, and the three taps ------------------------------------------------------------------------------------


async def test_the_day_of_the_talk_can_be_set_later_and_anew(stage: Stage) -> None:
    robin, supporter = await matched(stage)
    await in_touch(supporter)
    supporter.sees("We ask three quick taps on Wednesday, September 9, 2026.")
    await supporter.press("When we talk")
    assert "that counts" not in supporter.screen()
    await supporter.press("We talk next week")
    supporter.close()
    await opens(robin)
    robin.sees("You plan to talk next week.")
    robin.close()
    await supporter.press("When we talk")
    await supporter.press("We have no day yet")
    supporter.close()
    await opens(robin)
    assert "You plan to talk" not in robin.screen()
    robin.close()
    await stage.forward(48)
    supporter.sees("Three quick taps about your match")
    await taps(supporter, "Yes, under 30 minutes", "Fully", "Another conversation", "We have no day yet")
    supporter.close()
    await supporter.press("When we talk")
    await supporter.press("In two weeks")
    assert (await request_of(stage)).agreed_as == "two-weeks"


# --- what ends by itself ---------------------------------------------------------------------------------------------


async def test_what_closes_without_an_answer_says_when_and_afterwards_why(stage: Stage) -> None:
    robin, supporter = await matched(stage)
    await in_touch(supporter)
    await taps(supporter, "Yes, under 30 minutes", "Fully", "We are done")
    supporter.close()
    await stage.forward(24)
    await opens(robin)
    robin.sees("that you have talked. Is that right?", "Without an answer it closes by itself: Wednesday, September 9")
    robin.close()
    await stage.forward(26)
    await opens(robin)
    robin.sees("Nothing is open here.", "a date that we named here has passed without an answer")


async def test_would_rather_not_talk_says_until_when_it_waits(stage: Stage) -> None:
    robin, supporter = await matched(stage)
    await in_touch(supporter)
    await taps(supporter, "They decided not to", "Yes, ask them")
    await opens(robin)
    robin.sees("Without an answer it closes by itself: Monday, September 28")


async def test_could_not_reach_them_in_the_three_taps_says_until_when_it_waits(stage: Stage) -> None:
    robin, supporter = await matched(stage)
    await in_touch(supporter)
    await taps(supporter, "I could not reach them", "Yes, ask them")
    await opens(robin)
    robin.sees("Your colleague could not reach you.", "Without an answer it closes by itself: Monday, September 28")


async def test_who_ended_the_match_themselves_does_not_read_that_it_was_nothing_they_did(stage: Stage) -> None:
    robin, supporter = await matched(stage)
    await opens(robin)
    await robin.press("Someone else")
    await robin.press("Yes, someone else")
    robin.sees("We're asking another colleague.")
    assert "nothing you did" not in robin.screen()
    robin.close()
    second = await stage.match()
    assert second is not supporter
    await second.press("Details")
    await stage.hands_over(second)
    await opens(robin)
    robin.sees("It's nothing you did")


async def test_a_decline_says_how_long_it_can_be_taken_back(stage: Stage) -> None:
    await stage.ask()
    supporter = stage.offered()
    await supporter.press("Decline")
    supporter.sees("You can take it back for 2 minutes.")
    await stage.forward(0.1)
    assert "2 minutes" not in "".join(supporter.chat())


# --- in sight ------------------------------------------------------------------------------------------------------


async def test_while_the_phone_is_closed_a_question_has_one_line_before_its_answers(stage: Stage) -> None:
    robin, supporter = await matched(stage)
    await in_touch(supporter)
    await stage.forward(24 + 10)  # in the evening
    await opens(robin)
    robin.sees(REACHED, "Open day and night:")
    assert "Prefer the phone?" not in robin.screen()
    await robin.press("More")
    await robin.press("Phone instead")
    robin.sees("Prefer the phone?", "Closed now")
    assert "Close" in robin.buttons()
