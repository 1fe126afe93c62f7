"""Lines typed one after the other: people in distress write many. A card comes at the first, and one below the last.

A row is what one person writes with less than a minute between two lines. Only its first line waits for its card; the
others are acknowledged at once, since the lines that help are above them already.
"""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass

import structlog
from cachetools import FIFOCache

from bot.adapters.background import Background
from bot.surface import Account

_log = structlog.get_logger("typed")
Say = Callable[[], Awaitable[None]]

QUIET_SECONDS = 60.0
_REMEMBERED = 10_000  # lines, by the platform's ids


@dataclass(slots=True)
class _Row:
    key: str
    first: asyncio.Task[None]
    last: Say | None = None  # of a line that came after the first
    over: asyncio.TimerHandle | None = None

    @property
    def failed(self) -> bool:
        return self.first.done() and (self.first.cancelled() or self.first.exception() is not None)


class Rows:
    def __init__(self) -> None:
        self._rows: dict[Account, _Row] = {}
        self._known: FIFOCache[str, None] = FIFOCache(_REMEMBERED)
        self._ending = Background()

    async def typed(self, who: Account, key: str, say: Say) -> None:
        """A line that calls for the card that `say` posts. `key` is the platform's id of it, which acts once.

        Returns when the card of a row's first line stands, and at once for any other. Raises what `say` raises for a
        first line, which may then come again; whoever stops waiting does not stop it.
        """
        row = self._rows.get(who)
        if key and key in self._known:
            if row is not None and row.key == key:
                await asyncio.shield(row.first)
            return
        if key:
            self._known[key] = None
        if row is not None and not row.failed:
            row.last = say
            self._wait(who, row)
            return
        fresh = _Row(key, asyncio.ensure_future(_said(say)), row.last if row else None)
        fresh.first.add_done_callback(lambda _: self._was_said(who, fresh))
        self._rows[who] = fresh
        self._wait(who, fresh, row)
        await asyncio.shield(fresh.first)

    async def end(self) -> None:
        """Every row is over now, and what was to be said is said."""
        for who in [*self._rows]:
            self._over(who)
        await self._ending.ended()

    def _wait(self, who: Account, row: _Row, before: _Row | None = None) -> None:
        for each in (row, before):
            if each is not None and each.over is not None:
                each.over.cancel()
        row.over = asyncio.get_running_loop().call_later(QUIET_SECONDS, self._over, who)

    def _was_said(self, who: Account, row: _Row) -> None:
        if not row.failed:
            return
        self._known.pop(row.key, None)
        if row.last is None and self._rows.get(who) is row:
            del self._rows[who]
            if row.over is not None:
                row.over.cancel()

    def _over(self, who: Account) -> None:
        row = self._rows.pop(who)
        if row.over is not None:
            row.over.cancel()
        self._ending.begin(_ended(row))


async def _said(say: Say) -> None:
    await say()


async def _ended(row: _Row) -> None:
    await asyncio.wait([row.first])
    if row.last is None:
        return
    try:
        await row.last()
    except Exception as error:  # noqa: BLE001 - a card is above it already; the log is the only place
        _log.warning("last_line_unanswered", kind=type(error).__name__)
