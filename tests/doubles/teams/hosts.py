"""Real HTTP on 127.0.0.1, a random port each."""

import asyncio
import threading
from collections.abc import Coroutine
from typing import Any

from aiohttp import web


class Host:
    """A web application in this event loop."""

    def __init__(self, app: web.Application) -> None:
        self._runner = web.AppRunner(app, access_log=None, handler_cancellation=True, shutdown_timeout=0.1)
        self.port = 0

    async def start(self) -> int:
        await self._runner.setup()
        await web.TCPSite(self._runner, "127.0.0.1", 0).start()
        self.port = int(self._runner.addresses[0][1])
        return self.port

    async def stop(self) -> None:
        await self._runner.cleanup()


class ThreadHost:
    """A web application in a thread of its own, so that a blocking call from this one gets its answer."""

    def __init__(self, app: web.Application) -> None:
        self._host = Host(app)
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._loop.run_forever, name="login-host", daemon=True)

    async def start(self) -> int:
        self._thread.start()
        port: int = await self._there(self._host.start())
        return port

    async def stop(self) -> None:
        await self._there(self._host.stop())
        self._loop.call_soon_threadsafe(self._loop.stop)
        await asyncio.to_thread(self._thread.join)
        self._loop.close()

    async def _there(self, job: Coroutine[Any, Any, Any]) -> Any:
        return await asyncio.wrap_future(asyncio.run_coroutine_threadsafe(job, self._loop))
