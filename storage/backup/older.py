"""A backup of an older version: its rows are put into a database of their own time, which is migrated, and read there.

That database is SQLite's in a folder of our own, whatever the one that is restored, and is gone afterwards. What stands
in it is sealed as it is in the backup.
"""

import base64
import json
import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from storage import tables
from storage.backup.archive_file import named, written
from storage.database import migrate
from storage.database.connect import open_database


@contextmanager
def as_of_today(schema: str, lines: Iterable[str]) -> Iterator[Iterable[str]]:
    """The lines of a backup that was made at `schema`, as they would be had it been made now."""
    if schema == migrate.head():
        yield lines
        return
    with TemporaryDirectory(prefix="peerline-restore-") as folder:  # mode 0700
        path = Path(folder) / "older.db"
        database = open_database(f"sqlite:///{path}")
        try:
            migrate.upgrade(database, schema)
            with closing(sqlite3.connect(path)) as older, older:
                _fill(older, lines)
            migrate.upgrade(database)
        finally:
            database.close()
        with closing(sqlite3.connect(path)) as today:
            yield _lines(today)


def _fill(older: sqlite3.Connection, lines: Iterable[str]) -> None:
    older.execute("PRAGMA foreign_keys = OFF")  # the order of its tables was that version's
    insert, binary = "", list[bool]()
    for line in lines:
        known = json.loads(line)
        if isinstance(known, dict):
            table, columns = known["table"], known["columns"]
            kinds = {name: kind for _, name, kind, *_ in older.execute(f"PRAGMA table_info({table})")}
            binary = [kinds[name] == "BLOB" for name in columns]
            places = ", ".join("?" * len(columns))
            insert = f"INSERT INTO {table} ({', '.join(columns)}) VALUES ({places})"  # noqa: S608 - a sealed file of ours
        else:
            row = zip(known, binary, strict=True)
            older.execute(insert, [base64.b64decode(value) if packed and value else value for value, packed in row])


def _lines(today: sqlite3.Connection) -> Iterator[str]:
    for table in tables.metadata.sorted_tables:  # what is pointed at stands before what points
        columns = [column.name for column in table.columns]
        yield named(table.name, columns)
        for row in today.execute(f"SELECT {', '.join(columns)} FROM {table.name}"):  # noqa: S608 - our own names
            yield written(row)
