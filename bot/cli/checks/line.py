"""What `check` looks at, and the lines that it makes of it."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import datetime

from bot.adapters.check_line import Level, Line, fail, ok, warn
from bot.configuration.settings import Settings
from bot.programme import Programme
from bot.wording import Wording
from storage.database.connect import Database
from storage.encryption.keys import KeySource

__all__ = ["Check", "Level", "Line", "Subject", "fail", "ok", "warn"]


@dataclass(slots=True)
class Subject:
    """What is looked at. A check fills in what the later ones need; what stays None could not be had."""

    settings: Settings
    now: datetime
    database: Database | None = None
    keys: KeySource | None = None
    programme: Programme | None = None
    wording: Wording | None = None
    staffed: set[str] = field(default_factory=set)  # sites whose coordinators and deputy can be reached
    volunteers: set[str] = field(default_factory=set)  # sites that have supporters
    trained: set[str] = field(default_factory=set)  # sites with one who can be asked
    provincial: bool = False  # somebody arranges matches between sites
    opened: list[Database] = field(default_factory=list)

    def close(self) -> None:
        for database in self.opened:
            database.close()


Check = Callable[[Subject], Iterator[Line]]
