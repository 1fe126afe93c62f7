"""A server of ours as a process of its own, on a free port, until the block ends."""

import asyncio
import contextlib
import socket
import sys
import time
from collections.abc import AsyncIterator

import aiohttp

PATIENCE = 60.0


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


@contextlib.asynccontextmanager
async def running(*words: str, port: int, path: str = "/") -> AsyncIterator[float]:
    """Run `python WORDS`; gives the seconds from the start to the first 200 at `path`."""
    began = time.perf_counter()
    process = await asyncio.create_subprocess_exec(sys.executable, *words, stdout=asyncio.subprocess.DEVNULL)
    try:
        yield await _first_answer(f"http://127.0.0.1:{port}{path}", process) - began
    finally:
        if process.returncode is None:
            process.terminate()
            await process.wait()


async def _first_answer(url: str, process: asyncio.subprocess.Process) -> float:
    async with aiohttp.ClientSession() as session:
        until = time.perf_counter() + PATIENCE
        while time.perf_counter() < until and process.returncode is None:
            with contextlib.suppress(aiohttp.ClientError):
                async with session.get(url) as answer:
                    if answer.status == 200:
                        return time.perf_counter()
            await asyncio.sleep(0.01)
    raise RuntimeError("the server did not answer")
