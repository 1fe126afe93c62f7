"""The time of a town whose houses are processes: one clock for all of them, in a file that each of them maps."""

import mmap
import struct
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path

MONDAY = datetime(2026, 9, 7, 15, tzinfo=UTC)
_SIZE = mmap.PAGESIZE
_BEGUN = struct.Struct("<dd")  # when, in seconds of the real clock, and how many times as fast it runs
_AHEAD = struct.Struct("<q")  # microseconds


class Hours:
    """bot.clock.Clock. It begins on a Monday at 15:00 UTC, runs `pace` times as fast as the real one, and is moved
    forward by the one who made it. A lease of a minute is over within a second so, and nobody waits for it."""

    def __init__(self, path: Path) -> None:
        with path.open("r+b") as file:
            self._page = mmap.mmap(file.fileno(), _SIZE)
        self._begun, self.pace = _BEGUN.unpack_from(self._page, 0)

    @classmethod
    def made(cls, path: Path, pace: float) -> "Hours":
        page = bytearray(_SIZE)
        _BEGUN.pack_into(page, 0, time.time(), pace)
        path.write_bytes(page)
        return cls(path)

    def now(self) -> datetime:
        (ahead,) = _AHEAD.unpack_from(self._page, _BEGUN.size)
        return MONDAY + timedelta(seconds=(time.time() - self._begun) * self.pace, microseconds=ahead)

    def forward(self, by: timedelta) -> None:
        (ahead,) = _AHEAD.unpack_from(self._page, _BEGUN.size)
        _AHEAD.pack_into(self._page, _BEGUN.size, ahead + by // timedelta(microseconds=1))
