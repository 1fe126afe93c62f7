"""What travels with a press: a verb, an opaque token, a version, and nothing else (rule 11).

All of it comes back from somebody's client, so whatever we did not write ourselves is read as None. It is under one
key of the action's data, because Teams puts the fields of a form beside it.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from bot.surface import Button

Json = dict[str, Any]

OURS = "peerline"
NO_PREFERENCE = "-"  # Teams takes an empty value for none; no flow has this one in a closed list
TICKED = "yes"  # what flows compare a tick with
LARGEST_VERSION = 2**53 - 1
_VERB = re.compile(r"[A-Za-z0-9:_-]{1,200}")
_TOKEN = re.compile(r"[A-Za-z0-9_-]{0,200}")
_MOST_FIELDS = 60
_LONGEST_VALUE = 4_000


@dataclass(frozen=True, slots=True)
class Pressed:
    """`copy` says that the pressed card belongs to a slot: the outbox, and nobody else, edits that message."""

    verb: str
    token: str
    version: int
    copy: bool = False


@dataclass(frozen=True, slots=True)
class Sent:
    """A form: the button that sent it, what stood in its fields, and the press that had opened it, if one had."""

    pressed: Pressed
    values: Mapping[str, str | tuple[str, ...]]
    opener: Pressed | None


def data_of(button: Button, *, copy: bool = False) -> Json:
    return {OURS: _plain(Pressed(button.verb, button.token, button.version, copy))}


def form_data(button: Button, several: list[str], opener: Pressed | None) -> Json:
    """`several` names the fields with more than one answer, since Teams sends these as one text with commas."""
    made = _plain(Pressed(button.verb, button.token, button.version)) | {"form": True, "several": several}
    return {OURS: made | ({"opener": _plain(opener)} if opener else {})}


def read_press(data: object) -> Pressed | None:
    return _pressed(data.get(OURS)) if isinstance(data, dict) else None


def read_form(data: object) -> Sent | None:
    """None where it is no form of ours; the values of fields are cut to what a form can hold."""
    if not isinstance(data, dict) or not isinstance(ours := data.get(OURS), dict) or ours.get("form") is not True:
        return None
    pressed = _pressed(ours)
    if pressed is None:
        return None
    many = ours.get("several")
    several = frozenset(each for each in many if isinstance(each, str)) if isinstance(many, list) else frozenset()
    fields = [(name, value) for name, value in data.items() if name not in (OURS, "msteams")][:_MOST_FIELDS]
    values = {name: _value(value, name in several) for name, value in fields if isinstance(value, str)}
    return Sent(pressed, values, _pressed(ours.get("opener")))


def _value(value: str, several: bool) -> str | tuple[str, ...]:
    value = value[:_LONGEST_VALUE]
    if several:
        return tuple(each for each in (part.strip() for part in value.split(",")) if each and each != NO_PREFERENCE)
    return "" if value == NO_PREFERENCE else value


def _plain(pressed: Pressed) -> Json:
    made: Json = {"verb": pressed.verb, "token": pressed.token, "version": pressed.version}
    return made | ({"copy": True} if pressed.copy else {})


def _pressed(plain: object) -> Pressed | None:
    if not isinstance(plain, dict):
        return None
    verb, token, version = plain.get("verb"), plain.get("token"), plain.get("version")
    if not isinstance(verb, str) or not isinstance(token, str) or type(version) is not int:
        return None
    good = _VERB.fullmatch(verb) and _TOKEN.fullmatch(token) and 0 <= version <= LARGEST_VERSION
    return Pressed(verb, token, version, plain.get("copy") is True) if good else None
