"""Texts as Teams can take them: without what no wire carries, and without the marks that turn others around."""

from bot.values.clean import sendable

ELLIPSIS = "…"


def short(text: str, limit: int) -> str:
    """At most `limit` characters, never empty."""
    text = sendable(text) or ELLIPSIS
    return text if len(text) <= limit else text[: limit - 1].rstrip() + ELLIPSIS


def plain_title(text: str, limit: int) -> str:
    """For titles in which Teams reads Markdown: a link that is none any more."""
    return short(text, limit).replace("](", "] (")
