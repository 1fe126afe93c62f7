"""The tables as somebody with the database and without the keys would see them, for the playground's drawer."""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import BigInteger, Column, LargeBinary, Table, bindparam, select

from storage import tables
from storage.database.connect import Database
from storage.database.sql import Sql, moment
from storage.database.transaction import reading
from storage.encryption.encrypted_columns import INDEXED, SEALED

MOST = 50
_SHOWN_BYTES = 2
_SEALED = {(place.table, place.column) for place in SEALED}
_KEYED = {(place.table, place.column) for place in INDEXED}
# What tells the age of a row, newest first; the others are in no order that means anything.
_AGES = ("opened_at", "made_at", "due_at", "at", "seq", "until")


@dataclass(frozen=True, slots=True)
class TableView:
    name: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


def tables_as_seen(database: Database) -> list[TableView]:
    """Every table, at most fifty of its newest rows, each cell as text. Nothing is unsealed: no key is at hand here."""
    views = []
    with reading(database) as link:
        for table, query in _QUERIES:
            columns = tuple(table.columns)
            rows = [
                tuple(_cell(column, value) for column, value in zip(columns, row, strict=True))
                for row in link.all(query, most=MOST)
            ]
            views.append(TableView(table.name, tuple(column.name for column in columns), tuple(rows)))
    return views


def _newest(table: Table) -> Sql:
    age = next((table.c[name] for name in _AGES if name in table.c), None)
    query = select(table) if age is None else select(table).order_by(age.desc().nulls_last())
    return Sql(query.limit(bindparam("most")))


def _cell(column: Column[Any], value: Any) -> str:
    if value is None:
        return ""
    if isinstance(column.type, LargeBinary):
        begins = f"{len(value)} bytes: {value[:_SHOWN_BYTES].hex()}…"
        where = (column.table.name, column.name)
        if where in _SEALED:
            return f"sealed, {begins}"
        return f"keyed, {begins}" if where in _KEYED else f"hashed, {begins}"
    if isinstance(column.type, BigInteger) and column.name != "seq":
        return moment(value).isoformat(timespec="seconds")
    return str(value)


_QUERIES = tuple((table, _newest(table)) for table in tables.metadata.sorted_tables)
