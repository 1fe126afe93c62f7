"""A filled database of an earlier version is upgraded: what closing deletes today is gone, and what is open goes on."""

import re
from collections.abc import AsyncIterator, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from bot.clock import MovableClock
from bot.configuration.settings import given
from bot.core.request import RequestState
from bot.process.demo import Demo, make_demo
from bot.surface import Account, Press
from storage.database.connect import Database, open_database
from storage.database.migrate import upgrade
from storage.database.scrub import scrub
from storage.encryption.keys import GivenKeys
from storage.encryption.sealed import Keyring
from storage.encryption.sealed_json import read
from storage.transactions.unit_of_work import UnitOfWork
from tests import carried
from tests.conftest import Postgres
from tests.remains import knows, mentions, opened
from tests.storage.before import KEY_OF_5A1326C, copy_into, unpack

_TIMES = ("opened_at", "seeking_since", "matched_at", "connected_at", "first_matched_at")
_ENDED = (
    "SELECT offer.id, made_at, delivered_at FROM offer JOIN request ON request.id = offer.request "
    "WHERE request.state = 'closed'"
)
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


@dataclass
class Before:
    """What stood in it."""

    url: str
    database: Database
    closed: set[str] = field(default_factory=set)  # ids of requests and of their offers
    open: set[str] = field(default_factory=set)
    instants: set[datetime] = field(default_factory=set)  # of the closed ones' lives
    forget: set[datetime] = field(default_factory=set)


@pytest.fixture(params=["sqlite", "postgresql"])
def before(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Before]:
    path = tmp_path / "peerline.db"
    unpack(path)
    url = f"sqlite:///{path}"
    if request.param == "postgresql":
        server: Postgres = request.getfixturevalue("postgres")
        url = server.create(migrated=False)
    database = open_database(url)
    if database.is_postgresql:
        copy_into(database, path)
    yield _look(Before(url, database))
    database.close()
    if database.is_postgresql:
        server.drop(url)


def _look(before: Before) -> Before:
    ring = Keyring(GivenKeys(KEY_OF_5A1326C).current())
    with before.database.engine.connect() as link:

        def rows(sql: str) -> list[Any]:
            return list(link.exec_driver_sql(sql).fetchall())

        before.open = {row[0] for row in rows("SELECT id FROM request WHERE state <> 'closed'")}
        for row in rows(f"SELECT id, {', '.join(_TIMES)} FROM request WHERE state = 'closed'"):  # noqa: S608
            before.closed.add(row[0])
            before.instants |= {_moment(value) for value in row[1:] if value is not None}
        for id_, *times in rows(_ENDED):
            before.closed.add(id_)
            before.instants |= {_moment(value) for value in times if value is not None}
        before.forget = {_moment(row[0]) for row in rows("SELECT due_at FROM deadline WHERE kind = 'forget'")}
        for id_, sealed in rows("SELECT id, standing FROM person"):
            known = read(ring.open(bytes(sealed), f"person.standing:{id_}"))
            if known["last_matched"]:
                before.instants.add(datetime.fromisoformat(known["last_matched"]))
    return before


def _moment(micros: int) -> datetime:
    return _EPOCH + timedelta(microseconds=micros)


@pytest.fixture
async def demo(before: Before) -> AsyncIterator[Demo]:
    """The house after the upgrade, some seconds later."""
    upgrade(before.database)
    settings = given(peerline_database_url=before.url, peerline_keys=KEY_OF_5A1326C)
    found, _ = make_demo(settings, MovableClock(datetime.now(UTC) + timedelta(seconds=5)))
    yield found
    found.house.close()


def test_there_is_something_to_delete(before: Before):
    assert len(before.closed) == 6
    assert len(before.open) == 2
    assert len(before.instants) == 6


def test_a_database_of_before_and_one_from_nothing_end_alike(tmp_path: Path):
    """Table by table: columns in their order, keys, rules and indexes; the file of before was made by its own steps."""
    old, new = tmp_path / "old.db", tmp_path / "new.db"
    unpack(old)
    assert _shape_after_upgrade(old) == _shape_after_upgrade(new)


def _shape_after_upgrade(path: Path) -> list[tuple[str, str, str]]:
    database = open_database(f"sqlite:///{path}")
    upgrade(database)
    with database.engine.connect() as link:
        made = link.exec_driver_sql("SELECT type, name, coalesce(sql, '') FROM sqlite_master ORDER BY 1, 2").fetchall()
    database.close()
    return [(kind, name, re.sub(r'[\s"]+', " ", sql.replace("('')", "''"))) for kind, name, sql in made]


async def test_nothing_of_what_was_closed_is_left(before: Before, demo: Demo):
    await demo.house.deadlines.sweep()
    found = await demo.house.engine.run(opened)
    assert mentions(found, before.closed) == []
    assert knows(found, before.instants | before.forget) == []
    months = await demo.house.engine.run(lambda unit: [each.standing.matches for each in unit.people.everybody()])
    assert {month.isoformat() for each in months for month in each} == {"2026-09-01"}


async def test_what_is_open_goes_on(before: Before, demo: Demo):
    house = demo.house
    requests = {each.id: each for each in await house.engine.run(lambda unit: unit.requests.open_ones())}
    assert set(requests) == before.open
    assert {each.state for each in requests.values()} == {RequestState.SEEKING, RequestState.MATCHED}
    robin = Account("playground", "demo", "robin-fictional")
    reply = await house.engine.handle(Press("", robin, "en", "", verb="status"))
    assert "status-title" in str(reply.dialog)
    matched = next(each for each in requests.values() if each.state is RequestState.MATCHED)
    offer = await house.engine.run(lambda unit: unit.offers.live(matched.id))
    assert offer is not None
    withdraw = Press("", robin, "en", "", verb="withdraw-yes", token=matched.id, version=matched.version)
    assert "withdrawn-words" in str((await house.engine.handle(carried.sealed(withdraw, house))).dialog)
    assert mentions(await house.engine.run(opened), {matched.id, offer.id}) == []


async def test_last_words_that_waited_have_no_moment_in_common_and_come(before: Before, demo: Demo):
    def waiting(unit: UnitOfWork) -> list[Any]:
        sql = "SELECT slot.person, version, due_at, until FROM slot JOIN copy ON copy.slot = slot.id WHERE last = 1"
        return list(unit.link.driver.execute(sql).fetchall())

    told = await demo.house.engine.run(waiting)
    assert len({row[0] for row in told}) == 2
    assert {row[1] for row in told} == {1_000_000_000}
    assert {row[2] % 60_000_000 for row in told} == {0}
    assert {row[3] - row[2] for row in told} == {24 * 60 * 60_000_000}
    demo.clock.forward(timedelta(minutes=31))
    await demo.house.outbox.settle()
    assert await demo.house.engine.run(waiting) == []


async def test_somebody_on_no_roster_is_forgotten_all_the_same(demo: Demo):
    def strangers(unit: UnitOfWork) -> int:
        return sum(not each.listed for each in unit.people.everybody())

    assert await demo.house.engine.run(strangers) == 1
    for _ in range(3):
        demo.clock.forward(timedelta(minutes=31))
        await demo.house.outbox.settle()
        await demo.house.deadlines.sweep()
    assert await demo.house.engine.run(strangers) == 0


async def test_its_files_hold_nothing_of_it_either(before: Before, demo: Demo):
    await demo.house.deadlines.sweep()
    if before.database.path is None:
        return  # its files are those of a new table: tests/storage/test_clear.py
    assert scrub(before.database)
    content = b"".join(path.read_bytes() for path in before.database.path.parent.glob("peerline.db*"))
    assert [each for each in before.closed if each.encode() in content] == []
    with before.database.engine.connect() as link:
        made = link.exec_driver_sql("SELECT name, sql FROM sqlite_master WHERE type = 'table'").fetchall()
        assert [name for name, sql in made if "WITHOUT ROWID" not in sql] == ["alembic_version"]
        assert link.exec_driver_sql("PRAGMA integrity_check").scalar_one() == "ok"
        assert link.exec_driver_sql("PRAGMA foreign_key_check").fetchall() == []
