"""May a voicemail be left? Asked with one tap, no unless they say yes, and told to whoever calls (R45).

A voicemail is heard by whoever has the phone in their hand: it says a name and a number, and nothing about support.
"""

from bot.core.request import Details
from bot.flows.common.contact import is_phone
from bot.surface import Block, Choice, Fact, Option, Submit, w

_YES = "yes"


def field(*, may: bool = False) -> Choice:
    options = (Option("", w("voicemail-no")), Option(_YES, w("voicemail-yes")))
    return Choice("voicemail", w("voicemail-ask"), options, _YES if may else "")


def read(submit: Submit) -> bool:
    return submit.one("voicemail") == _YES


def allowed(details: Details) -> bool:
    """Whether there can be one, and may: an e-mail address has no voicemail, whatever was ticked beside it."""
    return details.voicemail and is_phone(details.contact)


def writes(details: Details) -> bool:
    """Whether whoever tries writes: to an address, or because a text was asked for."""
    return details.way == "text" or not is_phone(details.contact)


def for_caller(contact: str, *, may: bool) -> tuple[Block, ...]:
    """For whoever calls; an e-mail address has no voicemail."""
    if not is_phone(contact):
        return ()
    return (Fact(w("voicemail"), w("voicemail-name-only") if may else w("voicemail-none")),)


def for_asker(contact: str, *, may: bool) -> tuple[Block, ...]:
    """For the one who asked, to see what they said."""
    return (Fact(w("voicemail"), w("voicemail-yes") if may else w("voicemail-no")),) if is_phone(contact) else ()
