"""A second database beside the one of a test."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from storage.database.connect import Database, open_database
from tests.conftest import Postgres


@pytest.fixture(params=["sqlite", "postgresql"])
def other(request: pytest.FixtureRequest, tmp_path: Path, migrated_sqlite: bytes) -> Iterator[Database]:
    """Where it is restored."""
    if request.param == "sqlite":
        path = tmp_path / "other.db"
        path.write_bytes(migrated_sqlite)
        database = open_database(f"sqlite:///{path}")
        yield database
        database.close()
        return
    server: Postgres = request.getfixturevalue("postgres")
    url = server.create()
    database = open_database(url)
    yield database
    database.close()
    server.drop(url)
