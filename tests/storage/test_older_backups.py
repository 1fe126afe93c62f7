"""A backup of every version that this one can migrate comes back, into either database, as if it had been migrated.

The rows are those of the databases beside (tests/storage/before), brought to each version on the way.
"""

import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from storage import tables
from storage.backup import archive_file
from storage.backup.archive import BackupError, examine, restore
from storage.database import migrate
from storage.database.connect import Database, open_database
from storage.encryption.keys import GivenKeys
from storage.encryption.sealed import Keyring
from tests.storage.before import KEY_OF_5A1326C, KEY_OF_A554C4B, unpack

KEYS = {"5a1326c": KEY_OF_5A1326C, "a554c4b": KEY_OF_A554C4B}
OLDEST = {"5a1326c": "0007", "a554c4b": "0014"}
OLDER = [
    (commit, schema)
    for commit, oldest in OLDEST.items()
    for schema in sorted(migrate.known())
    if oldest <= schema < migrate.head()
]
FORGOTTEN = ("inbox", "inbox_secret")


def at(folder: Path, commit: str, schema: str) -> Path:
    """The database of that commit, at this schema."""
    path = folder / f"{commit}-{schema}.db"
    unpack(path, commit)
    database = open_database(f"sqlite:///{path}")
    migrate.upgrade(database, schema)
    database.close()
    return path


def backed_up(path: Path, schema: str, keys: GivenKeys) -> Path:
    """As the version of this schema made backups: every table but the inbox, in the order of its own tables."""
    file = path.with_suffix(".backup")
    with closing(sqlite3.connect(path)) as link, file.open("wb") as out:
        writing = archive_file.Writing(out, Keyring(keys.current()), schema)
        for (table,) in link.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall():
            if table not in (*FORGOTTEN, "alembic_version"):
                columns = [name for _, name, *_ in link.execute(f"PRAGMA table_info({table})")]
                writing.line(archive_file.named(table, columns))
                for row in link.execute(f"SELECT {', '.join(columns)} FROM {table}"):  # noqa: S608 - our own names
                    writing.line(archive_file.written(row))
        writing.close()
    return file


def drawn(schema: str) -> tuple[str, ...]:
    """Migrating books deadlines under random ids; step 0009 draws the minutes of the last words that wait, too."""
    return ("deadline", "copy", "slot") if schema < "0009" else ("deadline",)


def rows(database: Database, counted: tuple[str, ...] = ()) -> dict[str, Any]:
    """Every row of every table as text, in no order; of those that are `counted`, how many there are."""
    found: dict[str, Any] = {}
    with database.engine.connect() as link:
        for table in tables.metadata.sorted_tables:
            values = sorted(str(tuple(row)) for row in link.execute(table.select()))
            found[table.name] = len(values) if table.name in counted else values
    return {name: each for name, each in found.items() if name not in FORGOTTEN}


@pytest.mark.parametrize(("commit", "schema"), OLDER)
def test_a_backup_of_an_older_version_is_migrated_on_the_way(
    tmp_path: Path, other: Database, commit: str, schema: str
) -> None:
    keys = GivenKeys(KEYS[commit])
    path = at(tmp_path, commit, schema)
    file = backed_up(path, schema, keys)
    assert examine(file, keys) == schema
    back = restore(other, keys, file)
    assert back > 50
    migrated = open_database(f"sqlite:///{path}")
    migrate.upgrade(migrated)
    with migrated.engine.begin() as link:  # what was due may have been posted since
        link.exec_driver_sql(
            "UPDATE copy SET trying = 1, lease_until = NULL WHERE due_at IS NOT NULL AND reference IS NULL"
        )
    assert rows(other, drawn(schema)) == rows(migrated, drawn(schema))
    migrated.close()
    assert migrate.is_current(other)


def test_one_that_is_damaged_on_the_way_leaves_nothing(tmp_path: Path, other: Database) -> None:
    keys = GivenKeys(KEYS["5a1326c"])
    file = backed_up(at(tmp_path, "5a1326c", "0008"), "0008", keys)
    file.write_bytes(file.read_bytes()[:-1])
    before = rows(other)
    with pytest.raises(BackupError, match=r"damaged|cut off"):
        restore(other, keys, file)
    assert rows(other) == before
