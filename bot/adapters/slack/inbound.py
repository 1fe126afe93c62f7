"""What Slack sends becomes a neutral event and the place where its answer belongs, or None.

Nothing that arrives here is trusted to have the shape that Slack documents; nothing here raises.
"""

import re
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from bot.adapters.slack.buttons import Pressed, read_action, read_metadata
from bot.adapters.slack.fields import option_of
from bot.adapters.slack.sender import COPY, PLATFORM, reference_of
from bot.surface import Account
from bot.surface.typed import understood

Json = dict[str, Any]
Values = dict[str, str | tuple[str, ...]]

_USER = re.compile(r"[UW][A-Z0-9]{1,30}")
_TEAM = re.compile(r"[TE][A-Z0-9]{1,30}")
_LONGEST = 3000  # characters of one field


class Surface(StrEnum):
    COPY = "copy"  # a posted card that the outbox keeps true
    MESSAGE = "message"  # any other message of ours, the ephemeral ones too
    MODAL = "modal"
    HOME = "home"
    FORM = "form"  # a modal that was sent
    COMMAND = "command"


@dataclass(frozen=True, slots=True)
class Origin:
    """Where something was pressed, sent or typed. `trigger` opens one dialog within three seconds. `alone`: the pressed
    message is shown to nobody else and kept nowhere (ephemeral)."""

    surface: Surface
    trigger: str = ""
    response_url: str = ""
    view: Json = field(default_factory=dict)
    alone: bool = False
    message: str = ""  # the pressed copy, as bot.adapters.slack.sender refers to it

    @property
    def top(self) -> bool:
        """Whether the pressed modal is the first of its stack: another may be laid upon it."""
        return self.view.get("root_view_id") in {None, "", self.view.get("id")}


@dataclass(frozen=True, slots=True)
class Interaction:
    """One press, form or command. `pressed` is None where it carries nothing that we made."""

    account: Account
    key: str
    origin: Origin
    stranger: bool
    pressed: Pressed | None = None
    values: Values = field(default_factory=dict)
    word: str = ""
    rest: str = ""


def dig(plain: Any, *path: str) -> Any:
    """The value at the end of a path of keys; None where the path breaks off."""
    for key in path:
        plain = plain.get(key) if isinstance(plain, dict) else None
    return plain


def text(plain: Any, *path: str) -> str:
    found = dig(plain, *path)
    return found if isinstance(found, str) else ""


def team_of(payload: Json) -> str:
    """The workspace where we are installed and this happened; "" if the payload names none.

    The order is Bolt's own: a dialog that was opened in a channel shared with another organisation (Slack Connect)
    names that one's workspace as `team`, and ours in the view only.
    """
    return (
        text(payload, "view", "app_installed_team_id")
        or text(payload, "team", "id")
        or text(_right(payload), "team_id")
        or text(payload, "team_id")
    )


def organisation_of(payload: Json) -> str:
    """The Enterprise Grid that the workspace belongs to; "" for a workspace of its own."""
    return (
        text(payload, "enterprise", "id")
        or text(_right(payload), "enterprise_id")
        or text(payload, "enterprise_id")
        or text(payload, "team", "enterprise_id")
    )


def is_org_wide(payload: Json) -> bool:
    """Sent to an installation for a whole Enterprise Grid. A command says so in a word of its form, an event beside the
    rights it came with."""
    said = payload.get("is_enterprise_install"), dig(_right(payload), "is_enterprise_install")
    return any(each is True or each == "true" for each in said)


def is_stranger(payload: Json, team: str, home: str) -> bool:
    """Somebody whose `home` is another workspace, and not one of the same organisation: sister workspaces of an
    Enterprise Grid are colleagues, and there Slack's word on the person decides (profiles.py)."""
    return bool(home) and home != team and not home.startswith("E") and not organisation_of(payload)


def _right(payload: Json) -> Any:
    """The installation that an event was sent for."""
    rights = payload.get("authorizations")
    return rights[0] if isinstance(rights, list) and rights else None


def known_shape(team: str) -> bool:
    return _TEAM.fullmatch(team) is not None


def interaction_of(payload: Json) -> Interaction | None:
    """A block action, a sent form or a command; None for what has no person in it."""
    if "command" in payload:
        return _command(payload)
    kind = payload.get("type")
    if kind == "block_actions":
        return _press(payload)
    if kind == "view_submission":
        return _form(payload)
    return None


def account_of(team: str, user: str) -> Account | None:
    return Account(PLATFORM, team, user) if known_shape(team) and _USER.fullmatch(user) else None


# --- one kind each ---------------------------------------------------------------------------------------------------


def _press(payload: Json) -> Interaction | None:
    actions = payload.get("actions")
    action = actions[0] if isinstance(actions, list) and len(actions) == 1 and isinstance(actions[0], dict) else {}
    account = account_of(team_of(payload), text(payload, "user", "id"))
    if account is None:
        return None
    trigger = text(payload, "trigger_id")
    view = dig(payload, "view")
    # A click has a time and a trigger of its own, whoever delivers it again; who it was stays out of the key.
    click = f"{text(action, 'action_ts')}:{trigger or text(action, 'action_id')}"
    where = _place(payload, view, text(action, "block_id"))
    return Interaction(
        account,
        f"press:{click}",
        Origin(
            where,
            trigger,
            text(payload, "response_url"),
            view if isinstance(view, dict) else {},
            dig(payload, "container", "is_ephemeral") is True,
            _message(payload) if where is Surface.COPY else "",
        ),
        is_stranger(payload, account.team, text(payload, "user", "team_id")),
        read_action(action.get("action_id"), action.get("value")),
    )


def _place(payload: Json, view: Any, block: str) -> Surface:
    if isinstance(view, dict):
        return Surface.HOME if view.get("type") == "home" else Surface.MODAL
    kept = block.startswith(COPY) and dig(payload, "container", "is_ephemeral") is not True
    return Surface.COPY if kept else Surface.MESSAGE


def _message(payload: Json) -> str:
    channel, ts = text(payload, "container", "channel_id"), text(payload, "container", "message_ts")
    return reference_of(channel, ts) if channel and ts else ""


def _form(payload: Json) -> Interaction | None:
    account = account_of(team_of(payload), text(payload, "user", "id"))
    view = payload.get("view")
    if account is None or not isinstance(view, dict):
        return None
    trigger = text(payload, "trigger_id")
    return Interaction(
        account,
        f"form:{trigger}" if trigger else f"form:{text(view, 'id')}:{text(view, 'hash')}",
        Origin(Surface.FORM, trigger, "", view),
        is_stranger(payload, account.team, text(payload, "user", "team_id")),
        read_metadata(view.get("private_metadata")),
        _values(dig(view, "state", "values")),
    )


def _command(payload: Json) -> Interaction | None:
    account = account_of(text(payload, "team_id"), text(payload, "user_id"))
    if account is None:
        return None
    trigger = text(payload, "trigger_id")
    word, _, rest = text(payload, "text").strip().partition(" ")
    return Interaction(
        account,
        f"command:{trigger}",
        Origin(Surface.COMMAND, trigger, text(payload, "response_url")),
        stranger=False,
        word=understood(word[:40]),
        rest=rest.strip()[:200],
    )


# --- the fields of a form --------------------------------------------------------------------------------------------


def _values(state: Any) -> Values:
    """Field name -> what was typed or chosen. One of an unknown shape is left out: the flow says what is missing."""
    found: Values = {}
    for name, fields in state.items() if isinstance(state, dict) else ():
        for plain in fields.values() if isinstance(fields, dict) else ():
            value = _value(plain)
            if value is not None and isinstance(name, str):
                found[name[:255]] = value
    return found


def _value(plain: Any) -> str | tuple[str, ...] | None:
    kind = text(plain, "type")
    if kind in {"plain_text_input", "email_text_input"}:
        return text(plain, "value")[:_LONGEST]
    if kind in {"static_select", "radio_buttons"}:
        return option_of(text(plain, "selected_option", "value"))
    if kind in {"multi_static_select", "checkboxes"}:
        options = dig(plain, "selected_options")
        return tuple(option_of(text(option, "value")) for option in options) if isinstance(options, list) else ()
    if kind == "multi_users_select":
        users = dig(plain, "selected_users")
        known = isinstance(users, list)
        return tuple(user for user in users if isinstance(user, str) and _USER.fullmatch(user)) if known else ()
    return None
