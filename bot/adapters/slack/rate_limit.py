"""How fast Slack lets us write: about one message a second in a channel, so many calls a minute in a workspace."""

import asyncio
import time
from collections.abc import Callable
from dataclasses import dataclass

from cachetools import LRUCache

from bot.ports.platform import Throttled

# Per second, and how many may come at once. facts: chat.postMessage about one a second in each channel beside a cap of
# the workspace; chat.update and chat.delete are of the tier of 50 a minute. Slack tolerates short bursts of both.
CHANNEL = (1.0, 4.0)
WORKSPACE = {"chat.postMessage": (4.0, 20.0), "chat.update": (1.0, 30.0), "chat.delete": (1.0, 30.0)}
PATIENCE = 2.0  # a longer wait is the outbox's business
_KEPT = 10_000  # channels; the quietest is forgotten first


@dataclass(slots=True)
class _Bucket:
    rate: float
    burst: float
    left: float
    at: float
    closed_until: float = 0.0

    def wait(self, now: float) -> float:
        """Seconds until there is room for one more."""
        self.left = min(self.burst, self.left + (now - self.at) * self.rate)
        self.at = now
        return max(0.0, (1.0 - self.left) / self.rate, self.closed_until - now)


class RateLimit:
    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._buckets: LRUCache[tuple[str, str], _Bucket] = LRUCache(_KEPT)

    async def turn(self, method: str, team: str, channel: str) -> None:
        """Wait for room. Raises Throttled where that would take longer than PATIENCE; no room is taken then."""
        buckets = [self._bucket(team, method, WORKSPACE[method])]
        if method == "chat.postMessage":
            buckets.append(self._bucket(team, channel, CHANNEL))
        now = self._clock()
        wait = max(bucket.wait(now) for bucket in buckets)
        if wait > PATIENCE:
            raise Throttled(wait)
        for bucket in buckets:
            bucket.left -= 1.0
        if wait:
            await asyncio.sleep(wait)

    def hold(self, method: str, team: str, seconds: float) -> None:
        """Slack said "too fast": nothing more of this kind to this workspace for so long."""
        bucket = self._bucket(team, method, WORKSPACE[method])
        bucket.closed_until = max(bucket.closed_until, self._clock() + seconds)

    def _bucket(self, team: str, name: str, limits: tuple[float, float]) -> _Bucket:
        key = (team, name)
        if key not in self._buckets:
            self._buckets[key] = _Bucket(*limits, left=limits[1], at=self._clock())
        return self._buckets[key]
