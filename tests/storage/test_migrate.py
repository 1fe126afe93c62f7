"""The migrations make the tables that the code expects, on both databases."""

import threading
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import inspect, text

from bot.clock import MovableClock
from bot.surface import Button, Card, Paragraph, to_plain, w
from storage.database import migrate
from storage.database.connect import Database, open_database
from storage.encryption.keys import KeySource
from storage.encryption.sealed import Keyring
from storage.encryption.sealed_json import write
from storage.tables import metadata
from storage.transactions.writer import writer_for
from tests.conftest import Postgres
from tests.storage.scene import do

ADDS, RENAMES = "0016", ("0009", "0015")  # from before names told it
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


@pytest.mark.parametrize(
    ("version", "works"),
    [(f"9999.{migrate.step()}", True), ("9999.0007", True), ("9999.9998", False), ("9999", False), ("9999.", False)],
)
def test_a_newer_version_says_which_code_works_beside_it(database: Database, version: str, works: bool):
    with database.engine.begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = :version"), {"version": version})
    assert (migrate.other(version) == "") is works
    assert not migrate.is_current(database)


def test_what_this_code_knows_it_never_takes_for_newer():
    for version in migrate.known() - {migrate.head()}:
        assert not migrate.works_beside(version)
        assert migrate.other(version).endswith("run: python app.py migrate")


NAMED = [step for step in sorted(migrate.known()) if "." in step]


@pytest.mark.parametrize("step", [ADDS, *NAMED])
def test_a_step_whose_name_says_that_older_code_works_beside_it_only_adds(tmp_path: Path, step: str):
    assert taken_away(tmp_path, step) == []


@pytest.mark.parametrize("step", RENAMES)
def test_what_a_step_takes_away_is_seen(tmp_path: Path, step: str):
    assert taken_away(tmp_path, step)


def taken_away(folder: Path, step: str) -> list[str]:
    """What older code would miss, or not know that it has to give."""
    before = max(each for each in migrate.known() if each < step)
    database = open_database(f"sqlite:///{folder / 'steps.db'}")
    shapes = []
    for version in (before, step):
        migrate.upgrade(database, version)
        found = inspect(database.engine)
        shapes.append(
            {
                f"{table}.{column['name']}": (str(column["type"]), bool(column["nullable"] or column["default"]))
                for table in found.get_table_names()
                for column in found.get_columns(table)
            }
        )
    database.close()
    old, new = shapes
    tables = {name.partition(".")[0] for name in old}
    changed = [name for name, shape in old.items() if new.get(name) != shape]
    demanded = [
        name for name, (_, free) in new.items() if name not in old and name.partition(".")[0] in tables and not free
    ]
    return changed + demanded


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


_OLD_REQUEST = (
    "INSERT INTO request (id, number, site, pathway, state, version, opened_at, terms, seeking_since, outside, misses, "
    "helm, longer_used, conversations, search, contact_wrong) "
    "VALUES ('{id}', '{number}', 'north', 'reach_in', '{state}', 1, 1000, '{{}}', 1000, 0, 0, 'nobody', 0, 0, 1, 0)"
)


def test_what_is_open_when_the_search_learns_to_go_on_is_looked_at(empty: Database):
    """From 0007: who waits has a row that makes the search look, and everybody the one of the longest time."""
    with empty.engine.begin() as connection:
        config = migrate._config()
        config.attributes["connection"] = connection
        command.upgrade(config, "0007")
        for number, state in enumerate(("seeking", "matched", "connected", "closed", "invited")):
            connection.execute(text(_OLD_REQUEST.format(id=f"r{number}", number=f"N{number}", state=state)))
    migrate.upgrade(empty)
    with empty.engine.connect() as connection:
        found = connection.execute(text("SELECT request, kind FROM deadline ORDER BY request, kind")).fetchall()
    assert [tuple(row) for row in found] == [
        ("r0", "erase-silent"),
        ("r0", "look"),
        ("r1", "erase-silent"),
        ("r2", "erase-silent"),
    ]


def test_nobody_stands_behind_the_inbox_of_before_any_more(empty: Database):
    """From 0010: hashes and secret are gone, and a language that may be the platform's stands as such."""
    with empty.engine.begin() as connection:
        config = migrate._config()
        config.attributes["connection"] = connection
        command.upgrade(config, "0010")
        people = [("physician", " ", b"p"), ("supporter", " supporter ", b"s"), ("stranger", " ", None)]
        for name, roles, index in people:
            connection.execute(
                text(
                    "INSERT INTO person (id, site, roles, email_index, profile, standing) "
                    "VALUES (:id, 'north', :roles, :index, :sealed, :sealed)"
                ),
                {"id": name, "roles": roles, "index": index, "sealed": b"sealed"},
            )
            connection.execute(
                text(
                    "INSERT INTO account (id, person, platform, address_index, address, language, gone) "
                    "VALUES (:id, :id, 'slack', :index, :index, 'fr', 0)"
                ),
                {"id": name, "index": name.encode()},
            )
        connection.execute(text("INSERT INTO inbox (hash, at) VALUES (:hash, 1000)"), {"hash": b"hash"})
        connection.execute(
            text("INSERT INTO fact (name, value) VALUES ('secret:inbox', :value), ('note:slack:bot', :value)"),
            {"value": b"sealed"},
        )
    migrate.upgrade(empty)
    with empty.engine.connect() as connection:
        languages = connection.execute(text("SELECT id, language, locale FROM account ORDER BY id")).fetchall()
        facts = connection.execute(text("SELECT name FROM fact")).scalars().all()
        left = connection.execute(text("SELECT count(*) FROM inbox")).scalar_one()
        kinds = connection.execute(text("SELECT kind FROM deadline WHERE id = 'scrub-0011'")).scalars().all()
    assert [tuple(row) for row in languages] == [
        ("physician", "", "fr"),
        ("stranger", "fr", "fr"),
        ("supporter", "fr", "fr"),
    ]
    assert (facts, left, kinds) == (["note:slack:bot"], 0, ["scrub"])


def test_cards_that_stand_carry_nothing_of_ours_after_one_edit(empty: Database, keys: KeySource, clock: MovableClock):
    """From 0009: a copy that was shown is edited once, and one that waits to be shown waits on."""
    ring = Keyring(keys.current())
    old = Card(
        (Paragraph(w("offer-ask")),), (Button(w("accept"), "offer-accept", "0123456789abcdef", 1),), footer=w("footer")
    )
    body = write({"name": "offer:0123456789abcdef", "card": to_plain(old), "receipt": "", "receipt_from": 1})
    rows: dict[str, dict[str, Any]] = {
        "person": {"id": "p1", "site": "north", "roles": " ", "profile": b"-", "standing": b"-"},
        "account": {
            "id": "a1", "person": "p1", "platform": "slack", "address_index": b"i", "language": "", "gone": 0,
            "address": ring.seal(write(["T1", "U1"]), "account.address:a1"),
        },
        "slot": {
            "id": "s1", "person": "p1", "name_index": ring.index("slot", "p1", "offer:0123456789abcdef"),
            "body": ring.seal(body, "slot.body:s1"), "version": 1, "last": 0,
        },
        "copy": {
            "id": "c1", "slot": "s1", "account": "a1", "seq": 1, "shown": 1, "retired": 0, "trying": 0, "attempts": 0,
            "reference": ring.seal(b"D1:1.1", "copy.reference:c1"),
        },
    }  # fmt: skip
    with empty.engine.begin() as connection:
        config = migrate._config()
        config.attributes["connection"] = connection
        command.upgrade(config, "0009")
        for table, values in rows.items():
            names = ", ".join(values)
            places = ", ".join(f":{name}" for name in values)
            connection.execute(text(f"INSERT INTO {table} ({names}) VALUES ({places})"), values)  # noqa: S608
    migrate.upgrade(empty)
    writer = writer_for(empty, keys, clock)
    (delivery,) = do(writer, lambda unit: unit.slots.claim(unit.now, timedelta(minutes=1), 10))
    assert (delivery.copy, delivery.reference) == ("c1", "D1:1.1")
    (button,) = delivery.card.buttons
    assert button.verb == "b0"
    meant = do(writer, lambda unit: unit.values.meaning(button.token, delivery.account))
    assert meant == (("offer-accept", "0123456789abcdef", 1),)
    assert delivery.mark not in {"c1", ""}
    do(writer, lambda unit: unit.slots.settle(delivery, delivery.reference, unit.now))
    assert do(writer, lambda unit: unit.slots.claim(unit.now, timedelta(minutes=1), 10)) == []
    writer.close()
