"""What `check` can find out about Teams: whether Entra gives us a token, and whether Microsoft's keys can be had."""

from collections.abc import AsyncIterator
from urllib.parse import urlsplit

from bot.adapters.finding import Finding
from bot.adapters.port import SendError, TokenDead
from bot.adapters.teams.credentials import Credentials
from bot.adapters.teams.endpoints import Endpoints, public
from bot.adapters.teams.http import Http
from bot.adapters.teams.keys import KeysOutOfReach, SigningKeys, UnknownKey
from bot.adapters.ways import reach, ways_of
from bot.settings import Settings


async def examine(
    settings: Settings, tenants: frozenset[str], endpoints: Endpoints | None = None
) -> AsyncIterator[Finding]:
    """`tenants` are the programme file's. `endpoints` are those of a double of Microsoft."""
    if settings.teams_local or settings.teams_app_password is None:
        yield Finding("warn", "Teams", "TEAMS_LOCAL takes unsigned activities from this machine; for trying out only")
        return
    http = Http(ways_of(settings))
    try:
        secret = settings.teams_app_password.get_secret_value()
        there = endpoints or public(settings.teams_tenant_id)
        yield await _token(Credentials(settings.teams_app_id, secret, there.token_url, http))
        yield await _keys(SigningKeys(there.metadata_url, http))
        if trouble := await reach(http.session, there.home_url):
            host = urlsplit(there.home_url).hostname
            yield Finding("FAIL", "Teams service", f"{host} is out of reach ({trouble}); every message goes there")
    finally:
        await http.close()
    if tenants and settings.teams_tenant_id.lower() not in tenants:
        yield Finding("FAIL", "Teams tenant", "no site of the programme file has TEAMS_TENANT_ID as its teams_tenant")


async def _token(credentials: Credentials) -> Finding:
    try:
        await credentials.token()
    except TokenDead:
        return Finding(
            "FAIL",
            "Teams credentials",
            "Entra refuses them; look at TEAMS_APP_ID, TEAMS_TENANT_ID and TEAMS_APP_PASSWORD (the secret's value)",
        )
    except SendError as error:
        return Finding("FAIL", "Teams", f"Entra does not answer ({error}); is the network open to Microsoft?")
    return Finding("ok", "Teams credentials", "Entra knows them")


async def _keys(keys: SigningKeys) -> Finding:
    try:
        await keys.get("none of theirs")
    except UnknownKey:
        return Finding("ok", "Teams keys", "Microsoft's signing keys can be had")
    except KeysOutOfReach as error:
        return Finding(
            "FAIL", "Teams keys", f"Microsoft's signing keys cannot be had ({error}); is the network open to Microsoft?"
        )
    return Finding("ok", "Teams keys", "Microsoft's signing keys can be had")
