"""One message a second and channel, with a short burst tolerated; history as seldom as a distributed app may."""

from collections.abc import Callable

BURST = 5.0
HISTORY_SECONDS, HISTORY_MESSAGES = 60.0, 15  # docs.slack.dev/apis/web-api/rate-limits, for distributed apps


class Rates:
    def __init__(self, clock: Callable[[], float]) -> None:
        self._clock = clock
        self._left: dict[str, tuple[float, float]] = {}
        self._looked: dict[str, float] = {}

    def allows(self, channel: str) -> bool:
        now = self._clock()
        left, since = self._left.get(channel, (BURST, now))
        left = min(BURST, left + now - since)
        self._left[channel] = (left - 1 if left >= 1 else left, now)
        return left >= 1

    def history_in(self, team: str) -> float:
        """Seconds until this workspace's history may be read once more; a look at 0 counts."""
        now = self._clock()
        wait = self._looked.get(team, -HISTORY_SECONDS) + HISTORY_SECONDS - now
        if wait <= 0:
            self._looked[team] = now
        return max(0.0, wait)
