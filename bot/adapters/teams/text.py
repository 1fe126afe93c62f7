"""Texts as Teams can take them: without what no wire carries, and without the marks that turn others around."""

import re

# NUL and its like, half a surrogate pair, and the marks that reverse the text that follows them: a name that holds one
# could turn a phone number around.
_DROPPED = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufffe\uffff]")
ELLIPSIS = "…"


def clean(text: str) -> str:
    if text.isascii() and text.isprintable():
        return text.strip()
    return _DROPPED.sub("", text).strip()


def short(text: str, limit: int) -> str:
    """At most `limit` characters, never empty."""
    text = clean(text) or ELLIPSIS
    return text if len(text) <= limit else text[: limit - 1].rstrip() + ELLIPSIS


def plain_title(text: str, limit: int) -> str:
    """For titles in which Teams reads Markdown: a link that is none any more."""
    return short(text, limit).replace("](", "] (")
