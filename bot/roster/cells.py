"""The cells of a roster row: how each column is read, and written so that it reads back the same."""

import re
from collections.abc import Callable, Mapping
from decimal import Decimal
from functools import cache
from typing import Annotated, Any, TypeVar

from pydantic import Field, PlainValidator, TypeAdapter

from bot.core.evaluates import CONFIRMED, DEPARTMENT
from bot.core.people import Profession, Role, Stage
from bot.programme.kinds import GUID, NIL, PLAIN_GUID, SEEN, SLACK_TEAM, TENANT, Email, among, email, matching, refuse
from bot.programme.sentences import shown
from bot.roster import spellings
from bot.values import days
from bot.values.clean import clean, clean_lines
from bot.values.days import looks_like_a_date, read_day
from bot.values.phone import EXPECTED as EXPECTED_PHONE
from bot.values.phone import made_by_a_spreadsheet, read_phone

T = TypeVar("T")

COLUMNS = (
    "site",
    "name",
    "roles",
    "profession",
    "email",
    "phone",
    "slack_team",
    "slack_user",
    "teams_tenant",
    "teams_user",
    "career_stage",
    "specialty",
    "languages",
    "gender",
    "department",
    "evaluates",
    "trained_hours",
    "agreement_version",
    "agreement_signed_on",
    "bio",
)
MAY_BE_MISSING = frozenset({"profession"})
AS_TEXT = "format the column as text, then type it again"

# A spreadsheet runs a cell that begins with one of these as a formula. One apostrophe makes it text; a cell that has
# apostrophes in front already gets one more, so that reading takes off exactly what writing put on.
_FORMULA = re.compile(r"'*[=+\-@]")
_GUARDED = re.compile(r"'+[=+\-@]")


def guard(cell: str) -> str:
    """The cell as exported, safe to open in a spreadsheet."""
    cell = cell.strip()
    return f"'{cell}" if _FORMULA.match(cell) else cell


def unguard(cell: str) -> str:
    """The reverse of `guard`, for cells typed by hand too."""
    cell = cell.strip()
    return cell[1:] if _GUARDED.match(cell) else cell


def misread(cell: str) -> str:
    """What a cell was before a spreadsheet opened UTF-8 as Windows-1252 and saved what it saw: "ZoÃ©" was "Zoé".
    "" for any other."""
    if "Ã" not in cell:  # with which every small French letter with an accent begins then
        return ""
    try:
        return cell.encode("cp1252").decode()
    except UnicodeError:
        return ""


def spaced(name: str) -> str:
    """A department's name as people write it: in `evaluates`, where a space ends an entry, "_" stands for a space."""
    return " ".join(name.replace("_", " ").split())


def written_number(number: float) -> str:
    """Without exponent and without a needless ".0", so that it reads back exactly."""
    digits = format(Decimal(repr(float(number))), "f")
    return digits.rstrip("0").rstrip(".") if "." in digits else digits


def _cell(what: str, expected: str, parse: Callable[[str], T]) -> TypeAdapter[T]:
    return TypeAdapter(
        Annotated[Any, PlainValidator(parse, json_schema_input_type=str), Field(title=what, description=expected)]
    )


def read_hours(written: str) -> float:
    """With a decimal point or a comma, "h" behind it or not. 1,000 would be one or a thousand. Raises ValueError."""
    text = clean(written)
    found = re.fullmatch(r"([0-9]{1,5})(?:([.,])([0-9]+))?\s*(?:h|hrs?|hours?|heures?)?\.?", text, re.IGNORECASE)
    if found and not (found[2] == "," and len(found[3]) == 3):
        return float(f"{found[1]}.{found[3] or 0}")
    if looks_like_a_date(text):
        raise ValueError(f"{shown(text)} is a date that a spreadsheet made, of 4.5 perhaps; {AS_TEXT}")
    return refuse()


@cache
def site(names: tuple[str, ...]) -> TypeAdapter[str]:
    return TypeAdapter(Annotated[str, among(names), Field(title="a site")])


@cache
def phone(country: str) -> TypeAdapter[str]:
    def parse(text: str) -> str:
        if made_by_a_spreadsheet(text):
            raise ValueError(
                f"{shown(text)} is what a spreadsheet made of a telephone number, and digits may be lost; {AS_TEXT}"
            )
        return read_phone(text, country) or refuse()

    return _cell("a telephone number", EXPECTED_PHONE, parse)


def _evaluated(text: str) -> tuple[str, bool]:
    """The entry, and whether somebody confirmed that it names nobody on the roster."""
    confirmed = text.endswith(CONFIRMED)
    text = text.removesuffix(CONFIRMED)
    if text.startswith(DEPARTMENT):
        name = spaced(text.removeprefix(DEPARTMENT))
        return (f"{DEPARTMENT}{name}", confirmed) if name else refuse()
    return email(text), confirmed


LINE = _cell("a text", "one line of text", clean)
LINES = _cell("a text", "lines of text", clean_lines)
ROLE = _cell("a role", f"one of {' '.join(Role)}", lambda text: spellings.role(text) or refuse())
PROFESSION = _cell(
    "a profession", f"one of {' '.join(Profession)}", lambda text: spellings.profession(text) or refuse()
)
STAGE = _cell("a stage", f"one of {' '.join(Stage)}", lambda text: spellings.stage(text) or refuse())
GENDER = _cell("a gender", "one line of text", lambda text: spellings.gender(clean(text)))
HOURS = _cell("a number of hours", "one such as 4 or 2.5", read_hours)
DAY = _cell("a date", days.EXPECTED, read_day)
EMAIL: TypeAdapter[str] = TypeAdapter(Email)
EVALUATED = _cell(
    "an e-mail address or a department", 'entries such as "name@example.org" or "dept:Family_Medicine"', _evaluated
)
TEAMS: Mapping[str, TypeAdapter[str]] = {
    "slack": TypeAdapter(Annotated[str, matching(*SLACK_TEAM), SEEN]),
    "teams": TypeAdapter(Annotated[str, matching(*TENANT), SEEN, PLAIN_GUID]),
}
USERS: Mapping[str, TypeAdapter[str]] = {
    "slack": TypeAdapter(
        Annotated[
            str,
            matching(
                "a Slack member id",
                'one such as "U0123ABCD": in Slack, the profile\'s menu has "Copy member ID"',
                r"[UW][A-Z0-9]+",
            ),
            SEEN,
        ]
    ),
    "teams": TypeAdapter(
        Annotated[
            str,
            matching("an Entra object id", f'one such as "{NIL}": the user\'s "Object ID" in Entra, no address', GUID),
            SEEN,
            PLAIN_GUID,
        ]
    ),
}
