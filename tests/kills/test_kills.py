"""Houses are killed at any moment, in bad weather, and people go on pressing. Afterwards the books balance.

Which moments these are follows from a seed, which a failure tells; PEERLINE_KILLS_SEED brings them again.
"""

import asyncio
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.conftest import Postgres
from tests.kills.town import Town, town

PACE = 60.0  # times as fast as the real time: a lease is a second
REPLICAS = 3
TOGETHER = 200  # lives until everybody rests


@pytest.fixture
def sqlite_url(tmp_path: Path, migrated_sqlite: bytes) -> str:
    path = tmp_path / "peerline.db"
    path.write_bytes(migrated_sqlite)
    return f"sqlite:///{path}"


@pytest.fixture
def postgres_url(postgres: Postgres) -> Iterator[str]:
    url = postgres.create()
    yield url
    postgres.drop(url)


async def test_fifty_kills(tmp_path: Path, sqlite_url: str) -> None:
    async with town(tmp_path, sqlite_url, pace=PACE) as here:
        await killed(here, 50)
        enough(here, 50)


@pytest.mark.long
async def test_a_thousand_kills(tmp_path: Path, sqlite_url: str) -> None:
    async with town(tmp_path, sqlite_url, pace=PACE) as here:
        await killed(here, 1_000)
        enough(here, 1_000)


@pytest.mark.long
async def test_a_thousand_kills_among_three_that_fall_asleep(tmp_path: Path, postgres_url: str) -> None:
    async with town(tmp_path, postgres_url, pace=PACE, places=REPLICAS) as here:
        await killed(here, 1_000, pauses=True)
        enough(here, 1_000)
        assert here.fates["slept past a lease"] > 50, "too weak: nobody slept"


async def killed(here: Town, times: int, *, pauses: bool = False) -> None:
    """So many lives end, and now and then everybody rests. At the end each button that stands is pressed."""
    places = len(here.places)
    await begins(here)
    for left in range(times, 0, -TOGETHER):
        here.weather.calm = False
        here.works()
        await asyncio.gather(*(lives(here, each, min(TOGETHER, left), pauses) for each in range(places)))
        await here.rests()
        await balances(here)
        if left > TOGETHER:
            await here.ends()
    assert await here.presses_everything() == []
    await here.rests()
    await balances(here)
    await here.ends()


async def begins(here: Town) -> None:
    """A day on which nobody dies, until some have asked: the kills find people in the midst of things."""
    lives = [await here.born(place) for place in range(len(here.places))]
    here.works()
    async with asyncio.timeout(120):
        while here.wire.told["asked"] < 8:  # noqa: ASYNC110 - people have no event
            await asyncio.sleep(0.01)
    here.wire.told.clear()
    for life in lives:
        life.kill()
        await here.victims.dead(life)


async def lives(here: Town, place: int, together: int, pauses: bool) -> None:
    """This place's share of them."""
    for _ in range(place, together, len(here.places)):
        await here.live_and_die(place, pauses=pauses)


async def balances(here: Town) -> None:
    wrong = await here.books.complaints()
    assert not wrong, "\n".join(wrong)


def enough(here: Town, kills: int) -> None:
    """Else nothing was shown: the people asked and confirmed, and each kind of weather struck."""
    told, struck, fates = here.wire.told, here.weather.struck, here.fates
    at_a_call = sum(number for fate, number in fates.items() if fate.startswith("at a call"))
    found = {
        "kills": sum(fates.values()) - fates["slept"] - fates["slept past a lease"],
        "kills at a call": (at_a_call, kills // 4),
        "kills between a call and its answer": (fates["at a call, between"], kills // 10),
        "asked": (told["asked"], kills // 12),
        "withdrew": (told["Yes, withdraw"], kills // 50),
        "confirmed": (told["No, confirm"], kills // 50),
        "came again": (told["came again"], kills // 8),
        "429": (struck["429"], kills // 25),
        "500": (struck["500"], kills // 50),
        "answers lost": (struck["lost"], kills // 100),
    }
    assert found.pop("kills") == kills
    weak = {what: number for what, number in found.items() if isinstance(number, tuple) and number[0] < number[1]}
    assert not weak, f"too weak (was, least): {weak}"
