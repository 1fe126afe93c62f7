"""The migrations make the tables that the code expects, on both databases."""

import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import inspect, text

from storage import migrate
from storage.database import Database, open_database
from storage.tables import metadata
from tests.conftest import Postgres

PARTIAL = {"uq_request_number": "closed", "uq_offer_live": "confirmed"}


@pytest.fixture(params=["sqlite", "postgresql"])
def empty(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Database]:
    """A database with no table at all."""
    if request.param == "sqlite":
        database = open_database(f"sqlite:///{tmp_path / 'empty.db'}")
        yield database
        database.close()
        return
    server: Postgres = request.getfixturevalue("postgres")
    url = server.create(migrated=False)
    database = open_database(url)
    yield database
    database.close()
    server.drop(url)


def test_the_migrated_tables_are_the_ones_in_the_code(database: Database):
    with database.engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, metadata) == []


def test_the_partial_indexes_are_partial_and_unique(database: Database):
    where = (
        "SELECT indexdef FROM pg_indexes WHERE indexname = :name"
        if database.is_postgresql
        else "SELECT sql FROM sqlite_master WHERE name = :name"
    )
    with database.engine.connect() as connection:
        for name, word in PARTIAL.items():
            made = connection.execute(text(where), {"name": name}).scalar_one()
            assert made.startswith("CREATE UNIQUE INDEX")
            assert word in made.partition("WHERE")[2]


def test_an_empty_database_is_behind_and_then_it_is_not(empty: Database):
    assert migrate.current(empty) is None
    assert not migrate.is_current(empty)
    migrate.upgrade(empty)
    assert migrate.current(empty) == migrate.head()
    assert migrate.is_current(empty)
    migrate.upgrade(empty)
    assert migrate.is_current(empty)


def test_a_database_ahead_of_the_code_is_recognised(database: Database):
    with database.engine.begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    assert migrate.current(database) == "9999"
    assert not migrate.is_current(database)


def test_two_that_migrate_at_once_go_one_after_the_other(empty: Database):
    errors: list[BaseException] = []

    def run() -> None:
        try:
            migrate.upgrade(empty)
        except BaseException as error:  # noqa: BLE001 - shown below
            errors.append(error)

    threads = [threading.Thread(target=run) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert errors == []
    assert migrate.is_current(empty)


def test_a_migration_that_fails_leaves_nothing_behind(empty: Database, monkeypatch: pytest.MonkeyPatch):
    def fail(*_: object, **__: object) -> None:
        raise RuntimeError("a bug in the last step")

    with monkeypatch.context() as patch:
        patch.setattr("alembic.op.create_index", fail)
        with pytest.raises(RuntimeError):
            migrate.upgrade(empty)
    assert inspect(empty.engine).get_table_names() == []
    migrate.upgrade(empty)
    assert migrate.is_current(empty)
