"""A day as a spreadsheet writes it. What can be read in two ways is told with both, and never guessed."""

import re
from datetime import date, timedelta

from bot.values.clean import clean

EXPECTED = "YYYY-MM-DD"

# In English and in French, without accents; a name may stop after its third letter.
_MONTHS = (
    ("january", "janvier"),
    ("february", "fevrier"),
    ("march", "mars"),
    ("april", "avril"),
    ("may", "mai"),
    ("june", "juin"),
    ("july", "juillet"),
    ("august", "aout"),
    ("september", "septembre"),
    ("october", "octobre"),
    ("november", "novembre"),
    ("december", "decembre"),
)
_MONTH = r"(?P<month>[^\W\d_]{3,9})\.?"
_DAY = r"(?P<day>[0-9]{1,2})(?:er|st|nd|rd|th)?"
_YEAR = r"(?P<year>[0-9]{4}|[0-9]{2})"
_GAP = r"[\s,./-]+"
_YEAR_FIRST = re.compile(r"([0-9]{4})[-/. ]([0-9]{1,2})[-/. ]([0-9]{1,2})")
_NUMBERS = re.compile(r"([0-9]{1,2})[-/. ]([0-9]{1,2})[-/. ]([0-9]{4}|[0-9]{2})")
_NAMED = (
    re.compile(rf"{_DAY}{_GAP}(?:de )?{_MONTH}{_GAP}(?:de )?{_YEAR}", re.IGNORECASE),
    re.compile(rf"{_MONTH}{_GAP}{_DAY}{_GAP}(?P<year>[0-9]{{4}})", re.IGNORECASE),
)
_SHORT = re.compile(rf"(?:{_DAY}{_GAP}{_MONTH}|{_MONTH.replace('month', 'first')}{_GAP}[0-9]{{2,4}})", re.IGNORECASE)
_YEAR_AND_MONTH = re.compile(r"[0-9]{4}[-/. ][0-9]{1,2}|[0-9]{1,2}[-/. ][0-9]{1,4}")
_MIDNIGHT = re.compile(r"[T ]+0?0:00(?::00(?:[.,]0+)?)?(?:\s*Z)?$")
_SERIAL = re.compile(r"([0-9]{5})(?:[.,]0+)?")
_FIRST_SERIAL = date(1899, 12, 30)  # of Windows' Excel; those of the year 2000 and later have five digits


def read_day(text: str) -> date:
    """Raises ValueError: with a sentence for what has two readings or none that is whole, without one for no date."""
    typed = _MIDNIGHT.sub("", clean(text))
    if found := _YEAR_FIRST.fullmatch(typed):
        return _made(*map(int, found.groups()))
    if found := _NUMBERS.fullmatch(typed):
        return _from_numbers(typed, *found.groups())
    for pattern in _NAMED:
        found = pattern.fullmatch(typed)
        if found and (month := _month(found["month"])):
            return _made(_century(found["year"]), month, int(found["day"]))
    if serial_of(typed):
        return serial_of(typed) or _FIRST_SERIAL
    if looks_like_a_date(typed):
        raise ValueError(f'"{typed}" has no day or no year; expected {EXPECTED}')
    raise ValueError


def day_or_none(text: str) -> date | None:
    """None for what is no date, and for what can be read in two ways."""
    try:
        return read_day(text)
    except ValueError:
        return None


def serial_of(text: str) -> date | None:
    """The day of a spreadsheet's serial number, from 2000 to 2079."""
    found = _SERIAL.fullmatch(clean(text))
    days = int(found[1]) if found else 0
    return _FIRST_SERIAL + timedelta(days=days) if 36526 <= days <= 65745 else None


def looks_like_a_date(text: str) -> bool:
    """Whether a spreadsheet may have made it: Jan-26, 26-janv, 2026-01-01, 01/01/2026, 46023."""
    typed = _MIDNIGHT.sub("", clean(text))
    if _YEAR_FIRST.fullmatch(typed) or _NUMBERS.fullmatch(typed) or serial_of(typed):
        return True
    found = _SHORT.fullmatch(typed) or next((each for each in (p.fullmatch(typed) for p in _NAMED) if each), None)
    if found is None:
        return False
    names = found.groupdict()
    return bool(_month(names.get("month") or names.get("first") or ""))


def may_become_a_date(text: str) -> bool:
    """Whether a spreadsheet would make a date of it, once it is typed there: 2026-1 too."""
    return bool(_YEAR_AND_MONTH.fullmatch(clean(text))) or looks_like_a_date(text)


def _from_numbers(typed: str, first: str, second: str, year: str) -> date:
    if len(year) == 2:
        raise ValueError(f'"{typed}" has a year of two digits; expected {EXPECTED}')
    readings = {
        day for month, dom in ((second, first), (first, second)) if (day := _valid(int(year), int(month), int(dom)))
    }
    if len(readings) == 2:
        one, other = sorted(readings)
        raise ValueError(f'"{typed}" can be {one} or {other}; expected {EXPECTED}')
    if not readings:
        raise ValueError
    return readings.pop()


def _made(year: int, month: int, day: int) -> date:
    made = _valid(year, month, day)
    if made is None:  # 2026-02-30
        raise ValueError
    return made


def _valid(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _century(year: str) -> int:
    return int(year) if len(year) == 4 else 2000 + int(year)


def _month(name: str) -> int:
    """1 to 12; 0 for no month."""
    plain = name.casefold().translate(str.maketrans("éèûô", "eeuo"))
    found = [number for number, names in enumerate(_MONTHS, start=1) if any(each.startswith(plain) for each in names)]
    return found[0] if len(found) == 1 and len(plain) >= 3 else 0
