"""What a press costs beside requests that wait and that nobody can take: `python -m bench.waiting`.

Two houses, one with nobody who waits and one with fifty, are pressed by turns in one run, their sweep beside them as
when they are served; the ratio of their medians is the figure.
"""

import asyncio
import tempfile
import time
from pathlib import Path
from uuid import uuid4

from bench.numbers import median, milliseconds, quantile
from bench.scene import in_the_page, many_offers
from bot.process import logs
from bot.process.bootstrap import House
from bot.surface import Command, Submit

WAITING = (0, 50)
ROUNDS = 40
PRESSES = 20  # in a row, of one house


async def main() -> None:
    with tempfile.TemporaryDirectory(prefix="peerline-bench-") as folder:
        places = {count: Path(tempfile.mkdtemp(dir=folder)) for count in WAITING}
        houses = {count: await _house(place, count) for count, place in places.items()}
        times: dict[int, list[float]] = {count: [] for count in WAITING}
        looks: list[float] = []
        for _ in range(ROUNDS):
            for count, house in houses.items():
                sweep = asyncio.create_task(_sweep(house, looks if count else []))
                times[count] += await _press(house)
                await sweep
        for house in houses.values():
            house.close()
    for count, found in times.items():
        print(f"{count} waiting: median {milliseconds(median(found))}, p95 {milliseconds(quantile(found, 0.95))}")
    print(f"one round of looks over {WAITING[-1]} that wait: median {milliseconds(median(looks))}")
    print(f"ratio of the medians: {median(times[WAITING[-1]]) / median(times[0]):.2f}")


async def _house(folder: Path, waiting: int) -> House:
    """One site where every supporter has an offer already, and as many more who asked after that."""
    house, _ = await many_offers(folder, 6)
    for number in range(2 + waiting):  # the two supporters who were free are busy then
        account = in_the_page("site0", f"more{number}")
        await house.engine.handle(Submit(str(uuid4()), account, verb="ask-send", values={"contact": "204-555-0123"}))
    await house.deadlines.sweep()
    left = len(await house.engine.run(lambda unit: unit.requests.waiting()))
    assert left == waiting, left
    return house


async def _press(house: House) -> list[float]:
    times = []
    for number in range(PRESSES):
        event = Command(str(uuid4()), in_the_page("site0", "s0"), word="limit", rest="1" if number % 2 else "0")
        began = time.perf_counter()
        await house.engine.handle(event)
        times.append(time.perf_counter() - began)
    return times


async def _sweep(house: House, looks: list[float]) -> None:
    """One tick in the middle of the presses; in service there is one every five seconds."""
    await asyncio.sleep(0.01)
    began = time.perf_counter()
    await house.deadlines.look()
    looks.append(time.perf_counter() - began)


if __name__ == "__main__":
    logs.configure("ERROR")
    asyncio.run(main())
