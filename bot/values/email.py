"""An e-mail address as people paste it, out of a mail programme too."""

import re

from bot.values.clean import clean

LONGEST = 120
_ADDRESS = re.compile(r"[^@\s,;:<>\"()\[\]]+@[^@\s.,;:<>\"()\[\]]+(?:\.[^@\s.,;:<>\"()\[\]]+)+")
_NAMED = re.compile(r"[^<>@]*<(?P<address>[^<>]+)>")


def read_email(text: str) -> str:
    """The address alone, as it was written; "" for anything else. "Ami <ami@example.org>;" is ami@example.org."""
    typed = clean(text).rstrip(" ;,")
    named = _NAMED.fullmatch(typed)
    address = (named["address"] if named else typed).strip()
    address = re.sub(r"^mailto:\s*", "", address, flags=re.IGNORECASE)
    return address if len(address) <= LONGEST and _ADDRESS.fullmatch(address) else ""
