"""Whether anything can be written. A disk that is full, or a file that may only be read, lets every look through."""

import os

from storage.database.connect import Database
from storage.database.sql import Link, Sql

FULL = 8 * 1024 * 1024  # bytes: what the journal alone takes before it is written back
SHORT = 256 * 1024 * 1024

_NUMBER = Sql("PRAGMA user_version")
# It writes the row anew, though with what is there already.
_TOUCH = Sql("UPDATE alembic_version SET version_num = version_num")


def touch(link: Link) -> None:
    """A write that tells nobody anything: SQLite's own spare number goes from 0 to 1 and back. Raises what the driver
    raises; with the COMMIT it is on the disk."""
    if link.is_postgresql:
        link.run(_TOUCH)
        return
    row = link.one(_NUMBER)
    link.run(Sql(f"PRAGMA user_version = {0 if row and row[0] else 1}"))


def room(database: Database) -> int | None:
    """Bytes that are left on the disk of a SQLite file; None where that is the server's own business."""
    if database.path is None:
        return None
    left = os.statvfs(database.path.parent)
    return left.f_bavail * left.f_frsize
