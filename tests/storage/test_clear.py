"""A stolen database without the keys names nobody, and what was deleted is not in its files (rule 9)."""

from pathlib import Path

import psycopg
import pytest

from bot.clock import MovableClock
from bot.core.people import Role
from bot.core.request import Request, RequestState
from storage.database.connect import Database
from storage.database.scrub import scrub
from storage.encryption.keys import KeySource
from storage.transactions.unit_of_work import UnitOfWork
from storage.transactions.writer import Writer, writer_for
from tests.conftest import Postgres
from tests.storage.scene import NOW, an_offer, ask, card, do, join, teams

# Everything about them that somebody could recognise.
RECOGNISABLE = (
    "Ruthwitha", "Recognisable", "ruthwitha@hospital.example", "204-555", "URUTHWITHA", "T0WORKSPACE", "ruth-entra",
    "Askerova", "UASKEROVA", "mobile", "7788", "complaint", "UAVOIDED", "boss@hospital", "your update", "ts-1234",
    "offer:7f3a", "Ev0123",
)  # fmt: skip


def live_a_day(writer: Writer) -> Request:
    def story(unit: UnitOfWork) -> Request:
        assert unit.inbox.first_time("Ev0123")
        ruth = join(unit, "Ruthwitha Recognisable", Role.SUPPORTER)
        unit.people.attach(ruth.id, teams("ruth-entra"))
        asker = join(unit, "Askerova Recognisable")
        request = ask(unit, asker)
        unit.offers.add(an_offer(request, ruth))
        unit.ledger.note("opened", site="north", actor=asker.id, request=request)
        unit.ledger.note("import", site="north", actor=ruth.id)
        unit.slots.say(ruth.id, "offer:7f3a", card("your update"), at=NOW, notify=True, receipt="offer:7f3a")
        for delivery in unit.slots.claim(NOW, NOW - NOW, 10):
            unit.slots.settle(delivery, "ts-1234", NOW)
        return request

    return do(writer, story)


def wrapped(writer: Writer, request: Request) -> bytes:
    query = f"SELECT wrapped FROM request_key WHERE request = '{request.id}'"  # noqa: S608
    found = do(writer, lambda unit: unit.link.driver.execute(query).fetchone())
    return bytes(found[0])


def sqlite_bytes(database: Database) -> bytes:
    assert database.path is not None
    beside = (database.path.with_name(database.path.name + ending) for ending in ("", "-wal", "-shm"))
    return b"".join(path.read_bytes() for path in beside if path.exists())


def postgresql_bytes(database: Database, server: Postgres) -> bytes:
    """Every file of this database's folder, as it is on the disk."""
    with database.engine.connect() as connection:
        connection.exec_driver_sql("CHECKPOINT")
        (oid,) = connection.exec_driver_sql("SELECT oid FROM pg_database WHERE datname = current_database()").one()
    return b"".join(path.read_bytes() for path in (Path(server.folder) / "base" / str(oid)).iterdir())


def shred(writer: Writer, request: Request) -> None:
    do(writer, lambda unit: unit.requests.shred(unit.requests.move(request, RequestState.CLOSED)))


def test_no_identity_stands_in_a_sqlite_file(sqlite_database: Database, keys: KeySource, clock: MovableClock):
    writer = writer_for(sqlite_database, keys, clock)
    request = live_a_day(writer)
    content = sqlite_bytes(sqlite_database).lower()
    writer.close()
    assert request.id.encode() in content
    assert [word for word in RECOGNISABLE if word.lower().encode() in content] == []


def test_no_identity_stands_in_the_files_of_postgresql(
    postgresql_database: Database, postgres: Postgres, keys: KeySource, clock: MovableClock
):
    writer = writer_for(postgresql_database, keys, clock)
    request = live_a_day(writer)
    content = postgresql_bytes(postgresql_database, postgres).lower()
    writer.close()
    assert request.id.encode() in content
    assert [word for word in RECOGNISABLE if word.lower().encode() in content] == []


def test_a_shredded_key_is_in_no_sqlite_file(sqlite_database: Database, keys: KeySource, clock: MovableClock):
    writer = writer_for(sqlite_database, keys, clock)
    request = live_a_day(writer)
    key = wrapped(writer, request)
    assert key in sqlite_bytes(sqlite_database)
    shred(writer, request)
    assert scrub(sqlite_database)
    assert key not in sqlite_bytes(sqlite_database)
    writer.close()


def test_sqlite_overwrites_what_it_deletes(sqlite_database: Database):
    """Some builds of SQLite do so by themselves, others do not."""
    with sqlite_database.engine.connect() as connection:
        assert connection.exec_driver_sql("PRAGMA secure_delete").scalar_one() == 1


def test_nothing_of_it_is_written_to_a_file_of_sqlites_own(sqlite_database: Database):
    """What a savepoint would put back is whole pages: they would be in the system's temporary folder."""
    with sqlite_database.engine.connect() as connection:
        assert connection.exec_driver_sql("PRAGMA temp_store").scalar_one() == 2


def test_a_reader_in_the_middle_makes_sqlite_try_again_later(
    sqlite_database: Database, keys: KeySource, clock: MovableClock
):
    writer = writer_for(sqlite_database, keys, clock)
    request = live_a_day(writer)
    key = wrapped(writer, request)
    pooled = sqlite_database.engine.raw_connection()
    pooled.driver_connection.execute("BEGIN")  # type: ignore[union-attr]
    pooled.driver_connection.execute("SELECT count(*) FROM request_key").fetchone()  # type: ignore[union-attr]
    shred(writer, request)
    assert not scrub(sqlite_database)
    pooled.close()
    assert scrub(sqlite_database)
    assert key not in sqlite_bytes(sqlite_database)
    writer.close()


def test_a_shredded_key_is_in_no_file_of_postgresql(
    postgresql_database: Database, postgres: Postgres, keys: KeySource, clock: MovableClock
):
    writer = writer_for(postgresql_database, keys, clock)
    request = live_a_day(writer)
    key = wrapped(writer, request)
    assert key in postgresql_bytes(postgresql_database, postgres)
    shred(writer, request)
    assert scrub(postgresql_database)
    assert key not in postgresql_bytes(postgresql_database, postgres)
    writer.close()


@pytest.mark.parametrize("isolation", ["REPEATABLE READ", "READ COMMITTED"])
def test_an_older_transaction_makes_postgresql_try_again_later(
    postgresql_database: Database, postgres: Postgres, keys: KeySource, clock: MovableClock, isolation: str
):
    """Whoever reads an older snapshot, or has begun to write before, could still see the dead rows."""
    writer = writer_for(postgresql_database, keys, clock)
    request = live_a_day(writer)
    key = wrapped(writer, request)
    with psycopg.connect(
        postgresql_database.engine.url.set(drivername="postgresql").render_as_string(hide_password=False)
    ) as older:
        older.execute(f"SET TRANSACTION ISOLATION LEVEL {isolation}")
        older.execute("SELECT pg_current_xact_id()" if isolation == "READ COMMITTED" else "SELECT 1")
        shred(writer, request)
        assert not scrub(postgresql_database)
        assert key in postgresql_bytes(postgresql_database, postgres)
    assert scrub(postgresql_database)
    assert key not in postgresql_bytes(postgresql_database, postgres)
    writer.close()


# --- the order in which things were written -------------------------------------------------------------------------


def count_some(writer: Writer, supporter: str) -> None:
    """Counts of twelve closings, and after each the supporter's standing: written in turn, a transaction each."""
    for _ in range(12):
        do(writer, lambda unit: unit.ledger.tally(site="north", month="2026-09", kind="request"))
        do(writer, lambda unit: unit.people.save_standing(supporter, unit.people.get(supporter).standing))


def test_where_a_count_stands_in_a_sqlite_file_says_nothing_of_when_it_came(
    sqlite_database: Database, keys: KeySource, clock: MovableClock
):
    writer = writer_for(sqlite_database, keys, clock)
    ruth = do(writer, lambda unit: join(unit, "Ruth Okafor", Role.SUPPORTER))
    count_some(writer, ruth.id)
    ids = do(writer, lambda unit: [row[0] for row in unit.link.driver.execute("SELECT id FROM tally").fetchall()])
    assert scrub(sqlite_database)
    writer.close()
    content = sqlite_bytes(sqlite_database)
    assert len(ids) == 12
    assert sorted(ids, key=lambda each: -content.index(each.encode())) == sorted(ids)
    with sqlite_database.engine.connect() as connection:
        assert connection.exec_driver_sql("PRAGMA freelist_count").scalar_one() == 0


def test_no_table_of_sqlite_counts_its_rows(sqlite_database: Database):
    """A hidden row number would be the order in which they were written."""
    with sqlite_database.engine.connect() as connection:
        made = connection.exec_driver_sql("SELECT name, sql FROM sqlite_master WHERE type = 'table'").fetchall()
    assert [name for name, sql in made if "WITHOUT ROWID" not in sql] == ["alembic_version"]


def test_what_outlives_a_request_was_written_by_one_transaction_in_postgresql(
    postgresql_database: Database, keys: KeySource, clock: MovableClock
):
    writer = writer_for(postgresql_database, keys, clock)
    ruth = do(writer, lambda unit: join(unit, "Ruth Okafor", Role.SUPPORTER))
    count_some(writer, ruth.id)
    assert scrub(postgresql_database)
    writer.close()
    with postgresql_database.engine.connect() as connection:
        rows = connection.exec_driver_sql("SELECT id, xmin::text FROM tally ORDER BY ctid").fetchall()
    assert [row[0] for row in rows] == sorted(row[0] for row in rows)
    assert len(rows) == 12
    assert len({row[1] for row in rows}) == 1
