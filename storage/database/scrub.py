"""What was deleted leaves the database's files too, and the order in which things were written with it (rules 9, 19).

A deadline calls `scrub` after something was deleted, and again until it says that all is clean. Where a row is on
its page, and on PostgreSQL which transaction wrote it, would tell which rows were written together: so what outlives a
request is written anew in the order of its random ids. Out of reach: archives of the WAL, snapshots of the disk, and
blocks that the file system has freed.
"""

import sqlite3
from typing import Any, cast

import psycopg
from psycopg import sql

from storage import tables
from storage.database.connect import Database

# Written anew, so that not a byte of what was deleted stays on a page: a key, an id, a time.
_ANEW = (
    "request_key", "inbox_secret", "request", "offer", "deadline", "inbox",
    "training", "seat", "nomination", "callback", "mark", "claim",
)  # fmt: skip
# Written anew by one transaction, in the order of their keys: what outlives a request. All these tables are small, and
# the lock is short.
_IN_ORDER = ("slot", "copy", "meaning", "audit", "tally", "useful", "ticket", "account", "person", "erased")
_LOCK_MILLISECONDS = 250  # less than PostgreSQL waits before it calls two who wait for each other a deadlock
_BUSY_MILLISECONDS = 250

# Dead rows stay as long as somebody's older snapshot could see them. Sessions of other roles show theirs to members of
# pg_read_all_stats only.
_OLDER = """
SELECT count(*) FROM (
    SELECT backend_xmin AS xid FROM pg_stat_activity
        WHERE pid <> pg_backend_pid() AND backend_type <> 'autovacuum worker'
        AND (datname = current_database() OR datname IS NULL)
    UNION ALL SELECT backend_xid FROM pg_stat_activity
        WHERE pid <> pg_backend_pid() AND datname = current_database()
    UNION ALL SELECT transaction FROM pg_prepared_xacts WHERE database = current_database()
    UNION ALL SELECT xmin FROM pg_replication_slots
) AS held WHERE xid IS NOT NULL AND age(xid) >= age(%s::text::xid)"""


def scrub(database: Database) -> bool:
    """True when nothing of what was deleted before is left in the files; False: try again later."""
    return _postgresql(database) if database.is_postgresql else _sqlite(database)


def _sqlite(database: Database) -> bool:
    """secure_delete has zeroed what was deleted; VACUUM writes every page anew, in the order of the ids; the checkpoint
    brings it to the file and empties the log."""
    pooled = database.engine.raw_connection()
    try:
        connection = cast("sqlite3.Connection", pooled.driver_connection)
        # While it waits for a reader to finish it keeps every writer out: better soon again than long.
        connection.execute(f"PRAGMA busy_timeout = {_BUSY_MILLISECONDS}")
        connection.execute("VACUUM")
        busy, _, _ = connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
        return bool(busy == 0)
    except sqlite3.OperationalError:
        return False
    finally:
        pooled.invalidate()  # the settings of this session go with it
        pooled.close()


def _postgresql(database: Database) -> bool:
    pooled = database.engine.raw_connection()
    connection = cast("psycopg.Connection[Any]", pooled.driver_connection)
    try:
        connection.autocommit = True  # VACUUM runs in no transaction
        noted = connection.execute("SELECT pg_current_xact_id()::xid::text").fetchone()
        older = connection.execute(_OLDER, noted).fetchone()
        if older is None or older[0] > 0:
            return False
        connection.execute(sql.SQL("SET lock_timeout = {}").format(f"{_LOCK_MILLISECONDS}ms"))
        for table in _ANEW:
            connection.execute(sql.SQL("VACUUM FULL {}").format(sql.Identifier(table)))
        for table in _IN_ORDER:
            _write_in_order(connection, table)
    except psycopg.OperationalError:
        return False  # the lock was not to be had
    else:
        return True
    finally:
        pooled.invalidate()  # the settings of this session go with it
        pooled.close()


def _write_in_order(connection: "psycopg.Connection[Any]", table: str) -> None:
    (key,) = tables.metadata.tables[table].primary_key.columns.keys()
    names = {"table": sql.Identifier(table), "key": sql.Identifier(key), "order": sql.Identifier(f"pk_{table}")}
    connection.execute(sql.SQL("UPDATE {table} SET {key} = {key}").format(**names))
    connection.execute(sql.SQL("CLUSTER {table} USING {order}").format(**names))
