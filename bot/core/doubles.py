"""Who may be one person on two lines. It is listed, and nobody is ever made one by a guess (rule 18)."""

from collections.abc import Iterable

from bot.core.likeness import plain
from bot.core.people import Person

_SHARED = 3  # more than so many at one number are a desk, and no double
_DIGITS = 10  # of a telephone number without the country's


def doubles(people: Iterable[Person]) -> list[tuple[tuple[Person, ...], str]]:
    """Groups of people on the roster with one name at one site, or with one telephone number, and which it is."""
    by_name: dict[tuple[str, str], list[Person]] = {}
    by_phone: dict[str, list[Person]] = {}
    for each in sorted(people, key=lambda each: (each.site, each.name, each.email)):
        if not each.listed:
            continue
        by_name.setdefault((each.site, plain(each.name)), []).append(each)
        phone = "".join(filter(str.isdigit, each.phone))[-_DIGITS:]
        if len(phone) == _DIGITS:
            by_phone.setdefault(phone, []).append(each)
    named = [tuple(group) for group in by_name.values() if len(group) > 1]
    phoned = [tuple(group) for group in by_phone.values() if 1 < len(group) <= _SHARED]
    phoned = [group for group in phoned if group not in named]
    return [(group, "name") for group in named] + [(group, "phone") for group in phoned]
