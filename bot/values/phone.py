"""A telephone number as people paste it. Shape and length are looked at, not whether anybody has it: in a moment of
distress no true number may be refused because a table is older than it."""

import re

import phonenumbers

from bot.values.clean import clean

CANADA = "CA"
EXPECTED = "one with its area code such as 204-555-0150, 204-555-0150 ext. 22 or +44 20 7946 0018"

_LONGEST = 120
_DASHES = dict.fromkeys(map(ord, "\u2010\u2011\u2012\u2013\u2014\u2015\u2043\u2212\ufe58\ufe63\uff0d\u00b7"), "-")
_KIND = (
    r"(?:tel|tél|téléphone|telephone|phone|ph|cell|cellular|cellulaire|cellphone|mobile|mob|home|work|office|bureau|"
    r"maison|domicile|travail|pager|téléavertisseur)"
)
_BEFORE = re.compile(rf"^(?:{_KIND}\b\.?(?:\s+phone\b)?\s*:?\s*)+", re.IGNORECASE)
_AFTER = re.compile(rf"[\s,;-]*(?:\(\s*{_KIND}\.?\s*\)|\b{_KIND}\.?)$", re.IGNORECASE)
_EXTENSION = re.compile(
    r"[\s,;]*(?:;ext=|\b(?:extension|extn?|poste|post|local|loc)\b\.?|(?<=[\s\d)])(?:x|p\.|(?:ext|poste)\.?)|#|,{1,3})"
    r"\s*:?\s*#?\s*(?P<extension>[0-9]{1,7})\s*#?$",
    re.IGNORECASE,
)
_DIGITS = re.compile(r"\+?[0-9 ().\-/]+")
_EXCELS = re.compile(r"[0-9]+(?:[.,][0-9]+)?e\+?[0-9]+|[0-9]{7,}[.,]0+", re.IGNORECASE)


def read_phone(text: str, country: str = CANADA) -> str:
    """As it is shown and kept: "204-555-0150 x22" within `country`, which numbers without "+" belong to; else
    "+44 20 7946 0018". "" for what is no telephone number that another could call."""
    if len(text) > _LONGEST or made_by_a_spreadsheet(text):
        return ""
    typed = clean(text.translate(_DASHES)).strip("<>[]\"'")
    typed = _AFTER.sub("", _BEFORE.sub("", typed))
    found = _EXTENSION.search(typed)
    number = (typed[: found.start()] if found else typed).strip(" ,;.")
    shown = _shown(number, country) if _DIGITS.fullmatch(number) else ""
    return f"{shown} x{found['extension']}" if shown and found else shown


def made_by_a_spreadsheet(text: str) -> bool:
    """2.04556E+09 (digits are lost) and 2045550100.0: a spreadsheet took a number to calculate with for one."""
    return bool(_EXCELS.fullmatch(clean(text).replace(" ", "")))


def _shown(number: str, country: str) -> str:
    if re.match(r"00[1-9]", number):  # how most of the world dials abroad; here it is 011
        number = f"+{number[2:]}"
    try:
        read = phonenumbers.parse(number, country)
    except phonenumbers.NumberParseException:
        return ""
    if phonenumbers.is_possible_number_with_reason(read) != phonenumbers.ValidationResult.IS_POSSIBLE:
        return ""
    if read.country_code != phonenumbers.country_code_for_region(country):
        return phonenumbers.format_number(read, phonenumbers.PhoneNumberFormat.INTERNATIONAL)
    national = phonenumbers.format_number(read, phonenumbers.PhoneNumberFormat.NATIONAL)
    return re.sub(r"^\((\d+)\) ", r"\1-", national)
