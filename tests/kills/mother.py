"""A Python that has read all of Peerline and begins served houses by forking itself: a life costs milliseconds so.

Each child is `bot.process.running.serve` with the settings that it is given, as `app.py serve` does it, on the
town's clock.
Whoever asks for one writes its settings as a line; what is answered, and what the children say, are lines of one pipe:
"born PID" and "ready PID ADDRESS".
"""

import asyncio
import ctypes
import gc
import json
import os
import signal
import sys
from pathlib import Path

from bot.adapters import typed_rows
from bot.adapters.slack import rate_limit
from bot.configuration.settings import given
from bot.process import core_dumps, http_server, logs, running
from bot.programme import load
from bot.runtime import outbox, scheduler
from bot.wording import Wording
from tests.kills.hours import Hours

_DIES_WITH_ITS_MOTHER = 1  # prctl: PR_SET_PDEATHSIG
TICK, IDLE = 0.2, 0.1  # seconds; the town's clock runs faster, too
NO_LIMIT = (1_000.0, 1_000.0)  # this Slack says itself when something is too fast


def _wait_for_births(pipe: int, hours: Path) -> None:
    _hurry(Hours(hours).pace)
    Wording()
    gc.freeze()
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)
    for line in sys.stdin:
        wanted = json.loads(line)
        child = os.fork()
        if child == 0:
            _live(pipe, hours, wanted)
        os.write(pipe, f"born {child}\n".encode())


def _hurry(pace: float) -> None:
    scheduler.TICK_SECONDS, outbox.IDLE_SECONDS = TICK, IDLE  # type: ignore[assignment]
    outbox.SEND_SECONDS /= pace  # half of a lease, as ever: who slept past one wakes up too late for its call
    typed_rows.QUIET_SECONDS /= pace
    for method in rate_limit.WORKSPACE:
        rate_limit.WORKSPACE[method] = NO_LIMIT
    rate_limit.CHANNEL = NO_LIMIT


def _live(pipe: int, hours: Path, wanted: dict[str, str]) -> None:
    ctypes.CDLL(None).prctl(_DIES_WITH_ITS_MOTHER, signal.SIGKILL)
    signal.signal(signal.SIGCHLD, signal.SIG_DFL)
    try:
        core_dumps.forbid()
        logs.configure("WARNING")
        settings = given(**wanted)
        assert settings.peerline_programme is not None
        served = http_server.serve(settings, load(settings.peerline_programme), Hours(hours))
        asyncio.run(running.serve(served, lambda at: _say(pipe, at)))
    except BaseException as error:  # noqa: BLE001 - whatever it was, the test is to read it
        os.write(2, f"{json.dumps({'level': 'error', 'event': 'ended', 'kind': repr(error)})}\n".encode())
    os._exit(1)


def _say(pipe: int, address: str) -> None:
    os.write(pipe, f"ready {os.getpid()} {address}\n".encode())


if __name__ == "__main__":
    _wait_for_births(int(sys.argv[1]), Path(sys.argv[2]))
