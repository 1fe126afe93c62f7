"""What a driver's error means to whoever runs a command: a sentence without a value of any row in it."""

import sqlite3

import psycopg
from alembic.util.exc import CommandError
from sqlalchemy.exc import DBAPIError, SQLAlchemyError

TROUBLES = (SQLAlchemyError, sqlite3.Error, psycopg.Error, CommandError)


_FULL, _READ_ONLY, _DAMAGED = "full", "read only", "damaged"
_CODES = {sqlite3.SQLITE_FULL: _FULL, sqlite3.SQLITE_READONLY: _READ_ONLY, sqlite3.SQLITE_CORRUPT: _DAMAGED}
_KINDS = (
    (psycopg.errors.DiskFull, _FULL),
    (psycopg.errors.ReadOnlySqlTransaction, _READ_ONLY),
    (psycopg.errors.DataCorrupted, _DAMAGED),
    (psycopg.errors.IndexCorrupted, _DAMAGED),
)
_SENTENCES = {
    _FULL: "the disk of the database is full; nothing was changed. Make room, then run this again",
    _READ_ONLY: "the database can only be read; nothing was changed. Look at the rights of the file and its folder, at "
    "how the disk is mounted, or at which PostgreSQL server is the main one",
    _DAMAGED: "the database is damaged; stop Peerline and restore a backup",
}


def kind(error: BaseException | None) -> str:
    """Full, read only or damaged; "" for whatever else it is."""
    cause = error.orig if isinstance(error, DBAPIError) else error
    return _CODES.get(getattr(cause, "sqlite_errorcode", 0) & 0xFF) or next(
        (name for each, name in _KINDS if isinstance(cause, each)), ""
    )


def sentence(error: Exception) -> str:
    """For one of TROUBLES. Only an operational error is quoted: others may hold what was in the row."""
    cause = error.orig if isinstance(error, DBAPIError) and error.orig is not None else error
    if isinstance(cause, CommandError):
        return "the database was made by a newer version of Peerline than this one; use that version"
    if known := _SENTENCES.get(kind(cause)):
        return known
    if isinstance(cause, (sqlite3.OperationalError, psycopg.OperationalError)):
        first = str(cause).strip().partition("\n")[0]
        return f"the database does not answer: {first or type(cause).__name__}"
    if isinstance(cause, sqlite3.DatabaseError) and getattr(cause, "sqlite_errorcode", 0) == sqlite3.SQLITE_NOTADB:
        return "the database file is not an SQLite database"
    return f"the database failed: {type(cause).__name__}"
