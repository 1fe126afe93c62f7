"""The reason is shown as far as the tick said, and comes to nobody for whom it is not right now (R30, R31)."""

from pathlib import Path

from tests.stage import Stage
from tests.stories.conftest import Opens
from tests.stories.variants import variant

LAWSUIT = {"reason": "lawsuit"}


async def test_a_shared_reason_waits_for_the_confirmed_match(stage: Stage):
    robin = stage.physician
    await robin.press("Ask for a peer")
    await robin.press("Continue")
    assert "share_reason" in robin.fields()  # "The colleague who takes your request will see this"
    robin.close()
    await stage.ask(**LAWSUIT, share_reason="yes")
    supporter = stage.offered()
    await supporter.press("Accept")
    assert "Lawsuit" not in supporter.screen()
    await supporter.press("No, confirm")
    supporter.sees("Lawsuit")


async def test_where_the_site_says_so_it_stands_beside_the_name(under: Opens):
    """S2 L132: the name and the rationale, so that nobody has to accept first to learn that it is not for them."""
    stage = await under(reason_shown="with_name", disclosure="name_with_offer")
    robin = stage.physician
    await robin.press("Ask for a peer")
    robin.sees("Each colleague we ask sees your name, also one who says no")
    await robin.press("Continue")
    assert "share_reason_with_name" in robin.fields()  # "Each colleague we ask sees this beside your name"
    assert "share_reason" not in robin.fields()
    robin.close()
    await stage.ask(**LAWSUIT, share_reason_with_name="yes")
    supporter = stage.offered()
    await supporter.press("See request")
    supporter.sees("Robin Fictional", "Lawsuit")


async def test_a_reason_that_was_not_ticked_is_shown_to_nobody(under: Opens):
    stage = await under(reason_shown="with_name")
    await stage.ask(**LAWSUIT)
    supporter = stage.offered()
    await supporter.press("Accept")
    assert "Lawsuit" not in supporter.screen()
    await supporter.press("No, confirm")
    assert "Lawsuit" not in supporter.screen()


async def test_a_rule_that_changes_later_shows_nothing_that_was_not_agreed_to(opens: Opens, tmp_path: Path):
    stage = await opens(programme=variant(tmp_path))
    await stage.ask(**LAWSUIT, share_reason="yes")
    variant(tmp_path, reason_shown="with_name")
    stage = await stage.restart(stage.now)
    supporter = stage.offered()
    await supporter.press("Accept")
    assert "Lawsuit" not in supporter.screen()
    await supporter.press("No, confirm")
    supporter.sees("Lawsuit")


async def test_a_shared_reason_comes_to_nobody_who_ticked_it(stage: Stage):
    """Two of three would rather not talk about a lawsuit now; who shares nothing may come to them all the same."""
    await _would_rather_not(stage, "ada-maple", "ines-exemple")
    await stage.ask(**LAWSUIT, share_reason="yes")
    assert stage.offered() is stage.actors["sam-placeholder"]


async def test_a_reason_that_is_not_shared_keeps_nobody_away_and_nobody_reads_who_ticked_what(stage: Stage):
    await _would_rather_not(stage, "ada-maple", "ines-exemple", "sam-placeholder")
    await stage.ask(**LAWSUIT)
    assert stage.offered() in stage.supporters


async def test_the_one_who_chooses_by_hand_cannot_choose_them_and_reads_of_no_reason(under: Opens):
    stage = await under(match_by="coordinator")
    await _would_rather_not(stage, "ada-maple")
    await stage.ask(**LAWSUIT, share_reason="yes")
    casey = stage.coordinator
    await casey.press("Open")
    assert stage.actors["ada-maple"].name not in casey.screen()
    assert "lawsuit" not in casey.screen().casefold()
    casey.sees(stage.actors["sam-placeholder"].name)


async def _would_rather_not(stage: Stage, *users: str) -> None:
    for user in users:
        actor = stage.actors[user]
        await actor.command("profile")
        await actor.press("Open")
        await actor.press("My page")
        await actor.press("Not for me right now")
        await actor.submit(not_now_lawsuit="yes")
        actor.close()
