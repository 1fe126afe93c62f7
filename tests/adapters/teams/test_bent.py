"""Whatever comes signed and bent ends in a refusal or a kind notice: no 5xx, no effect, no byte of it in a log, and no
memory that grows. An address, a name and typed words that look like nothing else are followed."""

import json
import random
import resource
from collections import Counter
from collections.abc import AsyncIterator, Iterator
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from aiohttp import ClientSession, web

from bot.adapters.teams.references import Posted
from bot.configuration.settings import given
from storage.database.inspect import tables_as_seen
from storage.encryption.keys import fresh
from tests.adapters.slack.logbook import Logbook, written
from tests.bent import LONE, bent
from tests.stages.teams import TeamsStage, adapter_of

from .house import Scripted

MARK = "zq8marker"  # so long that no random word of ours holds it by chance
GROWS = 30 * 1024  # kilobytes that half a run may take more than the other half left behind


@pytest.fixture
def logbook() -> Iterator[Logbook]:
    with written() as book:
        yield book


@pytest.fixture
async def stage(tmp_path: Path, migrated_sqlite: bytes) -> AsyncIterator[TeamsStage]:
    path = tmp_path / "peerline.db"
    path.write_bytes(migrated_sqlite)
    stage = await TeamsStage.open(given(peerline_database_url=f"sqlite:///{path}", peerline_keys=fresh()))
    try:
        yield stage
    finally:
        await stage.close()


class Nowhere:
    """In the connector's place: every message arrives, and nothing is kept."""

    async def create(self, _service_url: str, _tenant: str, _bot: str, user: str) -> str:
        return f"a:{user}"

    async def member(self, *_: str) -> dict[str, Any]:
        return {}

    async def post(self, service_url: str, conversation: str, _message: object) -> Posted:
        return Posted(service_url, conversation, "1")

    async def edit(self, _posted: Posted, _message: object) -> None: ...

    async def delete(self, _posted: Posted) -> None: ...


async def played(stage: TeamsStage) -> list[dict[str, Any]]:
    """An activity of every kind, each of something that was done already, so that doing it again changes nothing."""
    await stage.ask()
    physician, helper = stage.actors[stage.physician.user], stage.actors[stage.offered().user]
    physician.person.account.name = f"{MARK}name Fictional"
    await physician.type(f"{MARK}words of somebody")
    await physician.command("status")
    await physician.press("What this is")
    physician.close()
    await helper.press("Accept")
    await helper.press("No, confirm")
    helper.close()
    await physician.press("Français")
    stage.older = True
    await physician.press("English")
    stage.older = False
    await physician.person.reacts(physician.person.messages[0])
    kinds = {_kind(each.activity): each.activity for each in stage.teams.deliveries}
    return list(kinds.values())


def _kind(activity: dict[str, Any]) -> tuple[str, ...]:
    return activity["type"], activity.get("name", ""), activity.get("text", ""), json.dumps(activity.get("value"))[:90]


async def answered(stage: TeamsStage, token: str, body: bytes) -> web.Response:
    """As aiohttp hands a request in; a real one takes five times as long to make."""
    whole = SimpleNamespace(is_eof=lambda: True, read_nowait=lambda: body)
    headers = {"Authorization": f"Bearer {token}"}
    request: Any = SimpleNamespace(headers=headers, content=whole, content_length=len(body))
    return await adapter_of(stage.running)._endpoint.handle(request)


def rows(stage: TeamsStage) -> dict[str, int]:
    """Of people and requests. The inbox may grow, and what has still to be shown may move."""
    counted = {table.name: len([*table.rows]) for table in tables_as_seen(stage.house.database)}
    return {name: counted[name] for name in ("person", "account", "request", "offer", "tally", "deadline")}


def held() -> int:
    """Kilobytes of this process that are in memory."""
    return int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1]) * resource.getpagesize() // 1024


async def bombard(stage: TeamsStage, number: int, logbook: Logbook, seed: int) -> None:
    activities = await played(stage)
    adapter_of(stage.running)._teams._connector = Nowhere()  # type: ignore[assignment]
    token = stage.teams.tokens.good(stage.teams.service_url)
    before, statuses, half = rows(stage), Counter[int](), 0
    rng = random.Random(seed)  # noqa: S311 - the same bodies each time
    for turn in range(number):
        body = bent(rng, rng.choice(activities))
        answer = await answered(stage, token, body)
        statuses[answer.status] += 1
        assert answer.status < 500, (answer.status, answer.body, body[:2_000])
        if turn % 50 == 0:
            await stage.quiet()
            assert not [line for line in logbook.lines if MARK in line.lower()]
            logbook.lines.clear()
        half = held() if turn == number // 2 else half
    await stage.quiet()
    assert rows(stage) == before
    assert statuses[200] > number / 3, "most of them are activities still"
    assert held() - half < GROWS, f"{held() - half} kB more than half way"


async def test_bent_bodies(stage: TeamsStage, logbook: Logbook) -> None:
    await bombard(stage, 3_000, logbook, seed=13)


@pytest.mark.long
@pytest.mark.parametrize("seed", [1, 2])
async def test_a_hundred_thousand_bent_bodies(stage: TeamsStage, logbook: Logbook, seed: int) -> None:
    await bombard(stage, 50_000, logbook, seed)


@pytest.mark.parametrize("half", LONE)
async def test_half_a_character_anywhere(door: Scripted, half: str) -> None:
    """A name that somebody's directory has cut in the middle of an emoji shuts nobody out."""
    who = door.person()
    changes: list[dict[str, Any]] = [
        {"id": half},
        {"from": who.account.record() | {"name": half}},
        {"locale": half},
        {"text": half},
        {"conversation": who.chat.record() | {"id": half}},
        {half: half},
    ]
    headers = {"Authorization": f"Bearer {door.teams.tokens.good(door.teams.service_url)}"}
    async with ClientSession(headers=headers) as session:
        for each in changes:
            activity = door.teams.activity(who, "message", **{"text": "status"} | each)
            async with session.post(door.teams.app_url, data=json.dumps(activity)) as answer:
                assert answer.status == 200, each
            raw = json.dumps(activity, ensure_ascii=False).encode("utf-8", "surrogatepass")
            async with session.post(door.teams.app_url, data=raw) as answer:
                assert (answer.status, await answer.json()) == (400, {"error": "not_json"}), "no UTF-8"
    await door.settled()
    for event in door.engine.events:
        assert str(event).encode()
    assert len(door.engine.effects) == len(changes)
