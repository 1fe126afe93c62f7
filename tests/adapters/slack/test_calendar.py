"""The calendar file of a gathering: an address that names nobody and that looking does not use up."""

import re
from collections.abc import Callable
from datetime import timedelta
from typing import TypeVar

import aiohttp

from bot.ports.records import Planned, Purpose
from storage.transactions.unit_of_work import UnitOfWork
from tests.adapters.slack.fake_workspace import FakeWorkspace

MINUTES = 30
T = TypeVar("T")


async def address_of(workspace: FakeWorkspace) -> tuple[str, str]:
    """A gathering is planned; its id, and the address of its calendar file."""

    def plan(unit: UnitOfWork) -> tuple[str, str]:
        at = unit.now + timedelta(days=3)
        site = next(iter(workspace.house.served.house.programme.sites))
        made = unit.gatherings.plan(Planned("", site, at, "Evening round", "debrief", False, "Room 2", "", None))
        return made.id, unit.ledger.seal_address(Purpose.CALENDAR, made.id, unit.now + timedelta(minutes=MINUTES))

    gathering, word = await run(workspace, plan)
    return gathering, f"{workspace.house.address}/gatherings/{word}.ics"


async def run(workspace: FakeWorkspace, job: Callable[[UnitOfWork], T]) -> T:
    return await workspace.house.served.house.engine.run(job)


async def look(url: str, method: str = "GET") -> tuple[int, str]:
    async with aiohttp.ClientSession() as session, session.request(method, url) as answer:
        return answer.status, await answer.text()


async def test_whoever_looks_first_takes_nothing_away(workspace: FakeWorkspace) -> None:
    """A HEAD and a preview came first, and the reader had nothing (A5)."""
    gathering, url = await address_of(workspace)
    assert await look(url, "HEAD") == (200, "")
    for _ in range(3):
        status, file = await look(url)
        assert status == 200
        assert "Evening round" in file
    assert gathering not in url
    assert gathering not in file
    uids = {re.search("UID:(.*)", each[1])[1] for each in [await look(url), await look(url)]}  # type: ignore[index]
    assert len(uids) == 1, "a calendar knows it again"


async def test_it_is_over_after_some_minutes(workspace: FakeWorkspace) -> None:
    _, url = await address_of(workspace)
    await workspace.house.forward(hours=MINUTES / 60)
    assert (await look(url))[0] == 404


async def test_another_word_opens_nothing(workspace: FakeWorkspace) -> None:
    _, url = await address_of(workspace)
    state = await run(
        workspace, lambda unit: unit.ledger.seal_address(Purpose.INSTALL, "", unit.now + timedelta(hours=1))
    )
    for word in (state, "x", url.rpartition("/")[2].removesuffix(".ics")[:-2]):
        assert (await look(f"{workspace.house.address}/gatherings/{word}.ics"))[0] == 404
