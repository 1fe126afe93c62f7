"""What a thief finds who has the whole database and the keys: every value of every row, sealed ones opened."""

import re
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from typing import Any

from bot.core.request import Details, Request
from storage import tables
from storage.database.sql import micros
from storage.encryption.encrypted_columns import SEALED, Under
from storage.transactions.unit_of_work import UnitOfWork
from tests.stage import Stage

_ISO = re.compile(rb"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?(?:\+00:00|Z)?")


async def everything(stage: Stage) -> dict[str, list[Any]]:
    """By table and column."""
    found: dict[str, list[Any]] = await stage.read(opened)
    return found


def opened(unit: UnitOfWork) -> dict[str, list[Any]]:
    sealed = {(each.table, each.column): each for each in SEALED}
    found: dict[str, list[Any]] = {}
    for table in tables.metadata.sorted_tables:
        names = [column.name for column in table.columns]
        columns = ", ".join(f'"{name}"' for name in names)
        for row in unit.link.driver.execute(f'SELECT {columns} FROM "{table.name}"').fetchall():  # noqa: S608
            values = dict(zip(names, row, strict=True))
            for name, value in values.items():
                place = sealed.get((table.name, name))
                if place is not None and value is not None:
                    request = place.under is Under.REQUEST or (place.under is Under.EITHER and values["request"])
                    if not request:
                        value = unit.keys.open(bytes(value), place.context(values[place.row_id]))
                found.setdefault(f"{table.name}.{name}", []).append(value)
    return found


def mentions(found: dict[str, list[Any]], words: Iterable[str]) -> list[str]:
    """The columns in which one of these words stands, as a whole or within a text."""
    return sorted({f"{where}: {word}" for where, value in _all(found) for word in words if word in _text(value)})


def knows(found: dict[str, list[Any]], instants: Iterable[datetime]) -> list[str]:
    """The columns in which one of these instants stands, to the microsecond, as a number or as words."""
    numbers = {micros(each) for each in instants}
    told = []
    for where, value in _all(found):
        if isinstance(value, int):
            told += [where] * (value in numbers)
        else:
            stamps = (each.decode().replace("Z", "+00:00") for each in _ISO.findall(_text(value).encode()))
            moments = (datetime.fromisoformat(each) for each in stamps)
            told += [where for each in moments if micros(each if each.tzinfo else each.replace(tzinfo=UTC)) in numbers]
    return sorted(set(told))


def instants_of(request: Request) -> set[datetime]:
    """Every hour that a request has been given so far."""
    return {value for name in Request.__slots__ if isinstance(value := getattr(request, name), datetime)}


def wishes(details: Details) -> tuple[str, ...]:
    """What of its details can be recognised anywhere."""
    return tuple(each for each in (details.contact, details.physician) if each)


def _all(found: dict[str, list[Any]]) -> Iterator[tuple[str, Any]]:
    return ((where, value) for where, values in found.items() for value in values if value is not None)


def _text(value: Any) -> str:
    return bytes(value).decode("latin-1") if isinstance(value, bytes | memoryview) else str(value)
