"""Houses are killed at any moment, in bad weather, and people go on pressing. Afterwards the books balance.

Which moments these are follows from a seed, which a failure tells; PEERLINE_KILLS_SEED brings them again.
"""

import asyncio
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.conftest import Postgres
from tests.kills.books import Double
from tests.kills.town import Town, town

PACE = 60.0  # times as fast as the real time: a lease is a second
REPLICAS = 3
ASKED = 5  # requests under way as the first life ends
TOGETHER = 200  # lives until everybody rests
DOUBTS, STORMS = 4, 8  # posts whose answer is lost in a storm, and so many storms at most while figures are watched
TWICE = 1  # cards that are to be twice before everything is pressed, where history cannot be read


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


@pytest.mark.parametrize(("times", "blind"), [(30, False), (20, True)])
async def test_fifty_kills(tmp_path: Path, sqlite_url: str, times: int, blind: bool) -> None:
    async with town(tmp_path, sqlite_url, pace=PACE, blind=blind) as here:
        await killed(here, times)
        enough(here, times)


@pytest.mark.long
@pytest.mark.longest
@pytest.mark.parametrize(("times", "blind"), [(500, False), (500, True)])
async def test_a_thousand_kills(tmp_path: Path, sqlite_url: str, times: int, blind: bool) -> None:
    """Half of them where Slack answers no history."""
    async with town(tmp_path, sqlite_url, pace=PACE, blind=blind) as here:
        await killed(here, times)
        enough(here, times)


@pytest.mark.long
@pytest.mark.longest
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
    await doubts_are_counted(here)
    await each_press_explains(here)
    await here.ends()


async def begins(here: Town) -> None:
    """A day on which nobody dies, until some have asked: the kills find people in the midst of things."""
    lives = [await here.born(place) for place in range(len(here.places))]
    here.works()
    async with asyncio.timeout(120):
        while here.wire.told["asked"] < ASKED:  # noqa: ASYNC110 - people have no event
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


async def doubts_are_counted(here: Town) -> None:
    """A while of bad weather in which nobody dies: what the houses tell their operator is what befell their posts."""
    await here.ends()
    await here.figures.begin(here)
    since = here.post.calls()
    for _ in range(STORMS):
        await a_storm(here)
        if not here.weather.blind or len(await standing_twice(here)) >= TWICE:
            break
    lost = [each for each in here.post.posted(since) if not each.heard]
    there = sum(each.arrived for each in lost)
    if here.weather.blind:
        most = Counter(in_doubt=len(lost), written_down=len(lost))
    else:
        most = Counter(in_doubt=len(lost), found=there, absent=len(lost) - there)
    # A press may have told where it stands before anybody had looked.
    pressed = len({each.mark for each in lost} & here.post.pressed())
    least = most - Counter({"written_down" if here.weather.blind else "found": pressed})
    told = Counter({what: number for what, number in (await here.figures.doubts()).items() if what in most})
    # Whoever is slow doubts more than was lost, and gives up a look that took too long.
    slow = here.figures.were_slow()
    assert told["in_doubt"] >= least["in_doubt"], f"told {told}, at least {least}"
    assert told >= least or slow, f"told {told}, at least {least}"
    assert told <= most or slow, f"told {told}, at most {most}"


async def a_storm(here: Town) -> None:
    since, here.weather.calm, here.weather.storm = here.post.calls(), False, True
    here.works()
    async with asyncio.timeout(120):
        while sum(not each.heard for each in here.post.posted(since)) < DOUBTS:  # noqa: ASYNC110 - Slack has no event
            await asyncio.sleep(0.01)
    here.weather.storm = False
    await here.rests()
    await balances(here)


async def standing_twice(here: Town) -> list[Double]:
    """With buttons, and of a slot that lives."""
    return [each for each in await here.books.doubles() if each.lives and each.stands]


async def each_press_explains(here: Town) -> None:
    """Whatever is shown twice is taken away by a press on it, as long as its slot lives; and the operator is told."""
    before, told = {each.mark for each in await standing_twice(here)}, await here.figures.doubles_gone()
    assert len(before) >= TWICE or not here.weather.blind, "too weak: nothing stood twice"
    assert await here.presses_everything() == []
    await here.rests()
    await balances(here)
    assert [each.message.words[:60] for each in await standing_twice(here)] == []
    gone = sum(each.mark in before and not each.stands for each in await here.books.doubles())
    assert await here.figures.doubles_gone() - told >= gone


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
        "typed": (told["typed"], kills // 8),
        "429": (struck["429"], kills // 25),
        "500": (struck["500"], kills // 50),
        "answers lost": (struck["lost"], kills // 100),
    }
    assert found.pop("kills") == kills
    weak = {what: number for what, number in found.items() if isinstance(number, tuple) and number[0] < number[1]}
    assert not weak, f"too weak (was, least): {weak}"
