"""What the page sends becomes a neutral event, or a refusal. Nothing the page can send raises.

The page makes the id of each action; it becomes the event's key, so an action that is sent again acts once.
"""

import json
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from bot.adapters.playground.checks import SHAPES, is_id
from bot.adapters.playground.needs import Caller
from bot.surface import Command, Event, Press, Submit, Text
from bot.surface.typed import understood

LARGEST = 64 * 1024  # bytes of one message


@dataclass(frozen=True, slots=True)
class Asked:
    """An event for the engine. `ref` is the posted message that was pressed, "" inside a dialog.

    `typed` is what a person typed: it goes into their own chat and never into the event (rule 7).
    """

    event: Event
    ref: str = ""
    inside: bool = False
    typed: str = ""

    @property
    def id(self) -> str:
        return self.event.key


@dataclass(frozen=True, slots=True)
class Speak:
    """A person switches the language of their chat, which is a command like any other."""

    event: Command

    @property
    def id(self) -> str:
        return self.event.key


@dataclass(frozen=True, slots=True)
class Clock:
    """`hours` is 0 for "to the next deadline"."""

    id: str
    hours: float


@dataclass(frozen=True, slots=True)
class Drawer:
    id: str


@dataclass(frozen=True, slots=True)
class Refused:
    """`id` is "" when there is none to read. `why` is for a developer and repeats nothing of what was sent."""

    id: str
    why: str


Action = Asked | Speak | Clock | Drawer
Find = Callable[[str], Caller | None]


def read(raw: str, find: Find) -> Action | Refused:
    """`find` is None for a user who has no pane."""
    if len(raw) > LARGEST or len(raw.encode("utf-8", "surrogatepass")) > LARGEST:
        return Refused("", "too large")
    try:
        sent = json.loads(raw)
    except (ValueError, RecursionError):
        return Refused("", "not JSON")
    if not isinstance(sent, dict):
        return Refused("", "not an object")
    id_ = sent.get("id")
    if not is_id(id_):
        return Refused("", "no id")
    kind = sent.get("type")
    shape = SHAPES.get(kind) if isinstance(kind, str) else None
    if shape is None:
        return Refused(id_, "unknown type")
    if sent.keys() - {"id", "type"} != shape.keys():
        return Refused(id_, "missing or unknown fields")
    wrong = next((name for name, good in shape.items() if not good(sent[name])), None)
    if wrong:
        return Refused(id_, f"wrong value: {wrong}")
    if "user" not in sent:
        return _control(id_, sent)
    known = find(sent["user"])
    return _action(id_, sent, known) if known else Refused(id_, "unknown user")


def _control(id_: str, sent: dict[str, Any]) -> Action:
    return Clock(id_, float(sent["hours"])) if sent["type"] == "clock" else Drawer(id_)


def _action(id_: str, sent: dict[str, Any], caller: Caller) -> Action:
    who = (id_, caller.account, caller.locale, caller.name)
    match sent["type"]:
        case "press":
            button = {"verb": sent["verb"], "token": sent["token"], "version": sent["version"]}
            press = Press(*who, email=caller.email, **button, reference=sent["ref"])
            return Asked(press, ref=sent["ref"], inside=not sent["ref"])
        case "submit":
            values = {key: value if isinstance(value, str) else tuple(value) for key, value in sent["values"].items()}
            button = {"verb": sent["verb"], "token": sent["token"], "version": sent["version"]}
            return Asked(Submit(*who, email=caller.email, values=values, **button), inside=True)
        case "command":
            return Asked(Command(*who, email=caller.email, word=understood(sent["word"]), rest=sent["rest"]))
        case "language":
            new = sent["language"]
            return Speak(Command(id_, caller.account, new, caller.name, word="language", rest=new))
        case _:
            return Asked(Text(*who), typed=sent["text"])
