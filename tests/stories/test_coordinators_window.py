"""A coordinator's own windows hold what the card and the list say: why, what was said so far, and the hour promised."""

from tests.stage import Stage


async def test_the_window_of_a_match_says_why_and_what_was_said_so_far(stage: Stage) -> None:
    casey = stage.coordinator
    await stage.ask()
    supporter = await stage.match()
    await supporter.press("I couldn't reach them")
    supporter.close()
    await stage.forward(72)
    await casey.press("Open")
    casey.sees("No contact has been made by the agreed hour.", "The supporter could not reach them.")
    assert "see what it needs" not in casey.screen()


async def test_the_window_of_a_call_says_the_hour_that_was_promised(stage: Stage) -> None:
    robin, casey = stage.physician, stage.coordinator
    await robin.press("Phone instead")
    await robin.press("Please phone me")
    await robin.submit(contact="204-555-0100")
    robin.sees("Monday, September 7, 16:30")
    robin.close()
    await casey.press("Open")
    casey.sees("by Monday, September 7, 16:30")


async def test_phone_instead_names_nobody_who_is_away(stage: Stage) -> None:
    robin, devon = stage.physician, stage.deputy
    await robin.press("Phone instead")
    robin.sees("Devon Madeup")
    robin.close()
    await devon.command("away")
    await robin.press("Phone instead")
    assert "Devon Madeup" not in robin.screen()
