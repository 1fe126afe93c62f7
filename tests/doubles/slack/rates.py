"""One message a second and channel, with a short burst tolerated."""

from collections.abc import Callable

BURST = 5.0


class Rates:
    def __init__(self, clock: Callable[[], float]) -> None:
        self._clock = clock
        self._left: dict[str, tuple[float, float]] = {}

    def allows(self, channel: str) -> bool:
        now = self._clock()
        left, since = self._left.get(channel, (BURST, now))
        left = min(BURST, left + now - since)
        self._left[channel] = (left - 1 if left >= 1 else left, now)
        return left >= 1
