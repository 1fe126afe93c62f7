"""Tokens that expire: one refresh for all replicas, before it is too late, and nothing lost where it fails."""

import asyncio
import time
from collections.abc import AsyncIterator
from contextlib import suppress
from datetime import timedelta
from typing import Any

import pytest

from bot.adapters.slack.workspaces import ManyWorkspaces, NotKnownYet, Workspace
from bot.ports.application import OutOfReach
from tests.adapters.slack.conftest import FakeWorkspaces
from tests.adapters.slack.fake_workspace import EVENTS, TEAM, FakeWorkspace
from tests.adapters.slack.test_install import installs, many
from tests.doubles.slack import Slack
from tests.patience import quickest


@pytest.fixture
async def rotating(fake_workspaces: FakeWorkspaces, slack: Slack, database_url: str) -> AsyncIterator[FakeWorkspace]:
    """One workspace whose tokens live for twelve hours, on both kinds of database."""
    slack.workspace(TEAM).token = ""
    slack.workspaces[TEAM].rotates = True
    slack.person(TEAM, "U0ADMIN", "Ari Admin")
    async with fake_workspaces(database_url, **many(slack)) as workspace:
        assert (await installs(workspace))[0] == 200
        yield workspace


def workspaces(workspace: FakeWorkspace, number: int = 0) -> ManyWorkspaces:
    found = workspace.houses[number].served.adapters[0]._workspaces  # type: ignore[attr-defined]
    assert isinstance(found, ManyWorkspaces)
    return found


async def learned(found: ManyWorkspaces) -> Workspace | None:
    """What it knows once it has asked. Whoever was told "not yet", or something old, asks again, as Slack does."""
    with suppress(NotKnownYet):
        await found.get(TEAM)
    await asyncio.gather(*found._asking.values(), return_exceptions=True)
    return await found.get(TEAM)


def ahead(workspace: FakeWorkspace, hours: float) -> None:
    """For Slack and for every house it is so much later."""
    workspace.slack.clock = lambda: time.time() + hours * 3600
    for number in range(len(workspace.houses)):
        workspaces(workspace, number)._now = lambda: time.time() + hours * 3600


def refreshes(workspace: FakeWorkspace) -> list[str]:
    return [
        call.outcome
        for call in workspace.slack.calls
        if call.method == "oauth.v2.access" and call.args.get("grant_type") == "refresh_token"
    ]


async def test_it_is_made_fresh_before_it_expires(rotating: FakeWorkspace) -> None:
    old = rotating.slack.workspaces[TEAM].token
    await rotating.person().types("Hello")
    assert refreshes(rotating) == []
    ahead(rotating, 10.5)
    await rotating.person().types("Hello again")
    await rotating.quiet()
    assert refreshes(rotating) == ["ok"]
    new = rotating.slack.workspaces[TEAM].token
    assert new != old
    ahead(rotating, 13)  # the old one is dead by now
    await rotating.person().types("Still here")
    assert refreshes(rotating) == ["ok"]
    assert len([each for each in rotating.person().messages if each.bot]) == 3


async def test_two_replicas_at_the_same_moment_refresh_once(rotating: FakeWorkspace) -> None:
    """A refresh token works once: the second use would cost the workspace its installation."""
    await rotating.opens()
    ahead(rotating, 10.5)
    rotating.slack.fail("oauth.v2.access", delay=0.3)
    both = await asyncio.gather(*(learned(workspaces(rotating, number)) for number in (0, 1) for _ in range(4)))
    assert refreshes(rotating) == ["ok"]
    assert all(both)
    ahead(rotating, 11)
    for number in (0, 1):
        found = await learned(workspaces(rotating, number))
        assert found
        assert found.token == rotating.slack.workspaces[TEAM].token


async def test_two_replicas_after_it_expired_both_go_on_with_the_fresh_one(rotating: FakeWorkspace) -> None:
    """Nobody goes on with a token that Slack no longer takes."""
    other = await rotating.opens()
    ahead(rotating, 13)
    rotating.slack.fail("oauth.v2.access", delay=0.3)
    rotating.slack.retry_waits = (0.0,) * 50  # a slow machine may need more than one
    typing = []
    for number, house in enumerate((rotating.houses[0], other), start=len(rotating.slack.deliveries) + 1):
        rotating.slack.app_url = house.address + EVENTS
        typing.append(asyncio.create_task(rotating.person().types("Hello")))
        await rotating.on_its_way(number)
    await asyncio.gather(*typing)
    await rotating.quiet()
    assert refreshes(rotating) == ["ok"]
    assert len([each for each in rotating.person().messages if each.bot]) == 2


@pytest.mark.parametrize(
    "how", [{"status": 500}, {"status": 429}, {"error": "invalid_refresh_token"}, {"drop_before": True}]
)
async def test_a_refresh_that_fails_leaves_the_old_one_in_use(rotating: FakeWorkspace, how: dict[str, Any]) -> None:
    ahead(rotating, 10.5)
    plan = rotating.slack.fail("oauth.v2.access", times=None, **how)
    typed = await rotating.person().types("Hello")
    assert typed.attempts[0].ok
    plan.stop()
    ahead(rotating, 10.6)
    await rotating.person().types("Hello again")
    await rotating.quiet()
    assert rotating.person().troubles == []
    assert len([each for each in rotating.person().messages if each.bot]) == 2


async def test_an_expired_one_that_cannot_be_refreshed_loses_nothing(rotating: FakeWorkspace) -> None:
    ahead(rotating, 13)
    plan = rotating.slack.fail("oauth.v2.access", times=None, status=500)
    rotating.slack.retry_waits = ()
    typed = await rotating.person().types("Hello")
    await rotating.quiet()
    assert not [each for each in rotating.person().messages if each.bot]
    plan.stop()
    rotating.house.clock.forward(timedelta(seconds=30))
    ahead(rotating, 13.1)
    if not typed.acknowledged:
        assert (await rotating.slack.redeliver(typed.event_id)).ok
    await rotating.quiet()
    assert len([each for each in rotating.person().messages if each.bot]) == 1


async def test_a_database_that_hangs_does_not_take_a_known_workspace_away(rotating: FakeWorkspace) -> None:
    """What was known a minute ago is good enough for the crisis card."""
    if rotating.url.startswith("postgresql"):
        pytest.skip("what hangs is the SQLite file here")
    robin = rotating.person()
    await robin.types("Hello")
    await rotating.quiet()
    ahead(rotating, 0.1)
    with rotating.held_database():
        typed = await robin.types("I cannot go on")
        assert typed.attempts[0].ok
        rotating.slack.fail("users.info", times=None, delay=5.0)
        await rotating.slack.change_user(TEAM, robin.id)
        ahead(rotating, 0.2)
        rotating.slack.ack_patience = 60.0

        async def asks() -> None:
            assert (await robin.command("/peer", "status")).acknowledged

        assert await quickest(asks, under=3.0) < 3.0
        assert robin.troubles == []
    assert len([each for each in robin.dm.messages if each.bot]) == 2


async def test_a_workspace_that_was_never_known_waits_for_the_database(rotating: FakeWorkspace) -> None:
    class Away:
        async def get(self, team: str) -> None:
            raise OutOfReach("away")

    found = workspaces(rotating)
    found._cached.clear()
    found._installations = Away()  # type: ignore[assignment]
    with pytest.raises(NotKnownYet):
        await found.get(TEAM)
