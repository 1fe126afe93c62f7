"""The one place where the time comes from. Everything inside is aware and UTC."""

import zoneinfo
from datetime import UTC, datetime, timedelta
from typing import Protocol

# Promises name local hours: the locked tables (tzdata) decide, not whatever tables this machine was last given.
zoneinfo.reset_tzpath(to=())


class Clock(Protocol):
    def now(self) -> datetime: ...


class SystemClock:
    def now(self) -> datetime:
        return datetime.now(UTC)


class MovableClock:
    """For the playground and tests: runs like the system's, or stands still at `at`, and can be moved forward."""

    def __init__(self, at: datetime | None = None) -> None:
        self._at = at
        self._ahead = timedelta()

    def now(self) -> datetime:
        return (self._at or datetime.now(UTC)) + self._ahead

    def forward(self, by: timedelta) -> None:
        self._ahead += max(by, timedelta())

    def forward_to(self, moment: datetime) -> None:
        self.forward(moment - self.now())
