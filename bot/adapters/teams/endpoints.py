"""Where Microsoft's services are, and to which of them our token may be sent."""

from dataclasses import dataclass, replace
from functools import lru_cache
from urllib.parse import urlsplit

from bot.configuration.addresses import is_loopback

# Where a machine in Azure is told who it is: reached from that machine alone, and by no proxy.
IDENTITY_URL = "http://169.254.169.254/metadata/identity/oauth2/token"


@dataclass(frozen=True, slots=True)
class Endpoints:
    """`service_hosts` are host names, with a port where it is not the usual one; only a loopback host needs no TLS.

    `home_url` is for a person who has not written yet; "" where nobody can be written to before they wrote themselves.
    `issuer` signs what comes in, and `audience` is whom our own token is for.
    """

    token_url: str
    metadata_url: str
    service_hosts: tuple[str, ...]
    home_url: str
    issuer: str = "https://api.botframework.com"
    audience: str = "https://api.botframework.com"
    identity_url: str = IDENTITY_URL

    def serves(self, url: object) -> bool:
        """Whether this is a service of Microsoft's: our token goes nowhere else."""
        return isinstance(url, str) and len(url) <= 500 and _is_below(url, self.service_hosts)


@lru_cache(maxsize=64)
def _is_below(url: str, hosts: tuple[str, ...]) -> bool:
    """Each region of Microsoft's has one service URL, and every activity names it."""
    if not url.isascii():
        return False
    try:
        parts = urlsplit(url)
        host, port = (parts.hostname or "").lower(), parts.port
    except ValueError:
        return False
    if parts.username is not None or parts.password is not None or parts.query or parts.fragment or "\\" in url:
        return False
    if parts.scheme != "https" and not (parts.scheme == "http" and is_loopback(host)):
        return False
    place = host if port is None or (parts.scheme, port) == ("https", 443) else f"{host}:{port}"
    return any(place == each or (each.startswith(".") and place.endswith(each)) for each in hosts)


@dataclass(frozen=True, slots=True)
class _Cloud:
    login: str
    metadata: str
    framework: str
    home: str
    hosts: tuple[str, ...]


# Anybody can have a name under trafficmanager.net, so that host is listed whole; a leading dot stands for every
# host below a domain that is Microsoft's own.
_COMMERCIAL_HOSTS = ("smba.trafficmanager.net", ".teams.microsoft.com", ".botframework.com")
_FEDERAL_HOSTS = (".teams.microsoft.us", ".botframework.azure.us")
_COMMERCIAL = _Cloud(
    "https://login.microsoftonline.com",
    "https://login.botframework.com/v1/.well-known/openidconfiguration",
    "https://api.botframework.com",
    "https://smba.trafficmanager.net/teams/",
    _COMMERCIAL_HOSTS,
)
_FEDERAL = _Cloud(
    "https://login.microsoftonline.us",
    "https://login.botframework.azure.us/v1/.well-known/openidconfiguration",
    "https://api.botframework.us",
    "https://smba.infra.gov.teams.microsoft.us/teams/",
    _FEDERAL_HOSTS,
)
# The addresses of TeamsServiceEndpoints (Agents SDK) and GovernmentConstants (botframework-connector). GCC signs in and
# signs as the commercial cloud does; only its service is another.
CLOUDS = {
    "commercial": _COMMERCIAL,
    "gcc": replace(_COMMERCIAL, home="https://smba.infra.gcc.teams.microsoft.com/teams/"),
    "gcchigh": _FEDERAL,
    "dod": replace(_FEDERAL, home="https://smba.infra.dod.teams.microsoft.us/teams/"),
}


def endpoints_in(cloud: str, tenant: str) -> Endpoints:
    """One of TEAMS_CLOUD, as this tenant's app sees it."""
    there = CLOUDS[cloud]
    token_url = f"{there.login}/{tenant}/oauth2/v2.0/token"
    return Endpoints(token_url, there.metadata, there.hosts, there.home, there.framework, there.framework)


def emulator() -> "Local":
    return Local(token_url="", metadata_url="", service_hosts=(), home_url="")


@dataclass(frozen=True, slots=True)
class Local(Endpoints):
    """TEAMS_LOCAL: an emulator on this machine, whatever its port; nothing is signed and there is no token."""

    def serves(self, url: object) -> bool:
        if not isinstance(url, str):
            return False
        try:
            parts = urlsplit(url)
            return parts.scheme in ("http", "https") and is_loopback(parts.hostname or "") and parts.username is None
        except ValueError:
            return False
