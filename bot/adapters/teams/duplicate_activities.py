"""Two activities that are one event: a press that comes as Execute and as its Submit fallback, the two words of one
installation.

Their activity ids differ, so the second one takes over the key of the first. Only one that came another way, and within
seconds, is a twin: the same button pressed twice is two presses. This is kept in memory; where two processes get one of
the twins each, the state is what keeps the second from acting (a version and a state are expected by every change).
"""

import time
from collections.abc import Callable, Hashable

from cachetools import FIFOCache, TTLCache

SECONDS = 15.0
_REMEMBERED = 5_000


class DuplicateActivities:
    def __init__(self, monotonic: Callable[[], float] = time.monotonic) -> None:
        self._first: TTLCache[Hashable, tuple[str, str]] = TTLCache(_REMEMBERED, SECONDS, monotonic)  # way, key
        self._taken: FIFOCache[str, str] = FIFOCache(_REMEMBERED)

    def key(self, key: str, way: str, what: Hashable) -> str:
        """The key of the event that `what` is, which came this `way`; `key` itself unless its twin came before."""
        if key not in self._taken:
            first_way, self._taken[key] = self._first.pop(what, (way, key))
            if first_way == way:
                self._first[what], self._taken[key] = (way, key), key
        return self._taken[key]
