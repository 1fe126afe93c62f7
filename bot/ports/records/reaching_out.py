"""Colleagues who are thought of, who wants to be phoned, and who is not to be asked."""

from collections.abc import Sequence
from datetime import datetime
from typing import Protocol

from bot.core.callback import Call, Caller, CallState
from bot.core.nomination import Nomination, NominationState, Nominee
from bot.surface import Account

# What a mark of a person by their id may be for.
MARKS = ("no", "sender", "suggester")


class Nominations(Protocol):
    def add(self, nomination: Nomination, nominee: Nominee) -> Nomination: ...
    def get(self, nomination_id: str) -> Nomination | None: ...
    def waiting(self, site: str) -> list[Nomination]: ...
    def waits(self, account: Account) -> bool:
        """Whether somebody has thought of this colleague already, and a coordinator has not decided yet."""
        ...

    def nominee(self, nomination: Nomination) -> Nominee: ...
    def move(self, nomination: Nomination, to: NominationState, nominee: Nominee, *, site: str = "") -> Nomination:
        """Raises Conflict, or ValueError for an unknown move."""
        ...

    def concerning(self, person_id: str, accounts: Sequence[Account]) -> list[Nomination]:
        """Whoever thought of this person, and what they have sent themselves, for as long as it says so."""
        ...

    def forget(self, nomination: Nomination) -> None: ...


class Marks(Protocol):
    """Keyed marks that expire. Without the key nobody can tell whose they are, and with it only by asking for one."""

    def put(self, purpose: str, who: str, until: datetime) -> None: ...
    def count(self, purpose: str, who: str) -> int:
        """How many of them have not expired."""
        ...


class Callbacks(Protocol):
    def open(self, call: Call, caller: Caller) -> Call:
        """Raises Conflict when the person has one already."""
        ...

    def get(self, call_id: str) -> Call | None: ...
    def of_person(self, person_id: str) -> Call | None: ...
    def open_ones(self) -> list[Call]: ...
    def caller(self, call: Call) -> Caller: ...
    def set_caller(self, call: Call, caller: Caller) -> None: ...
    def move(self, call: Call, to: CallState) -> Call:
        """Raises Conflict, or ValueError for an unknown move."""
        ...

    def erase(self, call: Call) -> None:
        """It is over, and nothing of it stays. Raises Conflict."""
        ...
