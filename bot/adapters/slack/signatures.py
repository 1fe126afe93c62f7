"""Whether Slack's signatures fit our secret, noted down for `check`: Slack offers no other way to try a secret."""

import re
import time
from collections.abc import Callable

from bot.adapters.background import Background
from bot.ports.application import Drawer

NOTE = "signature"
GOOD, OLD, BAD = "good", "old", "bad"

_SHAPE = re.compile(r"v0=[0-9a-f]{64}")
_CLOCK_SECONDS = 300  # an older request is refused for its age, whatever its signature
_EVERY = 600.0  # seconds between two notes of the same word


class Signatures:
    """A request that is shaped and dated like one of Slack's and whose signature does not fit was made with another
    secret. Where one has fitted since the start, a later misfit is somebody else's and says nothing."""

    def __init__(self, drawer: Drawer, now: Callable[[], float] = time.time) -> None:
        self._drawer = drawer
        self._now = now
        self._said: dict[str, float] = {}
        self._writing = Background()

    def good(self, *, old: bool) -> None:
        """`old`: it fits the secret of before (SLACK_SIGNING_SECRET_OLD)."""
        self._note(OLD if old else GOOD)

    def bad(self, stamp: str, signature: str) -> None:
        fresh = stamp.isdecimal() and len(stamp) < 12 and abs(self._now() - int(stamp)) < _CLOCK_SECONDS
        if fresh and _SHAPE.fullmatch(signature) and self._said.keys().isdisjoint((GOOD, OLD)):
            self._note(BAD)

    def _note(self, word: str) -> None:
        if self._said.get(word, -_EVERY) + _EVERY > self._now():
            return
        self._said[word] = self._now()
        self._writing.begin(self._drawer.put_fact(NOTE, word))
