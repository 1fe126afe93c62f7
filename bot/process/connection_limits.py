"""What a stranger may hold of us before anybody knows who they are: seconds for a header and a body, and one place.

aiohttp waits for a header as long as it takes, and each connection costs one of the descriptors that the database and
the platforms need too. A connection over which something signed came (a POST that was answered 200) is no stranger's,
nor is one of a proxy that PEERLINE_FORWARDED_FROM names.
"""

import asyncio
import logging
import resource
from contextlib import suppress

import structlog
from aiohttp import web
from aiohttp.http_exceptions import HttpProcessingError
from aiohttp.typedefs import Handler

from bot.configuration.forwarded import Network, among

_log = structlog.get_logger("threshold")
_of_the_server = logging.getLogger("aiohttp.server.threshold")
_of_the_server.addFilter(lambda record: not _is_rubbish(record))  # a stranger can say it as often as they like

HEADER_SECONDS = 10.0  # and for the body as many again
IDLE_SECONDS = 75.0  # between two requests; proxies in front keep a connection for 60
UNREAD_SECONDS = 30.0  # that an answer may wait for its reader
LOOK_SECONDS = 1.0
TELL_SECONDS = 60.0  # between two lines of the log
OURS = 256  # descriptors that are not for strangers
MOST_STRANGERS = 10_000
MOST_BYTES = 64 * 1024 * 1024  # of all requests that strangers have not finished


class Threshold:
    """Between the listener and `runner`'s server, whose application it joins as its first middleware: make it before
    `runner.setup()`. Belongs to one event loop."""

    def __init__(self, app: web.Application, named: tuple[Network, ...] = ()) -> None:
        self._is_ours = among(named)
        self._guests: dict[asyncio.BaseProtocol, _Guest] = {}
        self._late: dict[_Guest, float] = {}  # by when the rest must be there; the soonest first
        self._idle: dict[_Guest, None] = {}  # strangers between two requests, the longest first
        self._strangers = 0
        self._bytes = 0
        self._most = room()
        self._dropped = 0
        self._told = 0.0
        self._look: asyncio.TimerHandle | None = None
        self._server: web.Server | None = None
        app.middlewares.insert(0, self._pass)

    def opens_to(self, server: web.Server) -> None:
        self._server = server

    def __call__(self) -> asyncio.Protocol:
        """For each new connection."""
        assert self._server is not None  # noqa: S101 - nothing listens before
        return _Guest(self, self._server())

    @web.middleware
    async def _pass(self, request: web.Request, handler: Handler) -> web.StreamResponse:
        """A whole header is there."""
        guest = self._guests.get(request.protocol)
        if guest is None:
            return await handler(request)
        guest.busy, signed = True, False
        self.expect(guest)
        request.content.on_eof(lambda: self._settle(guest))
        try:
            answer = await handler(request)
        except (ConnectionError, web.RequestPayloadError):
            if guest.inner in self._guests:
                raise
            return web.Response(status=408)  # nobody hears it: they left in the middle, which is no defect of ours
        else:
            signed = request.method == "POST" and answer.status == 200
            return answer
        finally:
            guest.busy = False
            if signed and guest.stranger:
                guest.stranger = False
                self._strangers -= 1
            self._rest(guest)

    # --- what becomes of a guest

    def came(self, guest: "_Guest") -> None:
        self._guests[guest.inner] = guest
        guest.stranger = not self._is_ours(guest.address)
        if guest.stranger:
            self._strangers += 1
            if self._strangers > self._most:
                self._make_room()
        self.expect(guest)

    def expect(self, guest: "_Guest") -> None:
        """Something is to come, within seconds."""
        self._idle.pop(guest, None)
        self._late.pop(guest, None)
        loop = asyncio.get_running_loop()
        self._late[guest] = loop.time() + HEADER_SECONDS
        guest.expecting = True
        if self._look is None:
            self._look = loop.call_later(LOOK_SECONDS, self._drop_the_late)

    def weigh(self, guest: "_Guest", size: int) -> None:
        """So many bytes more of something that is not finished."""
        guest.bytes += size
        self._bytes += size
        while self._bytes > MOST_BYTES and self._late:
            self.drop(next((each for each in self._late if each.stranger), guest))

    def _lighten(self, guest: "_Guest") -> None:
        self._bytes -= guest.bytes
        guest.bytes = 0

    def _settle(self, guest: "_Guest") -> None:
        """All that was to come is there."""
        self._lighten(guest)
        self._late.pop(guest, None)
        guest.expecting = False
        self._rest(guest)

    def _rest(self, guest: "_Guest") -> None:
        """Between two requests, where nothing is to come and nothing is being answered."""
        if guest.stranger and not guest.expecting and not guest.busy and guest.inner in self._guests:
            self._idle[guest] = None

    def went(self, guest: "_Guest") -> None:
        if self._guests.pop(guest.inner, None) is not None and guest.stranger:
            self._strangers -= 1
        self._lighten(guest)
        self._late.pop(guest, None)
        self._idle.pop(guest, None)

    def drop(self, guest: "_Guest") -> None:
        self.went(guest)
        guest.leave()
        self._dropped += 1
        now = asyncio.get_running_loop().time()
        if now - self._told >= TELL_SECONDS:
            _log.warning("connections_dropped", count=self._dropped)
            self._told, self._dropped = now, 0

    def _make_room(self) -> None:
        """Whoever has kept us waiting longest goes first; then whoever has been silent longest."""
        oldest = next((each for each in self._late if each.stranger), None) or next(iter(self._idle), None)
        if oldest is not None:
            self.drop(oldest)

    def _drop_the_late(self) -> None:
        loop = asyncio.get_running_loop()
        while self._late:
            guest, until = next(iter(self._late.items()))
            if until > loop.time():
                break
            self.drop(guest)
        self._look = loop.call_later(LOOK_SECONDS, self._drop_the_late) if self._late else None


class _Guest(asyncio.Protocol):
    """One connection. What comes goes on to `inner`, which is aiohttp's."""

    def __init__(self, threshold: Threshold, inner: asyncio.Protocol) -> None:
        self._threshold = threshold
        self.inner = inner
        self._transport: asyncio.Transport | None = None
        self._unread: asyncio.TimerHandle | None = None
        self.stranger = True
        self.bytes = 0
        self.expecting = False
        self.busy = False

    @property
    def address(self) -> str:
        name = self._transport.get_extra_info("peername") if self._transport else None
        return str(name[0]) if name else ""

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        assert isinstance(transport, asyncio.Transport)  # noqa: S101 - TCP
        self._transport = transport
        self.inner.connection_made(transport)
        self._threshold.came(self)

    def data_received(self, data: bytes) -> None:
        if not self.expecting and not self.busy:
            self._threshold.expect(self)
        if self.expecting and self.stranger:
            self._threshold.weigh(self, len(data))
        self.inner.data_received(data)

    def eof_received(self) -> bool | None:
        return self.inner.eof_received()

    def connection_lost(self, exc: Exception | None) -> None:
        self.was_read()
        self._threshold.went(self)
        self.inner.connection_lost(exc)

    def pause_writing(self) -> None:
        """Nobody reads what we answer."""
        self._unread = asyncio.get_running_loop().call_later(UNREAD_SECONDS, self._threshold.drop, self)
        self.inner.pause_writing()

    def resume_writing(self) -> None:
        self.was_read()
        self.inner.resume_writing()

    def was_read(self) -> None:
        if self._unread is not None:
            self._unread.cancel()
            self._unread = None

    def leave(self) -> None:
        if self._transport is not None:
            self._transport.abort()


def _is_rubbish(record: logging.LogRecord) -> bool:
    """Of a request that was none: it was answered 400, which is all there is to say."""
    return bool(record.exc_info and isinstance(record.exc_info[1], HttpProcessingError))


def room() -> int:
    """How many strangers there may be: what this process may open, less what it needs itself."""
    soft, _ = resource.getrlimit(resource.RLIMIT_NOFILE)
    return max(64, min(MOST_STRANGERS, (soft if soft != resource.RLIM_INFINITY else 1 << 20) - OURS))


def more_descriptors() -> None:
    """As many as the system lets us have without asking, up to what we can use."""
    with suppress(ValueError, OSError):
        soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
        wanted = MOST_STRANGERS + 4 * OURS
        top = wanted if hard == resource.RLIM_INFINITY else min(wanted, hard)
        if soft != resource.RLIM_INFINITY and soft < top:
            resource.setrlimit(resource.RLIMIT_NOFILE, (top, hard))


class Site(web.BaseSite):
    """Listens on every one of `hosts`, the port being the same."""

    def __init__(self, runner: web.AppRunner, threshold: Threshold, hosts: list[str], port: int) -> None:
        super().__init__(runner)
        self._threshold = threshold
        self._hosts = hosts
        self._port = port

    @property
    def name(self) -> str:
        return f"http://{self._hosts[0]}:{self._port}"

    async def start(self) -> None:
        await super().start()
        server = self._runner.server
        assert server is not None  # noqa: S101 - BaseSite looked
        self._threshold.opens_to(server)
        self._server = await asyncio.get_running_loop().create_server(
            self._threshold, self._hosts, self._port, backlog=self._backlog
        )


async def listen(app: web.Application, hosts: list[str], port: int, named: tuple[Network, ...] = ()) -> web.AppRunner:
    """Answers by now; the caller cleans up. `named` are the proxies in front. No access log: it would keep OAuth codes.
    Raises OSError."""
    threshold = Threshold(app, named)
    runner = web.AppRunner(app, access_log=None, logger=_of_the_server, keepalive_timeout=IDLE_SECONDS)
    await runner.setup()
    try:
        await Site(runner, threshold, hosts, port).start()
    except BaseException:
        await runner.cleanup()
        raise
    return runner
