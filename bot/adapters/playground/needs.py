"""What the playground asks of the rest of the house, and the few values that it is given."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from bot.surface import Account

PLATFORM = "playground"


@dataclass(frozen=True, slots=True)
class TableView:
    """One database table as it is on the disk. Cells are text already ("sealed, 96 bytes")."""

    name: str
    columns: tuple[str, ...]
    rows: list[tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Deadline:
    """`kind` is the deadline's own name, such as "offer-expire"; its words are `playground-due-KIND`."""

    at: datetime
    kind: str = ""


class Controls(Protocol):
    """The demo clock and a look under the floor. Times are aware."""

    def now(self) -> datetime: ...

    async def next_due(self) -> Deadline | None: ...

    async def forward(self, hours: float) -> None: ...

    async def to_next_deadline(self) -> None: ...

    async def database(self) -> list[TableView]: ...


@dataclass(frozen=True, slots=True)
class Pane:
    """One invented person and their chat. `role_words` is "physician", "supporter" or "coordinator"."""

    user: str
    name: str
    role_words: str
    language: str = "en"
    email: str = ""


@dataclass(frozen=True, slots=True)
class Caller:
    """Who acts, as the platform would say it in an event."""

    account: Account
    locale: str
    name: str
    email: str = ""  # an invented one, as a platform would vouch for it


def name_of(panes: Sequence[Pane], user: str) -> str:
    """A user who has no pane keeps the id as a name."""
    return next((pane.name for pane in panes if pane.user == user), user)
