"""Where the time of one press goes: a stopwatch around the engine and inside the writer."""

import time
from collections.abc import Callable
from concurrent.futures import Future
from contextvars import ContextVar
from typing import Any

from bench.numbers import median
from bot.process.bootstrap import House
from storage.transactions.unit_of_work import UnitOfWork

PARTS = (
    "read the action",
    "wait for the writer",
    "the transaction's own work",
    "its batch and their COMMIT",
    "way back",
    "render",
)

_watch: ContextVar["Watch | None"] = ContextVar("watch", default=None)


class Watch:
    """Moments of one press, in seconds; each is set once, in this order."""

    def __init__(self) -> None:
        self.moments = [time.perf_counter()]

    def mark(self) -> None:
        self.moments.append(time.perf_counter())

    read = answered = rendered = mark

    def parts(self) -> list[float]:
        """Seconds of each of PARTS."""
        return [later - earlier for earlier, later in zip(self.moments, self.moments[1:], strict=False)]


class Clocked:
    """Looks over the shoulder of a house's writer; presses that are not watched pass unseen."""

    def __init__(self, house: House) -> None:
        self._submit = house.writer.submit
        self._done: list[Watch] = []
        house.writer.submit = self.submit  # type: ignore[method-assign]

    def begin(self) -> Watch:
        watch = Watch()
        self._done.append(watch)
        _watch.set(watch)
        return watch

    def submit(self, job: Callable[[UnitOfWork], Any]) -> "Future[Any]":
        watch = _watch.get()
        if watch is None:
            return self._submit(job)

        def clocked(unit: UnitOfWork) -> Any:
            watch.mark()
            try:
                return job(unit)
            finally:
                watch.mark()

        future = self._submit(clocked)
        future.add_done_callback(lambda _: watch.mark())
        return future

    def parts(self) -> dict[str, float]:
        """The median of each part over every press that was watched from beginning to end, and forget them."""
        whole = [watch.parts() for watch in self._done if len(watch.parts()) == len(PARTS)]
        self._done = []
        return {name: median([parts[place] for parts in whole]) for place, name in enumerate(PARTS)}
