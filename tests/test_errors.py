"""One tree of errors: every one that Peerline raises on purpose is in it, and bot/errors.py prints it as it is."""

import ast
import importlib
import pkgutil
from pathlib import Path

import bot
import storage
from bot import errors
from bot.errors import PeerlineError

HOUSE = Path(__file__).parents[1]
NOT_OURS = {"Exception", "ValueError", "LookupError", "RuntimeError", "OSError", "KeyError", "TypeError", "BoltError"}
NO_ERRORS = {"Sorry", "NotOurs"}  # an answer to a press, and one of Bolt's


def everything() -> None:
    for package in (bot, storage):
        for module in pkgutil.walk_packages(package.__path__, f"{package.__name__}."):
            if not module.name.startswith("storage.migrations."):
                importlib.import_module(module.name)


def tree(of: type[PeerlineError], before: str = "    ") -> list[str]:
    ours = {(each.__name__, each.__module__): each for each in of.__subclasses__() if each.__bases__[0] is of}
    lines = []
    for _, each in sorted(ours.items()):
        where = "" if each.__module__ == "bot.errors" else f" ({each.__module__})"
        lines += [f"{before}{each.__name__}{where}", *tree(each, before + "    ")]
    return lines


def test_the_tree_is_printed_as_it_is() -> None:
    everything()
    printed = (errors.__doc__ or "").partition("\n\n")[2].rstrip().splitlines()
    assert printed == ["PeerlineError", *tree(PeerlineError)]


def test_no_error_stands_beside_the_tree() -> None:
    beside = []
    for file in [*(HOUSE / "bot").rglob("*.py"), *(HOUSE / "storage").rglob("*.py")]:
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if not isinstance(node, ast.ClassDef) or node.name.startswith("_") or node.name in NO_ERRORS:
                continue
            bases = [ast.unparse(base) for base in node.bases]
            if bases and bases[0] in NOT_OURS:
                beside.append(f"{file.relative_to(HOUSE)}: {node.name}({bases[0]})")
    assert beside in ([], ["bot/errors.py: PeerlineError(Exception)"])
