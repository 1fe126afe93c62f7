"""A chain of short matches: no clock of its own runs out, and yet somebody looks at it before the fifth day."""

from tests.stage import Actor, Stage


async def hands_over(actor: Actor) -> None:
    await actor.press("Details")
    await actor.press("Hand over")
    actor.close()


async def test_matches_that_come_to_nothing_one_after_the_other_are_looked_at_on_the_fourth_day(stage: Stage) -> None:
    casey = stage.coordinator
    await stage.ask()
    for hours in (45, 45):
        supporter = await stage.match()
        await stage.forward(hours)
        await hands_over(supporter)
    await stage.match()
    assert "all in all" not in "".join(casey.chat())
    await stage.forward(10)
    casey.sees("First contact is taking long, all in all.")


async def test_whoever_has_been_reached_is_no_matter_of_days(stage: Stage) -> None:
    await stage.ask()
    supporter = await stage.match()
    await supporter.press("I have reached out")
    await stage.forward(120)
    assert "all in all" not in "".join(stage.coordinator.chat())
