"""A tiny real Bolt app, to see that Slack's own library is content with the double."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from typing import Any

from aiohttp import web
from slack_bolt.adapter.aiohttp import to_aiohttp_response, to_bolt_request
from slack_bolt.adapter.socket_mode.async_handler import AsyncSocketModeHandler
from slack_bolt.app.async_app import AsyncApp
from slack_bolt.authorization import AuthorizeResult
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from tests.doubles.slack import Slack

Json = dict[str, Any]


def button(words: str, action: str, **more: Any) -> Json:
    return {"type": "button", "text": {"type": "plain_text", "text": words}, "action_id": action, **more}


def section(words: str) -> Json:
    return {"type": "section", "text": {"type": "mrkdwn", "text": words}}


def form(title: str = "A form", callback: str = "form", **more: Any) -> Json:
    """A modal with a required line, an optional choice and a button."""
    plain = {"type": "plain_text"}
    options = [{"text": plain | {"text": words}, "value": words.lower()} for words in ("Red", "Green")]
    return {
        "type": "modal",
        "callback_id": callback,
        "title": plain | {"text": title},
        "submit": plain | {"text": "Send"},
        "blocks": [
            {
                "type": "input",
                "block_id": "name",
                "label": plain | {"text": "Your name"},
                "element": {"type": "plain_text_input", "action_id": "line", "max_length": 20},
            },
            {
                "type": "input",
                "block_id": "colour",
                "optional": True,
                "label": plain | {"text": "Colour"},
                "element": {
                    "type": "radio_buttons",
                    "action_id": "choice",
                    "options": options,
                    "initial_option": options[1],
                },
            },
            {"type": "actions", "block_id": "row", "elements": [button("Deeper", "deeper")]},
        ],
        **more,
    }


class Echo:
    """What the listeners heard, newest last."""

    def __init__(self, slack: Slack) -> None:
        async def authorize(team_id: str) -> AuthorizeResult:
            space = slack.workspaces[team_id]
            return AuthorizeResult(
                enterprise_id=None,
                team_id=team_id,
                bot_token=space.token,
                bot_id=space.bot_id,
                bot_user_id=space.bot_user,
            )

        client = AsyncWebClient(base_url=slack.base_url)
        self.app = AsyncApp(signing_secret=slack.signing_secret, client=client, authorize=authorize)
        self.heard: list[tuple[str, Json]] = []
        self._listen()

    def _listen(self) -> None:
        app = self.app

        @app.event("message")
        async def message(event: Json, say: Any) -> None:
            self.heard.append(("message", event))
            await say(text=f"echo {event['text']}", blocks=[section("Echo"), _row(button("Open", "open"))])

        @app.event("app_home_opened")
        async def home(event: Json, client: AsyncWebClient) -> None:
            self.heard.append(("home", event))
            await client.views_publish(user_id=event["user"], view={"type": "home", "blocks": [section("Home")]})

        for name in ("app_uninstalled", "tokens_revoked", "user_change"):

            @app.event(name)
            async def other(event: Json) -> None:
                self.heard.append((event["type"], event))

        @app.command("/echo")
        async def command(ack: Any, command: Json) -> None:
            self.heard.append(("command", command))
            await ack(text=f"heard {command['text']}", blocks=[section("Heard"), _row(button("Later", "later"))])

        @app.command("/slow")
        async def slow(ack: Any) -> None:
            await asyncio.sleep(0.5)
            await ack()

        @app.action("open")
        async def open_(ack: Any, body: Json, client: AsyncWebClient) -> None:
            await ack()
            self.heard.append(("open", body))
            with suppress(SlackApiError):  # raised so soon after the ack, it would make Bolt forget the ack
                await client.views_open(trigger_id=body["trigger_id"], view=form())

        @app.action("deeper")
        async def deeper(ack: Any, body: Json, client: AsyncWebClient) -> None:
            await ack()
            self.heard.append(("deeper", body))
            view = form(title=f"Deeper {len(self.heard)}", notify_on_close=True)
            with suppress(SlackApiError):
                await client.views_push(trigger_id=body["trigger_id"], view=view)

        @app.action("later")
        async def later(ack: Any, body: Json, respond: Any) -> None:
            await ack()
            self.heard.append(("later", body))
            await respond(text="Done", replace_original=True)

        @app.view("form")
        async def submitted(ack: Any, view: Json) -> None:
            self.heard.append(("form", view))
            name = view["state"]["values"]["name"]["line"]["value"]
            if name == "nobody":
                await ack(response_action="errors", errors={"name": "Somebody, please."})
            elif name == "again":
                await ack(response_action="update", view=form(title="Once more"))
            elif name == "all":
                await ack(response_action="clear")
            else:
                await ack()

        @app.view_closed("form")
        async def closed(ack: Any, body: Json) -> None:
            await ack()
            self.heard.append(("closed", body))


def _row(*elements: Json) -> Json:
    return {"type": "actions", "elements": list(elements)}


@asynccontextmanager
async def over_http(slack: Slack) -> AsyncIterator[Echo]:
    echo = Echo(slack)

    async def events(request: web.Request) -> web.Response:
        answer = await echo.app.async_dispatch(await to_bolt_request(request))
        response: web.Response = await to_aiohttp_response(answer)
        return response

    application = web.Application()
    application.router.add_post("/slack/events", events)
    runner = web.AppRunner(application, access_log=None, shutdown_timeout=0.1)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    slack.app_url = f"http://127.0.0.1:{runner.addresses[0][1]}/slack/events"
    try:
        yield echo
    finally:
        await runner.cleanup()


@asynccontextmanager
async def over_sockets(slack: Slack, connections: int = 1) -> AsyncIterator[Echo]:
    slack.socket_mode = True
    echo = Echo(slack)
    handlers = [AsyncSocketModeHandler(echo.app, slack.app_token) for _ in range(connections)]
    for handler in handlers:
        await handler.connect_async()  # type: ignore[no-untyped-call]
    try:
        yield echo
    finally:
        for handler in handlers:
            await handler.close_async()  # type: ignore[no-untyped-call]
