"""One line of `check`: how it stands, with what, and a sentence. No line names a person, and none shows a secret or
whose workspace or tenant it is.
"""

from dataclasses import dataclass
from enum import StrEnum


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
