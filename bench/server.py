"""The server under load, as `python -m bench.server bare|press PORT FOLDER PRESSES`.

`bare` is aiohttp that reads JSON and answers JSON. `press` takes the page's own action, through the playground's
inbound path, the engine and the rendering: what it answers is committed. Beside it the outbox delivers, as always.
"""

import asyncio
import json
import sys
from dataclasses import asdict
from pathlib import Path
from typing import Any

from aiohttp import web

from bench.parts import Clocked
from bench.scene import many_offers
from bot.adapters.playground import render
from bot.adapters.playground.inbound import Asked, read
from bot.adapters.playground.needs import PLATFORM, Caller
from bot.ports.application import speaker
from bot.process import logs
from bot.process.bootstrap import House
from bot.surface import Account, Reply

ANSWER = {"dialog": {"title": "t" * 40, "blocks": [{"kind": "paragraph", "text": "w" * 120} for _ in range(8)]}}


async def bare(request: web.Request) -> web.Response:
    action = json.loads(await request.text())
    return web.json_response(ANSWER | {"re": action["id"]})


class Pressed:
    def __init__(self, house: House, clocked: Clocked) -> None:
        self._house = house
        self._clocked = clocked

    async def answer(self, request: web.Request) -> web.Response:
        team = request.query["team"]
        watch = self._clocked.begin()
        asked = read(await request.text(), lambda user: Caller(Account(PLATFORM, team, user), "en", user))
        assert isinstance(asked, Asked), asked
        watch.read()
        reply = await self._house.engine.handle(asked.event)
        watch.answered()
        response = web.json_response({"re": asked.id, **self._shown(reply)})
        watch.rendered()
        return response

    def _shown(self, reply: Reply) -> dict[str, Any]:
        say = speaker(self._house.wording, reply.language, reply.timezone)
        assert reply.dialog, reply
        shown = {"dialog": render.dialog(reply.dialog, say, ())}
        return shown | {"card": render.card(reply.card, say)} if reply.card else shown


async def main(kind: str, port: int, folder: Path, presses: int) -> None:
    logs.configure("WARNING")
    app = web.Application()
    app.router.add_get("/", lambda _: asyncio.sleep(0, web.Response()))
    if kind == "bare":
        app.router.add_post("/press", bare)
    else:
        house, waiting = await many_offers(folder, presses)
        (folder / "waiting.json").write_text(json.dumps([asdict(each) for each in waiting]))
        clocked = Clocked(house)
        app.router.add_post("/press", Pressed(house, clocked).answer)
        app.router.add_get("/parts", lambda _: asyncio.sleep(0, web.json_response(clocked.parts())))
        delivering = asyncio.create_task(house.outbox.run())
        app["delivering"] = delivering
    runner = web.AppRunner(app, access_log=None)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", port).start()
    await asyncio.Event().wait()


if __name__ == "__main__":
    asyncio.run(main(sys.argv[1], int(sys.argv[2]), Path(sys.argv[3]), int(sys.argv[4])))
