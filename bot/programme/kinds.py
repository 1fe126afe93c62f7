"""What a value in a programme file or a roster may be, and the sentence for the person who wrote another one."""

import json
import math
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime
from difflib import get_close_matches
from enum import StrEnum
from typing import Generic, NoReturn, TypeVar
from zoneinfo import ZoneInfo

from bot.core.hours import EXPECTED, Hours, parse_hours, parse_times
from bot.core.policy import QuietHours
from bot.values.clean import clean
from bot.values.email import read_email

T = TypeVar("T")
E = TypeVar("E", bound=StrEnum)


@dataclass(frozen=True, slots=True)
class Kind(Generic[T]):
    """A reader of one value, and the two halves of the sentence for a wrong one: 'X is not WHAT; expected EXPECTED'.

    `parse` raises ValueError: without words for that sentence, with words for a better one.
    """

    what: str
    expected: str
    parse: Callable[[object], T]

    def read(self, value: object) -> T:
        """Raises ValueError with the whole sentence."""
        try:
            return self.parse(value)
        except ValueError as error:
            raise ValueError(str(error) or f"{shown(value)} is not {self.what}; expected {self.expected}") from None


def shown(value: object) -> str:
    """The value about as it was written, for an error sentence."""
    return json.dumps(value, ensure_ascii=False, default=str)


def guess(name: str, known: Iterable[str]) -> str:
    """'; did you mean "..."?' when a known name is close, "" otherwise."""
    near = get_close_matches(name, list(known), n=1)
    return f'; did you mean "{near[0]}"?' if near else ""


def refuse() -> NoReturn:
    """Raises the ValueError that makes `Kind.read` say its own sentence."""
    raise ValueError


def _text(value: object) -> str:
    return value.strip() if isinstance(value, str) and value.strip() else refuse()


def _seen(value: object) -> str:
    """One line without what nobody can see, which makes two of one id."""
    return clean(_text(value)) or refuse()


def matching(what: str, expected: str, pattern: str) -> Kind[str]:
    """A text that fits the regular expression as a whole."""

    def parse(value: object) -> str:
        text = _seen(value)
        return text if re.fullmatch(pattern, text) else refuse()

    return Kind(what, expected, parse)


def or_empty(kind: Kind[str]) -> Kind[str]:
    """The same kind, or "" where the key may be present and blank."""
    return Kind(kind.what, f'{kind.expected}, or "" for none', lambda value: "" if value == "" else kind.parse(value))


def optional(kind: Kind[T]) -> Kind[T | None]:
    """The same kind for a key that may be left out; its `otherwise` is None."""
    return Kind(kind.what, kind.expected, kind.parse)


def one_of(what: str, names: Iterable[str]) -> Kind[str]:
    known = tuple(names)
    words = " ".join(name or '""' for name in known)
    return Kind(what, f"one of {words}", lambda value: value if isinstance(value, str) and value in known else refuse())


def member(what: str, enum: type[E]) -> Kind[E]:
    names = {item.value: item for item in enum}

    def parse(value: object) -> E:
        return names[value] if isinstance(value, str) and value in names else refuse()

    return Kind(what, f"one of {' '.join(names)}", parse)


def number(what: str, *, least: float = 0, over: bool = False) -> Kind[float]:
    """A finite number from `least` on, or above it. The number keeps its type: 72 stays 72."""

    def parse(value: object) -> float:
        if isinstance(value, bool) or not isinstance(value, (int, float)) or not math.isfinite(value):
            refuse()
        return value if value > least or (value == least and not over) else refuse()

    return Kind(what, f"a number above {least:g}" if over else f"a number, {least:g} or more", parse)


def whole(what: str, *, least: int = 0) -> Kind[int]:
    def parse(value: object) -> int:
        return value if isinstance(value, int) and not isinstance(value, bool) and value >= least else refuse()

    return Kind(what, f"a whole number, {least} or more", parse)


def _flag(value: object) -> bool:
    return value if isinstance(value, bool) else refuse()


def _day(value: object) -> date:
    return value if isinstance(value, date) and not isinstance(value, datetime) else refuse()


def _moment(value: object) -> datetime:
    return value if isinstance(value, datetime) else refuse()


def _zone(value: object) -> str:
    try:
        return ZoneInfo(_text(value)).key
    except (LookupError, OSError, ValueError):  # unknown, a directory of the database, an absolute path
        refuse()


def _name(value: object) -> str:
    text = _text(value)
    return text if len(text) <= 60 and text.isprintable() else refuse()


def _department(value: object) -> str:
    """As an `evaluates` entry can name it: there "_" stands for a space, and "!" ends what was confirmed."""
    name = " ".join(_name(value).split())
    return refuse() if "_" in name or name.endswith("!") else name


def _phone(value: object) -> str:
    text = _text(value)
    digits = sum(letter.isdigit() for letter in text)
    return text if re.fullmatch(r"\+?[0-9(][0-9 ()-]*[0-9]", text) and 3 <= digits <= 15 else refuse()


def _quiet(value: object) -> QuietHours | None:
    if value == "":
        return None
    start, end = parse_times(_text(value))
    return QuietHours(start, end) if start != end else refuse()


def _email(value: object) -> str:
    return read_email(_seen(value)).lower() or refuse()


def _guid(value: object) -> str:
    """In small letters, without the braces of some tools."""
    text = _seen(value).lower()
    text = text[1:-1] if text[0] == "{" and text[-1] == "}" else text
    return text if re.fullmatch(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", text) else refuse()


def _hours(value: object) -> Hours:
    return parse_hours(_text(value))


_NIL = "00000000-0000-0000-0000-000000000000"

TEXT = Kind("a text", "a text in quotes that is not empty", _text)
FLAG = Kind("a switch", "true or false without quotes", _flag)
DAY = Kind("a date", "a date without quotes such as 2026-11-21", _day)
MOMENT = Kind("a date and time", "one without quotes such as 2026-11-25T17:30:00", _moment)
ZONE = Kind("a time zone", 'a name such as "America/Winnipeg"', _zone)
VERSION = Kind("a version", 'a text in quotes such as "v2026a"', _seen)
NAME = Kind("a name", "one line of at most 60 characters", _name)
DEPARTMENT = Kind(
    "a department", 'its name on one line of at most 60 characters, without "_" or a "!" at its end', _department
)
PHONE = Kind("a phone number", 'digits such as "204-555-0100", letters spelled out', _phone)
HOURS = Kind("opening hours", EXPECTED, _hours)
QUIET_HOURS = Kind("quiet hours", 'a span such as "21:00-07:00", or "" for none', _quiet)
ID = matching("an id", 'small letters, digits, "-" and "_"', r"[a-z0-9][a-z0-9_-]*")
EMAIL = Kind("an e-mail address", 'one such as "name@example.org"', _email)
URL = matching("a web address", 'one that begins with "https://"', r"https://[^\s]+")
LANGUAGE = matching("a language code", 'two or three small letters such as "en"', r"[a-z]{2,3}")
SLACK_USER = matching(
    "a Slack member id", 'one such as "U0123ABCD": in Slack, the profile\'s menu has "Copy member ID"', r"[UW][A-Z0-9]+"
)
SLACK_TEAM = matching(
    "a Slack workspace id", 'one such as "T0123ABCD" (E... is a whole organisation, not a workspace)', r"T[A-Z0-9]+"
)
TENANT = Kind("a Microsoft 365 tenant id", f'one such as "{_NIL}"', _guid)
ENTRA_USER = Kind("an Entra object id", f'one such as "{_NIL}": the user\'s "Object ID" in Entra, no address', _guid)
