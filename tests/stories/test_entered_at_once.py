"""A request that was entered, and two people at once, on both databases (R74): one truth, and nothing twice."""

import asyncio

import pytest

from tests.stage import Stage
from tests.stories import entering
from tests.stories.conftest import ON_PLAYGROUND, Opens
from tests.stories.entering import NAME, PHONE, enters, receipt_on
from tests.stories.traces import rows

pytestmark = ON_PLAYGROUND


@pytest.fixture
async def stage(opens: Opens, database_url: str) -> Stage:
    return await opens(database_url)


async def test_two_press_with_the_same_words_and_one_takes_it(stage: Stage) -> None:
    casey, robin, ines = stage.coordinator, stage.physician, stage.supporters[1]
    await enters(casey)
    words = receipt_on(casey.screen())
    casey.close()
    for actor in (robin, ines):
        await actor.command("status")
        await actor.press("Open")
        await actor.press("I asked by phone")
    await asyncio.gather(robin.submit(receipt=words), ines.submit(receipt=words))
    assert len([actor for actor in (robin, ines) if actor.errors]) == 1
    assert len(await stage.requests()) == 1
    assert await rows(stage, "SELECT id FROM person WHERE kind = 'absent'") == []


async def test_it_is_taken_over_while_a_coordinator_withdraws_it(stage: Stage) -> None:
    casey, robin = stage.coordinator, stage.physician
    await enters(casey)
    words = receipt_on(casey.screen())
    await casey.press("Withdraw")
    yes = casey.button("Yes, withdraw")
    await robin.command("status")
    await robin.press("Open")
    await robin.press("I asked by phone")
    await asyncio.gather(robin.submit(receipt=words), casey.press_kept(yes))
    open_ones = await stage.requests()
    theirs = await stage.read(lambda unit: [unit.requests.details(each).physician for each in open_ones])
    me = await stage.id_of(robin)
    assert theirs in ([], [me]), "withdrawn for them, or theirs, and then nobody else's to withdraw"


async def test_the_form_sent_twice_at_once_is_one_request(stage: Stage) -> None:
    casey = stage.coordinator
    await casey.command("enter")
    await casey.press("Open")
    await casey.press("They said yes")
    await asyncio.gather(casey.submit(name=NAME, contact=PHONE), casey.submit(name=NAME, contact=PHONE))
    assert len(await stage.requests()) == 1


async def test_supporter_and_coordinator_say_yes_and_no_at_once(stage: Stage) -> None:
    casey = stage.coordinator
    await enters(casey)
    casey.close()
    supporter = stage.offered()
    await entering.opens(casey, stage)
    await casey.press("A supporter phones")
    await casey.submit(supporter=await stage.id_of(supporter))
    no, yes = casey.button("Decline"), supporter.button("Accept")
    await asyncio.gather(casey.press_kept(no), supporter.press_kept(yes))
    await stage.forward(3 / 60)
    (request,) = await stage.requests()
    found = await stage.read(lambda unit: [each.state for each in unit.offers.of_request(request.id)])
    assert found[0] in {"named", "declined"}
    await stage.nobody_waits_in_silence()
