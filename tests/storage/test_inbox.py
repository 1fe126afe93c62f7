"""The inbox: each event is new once, on every replica, and half an hour later nobody can tell that it came."""

import threading
from collections.abc import Iterator
from datetime import timedelta
from functools import partial
from typing import Any

import pytest

from bot.clock import MovableClock
from storage.backup.archive import backup, restore
from storage.database.connect import Database
from storage.database.scrub import scrub
from storage.encryption.keys import GivenKeys, KeySource, fresh
from storage.rotation.master_key import rotate_given
from storage.stores.inbox import KNOWN_AT_LEAST, KNOWN_AT_MOST, QUARTER
from storage.transactions.unit_of_work import UnitOfWork
from storage.transactions.writer import Writer, writer_for
from tests.conftest import Postgres
from tests.storage.scene import HOUR, MINUTE, NOW, do, joined
from tests.storage.test_clear import postgresql_bytes, sqlite_bytes


@pytest.fixture
def late(clock: MovableClock) -> MovableClock:
    """A replica's clock that is behind the others'."""
    return MovableClock(clock.now())


@pytest.fixture
def other(database: Database, keys: KeySource, late: MovableClock) -> Iterator[Writer]:
    """A second replica on the same database."""
    writer = writer_for(database, keys, late)
    yield writer
    writer.close()


def first(writer: Writer, key: str = "Ev0123") -> bool:
    return do(writer, partial(_first, key))


def _first(key: str, unit: UnitOfWork) -> bool:
    return unit.inbox.first_time(key)


def rows(writer: Writer) -> tuple[int, int]:
    """Hashes and secrets that stand."""
    counts = [
        do(writer, lambda unit, t=table: unit.link.driver.execute(f"SELECT count(*) FROM {t}").fetchone()[0])  # type: ignore[misc] # noqa: S608
        for table in ("inbox", "inbox_secret")
    ]
    return counts[0], counts[1]


def sealed(writer: Writer) -> bytes:
    return bytes(do(writer, lambda unit: unit.link.driver.execute("SELECT value FROM inbox_secret").fetchone()[0]))


def forget(writer: Writer) -> None:
    do(writer, lambda unit: unit.inbox.forget())


# --- new once --------------------------------------------------------------------------------------------------------


def test_an_event_that_is_delivered_twice_is_new_once(writer: Writer):
    assert first(writer)
    assert not first(writer)
    assert first(writer, "Ev0124")


def test_the_same_event_four_times_at_once_is_new_once(writer: Writer):
    seen = [writer.submit(partial(_first, "Ev0123")) for _ in range(4)]
    assert sorted(future.result(20) for future in seen) == [False, False, False, True]


def test_an_event_whose_transaction_failed_is_still_new(writer: Writer):
    def fail(unit: UnitOfWork) -> None:
        assert unit.inbox.first_time("Ev0123")
        raise RuntimeError("a bug")

    with pytest.raises(RuntimeError):
        do(writer, fail)
    assert first(writer)


@pytest.mark.parametrize("minute", [0, 7, 14.99])
def test_it_is_known_for_a_quarter_of_an_hour_whenever_it_came(
    writer: Writer, other: Writer, clock: MovableClock, late: MovableClock, minute: float
):
    """On whichever replica it comes again, and whatever else came meanwhile."""
    clock.forward(timedelta(minutes=minute))
    assert first(writer)
    late.forward_to(clock.now() + KNOWN_AT_LEAST)
    assert first(other, "Ev0124")
    assert not first(other)
    assert not first(writer)


@pytest.mark.parametrize("minute", [0, 7, 14.99])
def test_half_an_hour_later_nothing_is_there(writer: Writer, clock: MovableClock, minute: float):
    clock.forward(timedelta(minutes=minute))
    assert first(writer)
    before = sealed(writer)
    clock.forward(KNOWN_AT_MOST)
    forget(writer)
    assert rows(writer) == (0, 0)
    (due,) = do(writer, lambda unit: unit.deadlines.pending_kind("scrub"))
    assert due.due_at is not None
    assert timedelta() < due.due_at - clock.now() <= timedelta(minutes=1)
    assert first(writer)
    assert sealed(writer) != before


def test_what_has_ended_goes_with_the_next_event_too(writer: Writer, clock: MovableClock):
    """No ticker need run for it."""
    for number in range(8):
        assert first(writer, f"Ev{number}")
        clock.forward(QUARTER)
    assert rows(writer) == (3, 1)  # the last event under both generations, and the one before under the one they share
    assert do(writer, lambda unit: unit.deadlines.pending_kind("scrub"))


def test_the_ticker_leaves_alone_what_lives(writer: Writer, clock: MovableClock):
    assert first(writer)
    clock.forward(KNOWN_AT_LEAST)
    forget(writer)
    assert not first(writer)
    assert do(writer, lambda unit: unit.deadlines.pending_kind("scrub")) == []


def test_a_secret_leaves_the_memory_with_its_row(
    writer: Writer, other: Writer, clock: MovableClock, late: MovableClock
):
    """Also that of a replica that was not the one to let go of it."""
    assert first(writer)
    assert not first(other)
    assert do(other, lambda unit: unit.keys.inbox) is not None
    for each in (clock, late):
        each.forward(HOUR)
    forget(writer)
    forget(other)
    assert do(writer, lambda unit: unit.keys.inbox) is None
    assert do(other, lambda unit: unit.keys.inbox) is None


# --- several replicas ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("ahead", [timedelta(0), QUARTER, HOUR])
def test_two_replicas_that_begin_a_generation_at_once_agree(
    writer: Writer, other: Writer, clock: MovableClock, late: MovableClock, ahead: timedelta
):
    if ahead:
        assert first(writer, "before")
    for each in (clock, late):
        each.forward(ahead)
    seen = [each.submit(partial(_first, "Ev0123")) for each in (writer, other) * 4]
    assert sorted(future.result(20) for future in seen) == [False] * 7 + [True]
    assert rows(writer)[1] == 1


def test_an_event_that_another_replica_is_still_at_is_met_across_the_quarter(
    postgresql_database: Database, keys: KeySource, clock: MovableClock
):
    """It was put down before the new generation began, and is not committed yet."""
    late = MovableClock(clock.now())
    slow, quick = writer_for(postgresql_database, keys, late), writer_for(postgresql_database, keys, clock)
    assert first(slow, "before")
    begun, go = threading.Event(), threading.Event()

    def slowly(unit: UnitOfWork) -> bool:
        new = unit.inbox.first_time("Ev0123")
        begun.set()
        go.wait(20)
        return new

    under_way = slow.submit(slowly)
    assert begun.wait(20)
    clock.forward(QUARTER)
    assert first(quick, "the quarter is over")
    again = quick.submit(partial(_first, "Ev0123"))
    with pytest.raises(TimeoutError):
        again.result(0.3)
    go.set()
    assert under_way.result(20) is True
    assert again.result(20) is False
    for each in (slow, quick):
        each.close()


def test_a_clock_that_is_behind_uses_what_the_others_use(
    writer: Writer, other: Writer, clock: MovableClock, late: MovableClock
):
    clock.forward(QUARTER)
    assert first(writer)
    before = sealed(writer)
    forget(other)
    assert not first(other)
    assert sealed(writer) == before


def test_a_clock_that_was_set_back_keeps_nothing_for_hours(writer: Writer, other: Writer, clock: MovableClock):
    clock.forward(HOUR)
    assert first(writer)
    forget(other)
    assert rows(other) == (0, 0)


# --- keys, backup and files ------------------------------------------------------------------------------------------


def test_it_is_known_across_a_rotation(database: Database, clock: MovableClock):
    old, new = fresh(), fresh()
    before, after = (writer_for(database, GivenKeys(keys), clock) for keys in (f"{old},{new}", f"{new},{old}"))
    assert first(before)
    assert rotate_given(database, GivenKeys(f"{new},{old}")) == (2,)
    alone = writer_for(database, GivenKeys(new), clock)
    for each in (alone, after, before):
        assert not first(each)
        each.close()


def test_no_backup_holds_any_of_it(
    database: Database, sqlite_database: Database, keys: KeySource, writer: Writer, tmp_path: Any, clock: MovableClock
):
    """Or it would be there for as long as the backup is."""
    joined(writer, "ada")  # of an empty database no backup is made
    assert first(writer)
    backup(database, keys, tmp_path / "backup")
    assert first(writer, "Ev0124")
    restore(database, keys, tmp_path / "backup", force=True)
    assert rows(writer) == (0, 0)
    assert first(writer)


def test_a_secret_that_has_ended_is_in_no_sqlite_file(sqlite_database: Database, keys: KeySource, clock: MovableClock):
    writer = writer_for(sqlite_database, keys, clock)
    assert first(writer)
    before = sealed(writer)
    assert before in sqlite_bytes(sqlite_database)
    clock.forward(KNOWN_AT_MOST)
    forget(writer)
    assert scrub(sqlite_database)
    assert before not in sqlite_bytes(sqlite_database)
    writer.close()


def test_a_secret_that_has_ended_is_in_no_file_of_postgresql(
    postgresql_database: Database, postgres: Postgres, keys: KeySource, clock: MovableClock
):
    writer = writer_for(postgresql_database, keys, clock)
    assert first(writer)
    before = sealed(writer)
    assert before in postgresql_bytes(postgresql_database, postgres)
    clock.forward(KNOWN_AT_MOST)
    forget(writer)
    assert scrub(postgresql_database)
    assert before not in postgresql_bytes(postgresql_database, postgres)
    writer.close()


def test_a_row_tells_no_time(writer: Writer, clock: MovableClock):
    """What is in clear of one event is two hashes and two drawn numbers."""
    assert first(writer)
    clock.forward(QUARTER)
    assert first(writer, "Ev0124")
    found = do(writer, lambda unit: unit.link.driver.execute("SELECT hash, generation FROM inbox").fetchall())
    quarter = int(NOW.timestamp()) // (15 * 60)
    assert len({row[1] for row in found}) == 2
    assert not [row for row in found if abs(row[1] - quarter) < MINUTE.total_seconds()]
