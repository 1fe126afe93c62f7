"""Teams' presses: a rate against botbuilder's own turn in the same run, and how soon one is answered."""

import asyncio
import json
import tempfile
import time
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import aiohttp

from bench.process import free_port, running
from bench.teams_api import TENANT, Microsoft
from bench.wire import Wire

CONNECTIONS = (16, 64)
PRESSES = 1500
BARE = 300  # botbuilder's turn takes ten times as long
ROUNDS = 5
STEADY, SECONDS = 50, 20  # presses a second, for so long
RATIO_PROMISED = 8.0
STEADY_PROMISED, STALL_PROMISED = 0.3, 0.05


@dataclass(slots=True)
class Teams:
    """Answers a second by connections and kind; seconds to the answer; the loop's longest standstill in seconds."""

    rates: dict[tuple[int, str], list[float]] = field(default_factory=dict)
    times: dict[tuple[int, str], list[float]] = field(default_factory=dict)
    steady: list[float] = field(default_factory=list)
    stall: float = 0.0
    bytes: int = 0

    def ratios(self, connections: int) -> list[float]:
        """To bare, round by round."""
        pairs = zip(self.rates[connections, "press"], self.rates[connections, "bare"], strict=True)
        return [rate / bare for rate, bare in pairs]


async def measure() -> Teams:
    """Bare and durable by turns, so that a slow minute of the machine meets both."""
    seen = Teams()
    port = free_port()
    microsoft = Microsoft(port, time.time())
    api = await asyncio.start_server(microsoft.answer, "127.0.0.1", port)
    for _ in range(ROUNDS):
        for connections in CONNECTIONS:
            async with _serving("bare", microsoft, 0) as client:
                bodies = [_body(microsoft, "site0-s0", "value", number) for number in range(BARE)]
                await _timed(seen, connections, "bare", client, bodies)
            async with _serving("press", microsoft, PRESSES) as client:
                await _timed(seen, connections, "press", client, client.waiting)
    async with _serving("whole", microsoft, STEADY * SECONDS) as client:
        await client.warm(client.waiting)
        await client.stall()
        seen.steady = list(
            await asyncio.gather(*(client.later(n / STEADY, body) for n, body in enumerate(client.waiting)))
        )
        seen.stall = await client.stall()
        seen.bytes = round(sum(map(len, client.waiting)) / len(client.waiting))
    api.close()
    return seen


@dataclass(slots=True)
class Client:
    """Teams, as it calls one server of ours; `waiting` are the presses that wait there."""

    port: int
    wire: Wire
    headers: dict[str, str]
    waiting: list[bytes]

    async def press(self, body: bytes) -> float:
        return await self.wire.post("/api/messages", body, self.headers)

    async def later(self, seconds: float, body: bytes) -> float:
        """At its own time, however late the others are."""
        await asyncio.sleep(seconds)
        return await self.press(body)

    async def warm(self, bodies: Sequence[bytes]) -> None:
        """Everybody has written before: their conversation and their language are known."""
        for body in {json.loads(body)["from"]["aadObjectId"]: body for body in bodies}.values():
            await self.press(body.replace(b'"b0"', b'"scope"').replace(b'"id": "f:', b'"id": "w:'))
        await asyncio.sleep(1.0)

    async def stall(self) -> float:
        async with aiohttp.ClientSession() as session, session.get(f"http://127.0.0.1:{self.port}/stall") as said:
            return float(await said.json())


@asynccontextmanager
async def _serving(kind: str, microsoft: Microsoft, presses: int) -> AsyncIterator[Client]:
    port = free_port()
    headers = {"Authorization": microsoft.good, "Content-Type": "application/json"}
    with tempfile.TemporaryDirectory(prefix="peerline-bench-") as folder:
        words = ("-m", "bench.teams_server", kind, str(port), folder, str(presses), microsoft.url)
        async with running(*words, port=port):
            plain = json.loads((Path(folder) / "waiting.json").read_text()) if presses else []
            waiting = [_body(microsoft, each["user"], each["accept"], n) for n, each in enumerate(plain)]
            wire = Wire(port)
            yield Client(port, wire, headers, waiting)
            wire.close()


async def _timed(seen: Teams, connections: int, kind: str, client: Client, bodies: Sequence[bytes]) -> None:
    todo = iter(bodies)
    times = seen.times.setdefault((connections, kind), [])
    await client.warm(bodies)

    async def connection() -> None:
        for body in todo:
            times.append(await client.press(body))

    began = time.perf_counter()
    await asyncio.gather(*(connection() for _ in range(connections)))
    seen.rates.setdefault((connections, kind), []).append(len(bodies) / (time.perf_counter() - began))


def _body(microsoft: Microsoft, user: str, value: str, number: int) -> bytes:
    """A press on [Accept] of a posted offer, which asks for a dialog, with what Teams sends beside it."""
    pressed: dict[str, Any] = {"verb": "b0", "token": value, "version": 0, "copy": True}
    activity = {
        "type": "invoke",
        "name": "task/fetch",
        "id": f"f:{number}",
        "timestamp": "2026-09-07T15:00:00.000Z",
        "localTimestamp": "2026-09-07T10:00:00.000-05:00",
        "channelId": "msteams",
        "serviceUrl": microsoft.url,
        "from": {"id": f"29:{user}", "name": f"Dr. {user}", "aadObjectId": user},
        "recipient": {"id": "28:bench", "name": "Peerline"},
        "conversation": {"conversationType": "personal", "tenantId": TENANT, "id": f"a:{user}"},
        "channelData": {"tenant": {"id": TENANT}, "source": {"name": "message"}},
        "entities": [{"type": "clientInfo", "locale": "en-US", "country": "US", "platform": "Windows"}],
        "locale": "en-US",
        "replyToId": f"1:{number}",
        "value": {"data": {"peerline": pressed, "msteams": {"type": "task/fetch"}}, "context": {"theme": "default"}},
    }
    return json.dumps(activity).encode()
