"""Served houses that live as long as somebody lets them."""

import asyncio
import json
import os
import signal
import subprocess
import sys
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from types import TracebackType
from typing import Self

HOUSE = Path(__file__).parents[2]
PATIENCE = 120.0  # seconds until a child is born, ready, or dead


@dataclass(eq=False)
class Life:
    """One process. `place` is the replica whose place it takes."""

    pid: int
    place: int
    handle: int  # a pidfd: a number of a process may be another's by now, this may not
    address: str = ""
    paused: bool = False
    over: bool = False  # we have killed it
    dead: asyncio.Event = field(default_factory=asyncio.Event)

    def kill(self) -> None:
        self.over = True
        self._tell(signal.SIGKILL)

    def stop(self) -> None:
        """As an operator does: what was begun is finished."""
        self.over = True
        self._tell(signal.SIGTERM)

    def pause(self) -> None:
        self.paused = True
        self._tell(signal.SIGSTOP)

    def goes_on(self) -> None:
        self.paused = False
        self._tell(signal.SIGCONT)

    @property
    def answers(self) -> bool:
        return bool(self.address) and not (self.paused or self.over or self.dead.is_set())

    def _tell(self, sign: signal.Signals) -> None:
        if not self.dead.is_set():
            with suppress(ProcessLookupError):  # it died a moment ago, and we are about to hear of it
                signal.pidfd_send_signal(self.handle, sign)


class Victims:
    """`async with Victims(folder, hours) as victims:`. What they write to their logs stands in `log`. `house` is the
    checkout whose code they live by, and `python` an interpreter with what its lock names."""

    def __init__(self, folder: Path, hours: Path, house: Path = HOUSE, python: str = sys.executable) -> None:
        self.log = folder / "victims.log"
        self.living: dict[int, Life] = {}  # by pid
        self.died_alone: list[int] = []
        self._hours = hours
        self._house, self._python = house, python
        self._born: asyncio.Queue[int] = asyncio.Queue()
        self._ready: dict[int, str] = {}  # told by pid, whether or not anybody waits for it yet
        self._told = asyncio.Event()
        self._half = b""

    async def __aenter__(self) -> Self:
        reads, writes = os.pipe()
        os.set_blocking(reads, False)
        self._reads = reads
        with self.log.open("ab") as log:
            self._mother = subprocess.Popen(  # noqa: ASYNC220 - it comes back at once
                [self._python, "-m", "tests.kills.mother", str(writes), str(self._hours)],
                cwd=self._house, stdin=subprocess.PIPE, stdout=log, stderr=log, pass_fds=(writes,), text=True,
            )  # fmt: skip
        os.close(writes)
        asyncio.get_running_loop().add_reader(reads, self._hear)
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        for life in [*self.living.values()]:
            life.kill()
            await asyncio.wait_for(life.dead.wait(), PATIENCE)
        self._mother.kill()
        self._mother.communicate()
        asyncio.get_running_loop().remove_reader(self._reads)
        os.close(self._reads)

    async def born(self, settings: dict[str, str], place: int = 0) -> Life:
        """A new process, which is not ready yet. One at a time."""
        assert self._mother.stdin is not None
        self._mother.stdin.write(f"{json.dumps(settings)}\n")
        self._mother.stdin.flush()
        pid = await asyncio.wait_for(self._born.get(), PATIENCE)
        life = Life(pid, place, os.pidfd_open(pid))
        self.living[pid] = life
        asyncio.get_running_loop().add_reader(life.handle, self._died, life)
        self._tell_who_is_ready()
        return life

    async def ready(self, life: Life) -> None:
        """Until it answers, or is dead."""
        async with asyncio.timeout(PATIENCE):
            while not (life.address or life.dead.is_set()):
                self._told.clear()
                await self._told.wait()

    async def dead(self, life: Life) -> None:
        await asyncio.wait_for(life.dead.wait(), PATIENCE)

    def said(self) -> list[str]:
        """Every line of the log."""
        return self.log.read_text(encoding="utf-8").splitlines()

    # --- what is told

    def _hear(self) -> None:
        *lines, self._half = (self._half + os.read(self._reads, 65_536)).split(b"\n")
        for line in lines:
            word, pid, *rest = line.decode().split()
            if word == "born":
                self._ready.pop(int(pid), None)  # of one who had this number before
                self._born.put_nowait(int(pid))
            else:
                self._ready[int(pid)] = rest[0]
        self._tell_who_is_ready()

    def _tell_who_is_ready(self) -> None:
        for pid in self._ready.keys() & self.living.keys():
            self.living[pid].address = self._ready.pop(pid)
        self._told.set()

    def _died(self, life: Life) -> None:
        asyncio.get_running_loop().remove_reader(life.handle)
        os.close(life.handle)
        life.dead.set()
        del self.living[life.pid]
        if not life.over:
            self.died_alone.append(life.pid)
        self._told.set()
