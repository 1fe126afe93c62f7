"""Whether the database's own pages are sound. Opening a file says little of it: most of a damaged one still opens."""

import sqlite3

import psycopg

from storage import tables
from storage.database.connect import Database
from storage.database.sql import Link, Sql
from storage.database.transaction import reading

_QUICK = Sql("PRAGMA quick_check(1)")
# PostgreSQL looks at its pages as it reads them: at every column, since long values stand in pages of their own.
_EVERY = {
    table.name: f"SELECT count(*) FROM {table.name} WHERE CAST({table.name} AS text) = ''"  # noqa: S608 - our own names
    for table in tables.metadata.sorted_tables
}


def damaged(database: Database) -> str:
    """ "" for a sound database, else where the damage is. SQLite: its quick check; PostgreSQL: every row is read."""
    with reading(database) as link:
        return _postgresql(link) if database.is_postgresql else _sqlite(link)


def _sqlite(link: Link) -> str:
    try:
        row = link.one(_QUICK)
    except sqlite3.DatabaseError as error:
        return type(error).__name__
    return "" if row is None or row[0] == "ok" else "its quick check failed"


def _postgresql(link: Link) -> str:
    for name, every in _EVERY.items():
        try:
            link.driver.execute(every)
        except (psycopg.errors.DataCorrupted, psycopg.errors.IndexCorrupted):
            return f"table {name} cannot be read"
    return ""
