"""The playground's web application: one page, its files, one WebSocket."""

import asyncio
from collections.abc import AsyncIterator, Sequence
from contextlib import suppress
from pathlib import Path

from aiohttp import web

from bot.adapters.playground.chat import PlaygroundChat
from bot.adapters.playground.guard import add_headers, only_this_machine, require_own_page
from bot.adapters.playground.live import Live
from bot.adapters.playground.needs import Controls, Pane
from bot.adapters.playground.views import Parts
from bot.ports.application import Engine, Wording

STATIC = Path(__file__).parent / "static"


def make_app(
    engine: Engine, wording: Wording, controls: Controls, chat: PlaygroundChat, panes: Sequence[Pane], timezone: str
) -> web.Application:
    live = Live(Parts(engine, wording, controls, chat, tuple(panes), timezone))

    async def connect(request: web.Request) -> web.WebSocketResponse:
        require_own_page(request)
        return await live.serve(request)

    async def background(app: web.Application) -> AsyncIterator[None]:  # noqa: ARG001 - aiohttp's signature
        running = asyncio.create_task(live.run())
        yield
        running.cancel()
        with suppress(asyncio.CancelledError):
            await running

    async def goodbye(app: web.Application) -> None:  # noqa: ARG001 - aiohttp's signature
        await live.stop()

    app = web.Application(middlewares=[only_this_machine])
    app.on_response_prepare.append(add_headers)
    app.on_shutdown.append(goodbye)
    app.cleanup_ctx.append(background)
    app.router.add_get("/", _page)
    app.router.add_get("/healthz", _healthy)
    app.router.add_get("/live", connect)
    app.router.add_static("/static", STATIC)
    return app


async def _page(request: web.Request) -> web.FileResponse:  # noqa: ARG001 - aiohttp's signature
    return web.FileResponse(STATIC / "index.html")


async def _healthy(request: web.Request) -> web.Response:  # noqa: ARG001 - aiohttp's signature
    return web.Response(text="ok\n")
