"""A chain of short matches: no clock of its own runs out, and yet somebody looks at it before the fifth day."""

from tests.stage import Actor, Stage

LONG = "This request has been open for long."


async def hands_over(actor: Actor) -> None:
    await actor.press("Details")
    await actor.press("Hand over")
    await actor.press("Yes, hand over")
    actor.close()


async def test_matches_that_come_to_nothing_one_after_the_other_are_looked_at_on_the_fourth_day(stage: Stage) -> None:
    casey = stage.coordinator
    await stage.ask()
    for hours in (45, 45):
        supporter = await stage.match()
        await stage.forward(hours)
        await hands_over(supporter)
    await stage.match()
    assert LONG not in "".join(casey.chat())
    robin = stage.physician
    told = len(robin.chat())
    await stage.forward(10)
    casey.sees(LONG)
    assert len(robin.chat()) == told  # the new supporter has their hours
    await robin.press("Open")
    robin.sees("You have a match. A colleague will contact you by")


async def test_whoever_has_been_reached_is_no_matter_of_days(stage: Stage) -> None:
    await stage.ask()
    supporter = await stage.match()
    await supporter.press("We're in touch")
    supporter.close()
    await stage.forward(120)
    assert LONG not in "".join(stage.coordinator.chat())
