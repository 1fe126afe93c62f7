"""What remains: the audit, tokens and addresses of ours, and counts."""

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Protocol

from bot.core.report import Row
from bot.core.request import Request


@dataclass(frozen=True, slots=True)
class Noted:
    """One line of the audit. `request` is "" for what concerned none; those of a request go with it."""

    id: str
    at: datetime
    verb: str
    request: str
    sealed: bytes | None = field(repr=False)


class Purpose(StrEnum):
    """What a token or an address of ours is good for. One that was made for one purpose is nothing for another."""

    USEFUL = "useful"
    GOAL = "goal"
    HEARD = "heard"
    COUNT = "count"
    CALENDAR = "calendar"
    INSTALL = "install"


class Ledger(Protocol):
    def note(self, verb: str, *, site: str, actor: str = "", request: Request | None = None) -> None:
        """One line of the audit. The actor is sealed under the request's key, or the master's where there is none."""
        ...

    def note_command(self, verb: str) -> None:
        """What was done at the machine, where nobody is anybody: the verb and the day (UTC), and no argument."""
        ...

    def lines(self, site: str, most: int) -> list[Noted]:
        """The newest lines of a site's audit, newest first. `OUTSIDE` for what was asked of somebody outside it,
        `AT_THE_MACHINE` for commands."""
        ...

    def actor(self, line: Noted) -> str:
        """Who acted. Ask only for a line that the reader may see."""
        ...

    def tally(self, number: int = 1, /, **columns: str) -> None:
        """One de-identified row that outlives the request (wording.md, the tracker), or stands for so many."""
        ...

    def issue_ticket(self, purpose: Purpose, until: datetime) -> str:
        """A one-time token that is linked to nothing, and good for this purpose only."""
        ...

    def spend_ticket(self, purpose: Purpose, token: str) -> bool: ...
    def seal_address(self, purpose: Purpose, about: str, until: datetime) -> str:
        """A word for an address that may be looked at as often as anybody likes until then. No row is kept of it."""
        ...

    def read_address(self, purpose: Purpose, word: str) -> str | None:
        """What `seal_address` put in; None for one that is over, was made for something else, or is not ours."""
        ...

    def useful(self, quarter: str, answer: str) -> None: ...


class Tallies(Protocol):
    """What remains of requests that ended, de-identified: the report is made of it, and nothing else reads it."""

    def rows(self, site: str = "") -> list[Row]: ...
    def answers(self) -> list[Row]: ...
