"""A card as it leaves the house: its buttons carry nothing of ours, since whatever is posted can be exported.

A button is either the same for everybody who may ever see it (a constant: its verb, and what it does follows from who
presses), or it is called after its place. Beside either there is a value: 128 random bits, one for each version of each
posted copy, so that no constant stands out. What a place under a value means is looked up (stores/button_values.py).
"""

import re
from dataclasses import replace

from bot.surface.shown import Button, Card, Paragraph
from bot.surface.words import w

OPEN = "open"  # the one button of every card that says "You have an update" and nothing else
_UPDATE = (Paragraph(w("update")),)
_VALUE = re.compile(r"[0-9a-f]{32}")
_PLACE = re.compile(r"b([0-9]{1,2})")

Meaning = tuple[str, str, int]  # verb, token, version


def is_value(token: str) -> bool:
    """No token of ours looks like one."""
    return _VALUE.fullmatch(token) is not None


def posted(card: Card, value: str) -> Card:
    """`card` with the buttons that are shown."""
    if not card.buttons:
        return card
    names = _names(card)
    buttons = zip(card.buttons, names, strict=True)
    return replace(card, buttons=tuple(replace(each, verb=name, token=value, version=0) for each, name in buttons))


def bare(card: Card) -> Card:
    """A posted card without its value, for a place where it is once and is compared with what is there."""
    return replace(card, buttons=tuple(replace(each, token="") for each in card.buttons))


def meanings(card: Card) -> tuple[Meaning, ...]:
    """What the buttons of the posted card mean, in their places; nothing where they all are constants."""
    real = tuple((each.verb, each.token, each.version) for each in card.buttons)
    return () if all(_same(each, name) for each, name in zip(card.buttons, _names(card), strict=True)) else real


def place_of(verb: str) -> int | None:
    """Which button of its card this was; None for a constant."""
    if verb == OPEN:
        return 0
    found = _PLACE.fullmatch(verb)
    return int(found[1]) if found else None


def _names(card: Card) -> tuple[str, ...]:
    # Cards that read alike look alike: what waits behind an update is nobody's business but its reader's.
    if card.blocks == _UPDATE and len(card.buttons) == 1:
        return (OPEN,)
    if all(_same(each, each.verb) for each in card.buttons):
        return tuple(each.verb for each in card.buttons)
    return tuple(f"b{place}" for place in range(len(card.buttons)))


def _same(button: Button, name: str) -> bool:
    """For everybody."""
    return (button.verb, button.token, button.version) == (name, "", 0)
