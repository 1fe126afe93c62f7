"""What a driver's error means to whoever runs a command: a sentence without a value of any row in it."""

import os
import sqlite3
from pathlib import Path

import psycopg
from alembic.util.exc import CommandError
from sqlalchemy.exc import DBAPIError, SQLAlchemyError

from storage.database.connect import Database

TROUBLES = (SQLAlchemyError, sqlite3.Error, psycopg.Error, CommandError)


_FULL, _READ_ONLY, _DAMAGED, _GONE = "full", "read only", "damaged", "gone"
_CODES = {sqlite3.SQLITE_FULL: _FULL, sqlite3.SQLITE_READONLY: _READ_ONLY, sqlite3.SQLITE_CORRUPT: _DAMAGED}
_OPENS_NOT = {sqlite3.SQLITE_IOERR, sqlite3.SQLITE_CANTOPEN}
_LEAST = 1024 * 1024  # bytes: what SQLite wants beside a file before it can be opened
_KINDS = (
    (psycopg.errors.DiskFull, _FULL),
    (psycopg.errors.ReadOnlySqlTransaction, _READ_ONLY),
    (psycopg.errors.DataCorrupted, _DAMAGED),
    (psycopg.errors.IndexCorrupted, _DAMAGED),
)
_SENTENCES = {
    _FULL: "the disk of the database is full; {changed}. Make room, then run this again",
    _READ_ONLY: "the database can only be read; {changed}. Look at the rights of the file and its folder, at "
    "how the disk is mounted, or at which PostgreSQL server is the main one",
    _DAMAGED: "the database is damaged; stop Peerline and restore a backup",
    _GONE: "the database file is gone; stop Peerline, and see whether its disk is mounted",
}


def kind(error: BaseException | None, database: Database | None = None) -> str:
    """Full, read only, damaged or gone; "" for whatever else it is. SQLite cannot open a file that is gone, on a disk
    that is full, or that may only be read, and says no more than that: where `database` is told its place is looked at.
    """
    if error is not None and database is not None and database.path is not None and not database.path.exists():
        return _GONE  # whatever the error says of it
    cause = error.orig if isinstance(error, DBAPIError) else error
    code = getattr(cause, "sqlite_errorcode", 0) & 0xFF
    if code in _OPENS_NOT and database is not None and database.path is not None:
        return _obstacle(database.path)
    return _CODES.get(code) or next((name for each, name in _KINDS if isinstance(cause, each)), "")


def _obstacle(path: Path) -> str:
    folder = path.parent
    try:
        place = os.statvfs(folder)
    except OSError:
        return ""
    if place.f_flag & os.ST_RDONLY or not all(os.access(each, os.W_OK) for each in (folder, path)):
        return _READ_ONLY
    return _FULL if place.f_bavail * place.f_frsize < _LEAST else ""


def sentence(error: Exception, database: Database | None = None, changed: str = "nothing was changed") -> str:
    """For one of TROUBLES, of `database` if known; `changed` is how far it went. Only an operational error is quoted:
    others may hold what was in the row."""
    cause = error.orig if isinstance(error, DBAPIError) and error.orig is not None else error
    if isinstance(cause, CommandError):
        return "the database was made by a newer version of Peerline than this one; use that version"
    if known := _SENTENCES.get(kind(cause, database)):
        return known.format(changed=changed)
    if isinstance(cause, (sqlite3.OperationalError, psycopg.OperationalError)):
        first = str(cause).strip().partition("\n")[0]
        return f"the database does not answer: {first or type(cause).__name__}"
    if isinstance(cause, sqlite3.DatabaseError) and getattr(cause, "sqlite_errorcode", 0) == sqlite3.SQLITE_NOTADB:
        return "the database file is not an SQLite database"
    return f"the database failed: {type(cause).__name__}"
