"""What a physician cannot take back is asked once what it means (R08, R28): a tired thumb ends nothing."""

from tests.stage import Actor, Stage
from tests.stories.conftest import Opens


async def _opens(robin: Actor, *words: str) -> None:
    robin.close()
    await robin.press("Open")
    for each in words:
        await robin.press(each)


async def test_withdraw_says_what_is_erased_and_back_leaves_everything_as_it_was(stage: Stage) -> None:
    robin = stage.physician
    await stage.ask()
    supporter = stage.offered()
    await _opens(robin, "Withdraw")
    robin.sees("We stop looking", "erased here at once", "9-8-8")
    assert {"Yes, withdraw", "Back"} <= set(robin.buttons())
    assert len(await stage.requests()) == 1
    await robin.press("Back")
    robin.sees("Still asking")
    assert "Accept" in supporter.buttons()
    await robin.press("Withdraw")
    await robin.press("Yes, withdraw")
    robin.sees("Done.")
    assert await stage.requests() == []
    assert "no longer needed" in supporter.chat()[-1]


async def test_withdraw_of_a_match_says_what_the_colleague_hears(stage: Stage) -> None:
    robin = stage.physician
    await stage.ask()
    supporter = await stage.match()
    await _opens(robin, "More", "Withdraw")
    robin.sees("Your colleague hears that it is closed", "not told why")
    assert "Details" in supporter.buttons()
    await robin.press("Yes, withdraw")
    assert "Please don't call" in supporter.chat()[-1]


async def test_a_site_that_keeps_links_says_in_how_many_days_they_are_erased(under: Opens) -> None:
    stage = await under(keep_days_after_close=30)
    await stage.ask()
    await _opens(stage.physician, "Withdraw")
    stage.physician.sees("within 30 days")


async def test_someone_else_is_asked_once_and_ends_no_later_match(stage: Stage) -> None:
    robin = stage.physician
    await stage.ask()
    first = await stage.match()
    await _opens(robin, "Someone else")
    robin.sees("This match ends", "Nobody asks why")
    old = robin.button("Yes, someone else")
    await robin.press("Back")
    assert "Details" in first.buttons()
    await robin.press("Someone else")
    await robin.press("Yes, someone else")
    assert "Please don't call" in first.chat()[-1]
    second = await stage.match()
    await robin.press_kept(old)  # the question was about the first of them
    robin.sees("A colleague will contact you")
    second.close()
    assert "Details" in second.buttons()


async def test_we_are_done_is_asked_once(stage: Stage) -> None:
    robin = stage.physician
    await stage.ask()
    supporter = await stage.match()
    await robin.press("Open")
    await robin.press("More")
    await robin.press("We're in touch")
    await robin.press("More")
    await robin.press("We are done")
    robin.sees("Your match ends", "erased here at once")
    yes = robin.button("Yes, we are done")
    assert len(await stage.requests()) == 1
    await robin.press("Yes, we are done")
    robin.sees("was this useful?")
    assert "destroy any note" in supporter.chat()[-1]
    await robin.press_kept(yes)
    robin.sees("You have no open request")
