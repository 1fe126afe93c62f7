"""The traps of Bolt, of its SDK and of Slack itself that were measured beforehand: one story each."""

import asyncio
import time

import pytest

from tests.adapters.slack.conftest import Towns
from tests.adapters.slack.logbook import Logbook
from tests.adapters.slack.town import TEAM, Town
from tests.doubles.plain import as_read
from tests.doubles.slack import Slack
from tests.patience import quickest


async def test_a_listener_that_breaks_loses_no_acknowledgement(town: Town, monkeypatch: pytest.MonkeyPatch) -> None:
    """Trap 1: whatever goes wrong inside, Bolt hears of no exception, and Slack gets its answer at once."""
    robin = town.person()
    await robin.command("/peer")

    async def breaks(*_: object) -> None:
        raise RuntimeError("a programming mistake")

    monkeypatch.setattr(town.house.served.house.engine, "handle", breaks)
    begun = time.monotonic()
    pressed = await robin.press("Ask for a peer")
    typed = await robin.types("Hello")
    assert pressed.attempts[0].status == 503  # the person sees that it did not work and presses again
    assert typed.attempts[0].status == 503  # Slack brings it again
    assert time.monotonic() - begun < 2.9, "an exception in Bolt costs three seconds"


async def test_what_follows_an_answer_may_break_after_the_acknowledgement(town: Town) -> None:
    """Trap 1 again: the modal that cannot be opened is no reason to lose the acknowledgement."""
    robin = town.person()
    await robin.command("/peer")
    town.slack.fail("views.open", times=None, drop_before=True)
    begun = time.monotonic()
    assert (await robin.press("Ask for a peer")).acknowledged
    assert time.monotonic() - begun < 2.9
    await town.quiet()
    assert "Please press again" in robin.messages[-1].words


async def test_an_answer_never_comes_after_three_seconds(town: Town) -> None:
    """Trap 2: Bolt would answer 404 at three seconds while the listener runs on; here the answer comes in time."""
    town.slack.fail("users.info", times=None, delay=5.0)
    robin = town.person()
    town.slack.ack_patience = 60.0

    async def asks() -> None:
        assert (await robin.command("/peer", "status")).acknowledged

    with town.held_database():
        assert await quickest(asks, under=3.0) < 3.0
    assert "We cannot save anything right now" in robin.messages[-1].words
    assert "9-8-8" in as_read(robin.messages[-1].words)
    assert robin.troubles == []


async def test_a_refused_signature_puts_no_word_of_the_body_into_the_log(town: Town, logbook: Logbook) -> None:
    """Trap 3: Bolt's own check would write the whole body at INFO."""
    marker = "q7marker"
    answer = await town.slack.knock(
        f'{{"text": "{marker}"}}', {"Content-Type": "application/json"} | town.slack.sign("another body")
    )
    assert answer.status == 401
    assert logbook.says("refused")
    logbook.never(marker)


async def test_the_same_event_twice_is_answered_once(town: Town) -> None:
    """Trap 4: Bolt runs its listener each time."""
    robin = town.person()
    typed = await robin.types("Hello")
    await town.slack.redeliver(typed.event_id)
    await town.quiet()
    assert len([message for message in robin.messages if message.bot]) == 1


async def test_the_same_press_twice_acts_once(town: Town) -> None:
    """Trap 4 for what a person does."""
    await town.asks()
    supporter = town.offered()
    pressed = await supporter.press("Decline")
    await town.slack.repeat(pressed)
    await town.quiet()
    assert len(town.rows("SELECT * FROM deadline WHERE kind = 'offer-decline'")) == 1
    assert len(town.rows("SELECT * FROM offer WHERE state = 'open'")) == 1


async def test_an_outage_of_slack_acknowledges_nothing_and_loses_nothing(towns: Towns, slack: Slack) -> None:
    """Trap 5: where auth.test fails, Bolt answers 200 "please reinstall", and the event is gone for good."""
    outage = slack.outage()
    async with towns() as town:
        robin = town.person()
        slack.retry_waits = ()
        typed = await robin.types("Hello")
        assert [answer.status for answer in typed.attempts] == [503]
        outage.stop()
        assert (await slack.redeliver(typed.event_id)).ok
        assert "I am an automated scheduler" in robin.messages[-1].words
        assert len(robin.messages) == 2


@pytest.mark.parametrize("status", [429, 500, 502, 503])
async def test_a_server_error_of_slack_is_tried_again_by_the_outbox(town: Town, status: int) -> None:
    """Trap 6: slack_sdk would repeat lost connections by itself (and post twice), and no server error at all."""
    town.slack.fail("chat.postMessage", status=status, times=2)
    robin = await town.asks()
    assert [message.words for message in robin.dm.messages] == []
    await town.house.forward(hours=0.1)
    assert ["You have an update" in message.words for message in robin.dm.messages] == [True]


async def test_a_body_that_nobody_can_read_is_refused_and_no_exception(town: Town, logbook: Logbook) -> None:
    """Trap 7: a bare app answers 500 to each of these."""
    for body in (b"{", b"[]", b"\xff\xfe", b"[" * 50_000):
        assert 400 <= (await town.post(body.decode("latin-1"))).status < 500
    assert (await town.post("payload=%7B", "application/x-www-form-urlencoded")).status == 400
    logbook.never("Traceback")


async def test_a_signed_event_of_another_workspace_is_refused(town: Town) -> None:
    """Trap 8: Bolt would take it for ours."""
    town.slack.workspace("T0OTHER")
    before = town.dump()
    other = town.slack.person("T0OTHER", "U0ROBIN")
    typed = await other.types("Hello")
    pressed = await other.command("/peer")
    await town.quiet()
    assert [(answer.status, answer.no_retry) for answer in typed.attempts] == [(403, True)]
    assert pressed.attempts[0].status == 403
    assert town.dump() == before
    assert [call.team for call in town.slack.calls if call.team != TEAM] == []


async def test_a_slow_slack_costs_nobody_an_answer(town: Town) -> None:
    """Who somebody is can be asked later; the door opens in the programme's language."""
    town.slack.fail("users.info", times=None, delay=5.0)
    robin = town.person()
    begun = asyncio.get_running_loop().time()
    assert (await robin.types("Hello")).acknowledged
    assert (await robin.command("/peer")).acknowledged
    assert asyncio.get_running_loop().time() - begun < 3.0
    assert [message.words.splitlines()[0] for message in robin.messages if message.bot][1] == (
        "Talk with a trained colleague."
    )
