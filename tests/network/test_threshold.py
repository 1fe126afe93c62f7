"""How long a stranger may keep us waiting, and who goes first where there is no room."""

import asyncio
import logging
from collections.abc import AsyncIterator
from pathlib import Path
from typing import ClassVar

import aiohttp
import pytest
from aiohttp import web

from bot.configuration.forwarded import networks
from bot.configuration.settings import given
from bot.process import connection_limits, running
from bot.process.running import CannotListen
from tests.served import running as served
from tests.served import settings_for, slack_programme

HALF_HEADER = b"POST /signed HTTP/1.1\r\nHost: x\r\nX-a"
HALF_BODY = b"POST /signed HTTP/1.1\r\nHost: x\r\nContent-Length: 100\r\n\r\n{"
WHOLE = b"POST /signed HTTP/1.1\r\nHost: x\r\nContent-Length: 2\r\n\r\n{}"
LOOK = b"GET /look HTTP/1.1\r\nHost: x\r\n\r\n"


@pytest.fixture
async def port(monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[int]:
    """A door with room for four strangers, which waits for half a second."""
    monkeypatch.setattr(connection_limits, "HEADER_SECONDS", 0.5)
    monkeypatch.setattr(connection_limits, "LOOK_SECONDS", 0.05)
    monkeypatch.setattr(connection_limits, "room", lambda: 4)

    async def signed(request: web.Request) -> web.Response:
        await request.read()
        return web.Response()

    async def look(_request: web.Request) -> web.Response:
        return web.Response(text="x" * 100)

    app = web.Application()
    app.router.add_post("/signed", signed)
    app.router.add_get("/look", look)
    runner = await connection_limits.listen(app, ["127.0.0.1"], 0)
    yield runner.addresses[0][1]
    for caller in Caller.standing:
        caller.leaves()
    Caller.standing.clear()
    await runner.cleanup()


class Caller:
    standing: ClassVar[list["Caller"]] = []

    def __init__(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self._reader, self._writer = reader, writer
        self.standing.append(self)

    @classmethod
    async def of(cls, port: int, says: bytes) -> "Caller":
        self = cls(*await asyncio.open_connection("127.0.0.1", port))
        self.says(says)
        await asyncio.sleep(0.02)
        return self

    def says(self, what: bytes) -> None:
        self._writer.write(what)

    async def hears(self) -> str:
        head = await asyncio.wait_for(self._reader.readuntil(b"\r\n\r\n"), 5)
        return head.split(b" ")[1].decode()

    async def is_dropped(self, within: float = 0.05) -> bool:
        try:
            async with asyncio.timeout(within):
                while await self._reader.read(1000):
                    pass
        except TimeoutError:
            return False
        except ConnectionError:
            return True
        return True

    def leaves(self) -> None:
        self._writer.close()


@pytest.mark.parametrize("half", [HALF_HEADER, HALF_BODY, b""])
async def test_half_a_request_is_waited_for_and_then_dropped(port: int, half: bytes) -> None:
    caller = await Caller.of(port, half)
    assert not await caller.is_dropped(0.3)
    assert await caller.is_dropped(2)


async def test_a_drop_at_a_time_does_not_make_it_longer(port: int) -> None:
    caller = await Caller.of(port, HALF_HEADER)
    for _ in range(8):
        caller.says(b"x")
        await asyncio.sleep(0.1)
    assert await caller.is_dropped(1)


async def test_the_next_request_on_a_connection_has_its_own_seconds(port: int) -> None:
    caller = await Caller.of(port, WHOLE)
    assert await caller.hears() == "200"
    assert not await caller.is_dropped(0.8)  # nothing is owed between two requests
    caller.says(HALF_HEADER)
    assert not await caller.is_dropped(0.3)
    assert await caller.is_dropped(2)


async def test_the_oldest_stranger_makes_room_and_whoever_signed_stays(port: int) -> None:
    slack = await Caller.of(port, WHOLE)
    assert await slack.hears() == "200"
    halves = [await Caller.of(port, HALF_HEADER) for _ in range(4)]
    newest = await Caller.of(port, LOOK)
    assert await newest.hears() == "200"
    assert [await each.is_dropped() for each in halves] == [True, False, False, False]
    for each in halves[1:]:
        each.leaves()
    await asyncio.sleep(0.05)
    looking = [newest, *[await Caller.of(port, LOOK) for _ in range(4)]]
    assert await looking[-1].hears() == "200"
    assert await newest.is_dropped()  # the longest silent of those that are between two requests
    slack.says(WHOLE)
    assert await slack.hears() == "200"


async def test_a_proxy_that_is_named_makes_no_room(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(connection_limits, "room", lambda: 1)
    runner = await connection_limits.listen(web.Application(), ["127.0.0.1"], 0, networks("127.0.0.0/8"))
    halves = [await Caller.of(runner.addresses[0][1], HALF_HEADER) for _ in range(4)]
    assert [await each.is_dropped() for each in halves] == [False] * 4
    for each in halves:
        each.leaves()
    Caller.standing.clear()
    await runner.cleanup()


async def test_unfinished_requests_have_only_so_much_room(port: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(connection_limits, "MOST_BYTES", 30_000)
    heavy = b"POST /signed HTTP/1.1\r\nHost: x\r\nContent-Length: 90000\r\n\r\n" + b"x" * 12_000
    callers = [await Caller.of(port, heavy) for _ in range(3)]
    assert [await each.is_dropped() for each in callers] == [True, False, False]
    light = await Caller.of(port, WHOLE)
    assert await light.hears() == "200"
    callers[1].leaves()
    callers[2].says(b"x" * 78_000)
    assert await callers[2].is_dropped()  # nobody else is there who could make room


async def test_whoever_does_not_read_is_dropped(port: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(connection_limits, "UNREAD_SECONDS", 0.2)
    caller = await Caller.of(port, b"")
    caller._writer.transport.pause_reading()  # type: ignore[attr-defined]
    try:
        async with asyncio.timeout(20):
            while True:
                caller.says(LOOK * 2000)
                await caller._writer.drain()
                await asyncio.sleep(0)
    except ConnectionError:
        return


async def test_rubbish_is_refused_and_fills_no_log(port: int, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.WARNING)
    for rubbish in (
        b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc",
        b"GET / HTTP/9.9\r\n\r\n",
        b"GET  /\r\n\r\n",
        b"\r\n\r\nx\r\n",
    ) * 25:
        caller = await Caller.of(port, rubbish + b"\r\n\r\n")
        assert await caller.is_dropped(2)
        pipelined = await Caller.of(port, LOOK + rubbish + b"\r\n\r\n")
        assert await pipelined.is_dropped(2)
    assert len(caplog.records) < 5, [record.getMessage() for record in caplog.records[:3]]


class TestAddresses:
    async def test_both_kinds_at_once(self, tmp_path: Path, migrated_sqlite: bytes) -> None:
        async with running._listening_to(web.Application(), "127.0.0.1, [::1]", await _free()) as address:
            number = address.rpartition(":")[2]
            async with aiohttp.ClientSession() as session:
                for host in ("127.0.0.1", "[::1]"):
                    async with session.get(f"http://{host}:{number}/") as answer:
                        assert answer.status == 404

    @pytest.mark.parametrize("host", ["203.0.113.7", "no.such.host.invalid"])
    async def test_an_address_that_this_machine_has_not(self, host: str) -> None:
        with pytest.raises(CannotListen, match="this machine has no address"):
            async with running._listening_to(web.Application(), host, 0):
                pass

    def test_which_of_them_are_this_machine_only(self) -> None:
        for host, only in {"127.0.0.1,::1": True, "[::1]": True, "::1,::": False, "0.0.0.0,::": False}.items():
            assert given(peerline_host=host).on_loopback == only


async def _free() -> int:
    server = await asyncio.start_server(lambda *_: None, "127.0.0.1", 0)
    number: int = server.sockets[0].getsockname()[1]
    server.close()
    await server.wait_closed()
    return number


@pytest.mark.parametrize("public", ["https://peer.test/a/b/", "https://peer.test"])
async def test_a_path_in_front_is_taken_off_or_left(tmp_path: Path, migrated_sqlite: bytes, public: str) -> None:
    (tmp_path / "p.db").write_bytes(migrated_sqlite)
    settings = settings_for(
        f"sqlite:///{tmp_path}/p.db",
        slack_programme(tmp_path),
        peerline_public_url=public,
        slack_bot_token="xoxb-1",
        slack_signing_secret="0" * 32,
        slack_api_url="http://127.0.0.1:9/api/",
    )
    async with served(settings) as house, aiohttp.ClientSession() as session:
        found = {}
        for path in ("/healthz", "/a/b/healthz", "/a/healthz", "/a/b", "/gatherings/x.ics", "/a/b/gatherings/x.ics"):
            async with session.get(house.address + path) as answer:
                found[path] = answer.status
        async with session.post(house.address + "/a/b/slack/events", data=b"{}") as answer:
            found["events"] = answer.status
    below = public.endswith("/a/b/")
    assert found["/healthz"] == 200
    assert found["/a/b/healthz"] == (200 if below else 404)
    assert found["events"] == (401 if below else 404)
    assert (found["/a/healthz"], found["/a/b"]) == (404, 404)
