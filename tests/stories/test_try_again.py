"""After "nobody has reached me": both sides read the same day, and the supporter can answer from whatever they see."""

import pytest

from tests.stage import MONDAY, Actor, Stage
from tests.stories.both_sides import HOPING, denies, in_touch, matched, opens, request_of
from tests.stories.conftest import Opens

BY = "Tuesday, September 8, 10:00"  # a day after the "not yet"
ANSWERS = {"We're in touch", "I couldn't reach them", "Details"}


async def _reads_the_day(supporter: Actor, by: str) -> None:
    supporter.sees(f"Please reach out by {by}.")
    await supporter.press("Details")
    supporter.sees(f"Please reach out by {by}.")
    supporter.close()


async def test_within_half_an_hour_card_details_and_buttons_say_what_the_physician_reads(stage: Stage) -> None:
    robin, supporter = await matched(stage)
    stage.house.engine.draw = lambda below: below - 1  # the latest minute that can be drawn
    await in_touch(supporter)
    await denies(robin)
    await opens(robin)
    robin.sees(f"If nothing comes of it by {BY}")
    robin.close()
    await supporter.press("Details")  # whatever the card still says
    supporter.sees(f"Please reach out by {BY}.")
    supporter.close()
    await stage.forward(0.5)
    assert HOPING in supporter.chat()[-1]
    assert set(supporter.buttons()) >= ANSWERS
    await _reads_the_day(supporter, BY)


async def test_whatever_is_pressed_on_the_older_card_can_be_answered_at_once(stage: Stage) -> None:
    robin, supporter = await matched(stage)
    await in_touch(supporter)
    await denies(robin)
    for words in ("Three taps", "When we talk"):
        await supporter.press(words)
        supporter.sees(HOPING, f"Please reach out by {BY}.")
        supporter.close()
    await supporter.press("Three taps")
    await supporter.press("We're in touch")
    supporter.sees("Thank you, that counts.")
    assert (await request_of(stage)).said_at is not None


async def test_a_new_try_before_the_reminder_needs_none(stage: Stage) -> None:
    robin, supporter = await matched(stage)
    await supporter.press("I couldn't reach them")
    await opens(robin)
    await robin.press("It's right, please try again")
    robin.close()
    before = len(supporter.messages())
    await supporter.press("I couldn't reach them")
    await stage.forward(1)
    assert len(supporter.messages()) == before


async def test_at_night_the_card_is_true_within_half_an_hour_and_calls_in_the_morning(under: Opens) -> None:
    stage = await under(quiet_hours="21:00-07:00", at=MONDAY)
    robin, supporter = await matched(stage)
    await in_touch(supporter)
    await stage.forward(12)  # ten in the evening
    await denies(robin)
    before = len(supporter.messages())
    await stage.forward(0.5)
    assert HOPING in supporter.chat()[-1]
    assert len(supporter.messages()) == before
    assert set(supporter.buttons()) >= ANSWERS
    shown = [each.ref for each in supporter.messages()]
    await stage.forward(9)
    assert HOPING in supporter.chat()[-1]
    assert [each.ref for each in supporter.messages()] != shown


# --- the contact is corrected --------------------------------------------------------------------------------------


async def test_at_the_72_hours_a_corrected_contact_is_confirmed_with_the_day_that_the_colleague_reads(
    stage: Stage,
) -> None:
    robin, supporter = await matched(stage)
    await stage.forward(72)
    await opens(robin)
    await robin.press("Wrong number or address")
    await robin.submit(contact="204-555-0177")
    by = "Friday, September 11, 10:00"
    robin.sees(f"Saved. Your colleague sees it at once. We ask them to reach out by {by}.", "Contact: 204-…-77")
    assert "Has your colleague reached you?" not in robin.screen()
    await _reads_the_day(supporter, by)


async def test_within_the_hours_and_in_touch_it_is_confirmed_too(stage: Stage) -> None:
    robin, supporter = await matched(stage)
    await opens(robin)
    await robin.press("Correct my contact")
    await robin.submit(contact="204-555-0177")
    robin.sees("Saved.", "We ask them to reach out by Thursday, September 10, 10:00.")
    await in_touch(supporter)
    await opens(robin)
    await robin.press("Correct my contact")
    await robin.submit(contact="204-555-0178")
    robin.sees("Saved. Your colleague sees it at once.")
    assert "reach out by" not in robin.screen()


async def test_in_a_coordinators_hands_no_day_is_promised_that_nobody_keeps(stage: Stage) -> None:
    robin, _ = await matched(stage)
    await stage.forward(97)
    await opens(robin)
    await robin.press("Wrong number or address")
    await robin.submit(contact="204-555-0177")
    robin.sees("Saved. Your colleague sees it at once.", "A coordinator has been told.")
    assert "reach out by" not in robin.screen()


# --- what fits together --------------------------------------------------------------------------------------------


async def _asks(robin: Actor, **values: str) -> None:
    await robin.press("Ask for a peer")
    await robin.press("Continue")
    await robin.submit(**values)


@pytest.mark.parametrize("way", ["text", "call"])
async def test_to_an_address_one_can_only_write_whatever_was_ticked(stage: Stage, way: str) -> None:
    robin = stage.physician
    await _asks(robin, contact="robin@example.net", way=way)
    robin.sees("Sent.", "Preferred way: Email me")
    robin.close()
    supporter = await stage.match()
    await supporter.press("Details")
    supporter.sees("Preferred way: Email me")


async def test_whoever_wants_an_email_is_not_called_for_want_of_an_address(stage: Stage) -> None:
    robin = stage.physician
    await _asks(robin, contact="204-555-0177", way="email")
    assert "please give an email address" in robin.errors["contact"]
    assert await stage.requests() == []
    await robin.submit(contact="robin@example.net", way="email")
    robin.sees("Sent.")


async def test_whoever_wants_a_text_wants_no_voicemail(stage: Stage) -> None:
    robin = stage.physician
    await _asks(robin, contact="204-555-0177", way="text", voicemail="yes")
    robin.sees("Preferred way: Text me", "Voicemail: No")
    robin.close()
    supporter = await stage.match()
    supporter.lacks("I left a message")
    await supporter.press("Details")
    supporter.sees("Preferred way: Text me", "Voicemail: No voicemail, please.")


async def test_with_the_contact_the_way_is_corrected_too(stage: Stage) -> None:
    robin, supporter = await matched(stage)
    await opens(robin)
    await robin.press("Correct my contact")
    await robin.submit(contact="204-555-0177", way="email")
    assert "please give an email address" in robin.errors["contact"]
    await robin.submit(contact="robin@example.net", way="text")
    robin.sees("Saved.")
    await supporter.press("Details")
    supporter.sees("robin@example.net", "Preferred way: Email me")
    supporter.close()
    await opens(robin)
    await robin.press("Correct my contact")
    await robin.submit(contact="204-555-0177", way="call")
    await supporter.press("Details")
    supporter.sees("204-555-0177", "Preferred way: Call me")
