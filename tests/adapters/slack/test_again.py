"""What Slack brings more than once acts once, and what it could not bring the first time acts all the same."""

import asyncio
from collections.abc import Awaitable, Callable
from datetime import timedelta

import pytest

from bot.process.running import serve as run_server
from storage.database.lock import AlreadyServed
from tests.adapters.slack.conftest import Towns
from tests.adapters.slack.town import EVENTS, TEAM, Town
from tests.conftest import Postgres
from tests.doubles.slack import Delivery, Slack

Tells = Callable[[Town], Awaitable[Delivery]]


async def types(town: Town) -> Delivery:
    return await town.person().types("Hello")


async def declines(town: Town) -> Delivery:
    return await town.offered().press("Decline")


async def asks_now(town: Town) -> Delivery:
    return await town.person().command("/peer", "now")


async def sends_the_form(town: Town) -> Delivery:
    robin = town.person("sam-placeholder")
    await robin.command("/peer")
    await robin.press("Ask for a peer")
    await town.slack.settled()
    await robin.press("Continue")
    await town.slack.settled()
    delivery = await robin.submit(contact="204-555-0188")
    assert delivery is not None
    return delivery


async def is_deactivated(town: Town) -> Delivery:
    return await town.slack.deactivate(TEAM, town.offered().id)


async def is_uninstalled(town: Town) -> Delivery:
    town.slack.kill_tokens(TEAM, "account_inactive")
    return await town.slack.event(TEAM, {"type": "app_uninstalled"}, always=True)


STORIES: dict[str, Tells] = {
    "a typed message": types,
    "a press": declines,
    "a form": sends_the_form,
    "a command": asks_now,
    "user_change": is_deactivated,
    "app_uninstalled": is_uninstalled,
}


async def again(town: Town, delivery: Delivery, num: int) -> None:
    """Slack says with events how often it has tried; presses, forms and commands come as they came."""
    if delivery.event_id:
        await town.slack.redeliver(delivery.event_id, num=num)
    else:
        await town.slack.repeat(delivery)


def effects(town: Town) -> dict[str, object]:
    """What is there now: every row, and every message in every conversation."""
    cards = {channel.user: [m.words for m in channel.messages if m.bot] for channel in town.slack.channels.values()}
    return {"cards": cards, "rows": {name: len(rows) for name, rows in town.dump().items()}}


@pytest.mark.parametrize("name", STORIES)
async def test_four_times(town: Town, name: str) -> None:
    """As Slack does it: almost at once, after a minute, after five."""
    await town.asks()
    first = await STORIES[name](town)
    assert first.acknowledged
    await town.quiet()
    once = effects(town)
    for num, hours in ((1, 0.0), (2, 1 / 60), (3, 6 / 60)):
        town.house.clock.forward(timedelta(hours=hours))
        await again(town, first, num)
        await town.slack.settled()
    assert effects(town) == once


@pytest.mark.parametrize("name", STORIES)
async def test_four_times_at_the_same_moment(town: Town, name: str) -> None:
    await town.asks()
    first = await STORIES[name](town)
    await asyncio.gather(*(town.slack.repeat(first) for _ in range(3)))
    await town.quiet()
    together = effects(town)
    await again(town, first, 1)
    await town.quiet()
    assert effects(town) == together
    mine = [card for cards in together["cards"].values() for card in cards]  # type: ignore[attr-defined]
    assert len([card for card in mine if "I am an automated scheduler" in card]) <= 1


async def test_two_deliveries_of_one_message_race(town: Town) -> None:
    """The first one is slow, and Slack has already sent the second."""
    robin = town.person()
    town.slack.fail("chat.postMessage", delay=0.5)
    before = len(town.slack.deliveries)
    typing = asyncio.create_task(robin.types("Hello"))
    await town.on_its_way(before + 1)
    await town.slack.redeliver(town.slack.deliveries[-1].event_id)
    await typing
    await town.quiet()
    assert len([message for message in robin.messages if message.bot]) == 1


async def test_a_retry_that_is_the_only_delivery_counts(town: Town) -> None:
    """The first try never arrived: what says "retry" is no reason to drop it."""
    robin = town.person()
    address, town.slack.app_url, town.slack.retry_waits = town.slack.app_url, "", ()
    typed = await robin.types("Hello")
    gone = await town.slack.deactivate(TEAM, "U0ADA")
    town.slack.app_url = address
    for delivery in (typed, gone):
        assert (await town.slack.redeliver(delivery.event_id, num=3)).ok
    await town.quiet()
    assert "I am an automated scheduler" in robin.messages[-1].words
    assert town.rows("SELECT count(*) FROM account WHERE gone = 1")[0][0] == 1


@pytest.mark.parametrize("name", ["user_change", "app_uninstalled"])
async def test_what_cannot_be_done_now_is_done_when_it_comes_again(town: Town, name: str) -> None:
    await town.asks()
    offered = town.offered()
    town.slack.retry_waits = ()
    with town.held_database():
        first = await (town.slack.deactivate(TEAM, offered.id) if name == "user_change" else is_uninstalled(town))
        assert [answer.status for answer in first.attempts] == [503]
    assert town.rows("SELECT state FROM offer") == [("open",)]
    assert (await town.slack.redeliver(first.event_id)).ok
    await town.quiet()
    assert ("recalled",) in town.rows("SELECT state FROM offer")


async def test_the_crisis_card_comes_although_the_database_does_not_answer(town: Town) -> None:
    robin = town.person()
    with town.held_database():
        assert (await robin.types("I cannot go on")).acknowledged
        assert "9-8-8" in robin.messages[-1].words
        assert (await robin.command("/peer", "now")).acknowledged
        assert "9-8-8" in robin.screen.ephemerals[-1].words
        await town.slack.settled()
        assert len([message for message in robin.dm.messages if message.bot]) == 2


async def test_a_press_that_could_not_be_done_is_pressed_again(town: Town) -> None:
    await town.asks()
    supporter = town.offered()
    with town.held_database():
        await supporter.press("Accept")
    await town.quiet()
    assert "We cannot save anything right now" in supporter.messages[-1].words
    assert "9-8-8" in supporter.messages[-1].words
    await supporter.press("Accept")
    await town.quiet()
    assert town.rows("SELECT state FROM offer") == [("named",)]


class TestTwoProcesses:
    """Two replicas on one PostgreSQL; Slack's next try may reach the other one."""

    @pytest.mark.parametrize("name", STORIES)
    async def test_the_second_one_knows(self, towns: Towns, postgres: Postgres, name: str) -> None:
        url = postgres.create()
        async with towns(url) as town:
            await town.opens()
            await town.asks()
            first = await STORIES[name](town)
            await town.quiet()
            once = effects(town)
            town.slack.app_url = town.houses[0].address + EVENTS
            for num in (1, 2, 3):
                await again(town, first, num)
            await town.quiet()
            assert effects(town) == once
        postgres.drop(url)

    async def test_both_at_once(self, towns: Towns, slack: Slack, postgres: Postgres) -> None:
        """The same press at two doors: one transaction wins, and the other tells the same."""
        url = postgres.create()
        async with towns(url) as town:
            await town.asks()
            other = await town.opens()
            supporter = town.offered()
            pressing = asyncio.create_task(supporter.press("Decline"))
            await asyncio.sleep(0)
            town.slack.app_url = town.house.address + EVENTS
            pressed = await pressing
            town.slack.app_url = other.address + EVENTS
            await asyncio.gather(*(town.slack.repeat(pressed) for _ in range(3)))
            await town.quiet()
            assert len(town.rows("SELECT 1 FROM deadline WHERE kind = 'offer-decline'")) == 1
            assert len(town.rows("SELECT 1 FROM offer WHERE state = 'open'")) == 1
        postgres.drop(url)


async def test_a_second_server_on_one_sqlite_file_is_refused(towns: Towns) -> None:
    async with towns() as town:
        first = asyncio.create_task(run_server(town.house.served, lambda _: None))
        await asyncio.sleep(0.3)
        second = await town.opens()
        with pytest.raises(AlreadyServed, match="SQLite serves one at a time"):
            await run_server(second.served, lambda _: None)
        first.cancel()
        await asyncio.gather(first, return_exceptions=True)
