"""SQLite: one writer thread. Whatever jobs wait share one COMMIT, each in a savepoint of its own."""

import queue
import sqlite3
import threading
from collections.abc import Callable
from concurrent.futures import Future
from typing import Any, TypeVar, cast

from bot.clock import Clock
from storage.database.connect import Database
from storage.database.sealed_under import key_ids
from storage.database.sql import DriverConnection, Link
from storage.encryption.keys import KeySource, MasterKey
from storage.encryption.sealed import Keyring
from storage.transactions.unit_of_work import UnitOfWork
from storage.transactions.writer_base import Rings, Unavailable, away, lost_race, shut

T = TypeVar("T")
_Asked = tuple[Callable[[UnitOfWork], Any], Future[Any]]
_Outcome = tuple[Future[Any], Any, BaseException | None]

# Enough to share one fsync among a burst, few enough that a press behind a batch of deadlines does not wait long.
BATCH = 100


class SqliteWriter:
    def __init__(self, database: Database, keys: KeySource, clock: Clock) -> None:
        self._database = database
        self._rings = Rings(keys)
        self._fitting: tuple[MasterKey, ...] | None = None  # that it began with, or that were seen to be its own since
        self._clock = clock
        self._jobs: queue.SimpleQueue[_Asked | None] = queue.SimpleQueue()
        self._gate = threading.Lock()  # nothing is queued behind the None that ends the thread
        self._closed = False
        self._pooled: Any = None
        self._opened: tuple[int, int] | None = None  # which file
        self._thread = threading.Thread(target=self._run, name="peerline-writer", daemon=True)
        self._thread.start()

    def submit(self, job: Callable[[UnitOfWork], T]) -> "Future[T]":
        future: Future[T] = Future()
        with self._gate:
            if self._closed:
                return shut()
            self._jobs.put((job, future))
        return future

    def close(self) -> None:
        with self._gate:
            if not self._closed:
                self._closed = True
                self._jobs.put(None)
        self._thread.join()

    def _run(self) -> None:
        more = True
        while more:
            batch, more = self._next_batch()
            if not batch:
                continue
            try:
                connection = self._connection()
                connection.execute("BEGIN IMMEDIATE")
            except BaseException as error:  # noqa: BLE001 - whatever it was, nobody may wait for ever
                self._give_up(_wanted(batch), error)
                continue
            # Only now: whoever stopped waiting while somebody else held the lock was told that nothing was done.
            wanted = _wanted(batch)
            try:
                self._commit(connection, wanted)
            except BaseException as error:  # noqa: BLE001 - as above
                self._give_up(wanted, error)
        if self._pooled is not None:
            self._pooled.close()

    def _give_up(self, batch: list[_Asked], error: BaseException) -> None:
        self._drop_connection()
        self._rings.forget()
        for _, future in batch:
            future.set_exception(error if isinstance(error, Unavailable) else away(error, self._database))

    def _connection(self) -> sqlite3.Connection:
        if self._pooled is None:
            self._opened = self._named()
            self._pooled = self._database.engine.raw_connection()
        return cast("sqlite3.Connection", self._pooled.driver_connection)

    def _named(self) -> tuple[int, int]:
        """Which file has the database's name. Raises OSError where none has."""
        assert self._database.path is not None  # noqa: S101 - it is SQLite
        about = self._database.path.stat()
        return about.st_dev, about.st_ino

    def _look_whether_it_is_still_there(self) -> None:
        """What is committed to a file without its name is lost with the process. The next job opens what has it."""
        if self._named() != self._opened:
            raise Unavailable("replaced")

    def _drop_connection(self) -> None:
        if self._pooled is not None:
            self._pooled.invalidate()
            self._pooled = None

    def _next_batch(self) -> tuple[list[_Asked], bool]:
        """Whatever waits by now, in order, up to BATCH; and whether there will be more."""
        asked = [self._jobs.get()]
        while asked[-1] is not None and len(asked) < BATCH:
            try:
                asked.append(self._jobs.get_nowait())
            except queue.Empty:
                break
        return [one for one in asked if one is not None], asked[-1] is not None

    def _unit(self, connection: sqlite3.Connection, ring: Keyring) -> UnitOfWork:
        """One for each job: what a neighbour has read, and may have rolled back, is nothing to the next."""
        link = Link(cast("DriverConnection", connection), self._database.engine.dialect, remembers=True)
        return UnitOfWork(link, ring, self._clock.now())

    def _fitting_ring(self, connection: sqlite3.Connection) -> Keyring:
        """The key file may be another one than at the start: by rotation, or by mistake, and then what is written now
        and the rest would never open together."""
        ring = self._rings.current()
        if self._fitting not in (None, ring.keys):
            link = Link(cast("DriverConnection", connection), self._database.engine.dialect)
            if key_ids(link).keys() - {key.id for key in ring.keys}:
                raise Unavailable("keys")
        self._fitting = ring.keys
        return ring

    def _commit(self, connection: sqlite3.Connection, batch: list[_Asked]) -> None:
        try:
            # Not before: a key rotation that ended before us is seen, and one that comes after waits for us.
            ring = self._fitting_ring(connection)
            outcomes = [_run_alone(connection, job, future, self._unit(connection, ring)) for job, future in batch]
            self._look_whether_it_is_still_there()
            connection.execute("COMMIT")
        except BaseException:
            if connection.in_transaction:
                connection.execute("ROLLBACK")
            raise
        for future, result, failure in outcomes:
            if failure is None:
                future.set_result(result)
            else:
                future.set_exception(failure)


def _wanted(batch: list[_Asked]) -> list[_Asked]:
    """Those that somebody still waits for; from here on they cannot be cancelled."""
    return [one for one in batch if one[1].set_running_or_notify_cancel()]


def _run_alone(
    connection: sqlite3.Connection, job: Callable[[UnitOfWork], Any], future: Future[Any], unit: UnitOfWork
) -> _Outcome:
    connection.execute("SAVEPOINT job")
    try:
        result = job(unit)
    except sqlite3.OperationalError:
        # Locked, full, an I/O error: SQLite may have rolled everything back by itself, the neighbours included.
        raise
    except Exception as error:  # noqa: BLE001 - the one who asked gets it
        connection.execute("ROLLBACK TO job")
        connection.execute("RELEASE job")
        return future, None, lost_race(error) or error
    connection.execute("RELEASE job")
    return future, result, None
