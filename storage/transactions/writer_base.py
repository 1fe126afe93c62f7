"""What both writers are made of: the promise, the keyring of the moment, and the errors."""

import sqlite3
from collections.abc import Callable, Sequence
from concurrent.futures import Future
from time import monotonic
from typing import Protocol, TypeVar

from psycopg import errors

from bot.errors import NotNow
from bot.ports.records import Conflict
from storage.database.connect import Database
from storage.database.db_errors import kind
from storage.encryption.keys import BadKeys, KeySource, MasterKey
from storage.encryption.sealed import Keyring
from storage.transactions.unit_of_work import UnitOfWork

T = TypeVar("T")

_OPEN_DIALOG_SECONDS = 3600.0


class Unavailable(NotNow):
    """The database does not answer: locked, full, gone or shut. What was asked for may be tried again. What the driver
    said, if it was asked, is the cause."""


def away(error: BaseException, database: Database) -> Unavailable:
    """With the word that /readyz has for it, else the driver's kind of error: the log shows it."""
    word = "keys" if isinstance(error, BadKeys) else type(error).__name__
    found = Unavailable(kind(error, database) or word)
    found.__cause__ = error
    return found


class Writer(Protocol):
    def submit(self, job: Callable[[UnitOfWork], T]) -> "Future[T]":
        """Run `job` in a transaction of its own.

        The future fails with Unavailable, with Conflict, or with what the job raised; nothing was changed then. Only
        where the connection broke during the COMMIT nobody knows: the event's key in the inbox makes a repetition safe.
        """
        ...

    def close(self) -> None:
        """Finish what was asked for and stop. What is asked for later fails with Unavailable."""
        ...


class Rings:
    """The keyring, made anew only when the source's keys change.

    What dialogs carry under a key that is retired opens for an hour more, in this process: a form that is half filled
    in is not lost. Nothing that is kept opens with it.
    """

    def __init__(self, source: KeySource, now: Callable[[], float] = monotonic) -> None:
        self._source = source
        self._now = now
        self._ring: Keyring | None = None
        self._retired: dict[bytes, float] = {}  # carrying keys, and until when

    def current(self) -> Keyring:
        keys = self._source.current()
        ring = self._ring
        if ring is None or ring.keys != keys or any(until < self._now() for until in self._retired.values()):
            ring = self._ring = Keyring(keys, self._still_carrying(ring, keys))
        return ring

    def _still_carrying(self, before: Keyring | None, keys: Sequence[MasterKey]) -> tuple[bytes, ...]:
        gone = set(before.keys) - set(keys) if before else ()
        self._retired = {key: until for key, until in self._retired.items() if until >= self._now()}
        self._retired |= {key.carrying: self._now() + _OPEN_DIALOG_SECONDS for key in gone}
        return tuple(self._retired)

    def forget(self) -> None:
        """After a COMMIT that failed: something may have been opened that is not there."""
        self._ring = None


# Somebody else was faster: the row is there already, or no longer there, or two waited for each other.
_LOST_RACES = (
    errors.UniqueViolation,
    errors.ForeignKeyViolation,
    errors.SerializationFailure,
    errors.DeadlockDetected,
)
_LOST_RACES_SQLITE = {
    sqlite3.SQLITE_CONSTRAINT_UNIQUE,
    sqlite3.SQLITE_CONSTRAINT_PRIMARYKEY,
    sqlite3.SQLITE_CONSTRAINT_FOREIGNKEY,
}


def lost_race(error: BaseException) -> Conflict | None:
    """The Conflict that a driver's error stands for, if it does. It names the error's kind and none of its values."""
    if isinstance(error, _LOST_RACES) or (
        isinstance(error, sqlite3.IntegrityError) and error.sqlite_errorcode in _LOST_RACES_SQLITE
    ):
        return Conflict(type(error).__name__)
    return None


def shut() -> "Future[T]":
    future: Future[T] = Future()
    future.set_exception(Unavailable("the database is shut"))
    return future
