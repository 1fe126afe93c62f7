"""Transactions outside the writer: for the command line, the backup and the playground's drawer."""

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import Any, cast

import psycopg

from storage.database.connect import Database
from storage.database.sql import DriverConnection, Link


@contextmanager
def changing(database: Database) -> Iterator[Link]:
    """A transaction that may write. On SQLite it holds the one write lock from the start."""
    with _link(database, "BEGIN IMMEDIATE", "") as link:
        yield link


@contextmanager
def reading(database: Database) -> Iterator[Link]:
    """One consistent snapshot of everything; it changes nothing and waits for nobody."""
    with _link(database, "BEGIN", "SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY") as link:
        yield link


@contextmanager
def _link(database: Database, sqlite_begin: str, postgresql_begin: str) -> Iterator[Link]:
    pooled = database.engine.raw_connection()
    try:
        driver = cast("Any", pooled.driver_connection)
        begin = postgresql_begin if database.is_postgresql else sqlite_begin
        if begin:
            driver.execute(begin)
        try:
            yield Link(cast("DriverConnection", driver), database.engine.dialect)
            driver.commit()
        except BaseException:
            with suppress(psycopg.Error):
                driver.rollback()
            raise
    finally:
        pooled.close()
