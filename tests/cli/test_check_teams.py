"""`check` tells apart what can be wrong with Teams: refused, out of reach, another tenant, no public address."""

import asyncio
from collections.abc import AsyncIterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from bot.cli import checks
from bot.cli.console import opened
from storage.database.migrate import upgrade
from tests.doubles.teams import Teams
from tests.served import TENANT, endpoints_of, teams_programme

NOW = datetime(2026, 11, 23, 15, tzinfo=UTC)
GOOD = ["ok    Teams credentials: Entra knows them", "ok    Teams keys: Microsoft's signing keys can be had"]


@pytest.fixture
async def teams(here: Path, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Teams]:
    """A good house in front of a good Microsoft."""
    double = Teams()
    double.world.tenant = TENANT
    await double.start()
    monkeypatch.setattr("bot.adapters.teams.diagnostics.endpoints_in", lambda *_: endpoints_of(double))
    for name, value in {
        "PEERLINE_PROGRAMME": str(teams_programme(here)),
        "PEERLINE_PUBLIC_URL": "https://peerline.example.org",
        "TEAMS_APP_ID": double.app_id,
        "TEAMS_APP_PASSWORD": double.app_password,
        "TEAMS_TENANT_ID": TENANT,
    }.items():
        monkeypatch.setenv(name, value)
    with opened() as (_, database):
        upgrade(database)
    yield double
    await double.stop()


async def found(teams: Teams) -> list[str]:
    """The lines about Teams, and no secret in any line."""
    lines = [str(line) for line in await asyncio.to_thread(checks.run, NOW)]
    for secret in (teams.app_password, teams.app_id, TENANT):
        assert not [line for line in lines if secret in line]
    return [line for line in lines if line[6:].startswith("Teams")]


async def test_all_is_good(teams: Teams) -> None:
    assert await found(teams) == GOOD


async def test_refused_and_out_of_reach_are_told_apart(teams: Teams, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TEAMS_APP_PASSWORD", "of another app")
    first, second = await found(teams)
    assert first.startswith("FAIL  Teams credentials: Entra refuses them; look at TEAMS_APP_ID")
    assert second == GOOD[1]
    monkeypatch.setenv("TEAMS_APP_PASSWORD", teams.app_password)
    teams.fail("token", 503, times=None)
    teams.fail("keys", drop="before", times=None)
    first, second = await found(teams)
    assert first == "FAIL  Teams: 127.0.0.1 gave no token (it answered with 503); is the network open to it?"
    assert second == (
        "FAIL  Teams keys: 127.0.0.1 gave no signing keys of Microsoft's (the line was closed before an answer came); "
        "is the network open to it?"
    )


async def test_a_tenant_of_nobodys_and_no_address(teams: Teams, monkeypatch: pytest.MonkeyPatch, here: Path) -> None:
    monkeypatch.delenv("PEERLINE_PUBLIC_URL")
    path = here / "teams.toml"
    path.write_text(path.read_text(encoding="utf-8").replace(TENANT, TENANT.replace("2", "3")), encoding="utf-8")
    assert (await found(teams))[2:] == [
        "FAIL  Teams tenant: no site of the programme file has TEAMS_TENANT_ID as its teams_tenant",
        "FAIL  Teams: PEERLINE_PUBLIC_URL is not set; without an https:// address Teams cannot reach /api/messages",
    ]
