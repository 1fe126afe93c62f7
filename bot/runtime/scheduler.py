"""Sweeps what is due and hands it to the engine like any other event. The rows remember; APScheduler only ticks."""

import asyncio
import threading
import time
from collections.abc import Callable
from datetime import datetime, timedelta

import structlog
from apscheduler.schedulers.asyncio import AsyncIOScheduler

from bot.core.request import AT_THE_MACHINE, OUTSIDE
from bot.flows.common.desk import Desk
from bot.flows.coordinator import reports
from bot.flows.match import match_retention
from bot.flows.physician import retention
from bot.flows.supporter.agreement import ask_all
from bot.programme.in_force import InForce
from bot.runtime.engine import Engine
from storage.database.db_errors import TROUBLES
from storage.transactions.unit_of_work import UnitOfWork
from storage.transactions.writer import Unavailable

_log = structlog.get_logger("deadlines")

TICK_SECONDS = 5
BATCH = 25  # small, so that a press does not wait behind a long sweep
_SCRUB_AGAIN = timedelta(minutes=1)
_HOUSEKEEPING_SECONDS = 3600.0


class Deadlines:
    def __init__(self, engine: Engine, in_force: InForce, scrub: Callable[[], bool]) -> None:
        self._engine = engine
        self._in_force = in_force
        self._scrub = scrub
        self._scheduler = AsyncIOScheduler()
        self._ticking = asyncio.Lock()
        self._forgot: int | None = None  # in which quarter of an hour
        self._kept_house: float | None = None
        self._stirred = threading.Event()
        self._erased = threading.Event()
        self.keep_erasures: Callable[[], None] = lambda: None  # bring the list outside the database up to date

    def stir(self) -> None:
        """Something has changed that the search looks at: the next sweep looks again at whoever waits. Any thread."""
        self._stirred.set()

    def erased(self) -> None:
        """Somebody was erased: the next sweep brings the list outside the database up to date. Any thread."""
        self._erased.set()

    def start(self) -> None:
        """One in-memory interval job a process; two of them on one database are harmless, since a row is taken once."""
        self._scheduler.add_job(
            self.tick,
            "interval",
            seconds=TICK_SECONDS,
            max_instances=1,
            coalesce=True,
            next_run_time=datetime.now().astimezone(),
        )
        self._scheduler.start()

    def stop(self) -> None:
        if self._scheduler.running:
            self._scheduler.shutdown(wait=False)

    async def end(self) -> None:
        """Let a sweep that is under way come to its end, and begin no other."""
        self._scheduler.pause()
        async with self._ticking:
            self.stop()

    async def tick(self) -> None:
        try:
            async with self._ticking:
                await self.sweep()
        except Unavailable as error:
            _log.warning("database_unavailable", why=str(error))

    async def sweep(self) -> None:
        """Everything that is due by now, oldest first; what a deadline books in the past is done in the same sweep."""
        await self._forget()
        done: set[str] = set()
        while True:
            due = await self._engine.run(lambda unit: unit.deadlines.due(unit.now, BATCH))
            fresh = [each for each in due if each not in done]
            if not fresh:
                break
            done.update(fresh)
            if await self._scrub_is_due(fresh):
                continue
            for each in fresh:
                await self._engine.due(each)
        await self.look()
        await self._keep_house()

    async def _forget(self) -> None:
        """Each quarter of an hour: what the inbox held, and who awaits nothing any more (physician/retention.py)."""

        def forget(unit: UnitOfWork) -> int:
            if unit.inbox.quarter != self._forgot:
                unit.inbox.forget()
                retention.let_go(unit)
            return unit.inbox.quarter

        before, self._forgot = self._forgot, await self._engine.run(forget)
        if self._erased.is_set() or before != self._forgot:  # whatever another replica has erased, too
            self._erased.clear()
            await asyncio.to_thread(self._keep_erasures)

    def _keep_erasures(self) -> None:
        try:
            self.keep_erasures()
        except (OSError, ValueError, *TROUBLES) as error:  # the next quarter of an hour tries again
            why, path = getattr(error, "why", ""), getattr(error, "path", "")
            _log.error("erasures_not_kept", kind=type(error).__name__, why=why, path=str(path))

    async def look(self) -> None:
        """The search goes on: one look after the other until none is due. One that finds somebody leads to another."""
        if self._stirred.is_set():  # once a tick: under a steady load the looks must not take every other turn
            self._stirred.clear()
            await self._engine.run(lambda unit: unit.deadlines.bring_looks_forward(unit.now))
        failed: set[str] = set()  # they wait for the next tick
        while True:
            due = await self._engine.run(lambda unit: unit.deadlines.looks_due(unit.now))
            first = next((each for each in due if each.id not in failed), None)
            if first is None:
                return
            if not await self._engine.look(first):  # a look is for the whole pool: what else was due may be no more
                failed.add(first.id)

    async def keep_quarters(self) -> None:
        """From now on the end of each quarter and month is in the book. A served house wants this; the playground's
        has one day."""

        def book(unit: UnitOfWork) -> None:
            if not unit.deadlines.pending_kind("quarter"):
                unit.deadlines.book("quarter", reports.next_quarter(Desk(unit, self._in_force.programme, unit.now)))
            if not unit.deadlines.pending_kind(match_retention.KIND):
                match_retention.book(Desk(unit, self._in_force.programme, unit.now))

        await self._engine.run(book)

    async def next_due(self) -> datetime | None:
        """But for a look of the search, which is never late."""
        return await self._engine.run(lambda unit: unit.deadlines.next())

    async def next_look(self) -> datetime | None:
        return await self._engine.run(lambda unit: unit.deadlines.next_look())

    async def _scrub_is_due(self, due: list[str]) -> bool:
        """Shredded rows leave traces in the journal: clean up, outside any transaction, until it has succeeded."""
        scrubs = await self._engine.run(lambda unit: [each.id for each in unit.deadlines.pending_kind("scrub")])
        asked = [each for each in scrubs if each in due]
        if not asked:
            return False
        clean = await asyncio.to_thread(self._scrub)

        def settle(unit: UnitOfWork) -> None:
            for each in asked:
                unit.deadlines.take(each, unit.now)
            if not clean:
                unit.deadlines.book("scrub", unit.now + _SCRUB_AGAIN)

        await self._engine.run(settle)
        for each in due:
            if each not in asked:
                await self._engine.due(each)
        return True

    async def _keep_house(self) -> None:
        """Once an hour: forget audit lines and tickets after their time.

        And ask for the signatures that are missing since the agreement has a new version (R43).
        """

        def purge(unit: UnitOfWork) -> None:
            unit.ledger.purge_tickets()
            unit.marks.purge()
            unit.values.purge(unit.now)
            unit.gatherings.purge(unit.now)
            unit.erasures.purge()
            for site in self._in_force.programme.sites.values():
                unit.ledger.purge_audit(site.id, unit.now - timedelta(days=site.policy.audit_keep_days))
            longest = max((site.policy.audit_keep_days for site in self._in_force.programme.sites.values()), default=0)
            for nowhere in (OUTSIDE, AT_THE_MACHINE):
                unit.ledger.purge_audit(nowhere, unit.now - timedelta(days=longest))

        now = time.monotonic()  # no clock that somebody may set back: nothing would be forgotten until it caught up
        if self._kept_house is None or now - self._kept_house >= _HOUSEKEEPING_SECONDS:
            self._kept_house = now
            await self._engine.run(purge)
            await self._engine.run(lambda unit: ask_all(Desk(unit, self._in_force.programme, unit.now)))
