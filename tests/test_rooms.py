"""What a room may import is a list of what is allowed, so that nothing new comes in by nobody's having thought of it.
The arrows between our own rooms are import-linter's (pyproject.toml)."""

import ast
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

HOUSE = Path(__file__).parents[1]

ALLOWED = {
    "bot/core": {"bot.core"},
    "bot/flows": {
        *("bot.core", "bot.flows", "bot.ports", "bot.programme", "bot.reporting", "bot.roster", "bot.surface"),
        *("bot.values", "bot.VERSION"),
    },
    "bot/surface": {"bot.surface", "bot.values"},
    "bot/ports": {"bot.core", "bot.errors", "bot.ports", "bot.surface", "aiohttp"},
    "storage": {
        *("bot.clock", "bot.core", "bot.errors", "bot.ports", "bot.surface", "storage"),
        *("alembic", "cryptography", "psycopg", "sqlalchemy", "structlog"),
    },
}


def imported(file: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (each.name for each in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            assert node.level == 0, f"{file}: a relative import"
            yield from (f"{node.module}.{each.name}" for each in node.names)


def is_allowed(name: str, allowed: set[str]) -> bool:
    first = name.partition(".")[0]
    return first in sys.stdlib_module_names or any(name == each or name.startswith(f"{each}.") for each in allowed)


@pytest.mark.parametrize("room", ALLOWED)
def test_a_room_imports_what_it_may_and_nothing_else(room: str) -> None:
    wrong = [
        f"{file.relative_to(HOUSE)} imports {name}"
        for file in sorted((HOUSE / room).rglob("*.py"))
        for name in imported(file)
        if not is_allowed(name, ALLOWED[room])
    ]
    assert wrong == []


def test_the_core_may_not_import_what_the_deny_list_once_forgot() -> None:
    for name in ("icalendar", "yaml", "bot.process.gc_tuning.spare_the_presses", "sqlalchemy"):
        assert not is_allowed(name, ALLOWED["bot/core"])


def test_no_file_of_the_product_is_long() -> None:
    files = [HOUSE / "app.py", *(HOUSE / "bot").rglob("*.py"), *(HOUSE / "storage").rglob("*.py")]
    long = {
        str(file.relative_to(HOUSE)): size
        for file in files
        if (size := len(file.read_text("utf-8").splitlines())) > 350
    }
    assert long == {}
