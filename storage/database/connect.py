"""Opening the database: one URL, two kinds, the same tables."""

import os
import sqlite3
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path
from typing import Any

from psycopg.pq import Conninfo
from sqlalchemy import Engine, create_engine, event
from sqlalchemy.engine import make_url
from sqlalchemy.exc import ArgumentError

from bot.errors import OperatorError
from storage.ownership import as_its_folder

USUAL = Path("var")
BUSY_SECONDS = 10.0
STATEMENTS = 512  # prepared statements that a SQLite connection keeps; we have fewer
_PRAGMAS = (
    "journal_mode=WAL",
    "synchronous=FULL",
    "foreign_keys=ON",
    "secure_delete=ON",
    "cache_size=-65536",  # KiB: random ids scatter what a press needs, and SQLite's usual 2 MiB do not hold it
    "temp_store=MEMORY",  # what a savepoint would put back; a file of it would be outside our folder, and cost more
    # Pages. One that many presses change is written back once, not once every hundred presses. What must be gone from
    # the file at once does not wait for this: scrubbing empties the log (storage/database/scrub.py).
    "wal_autocheckpoint=4000",
)


class BadDatabase(OperatorError):
    """The database URL cannot be used; the sentence never shows a password."""


@dataclass(frozen=True, slots=True)
class Database:
    """A database and how to reach it. `path` is the SQLite file, None on PostgreSQL."""

    engine: Engine
    path: Path | None

    @property
    def is_postgresql(self) -> bool:
        return self.path is None

    def close(self) -> None:
        self.engine.dispose()


def sqlite_file(url: str) -> Path | None:
    """The file that the URL names, whether or not it is there; None for PostgreSQL. Raises BadDatabase."""
    try:
        parsed = make_url(url)
    except ArgumentError as error:
        raise BadDatabase("PEERLINE_DATABASE_URL is not a database URL") from error
    if parsed.drivername == "postgresql+psycopg":
        return None
    if parsed.drivername != "sqlite":
        raise BadDatabase(
            f"PEERLINE_DATABASE_URL: {parsed.drivername} is not supported; expected sqlite:/// or postgresql+psycopg://"
        )
    if not parsed.database or parsed.database == ":memory:":
        raise BadDatabase("PEERLINE_DATABASE_URL: SQLite needs a file, for example sqlite:///var/peerline.db")
    return Path(parsed.database)


def is_there(path: Path) -> bool:
    """False for a file without a byte, too: what a disk that was full, or a copy that was stopped, leaves."""
    return path.exists() and path.stat().st_size > 0


def open_database(url: str, *, busy_seconds: float = BUSY_SECONDS, make: bool = True) -> Database:
    """A SQLite file that is not there is made, for its owner only; without `make` it is refused. Of folders only the
    usual one, var, is made: where another one is not there, its disk may not be mounted.

    Raises BadDatabase, also for a URL that is neither SQLite with a file nor PostgreSQL with psycopg.
    """
    path = sqlite_file(url)
    if path is None:
        _refuse_unknown(set(make_url(url).query))
        engine = create_engine(
            url, pool_size=8, max_overflow=4, pool_pre_ping=True, hide_parameters=True, pool_timeout=3
        )
        return Database(engine, None)
    if not is_there(path):
        if path.parent != USUAL and not path.parent.is_dir():
            raise BadDatabase(
                f"the folder of the database {path} is not there. Is its disk mounted, and PEERLINE_DATABASE_URL the "
                f"right path? Else make it: mkdir -m 700 {path.parent}"
            )
        if not make:
            how = "is empty" if path.exists() else "does not exist yet"
            raise BadDatabase(f"{path} {how}; run: python app.py migrate")
        if not path.parent.exists():
            path.parent.mkdir(mode=0o700)
            _given(path.parent, os.O_RDONLY)
        _given(path, os.O_RDWR | os.O_CREAT)  # SQLite gives its -wal and -shm the mode and the owner of the file
    return Database(_sqlite(path, busy_seconds), path)


def _refuse_unknown(parameters: set[str]) -> None:
    """The driver says no more than that it is a programming error."""
    known = {each.keyword.decode() for each in Conninfo.get_defaults()}
    for each in sorted(parameters - known):
        near = get_close_matches(each, known, 1)
        raise BadDatabase(
            "PEERLINE_DATABASE_URL has a parameter behind the ? that PostgreSQL does not know; "
            + (f"did you mean {near[0]}?" if near else "expected one such as sslmode=require or host=/run/postgresql")
        )


def _given(path: Path, flags: int) -> None:
    handle = os.open(path, flags, 0o600)
    try:
        as_its_folder(handle, path)
    finally:
        os.close(handle)


def _sqlite(path: Path, busy_seconds: float) -> Engine:
    place = f"{path.absolute().as_uri()}?mode=rw"  # a file that is gone is not made anew by whoever connects next

    def connect() -> sqlite3.Connection:
        return sqlite3.connect(
            place, uri=True, timeout=busy_seconds, check_same_thread=False, cached_statements=STATEMENTS
        )

    engine = create_engine(f"sqlite:///{path}", creator=connect, hide_parameters=True)

    @event.listens_for(engine, "connect")
    def prepare(connection: sqlite3.Connection, _record: Any) -> None:
        # Transactions are begun by hand (BEGIN IMMEDIATE): sqlite3's own starts late and fails on the lock upgrade.
        connection.isolation_level = None
        for pragma in _PRAGMAS:
            connection.execute(f"PRAGMA {pragma}")

    @event.listens_for(engine, "begin")
    def begin(connection: Any) -> None:
        connection.exec_driver_sql("BEGIN IMMEDIATE")

    return engine
