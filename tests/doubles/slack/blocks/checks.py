"""Small checks out of which the Block Kit rules are built. Each notes what is wrong and where."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class At:
    """A place inside a payload, and the list in which its problems are noted."""

    problems: list[str]
    path: str = ""

    def __truediv__(self, key: str | int) -> "At":
        return At(self.problems, f"{self.path}/{key}")

    def wrong(self, what: str) -> None:
        self.problems.append(f"{what} [json-pointer:{self.path}]")


Check = Callable[[At, Any], None]


def string(least: int, most: int) -> Check:
    def check(at: At, value: Any) -> None:
        if not isinstance(value, str):
            at.wrong("must be a string")
        elif len(value) < least:
            at.wrong(f"must be more than {least - 1} characters")
        elif len(value) > most:
            at.wrong(f"must be less than {most + 1} characters")

    return check


def flag(at: At, value: Any) -> None:
    if not isinstance(value, bool):
        at.wrong("must be a boolean")


def whole(least: int, most: int) -> Check:
    def check(at: At, value: Any) -> None:
        if not isinstance(value, int) or isinstance(value, bool) or not least <= value <= most:
            at.wrong(f"must be a whole number from {least} to {most}")

    return check


def among(*values: str) -> Check:
    def check(at: At, value: Any) -> None:
        if value not in values:
            at.wrong(f"must be one of {', '.join(values)}")

    return check


def many(one: Check, least: int, most: int) -> Check:
    def check(at: At, value: Any) -> None:
        if not isinstance(value, list):
            at.wrong("must be an array")
            return
        if len(value) < least:
            at.wrong(f"no fewer than {least} items allowed")
        if len(value) > most:
            at.wrong(f"no more than {most} items allowed")
        for index, item in enumerate(value):
            one(at / index, item)

    return check


def shape(required: Mapping[str, Check], optional: Mapping[str, Check], *rules: Check) -> Check:
    """An object with these keys and no others; `rules` look at it as a whole once its keys are in order."""
    known = {**required, **optional}

    def check(at: At, value: Any) -> None:
        if not isinstance(value, dict):
            at.wrong("must be an object")
            return
        before = len(at.problems)
        for key in required:
            if key not in value:
                at.wrong(f"missing required field: {key}")
        for key, inner in value.items():
            if key in known:
                known[key](at / key, inner)
            elif key != "type":
                at.wrong(f"invalid additional property: {key}")
        if len(at.problems) == before:
            for rule in rules:
                rule(at, value)

    return check


def kinds(table: Mapping[str, Check]) -> Check:
    """An object whose `type` says which check it must pass."""

    def check(at: At, value: Any) -> None:
        kind = str(value.get("type")) if isinstance(value, dict) else ""
        if kind not in table:
            at.wrong(f"unsupported type: {kind}")
        else:
            table[kind](at, value)

    return check
