"""What a roster of 50,000 costs that says nothing new, and what presses beside its import feel of it.

`python -m bench.roster` imports rosters of growing sizes, and each once more unchanged, with the command itself in a
process of its own. Beside the largest a house is pressed at an even pace. Compare ratios: quiet and beside are of the
same run.
"""

import asyncio
import os
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from bench.numbers import median, milliseconds, quantile, table
from bench.press import presses
from bench.scene import many_offers
from bot.core.people import Person
from bot.process import logs
from bot.process.bootstrap import House
from bot.roster import RosterRow, write
from bot.surface import Account, Press

SIZES = (12_500, 25_000, 50_000)
PRESSES = 1_500
QUIET = 300
PACE = 0.03  # seconds from one press to the next
PROMISED = 2.0  # times the quiet median, at most
APP = Path(__file__).parents[1] / "app.py"


def roster(size: int, site: str, *, phone: str = "") -> str:
    rows = (
        RosterRow(
            Person("", site, f"Dr. Invented {number}", f"invented{number}@example.org", phone),
            (Account("slack", "T0BENCH", f"U0{number:07}"),),
        )
        for number in range(size)
    )
    return write(rows)


def imports(folder: Path, file: Path) -> "subprocess.Popen[str]":
    env = os.environ | {
        "PEERLINE_DATABASE_URL": f"sqlite:///{folder}/bench.db",
        "PEERLINE_PROGRAMME": str(folder / "bench.toml"),
    }
    words = [sys.executable, str(APP), "roster", "import", str(file)]
    return subprocess.Popen(words, env=env, cwd=folder, stdout=subprocess.PIPE, text=True)


def took(folder: Path, file: Path) -> tuple[float, float, str]:
    """Seconds of wall and of CPU, and the last of what it said."""
    wall, cpu = time.perf_counter(), resource.getrusage(resource.RUSAGE_CHILDREN)
    process = imports(folder, file)
    said, _ = process.communicate()
    assert process.returncode == 0, said
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    spent = after.ru_utime + after.ru_stime - cpu.ru_utime - cpu.ru_stime
    return time.perf_counter() - wall, spent, next(line for line in said.splitlines() if " people were added, " in line)


async def paced(
    house: House, events: list[Press], most: int, going: "subprocess.Popen[str] | None" = None
) -> list[float]:
    """One press after the other, until so many or until the other process has ended."""
    times: list[float] = []
    while events and len(times) < most and (going is None or going.poll() is None):
        began = time.perf_counter()
        reply = await house.engine.handle(events.pop())
        assert reply.dialog, reply
        times.append(time.perf_counter() - began)
        await asyncio.sleep(PACE)
    return times


async def main() -> None:
    rows = []
    with tempfile.TemporaryDirectory(prefix="peerline-bench-") as name:
        folder = Path(name)
        house, waiting = await many_offers(folder, PRESSES)
        events = presses(waiting, "[Accept]")
        site = next(iter(house.programme.sites))
        for size in SIZES:
            file = folder / "roster.csv"
            file.write_text(roster(size, site), encoding="utf-8")
            for what in ("first", "unchanged"):
                wall, cpu, said = took(folder, file)
                rows.append([f"{size:,}", what, f"{wall:.1f} s", f"{cpu:.1f} s", said])
        quiet = await paced(house, events, QUIET)
        process = imports(folder, file)
        beside = await paced(house, events, len(events), process)
        process.communicate()
        file.write_text(roster(SIZES[-1], site, phone="204-555-0100"), encoding="utf-8")
        wall, cpu, said = took(folder, file)
        rows.append([f"{SIZES[-1]:,}", "every phone new", f"{wall:.1f} s", f"{cpu:.1f} s", said])
        house.close()
    print(table(("people", "import", "wall", "CPU", "said"), rows))
    print()
    shown = [
        [what, str(len(times)), milliseconds(median(times)), milliseconds(quantile(times, 0.99))]
        for what, times in (("quiet", quiet), ("beside the import", beside))
    ]
    print(table(("presses", "how many", "p50", "p99"), shown))
    ratio = median(beside) / median(quiet)
    print(
        f"\nBeside the import of {SIZES[-1]:,} unchanged people a press takes {ratio:.2f} times as long as in quiet; "
        f"promised: {PROMISED:g}, {'kept' if ratio <= PROMISED else 'broken'}."
    )


if __name__ == "__main__":
    logs.configure("WARNING")
    asyncio.run(main())
