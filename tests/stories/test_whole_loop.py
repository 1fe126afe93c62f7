"""The whole loop: asked, offered, confirmed, nudged at the mark, reached, tracked, closed."""

from pathlib import Path

from tests.stage import Stage
from tests.stories.conftest import EVERY_WAY

FOLDER = Path(__file__).parent


@EVERY_WAY
async def test_r12_r47_a_physician_reaches_in_and_three_taps_close_it(stage: Stage) -> None:
    robin, casey = stage.physician, stage.coordinator
    await robin.press("Ask for a peer")
    robin.sees("You need not explain anything", "911", "not legally privileged")
    await robin.press("Continue")
    await robin.submit(contact="204-555-0123", times=["evenings"], wish="gender-woman")
    robin.sees("Sent. We're asking a colleague now.")
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
    await robin.press("More")
    await robin.press("See who")
    robin.sees(supporter.name)
    robin.close()

    await stage.forward(48)
    await stage.forward(24)
    casey.sees("No contact has been made by the agreed hour")
    await robin.press("Open")
    robin.sees("Has your colleague reached you?")
    robin.close()
    await supporter.press("We're in touch")
    supporter.close()

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
    robin.sees("Nothing is open here", "was this useful?")
    await robin.press("Yes")
    robin.sees("One more tap, if you like")
    await robin.press("Someone who listened")
    assert robin.notice == "Thank you."

    stage.reads_like(FOLDER / "whole_loop.txt")


@EVERY_WAY
async def test_a_coordinator_steps_in_and_sees_it_to_its_end(stage: Stage) -> None:
    """From an empty search that goes on by itself to a match, a rematch, and the end, with a coordinator beside it."""
    robin, casey, devon = stage.physician, stage.coordinator, stage.deputy
    ada, ines, sam = stage.supporters
    for supporter in stage.supporters:
        await supporter.command("away")
    await stage.ask(language="fr")
    casey.sees("Everybody who could help is busy or away.")
    await casey.command("queue")
    await casey.press("Open")
    number = (await stage.requests())[0].number
    await casey.press(f"Show {number}")
    await casey.press("I will see to it")
    assert "Ask again" not in casey.buttons()  # it would find nobody
    await casey.press("Name and contact")
    casey.sees(robin.name, "204-555-0123")
    casey.close()
    await robin.press("Open")
    robin.sees("Casey Sample is seeing to it")
    robin.close()

    await ada.command("back")
    assert stage.offered() is ada  # nobody had to ask again
    await ada.press("Accept")
    await ada.press("No, confirm")
    await ada.press("Close")

    await stage.forward(72)
    await stage.forward(24)
    await ines.command("back")
    await casey.press("Open")
    await casey.press("Find someone else")
    await casey.press("Find someone else")
    casey.close()
    assert stage.offered() is ines
    await ines.press("Accept")
    await ines.press("Yes, find someone else")
    assert not ines.inside
    await sam.command("limit", "many")
    await robin.type("is anybody there?")

    await devon.command("show", number)
    await devon.press("Open")
    await devon.press("End this request")
    await devon.press("Close: nobody found")
    await devon.press("Yes, close it")
    assert "is closed" in devon.notice
    assert await stage.requests() == []
    await robin.press("Open")
    robin.sees("Nothing is open here")
    await robin.press("Ask again")
    await robin.press("Not now")
    assert not robin.inside

    stage.reads_like(FOLDER / "coordinator.txt")
