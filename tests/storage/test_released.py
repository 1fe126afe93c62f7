"""The statements of a released version go on working on today's tables, as far back as the schema's name says that
older code works beside it."""

import re
from collections.abc import Sequence
from pathlib import Path

import pytest
from sqlalchemy import Connection, Executable, column, table
from sqlalchemy.exc import DBAPIError

from storage.database import migrate
from storage.database.connect import Database, open_database
from tests.ops.previous import listed, previous
from tests.storage import released
from tests.storage.released import Column, Tables


def beside() -> list[str]:
    """The released schemas whose code works on today's tables."""
    newest, _, oldest = migrate.head().partition(".")
    return [each for each in released.all_of_them() if each.partition(".")[0] >= (oldest or newest)]


def complaints(link: Connection, tables: Tables) -> list[str]:
    """What of the older code's statements fails: a row of everything that it knows, one of what it has to give alone,
    and each number and sealed value changed."""
    wrong = []
    for always in (False, True):
        for name, columns in tables.items():
            given = [each for each in columns if not (always and each.free)]
            changed = [each for each in columns if each.type in ("BLOB", "INTEGER", "BIGINT")]
            shape = table(name, *(column(each.name) for each in columns))
            wrong += tried(link, name, shape.insert().values(largest(given)))
            wrong += tried(link, name, shape.update().values(largest(changed, less=1))) if changed else []
            wrong += tried(link, name, shape.select())
        for name in reversed(tables):
            link.execute(table(name).delete())
    return list(dict.fromkeys(wrong))


def tried(link: Connection, name: str, statement: Executable) -> list[str]:
    try:
        with link.begin_nested():
            link.execute(statement).close()
    except DBAPIError as error:
        return [f"{name}: {str(error.orig).splitlines()[0]}"]
    return []


def largest(columns: Sequence[Column], less: int = 0) -> dict[str, object]:
    """The largest value that each can hold: a column that was made narrower does not take it. All ids are alike, so
    that a row finds the one that it refers to."""
    numbers = {"INTEGER": 2**31 - 1 - less, "BIGINT": 2**63 - 1 - less}
    words = {"BLOB": bytes([less]) * 5_000, "TEXT": "x" * 5_000}
    return {each.name: (numbers | words).get(each.type) or "x" * int(each.type[8:-1]) for each in columns}


@pytest.mark.parametrize("schema", beside())
def test_a_released_version_writes_to_todays_tables(database: Database, schema: str) -> None:
    with database.engine.connect() as link:
        assert complaints(link, released.recorded(schema)) == []


@pytest.mark.parametrize("schema", released.all_of_them())
def test_what_is_recorded_is_what_was_released(tmp_path: Path, schema: str) -> None:
    """A step that was released is never changed."""
    database = open_database(f"sqlite:///{tmp_path / 'then.db'}")
    migrate.upgrade(database, schema)
    with database.engine.connect() as link:
        now = released.as_text(released.found(link))
    database.close()
    assert now == (released.HERE / f"{schema}.txt").read_text(encoding="utf-8")


def test_the_previous_version_is_among_them() -> None:
    """Else: check that version out, and there `python -m tests.storage.released` (RELEASING.md)."""
    steps = listed(previous(), "storage/migrations/versions")
    newest = max(found[0] for each in steps if (found := re.match(r"\d{4}", each)))
    assert newest in {each.partition(".")[0] for each in released.all_of_them()}


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ("ADD COLUMN asks INTEGER NOT NULL", 'request: null value in column "asks"'),
        ("DROP COLUMN site", 'request: column "site" of relation "request" does not exist'),
        ("ALTER COLUMN number TYPE VARCHAR(2)", "request: value too long for type character varying(2)"),
        ("ALTER COLUMN told DROP DEFAULT", 'request: null value in column "told"'),
        ("ALTER COLUMN said_at SET NOT NULL", 'request: null value in column "said_at"'),
        ("ALTER COLUMN opened_at TYPE INTEGER", "request: integer out of range"),
    ],
)
def test_what_the_released_version_does_not_know_is_seen(postgresql_database: Database, change: str, told: str) -> None:
    with postgresql_database.engine.connect() as link:
        before = released.found(link)
        link.exec_driver_sql(f"ALTER TABLE request {change}")
        assert [each for each in complaints(link, before) if each.startswith(told)]


@pytest.mark.parametrize("change", ["ADD COLUMN asks INTEGER", "ADD COLUMN asks INTEGER NOT NULL DEFAULT 0"])
def test_what_only_adds_is_free(database: Database, change: str) -> None:
    with database.engine.connect() as link:
        before = released.found(link)
        link.exec_driver_sql(f"ALTER TABLE request {change}")
        assert complaints(link, before) == []
        link.rollback()
