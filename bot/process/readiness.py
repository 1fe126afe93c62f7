"""Whether the house can act: the database is there and writes, its version and keys are ours, its pages are sound."""

import asyncio
import contextlib
from collections.abc import Awaitable, Callable
from time import monotonic

from bot.process.bootstrap import House
from storage.database import migrate
from storage.database.connect import Database
from storage.database.damage import damaged
from storage.database.db_errors import TROUBLES, kind
from storage.database.writable import FULL, room, touch
from storage.encryption.keys import KeySource
from storage.rotation import master_key
from storage.transactions.writer import Unavailable

SECONDS = 5.0  # a look takes no longer
WRITE_SECONDS = 5.0  # between two writes: anybody may ask as often as they like
DAMAGE_SECONDS = 600.0  # between two looks at every page
WATCHED_SECONDS = 30.0  # whoever asked within so long asks again
TOLD_SECONDS = 10.0  # how long we wait for that
AWAY_SECONDS = 2.0  # until whoever was told sends nobody here any more


class Ready:
    """`why` is asked by anybody, so what costs something is done now and then, and once for all who ask."""

    def __init__(self, house: House) -> None:
        self._house = house
        self._writes = _Remembered(self._write, WRITE_SECONDS)
        self._sound = _Remembered(self._damage, DAMAGE_SECONDS)
        self._asked = -WATCHED_SECONDS
        self._ends = False
        self._told = asyncio.Event()

    async def why(self) -> str:
        """The name of what is not good: stopping, database, migrations or keys, with how; "" if all is."""
        if self._ends:
            self._told.set()
            return "stopping"
        self._asked = monotonic()
        try:
            async with asyncio.timeout(SECONDS):
                look = asyncio.to_thread(missing, self._house.database, self._house.keys)
                return await look or await self._writes.result() or await self._soon(self._sound)
        except TimeoutError:
            return "database"

    @staticmethod
    async def _soon(remembered: "_Remembered") -> str:
        """A large file takes longer: then the last result counts, and this one the next time."""
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(SECONDS / 2):
                return await remembered.result()
        return remembered.last

    async def _write(self) -> str:
        """As a press would, through the writer."""
        left = room(self._house.database)
        if left is not None and left < FULL:
            return "database: full"
        try:
            await self._house.engine.run(lambda unit: touch(unit.link))
        except (Unavailable, *TROUBLES) as error:
            cause = error.__cause__ if isinstance(error, Unavailable) else error
            how = kind(cause, self._house.database)
            return f"database: {how}" if how else "database"
        return ""

    async def _damage(self) -> str:
        try:
            return "database: damaged" if await asyncio.to_thread(damaged, self._house.database) else ""
        except TROUBLES:
            return "database"

    async def drain(self) -> None:
        """We stop: whoever looks after us, a load balancer or a cluster, hears it before the door is shut. Where nobody
        asks nobody is waited for."""
        self._ends = True
        if monotonic() - self._asked < WATCHED_SECONDS:
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(self._told.wait(), TOLD_SECONDS)
                await asyncio.sleep(AWAY_SECONDS)

    async def end(self) -> None:
        """Nothing is looked at any more."""
        await self._writes.end()
        await self._sound.end()


class _Remembered:
    """What an answer was, for some seconds. Whoever stops waiting does not stop the asking."""

    def __init__(self, ask: Callable[[], Awaitable[str]], seconds: float) -> None:
        self._ask = ask
        self._seconds = seconds
        self._asked: float | None = None
        self._asking: asyncio.Task[None] | None = None
        self.last = ""

    async def result(self) -> str:
        if self._asking is None:
            if self._asked is not None and monotonic() - self._asked < self._seconds:
                return self.last
            self._asking = asyncio.create_task(self._remember())
        await asyncio.shield(self._asking)
        return self.last

    async def _remember(self) -> None:
        try:
            self.last = await self._ask()
            self._asked = monotonic()
        finally:
            self._asking = None

    async def end(self) -> None:
        if self._asking is not None:
            await asyncio.wait([self._asking])


def missing(database: Database, keys: KeySource) -> str:
    """By reading alone: the name of what is not good, "" if all is."""
    if database.path is not None and not database.path.exists():
        return "database: gone"  # what is open still answers, and is lost with the process
    try:
        version = migrate.current(database)
        if migrate.other(version):
            return "migrations: newer" if migrate.is_newer(version) else "migrations"
        return "keys" if master_key.unreadable(database, keys) else ""
    except ValueError:
        return "keys"
    except TROUBLES as error:
        how = kind(error, database)
        return f"database: {how}" if how else "database"
