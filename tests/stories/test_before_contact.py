"""What both sides can reach and say from the first hour on, before there was a talk."""

from bot.core.request import Contact, RequestState
from bot.surface import w
from tests.stage import Stage
from tests.stories.both_sides import HOPING, OPEN, REACHED, WAYS, denies, in_touch, matched, opens, request_of, ways
from tests.stories.traces import match_of, nothing_leads_to_anybody, rows

# --- what the physician can always reach ---------------------------------------------------------------------------


async def test_before_and_after_contact_three_ways_are_in_sight_and_the_rest_is_one_tap_away(stage: Stage) -> None:
    robin, supporter = await matched(stage)
    await opens(robin)
    assert ways(robin) == {*WAYS, "More"}
    await robin.press("More")
    assert {"See who", "Show", "We're in touch", "Phone instead", "Withdraw", "Back"} == ways(robin)
    await in_touch(supporter)
    await opens(robin)
    robin.sees("Your colleague told us that you are in touch.")
    assert ways(robin) == {*WAYS, "More"}
    await robin.press("More")
    assert {"See who", "Show", "We are done", "Phone instead", "Withdraw", "Back"} == ways(robin)


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
    assert ways(robin) == {*WAYS, "More"}
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
    assert ways(robin) == {*WAYS, "More"}
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
    assert ways(robin) == {*WAYS, "More"}
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
