"""The faults that `make mutants` puts in: one at a time, each where it says, and never one that the eye cannot see."""

import ast
from pathlib import Path

from scripts.mutation import Mutant, mutants, mutated

WRITTEN = '''"""A file."""
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from bot import core


def may(age: int = 18, *, known: bool = True) -> bool:
    """Whether they may; 7 == 7 stands in words only."""
    assert age >= 0
    if not known:
        return False
    _log.info("asked")
    tell(age)
    return age + 1 > 18 and any([known])
'''


def faults(tmp_path: Path) -> dict[str, Mutant]:
    (tmp_path / "written.py").write_text(WRITTEN, encoding="utf-8")
    found = mutants(tmp_path / "written.py")
    return {f"{each.line} {each.done}": each for each in found}


def test_every_kind_of_fault_is_found_where_it_can_be_made(tmp_path: Path) -> None:
    assert set(faults(tmp_path)) == {
        "8 18->19",
        "8 True->False",
        "11 if->never",
        "11 not->never",
        "12 return->None",
        "12 False->True",
        "14 call->nothing",
        "15 return->None",
        "15 And->Or",
        "15 Gt->GtE",
        "15 Add->Sub",
        "15 1->2",
        "15 18->19",
        "15 any->all",
    }


def test_a_fault_changes_its_line_and_no_other(tmp_path: Path) -> None:
    before = ast.unparse(ast.parse(WRITTEN)).splitlines()
    for each in faults(tmp_path).values():
        after = ast.unparse(mutated(each)).splitlines()
        assert sum(one != other for one, other in zip(before, after, strict=True)) == 1, each


def test_a_fault_keeps_its_name_when_other_lines_move(tmp_path: Path) -> None:
    known = {each.id for each in faults(tmp_path).values()}
    file = tmp_path / "written.py"
    file.write_text("# One more line.\n" + WRITTEN, encoding="utf-8")
    assert {each.id for each in mutants(file)} == known
