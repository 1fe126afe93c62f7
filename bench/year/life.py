"""What everybody in the town lives by: an agenda of what they mean to do, and the means to do it."""

import heapq
import itertools
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from bench.year.behaviour import USUAL, Rates
from bench.year.chance import Chance
from bench.year.chat import Chat
from bench.year.hand import Hand
from bench.year.province import LARGE, Province
from bench.year.town import Soul, Town
from bench.year.waking import Window
from bot.clock import Clock

Act = Callable[[], Awaitable[object]]


class Agenda:
    """What is meant to be done when; at the same moment in the order in which it was thought of."""

    def __init__(self) -> None:
        self._heap: list[tuple[datetime, int, Act]] = []
        self._numbers = itertools.count()

    def put(self, at: datetime, act: Act) -> None:
        heapq.heappush(self._heap, (at, next(self._numbers), act))

    def next(self) -> datetime | None:
        return self._heap[0][0] if self._heap else None

    def take(self, until: datetime) -> list[Act]:
        """What is meant for this moment or an earlier one."""
        found = []
        while self._heap and self._heap[0][0] <= until:
            found.append(heapq.heappop(self._heap)[2])
        return found


@dataclass(slots=True)
class Life:
    town: Town
    chance: Chance
    clock: Clock
    chat: Chat
    hand: Hand
    agenda: Agenda = field(default_factory=Agenda)
    province: Province = LARGE
    rates: Rates = USUAL

    @property
    def now(self) -> datetime:
        return self.clock.now()

    def later(self, who: Soul, delay: timedelta, window: Window, act: Act) -> None:
        """After their own kind of delay, when they are awake or at work."""
        self.agenda.put(window.next(self.now + delay * who.haste), act)
