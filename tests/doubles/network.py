"""A hospital's network: names that only its proxy knows, a proxy that opens TLS with an authority of its own, and a
reverse proxy in front of Peerline, under a prefix."""

import asyncio
import base64
import ssl
import tempfile
from contextlib import suppress
from pathlib import Path
from types import TracebackType

import aiohttp
from aiohttp import web

from tests.doubles.authority import Authority

_DROPPED = {"host", "connection", "content-length", "transfer-encoding", "keep-alive"}


class WebFilter:
    """`async with WebFilter() as stranger:` answers every question with a page of its own; with 302 it sends to
    one that says ok, as a sign-in does to whoever is signed in."""

    def __init__(self, status: int = 200) -> None:
        self.status = status

    async def __aenter__(self) -> "WebFilter":
        app = web.Application()
        app.router.add_route("*", "/{tail:.*}", self._blocked)
        self._runner = web.AppRunner(app, access_log=None, shutdown_timeout=0.1)
        await self._runner.setup()
        await web.TCPSite(self._runner, "127.0.0.1", 0).start()
        self.url = f"http://127.0.0.1:{self._runner.addresses[0][1]}/"
        return self

    async def __aexit__(self, *_: object) -> None:
        await self._runner.cleanup()

    async def _blocked(self, request: web.Request) -> web.Response:
        if self.status == 302:
            elsewhere = web.Response(text="ok\n")
            return (
                elsewhere
                if request.path == "/signed-in"
                else web.Response(status=302, headers={"Location": "/signed-in"})
            )
        page = "<html><body>Your organisation does not allow this page.</body></html>"
        return web.Response(text=page, content_type="text/html", status=self.status)


class Network:
    """`async with Network() as network:`. Nothing behind a name of `named` is reached but through `proxy`."""

    def __init__(self, *, prefix: str = "", strips: bool = False) -> None:
        self.prefix = prefix
        self.strips = strips
        self.password = ""  # name:password that the proxy wants
        self.refuses = 0  # the status with which it answers everybody
        self.asked: list[str] = []  # host:port of every CONNECT
        self._ports: dict[str, int] = {}
        self._target = ""
        self._folder = tempfile.TemporaryDirectory(prefix="peerline-network-")
        self._authority = Authority()
        self._piping: set[asyncio.Task[None]] = set()
        self._open: set[asyncio.StreamWriter] = set()

    async def __aenter__(self) -> "Network":
        self._server = await asyncio.start_server(self._came, "127.0.0.1", 0)
        self.proxy = f"http://127.0.0.1:{self._server.sockets[0].getsockname()[1]}"
        self.authorities = self._authority.write(Path(self._folder.name))
        self._session = aiohttp.ClientSession(auto_decompress=False)
        front = web.Application(client_max_size=1 << 20)
        front.router.add_route("*", "/{tail:.*}", self._forward)
        self._front = web.AppRunner(front, access_log=None, shutdown_timeout=0.1)
        await self._front.setup()
        await web.TCPSite(self._front, "127.0.0.1", 0).start()
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._server.close()
        for writer in [*self._open]:
            writer.close()
        while self._piping:
            await asyncio.wait(self._piping)
        await self._front.cleanup()
        await self._session.close()
        self._folder.cleanup()

    # --- names

    def named(self, host: str, url: str) -> str:
        """The same address under a name of this network, over TLS."""
        place = url.split("/")[2]
        self._ports[host] = int(place.rpartition(":")[2])
        return url.replace(f"http://{place}", f"https://{host}")

    def forget(self, host: str) -> None:
        del self._ports[host]

    def in_front_of(self, address: str) -> str:
        """Where the world reaches `address`: behind the reverse proxy, under the prefix."""
        self._target = address
        return f"http://127.0.0.1:{self._front.addresses[0][1]}{self.prefix}"

    # --- the way out

    async def _came(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        task = asyncio.current_task()
        assert task
        self._piping.add(task)
        task.add_done_callback(self._piping.discard)
        self._open.add(writer)
        with suppress(OSError, asyncio.IncompleteReadError, ssl.SSLError):
            await self._tunnel(reader, writer)
        writer.close()
        self._open.discard(writer)

    async def _tunnel(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1")
        verb, place, _ = head.split(" ", 2)
        self.asked.append(place)
        host, _, port = place.rpartition(":")
        if status := self._judged(verb, head, host, port):
            writer.write(f"HTTP/1.1 {status} No\r\nContent-Length: 0\r\nConnection: close\r\n\r\n".encode())
            await writer.drain()
            return
        writer.write(b"HTTP/1.1 200 Connection established\r\n\r\n")
        await writer.drain()
        await writer.start_tls(self._authority.speaks_for(host))
        inward, outward = await asyncio.open_connection("127.0.0.1", self._ports[host])
        try:
            await asyncio.wait(
                [asyncio.create_task(_pipe(reader, outward)), asyncio.create_task(_pipe(inward, writer))],
                return_when=asyncio.FIRST_COMPLETED,
            )
        finally:
            outward.close()

    def _judged(self, verb: str, head: str, host: str, port: str) -> int:
        wanted = f"basic {base64.b64encode(self.password.encode()).decode()}" if self.password else ""
        if wanted and f"proxy-authorization: {wanted}".lower() not in head.lower():
            return 407
        if verb != "CONNECT" or port != "443":
            return 405
        return self.refuses or (0 if host in self._ports else 502)

    # --- the way in

    async def _forward(self, request: web.Request) -> web.Response:
        """As nginx does it unless told otherwise: the host is the one behind, and headers say who came."""
        path = request.path_qs
        if not path.startswith(f"{self.prefix}/"):
            return web.Response(status=404)
        if self.strips:
            path = path.removeprefix(self.prefix)
        headers = {name: value for name, value in request.headers.items() if name.lower() not in _DROPPED}
        headers |= {"X-Forwarded-For": "203.0.113.9", "X-Forwarded-Proto": "https", "X-Forwarded-Host": "peer.test"}
        async with self._session.request(
            request.method, self._target + path, data=await request.read(), headers=headers, allow_redirects=False
        ) as answer:
            kept = {name: value for name, value in answer.headers.items() if name.lower() not in _DROPPED}
            return web.Response(status=answer.status, body=await answer.read(), headers=kept)


async def _pipe(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    with suppress(OSError, ssl.SSLError):
        while data := await reader.read(65_536):
            writer.write(data)
            await writer.drain()
