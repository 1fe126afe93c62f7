"""What `check` can find out about Teams: whether Entra gives us a token, and whether Microsoft's keys can be had."""

from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from urllib.parse import urlsplit

from bot.adapters.check_line import Line, fail, ok, warn
from bot.adapters.egress import reach, ways_of
from bot.adapters.teams.app_identity import AppIdentity, app_identity_of
from bot.adapters.teams.certificate import BadCertificate, read_certificate
from bot.adapters.teams.credentials import Credentials
from bot.adapters.teams.endpoints import Endpoints, endpoints_in
from bot.adapters.teams.http import Http
from bot.adapters.teams.keys import KeysOutOfReach, SigningKeys, UnknownKey
from bot.configuration.settings import Settings
from bot.ports.platform import SendError, TokenDead

WARN_DAYS = 30  # before its end that a certificate is told of


async def examine(
    settings: Settings, tenants: frozenset[str], endpoints: Endpoints | None = None
) -> AsyncIterator[Line]:
    """`tenants` are the programme file's. `endpoints` are those of a double of Microsoft."""
    if settings.teams_local or not settings.teams_proofs:
        yield warn("Teams", "TEAMS_LOCAL takes unsigned activities from this machine; for trying out only")
        return
    http = Http(ways_of(settings))
    there = endpoints or endpoints_in(settings.teams_cloud, settings.teams_tenant_id)
    try:
        if ending := lifetime(settings):
            yield ending
        try:
            proof = app_identity_of(settings, there, http)
        except BadCertificate as error:
            yield fail("Teams certificate", f"TEAMS_CERTIFICATE {error}")
        else:
            yield await _token(proof)
        yield await _keys(there.metadata_url, http)
        if found := await reach(http.session, there.home_url, "Teams", "Teams service", "every message goes there"):
            yield found
    finally:
        await http.close()
    if tenants and settings.teams_tenant_id.lower() not in tenants:
        yield fail("Teams tenant", "no site of the programme file has TEAMS_TENANT_ID as its teams_tenant")


def lifetime(settings: Settings) -> Line | None:
    """Of a certificate that can be read: whether it is over, or soon, or not yet good."""
    try:
        found = read_certificate(settings.teams_certificate) if settings.teams_certificate else None
    except BadCertificate:
        return None
    if found is None:
        return None
    now, what = datetime.now(UTC), "Teams certificate"
    if why := found.useless(now):
        return fail(what, f"{why}; nobody can be written to")
    if found.until - now < timedelta(days=WARN_DAYS):
        return warn(what, f"it ends on {found.until:%Y-%m-%d}; make the next one in time")
    return None


async def _token(proof: AppIdentity) -> Line:
    what, hint = "Teams credentials", " (the secret's value)" if proof.setting == "TEAMS_APP_PASSWORD" else ""
    try:
        await Credentials(proof).token()
    except TokenDead:
        names = f"TEAMS_APP_ID, TEAMS_TENANT_ID, TEAMS_CLOUD and {proof.setting}"
        return fail(what, f"Entra refuses them; look at {names}{hint}")
    except SendError as error:
        return fail("Teams", f"{proof.host} gave no token ({error}); is the network open to it?")
    if proof.by_old:
        both = f"Entra takes {proof.old} and refuses {proof.setting}"
        return warn(what, f"{both}; leave both until it takes the new one{hint}")
    if proof.old:
        return warn(what, f"Entra knows them; {proof.old} can be taken away")
    return ok(what, "Entra knows them")


async def _keys(url: str, http: Http) -> Line:
    host, keys = urlsplit(url).hostname, SigningKeys(url, http)
    try:
        await keys.get("none of theirs")
    except UnknownKey:
        return ok("Teams keys", "Microsoft's signing keys can be had")
    except KeysOutOfReach as error:
        return fail("Teams keys", f"{host} gave no signing keys of Microsoft's ({error}); is the network open to it?")
    return ok("Teams keys", "Microsoft's signing keys can be had")
