"""`check` tells apart what can be wrong with Teams: our credentials, the way to Microsoft, the tenant of the site."""

from collections.abc import AsyncIterator
from dataclasses import replace

import pytest
from pydantic import SecretStr

from bot.adapters.teams.diagnostics import examine
from bot.adapters.teams.endpoints import Endpoints
from bot.configuration.settings import given
from tests.doubles.teams import Teams
from tests.served import endpoints_of

from .house import TENANT, microsoft, settings_for

GOOD = ["ok Teams credentials: Entra knows them", "ok Teams keys: Microsoft's signing keys can be had"]
REFUSED = "FAIL Teams credentials: Entra refuses them; look at TEAMS_APP_ID, TEAMS_TENANT_ID, TEAMS_CLOUD and "
KEYS_GONE = "FAIL Teams keys: 127.0.0.1 gave no signing keys of Microsoft's ("
NOBODY = "http://127.0.0.1:9"  # the port of nothing: refused at once


@pytest.fixture
async def teams() -> AsyncIterator[Teams]:
    async with microsoft() as teams:
        yield teams


async def found(
    teams: Teams,
    tenants: frozenset[str] = frozenset(),
    endpoints: Endpoints | None = None,
    wrong: dict[str, object] | None = None,
) -> list[str]:
    ours = settings_for(teams, **wrong or {})
    lines = [
        f"{each.level} {each.what}: {each.sentence}"
        async for each in examine(ours, tenants, endpoints or endpoints_of(teams))
    ]
    for secret in (teams.app_id, teams.app_password, TENANT, "AADSTS", "entra-"):
        assert secret not in "\n".join(lines)
    return lines


async def test_all_is_good(teams: Teams) -> None:
    assert await found(teams, frozenset({TENANT})) == GOOD
    assert await found(teams) == GOOD, "a programme file need not name tenants"


@pytest.mark.parametrize(
    "wrong",
    [
        {"teams_app_password": SecretStr("another secret")},
        {"teams_app_id": "00000000-2222-4333-8444-555555555555"},
    ],
    ids=["secret", "app id"],
)
async def test_wrong_credentials(teams: Teams, wrong: dict[str, object]) -> None:
    first, second = await found(teams, wrong=wrong)
    assert first.startswith(REFUSED)
    assert second == GOOD[1]


async def test_a_tenant_that_entra_does_not_know(teams: Teams) -> None:
    elsewhere = replace(endpoints_of(teams), token_url=teams.token_url.replace(TENANT, "somewhere"))
    first, _ = await found(teams, endpoints=elsewhere)
    assert first.startswith(REFUSED)


@pytest.mark.parametrize("how", [{"status": 503}, {"status": 500}, {"drop": "before"}])
async def test_entra_does_not_answer(teams: Teams, how: dict[str, object]) -> None:
    teams.fail("token", times=None, **how)  # type: ignore[arg-type]
    first, second = await found(teams)
    assert first.startswith("FAIL Teams: 127.0.0.1 gave no token (")
    assert first.endswith("is the network open to it?")
    assert second == GOOD[1]


@pytest.mark.parametrize("operation", ["metadata", "keys"])
@pytest.mark.parametrize("how", [{"status": 503}, {"drop": "before"}])
async def test_the_keys_cannot_be_had(teams: Teams, operation: str, how: dict[str, object]) -> None:
    teams.fail(operation, times=None, **how)  # type: ignore[arg-type]
    first, second = await found(teams)
    assert first == GOOD[0]
    assert second.startswith(KEYS_GONE)


async def test_microsoft_is_out_of_reach(teams: Teams) -> None:
    nowhere = replace(endpoints_of(teams), token_url=f"{NOBODY}/token", metadata_url=f"{NOBODY}/openid")
    first, second = await found(teams, endpoints=nowhere)
    assert first.startswith("FAIL Teams: 127.0.0.1 gave no token (")
    assert second == f"{KEYS_GONE}no connection); is the network open to it?"


async def test_a_tenant_that_no_site_has(teams: Teams) -> None:
    assert (await found(teams, frozenset({"99999999-3333-4444-8555-666666666666"})))[2:] == [
        "FAIL Teams tenant: no site of the programme file has TEAMS_TENANT_ID as its teams_tenant"
    ]


async def test_local_mode_asks_nobody(teams: Teams) -> None:
    lines = [each.level async for each in examine(given(teams_local=True), frozenset(), endpoints_of(teams))]
    assert lines == ["warn"]
    assert teams.calls == []
