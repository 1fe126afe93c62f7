"""The newest card of each message of ours, in memory, so that an old card can be brought to the truth when it is
pressed. Posted cards are neutral; nothing else is kept here."""

import time
from collections.abc import Callable
from dataclasses import dataclass, replace

from cachetools import LRUCache

from bot.adapters.teams.references import Posted
from bot.surface import Card

_REMEMBERED = 5_000


@dataclass(frozen=True, slots=True)
class Shown:
    card: Card
    language: str
    timezone: str
    copy: bool
    at: float


class NewestCards:
    def __init__(self, monotonic: Callable[[], float] = time.monotonic) -> None:
        self._monotonic = monotonic
        self._shown: LRUCache[tuple[str, str], Shown] = LRUCache(_REMEMBERED)

    def now(self) -> float:
        return self._monotonic()

    def remember(self, posted: Posted, shown: Shown) -> None:
        """Now; whatever moment `shown` has."""
        self._shown[posted.conversation, posted.activity] = replace(shown, at=self._monotonic())

    def of(self, conversation: str, activity: str) -> Shown | None:
        return self._shown.get((conversation, activity))
