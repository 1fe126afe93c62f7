"""What travels with a press: a verb, an opaque token, a version, and nothing else (rule 11).

All of it comes back from somebody's client, so whatever we did not write ourselves is read as None.
"""

import json
import re
from dataclasses import dataclass

from bot.adapters.slack.limits import ID, PRIVATE_METADATA, Malformed
from bot.surface import Button

LARGEST_VERSION = 2**53 - 1  # what every JSON reader counts to
# Together they stay far below Slack's 255 for an action_id and 2000 for a value.
_VERB = re.compile(r"[A-Za-z0-9:_-]{1,200}")
_TOKEN = re.compile(r"[A-Za-z0-9_-]{0,200}")
_PLACE = re.compile(r"[0-9]{1,3}")
_VERSION = re.compile(r"0|[1-9][0-9]{0,15}")
_LONGEST_VALUE = 200 + 1 + 16


@dataclass(frozen=True, slots=True)
class Pressed:
    verb: str
    token: str
    version: int


def action_of(button: Button, place: int) -> tuple[str, str]:
    """The action_id and the value. `place` makes the action_id the only one of its kind in a message or view.

    Raises Malformed for a button that `read_action` would not know again.
    """
    _check(button)
    return f"{button.verb}@{place}", f"{button.token}|{button.version}"


def read_action(action_id: object, value: object) -> Pressed | None:
    if not isinstance(action_id, str) or not isinstance(value, str):
        return None
    if len(action_id) > ID or len(value) > _LONGEST_VALUE:
        return None
    verb, at, place = action_id.rpartition("@")
    token, bar, version = value.rpartition("|")
    if not at or not bar or not _PLACE.fullmatch(place) or not _VERSION.fullmatch(version):
        return None
    return _pressed(verb, token, int(version))


def metadata_of(button: Button) -> str:
    """A modal's private_metadata: what its submit button stands for. Raises Malformed."""
    _check(button)
    return json.dumps([button.verb, button.token, button.version], separators=(",", ":"))


def read_metadata(text: object) -> Pressed | None:
    if not isinstance(text, str) or len(text) > PRIVATE_METADATA:
        return None
    try:
        plain = json.loads(text)
    except (ValueError, RecursionError):
        return None
    if not isinstance(plain, list) or [type(part) for part in plain] != [str, str, int]:
        return None
    return _pressed(*plain)


def _pressed(verb: str, token: str, version: int) -> Pressed | None:
    known = _VERB.fullmatch(verb) and _TOKEN.fullmatch(token) and 0 <= version <= LARGEST_VERSION
    return Pressed(verb, token, version) if known else None


def _check(button: Button) -> None:
    if _pressed(button.verb, button.token, button.version) is None:
        raise Malformed("a button's verb, token or version has a character or a length that cannot travel")
