"""The whole loop: asked, offered, confirmed, nudged at the mark, reached, tracked, closed."""

from pathlib import Path

from tests.stage import Stage

TRANSCRIPT = Path(__file__).with_name("whole_loop.txt")


async def test_a_physician_reaches_in_and_three_taps_close_it(stage: Stage) -> None:
    robin, casey = stage.physician, stage.coordinator
    await robin.press("Ask for a peer")
    robin.sees("You need not explain anything", "911", "not legally privileged")
    await robin.press("Continue")
    await robin.submit(contact="204-555-0123", times="evenings", wish="gender-woman")
    robin.sees("Sent. We are asking now.")
    await robin.press("Close")
    assert (robin.taps, robin.typed) == (4, 1)

    supporter = stage.offered()
    supporter.taps = 0
    await supporter.press("Accept")
    supporter.sees("Dr. Robin Fictional", "Do you know this person")
    assert "204-555-0123" not in supporter.screen()
    await supporter.press("No, confirm")
    supporter.sees("204-555-0123", "Evenings", "No advice, no notes", "911")
    assert supporter.taps == 2
    await supporter.press("Close")

    await robin.press("Open")
    robin.sees("A colleague will contact you by")
    await robin.press("See who")
    robin.sees(supporter.name)
    robin.close()

    await stage.forward(48)
    await stage.forward(24)
    casey.sees("No contact has been made by the agreed hour")
    await robin.press("Open")
    robin.sees("Has your colleague reached you?")
    robin.close()
    await supporter.press("I have reached out")

    await stage.forward(48)
    await supporter.press("Three taps")
    supporter.taps = 0
    await supporter.press("Yes, 30 to 60 minutes")
    await supporter.press("Fully")
    await supporter.press("We are done")
    supporter.sees("Saved")
    assert supporter.taps == 3
    await supporter.press("Close")

    assert await stage.requests() == []
    await robin.press("Open")
    robin.sees("Your request is closed", "was this useful?")
    await robin.press("Yes")
    assert robin.notice == "Thank you."

    stage.reads_like(TRANSCRIPT)
