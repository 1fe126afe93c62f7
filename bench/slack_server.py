"""Slack's two servers, as `python -m bench.slack_server bare|press PORT FOLDER PRESSES API_PORT`.

`bare` is slack-bolt as its documents show it, which acknowledges and does nothing. `press` is the Slack adapter with
the engine behind it: what it acknowledges is committed, and then it opens the dialog. Beside it the outbox delivers.
"""

import asyncio
import json
import re
import sys
from dataclasses import asdict
from pathlib import Path
from typing import Any

from aiohttp import web
from slack_bolt.adapter.aiohttp import to_aiohttp_response, to_bolt_request
from slack_bolt.async_app import AsyncApp
from slack_sdk.web.async_client import AsyncWebClient

from bench.scene import many_offers
from bench.slack_api import TEAM
from bot.adapters.slack import SlackAdapter
from bot.configuration.settings import given
from bot.process import logs
from bot.process.gc_tuning import spare_the_presses
from bot.surface import Account

SECRET = "0" * 32
TOKEN = "xoxb-bench"  # noqa: S105 - it opens nothing


def account_of(site: str, user: str) -> Account:
    return Account("slack", TEAM, f"U{site}{user}".upper())


def bare(api: str) -> web.Application:
    bolt = AsyncApp(signing_secret=SECRET, client=AsyncWebClient(token=TOKEN, base_url=api))

    @bolt.action(re.compile(".*"))
    async def acknowledge(ack: Any) -> None:
        await ack()

    async def events(request: web.Request) -> web.Response:
        return await to_aiohttp_response(await bolt.async_dispatch(await to_bolt_request(request)))

    app = web.Application()
    app.router.add_post("/slack/events", events)
    return app


async def press(api: str, folder: Path, presses: int) -> web.Application:
    house, waiting = await many_offers(folder, presses, account_of)
    (folder / "waiting.json").write_text(json.dumps([asdict(each) for each in waiting]))
    settings = given(slack_bot_token=TOKEN, slack_signing_secret=SECRET, slack_api_url=api)
    slack = SlackAdapter(settings, house.engine, house.wording, house.platform_store("slack"))
    await slack.start()
    app = web.Application()
    slack.mount(app)
    app["delivering"] = asyncio.create_task(house.outbox.run())
    spare_the_presses()  # as `serve` does
    return app


async def main(kind: str, port: int, folder: Path, presses: int, api_port: int) -> None:
    logs.configure("ERROR")
    api = f"http://127.0.0.1:{api_port}/api/"
    app = bare(api) if kind == "bare" else await press(api, folder, presses)
    app.router.add_get("/", lambda _: asyncio.sleep(0, web.Response()))
    runner = web.AppRunner(app, access_log=None)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", port).start()
    await asyncio.Event().wait()


if __name__ == "__main__":
    asyncio.run(main(sys.argv[1], int(sys.argv[2]), Path(sys.argv[3]), int(sys.argv[4]), int(sys.argv[5])))
