"""The one typed field: a phone number or an e-mail address. Not the work chat, since an employer can read it.

What is kept is what was understood, so that every later screen shows it to the one who typed it.
"""

import re
from dataclasses import replace

from bot.core.request import Details
from bot.flows.common import profession
from bot.flows.common.desk import Desk
from bot.surface import Block, Fact, Joined, Submit, Words, w
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


def mistakes(desk: Desk, submit: Submit) -> dict[str, Words]:
    """What keeps a form with a contact from being sent, by its field; empty where nothing does."""
    found = profession.mistakes(submit)
    contact = read_contact(desk, submit.one("contact"))
    if not contact:
        found["contact"] = w("contact-bad")
    elif is_phone(contact) and submit.one("way") == "email":  # nobody is called who wants to be written to
        found["contact"] = w("contact-no-address")
    return found


def how(details: Details, spoken: tuple[Block, ...]) -> tuple[Block, ...]:
    """How they want to be reached, each only if they said so; `spoken` is what is said of a voicemail."""
    way = (Fact(w("way-is"), w(f"way-{details.way}")),) if details.way else ()
    times = Fact(w("times-are"), Joined(tuple(w(f"times-{each}") for each in details.times)))
    language = (Fact(w("language-is"), w(f"language-{details.language}")),) if details.language else ()
    return (*way, *spoken, *((times,) if details.times else ()), *language)


def settled(details: Details) -> Details:
    """Contact, way and voicemail as they fit together: to an address one can only write, and whoever wants a text wants
    no voicemail."""
    way = "email" if details.way and not is_phone(details.contact) else details.way
    return replace(details, way=way, voicemail=details.voicemail and way != "text")


def masked(contact: str) -> str:
    """Enough to recognise one's own: "204-…-23", "r…@example.net". No run of signs that a screen reader would spell."""
    if "@" in contact:
        return f"{contact[:1]}…@{contact.partition('@')[2]}"
    number = re.split(r"\s*(?:x|ext|poste)", contact, maxsplit=1, flags=re.IGNORECASE)[0]
    digits = [each for each in number if each.isdigit()]
    return f"{'+' if contact.startswith('+') else ''}{''.join(digits[:3])}-…-{''.join(digits[-2:])}"
