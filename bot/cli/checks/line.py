"""One line of `check`: how it stands, with what, and a sentence. No line names a person or shows a secret."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from bot.configuration.settings import Settings
from bot.programme import Programme
from bot.wording import Wording
from storage.database.connect import Database
from storage.encryption.keys import KeySource


class Level(StrEnum):
    OK = "ok"
    WARN = "warn"
    FAIL = "FAIL"


@dataclass(frozen=True, slots=True)
class Line:
    level: Level
    what: str
    sentence: str

    def __str__(self) -> str:
        return f"{self.level:<6}{self.what}: {self.sentence}"

    @property
    def good(self) -> bool:
        return self.level is Level.OK

    @property
    def failed(self) -> bool:
        return self.level is Level.FAIL


def ok(what: str, sentence: str) -> Line:
    return Line(Level.OK, what, sentence)


def warn(what: str, sentence: str) -> Line:
    return Line(Level.WARN, what, sentence)


def fail(what: str, sentence: str) -> Line:
    return Line(Level.FAIL, what, sentence)


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
