"""Statements written with SQLAlchemy Core, compiled once a dialect and run on the driver itself.

The writer runs thousands of small transactions on one thread; building and compiling a statement each time costs
several times what the database does (docs/architecture.md, "What a press costs").
"""

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime, timedelta
from typing import Any, Protocol

from sqlalchemy import Executable, Table, bindparam, insert, text, update
from sqlalchemy.engine import Dialect
from sqlalchemy.sql import ClauseElement

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


def micros(at: datetime) -> int:
    return (at - _EPOCH) // timedelta(microseconds=1)


def micros_or_none(at: datetime | None) -> int | None:
    return None if at is None else micros(at)


def moment(value: int) -> datetime:
    return _EPOCH + timedelta(microseconds=value)


def moment_or_none(value: int | None) -> datetime | None:
    return None if value is None else moment(value)


class Cursor(Protocol):
    rowcount: int

    def fetchone(self) -> Any: ...
    def fetchall(self) -> Any: ...


class DriverConnection(Protocol):
    """What sqlite3 and psycopg connections have in common."""

    def execute(self, sql: str, params: Mapping[str, Any] | Sequence[Any] = ..., /) -> Cursor: ...
    def close(self) -> None: ...


class Sql:
    """One statement with named parameters, the same on both databases."""

    def __init__(self, statement: Executable | str, columns: Sequence[str] | None = None, *, ending: str = "") -> None:
        self._statement = text(statement) if isinstance(statement, str) else statement
        self._columns = columns
        self._ending = ending
        self._compiled: dict[str, tuple[str, dict[str, Any]]] = {}

    def on(self, dialect: Dialect) -> tuple[str, dict[str, Any]]:
        """The text for this database, and the values that stand in the statement itself."""
        found = self._compiled.get(dialect.name)
        if found is None:
            assert isinstance(self._statement, ClauseElement)  # noqa: S101 - narrows the type, cannot fail
            compiled = self._statement.compile(dialect=dialect, column_keys=self._columns)
            fixed = {name: value for name, value in compiled.params.items() if value is not None}
            found = self._compiled[dialect.name] = (str(compiled) + self._ending, fixed)
        return found


def insert_into(table: Table) -> Sql:
    """INSERT of a whole row; parameters are the columns' names."""
    return Sql(insert(table), columns=[column.name for column in table.columns])


def insert_unless_there(table: Table) -> Sql:
    """The same, but it meets no row where a unique index has one: the transaction lives on, even PostgreSQL's."""
    return Sql(insert(table), columns=[column.name for column in table.columns], ending=" ON CONFLICT DO NOTHING")


_UPDATES: dict[tuple[str, tuple[str, ...], tuple[str, ...]], Sql] = {}


def update_where(table: Table, where: Sequence[str], columns: Sequence[str]) -> Sql:
    """UPDATE of `columns` where each of `where` equals; its parameters are v_<column> and w_<column>."""
    key = (table.name, tuple(where), tuple(columns))
    if key not in _UPDATES:
        statement = update(table).values({name: bindparam(f"v_{name}", type_=table.c[name].type) for name in columns})
        for name in where:
            statement = statement.where(table.c[name] == bindparam(f"w_{name}", type_=table.c[name].type))
        _UPDATES[key] = Sql(statement)
    return _UPDATES[key]


class Link:
    """A driver connection inside a transaction."""

    def __init__(self, driver: DriverConnection, dialect: Dialect) -> None:
        self.driver = driver
        self.dialect = dialect

    @property
    def is_postgresql(self) -> bool:
        return self.dialect.name == "postgresql"

    def run(self, sql: Sql, **params: Any) -> Cursor:
        text_, fixed = sql.on(self.dialect)
        return self.driver.execute(text_, fixed | params if fixed else params)

    def one(self, sql: Sql, **params: Any) -> tuple[Any, ...] | None:
        row: tuple[Any, ...] | None = self.run(sql, **params).fetchone()
        return row

    def all(self, sql: Sql, **params: Any) -> list[tuple[Any, ...]]:
        rows: list[tuple[Any, ...]] = self.run(sql, **params).fetchall()
        return rows

    def count(self, sql: Sql, **params: Any) -> int:
        """How many rows a change met."""
        return self.run(sql, **params).rowcount

    def change(self, table: Table, where: Mapping[str, Any], values: Mapping[str, Any]) -> int:
        """UPDATE `values` where every column of `where` equals; returns how many rows it met."""
        sql = update_where(table, tuple(where), tuple(values))
        params = {f"v_{k}": v for k, v in values.items()} | {f"w_{k}": v for k, v in where.items()}
        return self.run(sql, **params).rowcount
