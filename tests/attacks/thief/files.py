"""A stolen database: its rows in the order in which they lie in the file, and its bytes."""

import base64
import json
import shutil
import sqlite3
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

Cell = int | float | str | bytes | None


@dataclass(frozen=True)
class Row:
    """`cells` by column. `place` counts the rows as they lie there; `rowid` is None where the table has none."""

    table: str
    cells: dict[str, Cell]
    place: int
    rowid: int | None
    key: str  # what the table's own key says, the same in every copy of the database

    def __hash__(self) -> int:
        return hash((self.table, self.key))


class Stolen:
    """One copy of the files. `at` is when it was made, in seconds."""

    def __init__(self, folder: Path) -> None:
        self.name = folder.name
        self.folder = folder
        self.at = float((folder / "at").read_text(encoding="utf-8"))

    @cached_property
    def tables(self) -> dict[str, list[Row]]:
        if (self.folder / "rows.json").exists():
            return _read(self.folder / "rows.json")
        with tempfile.TemporaryDirectory(prefix="peerline-thief-") as folder:  # SQLite changes what it reads
            for file in self.folder.iterdir():
                shutil.copyfile(file, Path(folder) / file.name)
            link = sqlite3.connect(Path(folder) / "peerline.db")
            try:
                names = [name for (name,) in link.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
                return {name: list(_rows(link, name)) for name in names}
            finally:
                link.close()

    @property
    def rows(self) -> Iterator[Row]:
        for rows in self.tables.values():
            yield from rows

    @cached_property
    def raw(self) -> bytes:
        """Every byte of every file: free pages, the journal, and what is behind the last row of a page."""
        files = [file for file in sorted(self.folder.iterdir()) if file.name.startswith("peerline.db")]
        return b"\0\0\0\0".join(file.read_bytes() for file in files)


def stolen(loot: Path) -> dict[str, Stolen]:
    """Every copy by its name, in the order in which they were made."""
    found = [Stolen(folder) for folder in (loot / "database").iterdir()]
    return {each.name: each for each in sorted(found, key=lambda each: each.at)}


def _read(path: Path) -> dict[str, list[Row]]:
    """Of PostgreSQL, where `xmin` is the number of the transaction that wrote the row."""
    found: dict[str, list[Row]] = {}
    for table, told in json.loads(path.read_text(encoding="utf-8")).items():
        found[table] = []
        for place, row in enumerate(told["rows"]):
            values = [base64.b64decode(each["bytes"]) if isinstance(each, dict) else each for each in row]
            cells: dict[str, Cell] = dict(zip(told["columns"], values, strict=True))
            key = "|".join(str(cells[name]) for name in told["keys"]) or str(values)
            found[table].append(Row(table, cells, place, None, key))
    return found


def _rows(link: sqlite3.Connection, table: str) -> Iterator[Row]:
    (sql,) = link.execute("SELECT sql FROM sqlite_master WHERE type = 'table' AND name = ?", (table,)).fetchone()
    counted = "WITHOUT ROWID" not in (sql or "").upper()
    found = link.execute(f'SELECT {"rowid" if counted else "NULL"}, * FROM "{table}" NOT INDEXED')  # noqa: S608
    columns = [each[0] for each in found.description][1:]
    keys = {name for _, name, _, _, _, key in link.execute(f'PRAGMA table_info("{table}")') if key}
    for place, (rowid, *values) in enumerate(found.fetchall()):
        cells = dict(zip(columns, values, strict=True))
        key = "|".join(str(cells[name]) for name in columns if name in keys) or str(values)
        yield Row(table, cells, place, rowid, key)
