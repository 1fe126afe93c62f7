"""What a press costs without the platform around it: the engine, one transaction each, group commit.

`python -m bench.press` prints a table; `python -m bench.press profile` the statements of one press and the functions
in which the writer's thread spends its time.
"""

import asyncio
import cProfile
import pstats
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterable
from concurrent.futures import Future
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from uuid import uuid4

from bench.numbers import median, milliseconds, quantile, table
from bench.scene import Waiting, many_offers
from bot.adapters.playground.needs import PLATFORM
from bot.process import logs
from bot.process.bootstrap import House
from bot.surface import Account, Press
from storage.transactions.unit_of_work import UnitOfWork

PRESSES = 600
ROUNDS = 3
CONNECTIONS = (16, 64)
KINDS: dict[str, Callable[[Waiting], str]] = {
    "[Accept]": lambda waiting: waiting.accept,
    "[Confirm]": lambda waiting: waiting.confirm,
}
HEAD = ("press", "connections", "outbox", "a second", "CPU a press", "its transaction, p10", "its p50", "p50", "p99")


@dataclass(frozen=True, slots=True)
class Round:
    """Presses of one kind: seconds for all of them, CPU seconds of the whole process; of each its seconds, and the
    CPU seconds that its transaction's own work took on the writer's thread."""

    wall: float
    cpu: float
    times: list[float]
    own: list[float]


class Clocked:
    """The CPU time of every job of a house's writer. A busy neighbour slows a core down; the lowest tenth knows least
    of that."""

    def __init__(self, house: House) -> None:
        self._submit = house.writer.submit
        self.own: list[float] = []
        house.writer.submit = self.submit  # type: ignore[method-assign]

    def submit(self, job: Callable[[UnitOfWork], Any]) -> "Future[Any]":
        def clocked(unit: UnitOfWork) -> Any:
            began = time.thread_time()
            try:
                return job(unit)
            finally:
                self.own.append(time.thread_time() - began)

        return self._submit(clocked)


def presses(waiting: Iterable[Waiting], kind: str) -> list[Press]:
    """As they come from Slack, where the outbox alone brings a posted card to the truth."""
    return [
        Press(str(uuid4()), Account(PLATFORM, one.team, one.user), verb="b0", token=KINDS[kind](one), on_copy=True)
        for one in waiting
    ]


async def press(house: House, events: Iterable[Press], connections: int) -> list[float]:
    """Each connection presses, waits for the answer and presses again. Returns the seconds of each."""
    todo = iter(events)
    times: list[float] = []

    async def connection() -> None:
        for event in todo:
            began = time.perf_counter()
            reply = await house.engine.handle(event)
            times.append(time.perf_counter() - began)
            assert reply.dialog, reply

    await asyncio.gather(*(connection() for _ in range(connections)))
    return times


async def measure(connections: int, *, delivering: bool) -> dict[str, Round]:
    """A fresh house, every offer accepted and then confirmed; `delivering` runs the outbox beside it, as always."""
    with tempfile.TemporaryDirectory(prefix="peerline-bench-") as folder:
        house, waiting = await many_offers(Path(folder), PRESSES)
        clocked = Clocked(house)
        rounds = {}
        for kind in KINDS:
            beside = asyncio.create_task(house.outbox.run()) if delivering else None
            clocked.own.clear()
            wall, cpu = time.perf_counter(), time.process_time()
            times = await press(house, presses(waiting, kind), connections)
            rounds[kind] = Round(time.perf_counter() - wall, time.process_time() - cpu, times, [*clocked.own])
            if beside is not None:
                beside.cancel()
            await house.outbox.settle()
        house.close()
        return rounds


async def main() -> None:
    found: dict[tuple[str, int, bool], list[Round]] = {}
    for _ in range(ROUNDS):
        for connections in CONNECTIONS:
            for delivering in (False, True):
                for kind, one in (await measure(connections, delivering=delivering)).items():
                    found.setdefault((kind, connections, delivering), []).append(one)
    print(table(HEAD, [_row(*place, rounds) for place, rounds in sorted(found.items())]))


def _row(kind: str, connections: int, delivering: bool, rounds: list[Round]) -> list[str]:
    times = [seconds for one in rounds for seconds in one.times]
    own = [seconds for one in rounds for seconds in one.own]
    cpu = [one.cpu / len(one.times) for one in rounds]
    shown = ["", ""] if delivering else [f"{quantile(own, share) * 1000:.2f} ms" for share in (0.1, 0.5)]
    return [
        kind,
        str(connections),
        "beside" if delivering else "off",
        f"{median([len(one.times) / one.wall for one in rounds]):.0f}",
        f"{median(cpu) * 1000:.2f} ms ({min(cpu) * 1000:.2f} to {max(cpu) * 1000:.2f})",
        *shown,
        milliseconds(median(times)),
        milliseconds(quantile(times, 0.99)),
    ]


# --- where it goes ---------------------------------------------------------------------------------------------------


async def profile() -> None:
    with tempfile.TemporaryDirectory(prefix="peerline-bench-") as folder:
        house, waiting = await many_offers(Path(folder), PRESSES)
        for kind in KINDS:
            first, *rest = presses(waiting, kind)
            print(f"{kind}: the statements of one press")
            for statement, count in (await _statements(house, first)).items():
                print(f"  {count} {statement}")
            await house.outbox.settle()
            await _profiled(house, kind, rest)
            await house.outbox.settle()
        house.close()


async def _profiled(house: House, kind: str, events: list[Press]) -> None:
    seen = cProfile.Profile(time.thread_time)
    await house.engine.run(lambda _: seen.enable())
    await press(house, events, CONNECTIONS[0])
    await house.engine.run(lambda _: seen.disable())
    print(f"{kind}: the writer's thread, {len(events)} presses, CPU time (the profiler's own included)")
    pstats.Stats(seen).sort_stats("tottime").print_stats(30)


async def _statements(house: House, event: Press) -> Counter[str]:
    seen: list[str] = []

    def watch(unit: UnitOfWork, callback: Callable[[str], None] | None) -> None:
        unit.link.driver.set_trace_callback(callback)  # type: ignore[attr-defined] # SQLite's

    await house.engine.run(lambda unit: watch(unit, seen.append))
    await press(house, [event], 1)
    await house.engine.run(lambda unit: watch(unit, None))
    return Counter(" ".join(each.split())[:110] for each in seen)


if __name__ == "__main__":
    logs.configure("WARNING")
    asyncio.run(profile() if sys.argv[1:] == ["profile"] else main())
