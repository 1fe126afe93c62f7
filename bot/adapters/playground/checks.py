"""The shape of each action: which fields it has, exactly, and what each of them may be."""

from collections.abc import Callable
from typing import Any, TypeGuard
from uuid import UUID

LANGUAGES = ("en", "fr")
LONGEST_WORD = 200  # characters of a verb, token, name or reference
LONGEST_TEXT = 4000
MOST_VALUES = 50
MOST_HOURS = 24.0 * 366
LARGEST_VERSION = 2**53 - 1  # what JavaScript counts to

Check = Callable[[Any], bool]


def is_id(value: Any) -> TypeGuard[str]:
    """A UUID, written as a browser writes it."""
    try:
        return isinstance(value, str) and str(UUID(value)) == value
    except ValueError:
        return False


def text(longest: int, shortest: int = 0) -> Check:
    """A string that every database and every wire can carry: no NUL, no half of a surrogate pair."""
    return lambda value: (
        isinstance(value, str)
        and shortest <= len(value) <= longest
        and "\x00" not in value
        and not any("\ud800" <= sign <= "\udfff" for sign in value)
    )


def version(value: Any) -> bool:
    return type(value) is int and 0 <= value <= LARGEST_VERSION


def hours(value: Any) -> bool:
    """0 asks for the next deadline."""
    return type(value) in (int, float) and 0 <= value <= MOST_HOURS


def language(value: Any) -> bool:
    return isinstance(value, str) and value in LANGUAGES


def values(value: Any) -> bool:
    return isinstance(value, dict) and len(value) <= MOST_VALUES and all(_entry(*pair) for pair in value.items())


def _entry(name: str, value: Any) -> bool:
    if not _word(name):
        return False
    if isinstance(value, list):
        return len(value) <= MOST_VALUES and all(map(_word, value))
    return _typed(value)


_word = text(LONGEST_WORD)
_name = text(LONGEST_WORD, shortest=1)
_typed = text(LONGEST_TEXT)

_BUTTON: dict[str, Check] = {"user": _name, "verb": _name, "token": _word, "version": version}

SHAPES: dict[str, dict[str, Check]] = {
    "press": _BUTTON | {"ref": _word},
    "submit": _BUTTON | {"values": values},
    "text": {"user": _name, "text": text(LONGEST_TEXT, shortest=1)},
    "command": {"user": _name, "word": _word, "rest": _typed},
    "language": {"user": _name, "language": language},
    "clock": {"hours": hours},
    "drawer": {},
}
