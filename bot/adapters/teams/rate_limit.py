"""Teams' limits on one bot in one conversation, kept on our side, so that a burst waits instead of being refused."""

import time
from collections import deque
from collections.abc import Callable

from cachetools import LRUCache

# So many in so many seconds; the documents' figures, and a little more time, since the way there takes now more and now
# less of it. Creating conversations counts by itself.
WINDOWS = ((7, 1.1), (8, 2.2), (60, 30.5), (1800, 3601.0))
# And of one app in one tenant: the lower of the two documented figures.
ALL_A_SECOND = 30
_REMEMBERED = 5_000


class RateLimit:
    def __init__(self, monotonic: Callable[[], float] = time.monotonic) -> None:
        self._monotonic = monotonic
        self._lanes: LRUCache[str, deque[float]] = LRUCache(_REMEMBERED)
        self._all: deque[float] = deque(maxlen=ALL_A_SECOND)

    def wait(self, lane: str) -> float:
        """Seconds until the next call may go into this lane. 0 means now, and it is counted."""
        now = self._monotonic()
        times = self._lanes.get(lane)
        longest = self._all[0] + 1.0 - now if len(self._all) == ALL_A_SECOND else 0.0
        for most, seconds in WINDOWS if times else ():
            if times is not None and len(times) >= most:
                longest = max(longest, times[-most] + seconds - now)
        if longest > 0:
            return longest
        self._count(lane, now)
        return 0.0

    def _count(self, lane: str, now: float) -> None:
        times = self._lanes.setdefault(lane, deque(maxlen=WINDOWS[-1][0]))
        times.append(now)
        self._all.append(now)
