"""While two versions work on one database, the older one reads what the newer has written, and leaves out what it does
not know."""

from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Table

from bot.core.callback import Call, Caller, CallState
from bot.ports.records import Planned
from storage import tables
from storage.encryption.sealed_json import read, write
from storage.stores.request_keys import RequestKeys
from storage.transactions.unit_of_work import UnitOfWork
from storage.transactions.writer import Writer
from tests.storage.scene import a_request, details_of, do, join, joined

NOW = datetime(2026, 9, 7, 15, tzinfo=UTC)


def newer(plain: bytes) -> bytes:
    """As a version writes it that knows one thing more."""
    return write(read(plain) | {"of_a_later_version": ["this"]})


def rewrite(unit: UnitOfWork, table: Table, column: str, row_id: str, key: Any = None) -> None:
    """What is in this column; under `key` where it is sealed."""
    sql = f"SELECT {column} FROM {table.name} WHERE id = '{row_id}'"  # noqa: S608 - our own names
    (value,) = unit.link.driver.execute(sql).fetchall()[0]
    place = f"{table.name}.{column}:{row_id}"
    anew = key.seal(newer(key.open(bytes(value), place)), place) if key else newer(value.encode()).decode()
    assert unit.link.change(table, {"id": row_id}, {column: anew}) == 1


def test_a_person(writer: Writer) -> None:
    (robin,) = joined(writer, "Robin")

    def newer_one(unit: UnitOfWork) -> None:
        for column in ("profile", "standing"):
            rewrite(unit, tables.person, column, robin.id, unit.keys)

    do(writer, newer_one)
    assert do(writer, lambda unit: unit.people.get(robin.id)) == robin


def test_a_request(writer: Writer) -> None:
    robin = do(writer, lambda unit: join(unit, "Robin"))
    request = do(writer, lambda unit: unit.requests.open(a_request(), details_of(robin)))

    def newer_one(unit: UnitOfWork) -> None:
        key = RequestKeys(unit.link, unit.keys).of(request.id)
        rewrite(unit, tables.request, "details", request.id, key)
        rewrite(unit, tables.request, "terms", request.id)

    do(writer, newer_one)
    assert do(writer, lambda unit: unit.requests.get(request.id)) == request
    assert do(writer, lambda unit: unit.requests.details(request)) == details_of(robin)


def test_a_call_back(writer: Writer) -> None:
    robin = do(writer, lambda unit: join(unit, "Robin"))
    caller = Caller(robin.id, "204-555-0123", ("p2",))
    call = do(writer, lambda unit: unit.callbacks.open(Call("", "", "north", CallState.ASKED, 1, NOW), caller))
    do(writer, lambda unit: rewrite(unit, tables.callback, "body", call.id, unit.keys))
    assert do(writer, lambda unit: unit.callbacks.caller(call)) == caller


def test_a_gathering(writer: Writer) -> None:
    plan = Planned("", "north", NOW, "Tea", "tea", weekly=True, where="Room 2", join_url="", capacity=None)
    made = do(writer, lambda unit: unit.gatherings.plan(plan))
    do(writer, lambda unit: rewrite(unit, tables.gathering, "plan", made.id))
    assert do(writer, lambda unit: unit.gatherings.get(made.id)) == made
