"""docs/requirements.md says where each need is met. What it names must be there; whether it is enough, people judge."""

import ast
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pytest

HOUSE = Path(__file__).parent.parent
TABLE = HOUSE / "docs" / "requirements.md"
NEEDS = [f"R{number:02}" for number in range(1, 78)]
STATE = re.compile(r"done|missing|partly: \S.*")
_NAMED = re.compile(r"`([^`]+)`")


@dataclass(frozen=True, slots=True)
class Row:
    id: str
    core: bool
    need: str
    where: str
    tests: str
    state: str

    def files(self) -> Iterator[str]:
        """What stands in backquotes and looks like a file; a command is named by its first word."""
        for named in _NAMED.findall(self.where):
            first = named.split()[0]
            if "/" in first or first.endswith(".py"):
                yield first

    def cases(self) -> list[tuple[str, str]]:
        """File and name of each test."""
        return [(file, name) for file, _, name in (named.partition("::") for named in _NAMED.findall(self.tests))]


@cache
def rows() -> tuple[Row, ...]:
    lines = TABLE.read_text(encoding="utf-8").splitlines()
    cells = ([cell.strip() for cell in line.strip("|").split("|")] for line in lines if re.match(r"\| R\d\d ", line))
    return tuple(Row(row, pri == "C", need, where, tests, state) for row, pri, need, where, tests, state in cells)


@cache
def functions(file: str) -> dict[str, str]:
    """The tests of a file, each with its own docstring."""
    tree = ast.parse((HOUSE / file).read_text(encoding="utf-8"))
    found = (each for each in ast.walk(tree) if isinstance(each, ast.FunctionDef | ast.AsyncFunctionDef))
    return {each.name: ast.get_docstring(each) or "" for each in found if each.name.startswith("test_")}


def bears(row: Row, name: str, docstring: str) -> bool:
    return f"_{row.id.lower()}_" in name or bool(re.search(rf"\b{row.id}\b", docstring))


def test_every_need_has_one_row_in_its_order() -> None:
    assert [row.id for row in rows()] == NEEDS


@pytest.mark.parametrize("row", rows(), ids=lambda row: row.id)
def test_what_a_row_names_is_there(row: Row) -> None:
    assert row.need
    assert STATE.fullmatch(row.state), row.state
    assert [file for file in row.files() if not (HOUSE / file).exists()] == []
    absent = [f"{file}::{name}" for file, name in row.cases() if name not in _of(file)]
    assert absent == []
    assert (row.state == "missing") is (not row.cases())


@pytest.mark.parametrize("row", [row for row in rows() if row.core], ids=lambda row: row.id)
def test_a_core_need_has_a_test_that_bears_its_number(row: Row) -> None:
    assert any(bears(row, name, _of(file).get(name, "")) for file, name in row.cases())


def _of(file: str) -> dict[str, str]:
    return functions(file) if (HOUSE / file).exists() else {}
