"""An activity of Teams becomes one neutral event. Nothing that Teams can send raises."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum
from typing import Any

from bot.adapters.teams.admission import Caller, Refused, part
from bot.adapters.teams.buttons import Pressed, Sent, read_form, read_press
from bot.adapters.teams.duplicate_activities import DuplicateActivities
from bot.adapters.teams.references import Location, Posted
from bot.adapters.teams.typed import command
from bot.surface import Arrive, Command, Event, Gone, Press, Submit, Text


class How(Enum):
    """How the event came, and so where its answer goes."""

    EXECUTE = "execute"  # pressed in the chat; the answer takes the card's place
    FALLBACK = "fallback"  # the same in an older client; the card is edited
    FETCH = "fetch"  # pressed in the chat; the answer is a dialog
    DIALOG = "dialog"  # pressed or sent in a dialog
    CHAT = "chat"  # typed, or arrived: the answer is posted
    LEFT = "left"  # removed: nobody is there to be answered


@dataclass(frozen=True, slots=True)
class Asked:
    """An event for the engine. `ref` is the activity id of the pressed card, "" if there is none or it is not known."""

    event: Event
    how: How
    location: Location
    ref: str = ""
    pressed: Pressed | None = None
    sent: Sent | None = None


@dataclass(frozen=True, slots=True)
class Ignored:
    """Nothing that concerns us: reactions, typing, edits of people's own messages."""


_LONGEST_ID = 300
UNREADABLE = Pressed("unreadable", "", 0)  # a verb that no flow has
_INVOKES = ("adaptiveCard/action", "task/fetch", "task/submit")


class Inbound:
    def __init__(self) -> None:
        self._duplicates = DuplicateActivities()

    def read(self, activity: Mapping[str, Any], who: Caller) -> Asked | Ignored | Refused:
        match activity.get("type"):
            case "message":
                return self._message(activity, who)
            case "invoke":
                return self._invoke(activity, who)
            case "installationUpdate":
                return self._installation(activity, who)
            case "conversationUpdate":
                return self._members(activity, who)
            case _:
                return Ignored()

    # --- the kinds

    def _message(self, activity: Mapping[str, Any], who: Caller) -> Asked | Ignored | Refused:
        key = _key(activity, who)
        if not key:
            return Refused("no_id", 400)
        pressed = read_press(activity.get("value"))
        if pressed is not None:
            return self._press(activity, who, key, pressed, How.FALLBACK)
        known = command(activity.get("text"))
        shared = (key, who.account, who.locale, who.name)
        if known is None:
            return Asked(Text(*shared), How.CHAT, who.location)
        return Asked(Command(*shared, word=known[0], rest=known[1]), How.CHAT, who.location)

    def _invoke(self, activity: Mapping[str, Any], who: Caller) -> Asked | Ignored | Refused:
        """Of a kind that nobody asked for, Teams wants to hear that it came and no more. A press that cannot be read,
        as one of another version of ours, is answered like one that nobody knows."""
        name, key = activity.get("name"), _key(activity, who)
        if name not in _INVOKES:
            return Ignored()
        if not key:
            return Refused("no_id", 400)
        value = part(activity, "value")
        if name == "adaptiveCard/action":
            if value.get("trigger") == "automatic":  # no card of ours refreshes by itself
                return Refused("malformed", 400)
            pressed = read_press(part(value, "action").get("data")) or UNREADABLE
            return self._press(activity, who, key, pressed, How.EXECUTE)
        data = value.get("data")
        pressed = read_press(data) or UNREADABLE
        if name == "task/fetch":
            return self._press(activity, who, key, pressed, How.FETCH)
        sent = read_form(data)
        if sent is None:
            return self._press(activity, who, key, pressed, How.DIALOG)
        event = Submit(
            key,
            who.account,
            who.locale,
            who.name,
            verb=pressed.verb,
            token=pressed.token,
            version=pressed.version,
            values=sent.values,
        )
        return Asked(event, How.DIALOG, who.location, "", pressed, sent)

    def _press(self, activity: Mapping[str, Any], who: Caller, key: str, pressed: Pressed, how: How) -> Asked:
        ref = _text(activity.get("replyToId"))
        if ref and how in (How.EXECUTE, How.FALLBACK):
            key = self._duplicates.key(key, how.value, (who.location.conversation, ref, pressed))
        stands = Posted(who.location.service_url, who.location.conversation, ref).dump() if ref and pressed.copy else ""
        event = Press(
            key,
            who.account,
            who.locale,
            who.name,
            verb=pressed.verb,
            token=pressed.token,
            version=pressed.version,
            reference=stands,
        )
        return Asked(event, how, who.location, ref, pressed)

    def _installation(self, activity: Mapping[str, Any], who: Caller) -> Asked | Ignored:
        match activity.get("action"):
            case "add":
                return self._arrive(activity, who, "installed")
            case "remove":
                return Asked(Gone(_key(activity, who), who.account, who.locale), How.LEFT, who.location)
            case _:
                return Ignored()  # an upgrade of the app concerns nobody

    def _members(self, activity: Mapping[str, Any], who: Caller) -> Asked | Ignored:
        added = activity.get("membersAdded")
        ids = [each.get("id") for each in added if isinstance(each, dict)] if isinstance(added, list) else []
        return self._arrive(activity, who, "added") if who.location.bot and who.location.bot in ids else Ignored()

    def _arrive(self, activity: Mapping[str, Any], who: Caller, way: str) -> Asked:
        """Teams tells of one installation twice."""
        key = _key(activity, who)
        if key:
            key = self._duplicates.key(key, way, (who.location.conversation, "arrive"))
        return Asked(Arrive(key, who.account, who.locale, who.name), How.CHAT, who.location)


def _key(activity: Mapping[str, Any], who: Caller) -> str:
    """The platform's id of this event, alone where it is drawn at random (an invoke's, "f:" and a UUID).

    A message's is the millisecond of its chat, so that two people could have the same: its conversation is beside
    it. What is typed can be read there anyway; beside that it is the press of an older client.
    """
    own = _text(activity.get("id"))
    return own if own.startswith("f:") or not own else f"{who.location.conversation} {own}"


def _text(value: object) -> str:
    return value if isinstance(value, str) and len(value) <= _LONGEST_ID else ""
