"""How what the writer's threads have finished comes back to an event loop."""

import asyncio
from collections import deque
from concurrent.futures import Future
from contextlib import suppress
from typing import Any


class Landing:
    """Tells a loop what other threads have finished: it is woken once for a whole batch, not once for each."""

    def __init__(self, loop: asyncio.AbstractEventLoop) -> None:
        self.loop = loop
        self._come: deque[asyncio.Future[None]] = deque()
        self._called = False

    async def landed(self, future: "Future[Any]", wait: float | None) -> None:
        """Until it is done, or `wait` seconds are over. Whoever stops waiting does not stop the work."""
        here: asyncio.Future[None] = self.loop.create_future()
        future.add_done_callback(lambda _: self._arrived(here))
        timer = None if wait is None else self.loop.call_later(wait, _settle, here)
        try:
            await here
        finally:
            if timer is not None:
                timer.cancel()

    def _arrived(self, here: "asyncio.Future[None]") -> None:
        """On the writer's thread."""
        self._come.append(here)
        if not self._called:
            self._called = True
            with suppress(RuntimeError):  # the loop is closed: nobody waits any more
                self.loop.call_soon_threadsafe(self._land)

    def _land(self) -> None:
        self._called = False  # first, so that whatever arrives from here on calls again
        while self._come:
            _settle(self._come.popleft())


def _settle(here: "asyncio.Future[None]") -> None:
    if not here.done():
        here.set_result(None)
