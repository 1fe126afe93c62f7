"""Two activities that are one event: a press that comes as Execute and as its Submit fallback, the two words of one
installation.

Their activity ids differ, so the second one takes over the key of the first. Only one that came another way, and within
seconds, is a twin: the same button pressed twice is two presses. This is kept in memory; where two processes get one of
the twins each, the state is what keeps the second from acting (a version and a state are expected by every change).
"""

import time
from collections import OrderedDict
from collections.abc import Callable, Hashable
from dataclasses import dataclass
from typing import TypeVar

K = TypeVar("K")
V = TypeVar("V")
SECONDS = 15.0
_REMEMBERED = 5_000


@dataclass(slots=True)
class _First:
    way: str
    key: str
    at: float


class DuplicateActivities:
    def __init__(self, monotonic: Callable[[], float] = time.monotonic) -> None:
        self._monotonic = monotonic
        self._first: OrderedDict[Hashable, _First] = OrderedDict()
        self._taken: OrderedDict[str, str] = OrderedDict()

    def key(self, key: str, way: str, what: Hashable) -> str:
        """The key of the event that `what` is, which came this `way`; `key` itself unless its twin came before."""
        if key in self._taken:
            return self._taken[key]
        first = self._first.get(what)
        if first is not None and first.way != way and self._monotonic() - first.at < SECONDS:
            del self._first[what]
            return _remember(self._taken, key, first.key)
        _remember(self._first, what, _First(way, key, self._monotonic()))
        return _remember(self._taken, key, key)


def _remember(where: OrderedDict[K, V], key: K, value: V) -> V:
    where[key] = value
    while len(where) > _REMEMBERED:
        where.popitem(last=False)
    return value
