"""Whoever was refused for a request, or is too near for it, has no hand in it afterwards, whatever post they get."""

import pytest

from bot.core.people import Role
from tests.stage import Actor, Stage
from tests.stories.test_part_time_post import names


async def asks(stage: Stage) -> None:
    """Sam evaluates somebody, and may not stand in."""
    await next(each for each in stage.supporters if each.user == "sam-placeholder").command("away")
    await stage.ask()


async def refused(stage: Stage) -> Actor:
    """Robin asks for someone else."""
    robin, supporter = stage.physician, await stage.match()
    await robin.press("Open")
    await robin.press("Someone else")
    await robin.press("Yes, someone else")
    robin.close()
    return supporter


async def knows(stage: Stage) -> Actor:
    supporter = stage.offered()
    await supporter.press("Accept")
    await supporter.press("Yes, find someone else")
    return supporter


async def hands_over(stage: Stage) -> Actor:
    supporter = await stage.match()
    await supporter.press("Details")
    await stage.hands_over(supporter)
    return supporter


WAYS = {"refused": refused, "knows": knows, "hands over": hands_over}


@pytest.mark.parametrize("why", WAYS)
async def test_who_is_out_of_it_is_not_the_one_who_phones(stage: Stage, why: str) -> None:
    robin, casey = stage.physician, stage.coordinator
    await asks(stage)
    supporter = await WAYS[why](stage)
    for other in stage.supporters:
        if other is not supporter:
            await other.command("away")
    await stage.sweep()
    (request,) = await stage.requests()
    await names(stage, supporter)
    assert request.number not in "".join(supporter.chat())
    await robin.press("Open")
    assert supporter.name not in robin.screen()
    robin.sees("204-555-0142")
    robin.close()
    await supporter.command("show", request.number)
    assert supporter.notice == "No open request of yours has this number."
    await casey.command("")
    await casey.press("More for you")
    await casey.press("My post")
    casey.sees("Not everything that waits can come to whoever stands in.")
    await stage.forward(48)
    assert request.number not in "".join(supporter.chat())


async def test_nor_does_who_was_refused_phone_whoever_asks_for_a_call(stage: Stage) -> None:
    robin = stage.physician
    await asks(stage)
    supporter = await refused(stage)
    await names(stage, supporter)
    await robin.command("")
    await robin.press("Phone instead")
    await robin.press("Please phone me")
    await robin.submit(contact="204-555-0177")
    robin.close()
    assert "asks to be phoned" not in "".join(supporter.chat())


async def test_a_coordinator_who_is_refused_as_a_colleague_lets_go_of_it(stage: Stage) -> None:
    robin = stage.physician
    await asks(stage)
    supporter = await stage.match()
    await stage.rewrite(supporter, roles=frozenset({Role.SUPPORTER, Role.COORDINATOR}))
    await stage.forward(72)
    supporter.sees("No contact has been made by the agreed hour.")
    await robin.press("Open")
    await robin.press("Someone else")
    await robin.press("Yes, someone else")
    robin.close()
    (request,) = await stage.requests()
    supporter.sees(f"Request {request.number} is with somebody else now.")
    await supporter.command("show", request.number)
    assert supporter.notice == "No open request of yours has this number."
