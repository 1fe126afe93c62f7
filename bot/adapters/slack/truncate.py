"""Texts as Slack can take them: long ones in pieces, titles and buttons shortened, nothing that turns others around."""

import re
from typing import Any

from bot.values.clean import sendable

_SENTENCE = re.compile(r"[.!?…:;][”»\"')]*\s+|\n+")
_SPACE = re.compile(r"\s+")
ELLIPSIS = "…"


def units(text: str) -> int:
    """The length as JavaScript and Java count it: an emoji is two."""
    return len(text) if text.isascii() else len(text.encode("utf-16-le", "surrogatepass")) // 2


def all_units(node: Any) -> int:
    """The length of all text in this part of a message."""
    if isinstance(node, dict):
        return sum(
            units(each) if key == "text" and isinstance(each, str) else all_units(each) for key, each in node.items()
        )
    return sum(map(all_units, node)) if isinstance(node, list) else 0


def short(text: str, limit: int) -> str:
    """At most `limit` long, with "…" at a word's end if there is one near; never empty."""
    text = sendable(text) or ELLIPSIS
    if _fits(text, limit):
        return text
    head = _head(text, limit - 1)
    words = _last(_SPACE, head, limit // 2)
    return (head[: words[0]] if words else head).rstrip() + ELLIPSIS


def pieces(text: str, limit: int) -> list[str]:
    """The text in parts of at most `limit`, cut at the ends of sentences, else of words. No part is empty."""
    text = sendable(text)
    found = []
    while not _fits(text, limit):
        head = _head(text, limit)
        cut = _last(_SENTENCE, head, limit // 2) or _last(_SPACE, head, 1) or (len(head), len(head))
        found.append(text[: cut[1]].rstrip())
        text = text[cut[1] :].lstrip()
    return [*found, text] if text else found


def _fits(text: str, limit: int) -> bool:
    return 2 * len(text) <= limit or (len(text) <= limit and units(text) <= limit)


def _head(text: str, limit: int) -> str:
    """As many whole characters from the start as fit."""
    return text[:limit].encode("utf-16-le")[: 2 * limit].decode("utf-16-le", "ignore")


def _last(mark: re.Pattern[str], text: str, after: int) -> tuple[int, int] | None:
    """Where the last match that does not begin before `after` begins and ends."""
    found = None
    for match in mark.finditer(text, after):
        found = match.span()
    return found
