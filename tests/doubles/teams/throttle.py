"""The documented limits of one bot in one conversation; off unless switched on."""

import math
from collections import defaultdict
from dataclasses import dataclass, field

WINDOWS = ((7, 1.0), (8, 2.0), (60, 30.0), (1800, 3600.0))  # so many in so many seconds


@dataclass
class Throttle:
    on: bool = False
    windows: tuple[tuple[int, float], ...] = WINDOWS
    passed: dict[str, list[float]] = field(default_factory=lambda: defaultdict(list))

    def wait(self, where: str, now: float) -> float | None:
        """Whole seconds to wait, or None and the call is counted."""
        if not self.on:
            return None
        times = self.passed[where]
        waits = [
            recent[-most] + seconds - now
            for most, seconds in self.windows
            if len(recent := [at for at in times if at > now - seconds]) >= most
        ]
        if waits:
            return float(max(1, math.ceil(max(waits))))
        times.append(now)
        return None
