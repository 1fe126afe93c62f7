"""A port that draws the charts of what it sends. A picture that cannot be had costs nobody the card: its words go out.

The same chart in the same language is drawn once, whoever gets it.
"""

import asyncio
import base64
import json
import time
from collections.abc import Awaitable, Callable
from dataclasses import replace
from typing import Any, TypeVar

import structlog
from cachetools import FIFOCache

from bot.ports.platform import Outgoing, Permanent, Port, Unready
from bot.reporting.picture import IN_CHAT, draw, spoken
from bot.surface import Chart, Picture
from bot.wording import Wording

_log = structlog.get_logger("illustrated")
T = TypeVar("T")
Draw = Callable[[dict[str, Any], int], bytes]

# The outbox gives a send half a minute. After this nobody asks again whether the platform has taken the picture, which
# leaves enough for the words alone.
PICTURE_SECONDS = 12.0
_REMEMBERED = 64
# A platform that was just given a file may need a moment until it knows it.
PAUSES = (0.5, 1.5, 3.0)


class Studio:
    """Draws, and remembers what was drawn. One for each house."""

    def __init__(self, wording: Wording, draw: Draw = draw, clock: Callable[[], float] = time.monotonic) -> None:
        self._wording = wording
        self._draw = draw
        self.clock = clock
        self._one = asyncio.Lock()
        self._drawn: FIFOCache[str, str] = FIFOCache(_REMEMBERED)

    async def picture(self, chart: Chart, language: str, timezone: str) -> Picture | None:
        """None: it cannot be drawn."""
        said = spoken(chart, lambda phrase: self._wording.text(phrase, language, timezone))
        key = json.dumps(said, sort_keys=True)
        async with self._one:
            if key not in self._drawn:
                try:
                    # In a thread of its own, so that nobody's press waits for it.
                    png = await asyncio.to_thread(self._draw, said, IN_CHAT)
                except Exception as error:  # noqa: BLE001 - whatever it is, the words are there
                    _log.warning("chart_not_drawn", kind=type(error).__name__)
                    return None
                self._drawn[key] = base64.b64encode(png).decode()
            return Picture(self._drawn[key], chart.alt)


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
