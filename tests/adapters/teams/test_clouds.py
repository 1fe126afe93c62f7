"""TEAMS_CLOUD: each of Microsoft's clouds for Teams has its own hosts, its own signatures and its own tokens."""

from dataclasses import replace
from pathlib import Path

import pytest

from bot.adapters.teams import TeamsAdapter
from bot.adapters.teams.auth import Gate, Unauthorised
from bot.adapters.teams.endpoints import CLOUDS, Endpoints, endpoints_in
from bot.adapters.teams.http import Http
from bot.adapters.teams.keys import SigningKeys
from bot.configuration.settings import Settings, given
from bot.ports.platform import Outgoing, TokenDead
from bot.surface import Account
from bot.wording import Wording
from tests.doubles.teams import Teams
from tests.doubles.teams.world import FRAMEWORK
from tests.served import endpoints_of

from .house import TENANT, MemoryStore, ScriptedEngine, card, listening, microsoft, settings_for

FEDERAL = "https://api.botframework.us"


@pytest.mark.parametrize(
    ("cloud", "login", "keys", "audience", "home"),
    [
        ("commercial", "login.microsoftonline.com", "login.botframework.com", FRAMEWORK, "smba.trafficmanager.net"),
        ("gcc", "login.microsoftonline.com", "login.botframework.com", FRAMEWORK, "smba.infra.gcc.teams.microsoft.com"),
        (
            "gcchigh",
            "login.microsoftonline.us",
            "login.botframework.azure.us",
            FEDERAL,
            "smba.infra.gov.teams.microsoft.us",
        ),
        (
            "dod",
            "login.microsoftonline.us",
            "login.botframework.azure.us",
            FEDERAL,
            "smba.infra.dod.teams.microsoft.us",
        ),
    ],
)
def test_the_hosts_of_each(cloud: str, login: str, keys: str, audience: str, home: str) -> None:
    there = endpoints_in(cloud, TENANT)
    assert there.token_url == f"https://{login}/{TENANT}/oauth2/v2.0/token"
    assert there.metadata_url == f"https://{keys}/v1/.well-known/openidconfiguration"
    assert (there.issuer, there.audience, there.home_url) == (audience, audience, f"https://{home}/teams/")
    assert there.serves(there.home_url)
    named = {
        CLOUDS[each].home for each in CLOUDS if (each in ("commercial", "gcc")) is (cloud in ("commercial", "gcc"))
    }
    assert {each.home for each in CLOUDS.values() if there.serves(each.home)} == named, "no token leaves its cloud"
    assert Settings.model_fields["teams_cloud"].annotation.__args__ == tuple(CLOUDS)  # type: ignore[union-attr]


def test_the_sdk_has_the_same_federal_addresses() -> None:
    from botframework.connector.auth import GovernmentConstants

    there = endpoints_in("gcchigh", TENANT)
    assert there.issuer == GovernmentConstants.TO_BOT_FROM_CHANNEL_TOKEN_ISSUER
    assert there.audience == GovernmentConstants.TO_CHANNEL_FROM_BOT_OAUTH_SCOPE
    assert there.metadata_url == GovernmentConstants.TO_BOT_FROM_CHANNEL_OPENID_METADATA_URL
    assert there.token_url.startswith(GovernmentConstants.TO_CHANNEL_FROM_BOT_LOGIN_URL_PREFIX)


def adapter_of(teams: Teams, endpoints: Endpoints) -> TeamsAdapter:
    return TeamsAdapter(settings_for(teams), ScriptedEngine(), Wording(), MemoryStore().conversations, "en", endpoints)


async def test_a_federal_tenant_is_heard_and_answered() -> None:
    async with microsoft() as teams:
        teams.world.framework = FEDERAL
        adapter = adapter_of(teams, endpoints_of(teams))
        who = teams.person(TENANT, "aad-robin")
        async with listening(adapter) as teams.app_url:
            await who.installs()
            await adapter._responses.land()
            await teams.settled()
        assert [each.status for each in teams.deliveries] == [200, 200]
        assert len(who.messages) == 1


@pytest.mark.parametrize("ours", [FRAMEWORK, FEDERAL])
async def test_the_signature_of_another_cloud_opens_nothing(ours: str) -> None:
    async with microsoft() as teams:
        http = Http()
        teams.world.framework = ours
        gate = Gate(teams.app_id, endpoints_of(teams), SigningKeys(teams.metadata_url, http))
        activity = teams.activity(teams.person(TENANT, "aad-robin"), "message", text="status")
        await gate.check(f"Bearer {teams.tokens.good(teams.service_url)}", activity)
        teams.world.framework = FEDERAL if ours == FRAMEWORK else FRAMEWORK
        with pytest.raises(Unauthorised):
            await gate.check(f"Bearer {teams.tokens.good(teams.service_url)}", activity)
        await http.close()


async def test_in_gcc_somebody_is_written_to_who_has_not_written(tmp_path: Path) -> None:
    """Under the public address the tenant is refused; that says nothing of the person, and what is due waits."""
    async with microsoft() as teams:
        teams.world.government = True
        who = teams.person(TENANT, "aad-robin")
        who.account.installed = True
        there = endpoints_of(teams)
        message = Outgoing(Account("teams", TENANT, "aad-robin"), "slot", card("An update"), "en", "UTC")
        wrong, right = (
            adapter_of(teams, there),
            adapter_of(teams, replace(there, home_url=there.home_url.replace("/teams/", "/gcc/"))),
        )
        try:
            with pytest.raises(TokenDead):
                await wrong.port.post(message)
            await right.port.post(message)
        finally:
            await wrong.stop()
            await right.stop()
        assert len(who.messages) == 1


def test_a_cloud_is_named_in_one_of_four_words() -> None:
    assert given(teams_cloud="gcchigh").teams_cloud == "gcchigh"
