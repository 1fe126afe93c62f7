"""A card names nobody who is away from their post, or gone: then the number alone is there."""

from tests.stage import Stage

NAMED = "Coordinator: Casey Sample"


async def test_who_is_away_is_named_on_no_new_card(stage: Stage) -> None:
    robin, casey = stage.physician, stage.coordinator
    await robin.command("")
    assert NAMED in robin.chat()[-1]
    await casey.command("away")
    await robin.command("")
    assert "Casey Sample" not in robin.chat()[-1]
    assert "204-555-0142" in robin.chat()[-1]
    await robin.press("Phone instead")
    assert "Casey Sample" not in robin.screen()
    robin.sees("Devon Madeup")
    robin.close()
    await casey.command("back")
    await robin.command("")
    assert NAMED in robin.chat()[-1]


async def test_who_is_gone_is_named_on_no_new_card(stage: Stage) -> None:
    robin = stage.physician
    await stage.forgotten(stage.coordinator)
    await robin.command("")
    assert "Casey Sample" not in robin.chat()[-1]
    await robin.command("phone")
    assert "Casey Sample" not in robin.chat()[-1]
