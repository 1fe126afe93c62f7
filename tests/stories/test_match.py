"""From the confirm to the first contact (R28, R32, R34): the clock, the nudge, and someone else from any side."""

from bot.core.request import RequestState
from bot.surface import w
from tests.stage import CONTACT, Actor, Stage
from tests.stories.conftest import Opens
from tests.stories.traces import match_of, rows
from tests.stories.voicemail import voicemail_is_fine

OVERDUE = "Have you been able to reach out?"


async def matched(stage: Stage) -> tuple[Actor, Actor]:
    """Robin, and Ines as the supporter."""
    await stage.ask(language="fr")
    return stage.physician, await stage.match()


async def state(stage: Stage) -> RequestState:
    found: RequestState = (await stage.requests())[0].state
    return found


async def opens_update(actor: Actor) -> None:
    actor.close()
    await actor.press("Open")


async def looks(stage: Stage) -> int:
    return len(await rows(stage, "SELECT id FROM audit WHERE verb = 'contact-seen'"))


# --- the clock -----------------------------------------------------------------------------------------------------


async def test_r32_the_contact_can_be_looked_up_while_the_match_lives_and_every_look_is_noted(stage: Stage) -> None:
    _, supporter = await matched(stage)
    before = await looks(stage)
    await supporter.press("Details")
    supporter.sees(CONTACT)
    assert await looks(stage) == before + 1
    supporter.close()
    details = supporter.button("Details")
    await supporter.press("Details")
    await stage.hands_over(supporter)
    await supporter.press_kept(details)
    assert not supporter.inside
    assert "moved on" in supporter.notice


async def test_r34_nothing_moves_the_72_hours(stage: Stage) -> None:
    robin, supporter = await matched(stage)
    await stage.forward(48)
    supporter.sees("This is a friendly reminder. Please reach out by Thursday, September 10, 10:00.")
    await opens_update(robin)
    robin.sees("A colleague will contact you by Thursday, September 10, 10:00")
    await robin.press("Correct my contact")
    await robin.submit(contact="204-555-0177")
    supporter.sees("There is a new way to reach them")
    await stage.forward(24)
    supporter.sees(OVERDUE)
    stage.coordinator.sees("No contact has been made by the agreed hour.")
    await opens_update(robin)
    robin.sees("Has your colleague reached you?")


async def test_longer_is_not_to_be_had_before_the_72_hours_are_over(stage: Stage) -> None:
    _, supporter = await matched(stage)
    reply = await stage.forged(supporter, "longer", await match_of(stage, supporter))
    assert reply.notice == w("moved-on")
    await stage.forward(72)
    supporter.sees(OVERDUE)


# --- the nudge, answer by answer -----------------------------------------------------------------------------------


async def test_in_touch_puts_everybody_at_ease(stage: Stage) -> None:
    robin, supporter = await matched(stage)
    await stage.forward(72)
    await supporter.press("We're in touch")
    supporter.close()
    assert await state(stage) is RequestState.CONNECTED
    assert "needs nothing from you" in stage.coordinator.chat()[-1]
    await opens_update(robin)
    robin.sees("Your colleague told us that you are in touch.")


async def test_a_message_that_was_left_keeps_the_clock_running(stage: Stage) -> None:
    await stage.ask(language="fr")
    await voicemail_is_fine(stage)
    supporter = await stage.match()
    await stage.forward(72)
    await supporter.press("I left a message")
    supporter.sees("Please tell us here once you have talked.")
    await stage.forward(24)
    stage.coordinator.sees("No contact was made. Please find someone else.")
    await supporter.press("We're in touch")  # later is better than never
    supporter.close()
    assert await state(stage) is RequestState.CONNECTED


async def test_a_little_longer_is_given_once(stage: Stage) -> None:
    _, supporter = await matched(stage)
    await stage.forward(72)
    longer = supporter.button("24 hours longer")
    await stage.forward(10)
    await supporter.press_kept(longer)
    supporter.sees("That is fine. Please reach out by Friday, September 11, 20:00.")
    supporter.lacks("24 hours longer")
    await supporter.press_kept(longer)
    assert "You have had the extra time already" in supporter.notice
    await stage.forward(14)
    assert "No contact was made." not in "".join(stage.coordinator.chat())
    await stage.forward(10)
    stage.coordinator.sees("No contact was made. Please find someone else.")


async def test_handing_over_needs_no_reason_and_the_next_is_asked(stage: Stage) -> None:
    robin, supporter = await matched(stage)
    await stage.forward(72)
    before = len(robin.messages())
    await supporter.press("Details")
    await stage.hands_over(supporter)
    told = "Thank you. This match has ended, and we look for someone else. Please destroy any note you made."
    assert supporter.notice == told
    assert stage.offered() is stage.supporters[2]
    assert len(robin.messages()) > before
    await opens_update(robin)
    robin.sees("Still asking")


async def test_when_nobody_called_the_coordinator_finds_someone_else(stage: Stage) -> None:
    robin, supporter = await matched(stage)
    casey = stage.coordinator
    await stage.forward(72 + 24)
    await opens_update(robin)
    robin.sees(
        "Has your colleague reached you?", "A coordinator has been told. You hear more by Saturday, September 12"
    )
    await casey.press("Open")
    await casey.press("Find someone else")
    await casey.press("Find someone else")
    casey.close()
    assert "Closed. Please don't call" in supporter.chat()[-1]
    assert "needs nothing from you" in casey.chat()[-1]
    assert stage.offered() is stage.supporters[2]
    await opens_update(robin)
    robin.sees("Still asking")


async def test_when_nobody_called_and_no_coordinator_answers_an_honest_word_is_said_once(stage: Stage) -> None:
    robin, _ = await matched(stage)
    await stage.forward(72 + 24 + 24)
    await opens_update(robin)
    robin.sees("We are sorry that this takes so long", "204-555-0142")
    robin.close()
    before = len(robin.messages())
    await stage.forward(5 * 24)
    assert len(robin.messages()) == before  # it says the same as yesterday
    await stage.forward(21 * 24)
    assert await stage.requests() == []


# --- what the physician says ---------------------------------------------------------------------------------------


async def test_the_physician_says_that_they_are_in_touch(stage: Stage) -> None:
    robin, supporter = await matched(stage)
    await stage.forward(72)
    await opens_update(robin)
    await robin.press("Yes")
    robin.sees("You and your colleague are in touch.")
    supporter.sees("Thank you for reaching out.")


async def test_the_physician_can_wait_and_the_coordinator_is_told_all_the_same(stage: Stage) -> None:
    robin, _ = await matched(stage)
    await stage.forward(72)
    await opens_update(robin)
    await robin.press("Not yet, please try again")
    assert robin.notice == "Thank you. We'll ask your colleague to try again."
    await robin.press("Nobody has reached me")
    assert robin.notice == "Thank you. Your colleague is being asked already."
    robin.close()
    await stage.forward(24)
    stage.coordinator.sees("No contact was made.")


async def test_the_physician_asks_for_someone_else_at_any_time(stage: Stage) -> None:
    robin, supporter = await matched(stage)
    await opens_update(robin)
    someone_else = robin.button("Someone else")
    await robin.press("Someone else")
    await robin.press("Yes, someone else")
    robin.sees("Still asking")
    assert "Closed. Please don't call; destroy any note you made." in supporter.chat()[-1]
    assert stage.offered() is stage.supporters[2]
    await robin.press_kept(someone_else)  # an old button shows what is true by now
    robin.sees("Still asking")


async def test_the_physician_sees_who_and_knows_them(stage: Stage) -> None:
    robin, supporter = await matched(stage)
    await opens_update(robin)
    await robin.press("More")
    await robin.press("See who")
    robin.sees(supporter.name, "Internal medicine", "nobody asks why")
    await robin.press("I know them: someone else")
    await robin.press("Yes, someone else")
    assert stage.offered() is stage.supporters[2]
    assert "Please don't call" in supporter.chat()[-1]


async def test_the_supporter_knows_them_after_all_and_the_physician_hears_that_the_asking_goes_on(
    stage: Stage,
) -> None:
    robin, supporter = await matched(stage)
    before = len(robin.messages())
    await supporter.press("Details")
    await supporter.press("I know them: someone else")
    await supporter.press("Yes, hand over")
    assert "Please destroy any note you made." in supporter.notice
    assert "Please destroy any note you made." in supporter.chat()[-1]
    assert stage.offered() is stage.supporters[2]
    assert len(robin.messages()) > before
    await opens_update(robin)
    robin.sees("Still asking")


async def test_a_new_contact_reaches_the_supporter_behind_details_with_the_buttons_of_the_hour(stage: Stage) -> None:
    robin, supporter = await matched(stage)
    await stage.forward(72)
    await opens_update(robin)
    await robin.press("Wrong number or address")
    await robin.submit(contact="not a number")
    assert "phone number" in robin.errors["contact"]
    await robin.submit(contact="204-555-0177")
    supporter.sees("There is a new way to reach them")
    assert {"We're in touch", "I couldn't reach them", "24 hours longer", "Details"} <= set(supporter.buttons())
    assert "204-555-0177" not in "".join(supporter.chat())
    await supporter.press("Details")
    supporter.sees("204-555-0177")


# --- limits --------------------------------------------------------------------------------------------------------


async def test_a_supporter_at_their_limit_is_not_asked_by_the_next_physician(under: Opens) -> None:
    stage = await under(concurrent_limit=1)
    _, supporter = await matched(stage)
    ada = stage.supporters[0]
    await ada.press("Ask for a peer")
    await ada.press("Continue")
    await ada.submit(contact="204-555-0151", language="fr")
    ada.close()
    supporter.lacks("Accept")


async def test_the_rematch_does_not_come_back_to_whoever_had_it(stage: Stage) -> None:
    robin, supporter = await matched(stage)
    for _ in range(2):
        await opens_update(robin)
        await robin.press("Someone else")
        await robin.press("Yes, someone else")
        robin.close()
        await stage.match()
    await opens_update(robin)
    await robin.press("Someone else")
    await robin.press("Yes, someone else")
    robin.close()
    await robin.press("Open")
    robin.sees("Casey Sample will phone you")
    supporter.lacks("Accept")
