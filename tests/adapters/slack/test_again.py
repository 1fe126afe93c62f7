"""What Slack brings more than once acts once, and what it could not bring the first time acts all the same."""

import asyncio
from collections.abc import Awaitable, Callable
from datetime import timedelta

import pytest

from bot.process.running import serve as run_server
from storage.database.lock import AlreadyServed
from tests.adapters.slack.conftest import FakeWorkspaces
from tests.adapters.slack.fake_workspace import EVENTS, TEAM, FakeWorkspace
from tests.conftest import Postgres
from tests.doubles.slack import Delivery, Slack

Tells = Callable[[FakeWorkspace], Awaitable[Delivery]]


async def types(workspace: FakeWorkspace) -> Delivery:
    return await workspace.person().types("Hello")


async def declines(workspace: FakeWorkspace) -> Delivery:
    return await workspace.offered().press("Decline")


async def asks_now(workspace: FakeWorkspace) -> Delivery:
    return await workspace.person().command("/peer", "now")


async def sends_the_form(workspace: FakeWorkspace) -> Delivery:
    robin = workspace.person("sam-placeholder")
    await robin.command("/peer")
    await robin.press("Ask for a peer")
    await workspace.slack.settled()
    await robin.press("Continue")
    await workspace.slack.settled()
    delivery = await robin.submit(contact="204-555-0188")
    assert delivery is not None
    return delivery


async def is_deactivated(workspace: FakeWorkspace) -> Delivery:
    return await workspace.slack.deactivate(TEAM, workspace.offered().id)


async def is_uninstalled(workspace: FakeWorkspace) -> Delivery:
    workspace.slack.kill_tokens(TEAM, "account_inactive")
    return await workspace.slack.event(TEAM, {"type": "app_uninstalled"}, always=True)


STORIES: dict[str, Tells] = {
    "a typed message": types,
    "a press": declines,
    "a form": sends_the_form,
    "a command": asks_now,
    "user_change": is_deactivated,
    "app_uninstalled": is_uninstalled,
}


async def again(workspace: FakeWorkspace, delivery: Delivery, num: int) -> None:
    """Slack says with events how often it has tried; presses, forms and commands come as they came."""
    if delivery.event_id:
        await workspace.slack.redeliver(delivery.event_id, num=num)
    else:
        await workspace.slack.repeat(delivery)


def effects(workspace: FakeWorkspace) -> dict[str, object]:
    """What is there now: every row, and every message in every conversation."""
    cards = {
        channel.user: [m.words for m in channel.messages if m.bot] for channel in workspace.slack.channels.values()
    }
    return {"cards": cards, "rows": {name: len(rows) for name, rows in workspace.dump().items()}}


@pytest.mark.parametrize("name", STORIES)
async def test_four_times(workspace: FakeWorkspace, name: str) -> None:
    """As Slack does it: almost at once, after a minute, after five."""
    await workspace.asks()
    first = await STORIES[name](workspace)
    assert first.acknowledged
    await workspace.quiet()
    once = effects(workspace)
    for num, hours in ((1, 0.0), (2, 1 / 60), (3, 6 / 60)):
        workspace.house.clock.forward(timedelta(hours=hours))
        await again(workspace, first, num)
        await workspace.slack.settled()
    assert effects(workspace) == once


@pytest.mark.parametrize("name", STORIES)
async def test_four_times_at_the_same_moment(workspace: FakeWorkspace, name: str) -> None:
    await workspace.asks()
    first = await STORIES[name](workspace)
    await asyncio.gather(*(workspace.slack.repeat(first) for _ in range(3)))
    await workspace.quiet()
    together = effects(workspace)
    await again(workspace, first, 1)
    await workspace.quiet()
    assert effects(workspace) == together
    mine = [card for cards in together["cards"].values() for card in cards]  # type: ignore[attr-defined]
    assert len([card for card in mine if "I am an automated scheduler" in card]) <= 1


async def test_two_deliveries_of_one_message_race(workspace: FakeWorkspace) -> None:
    """The first one is slow, and Slack has already sent the second."""
    robin = workspace.person()
    workspace.slack.fail("chat.postMessage", delay=0.5)
    before = len(workspace.slack.deliveries)
    typing = asyncio.create_task(robin.types("Hello"))
    await workspace.on_its_way(before + 1)
    await workspace.slack.redeliver(workspace.slack.deliveries[-1].event_id)
    await typing
    await workspace.quiet()
    assert len([message for message in robin.messages if message.bot]) == 1


async def test_a_retry_that_is_the_only_delivery_counts(workspace: FakeWorkspace) -> None:
    """The first try never arrived: what says "retry" is no reason to drop it."""
    robin = workspace.person()
    address, workspace.slack.app_url, workspace.slack.retry_waits = workspace.slack.app_url, "", ()
    typed = await robin.types("Hello")
    gone = await workspace.slack.deactivate(TEAM, "U0ADA")
    workspace.slack.app_url = address
    for delivery in (typed, gone):
        assert (await workspace.slack.redeliver(delivery.event_id, num=3)).ok
    await workspace.quiet()
    assert "I am an automated scheduler" in robin.messages[-1].words
    assert workspace.rows("SELECT count(*) FROM account WHERE gone = 1")[0][0] == 1


@pytest.mark.parametrize("name", ["user_change", "app_uninstalled"])
async def test_what_cannot_be_done_now_is_done_when_it_comes_again(workspace: FakeWorkspace, name: str) -> None:
    await workspace.asks()
    offered = workspace.offered()
    workspace.slack.retry_waits = ()
    with workspace.held_database():
        first = await (
            workspace.slack.deactivate(TEAM, offered.id) if name == "user_change" else is_uninstalled(workspace)
        )
        assert [answer.status for answer in first.attempts] == [503]
    assert workspace.rows("SELECT state FROM offer") == [("open",)]
    assert (await workspace.slack.redeliver(first.event_id)).ok
    await workspace.quiet()
    assert ("recalled",) in workspace.rows("SELECT state FROM offer")


async def test_the_crisis_card_comes_although_the_database_does_not_answer(workspace: FakeWorkspace) -> None:
    robin = workspace.person()
    with workspace.held_database():
        assert (await robin.types("I cannot go on")).acknowledged
        assert "9-8-8" in robin.messages[-1].words
        assert (await robin.command("/peer", "now")).acknowledged
        assert "9-8-8" in robin.screen.ephemerals[-1].words
        await workspace.slack.settled()
        assert len([message for message in robin.dm.messages if message.bot]) == 2


async def test_a_press_that_could_not_be_done_is_pressed_again(workspace: FakeWorkspace) -> None:
    await workspace.asks()
    supporter = workspace.offered()
    with workspace.held_database():
        await supporter.press("Accept")
    await workspace.quiet()
    assert "We cannot save anything right now" in supporter.messages[-1].words
    assert "9-8-8" in supporter.messages[-1].words
    await supporter.press("Accept")
    await workspace.quiet()
    assert workspace.rows("SELECT state FROM offer") == [("named",)]


class TestTwoProcesses:
    """Two replicas on one PostgreSQL; Slack's next try may reach the other one."""

    @pytest.mark.parametrize("name", STORIES)
    async def test_the_second_one_knows(self, fake_workspaces: FakeWorkspaces, postgres: Postgres, name: str) -> None:
        url = postgres.create()
        async with fake_workspaces(url) as workspace:
            await workspace.opens()
            await workspace.asks()
            first = await STORIES[name](workspace)
            await workspace.quiet()
            once = effects(workspace)
            workspace.slack.app_url = workspace.houses[0].address + EVENTS
            for num in (1, 2, 3):
                await again(workspace, first, num)
            await workspace.quiet()
            assert effects(workspace) == once
        postgres.drop(url)

    async def test_both_at_once(self, fake_workspaces: FakeWorkspaces, slack: Slack, postgres: Postgres) -> None:
        """The same press at two doors: one transaction wins, and the other tells the same."""
        url = postgres.create()
        async with fake_workspaces(url) as workspace:
            await workspace.asks()
            other = await workspace.opens()
            supporter = workspace.offered()
            pressing = asyncio.create_task(supporter.press("Decline"))
            await asyncio.sleep(0)
            workspace.slack.app_url = workspace.house.address + EVENTS
            pressed = await pressing
            workspace.slack.app_url = other.address + EVENTS
            await asyncio.gather(*(workspace.slack.repeat(pressed) for _ in range(3)))
            await workspace.quiet()
            assert len(workspace.rows("SELECT 1 FROM deadline WHERE kind = 'offer-decline'")) == 1
            assert len(workspace.rows("SELECT 1 FROM offer WHERE state = 'open'")) == 1
        postgres.drop(url)


async def test_a_second_server_on_one_sqlite_file_is_refused(fake_workspaces: FakeWorkspaces) -> None:
    async with fake_workspaces() as workspace:
        first = asyncio.create_task(run_server(workspace.house.served, lambda _: None))
        await asyncio.sleep(0.3)
        second = await workspace.opens()
        with pytest.raises(AlreadyServed, match="SQLite serves one at a time"):
            await run_server(second.served, lambda _: None)
        first.cancel()
        await asyncio.gather(first, return_exceptions=True)
