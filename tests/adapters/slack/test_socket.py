"""Socket Mode: no public address, the same stories, and an acknowledgement for each envelope."""

import asyncio
from collections.abc import AsyncIterator

import pytest

from tests.adapters.slack.conftest import FakeWorkspaces
from tests.adapters.slack.fake_workspace import CONTACT, TEAM, FakeWorkspace
from tests.adapters.slack.logbook import Logbook
from tests.adapters.slack.test_serving import fetch
from tests.doubles.slack import Slack


@pytest.fixture
async def wired(fake_workspaces: FakeWorkspaces, slack: Slack) -> AsyncIterator[FakeWorkspace]:
    slack.socket_mode = True
    async with fake_workspaces(slack_signing_secret=None, slack_app_token=slack.app_token) as workspace:
        await connected(slack)
        yield workspace


async def connected(slack: Slack, patience: float = 60.0) -> None:
    async def line() -> None:
        while not [wire for wire in slack.sockets if not wire.retiring]:  # noqa: ASYNC110 - the double has no event
            await asyncio.sleep(0.02)

    await asyncio.wait_for(line(), patience)


async def test_a_whole_match(wired: FakeWorkspace) -> None:
    robin = await wired.asks()
    supporter = await wired.matched()
    await supporter.press("Details")
    await wired.quiet()
    assert CONTACT in supporter.modal.words
    await robin.opens_home()
    assert robin.home
    assert robin.troubles == supporter.troubles == []
    assert all(delivery.acknowledged for delivery in wired.slack.deliveries)


async def test_nothing_is_served_over_http(wired: FakeWorkspace) -> None:
    answer = await wired.post("{}")
    assert answer.status == 404


async def test_what_belongs_to_the_answer_comes_with_the_acknowledgement(wired: FakeWorkspace) -> None:
    """An error at the field is the acknowledgement's payload."""
    robin = wired.person()
    said = await robin.command("/peer")
    assert said.attempts[0].body["response_type"] == "ephemeral"
    await robin.press("Ask for a peer")
    await wired.quiet()
    await robin.press("Continue")
    await wired.quiet()
    await robin.submit(contact="nothing")
    assert list(robin.errors) == ["contact"]


async def test_what_could_not_be_done_is_not_acknowledged_and_done_when_it_comes_again(wired: FakeWorkspace) -> None:
    await wired.asks()
    offered = wired.offered()
    wired.slack.retry_waits = ()
    wired.slack.ack_patience = 3.5
    with wired.held_database():
        gone = await wired.slack.deactivate(TEAM, offered.id)
        assert not gone.acknowledged
    assert (await wired.slack.redeliver(gone.event_id)).ok
    await wired.quiet()
    assert ("recalled",) in wired.rows("SELECT state FROM offer")


async def test_an_envelope_of_another_workspace_is_taken_off_the_line_without_effect(wired: FakeWorkspace) -> None:
    before = wired.dump()
    wired.slack.workspace("T0OTHER")
    typed = await wired.slack.person("T0OTHER", "U0ROBIN").types("Hello")
    assert typed.acknowledged, "it would be refused again each time"
    await wired.quiet()
    assert wired.dump() == before
    assert wired.slack.person("T0OTHER", "U0ROBIN").messages[1:] == []


async def test_a_slow_envelope_keeps_nobody_else_waiting(wired: FakeWorkspace) -> None:
    slow, quick = wired.person("ada-maple"), wired.person("robin-fictional")
    wired.slack.fail("chat.postMessage", user=slow.id, delay=1.5)
    typing = asyncio.create_task(slow.types("Hello"))
    await asyncio.sleep(0.1)
    begun = asyncio.get_running_loop().time()
    await asyncio.gather(quick.types("Hello"), quick.command("/peer"))
    assert asyncio.get_running_loop().time() - begun < 1.2
    assert not typing.done()
    assert (await typing).acknowledged


class TestConnections:
    @pytest.mark.parametrize("how", ["refresh_requested", "warning", "cut"])
    async def test_one_that_goes_is_replaced_and_no_event_is_lost_or_done_twice(
        self, wired: FakeWorkspace, how: str
    ) -> None:
        robin = wired.person()
        await robin.types("Hello")
        first = wired.slack.sockets[0]
        if how == "cut":
            await wired.slack.cut_sockets()
        else:
            await wired.slack.refresh_sockets(how)
        wired.slack.retry_waits = (0.5, 1.0, 2.0)
        wired.slack.ack_patience = 15.0
        typed = await robin.types("Still here?")
        await wired.quiet()
        assert typed.acknowledged or how == "warning"
        if how != "warning":
            assert first not in wired.slack.sockets or len(wired.slack.sockets) > 1
        assert len([each for each in robin.messages if each.bot]) == 2

    async def test_one_that_breaks_in_the_middle_of_an_envelope(self, wired: FakeWorkspace) -> None:
        """Done, and the acknowledgement found no line: it comes again and is known."""
        robin = wired.person()
        wired.slack.fail("chat.postMessage", delay=0.5)
        wired.slack.retry_waits = (0.2,)
        wired.slack.ack_patience = 15.0
        typing = asyncio.create_task(robin.types("Hello"))
        await asyncio.sleep(0.2)
        await wired.slack.cut_sockets()
        delivery = await typing
        for _ in range(200):
            if delivery.acknowledged:
                break
            await asyncio.sleep(0.05)
        assert delivery.acknowledged
        await wired.quiet()
        assert len([each for each in robin.messages if each.bot]) == 1

    async def test_readiness_says_whether_the_socket_is_connected_and_nothing_else(
        self, fake_workspaces: FakeWorkspaces, slack: Slack
    ) -> None:
        slack.socket_mode = True
        outage = slack.outage()
        async with fake_workspaces(slack_signing_secret=None, slack_app_token=slack.app_token) as workspace:
            await asyncio.sleep(0.3)
            assert await fetch(workspace, "/readyz") == (200, "ready\nslack: the socket is not connected\n")
            outage.stop()
            await connected(slack, 15.0)
            assert await fetch(workspace, "/readyz") == (200, "ready\n")

    async def test_slack_is_away_at_the_start_and_comes_back(
        self, fake_workspaces: FakeWorkspaces, slack: Slack
    ) -> None:
        slack.socket_mode = True
        outage = slack.outage()
        async with fake_workspaces(slack_signing_secret=None, slack_app_token=slack.app_token) as workspace:
            await asyncio.sleep(0.3)
            assert slack.sockets == []
            outage.stop()
            await connected(slack, 15.0)
            await workspace.person().types("Hello")
            assert workspace.person().messages[-1].bot

    async def test_a_refused_token_is_told_without_the_token_and_tried_again(
        self, fake_workspaces: FakeWorkspaces, slack: Slack, logbook: Logbook
    ) -> None:
        slack.socket_mode = True
        right, slack.app_token = slack.app_token, "xapp-1-mistyped"
        async with fake_workspaces(slack_signing_secret=None, slack_app_token="xapp-1-mistyped") as workspace:
            await asyncio.sleep(0.5)
            assert logbook.says("socket_refused", "invalid_auth")
            logbook.never("xapp-", "Traceback", "never retrieved")
            slack.tokens["xapp-1-mistyped"] = slack.tokens[right]  # as if Slack came to know it
            await connected(slack, 15.0)
            await workspace.person().types("Hello")
            assert workspace.person().messages[-1].bot

    async def test_the_end_waits_for_what_was_begun(self, fake_workspaces: FakeWorkspaces, slack: Slack) -> None:
        slack.socket_mode = True
        async with fake_workspaces(slack_signing_secret=None, slack_app_token=slack.app_token) as workspace:
            await connected(slack)
            slack.fail("chat.postMessage", delay=0.5)
            typing = asyncio.create_task(workspace.person().types("Hello"))
            await asyncio.sleep(0.2)
        await asyncio.sleep(0.1)
        assert len([each for each in workspace.person().messages if each.bot]) == 1
        typing.cancel()
        await asyncio.gather(typing, return_exceptions=True)


NONSENSE: list[object] = [
    None, [], "text", 7, {}, {"type": "event_callback"}, {"type": "block_actions"}, {"a": 1},
    {"type": {}, "team_id": TEAM}, {"type": "event_callback", "team_id": TEAM, "event": {}, "authorizations": ["a"]},
    {"type": "shortcut", "team": {"id": TEAM}, "callback_id": "x"},
    {"type": "block_actions", "team": {"id": TEAM}, "user": {"id": "U0ROBIN"}, "actions": [{"action_id": "\ud800"}]},
]  # fmt: skip


@pytest.mark.parametrize("payload", NONSENSE, ids=lambda payload: repr(payload)[:50])
async def test_an_envelope_with_nonsense_in_it_is_acknowledged_and_dropped(
    wired: FakeWorkspace, logbook: Logbook, payload: object
) -> None:
    """Unacknowledged it would come again and again; the next one is served."""
    before = wired.dump()
    (wire,) = wired.slack.sockets
    answer = await wire.throw({"envelope_id": "e1", "type": "events_api", "payload": payload})
    assert answer.ok
    assert (await wired.person().types("Hello")).acknowledged
    await wired.quiet()
    assert wired.dump()["request"] == before["request"]
    logbook.never("Traceback", "never retrieved")


@pytest.mark.parametrize("envelope", [{}, {"envelope_id": 7, "type": "events_api", "payload": {}}, {"type": ["x"]}])
async def test_what_is_no_envelope_is_nothing(
    wired: FakeWorkspace, logbook: Logbook, envelope: dict[str, object]
) -> None:
    (wire,) = wired.slack.sockets
    await wire._socket.send_json(envelope)
    assert (await wired.person().types("Hello")).acknowledged
    logbook.never("Traceback", "never retrieved")
