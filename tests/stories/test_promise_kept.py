"""A coordinator promised to phone somebody whom nobody had reached: the supporter's word alone ends no such promise."""

from bot.core.request import Escalation
from tests.stage import Actor, Stage
from tests.stories.both_sides import denies, in_touch, matched, opens, taps

PROMISE = "Casey Sample is seeing to it, and will contact you by"


async def sees_to_it(casey: Actor) -> None:
    await casey.press("Open")
    await casey.press("I will see to it")
    casey.close()


async def promised(stage: Stage) -> tuple[Actor, Actor]:
    """Robin said twice that nobody came, and Casey sees to it."""
    robin, ada = await matched(stage)
    for _ in range(2):
        await in_touch(ada)
        await stage.forward(25)
        await denies(robin)
        await stage.forward(1)
    await sees_to_it(stage.coordinator)
    return ada, robin


async def test_the_supporters_word_does_not_take_it_out_of_the_coordinators_hands(stage: Stage) -> None:
    ada, robin = await promised(stage)
    await in_touch(ada)
    await opens(robin)
    robin.sees(PROMISE)
    casey = stage.coordinator
    await casey.command("queue")
    await opens(casey)
    assert "nothing from you" not in casey.screen()


async def test_three_taps_and_an_end_do_not_either(stage: Stage) -> None:
    ada, robin = await promised(stage)
    await in_touch(ada)
    await taps(ada, "Yes, under 30 minutes", "Fully", "We are done")
    await opens(robin)
    robin.sees(PROMISE)


async def test_the_physicians_yes_does(stage: Stage) -> None:
    ada, robin = await promised(stage)
    await in_touch(ada)
    await stage.forward(25)
    await opens(robin)
    await robin.press("Yes")
    assert PROMISE not in robin.screen()
    stage.coordinator.sees("needs nothing from you right now")


async def test_neither_does_it_where_the_promise_came_before_the_not_yet(stage: Stage) -> None:
    """At the end of the 72 hours nobody has claimed anything: the coordinator promises, then the physician says so."""
    robin, ada = await matched(stage)
    await stage.forward(73)
    await sees_to_it(stage.coordinator)
    await denies(robin)
    await in_touch(ada)
    await opens(robin)
    robin.sees(PROMISE)


async def test_nor_two_days_after_that_word(stage: Stage) -> None:
    robin, ada = await matched(stage)
    casey = stage.coordinator
    await stage.forward(73)
    await sees_to_it(casey)
    await denies(robin)
    for _ in range(2):
        await stage.forward(11)  # within the hours that were promised
        await casey.press("Open")
        await casey.press("Name and contact")
        await casey.press("Could not reach")
        casey.close()
    await stage.forward(3)
    await in_touch(ada)
    await opens(robin)
    robin.sees("Casey Sample")
    assert (await stage.requests())[0].escalation is Escalation.PROMISED
