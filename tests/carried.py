"""What the house's dialogs carry, for stories that know an id, and for those that forge a press which nobody could."""

from typing import TypeVar

from bench import carried
from bot.process.bootstrap import House
from bot.surface import Account, Press, Submit
from storage.encryption.sealed import Keyring

E = TypeVar("E", bound=Press | Submit)


def keyring(house: House) -> Keyring:
    return carried.keyring(house.engine)


def sealed(event: E, house: House) -> E:
    """The event as it would come from a dialog that was shown to this account."""
    return carried.sealed(event, keyring(house))


def opened(token: str, verb: str, account: Account, house: House) -> tuple[str, int] | None:
    """The token and the version that a button means; None for what was not sealed for this account and verb."""
    return carried.opened(token, verb, account, keyring(house))


def option(value: str, verb: str, field: str, account: Account, house: House) -> str | None:
    """The id that an option means."""
    return carried.option(value, verb, field, account, keyring(house))
