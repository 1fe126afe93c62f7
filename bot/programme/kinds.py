"""What a value in a programme file or a roster may be: pydantic's types, each with a title and a description, of which
the sentence is made for the person who wrote another one: 'X is not TITLE; expected DESCRIPTION' (sentences.py).

A check raises ValueError: without words for that sentence, with words for a better one.
"""

from collections.abc import Callable, Hashable, Iterable
from datetime import date, datetime
from functools import cache
from typing import Annotated, Any, NoReturn
from zoneinfo import available_timezones

from pydantic import (
    AfterValidator,
    BeforeValidator,
    Field,
    GetPydanticSchema,
    PlainValidator,
    ValidationInfo,
    WithJsonSchema,
)
from pydantic_core import core_schema

from bot.core.hours import EXPECTED, Hours, parse_hours, parse_times
from bot.core.policy import QuietHours
from bot.programme.sentences import shown
from bot.values.clean import clean
from bot.values.email import read_email

Info = ValidationInfo[dict[str, Any]]  # with what other tables said (values.py)


def refuse() -> NoReturn:
    """Raises the ValueError for which the sentence is made of the title and the description."""
    raise ValueError


def matching(what: str, expected: str, pattern: str, *, blank: bool = False) -> Any:
    """A text that fits the regular expression as a whole, or "" where the key may be present and blank."""
    return Field(
        title=what,
        description=f'{expected}, or "" for none' if blank else expected,
        pattern=rf"^({pattern})?$" if blank else rf"^({pattern})$",
    )


def among(names: Iterable[str]) -> GetPydanticSchema:
    """One of these, as written."""
    return GetPydanticSchema(lambda _source, _handler: core_schema.literal_schema(list(names)))


def once(by: Callable[[Any], Hashable] = lambda item: item) -> AfterValidator:
    """A list in which nothing is twice, as compared `by`."""

    def check(items: tuple[Any, ...]) -> tuple[Any, ...]:
        names = [by(item) for item in items]
        for name in names:
            if names.count(name) > 1:
                raise ValueError(f"{shown(name)} is there {names.count(name)} times; expected once")
        return items

    return AfterValidator(check)


def whole(what: str, least: int) -> Any:
    return Field(title=what, description=f"a whole number, {least} or more", ge=least, strict=True)


def text(value: object) -> str:
    """Without what surrounds it. Raises ValueError for anything else, and for an empty one."""
    return value.strip() if isinstance(value, str) and value.strip() else refuse()


def email(value: str) -> str:
    return read_email(value).lower() or refuse()


def _quiet(value: object) -> QuietHours | None:
    if value == "":
        return None
    start, end = parse_times(text(value))
    return QuietHours(start, end) if start != end else refuse()


_zones = cache(available_timezones)
NIL = "00000000-0000-0000-0000-000000000000"
SLACK_TEAM = (
    "a Slack workspace id",
    'one such as "T0123ABCD" (E... is a whole organisation, not a workspace)',
    r"T[A-Z0-9]+",
)
GUID = r"\{?[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}\}?"
TENANT = ("a Microsoft 365 tenant id", f'one such as "{NIL}"', GUID)
PHONE = (
    "a phone number",
    'digits such as "204-555-0100", letters spelled out',
    r"\+?(\([ ()-]*)?([0-9][ ()-]*){2,14}[0-9]",
)
URL = ("a web address", 'one that begins with "https://"', r"https://[^\s]+")
ID = ("an id", 'small letters, digits, "-" and "_"', r"[a-z0-9][a-z0-9_-]*")
EMAIL = ("an e-mail address", 'one such as "name@example.org"')

# One line without what nobody can see, which makes two of one id.
SEEN = BeforeValidator(lambda value: clean(value) if isinstance(value, str) else value)
PLAIN_GUID = AfterValidator(lambda value: value.strip("{}").lower())  # without the braces of some tools

Text = Annotated[str, Field(title="a text", description="a text in quotes that is not empty"), BeforeValidator(text)]
Flag = Annotated[bool, Field(strict=True, title="a switch", description="true or false without quotes")]
Day = Annotated[date, Field(strict=True, title="a date", description="a date without quotes such as 2026-11-21")]
Moment = Annotated[
    datetime,
    Field(strict=True),
    WithJsonSchema(  # without JSON's own format, in which every moment has an offset
        {
            "type": "string",
            "title": "a date and time",
            "description": "one without quotes such as 2026-11-25T17:30:00",
        }
    ),
]
Zone = Annotated[
    str,
    Field(title="a time zone", description='a name such as "America/Winnipeg"'),
    AfterValidator(lambda value: value if value in _zones() else refuse()),
]
Version = Annotated[str, Field(title="a version", description='a text in quotes such as "v2026a"', min_length=1), SEEN]
Phone = Annotated[str, matching(*PHONE), BeforeValidator(text)]
Id = Annotated[str, matching(*ID), SEEN]
Email = Annotated[str, Field(title=EMAIL[0], description=EMAIL[1]), AfterValidator(email)]
Language = Annotated[str, matching("a language code", 'two or three small letters such as "en"', r"[a-z]{2,3}"), SEEN]
Department = Annotated[  # as an `evaluates` entry can name it: there "_" is a space, and "!" ends what was confirmed
    str,
    matching(
        "a department",
        'its name on one line of at most 60 characters, without "_" or a "!" at its end',
        r"[^_]{0,59}[^_!]",
    ),
    SEEN,
]
OpeningHours = Annotated[
    Hours,
    PlainValidator(lambda value: parse_hours(text(value)), json_schema_input_type=str),
    Field(title="opening hours", description=EXPECTED),
]
Quiet = Annotated[
    QuietHours | None,
    PlainValidator(_quiet, json_schema_input_type=str),
    Field(title="quiet hours", description='a span such as "21:00-07:00", or "" for none'),
]
