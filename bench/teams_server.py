"""Teams' servers, as `python -m bench.teams_server bare|press|whole PORT FOLDER PRESSES API_URL`.

`bare` is botbuilder's own `process_activity`, which answers an invoke and does nothing. `press` is the Teams adapter
with the engine behind it: what it answers is committed. Beside it the outbox delivers to nobody; with `whole` it edits
the posted cards through the connector, with a token that Entra takes its time for. GET /stall tells for how many
seconds the event loop stood still at most since it was asked before.
"""

import asyncio
import json
import sys
import time
from dataclasses import asdict
from pathlib import Path
from urllib.parse import urlsplit

from aiohttp import web
from botbuilder.core import TurnContext
from botbuilder.integration.aiohttp import CloudAdapter
from botbuilder.schema import Activity, ActivityTypes, InvokeResponse
from botframework.connector.auth import (
    AuthenticationConfiguration,
    BotFrameworkAuthenticationFactory,
    PasswordServiceClientCredentialFactory,
)

from bench.scene import Nowhere, many_offers
from bench.teams_api import APP, TENANT
from bot.adapters.teams import TeamsAdapter
from bot.adapters.teams.endpoints import Endpoints
from bot.adapters.teams.references import Posted
from bot.configuration.settings import given
from bot.process import logs
from bot.process.gc_tuning import spare_the_presses
from bot.surface import Account
from tests.doubles.teams.world import FRAMEWORK

SECRET = "bench"  # noqa: S105 - it opens nothing
_TICK = 0.005  # seconds


def account_of(site: str, user: str) -> Account:
    return Account("teams", TENANT, f"{site}-{user}")


def bare(api: str) -> web.Application:
    sdk = CloudAdapter(
        BotFrameworkAuthenticationFactory.create(
            to_channel_from_bot_login_url=f"{api}/token",
            to_channel_from_bot_oauth_scope=FRAMEWORK,
            to_bot_from_channel_token_issuer=FRAMEWORK,
            oauth_url=FRAMEWORK,
            to_bot_from_channel_open_id_metadata_url=f"{api}/metadata",
            to_bot_from_emulator_open_id_metadata_url=f"{api}/metadata",
            credential_factory=PasswordServiceClientCredentialFactory(APP, SECRET, TENANT),
            auth_configuration=AuthenticationConfiguration(),
        )
    )

    async def turn(context: TurnContext) -> None:
        task = {"task": {"type": "message", "value": "ok"}}
        await context.send_activity(
            Activity(type=ActivityTypes.invoke_response, value=InvokeResponse(status=200, body=task))
        )

    async def messages(request: web.Request) -> web.Response:
        activity = Activity().deserialize(await request.json())
        known = await sdk.bot_framework_authentication.authenticate_request(activity, request.headers["Authorization"])
        answer = await sdk.process_activity(known, activity, turn)
        return web.json_response(answer.body if answer else None)

    app = web.Application()
    app.router.add_post("/api/messages", messages)
    return app


async def press(api: str, folder: Path, presses: int, *, sends: bool) -> web.Application:
    nowhere = Nowhere(lambda number: Posted(f"{api}/", f"chat{number}", f"m{number}").dump())
    house, waiting = await many_offers(folder, presses, account_of, nowhere)
    (folder / "waiting.json").write_text(json.dumps([asdict(each) for each in waiting]))
    settings = given(teams_app_id=APP, teams_app_password=SECRET, teams_tenant_id=TENANT)
    endpoints = Endpoints(f"{api}/token", f"{api}/metadata", (urlsplit(api).netloc,), f"{api}/")
    teams = TeamsAdapter(
        settings, house.engine, house.wording, house.platform_store("teams").conversations, "en", endpoints
    )
    if sends:
        house.plug(teams.port)
    await teams.start()
    app = web.Application()
    teams.mount(app)
    app["delivering"] = asyncio.create_task(house.outbox.run())
    spare_the_presses()  # as `serve` does
    return app


class Stall:
    """A clock on the loop that should tick every few milliseconds."""

    def __init__(self) -> None:
        self._longest = 0.0
        self.ticking = asyncio.ensure_future(self._tick())

    async def _tick(self) -> None:
        while True:
            began = time.perf_counter()
            await asyncio.sleep(_TICK)
            self._longest = max(self._longest, time.perf_counter() - began - _TICK)

    async def tell(self, _: web.Request) -> web.Response:
        longest, self._longest = self._longest, 0.0
        return web.json_response(longest)


async def main(kind: str, port: int, folder: Path, presses: int, api: str) -> None:
    logs.configure("ERROR")
    app = bare(api) if kind == "bare" else await press(api, folder, presses, sends=kind == "whole")
    app.router.add_get("/", lambda _: asyncio.sleep(0, web.Response()))
    app.router.add_get("/stall", Stall().tell)
    runner = web.AppRunner(app, access_log=None)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", port).start()
    await asyncio.Event().wait()


if __name__ == "__main__":
    asyncio.run(main(sys.argv[1], int(sys.argv[2]), Path(sys.argv[3]), int(sys.argv[4]), sys.argv[5]))
