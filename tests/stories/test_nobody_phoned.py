"""A coordinator says that they have phoned: it is their word, until the one who asked says so too (rule 16)."""

from tests.stage import Stage
from tests.stories.phoning import PHONE, nobody_waits_for_the_phone_in_silence, nothing_stays, phone_me, says_yes
from tests.stories.traces import rows


async def test_a_coordinator_says_that_they_phoned_and_nobody_did(stage: Stage) -> None:
    """One side's word ends nothing (rule 16): the call was gone, and nobody could say that it was not so."""
    robin, casey = stage.physician, stage.coordinator
    await phone_me(stage)
    await casey.press("Open")
    await casey.press("I have phoned")
    await robin.press("Open")
    await robin.press("Nobody phoned me")
    robin.sees("A coordinator phones you. You hear from a person, or from us, by Monday, September 7, 16:30")
    robin.close()
    await nobody_waits_for_the_phone_in_silence(stage)
    assert "They say that nobody has phoned them yet." in casey.chat()[-1]
    await casey.press("Open")
    casey.sees(PHONE)
    await casey.press("I have phoned")
    await says_yes(stage)


async def test_they_are_asked_at_the_hour_that_they_were_promised_and_a_day_later_it_is_over(stage: Stage) -> None:
    robin, casey = stage.physician, stage.coordinator
    await phone_me(stage)
    quiet = robin.messages()
    await casey.press("Open")
    seen = casey.button("Could not reach")
    await casey.press("I have phoned")
    await stage.forward(6)
    assert len(robin.messages()) == len(quiet)
    await nobody_waits_for_the_phone_in_silence(stage)
    await casey.press_kept(seen)  # an old window says nothing about it any more
    assert [state for (state,) in await rows(stage, "SELECT state FROM callback")] == ["phoned"]
    await stage.forward(1)
    assert len(robin.messages()) == len(quiet) + 1
    await robin.press("Open")
    robin.sees("Have you talked?", "204-555-0142")
    robin.close()
    await stage.forward(25)
    await nothing_stays(stage)
    assert "Nothing waits for you here right now." in robin.chat()[-1]


async def test_whoever_corrects_their_number_has_not_talked(stage: Stage) -> None:
    """In a window that was open before a coordinator said that they had phoned."""
    robin, casey = stage.physician, stage.coordinator
    await phone_me(stage)
    await robin.press("Open")
    await robin.press("Correct my number")
    await casey.press("Open")
    await casey.press("I have phoned")
    await robin.submit(contact="204-555-0178")
    robin.sees("A coordinator phones you.")
    robin.close()
    assert "They ask you to try again." in casey.chat()[-1]
    await casey.press("Open")
    casey.sees("204-555-0178")


async def test_a_late_call_is_asked_about_an_hour_later(stage: Stage) -> None:
    robin = stage.physician
    await phone_me(stage)
    await stage.forward(24)
    await stage.coordinator.press("Open")
    await stage.coordinator.press("I have phoned")
    quiet = len(robin.messages())
    await stage.forward(2)
    assert len(robin.messages()) == quiet + 1
    await says_yes(stage)
