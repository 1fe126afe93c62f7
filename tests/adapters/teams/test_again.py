"""What Teams brings more than once acts once: in one process, and on a second one beside it.

Typed words are the exception, and a harmless one: their answer must not wait for a database (rule 14), and Teams keeps
no history in which a bot could look. A second process answers them with the same card once more.
"""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from datetime import timedelta
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest

from bot.configuration.settings import given
from bot.core.request import Offer
from storage.database.inspect import tables_as_seen
from storage.encryption.keys import fresh
from storage.transactions.unit_of_work import UnitOfWork
from tests.conftest import Postgres
from tests.doubles.teams.delivery import Delivery
from tests.stages.teams import TeamsActor, TeamsStage, adapter_of, attach

Does = Callable[[TeamsStage], Awaitable[None]]


@asynccontextmanager
async def opened(url: str) -> AsyncIterator[TeamsStage]:
    """Dr. Robin has asked, and somebody has an offer."""
    stage = await TeamsStage.open(given(peerline_database_url=url, peerline_keys=fresh()))
    try:
        await stage.ask()
        yield stage
        assert stage.teams.violations == []
    finally:
        await stage.close()


@pytest.fixture
async def stage(tmp_path: Path, migrated_sqlite: bytes) -> AsyncIterator[TeamsStage]:
    path = tmp_path / "peerline.db"
    path.write_bytes(migrated_sqlite)
    async with opened(f"sqlite:///{path}") as stage:
        yield stage


def offered(stage: TeamsStage) -> TeamsActor:
    return stage.actors[stage.offered().user]


async def types(stage: TeamsStage) -> None:
    await stage.physician.type("Hello")


async def asks_now(stage: TeamsStage) -> None:
    await stage.physician.command("now")


async def declines(stage: TeamsStage) -> None:
    await offered(stage).press("Decline")


async def declines_in_an_older_client(stage: TeamsStage) -> None:
    stage.older = True
    await offered(stage).press("Decline")
    stage.older = False


async def opens_the_offer(stage: TeamsStage) -> None:
    await offered(stage).press("Accept")


async def sends_the_form(stage: TeamsStage) -> None:
    other = next(each for each in stage.supporters if each is not stage.offered())
    await other.press("Ask for a peer")
    await other.press("Continue")
    await other.submit(contact="204-555-0188")


async def removes_the_app(stage: TeamsStage) -> None:
    await stage.deactivated(offered(stage))


IN_A_CHAT: dict[str, Does] = {"typed words": types, "a word of the menu": asks_now}
STORIES: dict[str, Does] = {
    "a press": declines,
    "a press in an older client": declines_in_an_older_client,
    "a press that opens a dialog": opens_the_offer,
    "a form": sends_the_form,
    "a removal": removes_the_app,
}


def effects(stage: TeamsStage) -> dict[str, Any]:
    """What is there now: every row, and every message in every chat."""
    chats = {actor.name: actor.person.words for actor in stage.actors.values()}
    tables = tables_as_seen(stage.house.database)
    return {"chats": chats, "rows": {table.name: len([*table.rows]) for table in tables}}


async def done(stage: TeamsStage, does: Does) -> tuple[Delivery, dict[str, Any]]:
    """What was delivered last, and what came of it."""
    before = effects(stage)
    await does(stage)
    after = effects(stage)
    assert after != before, "nothing happened at all"
    return stage.teams.deliveries[-1], after


@pytest.mark.parametrize("name", [*STORIES, *IN_A_CHAT])
async def test_four_times(stage: TeamsStage, name: str) -> None:
    first, once = await done(stage, (STORIES | IN_A_CHAT)[name])
    for minutes in (0, 1, 5):
        stage.clock.forward(timedelta(minutes=minutes))
        again = await stage.teams.redeliver(first)
        assert again.status == first.status == 200
        await stage.settle()
    assert effects(stage) == once


@pytest.mark.parametrize("name", [*STORIES, *IN_A_CHAT])
async def test_three_more_at_the_same_moment(stage: TeamsStage, name: str) -> None:
    first, once = await done(stage, (STORIES | IN_A_CHAT)[name])
    await asyncio.gather(*(stage.teams.redeliver(first) for _ in range(3)))
    await stage.settle()
    assert effects(stage) == once


@pytest.mark.parametrize("name", STORIES)
async def test_twice_at_once_and_half_a_minute_later_twice_under_another_id(
    stage: TeamsStage, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What Teams does of itself with an invoke that is answered slowly (botbuilder-dotnet 5005)."""
    deliver, answers = stage.teams.deliver, list[Delivery]()

    async def doubled(activity: dict[str, Any], **how: Any) -> Delivery:
        answers.extend(await asyncio.gather(deliver(activity, **how), deliver(activity, **how)))
        if activity["type"] == "invoke":
            stage.clock.forward(timedelta(seconds=30))
            later = activity | {"id": f"f:{uuid4()}"}
            answers.extend(await asyncio.gather(deliver(later, **how), deliver(later, **how)))
        return answers[-1]

    monkeypatch.setattr(stage.teams, "deliver", doubled)
    open_before = len(await stage.read(lambda unit: unit.requests.open_ones()))
    await STORIES[name](stage)
    assert {each.status for each in answers} == {200}
    assert all(actor.person.troubles == [] for actor in stage.actors.values())
    asked = len(await stage.read(lambda unit: unit.requests.open_ones())) - open_before
    assert asked == (1 if name == "a form" else 0)
    declines = await stage.read(lambda unit: unit.deadlines.pending_kind("offer-decline"))
    assert len(declines) == (1 if "press" in name and "opens" not in name else 0)
    for actor in stage.actors.values():
        assert len(actor.person.words) == len(set(actor.person.words)), "nothing is said twice"


@pytest.mark.parametrize("older", [True, False], ids=["submit first", "execute first"])
async def test_execute_and_submit_of_one_press(stage: TeamsStage, older: bool) -> None:
    """Some clients send both; whichever comes first acts, and the other says no word of its own."""
    supporter = offered(stage)
    kept = supporter.person.keep("Decline")
    await supporter.person.press_again(kept, as_submit=older)
    await stage.settle()
    once = effects(stage)
    await supporter.person.press_again(kept, as_submit=not older)
    await stage.settle()
    assert effects(stage)["rows"] == once["rows"]
    assert supporter.person.words[-1] == once["chats"][supporter.name][-1]
    assert supporter.person.troubles == []


class TestTwoProcesses:
    """Two replicas on one PostgreSQL; what Teams brings again may reach the other one."""

    @pytest.mark.parametrize("name", STORIES)
    async def test_the_second_one_knows(self, postgres: Postgres, name: str) -> None:
        url = postgres.create()
        async with opened(url) as stage:
            first, once = await done(stage, STORIES[name])
            second = await stage.tenant.serve()
            for _ in range(3):
                assert (await stage.teams.redeliver(first)).status == 200
                await adapter_of(second)._responses.land()
                await stage.settle()
            assert effects(stage) == once
        postgres.drop(url)

    async def test_one_press_at_two_doors_at_once(self, postgres: Postgres) -> None:
        url = postgres.create()
        async with opened(url) as stage:
            supporter, first = offered(stage), stage.running
            kept = supporter.person.keep("Decline")
            pressing = asyncio.create_task(supporter.person.press_again(kept))
            await asyncio.sleep(0)
            second = await stage.tenant.serve()
            pressed = await pressing
            assert pressed
            for house in (second, first, second):
                attach(stage.teams, house)
                await stage.teams.redeliver(pressed)
            await stage.settle()
            assert len(await stage.read(lambda unit: unit.deadlines.pending_kind("offer-decline"))) == 1
        postgres.drop(url)

    async def test_execute_at_one_door_and_submit_at_the_other(self, postgres: Postgres) -> None:
        """Nobody knows the twin there: it is a second press, and changes nothing of what the first one said."""
        url = postgres.create()
        async with opened(url) as stage:
            supporter = offered(stage)
            kept = supporter.person.keep("Decline")
            await supporter.person.press_again(kept)
            await stage.settle()
            once, booked = effects(stage), await stage.read(lambda unit: unit.deadlines.pending_kind("offer-decline"))
            stage.clock.forward(timedelta(minutes=1))
            second = await stage.tenant.serve()
            await supporter.person.press_again(kept, as_submit=True)
            await adapter_of(second)._responses.land()
            await stage.settle()
            assert effects(stage)["chats"] == once["chats"]
            assert await stage.read(lambda unit: unit.deadlines.pending_kind("offer-decline")) == booked
            assert [offer.state.value for offer in await stage.read(offers)] == ["open"]
            stage.clock.forward(timedelta(minutes=1))
            await stage.sweep()
            assert sorted(offer.state.value for offer in await stage.read(offers)) == ["declined", "open"]
        postgres.drop(url)


def offers(unit: UnitOfWork) -> list[Offer]:
    return unit.offers.of_request(unit.requests.open_ones()[0].id)
