"""By when somebody must have heard something: what was promised, and whether it came in time.

A promise has a moment from which it can be kept and one by which it must be. It is looked at whenever something happens
to its request, and every day, so that a late word is noticed even if it came in the end.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta

from bench.year.broken import Broken
from bench.year.waking import ZONE

LATE = timedelta(minutes=20)  # the clock's steps, and a platform that refuses a message once


@dataclass(frozen=True, slots=True)
class Promise:
    words: str
    since: datetime
    due: datetime


class Promises:
    """Of one request."""

    def __init__(self, request: str) -> None:
        self._request = request
        self._open: dict[str, Promise] = {}

    def make(self, name: str, words: str, due: datetime, since: datetime | None = None) -> None:
        self._open[name] = Promise(words, since or due - timedelta(days=365), due)

    def keep(self, now: datetime, *names: str) -> None:
        """These are fulfilled, as far as the time for it has come."""
        for name in names:
            promise = self._open.get(name)
            if promise is not None and now >= promise.since:
                del self._open[name]

    def drop(self, *names: str) -> None:
        """What they were about is over."""
        for name in names:
            self._open.pop(name, None)

    def drop_all(self) -> None:
        self._open.clear()

    def due(self, name: str) -> datetime | None:
        promise = self._open.get(name)
        return promise.due if promise else None

    def check(self, now: datetime) -> None:
        """Raises Broken for one that is late."""
        for promise in self._open.values():
            if now > promise.due + LATE:
                due = promise.due.astimezone(ZONE)
                raise Broken(f"{promise.words} by {due:%Y-%m-%d %H:%M}, and it has not come", now, self._request)
