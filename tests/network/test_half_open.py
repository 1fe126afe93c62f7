"""Somebody opens thousands of connections and says half a sentence on each: presses do not notice (A7)."""

import asyncio
import signal
import sys
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from statistics import median

import pytest

from tests.adapters.slack.fake_workspace import EVENTS
from tests.adapters.slack.process import Process, usual
from tests.doubles.slack import Person, Slack
from tests.served import SECRET, TEAM

HOLDS_OPEN = Path(__file__).with_name("holds_open.py")
PRESSES = 25
MOST_LINES = 100
# A machine that is busy with something else is no stranger's doing: what holds holds at one of these tries.
TRIES = 4


@pytest.fixture
async def slack() -> AsyncIterator[Slack]:
    async with Slack() as double:
        double.signing_secret = SECRET
        double.workspace(TEAM, "Lakeside Hospital")
        yield double


@asynccontextmanager
async def served(folder: Path, slack: Slack, descriptors: int = 0) -> AsyncIterator[tuple[Process, int]]:
    """The process and its port; at the end it says little."""
    server = await Process(folder, usual(slack), descriptors=descriptors).start()
    address = await server.serving()
    slack.app_url = address + EVENTS
    yield server, int(address.rpartition(":")[2])
    code, _, err = await server.ended(signal.SIGTERM)
    assert code == 0, err[-2000:]
    assert len(err.splitlines()) < MOST_LINES, err[:2000]


@asynccontextmanager
async def held(port: int, many: int) -> AsyncIterator[None]:
    pipe = asyncio.subprocess.PIPE
    stranger = await asyncio.create_subprocess_exec(
        sys.executable, str(HOLDS_OPEN), str(port), str(many), stdin=pipe, stdout=pipe
    )
    assert stranger.stdout
    assert await asyncio.wait_for(stranger.stdout.readline(), 60) == b"held\n"
    try:
        yield
    finally:
        stranger.kill()
        await stranger.wait()


async def pressing(robin: Person) -> float:
    """The median of what a press takes, in seconds; each of them is answered."""
    taken = []
    for _ in range(PRESSES):
        begun = time.perf_counter()
        delivery = await robin.command("/peer")
        taken.append(time.perf_counter() - begun)
        assert delivery.acknowledged
    return median(taken)


async def compared(slack: Slack, port: int, many: int) -> list[tuple[float, float]]:
    robin, found = slack.person(TEAM, "U0ROBIN"), []
    for _ in range(TRIES):
        quiet = await pressing(robin)
        async with held(port, many):
            found.append((quiet, await pressing(robin)))
        if found[-1][1] < 2 * quiet:
            break
    return found


async def test_2000_half_open_connections_keep_no_press_waiting(tmp_path: Path, slack: Slack) -> None:
    async with served(tmp_path, slack) as (_, port):
        found = await compared(slack, port, 2000)
        assert found[-1][1] < 2 * found[-1][0], found


@pytest.mark.long
async def test_where_there_is_no_room_for_them_they_make_room(tmp_path: Path, slack: Slack) -> None:
    """1,100 connections shut the door of a process that may open 1,024, and filled its log."""
    async with served(tmp_path, slack, descriptors=1024) as (_, port), held(port, 1100):
        assert await pressing(slack.person(TEAM, "U0ROBIN")) < 1


@pytest.mark.long
async def test_10000_half_open_connections_keep_no_press_waiting(tmp_path: Path, slack: Slack) -> None:
    async with served(tmp_path, slack) as (_, port):
        found = await compared(slack, port, 10_000)
        assert found[-1][1] < 2 * found[-1][0], found
