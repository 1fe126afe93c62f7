"""Where Microsoft's services are, and to which of them our token may be sent."""

from dataclasses import dataclass
from functools import lru_cache
from urllib.parse import urlsplit

from bot.settings import is_loopback

ISSUER = "https://api.botframework.com"
SCOPE = "https://api.botframework.com/.default"
METADATA_URL = "https://login.botframework.com/v1/.well-known/openidconfiguration"
# For a person who has not written yet: the service finds their region itself.
HOME_URL = "https://smba.trafficmanager.net/teams/"
# Anybody can have a name under trafficmanager.net, so that host stands here whole; a leading dot stands for every
# host below a domain that is Microsoft's own.
SERVICE_HOSTS = ("smba.trafficmanager.net", ".teams.microsoft.com", ".botframework.com")


@dataclass(frozen=True, slots=True)
class Endpoints:
    """`service_hosts` are host names, with a port where it is not the usual one; only a loopback host needs no TLS.

    `home_url` is "" where nobody can be written to before they wrote themselves.
    """

    token_url: str
    metadata_url: str = METADATA_URL
    service_hosts: tuple[str, ...] = SERVICE_HOSTS
    home_url: str = HOME_URL

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


def public(tenant: str) -> Endpoints:
    """Microsoft's public cloud, as this tenant's app sees it."""
    return Endpoints(f"https://login.microsoftonline.com/{tenant}/oauth2/v2.0/token")


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
