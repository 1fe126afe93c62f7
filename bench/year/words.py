"""Whose word first contact is, in the last match of a request: three ways, and held against what is true (rule 16).

The house counts the second and the third as one: said by one side, and not denied by the other.
"""

from collections import Counter
from collections.abc import Iterable
from enum import StrEnum

from bench.year.asked import Asked


class Word(StrEnum):
    BOTH = "said by both"
    SUPPORTER = "said by the supporter, and not denied"
    PHYSICIAN = "said by the physician, and the supporter did not press it"
    DENIED = "denied by the physician"
    NOBODY = "said by nobody"


_OF_THE_HOUSE = {
    Word.BOTH: "both",
    Word.SUPPORTER: "one",
    Word.PHYSICIAN: "one",
    Word.DENIED: "denied",
    Word.NOBODY: "",
}


def word(asked: Asked) -> Word:
    """As it stands, or stood when the request was closed. Who would rather not talk has not said that there was any."""
    match asked.row.contact:
        case "denied":
            return Word.DENIED
        case "agreed":
            return Word.BOTH if asked.row.said else Word.PHYSICIAN
        case _:
            return Word.SUPPORTER if asked.row.said else Word.NOBODY


def reached(asked: Asked) -> bool:
    """Whether the two of its last match really reached each other."""
    matches = [each for each in asked.offers if each.confirmed_at is not None]
    return bool(matches) and matches[-1].reached_at is not None


def as_the_house_counts(requests: Iterable[Asked]) -> Counter[str]:
    """What its tally must hold."""
    return Counter(_OF_THE_HOUSE[word(each)] for each in requests)
