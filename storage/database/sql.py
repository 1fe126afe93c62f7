"""Statements written with SQLAlchemy Core, compiled once a dialect and run on the driver itself.

The writer runs thousands of small transactions on one thread; building and compiling a statement each time costs
several times what the database does (docs/internals.md, "What a press costs").
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any, Protocol

from sqlalchemy import Executable, Table, bindparam, insert, text, update
from sqlalchemy.engine import Dialect
from sqlalchemy.sql import ClauseElement
from sqlalchemy.sql.compiler import SQLCompiler

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


def micros(at: datetime) -> int:
    return (at - _EPOCH) // timedelta(microseconds=1)


def micros_or_none(at: datetime | None) -> int | None:
    return None if at is None else micros(at)


def moment(value: int) -> datetime:
    return _EPOCH + timedelta(microseconds=value)


def moment_or_none(value: int | None) -> datetime | None:
    return None if value is None else moment(value)


Row = tuple[Any, ...]
_Question = tuple[Any, ...]


class Cursor(Protocol):
    rowcount: int

    def fetchone(self) -> Any: ...
    def fetchall(self) -> list[Row]: ...


class DriverConnection(Protocol):
    """What sqlite3 and psycopg connections have in common."""

    def execute(self, sql: str, params: Mapping[str, Any] | Sequence[Any] = ..., /) -> Cursor: ...
    def close(self) -> None: ...


@dataclass(frozen=True, slots=True, eq=False)
class Compiled:
    """A statement for one database: its text, the values that are in the statement itself, and what it touches."""

    text: str
    fixed: dict[str, Any]
    order: tuple[str, ...] | None  # of the parameters, for SQLite, which takes them by place twice as fast as by name
    reads: frozenset[str]  # tables; empty for a change
    changes: str  # the table that it changes, "" for a reading
    holds: bool  # keeps others away from the rows it finds, so it may have waited for them

    def values(self, params: dict[str, Any]) -> Mapping[str, Any] | list[Any]:
        """As the driver takes them."""
        every = self.fixed | params if self.fixed else params
        return every if self.order is None else [every[name] for name in self.order]


_CHANGE = re.compile(r"(?:INSERT\s+INTO|UPDATE|DELETE\s+FROM)\s+(\w+)", re.IGNORECASE)
_READ = re.compile(r"\b(?:FROM|JOIN)\s+(\w+)", re.IGNORECASE)
_HOLD = re.compile(r"\bFOR\s+(?:NO\s+KEY\s+UPDATE|UPDATE|KEY\s+SHARE|SHARE)\b", re.IGNORECASE)


class Sql:
    """One statement with named parameters, the same on both databases. Tables are joined by JOIN, never by a comma."""

    def __init__(self, statement: Executable | str, columns: Sequence[str] | None = None, *, ending: str = "") -> None:
        self._statement = text(statement) if isinstance(statement, str) else statement
        self._columns = columns
        self._ending = ending
        self.compiled: dict[str, Compiled] = {}  # by dialect

    def compile(self, dialect: Dialect) -> Compiled:
        assert isinstance(self._statement, ClauseElement)  # noqa: S101 - narrows the type, cannot fail
        compiled = self._statement.compile(dialect=dialect, column_keys=self._columns)
        assert isinstance(compiled, SQLCompiler)  # noqa: S101 - as above
        fixed = {name: value for name, value in compiled.params.items() if value is not None}
        words = (str(compiled) + self._ending).strip()
        change = _CHANGE.match(words)
        by_place = compiled.positional
        done = self.compiled[dialect.name] = Compiled(
            text=words,
            fixed=fixed,
            order=tuple(compiled.positiontup or ()) if by_place else None,
            reads=frozenset() if change else frozenset(_READ.findall(words)),
            changes=change[1] if change else "",
            holds=_HOLD.search(words) is not None,
        )
        return done


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
    """A driver connection inside a transaction.

    With `remembers`, what was read is not read again before something of its tables was changed here: on SQLite nobody
    else writes while this transaction does. On PostgreSQL others do, and whatever takes a lock or changes a row may
    have waited for them: after it everything is read anew, as every hard rule must be.
    """

    def __init__(self, driver: DriverConnection, dialect: Dialect, *, remembers: bool = False) -> None:
        self.driver = driver
        self.dialect = dialect
        self._name = dialect.name
        self.is_postgresql = dialect.name == "postgresql"
        self.changed: dict[str, int] = {}  # tables that this transaction has written to, and at which of its changes
        self.touched: set[str] = set()  # those of them in which a row was met
        self._remembers = remembers
        self._known: dict[_Question, tuple[int, list[Row]]] = {}  # what was found, and after which change
        self._changes = 0

    def run(self, sql: Sql, **params: Any) -> Cursor:
        """For a change; what a reading finds this way is not remembered."""
        return self._execute(sql, params)

    def one(self, sql: Sql, **params: Any) -> Row | None:
        rows = self._read(sql, params)
        return rows[0] if rows else None

    def all(self, sql: Sql, **params: Any) -> Sequence[Row]:
        return self._read(sql, params)

    def count(self, sql: Sql, **params: Any) -> int:
        """How many rows a change met."""
        return self._execute(sql, params).rowcount

    def change(self, table: Table, where: Mapping[str, Any], values: Mapping[str, Any]) -> int:
        """UPDATE `values` where every column of `where` equals; returns how many rows it met."""
        sql = update_where(table, tuple(where), tuple(values))
        params = {f"v_{k}": v for k, v in values.items()} | {f"w_{k}": v for k, v in where.items()}
        return self._execute(sql, params).rowcount

    # --- inside

    def _execute(self, sql: Sql, params: dict[str, Any]) -> Cursor:
        compiled = sql.compiled.get(self._name) or sql.compile(self.dialect)
        if compiled.changes:
            self._changes += 1
            self.changed[compiled.changes] = self._changes
            if self.is_postgresql:
                self._known.clear()
        elif not compiled.reads:  # a lock that stands for itself (pg_advisory_xact_lock), or nobody knows what
            self._known.clear()
        cursor = self.driver.execute(compiled.text, compiled.values(params))
        if compiled.changes and cursor.rowcount:
            self.touched.add(compiled.changes)
        return cursor

    def _read(self, sql: Sql, params: dict[str, Any]) -> list[Row]:
        compiled = sql.compiled.get(self._name) or sql.compile(self.dialect)
        if not self._remembers or not compiled.reads:
            return self._execute(sql, params).fetchall()
        question = (sql, *params.items())
        known = self._known.get(question)
        if known is not None and self._stands(known[0], compiled.reads):
            return known[1]
        if compiled.holds:
            self._known.clear()
        rows = self.driver.execute(compiled.text, compiled.values(params)).fetchall()
        self._known[question] = (self._changes, rows)
        return rows

    def _stands(self, since: int, tables: frozenset[str]) -> bool:
        """Whether nothing of these tables was changed since that change."""
        return since == self._changes or all(self.changed.get(table, 0) <= since for table in tables)
