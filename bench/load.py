"""Presses made durable, against a bare JSON answer of the same server library in the same run."""

import asyncio
import json
import tempfile
import time
import uuid
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import aiohttp

from bench.process import free_port, running

CONNECTIONS = 16
PRESSES = 1200
BARE = 8 * PRESSES  # they are so much quicker that fewer would measure the machine's mood
ROUNDS = 3


@dataclass(slots=True)
class Load:
    """Answers a second and seconds per answer, by kind; `parts` is where the time of a press goes, by kind."""

    rates: dict[str, list[float]] = field(default_factory=dict)
    times: dict[str, list[float]] = field(default_factory=dict)
    parts: dict[str, dict[str, float]] = field(default_factory=dict)

    def ratios(self, kind: str) -> list[float]:
        """To bare, round by round."""
        return [rate / bare for rate, bare in zip(self.rates[kind], self.rates["bare"], strict=True)]


async def measure() -> Load:
    """Bare and durable by turns, so that a slow minute of the machine meets both."""
    load = Load()
    for _ in range(ROUNDS):
        await _bare(load)
        await _durable(load)
    return load


async def _bare(load: Load) -> None:
    port = free_port()
    async with running("-m", "bench.server", "bare", str(port), ".", "0", port=port):
        actions = [("/press", _press("u", "verb", "token")) for _ in range(BARE)]
        await _timed(load, "bare", port, actions)


async def _durable(load: Load) -> None:
    port = free_port()
    with tempfile.TemporaryDirectory(prefix="peerline-bench-") as folder:
        async with running("-m", "bench.server", "press", str(port), folder, str(PRESSES), port=port):
            waiting = json.loads((Path(folder) / "waiting.json").read_text())
            for kind in ("accept", "confirm"):
                actions = [(f"/press?team={each['team']}", _press(each["user"], "b0", each[kind])) for each in waiting]
                await _timed(load, kind, port, actions)
                async with aiohttp.ClientSession() as session:
                    load.parts[kind] = await (await session.get(f"http://127.0.0.1:{port}/parts")).json()


async def _timed(load: Load, kind: str, port: int, actions: Sequence[tuple[str, dict[str, Any]]]) -> None:
    todo = iter(actions)
    times = load.times.setdefault(kind, [])
    async with aiohttp.ClientSession(f"http://127.0.0.1:{port}") as session:

        async def connection() -> None:
            for path, action in todo:
                began = time.perf_counter()
                async with session.post(path, json=action) as answer:
                    said = await answer.json()
                times.append(time.perf_counter() - began)
                assert said["re"] == action["id"], said

        began = time.perf_counter()
        await asyncio.gather(*(connection() for _ in range(CONNECTIONS)))
        load.rates.setdefault(kind, []).append(len(actions) / (time.perf_counter() - began))


def _press(user: str, verb: str, token: str) -> dict[str, Any]:
    press = {"user": user, "verb": verb, "token": token, "version": 0, "ref": ""}
    return {"id": str(uuid.uuid4()), "type": "press", **press}
