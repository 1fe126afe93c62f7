"""What is gone from the tables and is still in the files."""

from collections.abc import Iterator, Sequence, Set

from tests.attacks.thief.files import Cell, Row, Stolen

_LEAST = 8  # bytes: anything shorter is in any file by chance


def remains(
    before: Sequence[Stolen], now: Stolen, tables: Sequence[str], beside: Set[tuple[str, str]], *, but: str
) -> Iterator[str]:
    """Values of rows of these tables that stood in an earlier copy, are in no row any more, and lie in the files.
    Rows that say `but`, and those that have nothing to do with it (`beside`), are left out."""
    standing = {cell for row in now.rows for cell in row.cells.values()}
    gone: dict[Cell, Row] = {}
    for copy in before:
        for table in tables:
            for row in copy.tables.get(table, ()):
                if but in row.cells.values() or (table, row.key) in beside:
                    continue
                for cell in row.cells.values():
                    if cell not in standing:
                        gone.setdefault(cell, row)
    for cell, row in gone.items():
        pattern = _pattern(cell)
        if pattern and pattern in now.raw:
            yield f"{row.table}: {str(cell)[:40]} of {row.key}"


def _pattern(cell: Cell) -> bytes | None:
    """As SQLite writes it: whole numbers of this size take eight bytes, the highest first; PostgreSQL the lowest."""
    if isinstance(cell, int):
        return cell.to_bytes(8, "big", signed=True) if abs(cell) >= 1 << 47 else None
    if isinstance(cell, str):
        return cell.encode() if len(cell) >= 2 * _LEAST else None
    return cell if isinstance(cell, bytes) and len(cell) >= _LEAST else None
