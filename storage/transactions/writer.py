"""Where transactions run: the one name that the rest of the house imports the writers from.

Nothing that was asked for is acknowledged before its COMMIT. A job that fails rolls back alone; a job that nobody waits
for any more (its future was cancelled before it began) is not run at all.
"""

from bot.clock import Clock
from storage.database.connect import Database
from storage.encryption.keys import KeySource
from storage.transactions.writer_base import Unavailable, Writer
from storage.transactions.writer_postgresql import PostgresWriter
from storage.transactions.writer_sqlite import SqliteWriter

__all__ = ["Unavailable", "Writer", "writer_for"]


def writer_for(database: Database, keys: KeySource, clock: Clock) -> Writer:
    return (PostgresWriter if database.is_postgresql else SqliteWriter)(database, keys, clock)
