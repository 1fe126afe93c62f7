"""A house that runs until somebody stops it."""

import asyncio
import errno
import signal
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager

from aiohttp import web

from bot.adapters.playground.server import start
from bot.bootstrap import House
from bot.demo import make_demo
from bot.settings import Settings


class CannotListen(Exception):
    """The address cannot be had; the sentence says which and what to do."""


async def play(settings: Settings, host: str, port: int, ready: Callable[[str], None]) -> None:
    """The playground, until a signal. `ready` is told the address once it answers. Raises CannotListen."""
    demo, rows = make_demo(settings)
    try:
        await demo.begin(rows)
        runner = await _listening(demo.app(), host, port)
        try:
            async with _working(demo.house):
                stopped = _on_signal()
                ready(_address(runner))
                await stopped.wait()
        finally:
            await runner.cleanup()
    finally:
        demo.house.close()


@asynccontextmanager
async def _working(house: House) -> AsyncIterator[None]:
    """The sweep and the outbox beside what comes in."""
    house.deadlines.start()
    delivering = asyncio.create_task(house.outbox.run())
    try:
        yield
    finally:
        await house.deadlines.end()
        house.outbox.stop()
        await delivering


async def _listening(app: web.Application, host: str, port: int) -> web.AppRunner:
    try:
        return await start(app, host, port)
    except OSError as error:
        raise CannotListen(_why(error, host, port)) from None


def _why(error: OSError, host: str, port: int) -> str:
    if error.errno == errno.EADDRINUSE:
        return f"port {port} is in use already; stop what runs there, or choose another one with --port"
    if error.errno == errno.EACCES:
        return f"port {port} needs more rights than this account has; choose one above 1023 with --port"
    return f"cannot listen on {host}, port {port}"


def _address(runner: web.AppRunner) -> str:
    host, port = runner.addresses[0][:2]
    return f"http://[{host}]:{port}" if ":" in host else f"http://{host}:{port}"


def _on_signal() -> asyncio.Event:
    """Set by the first signal; a second one changes nothing about an end that is under way."""
    stopped = asyncio.Event()
    loop = asyncio.get_running_loop()
    for each in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(each, stopped.set)
    return stopped
