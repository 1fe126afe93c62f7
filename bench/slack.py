"""Slack's presses: a rate against a bare slack-bolt echo in the same run, and how soon one is acknowledged."""

import asyncio
import json
import tempfile
import time
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import parse_qs, urlencode

from slack_sdk.signature import SignatureVerifier

from bench.process import free_port, running
from bench.slack_api import TEAM, answer
from bench.slack_server import SECRET
from bench.wire import Wire

CONNECTIONS = (16, 64)
PRESSES = 1000
BARE = 3000
ROUNDS = 3
STEADY, SECONDS = 50, 20  # presses a second, for so long
BURST = 500
AIMED = {16: 1.0, 64: 0.6}  # the ratio to bare, by connections
STEADY_PROMISED, BURST_PROMISED = 0.3, 3.0


@dataclass(slots=True)
class Slack:
    """Answers a second by connections and kind; seconds to the acknowledgement at a steady rate and in a burst."""

    rates: dict[tuple[int, str], list[float]] = field(default_factory=dict)
    times: dict[tuple[int, str], list[float]] = field(default_factory=dict)
    steady: list[float] = field(default_factory=list)
    burst: list[float] = field(default_factory=list)
    bytes: int = 0

    def ratios(self, connections: int) -> list[float]:
        """To bare, round by round."""
        pairs = zip(self.rates[connections, "press"], self.rates[connections, "bare"], strict=True)
        return [rate / bare for rate, bare in pairs]


async def measure() -> Slack:
    """Bare and durable by turns, so that a slow minute of the machine meets both."""
    seen = Slack()
    api_port = free_port()
    api = await asyncio.start_server(answer, "127.0.0.1", api_port)
    for _ in range(ROUNDS):
        for connections in CONNECTIONS:
            async with _serving("bare", api_port, 0) as (port, _):
                bodies = [_body("U0BENCH", "value", number) for number in range(BARE)]
                await _timed(seen, connections, "bare", port, bodies)
            async with _serving("press", api_port, PRESSES) as (port, bodies):
                await _timed(seen, connections, "press", port, bodies)
    async with _serving("press", api_port, STEADY * SECONDS) as (port, bodies):
        seen.steady = await _open_loop(port, bodies, STEADY)
    async with _serving("press", api_port, BURST) as (port, bodies):
        seen.burst = await _open_loop(port, bodies, 0)
    seen.bytes = round(sum(map(len, bodies)) / len(bodies))
    api.close()
    return seen


@asynccontextmanager
async def _serving(kind: str, api_port: int, presses: int) -> AsyncIterator[tuple[int, list[bytes]]]:
    """The port and the bodies of the presses that wait there."""
    port = free_port()
    with tempfile.TemporaryDirectory(prefix="peerline-bench-") as folder:
        words = ("-m", "bench.slack_server", kind, str(port), folder, str(presses), str(api_port))
        async with running(*words, port=port):
            waiting = json.loads((Path(folder) / "waiting.json").read_text()) if presses else []
            bodies = [_body(each["user"], each["accept"], number) for number, each in enumerate(waiting)]
            yield port, bodies


async def _timed(seen: Slack, connections: int, kind: str, port: int, bodies: Sequence[bytes]) -> None:
    todo = iter(bodies)
    times = seen.times.setdefault((connections, kind), [])
    wire = Wire(port)
    await _warm(wire, bodies)

    async def connection() -> None:
        for body in todo:
            times.append(await _press(wire, body))

    began = time.perf_counter()
    await asyncio.gather(*(connection() for _ in range(connections)))
    rate = len(bodies) / (time.perf_counter() - began)
    wire.close()
    seen.rates.setdefault((connections, kind), []).append(rate)


async def _open_loop(port: int, bodies: Sequence[bytes], rate: int) -> list[float]:
    """Each press at its own time, however late the others are; all at once with a rate of 0."""
    wire = Wire(port)
    await _warm(wire, bodies)

    async def one(number: int, body: bytes) -> float:
        await asyncio.sleep(number / rate if rate else 0)
        return await _press(wire, body)

    times = list(await asyncio.gather(*(one(number, body) for number, body in enumerate(bodies))))
    wire.close()
    return times


async def _warm(wire: Wire, bodies: Sequence[bytes]) -> None:
    """Everybody has pressed something before: who they are is known for six hours, and their language for good."""
    for body in {_presser(body): body for body in bodies}.values():
        await _press(wire, body.replace(b"b0%400", b"scope%400").replace(b"action_ts", b"action_tz"))
    await asyncio.sleep(1.0)  # what these opened and edited is out of the way


def _presser(body: bytes) -> str:
    return str(json.loads(parse_qs(body.decode())["payload"][0])["user"]["id"])


async def _press(wire: Wire, body: bytes) -> float:
    return await wire.post("/slack/events", body, _signed(body))


def _signed(body: bytes) -> dict[str, str]:
    stamp = str(int(time.time()))
    signature = SignatureVerifier(SECRET).generate_signature(timestamp=stamp, body=body)
    return {
        "X-Slack-Request-Timestamp": stamp,
        "X-Slack-Signature": str(signature),
        "Content-Type": "application/x-www-form-urlencoded",
    }


def _body(user: str, value: str, number: int) -> bytes:
    """A press on [Accept] of a posted offer, with what Slack sends beside it (the message itself left out)."""
    payload = {
        "type": "block_actions",
        "team": {"id": TEAM, "domain": "bench"},
        "user": {"id": user, "username": user.lower(), "team_id": TEAM},
        "api_app_id": "A0BENCH",
        "container": {"type": "message", "message_ts": "1.1", "channel_id": "D0", "is_ephemeral": False},
        "trigger_id": f"1.2.{number}",
        "channel": {"id": "D0", "name": "directmessage"},
        "response_url": "http://127.0.0.1:9/none",
        "actions": [
            {
                "type": "button", "action_id": "b0@0", "block_id": "copy-0", "value": f"{value}|0",
                "action_ts": f"{time.time():.6f}{number}",
            }
        ],
    }  # fmt: skip
    return urlencode({"payload": json.dumps(payload)}).encode()
