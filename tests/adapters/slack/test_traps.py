"""The traps of Bolt, of its SDK and of Slack itself that were measured beforehand: one story each."""

import asyncio
import time

import pytest

from tests.adapters.slack.conftest import FakeWorkspaces
from tests.adapters.slack.fake_workspace import TEAM, FakeWorkspace
from tests.adapters.slack.logbook import Logbook
from tests.doubles.plain import as_read
from tests.doubles.slack import Slack
from tests.patience import quickest


async def test_a_listener_that_breaks_loses_no_acknowledgement(
    workspace: FakeWorkspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Trap 1: whatever goes wrong inside, Bolt hears of no exception, and Slack gets its answer at once."""
    robin = workspace.person()
    await robin.command("/peer")

    async def breaks(*_: object) -> None:
        raise RuntimeError("a programming mistake")

    monkeypatch.setattr(workspace.house.served.house.engine, "handle", breaks)
    begun = time.monotonic()
    pressed = await robin.press("Ask for a peer")
    typed = await robin.types("Hello")
    assert pressed.attempts[0].status == 503  # the person sees that it did not work and presses again
    assert typed.attempts[0].status == 503  # Slack brings it again
    assert time.monotonic() - begun < 2.9, "an exception in Bolt costs three seconds"


async def test_what_follows_an_answer_may_break_after_the_acknowledgement(workspace: FakeWorkspace) -> None:
    """Trap 1 again: the modal that cannot be opened is no reason to lose the acknowledgement."""
    robin = workspace.person()
    await robin.command("/peer")
    workspace.slack.fail("views.open", times=None, drop_before=True)
    begun = time.monotonic()
    assert (await robin.press("Ask for a peer")).acknowledged
    assert time.monotonic() - begun < 2.9
    await workspace.quiet()
    assert "Please press again" in robin.messages[-1].words


async def test_an_answer_never_comes_after_three_seconds(workspace: FakeWorkspace) -> None:
    """Trap 2: Bolt would answer 404 at three seconds while the listener runs on; here the answer comes in time."""
    workspace.slack.fail("users.info", times=None, delay=5.0)
    robin = workspace.person()
    workspace.slack.ack_patience = 60.0

    async def asks() -> None:
        assert (await robin.command("/peer", "status")).acknowledged

    with workspace.held_database():
        assert await quickest(asks, under=3.0) < 3.0
    assert "We cannot save anything right now" in robin.messages[-1].words
    assert "9-8-8" in as_read(robin.messages[-1].words)
    assert robin.troubles == []


async def test_a_refused_signature_puts_no_word_of_the_body_into_the_log(
    workspace: FakeWorkspace, logbook: Logbook
) -> None:
    """Trap 3: Bolt's own check would write the whole body at INFO."""
    marker = "q7marker"
    answer = await workspace.slack.knock(
        f'{{"text": "{marker}"}}', {"Content-Type": "application/json"} | workspace.slack.sign("another body")
    )
    assert answer.status == 401
    assert logbook.says("refused")
    logbook.never(marker)


async def test_the_same_event_twice_is_answered_once(workspace: FakeWorkspace) -> None:
    """Trap 4: Bolt runs its listener each time."""
    robin = workspace.person()
    typed = await robin.types("Hello")
    await workspace.slack.redeliver(typed.event_id)
    await workspace.quiet()
    assert len([message for message in robin.messages if message.bot]) == 1


async def test_the_same_press_twice_acts_once(workspace: FakeWorkspace) -> None:
    """Trap 4 for what a person does."""
    await workspace.asks()
    supporter = workspace.offered()
    pressed = await supporter.press("Decline")
    await workspace.slack.repeat(pressed)
    await workspace.quiet()
    assert len(workspace.rows("SELECT * FROM deadline WHERE kind = 'offer-decline'")) == 1
    assert len(workspace.rows("SELECT * FROM offer WHERE state = 'open'")) == 1


async def test_an_outage_of_slack_acknowledges_nothing_and_loses_nothing(
    fake_workspaces: FakeWorkspaces, slack: Slack
) -> None:
    """Trap 5: where auth.test fails, Bolt answers 200 "please reinstall", and the event is gone for good."""
    outage = slack.outage()
    async with fake_workspaces() as workspace:
        robin = workspace.person()
        slack.retry_waits = ()
        typed = await robin.types("Hello")
        assert [answer.status for answer in typed.attempts] == [503]
        outage.stop()
        assert (await slack.redeliver(typed.event_id)).ok
        assert "I am an automated scheduler" in robin.messages[-1].words
        assert len(robin.messages) == 2


@pytest.mark.parametrize("status", [429, 500, 502, 503])
async def test_a_server_error_of_slack_is_tried_again_by_the_outbox(workspace: FakeWorkspace, status: int) -> None:
    """Trap 6: slack_sdk would repeat lost connections by itself (and post twice), and no server error at all."""
    workspace.slack.fail("chat.postMessage", status=status, times=2)
    robin = await workspace.asks()
    assert [message.words for message in robin.dm.messages] == []
    await workspace.house.forward(hours=0.1)
    assert ["You have an update" in message.words for message in robin.dm.messages] == [True]


async def test_a_body_that_nobody_can_read_is_refused_and_no_exception(
    workspace: FakeWorkspace, logbook: Logbook
) -> None:
    """Trap 7: a bare app answers 500 to each of these."""
    for body in (b"{", b"[]", b"\xff\xfe", b"[" * 50_000):
        assert 400 <= (await workspace.post(body.decode("latin-1"))).status < 500
    assert (await workspace.post("payload=%7B", "application/x-www-form-urlencoded")).status == 400
    logbook.never("Traceback")


async def test_a_signed_event_of_another_workspace_is_refused(workspace: FakeWorkspace) -> None:
    """Trap 8: Bolt would take it for ours."""
    workspace.slack.workspace("T0OTHER")
    before = workspace.dump()
    other = workspace.slack.person("T0OTHER", "U0ROBIN")
    typed = await other.types("Hello")
    pressed = await other.command("/peer")
    await workspace.quiet()
    assert [(answer.status, answer.no_retry) for answer in typed.attempts] == [(403, True)]
    assert pressed.attempts[0].status == 403
    assert workspace.dump() == before
    assert [call.team for call in workspace.slack.calls if call.team != TEAM] == []


async def test_a_slow_slack_costs_nobody_an_answer(workspace: FakeWorkspace) -> None:
    """Who somebody is can be asked later; the door opens in the programme's language."""
    workspace.slack.fail("users.info", times=None, delay=5.0)
    robin = workspace.person()
    begun = asyncio.get_running_loop().time()
    assert (await robin.types("Hello")).acknowledged
    assert (await robin.command("/peer")).acknowledged
    assert asyncio.get_running_loop().time() - begun < 3.0
    assert [message.words.splitlines()[0] for message in robin.messages if message.bot][1] == (
        "Talk with a trained colleague."
    )
