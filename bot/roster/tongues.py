"""Languages of a roster: codes and names, English and French, as codes."""

import re
from functools import cache

from babel import Locale
from babel.core import get_global

from bot.roster.spellings import plain

EXPECTED = 'codes or names such as "en fr" or "French, Plains Cree"'
_COUNTRY = re.compile(r"(?<=^[A-Za-z]{2})[-_][A-Za-z]{2}$")  # fr-CA
_BETWEEN = re.compile(r"[,;/|+&\n]| and | et ", re.IGNORECASE)


def read_languages(text: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The codes, and the words that are no language. "American Sign Language" is one, "en fr" are two."""
    codes: dict[str, None] = {}
    strange: list[str] = []
    for part in _BETWEEN.split(text):
        words = [part] if _code(part) else part.split()
        for word in words:
            code = _code(word)
            if code:
                codes[code] = None
            else:
                strange.append(word)
    return tuple(codes), tuple(strange)


def _code(text: str) -> str:
    return _known().get(plain(_COUNTRY.sub("", text)), "")


_ALSO = {
    "asl": "ase",
    "lsq": "fcs",
    "cree": "cr",
    "dene": "chp",
    "mandarin": "zh",
    "langue des signes quebecoise": "fcs",
}


@cache
def _known() -> dict[str, str]:
    """Names and codes, of two or three letters."""
    found: dict[str, str] = {}
    for language in ("fr", "en"):
        for code, name in Locale(language).languages.items():
            if re.fullmatch(r"[a-z]{2,3}", code):
                found.setdefault(plain(name), code)
                found[code] = code
    for alias, code in get_global("language_aliases").items():
        if re.fullmatch(r"[a-z]{2,3}", alias) and code in found:
            found[alias] = code  # eng, fra, fre
    return found | _ALSO
