"""No log holds a word, a name, a contact, a token or an address: with everything at DEBUG, when all is well and not."""

import json
from collections.abc import AsyncIterator, Iterator
from pathlib import Path
from typing import Any

import pytest
from aiohttp import ClientSession

from bot.configuration.settings import given
from storage.encryption.keys import fresh
from tests.adapters.slack.logbook import Logbook, written
from tests.doubles.teams import BAD_TOKENS
from tests.served import TENANT, USERS
from tests.stage import CONTACT
from tests.stages.teams import TeamsStage

MARK = "Zq8marker"
NAMES = ("Robin", "Fictional", "Maple", "Exemple", "Placeholder", "Casey", "Devon")


@pytest.fixture
def logbook() -> Iterator[Logbook]:
    with written() as book:
        yield book


@pytest.fixture
async def stage(tmp_path: Path, migrated_sqlite: bytes, logbook: Logbook) -> AsyncIterator[TeamsStage]:
    """Somebody is listening from the first line on."""
    path = tmp_path / "peerline.db"
    path.write_bytes(migrated_sqlite)
    stage = await TeamsStage.open(given(peerline_database_url=f"sqlite:///{path}", peerline_keys=fresh()))
    yield stage
    await stage.close()


def nothing(stage: TeamsStage, logbook: Logbook) -> None:
    teams = stage.teams
    people = [value for actor in stage.actors.values() for value in (actor.user, actor.person.id, actor.person.chat.id)]
    assert set(USERS) <= set(people)
    tokens = [*teams.world.tokens, teams.app_password, "eyJ"]  # how every signed token begins
    logbook.never(MARK, CONTACT, TENANT, *NAMES, *people, *tokens)


async def loop(stage: TeamsStage) -> None:
    """Everything that people do, with the marker wherever words can be typed."""
    robin = stage.actors["robin-fictional"]
    await robin.type(MARK)
    await robin.person.types(f"away {MARK}")
    await robin.person.types(f"/peer limit {MARK}")
    await robin.press("Ask for a peer")
    await robin.press("Continue")
    await robin.submit(contact=MARK)
    await robin.submit(contact=CONTACT)
    robin.close()
    supporter = await stage.match()
    await supporter.press("Details")
    supporter.sees(CONTACT)
    supporter.close()
    await robin.person.reacts(robin.person.messages[-1], MARK)
    await stage.deactivated(supporter)


async def test_while_all_is_well(stage: TeamsStage, logbook: Logbook) -> None:
    await loop(stage)
    assert stage.teams.everything_posted()
    nothing(stage, logbook)


@pytest.mark.parametrize("how", [{"status": 500}, {"status": 403}, {"drop": "before"}, {"status": 429}])
async def test_while_teams_fails(stage: TeamsStage, logbook: Logbook, how: dict[str, Any]) -> None:
    robin = stage.actors["robin-fictional"]
    await stage.ask()
    for operation in ("send", "update", "create", "delete"):
        stage.teams.fail(operation, times=None, code=MARK if "status" in how else "", **how)
    await robin.person.types(MARK)
    await robin.press("Open")
    await stage.settle()
    assert logbook.says("teams_answer_not_sent")
    nothing(stage, logbook)


async def test_while_entra_and_the_keys_fail(stage: TeamsStage, logbook: Logbook) -> None:
    robin = stage.actors["robin-fictional"]
    for operation in ("token", "keys", "metadata"):
        stage.teams.fail(operation, 401 if operation == "token" else 503, MARK, times=None)
    stage.teams.revoke_tokens()
    stage.teams.keys.rotate()
    await robin.person.types(MARK)
    assert stage.teams.deliveries[-1].status == 503
    assert logbook.says("teams_refused", "keys_out_of_reach")
    nothing(stage, logbook)


async def test_while_the_database_fails(stage: TeamsStage, logbook: Logbook) -> None:
    robin = stage.actors["robin-fictional"]
    ask = robin.button("Ask for a peer")
    stage.delivering = False
    stage.house.writer.close()
    await robin.type(MARK)
    await robin.press_kept(ask)
    await robin.person.uninstalls()
    assert stage.teams.deliveries[-1].status == 503, "nobody is there to press again: Teams may bring it once more"
    nothing(stage, logbook)


async def test_while_we_fail(stage: TeamsStage, logbook: Logbook, monkeypatch: pytest.MonkeyPatch) -> None:
    """An exception of our own may hold anything in its words: people get a number, and the log the same one."""

    def breaks(*_: object, **__: object) -> None:
        raise RuntimeError(f"{MARK} Robin {CONTACT}")

    robin = stage.actors["robin-fictional"]
    stage.delivering = False
    monkeypatch.setattr("bot.flows.routing.route", breaks)
    await robin.press("Français")
    shown = robin.notice
    assert "Something went wrong on our side" in shown
    code = shown.partition("Code ")[2].strip(". ")
    assert len(code) >= 8
    assert logbook.says("event_failed", "RuntimeError", code)
    monkeypatch.setattr("bot.adapters.teams.render.card", breaks)
    monkeypatch.setattr("bot.adapters.teams.render.dialog", breaks)
    await robin.person.press("Ask for a peer")
    await robin.person.types("status")
    await stage.quiet()
    assert logbook.says("teams_failed", "RuntimeError")
    seen = json.dumps([each.body for each in stage.teams.deliveries])
    posted = "".join(str(version) for version in stage.teams.everything_posted())
    assert MARK not in seen + posted
    nothing(stage, logbook)


async def test_what_is_refused(stage: TeamsStage, logbook: Logbook) -> None:
    teams, robin = stage.teams, stage.actors["robin-fictional"].person
    said = teams.activity(robin, "message", text=MARK)
    for bad in BAD_TOKENS:
        assert (await teams.deliver(said, bad=bad)).status == 401
    assert (await teams.deliver(said, signed=False)).status == 401
    assert (await teams.deliver(said, token=MARK)).status == 401
    for changes in (
        {"channelId": MARK},
        {"serviceUrl": f"https://{MARK}.example.org/"},
        {"conversation": robin.chat.record() | {"tenantId": MARK}},
        {"conversation": robin.chat.record() | {"conversationType": MARK}},
        {"from": robin.account.record() | {"aadObjectId": f"{MARK} {MARK}"}},
        {"type": "invoke", "name": MARK, "value": {"text": MARK}},
        {"type": "invoke", "name": "task/submit", "value": {"data": {"peerline": MARK}}},
    ):
        status = (await teams.deliver(said | changes)).status
        assert status == 200 if changes.get("type") == "invoke" else status >= 400
    headers = {"Authorization": f"Bearer {teams.tokens.good(teams.service_url)}"}
    async with ClientSession(headers=headers) as session:
        for body in (f"{{{MARK}".encode(), MARK.encode(), f'["{MARK}"]'.encode(), MARK.encode() * 40_000):
            async with session.post(teams.app_url, data=body) as answer:
                assert answer.status in (400, 413)
                assert MARK not in await answer.text()
    for why in ("unauthorised", "wrong_service_url", "wrong_tenant", "not_personal", "not_json"):
        assert logbook.says("teams_refused", why)
    nothing(stage, logbook)
