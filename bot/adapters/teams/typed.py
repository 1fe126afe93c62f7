"""Typed words. A word of the menu, alone or with what belongs to it, is a command; anything else is text.

Rule 7: what a person writes freely goes no further than this file. So "leave" is a command and "leave me alone" is not,
and neither is a first word with a sentence behind it. Whoever begins with /peer, as in Slack, means a command: the flow
then says what is wrong with the rest.
"""

import re

from bot.surface.typed import understood

_ALONE = re.compile("")
_DAY = re.compile(r"(?=\S*\d)\S{1,20}|")  # a day, however it is written; the flow says how it wants it
_NUMBER = re.compile(r"(?:#?[ACDEFGHJKLMNPQRTUVWXY3479]{4})?", re.IGNORECASE)  # of a request
# Word -> what may be behind it: every word of the chat, for everyone, for supporters and for coordinators. A test
# checks whether one that the flows know is missing.
WORDS = {
    **dict.fromkeys(("", "ask", "now", "phone", "resources", "refer", "gatherings", "privacy"), _ALONE),
    **dict.fromkeys(("status", "withdraw"), _ALONE),
    **dict.fromkeys(("offers", "log", "back", "profile", "debrief", "leave"), _ALONE),
    **dict.fromkeys(("queue", "enter", "invite", "supporters", "supporter", "nominations"), _ALONE),
    **dict.fromkeys(("report", "export", "audit", "gathering", "system"), _ALONE),
    **dict.fromkeys(("show", "match", "offer", "rematch", "close"), _NUMBER),
    "language": re.compile(r"(?:en|fr)?"),
    "away": _DAY,
    "limit": re.compile(r"\d{0,3}"),
}
_HOME = frozenset({"home", "peer", "/peer", "peerline"})
_ON_PURPOSE = re.compile(r"/peer\s+", re.IGNORECASE)
_MENTION = re.compile(r"<at\b[^>]{0,100}>[^<]{0,200}</at>")
_LONGEST = 80


def command(text: object) -> tuple[str, str] | None:
    """The word and what belongs to it; None for free text."""
    if not isinstance(text, str) or len(text) > _LONGEST + 400:
        return None
    said = " ".join(_MENTION.sub(" ", text).replace("&nbsp;", " ").split())
    if not said or len(said) > _LONGEST:
        return None
    if said.lower() in _HOME:
        return "", ""
    on_purpose = _ON_PURPOSE.match(said)
    said = said[on_purpose.end() :] if on_purpose else said.removeprefix("/")
    word, _, rest = said.partition(" ")
    word = understood(word)
    allowed = WORDS.get(word) if word else None
    if allowed is None or not (on_purpose or allowed.fullmatch(rest)):
        return None
    return word, rest.removeprefix("#")
