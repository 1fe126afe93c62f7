"""Cards and dialogs as plain JSON values and back: how they are stored and sent."""

from collections.abc import Mapping
from dataclasses import MISSING, Field, fields
from datetime import date, datetime
from enum import StrEnum
from typing import Any

from bot.surface.events import Account
from bot.surface.figures import Bar, Chart, Measure
from bot.surface.former_words import present
from bot.surface.shown import (
    Bullets,
    Button,
    Card,
    Choice,
    Dialog,
    Fact,
    Line,
    Option,
    Paragraph,
    People,
    Picture,
    Portrait,
    Style,
    Tick,
)
from bot.surface.words import Joined, Localised, Phrase, Verbatim, Words


def to_plain(value: Any) -> Any:
    """A Card, Dialog or any part of one as plain JSON values, to be stored or sent. `from_plain` reads it back.

    What is as it usually is (the field's default) is left out: so most cards fit into one page of the database.
    """
    kind = type(value)
    if kind in _PLAIN:
        return value
    parts = _FIELDS.get(kind)
    if parts is not None:
        plain = {"@": kind.__name__}
        for name, usual in parts:
            part = getattr(value, name)
            if part == usual:
                continue
            if type(part) not in _PLAIN:
                part = _footer_to_plain(part) if name == "footer" else to_plain(part)
            plain[name] = part
        return plain
    if isinstance(value, (datetime, date)):
        return {"@": kind.__name__, "iso": value.isoformat()}
    if isinstance(value, StrEnum):
        return value.value
    if isinstance(value, (list, tuple)):
        return [to_plain(item) for item in value]
    if isinstance(value, Mapping):
        return {key: to_plain(item) for key, item in value.items()}
    return value


def _footer_to_plain(footer: Phrase) -> Any:
    """Every card ends with the same line, so its plain form is made once."""
    known = _FOOTERS.get(id(footer))
    if known is None or known[0] is not footer:
        if len(_FOOTERS) >= _FOOTERS_KEPT:
            _FOOTERS.clear()
        known = _FOOTERS[id(footer)] = (footer, to_plain(footer))
    return known[1]


def from_plain(plain: Any) -> Any:
    """The reverse of `to_plain`. Raises KeyError for a shape that this version does not know."""
    if type(plain) in _PLAIN:
        return plain
    if isinstance(plain, list):
        return tuple(from_plain(item) for item in plain)
    if not isinstance(plain, dict):
        return plain
    name = plain.get("@")
    if name is None:
        return {key: from_plain(item) for key, item in plain.items()}
    if name == "datetime":
        return datetime.fromisoformat(plain["iso"])
    if name == "date":
        return date.fromisoformat(plain["iso"])
    shape = _SHAPES[name]
    kept = {key: item if type(item) in _PLAIN else from_plain(item) for key, item in plain.items() if key != "@"}
    if name in _NAMED:
        kept[_NAMED[name]] = present(kept[_NAMED[name]])
    if "style" in kept:
        kept["style"] = Style(kept["style"])
    return shape(**kept)


# What tells one of them from another: a text's id, and what a button does.
_NAMED = {"Words": "id", "Button": "verb"}

_FOOTERS: dict[int, tuple[Phrase, Any]] = {}  # the footer itself is in it, so that its id is not given again
_FOOTERS_KEPT = 16

_PLAIN = frozenset({str, int, float, bool, type(None)})

_SHAPES: dict[str, Any] = {
    shape.__name__: shape
    for shape in (
        Words,
        Verbatim,
        Localised,
        Joined,
        Button,
        Paragraph,
        Fact,
        Bullets,
        Picture,
        Portrait,
        Account,
        Bar,
        Measure,
        Chart,
        Card,
        Option,
        Choice,
        Line,
        People,
        Tick,
        Dialog,
    )
}

_ALWAYS = object()  # no part is equal to it


def _usual(each: Field[Any]) -> Any:
    if each.default is not MISSING:
        return each.default
    return _ALWAYS if each.default_factory is MISSING else each.default_factory()


_FIELDS: dict[type, tuple[tuple[str, Any], ...]] = {
    shape: tuple((each.name, _usual(each)) for each in fields(shape)) for shape in _SHAPES.values()
}
