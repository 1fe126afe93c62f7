"""One server a SQLite file: a second one would hold no writer thread of the first, and send its messages again."""

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager

from bot.errors import OperatorError
from storage.database.connect import Database
from storage.ownership import as_its_folder


class AlreadyServed(OperatorError):
    """Another server runs on this file."""


@contextmanager
def served_alone(database: Database) -> Iterator[None]:
    """Hold the SQLite file for one server (PostgreSQL serves many). Raises AlreadyServed.

    The short commands of the command line do not take it and may run beside the server; restore does. The lock belongs
    to the open file, so it ends with the process, however that ends.
    """
    if database.path is None:
        yield
        return
    path = database.path.with_name(database.path.name + ".lock")
    handle = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
    try:
        as_its_folder(handle, path)
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise AlreadyServed(
                f"a server runs on {database.path} already; SQLite serves one at a time, PostgreSQL many"
            ) from None
        yield
    finally:
        os.close(handle)
