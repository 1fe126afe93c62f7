"""The search under several houses at once: limits kept, the oldest first, nobody twice, nobody waits for each other."""

import asyncio
from collections import Counter
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path

import psycopg
import pytest
from sqlalchemy.engine import make_url
from structlog.testing import capture_logs

from bot.core.people import Role
from tests.conftest import Postgres
from tests.search.town import LOOK, Town, names, programme
from tests.stories.variants import OTHER_SITE

MINUTE = timedelta(minutes=1)


@pytest.fixture
def postgres_url(postgres: Postgres) -> Iterator[str]:
    url = postgres.lend()
    yield url
    postgres.take_back(url)


def deadlocks(url: str) -> int:
    found = make_url(url)
    with psycopg.connect(host=str(found.query["host"]), user="postgres", dbname=found.database) as link:
        link.execute("SELECT pg_stat_force_next_flush()")
        row = link.execute("SELECT deadlocks FROM pg_stat_database WHERE datname = current_database()").fetchone()
    assert row is not None
    return int(row[0])


async def test_four_replicas_ten_freed_at_once_twenty_waiting(postgres_url: str, tmp_path: Path) -> None:
    rules = programme(tmp_path)
    before = deadlocks(postgres_url)  # another test may have had this database
    town = Town(postgres_url, rules, rules, rules, rules)
    try:
        helpers, askers = names("helper", 10), names("asker", 20)
        await town.settle_in(*helpers)
        for helper in helpers:
            await town.does(town.says(helper, "away"))
        for asker in askers:
            town.clock.forward(MINUTE)
            await town.asks(asker)
        await town.looks()
        assert await town.live() == []

        async def frees(number: int, helper: str) -> None:
            house = town.houses[number % 4]
            await town.does(town.says(helper, "back"), house)
            await house.deadlines.sweep()

        with capture_logs() as log:
            await asyncio.gather(*(frees(number, helper) for number, helper in enumerate(helpers)))
            await asyncio.gather(*(house.deadlines.sweep() for house in town.houses))
        assert [line for line in log if line["log_level"] == "error"] == []
        asked = await town.asked()
        assert sorted(asked) == sorted(askers[:10])  # the oldest ten
        assert set(Counter(asked.values()).values()) == {1}  # each limit of one is kept
        offers = await town.read(
            lambda unit: [len(unit.offers.of_request(request.id)) for request in unit.requests.open_ones()]
        )
        assert sorted(offers) == [0] * 10 + [1] * 10
        assert deadlocks(postgres_url) == before
    finally:
        town.close()


async def test_two_closings_that_free_each_others_supporters(database_url: str, tmp_path: Path) -> None:
    """Ada supports Ines, Ines supports Ada, and both end it at once, at two replicas. Two others have waited."""
    rules = programme(tmp_path)
    town = Town(database_url, rules, rules)
    try:
        await town.settle_in("ada", "ines")
        await town.asks("ada")
        await town.asks("ines")
        await town.looks()
        assert await town.asked() == {"ada": "ines", "ines": "ada"}
        for each in ("ada", "ines"):
            await town.answers(each, "offer-accept", "offer-confirm")
        for asker in ("first", "second"):
            town.clock.forward(MINUTE)
            await town.asks(asker)
        await town.looks()
        assert len(await town.waiting()) == 2

        requests = {each: await town.request_of(each) for each in ("ada", "ines")}

        async def ends(each: str, house: int) -> None:
            request = requests[each]
            assert request is not None
            press = town.presses(each, "withdraw-yes", request.id, request.version)
            await town.does(press, town.houses[house])
            await town.houses[house].deadlines.sweep()

        await asyncio.gather(ends("ada", 0), ends("ines", 1))
        await town.looks()
        asked = await town.asked()
        assert sorted(asked) == ["first", "second"]
        assert sorted(asked.values()) == ["ada", "ines"]
    finally:
        town.close()


async def test_two_who_support_each_other_look_at_once_and_nobody_waits_for_the_other(
    postgres_url: str, tmp_path: Path
) -> None:
    """Each press is about the other's request, and a word of the one who presses in their own."""
    rules = programme(tmp_path)
    before = deadlocks(postgres_url)
    town = Town(postgres_url, rules, rules)
    try:
        await town.settle_in("ada", "ines")
        for each in ("ada", "ines"):
            await town.asks(each)
        await town.looks()
        for each in ("ada", "ines"):
            await town.answers(each, "offer-accept", "offer-confirm")
        for _ in range(20):
            town.clock.forward(timedelta(hours=1))  # so that there is a new hour to note
            presses = []
            for number, each in enumerate(("ada", "ines")):
                offer = (await town.live_of(each))[0]
                press = town.presses(each, "details", offer.id, offer.version)
                presses.append(town.does(press, town.houses[number]))
            await asyncio.gather(*presses)
        assert deadlocks(postgres_url) == before
        # Of two at the very same instant one may go unnoted: the hour is what counts, and their next press in it.
        for each in ("ada", "ines"):
            offer = (await town.live_of(each))[0]
            await town.does(town.presses(each, "details", offer.id, offer.version))
        heard = [request.heard_at for request in await town.open_ones()]
        assert heard == [town.clock.now().replace(minute=0)] * 2
    finally:
        town.close()


async def test_a_replica_that_does_not_know_the_site_yet_consumes_nothing(database_url: str, tmp_path: Path) -> None:
    new, old = programme(tmp_path, "new", more=OTHER_SITE), programme(tmp_path, "old")
    town = Town(database_url, new, old)
    try:
        await town.settle_in("helper", site="other")
        await town.asks("asker", site="other")
        for _ in range(3):
            with capture_logs() as log:
                await town.looks(town.houses[1])
            assert log == []
            town.clock.forward(LOOK)
        assert len(await town.waiting()) == 1
        await town.looks(town.houses[0])
        assert await town.asked() == {"asker": "helper"}
    finally:
        town.close()


async def test_a_replica_that_looks_first_every_time_and_knows_less_starves_nobody(
    database_url: str, tmp_path: Path
) -> None:
    """Both tick every five seconds, the one with the older file always a moment earlier."""
    new, old = programme(tmp_path, "new", training_hours=4), programme(tmp_path, "old", training_hours=40)
    town = Town(database_url, new, old)
    try:
        await town.settle_in("helper")
        await town.houses[0].deadlines.look()  # what it knows of by itself is behind it
        await town.asks("asker", house=town.houses[1])
        for _ in range(60):  # looks: by chance alone it is theirs twice in five
            due = await town.read(lambda unit: unit.deadlines.next_look())
            if due is None:
                break
            town.clock.forward_to(max(_last_tick(due), town.clock.now()))
            for house, later in ((town.houses[1], 2), (town.houses[0], 3)) * 2:
                await house.deadlines.look()
                town.clock.forward(timedelta(seconds=later))
        assert await town.asked() == {"asker": "helper"}
    finally:
        town.close()


def _last_tick(at: datetime) -> datetime:
    """Of the one that ticks first, on full five seconds."""
    return at.replace(second=at.second // 5 * 5, microsecond=0)


async def test_a_replica_with_an_older_rule_that_finds_nobody_consumes_nothing(
    database_url: str, tmp_path: Path
) -> None:
    new, old = programme(tmp_path, "new"), programme(tmp_path, "old", training_hours=40)
    town = Town(database_url, new, old)
    try:
        await town.settle_in("helper")
        await town.asks("asker")
        before = (await town.waiting())[0]
        await town.looks(town.houses[1])
        after = (await town.waiting())[0]
        assert (after.misses, after.search, after.version) == (before.misses, before.search, before.version)
        town.clock.forward(LOOK)
        await town.looks(town.houses[0])
        assert await town.asked() == {"asker": "helper"}
    finally:
        town.close()


async def test_a_look_that_another_replica_has_just_had_is_not_had_again(database_url: str, tmp_path: Path) -> None:
    rules = programme(tmp_path)
    town = Town(database_url, rules, rules)
    try:
        await town.settle_in("helper", roles=[Role.COORDINATOR])
        await town.asks("asker")
        due = await town.read(lambda unit: unit.deadlines.looks_due(unit.now))
        assert len(due) == 1
        await town.looks(town.houses[0])
        booked = await town.read(lambda unit: unit.deadlines.next_look())
        await town.houses[1].engine.look(due[0])
        assert await town.read(lambda unit: unit.deadlines.next_look()) == booked
        assert booked is not None
        assert LOOK - timedelta(seconds=15) <= booked - town.clock.now() <= LOOK
    finally:
        town.close()
