"""Reading tables of a TOML file in such a way that one run finds every mistake."""

from collections import Counter
from collections.abc import Callable, Hashable, Mapping
from typing import TypeVar

from bot.programme.kinds import Kind, guess, shown

T = TypeVar("T")
D = TypeVar("D")


class Problems:
    """The sentences found so far, each beginning with the file and the key path. Tables of a list count from 1."""

    def __init__(self, file: str) -> None:
        self.file = file
        self.found: list[str] = []

    @property
    def count(self) -> int:
        return len(self.found)

    def add(self, path: str, sentence: str) -> None:
        self.found.append(f"{self.file}: {path}: {sentence}")


class Section:
    """One table of the file. It remembers which keys were asked for, so that `finish` can name the unknown ones.

    `otherwise` is the default of a key that may be left out. It also stands in for a wrong or missing value until the
    end of the file, where the problems are raised together; what was built from a stand-in is never returned.
    """

    def __init__(self, problems: Problems, path: str, values: Mapping[str, object]) -> None:
        self.problems = problems
        self.path = path
        self.values = values
        self._asked: set[str] = set()

    def at(self, key: str) -> str:
        return f"{self.path}.{key}" if self.path else key

    def problem(self, key: str, sentence: str) -> None:
        self.problems.add(self.at(key), sentence)

    def has(self, key: str) -> bool:
        return key in self.values

    def read(self, key: str, kind: Kind[T], otherwise: T, *, required: bool = False) -> T:
        self._asked.add(key)
        if key in self.values:
            return self._parsed(key, kind, self.values[key], otherwise)
        if required:
            self.problem(key, f"missing; expected {kind.expected}")
        return otherwise

    def read_all(
        self,
        key: str,
        kind: Kind[T],
        otherwise: tuple[T, ...],
        *,
        least: int = 0,
        by: Callable[[T], Hashable] | None = None,
    ) -> tuple[T, ...]:
        """A list, each item of the kind and none twice, as compared `by`.

        `least` above 0: the key is required if `otherwise` is empty.
        """
        self._asked.add(key)
        if key not in self.values and (otherwise or not least):
            return otherwise
        values = self.values.get(key, [])
        if not isinstance(values, list):
            self.problem(
                key, f"{shown(values)} is not a list; expected a list in square brackets, each item {kind.what}"
            )
            return otherwise
        if len(values) < least:
            self.problem(key, f"empty or missing; expected a list with at least {least}, each item {kind.what}")
            return otherwise
        before = self.problems.count
        items = [self._parsed(f"{key}[{place}]", kind, value, None) for place, value in enumerate(values, start=1)]
        good = tuple(item for item in items if item is not None)
        for name, times in Counter(by(item) if by else item for item in good).items():
            if times > 1:
                self.problem(key, f"{shown(name)} stands {times} times; expected once")
        return good if self.problems.count == before else otherwise

    def section(self, key: str, *, required: bool = False) -> "Section":
        self._asked.add(key)
        if required and key not in self.values:
            self.problem(key, f"missing; expected a table [{key}]")
        return self._section(key, self.values.get(key, {}))

    def sections(self, key: str, *, least: int = 0) -> list["Section"]:
        self._asked.add(key)
        values = self.values.get(key, [])
        if not isinstance(values, list):
            self.problem(key, f"not a list of tables; expected [[{key}]]")
            return []
        if len(values) < least:
            self.problem(key, f"missing; expected at least one [[{key}]]")
        return [self._section(f"{key}[{place}]", value) for place, value in enumerate(values, start=1)]

    def finish(self) -> None:
        """Report every key that nobody asked for."""
        for key in self.values:
            if key not in self._asked:
                self.problem(key, f"unknown key{guess(key, self._asked)}")

    def _section(self, key: str, value: object) -> "Section":
        if isinstance(value, dict):
            return Section(self.problems, self.at(key), value)
        self.problem(key, f"{shown(value)} is not a table; expected keys and values")
        return Section(self.problems, self.at(key), {})

    def _parsed(self, key: str, kind: Kind[T], value: object, otherwise: D) -> T | D:
        try:
            return kind.read(value)
        except ValueError as error:
            self.problem(key, str(error))
            return otherwise
