"""A house that runs until somebody stops it."""

import asyncio
import errno
import signal
import socket
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager, nullcontext

import structlog
from aiohttp import web

from bot import VERSION
from bot.adapters.playground.guard import require_loopback
from bot.configuration.fields import hosts_of
from bot.configuration.forwarded import networks
from bot.configuration.settings import Settings
from bot.errors import OperatorError
from bot.process.bootstrap import House
from bot.process.connection_limits import listen, more_descriptors
from bot.process.demo import make_demo
from bot.process.gc_tuning import spare_the_presses
from bot.process.http_server import Served
from bot.process.reload import reload
from storage.database.lock import served_alone

_log = structlog.get_logger("serve")


class CannotListen(OperatorError):
    """The address cannot be had; the sentence says which and what to do."""


async def play(settings: Settings, host: str, port: int, ready: Callable[[str], None]) -> None:
    """The playground, until a signal. `ready` is told the address once it answers. Raises CannotListen, and
    OperatorError for an address at which other machines could reach it."""
    require_loopback(host)
    demo, rows = make_demo(settings)
    try:
        await demo.begin(rows)
        await demo.house.deadlines.keep_quarters()
        async with _listening_to(demo.app(), host, port) as address, _working(demo.house):
            stopped = _on_signal()
            ready(address)
            await stopped.wait()
    finally:
        demo.house.close()


async def serve(served: Served, ready: Callable[[str], None]) -> None:
    """Slack and Teams, until a signal: no new request then, what was begun is finished. Raises CannotListen and
    AlreadyServed."""
    house, settings = served.house, served.house.settings
    metrics_port = settings.peerline_metrics_port  # 0: none
    more_descriptors()
    try:
        with served_alone(house.database):
            stopped = _on_signal()
            # Ended in the reverse order: first nothing new is let in, and what is sent out comes last.
            async with (
                _doors(served),
                _working(house),
                _listening_to(served.metrics.app(), settings.peerline_metrics_host, metrics_port)
                if metrics_port
                else nullcontext(),
                _listening_to(
                    served.app(), settings.peerline_host, settings.peerline_port, settings.peerline_forwarded_from
                ) as address,
            ):
                await house.deadlines.keep_quarters()
                spare_the_presses()
                _on_hangup(house)
                ready(address)
                _log.info("started", version=VERSION, address=address, digest=house.programme.digest)
                await stopped.wait()
                _log.info("stopping", version=VERSION)
                await served.ready.drain()
        _log.info("stopped", version=VERSION)
    finally:
        house.close()


@asynccontextmanager
async def _doors(served: Served) -> AsyncIterator[None]:
    try:
        await served.start()
        yield
    finally:
        await served.stop()


@asynccontextmanager
async def _listening_to(app: web.Application, host: str, port: int, named: str = "") -> AsyncIterator[str]:
    """The address, once it answers."""
    try:
        runner = await listen(app, hosts_of(host), port, networks(named))
    except OSError as error:
        raise CannotListen(_why(error, host, port)) from None
    try:
        yield _address(runner)
    finally:
        await runner.cleanup()


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


def _why(error: OSError, host: str, port: int) -> str:
    how = "with --port (demo), PEERLINE_PORT or PEERLINE_METRICS_PORT (serve)"
    if error.errno == errno.EADDRINUSE:
        return f"port {port} is in use already; stop what runs there, or choose another one {how}"
    if error.errno == errno.EADDRNOTAVAIL or isinstance(error, socket.gaierror):
        return f"this machine has no address {host}; look at PEERLINE_HOST"
    if error.errno == errno.EACCES:
        return f"port {port} needs more rights than this account has; choose one above 1023 {how}"
    return f"cannot listen on {host}, port {port}"


def _address(runner: web.AppRunner) -> str:
    host, port = runner.addresses[0][:2]
    return f"http://[{host}]:{port}" if ":" in host else f"http://{host}:{port}"


def _on_hangup(house: House) -> None:
    """A programme file that was changed is taken at SIGHUP; one at a time, and nobody waits for it."""
    reading: set[asyncio.Task[bool]] = set()

    def read() -> None:
        task = asyncio.create_task(reload(house))
        reading.add(task)
        task.add_done_callback(reading.discard)

    asyncio.get_running_loop().add_signal_handler(signal.SIGHUP, read)


def _on_signal() -> asyncio.Event:
    """Set by the first signal; a second one changes nothing about an end that is under way."""
    stopped = asyncio.Event()
    loop = asyncio.get_running_loop()
    for each in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(each, stopped.set)
    return stopped
