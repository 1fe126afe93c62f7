"""PostgreSQL: a small pool of threads, a transaction each."""

from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import suppress
from typing import Any, TypeVar, cast

import psycopg
from sqlalchemy.exc import SQLAlchemyError

from bot.clock import Clock
from storage.database.connect import Database
from storage.database.sql import DriverConnection, Link
from storage.encryption.keys import BadKeys, KeySource
from storage.transactions.unit_of_work import UnitOfWork
from storage.transactions.writer_base import Rings, away, lost_race, shut

T = TypeVar("T")
THREADS = 6


# A server that only reads was the main one until a moment ago: another one is.
_AWAY = (psycopg.OperationalError, psycopg.InterfaceError, psycopg.errors.ReadOnlySqlTransaction, BadKeys)


class PostgresWriter:
    def __init__(self, database: Database, keys: KeySource, clock: Clock, threads: int = THREADS) -> None:
        self._database = database
        self._rings = Rings(keys)
        self._clock = clock
        self._pool = ThreadPoolExecutor(threads, thread_name_prefix="peerline-writer")

    def submit(self, job: Callable[[UnitOfWork], T]) -> "Future[T]":
        try:
            return self._pool.submit(self._transact, job)
        except RuntimeError:
            return shut()

    def close(self) -> None:
        self._pool.shutdown()

    def _transact(self, job: Callable[[UnitOfWork], T]) -> T:
        try:
            pooled = self._database.engine.raw_connection()
        except (SQLAlchemyError, psycopg.Error) as error:
            raise away(error, self._database) from error
        try:
            connection = cast("psycopg.Connection[Any]", pooled.driver_connection)
            link = Link(cast("DriverConnection", connection), self._database.engine.dialect, remembers=True)
            result = job(UnitOfWork(link, self._rings.current(), self._clock.now()))
            connection.commit()
        except Exception as error:
            conflict = lost_race(error)
            if conflict is None and isinstance(error, _AWAY):
                pooled.invalidate()
                raise away(error, self._database) from error
            with suppress(psycopg.Error):  # a broken connection is dropped by the pool
                pooled.rollback()
            if conflict is not None:
                raise conflict from None
            raise
        else:
            return result
        finally:
            pooled.close()
