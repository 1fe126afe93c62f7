"""What a dialog's buttons and options mean leaves the house sealed, for the account that it was shown to.

A verb travels readable; the token, its version and every id among the options do not. Each value is bound to the
account and to the verb that it lay beside: for anybody else, or under another verb, it opens nothing. Equal ids never
look alike. A value is no permission: every flow looks into the records (rule 11).

Before it is sealed a token is `VERSION|NAMES|TOKEN` in UTF-8, where NAMES are the fields, with commas between them,
whose values are sealed as well. On the wire a sealed value is base64url without padding.
"""

from binascii import Error, a2b_base64, b2a_base64
from collections.abc import Mapping
from dataclasses import replace
from typing import Protocol, TypeVar

from bot.surface import Account, Button, Choice, Dialog, Event, Field, Option, Press, Submit

E = TypeVar("E", bound=Event)
Values = Mapping[str, str | tuple[str, ...]]

_PRESS, _SEND, _OPTION = "press", "send", "option"
_TO_URL, _FROM_URL = bytes.maketrans(b"+/", b"-_"), str.maketrans("-_", "+/")


class Seals(Protocol):
    def seal_carried(self, plain: bytes, bound: bytes) -> bytes: ...

    def open_carried(self, sealed: bytes, bound: bytes) -> bytes | None: ...


# --- on the way out --------------------------------------------------------------------------------------------------


def sealed(dialog: Dialog, account: Account, seals: Seals, kept: Values | None = None) -> Dialog:
    """The dialog as it leaves the house. An option that `kept` names as it was sealed before stays as it was, so that
    a form which comes again shows what was chosen in it."""
    press, submit, fields = _bound(account, _PRESS), dialog.submit, dialog.fields
    if submit is not None:
        names = [each.name for each in fields if isinstance(each, Choice) and each.ids]
        if names:
            option = _bound(account, _OPTION, submit.verb)
            fields = tuple(_field(each, option + each.name.encode(), seals, kept or {}) for each in fields)
        submit = _button(submit, _bound(account, _SEND), seals, ",".join(names))
    buttons = tuple([_button(each, press, seals) for each in dialog.buttons])
    return Dialog(dialog.title, dialog.blocks, fields, buttons, submit, dialog.footer)


def _button(button: Button, bound: bytes, seals: Seals, names: str = "") -> Button:
    """One that carries nothing has nothing to seal."""
    if not (button.token or button.version or names):
        return button
    plain = f"{button.version}|{names}|{button.token}".encode()
    token = _written(seals.seal_carried(plain, bound + button.verb.encode()))
    return Button(button.words, button.verb, token, 0, button.style, button.opens, button.label)


def _field(field: Field, bound: bytes, seals: Seals, kept: Values) -> Field:
    if not (isinstance(field, Choice) and field.ids):
        return field
    before = _before(kept.get(field.name, ()), bound, seals)
    outside = {
        each.value: before.get(each.value) or _written(seals.seal_carried(each.value.encode(), bound))
        for each in field.options
        if each.value
    }
    return replace(
        field,
        options=tuple(Option(outside.get(each.value, ""), each.words) for each in field.options),
        chosen=outside.get(field.chosen, ""),
        ticked=tuple(outside[each] for each in field.ticked if each in outside),
    )


def _before(chosen: str | tuple[str, ...], bound: bytes, seals: Seals) -> dict[str, str]:
    """What was chosen -> how it was sealed."""
    found = {}
    for each in (chosen,) if isinstance(chosen, str) else chosen:
        value = _opened(each, bound, seals)
        if value:
            found[value] = each
    return found


# --- on the way in ---------------------------------------------------------------------------------------------------


def opened(event: E, seals: Seals) -> E | None:
    """The event as the flows know it. None for a token that was not sealed for this account under this verb, or whose
    key is retired; an option that does not open was not chosen. A verb alone is the same for everybody."""
    if not isinstance(event, (Press, Submit)) or not event.token:
        return event
    kind = _PRESS if isinstance(event, Press) else _SEND
    plain = _opened(event.token, _bound(event.account, kind) + event.verb.encode(), seals)
    if plain is None:
        return None
    version, names, token = plain.split("|", 2)
    if not isinstance(event, Submit) or not names:
        return replace(event, token=token, version=int(version))
    values, option = dict(event.values), _bound(event.account, _OPTION, event.verb)
    for name in names.split(","):
        values[name] = _chosen(values.get(name, ""), option + name.encode(), seals)
    return replace(event, token=token, version=int(version), values=values)


def _chosen(value: str | tuple[str, ...], bound: bytes, seals: Seals) -> str | tuple[str, ...]:
    if isinstance(value, str):
        return _opened(value, bound, seals) or ""
    return tuple(found for each in value if (found := _opened(each, bound, seals)))


def _opened(text: str, bound: bytes, seals: Seals) -> str | None:
    try:
        value = a2b_base64(text.translate(_FROM_URL) + "=" * (-len(text) % 4), strict_mode=True)
    except (Error, ValueError):  # not what we wrote
        return None
    plain = seals.open_carried(value, bound)
    return None if plain is None else plain.decode()


# --- for whom and for what -------------------------------------------------------------------------------------------


def _bound(account: Account, *what: str) -> bytes:
    """What a seal is bound to, but for its last part. Lengths stand before the others: ("ab", "c") and ("a", "bc")
    must differ."""
    parts = (account.platform, account.team, account.user, *what)
    return "".join([f"{len(part)}:{part}" for part in parts]).encode("utf-8", "surrogatepass")


def _written(sealed_value: bytes) -> str:
    return b2a_base64(sealed_value, newline=False).translate(_TO_URL, b"=").decode("ascii")
