"""Faults that no test sees: `python -m scripts.mutants [--seed N] [--keep FILE]`.

It takes 200 faults of bot/core and 60 each of bot/flows and storage by chance (the same ones for the same seed), and
for each runs the tests that pass through its line, the quickest first, until one is red. A fault that changes nothing
that anybody could notice stands in scripts/equivalent.toml, with the reason; at most 3 % of what was tried may.

Tests run in forks of one process which has loaded the libraries and not Peerline itself.
"""

import argparse
import importlib.abc
import importlib.util
import json
import os
import random
import shutil
import signal
import sys
import tempfile
import time
import tomllib
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from functools import partial
from importlib.machinery import ModuleSpec
from pathlib import Path
from types import CodeType, ModuleType
from typing import Any

import coverage
import pytest

from scripts.mutation import Mutant, mutants, mutated

ROOT = Path(__file__).parent.parent
EQUIVALENT = ROOT / "scripts" / "equivalent.toml"
# (folder, how many faults, the share that must be seen)
WANTED = (("bot/core", 200, 0.95), ("bot/flows", 60, 0.9), ("storage", 60, 0.9))
TESTS = (
    "tests/core",
    "tests/reporting",
    "tests/programme",
    "tests/search",
    "tests/storage",
    "tests/stories",
    "tests/cli",
)
LEFT_OUT = ("slack", "teams", "postgresql")  # the same stories once more, on what is slower
MOST_EQUIVALENT = 0.03
PATIENCE = 120.0  # seconds for the tests of one fault
_PROCESSES = 2
_LIBRARIES = (
    "aiohttp",
    "alembic",
    "apscheduler",
    "icalendar",
    "psycopg",
    "sqlalchemy",
    "structlog",
    "typer",
)


@dataclass
class Passed:
    """A plugin: which tests pass, in how many seconds, and through which lines each goes."""

    looking: coverage.Coverage | None = None
    seconds: dict[str, float] = field(default_factory=dict)

    def pytest_collection_modifyitems(self, config: pytest.Config, items: list[pytest.Item]) -> None:
        out = [item for item in items if any(word in item.nodeid.partition("[")[2] for word in LEFT_OUT)]
        config.hook.pytest_deselected(items=out)
        items[:] = [item for item in items if item not in out]

    @pytest.hookimpl(wrapper=True)
    def pytest_runtest_protocol(self, item: pytest.Item) -> Any:
        if self.looking is not None:
            self.looking.switch_context(item.nodeid)
        return (yield)

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        if report.failed:
            self.seconds.pop(report.nodeid, None)
        elif report.when == "call" and report.passed:
            self.seconds[report.nodeid] = report.duration


def _apart(jobs: Sequence[Callable[[], Any]], patience: float) -> list[Any]:
    """What each job returns, worked out in a fork of its own, silently, two at a time. None for one that does not end
    in time, or dies."""
    found: list[Any] = [None] * len(jobs)
    todo = [*enumerate(jobs)][::-1]
    running: dict[int, tuple[int, Path, float]] = {}  # process -> which job, where its answer will be, until when
    with tempfile.TemporaryDirectory(prefix="peerline-mutants-") as folder:
        while todo or running:
            while todo and len(running) < _PROCESSES:
                place, job = todo.pop()
                own = Path(folder) / str(place)
                own.mkdir()
                running[_begun(job, own)] = (place, own, time.monotonic() + patience)
            for process, (place, own, until) in [*running.items()]:
                ended = os.waitpid(process, os.WNOHANG)[0]
                if not ended and time.monotonic() > until:
                    os.killpg(process, signal.SIGKILL)
                    ended = os.waitpid(process, 0)[0]
                if ended:
                    del running[process]
                    answer = own / "answer"
                    found[place] = json.loads(answer.read_text(encoding="utf-8")) if answer.exists() else None
                    shutil.rmtree(own, ignore_errors=True)
            time.sleep(0.02)
    return found


def _begun(job: Callable[[], Any], folder: Path) -> int:
    if child := os.fork():
        return child
    code = 1
    try:
        os.setsid()
        os.environ |= {"HYPOTHESIS_STORAGE_DIRECTORY": str(folder), "TMPDIR": str(folder)}
        tempfile.tempdir = None
        silent = os.open(os.devnull, os.O_RDWR)
        for standard in (0, 1, 2):
            os.dup2(silent, standard)
        answer = json.dumps(job())
        (folder / "being written").write_text(answer, encoding="utf-8")
        (folder / "being written").rename(folder / "answer")
        code = 0
    finally:
        os._exit(code)


# --- which tests pass through which line ------------------------------------------------------------------------------


def _looked(tests: Iterable[str]) -> dict[str, Any]:
    looking = coverage.Coverage(
        data_file=None, source=[str(ROOT / "bot"), str(ROOT / "storage")], check_preimported=True
    )
    plugin = Passed(looking)
    looking.start()
    pytest.main(["-q", "-p", "no:cacheprovider", "-m", "not long and not browser", *tests], plugins=[plugin])
    looking.stop()
    data = looking.get_data()
    lines: dict[str, dict[str, list[str]]] = {}
    for file in data.measured_files():
        short = Path(file).relative_to(ROOT).as_posix()
        lines[short] = {str(line): contexts for line, contexts in data.contexts_by_lineno(file).items()}
    return {"seconds": plugin.seconds, "lines": lines}


def the_map() -> dict[str, Any]:
    """{"seconds": {test: seconds}, "lines": {file: {line: [test, ...]}}}, of all tests that pass."""
    whole: dict[str, Any] = {"seconds": {}, "lines": {}}
    stories = sorted(str(file) for file in Path("tests/stories").glob("test_*.py"))
    others = [each for each in TESTS if each != "tests/stories"]
    parts = [others, stories[::2], stories[1::2]]
    for part in _apart([partial(_looked, tests) for tests in parts], 3600):
        if part is None:
            sys.exit("the tests could not be looked at; run them by themselves first")
        whole["seconds"] |= part["seconds"]
        for file, lines in part["lines"].items():
            for line, contexts in lines.items():
                whole["lines"].setdefault(file, {}).setdefault(line, []).extend(contexts)
    return whole


# --- one fault -------------------------------------------------------------------------------------------------------


class _Spoiled(importlib.abc.MetaPathFinder, importlib.abc.Loader):
    """Loads one module with a fault in it."""

    def __init__(self, mutant: Mutant) -> None:
        self.mutant = mutant
        self.name = mutant.file.with_suffix("").as_posix().replace("/", ".").removesuffix(".__init__")

    def find_spec(self, fullname: str, *_: object) -> ModuleSpec | None:
        if fullname != self.name:
            return None
        package = self.mutant.file.name == "__init__.py"
        return importlib.util.spec_from_file_location(
            fullname,
            ROOT / self.mutant.file,
            loader=self,
            submodule_search_locations=[str((ROOT / self.mutant.file).parent)] if package else None,
        )

    def exec_module(self, module: ModuleType) -> None:
        code: CodeType = compile(mutated(self.mutant), str(ROOT / self.mutant.file), "exec")
        exec(code, module.__dict__)  # noqa: S102 - our own file, with a fault in it


def _is_seen(mutant: Mutant, tests: list[str]) -> bool:
    """Whether a test is red, or none can even be loaded."""
    if not tests:
        return False
    sys.meta_path.insert(0, _Spoiled(mutant))
    return pytest.main(["-q", "-x", "-p", "no:cacheprovider", *tests], plugins=[Passed()]) != pytest.ExitCode.OK


def tests_of(mutant: Mutant, known: dict[str, Any]) -> list[str]:
    """Those that pass through its line, the quickest first, as many as there is time for."""
    seconds: dict[str, float] = known["seconds"]
    through = {test for test in known["lines"].get(mutant.file.as_posix(), {}).get(str(mutant.line), ()) if test}
    taken, budget = [], PATIENCE / 2
    for test in sorted(through & seconds.keys(), key=lambda test: seconds[test]):
        if budget > 0:
            budget -= seconds[test]
            taken.append(test)
    # A line that runs once, while the file is loaded: the tests that pass through the file at all.
    return taken or _through_the_file(mutant, known)


def _through_the_file(mutant: Mutant, known: dict[str, Any]) -> list[str]:
    lines = known["lines"].get(mutant.file.as_posix(), {})
    through = {test for tests in lines.values() for test in tests if test} & known["seconds"].keys()
    return sorted(through, key=lambda test: known["seconds"][test])[:200]


# --- all of them -----------------------------------------------------------------------------------------------------


def chosen(seed: int) -> list[Mutant]:
    found: list[Mutant] = []
    for folder, count, _ in WANTED:
        every = [
            each
            for file in sorted(Path(folder).rglob("*.py"))
            if "migrations" not in file.parts
            for each in mutants(file)
        ]
        found += random.Random(f"{seed} {folder}").sample(every, min(count, len(every)))  # noqa: S311 - no secret
    return found


def equivalent() -> dict[str, str]:
    """What is done where -> why nobody could notice."""
    return tomllib.loads(EQUIVALENT.read_text(encoding="utf-8")) if EQUIVALENT.exists() else {}


def main() -> None:
    words = argparse.ArgumentParser(prog="python -m scripts.mutants", description=__doc__)
    words.add_argument("--seed", type=int, default=1)
    words.add_argument("--keep", type=Path, help="a file that keeps which tests pass through which line")
    words.add_argument("--only", default="", help="faults of files whose path has this in it")
    asked = words.parse_args()
    os.chdir(ROOT)
    for library in _LIBRARIES:
        __import__(library)
    known = json.loads(asked.keep.read_text("utf-8")) if asked.keep and asked.keep.exists() else the_map()
    if asked.keep:
        asked.keep.write_text(json.dumps(known), encoding="utf-8")
    listed, todo = equivalent(), [each for each in chosen(asked.seed) if asked.only in each.file.as_posix()]
    tried = [each for each in todo if each.id not in listed]
    seen = _apart([partial(_is_seen, each, tests_of(each, known)) for each in tried], PATIENCE)
    # None: its tests never end, or their process is gone.
    ends = [(each, {True: "seen", None: "seen", False: "unseen"}[end]) for each, end in zip(tried, seen, strict=True)]
    good = len(todo) - len(tried) <= MOST_EQUIVALENT * len(todo)
    for folder, _, share in WANTED:
        here = [(each, end) for each, end in ends if each.file.as_posix().startswith(folder)]
        left = [(each, end) for each, end in here if end != "seen"]
        of_all = 1 - len(left) / len(here) if here else 1.0
        good = good and of_all >= share
        print(f"{folder}: {len(here) - len(left)} of {len(here)} seen, {of_all:.1%}; {share:.0%} are wanted")
        for each, _ in left:
            print(f"  {each.file}:{each.line} {each.done}\n    {each.id}")
    print(f"{len(todo) - len(tried)} of {len(todo)} change nothing that anybody could notice (scripts/equivalent.toml)")
    sys.exit(not good)


if __name__ == "__main__":
    main()
