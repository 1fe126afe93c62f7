"""What dialogs carry, read and written with the house's own keys: for people who are played, and go by ids."""

from dataclasses import replace
from typing import TypeVar

from bot.runtime import dialog_sealing
from bot.runtime.engine import Engine
from bot.surface import Account, Button, Choice, Dialog, Option, Press, Submit, w
from storage.encryption.sealed import Keyring

Pressed = Press | Submit
E = TypeVar("E", bound=Pressed)


def keyring(engine: Engine) -> Keyring:
    ring = engine._writer._rings.current()  # type: ignore[attr-defined]  # noqa: SLF001 - a writer's own keys
    assert isinstance(ring, Keyring)
    return ring


def sealed(event: E, seals: Keyring) -> E:
    """The event as it would come from a dialog that was shown to this account."""
    button = Button(w("open"), event.verb, event.token, event.version)
    submits = isinstance(event, Submit)
    shown = dialog_sealing.sealed(
        Dialog(w("open"), buttons=() if submits else (button,), submit=button if submits else None),
        event.account,
        seals,
    )
    carrying = shown.submit if submits else shown.buttons[0]
    assert carrying
    return replace(event, token=carrying.token, version=carrying.version)


def opened(
    token: str, verb: str, account: Account, seals: Keyring, kind: type[Pressed] = Press
) -> tuple[str, int] | None:
    """The token and the version that a button means; None for what was not sealed for this account and verb."""
    event = dialog_sealing.opened(kind("", account, verb=verb, token=token), seals)
    return (event.token, event.version) if event else None


def option(value: str, verb: str, field: str, account: Account, seals: Keyring) -> str | None:
    """The id that an option means."""
    bound = dialog_sealing._bound(account, dialog_sealing._OPTION, verb) + field.encode()  # noqa: SLF001
    return dialog_sealing._opened(value, bound, seals)  # noqa: SLF001


def plain(dialog: Dialog, account: Account, seals: Keyring) -> Dialog:
    """The dialog as the flow made it."""

    def button(each: Button, kind: type[Pressed]) -> Button:
        meant = opened(each.token, each.verb, account, seals, kind) if each.token else None
        return replace(each, token=meant[0], version=meant[1]) if meant else each

    submit = dialog.submit
    fields = dialog.fields
    if submit is not None:
        verb = submit.verb
        fields = tuple(_plain(each, verb, account, seals) if isinstance(each, Choice) else each for each in fields)
    buttons = tuple(button(each, Press) for each in dialog.buttons)
    return replace(dialog, buttons=buttons, fields=fields, submit=button(submit, Submit) if submit else None)


def _plain(field: Choice, verb: str, account: Account, seals: Keyring) -> Choice:
    if not field.ids:
        return field

    def meant(value: str) -> str:
        return option(value, verb, field.name, account, seals) or ""

    return replace(
        field,
        options=tuple(Option(meant(each.value), each.words) for each in field.options),
        chosen=meant(field.chosen),
        ticked=tuple(meant(each) for each in field.ticked),
    )
