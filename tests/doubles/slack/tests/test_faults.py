"""Failures on demand."""

import time

import aiohttp
import pytest
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from tests.doubles.slack import Slack
from tests.doubles.slack.tests.asking import refused


@pytest.fixture
def client(slack: Slack) -> AsyncWebClient:
    """Without the SDK's own retries."""
    return AsyncWebClient(token=slack.workspaces["T1"].token, base_url=slack.base_url, retry_handlers=[])


async def test_an_error_as_often_as_asked(slack: Slack, client: AsyncWebClient):
    robin = slack.person("T1", "U1")
    slack.fail("chat.postMessage", times=2, error="fatal_error")
    for _ in range(2):
        assert await refused(client.chat_postMessage(channel=robin.dm.id, text="x")) == "fatal_error"
    await client.chat_postMessage(channel=robin.dm.id, text="x")
    assert [call.outcome for call in slack.calls] == ["fatal_error", "fatal_error", "ok"]


async def test_only_for_one_person(slack: Slack, client: AsyncWebClient):
    robin, casey = slack.person("T1", "U1"), slack.person("T1", "U2")
    fault = slack.fail("*", times=None, error="channel_not_found", user="U1")
    await client.chat_postMessage(channel=casey.dm.id, text="x")
    assert await refused(client.chat_postMessage(channel=robin.dm.id, text="x")) == "channel_not_found"
    assert await refused(client.conversations_open(users="U1")) == "channel_not_found"
    fault.stop()
    await client.chat_postMessage(channel=robin.dm.id, text="x")


async def test_slack_is_busy_or_broken(slack: Slack, client: AsyncWebClient):
    slack.fail("auth.test", status=429, retry_after=7)
    with pytest.raises(SlackApiError) as caught:
        await client.auth_test()
    assert (caught.value.response.status_code, caught.value.response.headers["Retry-After"]) == (429, "7")
    outage = slack.outage(502)
    with pytest.raises(SlackApiError) as caught:
        await client.auth_test()
    assert caught.value.response.status_code == 502
    outage.stop()
    await client.auth_test()


async def test_the_line_breaks_before_or_after(slack: Slack, client: AsyncWebClient):
    robin = slack.person("T1", "U1")
    slack.fail("chat.postMessage", drop_before=True)
    with pytest.raises(aiohttp.ClientConnectionError):
        await client.chat_postMessage(channel=robin.dm.id, text="before")
    assert robin.messages == []
    slack.fail("chat.postMessage", drop_after=True)
    with pytest.raises(aiohttp.ClientConnectionError):
        await client.chat_postMessage(channel=robin.dm.id, text="after")
    assert [message.text for message in robin.messages] == ["after"]
    assert [call.outcome for call in slack.calls] == ["dropped before", "ok, dropped after"]


async def test_slack_is_slow(slack: Slack, client: AsyncWebClient):
    slack.fail("auth.test", delay=0.2)
    began = time.monotonic()
    await client.auth_test()
    assert time.monotonic() - began >= 0.2
