"""The one typed field: a phone number or an e-mail address. Not the work chat, since an employer can read it."""

import re

LONGEST = 120
_PHONE = re.compile(r"\+?[0-9 ().-]{7,24}(?:\s*(?:x|ext\.?|poste)\s*[0-9]{1,6})?", re.IGNORECASE)
_EMAIL = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s.]+")


def is_contact(text: str) -> bool:
    return is_phone(text) or (len(text) <= LONGEST and bool(_EMAIL.fullmatch(text)))


def is_phone(text: str) -> bool:
    digits = sum(character.isdigit() for character in text)
    return len(text) <= LONGEST and digits >= 7 and bool(_PHONE.fullmatch(text))


def masked(contact: str) -> str:
    """Enough to recognise one's own: "204-…-23", "r…@example.net". No run of signs that a screen reader would spell."""
    if "@" in contact:
        return f"{contact[:1]}…@{contact.partition('@')[2]}"
    number = re.split(r"\s*(?:x|ext|poste)", contact, maxsplit=1, flags=re.IGNORECASE)[0]
    digits = [each for each in number if each.isdigit()]
    return f"{'+' if contact.startswith('+') else ''}{''.join(digits[:3])}-…-{''.join(digits[-2:])}"
