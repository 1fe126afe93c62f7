"""The same deliveries over Socket Mode, with Slack's own client at the other end."""

import asyncio

import aiohttp
import pytest
from slack_sdk.web.async_client import AsyncWebClient

from tests.doubles.slack import Slack
from tests.doubles.slack.tests.asking import refused
from tests.doubles.slack.tests.echo import over_sockets


async def link(slack: Slack, session: aiohttp.ClientSession) -> aiohttp.ClientWebSocketResponse:
    client = AsyncWebClient(base_url=slack.base_url)
    url = (await client.apps_connections_open(app_token=slack.app_token))["url"]
    socket = await session.ws_connect(url)
    assert (await socket.receive_json())["type"] == "hello"
    return socket


async def test_a_whole_conversation_through_the_socket(slack: Slack):
    async with over_sockets(slack) as echo:
        robin = slack.person("T1", "U1")
        await robin.types("hello")
        await slack.settled()
        await robin.press("Open")
        await slack.settled()
        await robin.submit(name="nobody")
        assert robin.errors == {"name": "Somebody, please."}
        await robin.submit(name="Robin")
        assert robin.modals == []
        await robin.command("/echo", "it")
        assert robin.messages[-1].text == "heard it"
        assert [kind for kind, _ in echo.heard] == ["message", "open", "form", "form", "command"]
        assert robin.troubles == []


async def test_each_payload_goes_to_one_connection(slack: Slack):
    async with over_sockets(slack, connections=2) as echo:
        robin = slack.person("T1", "U1")
        for number in range(4):
            await robin.types(str(number))
        await slack.settled()
        assert [len(wire.envelopes) for wire in slack.sockets] == [2, 2]
        assert len(echo.heard) == 4


async def test_a_refreshed_connection_is_opened_again(slack: Slack):
    async with over_sockets(slack) as echo:
        before = slack.sockets[0]
        await slack.refresh_sockets()
        for _ in range(300):
            if any(wire is not before for wire in slack.sockets):
                break
            await asyncio.sleep(0.01)
        await slack.person("T1", "U1").types("hello")
        await slack.settled()
        assert len(echo.heard) == 1


async def test_what_was_not_acknowledged_goes_to_the_next_connection(slack: Slack):
    slack.socket_mode = True
    async with aiohttp.ClientSession() as session:
        first = await link(slack, session)
        typing = asyncio.create_task(slack.person("T1", "U1").types("hello"))
        lost = await first.receive_json()
        assert (lost["type"], lost["retry_attempt"], lost["accepts_response_payload"]) == ("events_api", 0, False)
        await first.close()
        second = await link(slack, session)
        again = await second.receive_json()
        assert (again["retry_attempt"], again["retry_reason"]) == (1, "connection_failed")
        assert again["payload"] == lost["payload"]
        await second.send_json({"envelope_id": again["envelope_id"]})
        await slack.settled()
        assert (await typing).acknowledged
        await second.close()


async def test_a_press_that_nobody_acknowledges_is_trouble(slack: Slack):
    slack.socket_mode, slack.ack_patience = True, 0.1
    robin = slack.person("T1", "U1")
    await robin.command("/echo")
    async with aiohttp.ClientSession() as session:
        silent = await link(slack, session)
        await robin.command("/echo")
        await silent.close()
    assert [trouble.detail for trouble in robin.troubles] == ["dispatch_failed", "operation_timeout"]


async def test_a_ticket_opens_one_connection(slack: Slack, client: AsyncWebClient):
    assert await refused(client.apps_connections_open(app_token="xapp-guess")) == "invalid_auth"
    url = (await client.apps_connections_open(app_token=slack.app_token))["url"]
    async with aiohttp.ClientSession() as session, session.ws_connect(url):
        with pytest.raises(aiohttp.WSServerHandshakeError):
            await session.ws_connect(url)
