"""What a driver's error means to whoever runs a command: a sentence without a value of any row in it."""

import sqlite3

import psycopg
from alembic.util.exc import CommandError
from sqlalchemy.exc import DBAPIError, SQLAlchemyError

TROUBLES = (SQLAlchemyError, sqlite3.Error, psycopg.Error, CommandError)


def sentence(error: Exception) -> str:
    """For one of TROUBLES. Only an operational error is quoted: others may hold what was in the row."""
    cause = error.orig if isinstance(error, DBAPIError) and error.orig is not None else error
    if isinstance(cause, CommandError):
        return "the database was made by a newer version of Peerline than this one; use that version"
    if getattr(cause, "sqlite_errorcode", 0) == sqlite3.SQLITE_FULL or isinstance(cause, psycopg.errors.DiskFull):
        return "the disk of the database is full; nothing was changed. Make room, then run this again"
    if isinstance(cause, (sqlite3.OperationalError, psycopg.OperationalError)):
        first = str(cause).strip().partition("\n")[0]
        return f"the database does not answer: {first or type(cause).__name__}"
    if isinstance(cause, sqlite3.DatabaseError) and getattr(cause, "sqlite_errorcode", 0) == sqlite3.SQLITE_NOTADB:
        return "the database file is not an SQLite database"
    return f"the database failed: {type(cause).__name__}"
