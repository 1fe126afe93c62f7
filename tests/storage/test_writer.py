"""The promise of the writer: done and on the disk, or not done at all."""

import sqlite3
import threading
from concurrent.futures import Future
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from bot.clock import MovableClock
from bot.core.people import Person
from bot.ports.records import Conflict
from storage.database.connect import BadDatabase, Database, open_database
from storage.encryption.keys import GivenKeys, KeyFile, KeySource, fresh
from storage.transactions.unit_of_work import UnitOfWork
from storage.transactions.writer import Unavailable, Writer, writer_for
from storage.transactions.writer_sqlite import SqliteWriter
from tests.storage.scene import do, join, slack


def names(writer: Writer) -> set[str]:
    return {person.name for person in do(writer, lambda unit: unit.people.everybody())}


def hold(writer: Writer, places: int = 1) -> threading.Event:
    """Keep the writer busy, so that what is asked for next waits in one batch."""
    go = threading.Event()
    begun = [threading.Event() for _ in range(places)]
    for event in begun:
        writer.submit(partial(_wait, event, go))
    for event in begun:
        assert event.wait(20)
    return go


def _wait(begun: threading.Event, go: threading.Event, _: UnitOfWork) -> None:
    begun.set()
    go.wait(20)


def _join(name: str, unit: UnitOfWork) -> Person:
    return join(unit, name)


def _attach(person: Person, user: str, unit: UnitOfWork) -> None:
    unit.people.attach(person.id, slack(user))


def test_a_job_that_fails_rolls_back_alone(writer: Writer):
    def fail(unit: UnitOfWork) -> None:
        join(unit, "Fay Fails")
        raise RuntimeError("a bug")

    go = hold(writer)
    jobs: list[Future[object]] = [
        writer.submit(lambda unit: join(unit, "Ann Before")),
        writer.submit(fail),
        writer.submit(lambda unit: join(unit, "Ann Twice", email="ann@hospital.example")),
        writer.submit(lambda unit: join(unit, "Zoe After")),
    ]
    go.set()
    failures = [type(job.exception(20)).__name__ for job in jobs]
    assert failures[1] == "RuntimeError"
    assert sorted((failures[0], failures[2])) == ["Conflict", "NoneType"]
    assert failures[3] == "NoneType"
    assert len(names(writer)) == 2
    assert "Zoe After" in names(writer)


def test_a_conflict_names_no_value(writer: Writer):
    do(writer, lambda unit: join(unit, "Ruth Okafor"))
    with pytest.raises(Conflict) as caught:
        do(writer, lambda unit: join(unit, "Ruth Again"))
    assert str(caught.value) in {"IntegrityError", "UniqueViolation"}
    assert caught.value.__cause__ is None


def test_a_bug_in_the_sql_of_one_job_is_its_own(writer: Writer):
    wrong = writer.submit(lambda unit: unit.link.driver.execute("SELECT 1", object()))  # type: ignore[arg-type]
    right = writer.submit(lambda unit: join(unit, "Ruth Okafor"))
    assert isinstance(wrong.exception(20), (sqlite3.Error, TypeError, ValueError))
    assert right.exception(20) is None


def test_what_nobody_waits_for_any_more_is_not_done(database: Database, writer: Writer):
    go = hold(writer, places=6 if database.is_postgresql else 1)
    given_up = writer.submit(lambda unit: join(unit, "Gone Away"))
    assert given_up.cancel()
    go.set()
    do(writer, lambda unit: join(unit, "Ruth Okafor"))
    assert names(writer) == {"Ruth Okafor"}


def test_what_was_asked_for_is_finished_at_the_end_and_nothing_after(database: Database, writer: Writer):
    jobs = [writer.submit(partial(_join, f"P{n} Name")) for n in range(40)]
    writer.close()
    assert all(job.done() and job.exception() is None for job in jobs)
    assert isinstance(writer.submit(lambda _: None).exception(1), Unavailable)


def test_a_locked_database_is_unavailable_and_later_it_is_not(
    sqlite_database: Database, keys: KeySource, clock: MovableClock
):
    assert sqlite_database.path is not None
    impatient = open_database(f"sqlite:///{sqlite_database.path}", busy_seconds=0.05)
    writer = writer_for(impatient, keys, clock)
    other = sqlite3.connect(sqlite_database.path, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    with pytest.raises(Unavailable):
        do(writer, lambda unit: join(unit, "Ruth Okafor"))
    other.execute("ROLLBACK")
    other.close()
    do(writer, lambda unit: join(unit, "Ruth Okafor"))
    writer.close()
    impatient.close()


class _Refusing:
    """A connection whose COMMIT fails once, as on a full disk."""

    def __init__(self, real: sqlite3.Connection) -> None:
        self._real = real

    def __getattr__(self, name: str) -> object:
        return getattr(self._real, name)

    def execute(self, sql: str, *params: Any) -> object:
        if sql == "COMMIT":
            raise sqlite3.OperationalError("database or disk is full")
        return self._real.execute(sql, *params)


def test_a_commit_that_fails_fails_everybody_in_it(
    sqlite_database: Database, keys: KeySource, clock: MovableClock, monkeypatch: pytest.MonkeyPatch
):
    writer = SqliteWriter(sqlite_database, keys, clock)
    go = hold(writer)
    real = writer._connection
    jobs = [writer.submit(partial(_join, f"P{n} Name")) for n in range(3)]
    monkeypatch.setattr(writer, "_connection", lambda: _Refusing(real()))
    go.set()
    assert [type(job.exception(20)) for job in jobs] == [Unavailable] * 3
    monkeypatch.undo()
    assert names(writer) == set()
    writer.close()


def test_keys_that_are_lost_are_an_unavailable_database(sqlite_database: Database, tmp_path: Path, clock: MovableClock):
    file = KeyFile(tmp_path / "keys")
    file.make_if_missing()
    writer = writer_for(sqlite_database, file, clock)
    do(writer, lambda unit: join(unit, "Ruth Okafor"))
    file.path.rename(tmp_path / "elsewhere")
    with pytest.raises(Unavailable):
        do(writer, lambda unit: unit.people.everybody())
    (tmp_path / "elsewhere").rename(file.path)
    assert names(writer) == {"Ruth Okafor"}
    writer.close()


def test_a_server_that_went_away_is_unavailable_and_found_again(
    postgresql_database: Database, keys: KeySource, clock: MovableClock
):
    writer = writer_for(postgresql_database, keys, clock)
    do(writer, lambda unit: join(unit, "Ruth Okafor"))

    def cut(unit: UnitOfWork) -> None:
        unit.link.driver.execute("SELECT pg_terminate_backend(pg_backend_pid())")

    with pytest.raises(Unavailable):
        do(writer, cut)
    assert names(writer) == {"Ruth Okafor"}
    writer.close()


def test_presses_from_many_threads_are_all_kept(writer: Writer):
    def press(start: int) -> None:
        for n in range(start, start + 10):
            do(writer, partial(_attach, ruth, f"U{n}"))

    ruth = do(writer, lambda unit: join(unit, "Ruth Okafor"))
    threads = [threading.Thread(target=press, args=(start,)) for start in range(0, 80, 10)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(do(writer, lambda unit: unit.people.accounts(ruth.id))) == 81


@pytest.mark.parametrize(
    "url", ["mysql://host/db", "sqlite://", "sqlite:///:memory:", "postgresql://host/db", "not a url"]
)
def test_a_database_that_cannot_be_used_is_refused_without_its_password(url: str):
    with pytest.raises(BadDatabase) as caught:
        open_database(url.replace("host", "ruth:secret@host"))
    assert "secret" not in str(caught.value)


def test_two_sources_of_the_same_keys_read_each_other(sqlite_database: Database, clock: MovableClock):
    secret = fresh()
    first = writer_for(sqlite_database, GivenKeys(secret), clock)
    do(first, lambda unit: join(unit, "Ruth Okafor"))
    first.close()
    second = writer_for(sqlite_database, GivenKeys(f"{fresh()},{secret}"), clock)
    assert names(second) == {"Ruth Okafor"}
    second.close()


def test_another_databases_key_file_is_not_written_with(
    sqlite_database: Database, tmp_path: Path, clock: MovableClock
) -> None:
    """It was put in the place of ours under a running server, which sealed on with it what nothing would open again."""
    file = KeyFile(tmp_path / "keys")
    file.make_if_missing()
    ours = file.secrets()
    writer = writer_for(sqlite_database, file, clock)
    do(writer, partial(_join, "Ann Before"))
    file.write([fresh()])
    for _ in range(2):
        with pytest.raises(Unavailable, match=r"^keys$"):
            do(writer, partial(_join, "Lou Lost"))
    file.write([fresh(), *ours])
    do(writer, partial(_join, "Nia After"))
    assert names(writer) == {"Ann Before", "Nia After"}
    writer.close()


def test_nothing_is_promised_of_a_file_that_lost_its_name(
    sqlite_database: Database, keys: KeySource, clock: MovableClock, tmp_path: Path
) -> None:
    """Somebody deleted it, or put a backup in its place: what was open answered on, and all of it went at the next
    start."""
    path, aside = tmp_path / "peerline.db", tmp_path / "aside.db"
    aside.write_bytes(path.read_bytes())
    writer = writer_for(sqlite_database, keys, clock)
    do(writer, partial(_join, "Ann Before"))
    path.unlink()
    for _ in range(2):
        with pytest.raises(Unavailable, match=r"^gone$"):
            do(writer, partial(_join, "Lou Lost"))
    for beside in tmp_path.glob("peerline.db-*"):
        beside.unlink()
    aside.rename(path)
    do(writer, partial(_join, "Nia After"))
    assert names(writer) == {"Nia After"}
    other = tmp_path / "other.db"
    other.write_bytes(path.read_bytes())
    for beside in tmp_path.glob("peerline.db-*"):
        beside.unlink()
    other.rename(path)
    with pytest.raises(Unavailable, match=r"^replaced$"):
        do(writer, partial(_join, "Lou Lost"))
    do(writer, partial(_join, "Pat Later"))
    writer.close()
