"""A port that draws the charts of what it sends. A picture that cannot be had costs nobody the card: its words go out.

Drawing is done by a process of its own, one at a time and behind everything else, since matplotlib would hold up the
event loop and the writer for a second. The same chart in the same language is drawn once, whoever gets it.
"""

import asyncio
import base64
import hashlib
import json
import os
import sys
import time
from collections.abc import Awaitable, Callable
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import TypeVar

import structlog
from cachetools import FIFOCache, TTLCache

from bot.errors import PeerlineError
from bot.ports.platform import Outgoing, Permanent, Port, Temporary, Unready
from bot.reporting import drawing
from bot.reporting.picture import spoken
from bot.surface import Chart, Picture
from bot.wording import Wording

_log = structlog.get_logger("illustrated")
T = TypeVar("T")
Draw = Callable[[bytes], Awaitable[bytes]]

# The outbox gives a send half a minute. A picture has the first part of it, and leaves enough for the words alone.
WAIT_SECONDS = 8.0  # until it is drawn
PICTURE_SECONDS = 12.0  # until the platform has taken it; after that nobody asks again whether it will
_DRAW_SECONDS = 60.0
FAILED_SECONDS = 3600.0  # what could not be drawn is not tried again before
_REMEMBERED = 64
# A platform that was just given a file may need a moment until it knows it.
PAUSES = (0.5, 1.5, 3.0)
_INHERITED = ("PATH", "HOME", "TMPDIR", "TMP", "TEMP", "MPLCONFIGDIR", "LD_LIBRARY_PATH", "SYSTEMROOT")  # no keys


class Studio:
    """Draws, and remembers what was drawn. One for each house."""

    def __init__(self, wording: Wording, draw: Draw | None = None, clock: Callable[[], float] = time.monotonic) -> None:
        self._wording = wording
        self._draw = draw or draw_apart
        self.clock = clock
        self._one = asyncio.Lock()
        self._drawn: FIFOCache[str, str] = FIFOCache(_REMEMBERED)
        self._failed: TTLCache[str, bool] = TTLCache(_REMEMBERED, FAILED_SECONDS, lambda: self.clock())
        self._drawing: dict[str, asyncio.Task[str]] = {}

    async def picture(self, chart: Chart, language: str, timezone: str) -> Picture | None:
        """None: it cannot be drawn. Raises Temporary while it is being drawn and takes long."""
        said = json.dumps(spoken(chart, lambda phrase: self._wording.text(phrase, language, timezone)), sort_keys=True)
        key = hashlib.sha256(said.encode()).hexdigest()
        if key not in self._drawn and not self._has_failed(key):
            await asyncio.wait({self._begun(key, said.encode())}, timeout=WAIT_SECONDS)
        if key in self._drawn:
            return Picture(self._drawn[key], chart.alt)
        if key in self._drawing:
            raise Temporary("the picture is still being drawn")
        return None

    def _has_failed(self, key: str) -> bool:
        return key in self._failed

    def _begun(self, key: str, said: bytes) -> "asyncio.Task[str]":
        task = self._drawing.get(key)
        if task is None:
            task = self._drawing[key] = asyncio.create_task(self._made(said))
            task.add_done_callback(lambda done: self._keep(key, done))
        return task

    async def _made(self, said: bytes) -> str:
        try:
            async with self._one:
                return base64.b64encode(await self._draw(said)).decode()
        except Exception as error:  # noqa: BLE001 - whatever it is, the words are there
            _log.warning("chart_not_drawn", kind=type(error).__name__)
            return ""

    def _keep(self, key: str, done: "asyncio.Task[str]") -> None:
        self._drawing.pop(key, None)
        if done.cancelled():
            return
        if done.result():
            self._drawn[key] = done.result()
        else:
            self._failed[key] = True


class NotDrawn(PeerlineError):
    """The process that draws did not."""


async def draw_apart(said: bytes) -> bytes:
    """A PNG of a spoken chart. Raises NotDrawn or OSError."""
    environment = {name: os.environ[name] for name in _INHERITED if name in os.environ}
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        "-I",
        str(Path(drawing.__file__)),
        stdin=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.DEVNULL,
        env=environment,
    )
    try:
        png, _ = await asyncio.wait_for(process.communicate(said), _DRAW_SECONDS)
    finally:
        if process.returncode is None:
            with suppress(ProcessLookupError):
                process.kill()
            await process.wait()
    if process.returncode or not png:
        raise NotDrawn
    return png


class Illustrated:
    """bot.ports.platform.Port around another one."""

    def __init__(self, port: Port, studio: Studio) -> None:
        self.platform = port.platform
        self._port = port
        self._studio = studio

    async def post(self, message: Outgoing) -> str:
        return await self._sent(message, self._port.post)

    async def edit(self, message: Outgoing, reference: str) -> None:
        await self._sent(message, lambda each: self._port.edit(each, reference))

    async def retire(self, message: Outgoing, reference: str) -> None:
        await self._port.retire(message, reference)

    async def find(self, message: Outgoing) -> str | None:
        return await self._port.find(message)

    async def _sent(self, message: Outgoing, send: Callable[[Outgoing], Awaitable[T]]) -> T:
        begun = self._studio.clock()
        drawn = await self._with_pictures(message)
        if drawn is None:
            return await send(message)
        for pause in (*PAUSES, 0.0):
            try:
                return await send(drawn)
            except (Unready, Permanent) as error:
                _log.warning("picture_refused", kind=type(error).__name__)
                if isinstance(error, Permanent) or self._studio.clock() + pause - begun > PICTURE_SECONDS:
                    break
            await asyncio.sleep(pause)
        return await send(message)

    async def _with_pictures(self, message: Outgoing) -> Outgoing | None:
        """None: there is no picture in it."""
        blocks = message.card.blocks
        pictures = {
            place: picture
            for place, block in enumerate(blocks)
            if isinstance(block, Chart)
            and (picture := await self._studio.picture(block, message.language, message.timezone)) is not None
        }
        if not pictures:
            return None
        drawn = tuple(pictures.get(place, block) for place, block in enumerate(blocks))
        return replace(message, card=replace(message.card, blocks=drawn))
