"""The tables of each version that was released, as its code writes to them: `NUMBER.txt` is the schema of that number,
in the order in which its rows can be written.

    python -m tests.storage.released

writes the one of this version (RELEASING.md)."""

from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import Connection, MetaData, inspect

HERE = Path(__file__).parent
_BYTES = {"BYTEA": "BLOB"}  # what PostgreSQL calls it


@dataclass(frozen=True)
class Column:
    name: str
    type: str
    free: bool  # may be left out: it has a default, or can be empty


Tables = dict[str, list[Column]]


def all_of_them() -> list[str]:
    """Their numbers, the oldest first."""
    return sorted(each.stem for each in HERE.glob("*.txt"))


def recorded(schema: str) -> Tables:
    tables: Tables = {}
    for line in (HERE / f"{schema}.txt").read_text(encoding="utf-8").splitlines():
        words = line.split()
        if not line.startswith(" "):
            columns = tables[words[0]] = []
        else:
            columns.append(Column(words[0], words[1], "free" in words))
    return tables


def as_text(tables: Tables) -> str:
    return "".join(
        f"{table}\n" + "".join(f"  {each.name} {each.type}{' free' if each.free else ''}\n" for each in columns)
        for table, columns in tables.items()
    )


def found(link: Connection) -> Tables:
    """Those of this database. A table stands behind those that its rows refer to."""
    known = MetaData()
    known.reflect(link)
    look = inspect(link)
    return {
        table.name: [
            Column(each["name"], _BYTES.get(kind := str(each["type"]), kind), each["nullable"] or bool(each["default"]))
            for each in look.get_columns(table.name)
        ]
        for table in known.sorted_tables
        if table.name != "alembic_version"
    }
