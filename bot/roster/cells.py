"""The cells of a roster row: how each column is read, and written so that it reads back the same."""

import re
import unicodedata
from datetime import date
from decimal import Decimal

from bot.core.evaluates import CONFIRMED, DEPARTMENT
from bot.core.people import Role, Stage
from bot.programme.kinds import EMAIL, Kind, member, refuse, shown

COLUMNS = (
    "site",
    "name",
    "roles",
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


def spaced(name: str) -> str:
    """A department's name as people write it: in `evaluates`, where a space ends an entry, "_" stands for a space."""
    return " ".join(name.replace("_", " ").split())


def written_number(number: float) -> str:
    """Without exponent and without a needless ".0", so that it reads back exactly."""
    digits = format(Decimal(repr(float(number))), "f")
    return digits.rstrip("0").rstrip(".") if "." in digits else digits


def _line(value: object) -> str:
    text = str(value)
    if any(unicodedata.category(letter) == "Cc" for letter in text):
        raise ValueError(f"{shown(text)} has a line break or control character; expected one line of text")
    return text


def _lines(value: object) -> str:
    lines = str(value).replace("\r\n", "\n").replace("\r", "\n").split("\n")
    return "\n".join(_line(line) for line in lines)


def _hours(value: object) -> float:
    return float(value) if isinstance(value, str) and re.fullmatch(r"[0-9]{1,5}(\.[0-9]+)?", value) else refuse()


def _day(value: object) -> date:
    if not isinstance(value, str) or not re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", value):
        refuse()
    try:
        return date.fromisoformat(value)
    except ValueError:  # 2026-02-30
        refuse()


def _evaluated(value: object) -> tuple[str, bool]:
    """The entry, and whether somebody confirmed that it names nobody on the roster."""
    text = str(value)
    confirmed = text.endswith(CONFIRMED)
    text = text.removesuffix(CONFIRMED)
    if text.startswith(DEPARTMENT):
        name = spaced(text.removeprefix(DEPARTMENT))
        return (f"{DEPARTMENT}{name}", confirmed) if name else refuse()
    return EMAIL.parse(text), confirmed


LINE = Kind("a text", "one line of text", _line)
LINES = Kind("a text", "lines of text", _lines)
ROLE = member("a role", Role)
STAGE = member("a stage", Stage)
HOURS = Kind("a number of hours", "one such as 4 or 2.5", _hours)
DAY = Kind("a date", "YYYY-MM-DD", _day)
EVALUATED = Kind(
    "an e-mail address or a department", 'entries such as "name@example.org" or "dept:Family_Medicine"', _evaluated
)
