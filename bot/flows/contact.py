"""The one typed field: a phone number or an e-mail address. Not the work chat, since an employer can read it.

What is kept is what was understood, so that every later screen shows it to the one who typed it.
"""

import re

from bot.flows.desk import Desk
from bot.values.email import read_email
from bot.values.phone import read_phone


def read_contact(desk: Desk, typed: str) -> str:
    """ "" for what is neither."""
    return read_number(desk, typed) or read_email(typed)


def read_number(desk: Desk, typed: str) -> str:
    """ "" for what is no telephone number; numbers without a country's code are of the programme's own country."""
    return read_phone(typed, desk.programme.country)


def is_phone(contact: str) -> bool:
    """Of a contact that is kept, which is a number or an address since it was read."""
    return bool(contact) and "@" not in contact


def masked(contact: str) -> str:
    """Enough to recognise one's own: "204-…-23", "r…@example.net". No run of signs that a screen reader would spell."""
    if "@" in contact:
        return f"{contact[:1]}…@{contact.partition('@')[2]}"
    number = re.split(r"\s*(?:x|ext|poste)", contact, maxsplit=1, flags=re.IGNORECASE)[0]
    digits = [each for each in number if each.isdigit()]
    return f"{'+' if contact.startswith('+') else ''}{''.join(digits[:3])}-…-{''.join(digits[-2:])}"
