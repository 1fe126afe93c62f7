"""Backup and restore: every table in one sealed file, which goes from either database to either."""

import base64
import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any, BinaryIO

from sqlalchemy import Column, LargeBinary, Table, select

from storage import tables
from storage.atomic_file import replacing
from storage.backup.archive_file import (
    BackupError,
    Writing,
    may_be_replaced,
    named,
    read_header,
    read_lines,
    written,
)
from storage.backup.older import as_of_today
from storage.database import migrate
from storage.database.connect import Database
from storage.database.damage import damaged
from storage.database.lock import served_alone
from storage.database.scrub import scrub
from storage.database.sealed_under import key_ids
from storage.database.sql import Link, Sql, insert_into
from storage.database.transaction import changing, reading
from storage.encryption.keys import KeySource
from storage.encryption.sealed import Keyring, Unreadable
from storage.stores.erasures import marks_of
from storage.transactions.unit_of_work import UnitOfWork

__all__ = ["Again", "BackupError", "backup", "examine", "restore"]

_TABLES = tuple(tables.metadata.sorted_tables)  # what is pointed at stands before what points
_FORGOTTEN = frozenset({"inbox", "inbox_secret"})  # gone within half an hour, and a backup must not keep them longer
# In the order of their random keys, which says nothing of when a row was written.
_READ = {
    table.name: Sql(select(table).order_by(*table.primary_key)) for table in _TABLES if table.name not in _FORGOTTEN
}
_WRITE = {table.name: insert_into(table) for table in _TABLES}
_EMPTY = {table.name: Sql(f"DELETE FROM {table.name}") for table in _TABLES}  # noqa: S608 - our own names
# What a database holds that somebody would miss: a fresh one has a line of the audit, of the command that made it.
_HELD = [table.name for table in _TABLES if table.name not in _FORGOTTEN | {"audit"}]
# And what `serve` writes by itself, for whoever has nobody in it yet.
_BY_ITSELF = frozenset({"deadline", "fact"})
_NOTHING = (
    "the database is empty; no backup was made of it, and older ones were left alone. Is PEERLINE_DATABASE_URL the one "
    "that is served?"
)
_ANY = {name: Sql(f"SELECT 1 FROM {name} LIMIT 1") for name in _HELD}  # noqa: S608
# What was due when the backup was made may have been posted since: look before posting it again.
_LOOK_FIRST = Sql("UPDATE copy SET trying = 1, lease_until = NULL WHERE due_at IS NOT NULL AND reference IS NULL")


def backup(database: Database, keys: KeySource, path: Path, *, force: bool = False) -> int:
    """Write one consistent snapshot to `path`, sealed under the newest master key, mode 0600; of every table but the
    inbox's, which nobody may keep.

    The file appears under its name once it is whole and on the disk. Returns the number of rows. Raises BackupError,
    also for a file that is there already and not `force`.
    """
    schema = migrate.current(database)
    if schema is None:
        raise BackupError(_NOTHING)
    _refuse_other(schema)
    if path.exists() and not force:
        raise BackupError(f"{path} exists already; choose another name, or say --force to overwrite it")
    if force and not may_be_replaced(path):
        raise BackupError(f"{path} is no backup of Peerline; --force overwrites a backup only. Choose another name")
    if where := damaged(database):
        raise BackupError(
            f"the database is damaged ({where}); no backup was made of it, and older ones were left alone. "
            "Restore the newest of them"
        )
    with reading(database) as link:
        if not any(link.one(each) for name, each in _ANY.items() if name not in _BY_ITSELF):
            raise BackupError(_NOTHING)
    try:
        with replacing(path, ".part") as file:
            return _write(database, keys, file, schema)
    except OSError as error:
        raise BackupError(f"the backup cannot be written: {path}: {error.strerror}") from error


def examine(path: Path, keys: KeySource) -> str:
    """Read the whole file without a database: whoever may not restore it hears so before anything is made. Returns the
    schema that it was made at.

    Raises BackupError.
    """
    try:
        file = path.open("rb")
    except OSError as error:
        raise BackupError(f"the backup cannot be read: {path}: {error.strerror}") from error
    with file:
        schema, cipher, of = read_header(file, keys)
        _refuse_unknown(schema)
        for _ in read_lines(file, cipher, of):
            pass
    return schema


@dataclass(slots=True)
class Again:
    """Whoever was erased since the backup is erased again, in the transaction that brings them back."""

    now: datetime
    marks: Mapping[str, int]  # from outside the database that is replaced
    erase: Callable[[UnitOfWork, list[str]], None]
    found: list[str] = field(default_factory=list)
    replaces: bool = False  # a database that held people, and so knew of its erasures


def restore(database: Database, keys: KeySource, path: Path, *, force: bool = False, again: Again | None = None) -> int:
    """Put back what `path` holds, all of it or nothing, as this version keeps it. Returns the number of rows. With
    `again` the erasures since are repeated: those that the replaced database knows of, and those of `again.marks`.

    Raises BackupError: the file is sealed under a retired key, damaged, of a version that is not known; or the database
    is not at this one, or holds something and not `force`. On SQLite no server may run meanwhile (AlreadyServed).
    """
    ring = Keyring(keys.current())
    try:
        file = path.open("rb")
    except OSError as error:
        raise BackupError(f"the backup cannot be read: {path}: {error.strerror}") from error
    with file, served_alone(database):
        schema, cipher, of = read_header(file, keys)
        _refuse_unknown(schema)
        _refuse_other(migrate.current(database))
        with as_of_today(schema, read_lines(file, cipher, of)) as lines, changing(database) as link:
            marks = _marks(link, ring) if again else {}
            replaces = link.one(_ANY["person"]) is not None
            _make_room(link, force=force)
            rows = _fill(link, lines)
            if key_ids(link).keys() - {key.id for key in ring.keys}:
                raise BackupError(
                    "the backup was made during a key rotation and holds values under a retired master key"
                )
            link.run(_LOOK_FIRST)
            if again is not None:
                again.replaces = replaces
                _erase_again(UnitOfWork(link, ring, again.now), again, marks)
    if again is not None and again.found:
        scrub(database)
    return rows


def _erase_again(unit: UnitOfWork, again: Again, marks: Mapping[str, int]) -> None:
    unit.erasures.remember({**marks, **again.marks})
    again.found += unit.erasures.back_again()
    again.erase(unit, again.found)


def _marks(link: Link, ring: Keyring) -> dict[str, int]:
    try:
        return marks_of(link, ring)
    except Unreadable as error:
        raise BackupError(
            "the database that is to be replaced knows who was erased, under a master key that is not in use. Put that "
            "key back, or empty the database by hand"
        ) from error


def _refuse_other(schema: str | None) -> None:
    """Also one beside which this version works: it does not know every table of it."""
    if migrate.works_beside(schema):
        raise BackupError(f"the database is at {schema}, which a newer version of Peerline made; use that one for this")
    if why := migrate.other(schema):
        raise BackupError(f"the database is {why}")


def _refuse_unknown(schema: str) -> None:
    if schema not in migrate.known():
        raise BackupError(
            f"the backup has schema {schema}, which this Peerline ({migrate.head()}) does not know; restore it with "
            "the version of Peerline that made it"
        )


# --- out -----------------------------------------------------------------------------------------------------------


def _write(database: Database, keys: KeySource, file: BinaryIO, schema: str) -> int:
    count = 0
    with reading(database) as link:
        out = Writing(file, Keyring(keys.current()), schema)
        for table in _TABLES:
            if table.name not in _READ:
                continue
            out.line(named(table.name, [column.name for column in table.columns]))
            for row in link.all(_READ[table.name]):
                out.line(written(row))
                count += 1
        out.close()
    return count


# --- in ------------------------------------------------------------------------------------------------------------


def _make_room(link: Link, *, force: bool) -> None:
    if link.is_postgresql:
        link.driver.execute(f"LOCK TABLE {', '.join(table.name for table in _TABLES)} IN ACCESS EXCLUSIVE MODE")
    if not force and any(link.one(each) for each in _ANY.values()):
        raise BackupError(
            "the database is not empty; restore into an empty one, or say --force to replace what it holds"
        )
    for table in reversed(_TABLES):
        link.run(_EMPTY[table.name])


def _fill(link: Link, lines: Iterable[str]) -> int:
    count = 0
    table: Table | None = None
    for line in lines:
        known = json.loads(line)
        if isinstance(known, dict):
            table = tables.metadata.tables[known["table"]]
        elif table is not None:
            link.run(_WRITE[table.name], **_in(tuple(table.columns), known))
            count += 1
    return count


def _in(columns: tuple[Column[Any], ...], values: list[Any]) -> dict[str, Any]:
    return {
        column.name: base64.b64decode(value) if isinstance(column.type, LargeBinary) and value is not None else value
        for column, value in zip(columns, values, strict=True)
    }
