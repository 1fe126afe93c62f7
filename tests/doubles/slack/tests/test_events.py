"""Deliveries over HTTP: signatures, redelivery, administrators' doings."""

from collections.abc import AsyncIterator

import pytest
from aiohttp import web

from tests.doubles.slack import Slack
from tests.doubles.slack.tests.echo import Echo, over_http


class Clerk:
    """An app that writes down what it is brought and answers as told."""

    def __init__(self) -> None:
        self.status = 200
        self.no_retry = False
        self.brought: list[tuple[str, str]] = []

    async def take(self, request: web.Request) -> web.Response:
        headers = request.headers
        self.brought.append((headers.get("X-Slack-Retry-Num", ""), headers.get("X-Slack-Retry-Reason", "")))
        return web.Response(status=self.status, headers={"X-Slack-No-Retry": "1"} if self.no_retry else {})


@pytest.fixture
async def clerk(slack: Slack) -> AsyncIterator[Clerk]:
    clerk = Clerk()
    application = web.Application()
    application.router.add_post("/slack/events", clerk.take)
    runner = web.AppRunner(application, access_log=None, shutdown_timeout=0.1)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    slack.app_url = f"http://127.0.0.1:{runner.addresses[0][1]}/slack/events"
    yield clerk
    await runner.cleanup()


@pytest.fixture
async def echo(slack: Slack) -> AsyncIterator[Echo]:
    async with over_http(slack) as running:
        yield running


async def test_what_is_not_acknowledged_comes_three_times_more(slack: Slack, clerk: Clerk):
    robin = slack.person("T1", "U1")
    slack.retry_waits = (0.0, 0.01, 0.02)
    clerk.status = 500
    delivery = await robin.types("hello")
    await slack.settled()
    assert clerk.brought == [("", ""), ("1", "http_error"), ("2", "http_error"), ("3", "http_error")]
    assert not delivery.acknowledged


async def test_an_app_may_ask_not_to_be_told_again(slack: Slack, clerk: Clerk):
    slack.retry_waits = (0.0,)
    clerk.status, clerk.no_retry = 404, True
    await slack.person("T1", "U1").types("hello")
    await slack.settled()
    assert len(clerk.brought) == 1


async def test_presses_and_commands_come_once(slack: Slack, clerk: Clerk):
    robin = slack.person("T1", "U1")
    clerk.status = 500
    await robin.command("/echo")
    await slack.settled()
    assert len(clerk.brought) == 1
    assert robin.troubles[0].detail == "dispatch_failed"


async def test_an_event_can_come_again_although_it_was_acknowledged(slack: Slack, echo: Echo):
    robin = slack.person("T1", "U1")
    delivery = await robin.types("hello")
    answer = await slack.redeliver(delivery.event_id, num=2)
    await slack.settled()
    assert answer.ok
    assert [message.text for message in robin.messages] == ["hello", "echo hello", "echo hello"]


async def test_a_false_signature_is_turned_away(slack: Slack, echo: Echo):
    body, kind = (await slack.person("T1", "U1").types("hello")).body()
    headers = {"Content-Type": kind}
    assert (await slack.knock(body, headers | slack.sign(body))).status == 200
    assert (await slack.knock(body, headers | slack.sign(body, secret="guess"))).status == 401
    assert (await slack.knock(body, headers | slack.sign(body, timestamp=1_000_000))).status == 401
    assert (await slack.knock(body, headers)).status == 401


async def test_the_address_is_verified(slack: Slack, echo: Echo):
    assert await slack.verifies_url()


async def test_somebody_is_deactivated(slack: Slack, echo: Echo):
    slack.person("T1", "U1")
    await slack.deactivate("T1", "U1")
    kind, event = echo.heard[-1]
    assert (kind, event["user"]["id"], event["user"]["deleted"]) == ("user_change", "U1", True)


async def test_the_app_is_uninstalled(slack: Slack, echo: Echo):
    robin = slack.person("T1", "U1")
    await slack.uninstall("T1")
    assert [delivery.payload["event"]["type"] for delivery in slack.deliveries] == ["tokens_revoked", "app_uninstalled"]
    await robin.command("/echo")
    assert robin.troubles[0].detail == "app_not_installed"
    assert not (await robin.types("anybody there?")).attempts


async def test_an_event_needs_its_scope(slack: Slack, echo: Echo):
    slack.workspace("T2", scopes=("chat:write",))
    delivery = await slack.person("T2", "U1").types("hello")
    await slack.settled()
    assert delivery.attempts == []
    assert echo.heard == []


async def test_the_app_hears_itself_if_it_must(slack: Slack, echo: Echo):
    slack.echoes = True
    await slack.person("T1", "U1").types("hello")
    await slack.settled()
    own = slack.deliveries[-1].payload["event"]
    assert (own["text"], own["bot_id"]) == ("echo hello", "BBOTT1")
    assert len(echo.heard) == 1


async def test_slack_says_that_it_holds_events_back(slack: Slack, clerk: Clerk):
    delivery = await slack.rate_limited("T1")
    assert (delivery.payload["type"], delivery.acknowledged) == ("app_rate_limited", True)
