"""The one typed field: a phone number or an e-mail address. Not the work chat, since an employer can read it."""

import re

LONGEST = 120
_PHONE = re.compile(r"\+?[0-9 ().-]{7,24}(?:\s*(?:x|ext\.?|poste)\s*[0-9]{1,6})?", re.IGNORECASE)
_EMAIL = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s.]+")


def is_contact(text: str) -> bool:
    digits = sum(character.isdigit() for character in text)
    phone = digits >= 7 and _PHONE.fullmatch(text)
    return len(text) <= LONGEST and bool(phone or _EMAIL.fullmatch(text))
