"""Ten lines typed one after the other, as people in distress do: each is acknowledged at once, a card comes at the
first and at most one more below the last."""

import asyncio
import time

import pytest

from bot.adapters import typed_rows
from tests.adapters.slack.conftest import FakeWorkspaces
from tests.adapters.slack.fake_workspace import FakeWorkspace
from tests.adapters.slack.test_socket import connected
from tests.doubles.slack import Person, Slack

LINES = 10


def cards(person: Person) -> int:
    return len([message for message in person.dm.messages if message.bot])


async def types_ten(person: Person) -> None:
    for number in range(LINES):
        begun = time.monotonic()
        delivery = await person.types(f"line {number}")
        assert [answer.ok for answer in delivery.attempts] == [True], number
        assert number == 0 or time.monotonic() - begun < 0.5


@pytest.fixture
def _short(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(typed_rows, "QUIET_SECONDS", 0.6)


@pytest.mark.usefixtures("_short")
async def test_ten_lines_are_two_cards(workspace: FakeWorkspace) -> None:
    robin = workspace.person()
    await types_ten(robin)
    assert cards(robin) == 1
    assert "9-8-8" in robin.dm.messages[1].words
    await asyncio.sleep(0.8)
    await workspace.slack.settled()
    assert cards(robin) == 2
    assert robin.dm.messages[-1].bot, "it stands below the last line"
    await robin.types("another day")
    assert cards(robin) == 3


@pytest.mark.usefixtures("_short")
async def test_one_line_is_one_card(workspace: FakeWorkspace) -> None:
    robin = workspace.person()
    await robin.types("Hello")
    await asyncio.sleep(0.8)
    await workspace.slack.settled()
    assert cards(robin) == 1


async def test_all_at_once(workspace: FakeWorkspace) -> None:
    robin = workspace.person()
    typed = await asyncio.gather(*(robin.types(f"line {number}") for number in range(LINES)))
    assert all(answer.ok for delivery in typed for answer in delivery.attempts)
    assert cards(robin) == 1


async def test_people_do_not_share_a_row(workspace: FakeWorkspace) -> None:
    robin, ada = workspace.person(), workspace.person("ada-maple")
    for person in (robin, ada, robin, ada):
        await person.types("Hello")
    assert (cards(robin), cards(ada)) == (1, 1)


async def test_what_slack_brings_again_is_no_line_more(workspace: FakeWorkspace) -> None:
    robin = workspace.person()
    first = await robin.types("Hello")
    second = await robin.types("Hello?")
    await workspace.quiet()
    assert cards(robin) == 2
    for delivery in (first, second, second):
        await workspace.slack.redeliver(delivery.event_id)
        await workspace.slack.repeat(delivery)
    await workspace.quiet()
    assert cards(robin) == 2


async def test_a_first_card_that_could_not_be_posted_is_tried_again_with_the_next_delivery(
    workspace: FakeWorkspace,
) -> None:
    robin = workspace.person()
    workspace.slack.fail("chat.postMessage", times=1, status=500)
    workspace.slack.retry_waits = ()
    first = await robin.types("I cannot go on")
    assert not first.acknowledged
    await workspace.slack.redeliver(first.event_id)
    assert "9-8-8" in robin.messages[-1].words


async def test_a_line_behind_a_slow_first_card_waits_for_nothing(workspace: FakeWorkspace) -> None:
    robin = workspace.person()
    before = len(workspace.slack.deliveries)
    workspace.slack.fail("chat.postMessage", times=1, delay=1.0)
    first = asyncio.create_task(robin.types("I cannot go on"))
    await workspace.on_its_way(before + 1)
    await asyncio.sleep(0.2)
    begun = time.monotonic()
    assert (await robin.types("please")).acknowledged
    assert time.monotonic() - begun < 0.5
    assert (await first).acknowledged
    assert cards(robin) == 1


async def test_the_end_of_the_process_says_what_was_still_to_say(fake_workspaces: FakeWorkspaces, slack: Slack) -> None:
    async with fake_workspaces() as workspace:
        robin = workspace.person()
        await robin.types("Hello")
        await robin.types("Hello?")
        assert cards(robin) == 1
    assert cards(robin) == 2


async def test_over_the_socket_too(fake_workspaces: FakeWorkspaces, slack: Slack) -> None:
    slack.socket_mode = True
    async with fake_workspaces(slack_signing_secret=None, slack_app_token=slack.app_token) as workspace:
        await connected(slack)
        await types_ten(workspace.person())
        assert cards(workspace.person()) == 1
