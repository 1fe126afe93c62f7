"""What is wrong with an address that somebody typed into a setting, as a sentence; "" where nothing is.

No sentence repeats the address: a password may be in it, and where its `/` or `@` was not written as %2F or %40
nobody can say where the password ends.
"""

import ipaddress
import re
from urllib.parse import SplitResult, urlsplit

# What Peerline puts behind its public address by itself; Slack's and Azure's pages show the two together.
ENDPOINTS = (
    "/api/messages", "/slack/events", "/slack/install", "/slack/oauth_redirect",
    "/gatherings", "/healthz", "/metrics", "/privacy", "/readyz", "/terms",
)  # fmt: skip

_PATH = re.compile(r"(/[A-Za-z0-9._~-]*[A-Za-z0-9_~-])*/?")
_LABEL = r"[A-Za-z0-9_]([A-Za-z0-9_-]*[A-Za-z0-9_])?"
_NAME = re.compile(rf"{_LABEL}(\.{_LABEL})*\.?")
_POSTGRESQL = re.compile(
    r"postgresql\+psycopg://([^/?#\s\\@]*@)?(\[[0-9A-Fa-f:.]+\]|[^/?#\s\\@:\[\]]*)(:(?P<port>[0-9]+))?"
    r"(/[^/?#\s\\@]*(\?[^#\s\\@]*)?)?"
)
_PLACE = re.compile(r"(\[(?P<ip>[^\[\]]*)\]|(?P<name>[^\[\]:]*))(:(?P<port>[0-9]+))?")
_PROXY = re.compile(r"((?P<scheme>[A-Za-z][A-Za-z0-9+.-]*)://)?((?P<login>[^/?#\s\\]*)@)?(?P<place>[^/?#\s\\@]+)/?")


def is_loopback(host: str) -> bool:
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return False


def of_ours(name: str, address: str) -> str:
    """The public address, to which paths are added."""
    expected = "expected one such as https://peer.example.org, or https://apps.example.org/peerline"
    parts, problem = _read(name, address, expected)
    if parts is None:
        return problem
    for endpoint in ENDPOINTS:
        if parts.path.rstrip("/").endswith(endpoint):
            return f"{name} ends with {endpoint}, which Peerline adds by itself; leave it out"
    return "" if _PATH.fullmatch(parts.path) else f"{name} has a path that cannot be served; {expected}"


def of_slack(name: str, address: str) -> str:
    """Where Slack's methods are, with our token in every call."""
    expected = "expected https://slack.com/api/ or, for GovSlack, https://slack-gov.com/api/"
    parts, problem = _read(name, address, expected)
    if parts is None:
        return problem
    if parts.scheme == "http" and not is_loopback(parts.hostname or ""):
        return f"{name} is not an https:// address, and the token would be readable on the way; {expected}"
    return "" if parts.path.rstrip("/").endswith("/api") else f"{name} does not end with /api/; {expected}"


def database_url(given: str) -> str:
    """As SQLAlchemy wants it, from what managed databases and clusters hand out (postgres://, postgresql://)."""
    return re.sub(r"^postgres(ql)?://", "postgresql+psycopg://", given)


def of_a_database(name: str, address: str) -> str:
    """SQLite's slashes, and a login that can be told from its host; which kinds there are, storage says."""
    if re.match("sqlite://[^/]", address):
        return (
            f"{name}: SQLite needs three slashes before the path, and a fourth for one from the root; expected one "
            "such as sqlite:///var/peerline.db"
        )
    if not address.startswith("postgresql+"):
        return ""
    found = _POSTGRESQL.fullmatch(address)
    if found is None or int(found["port"] or 1) not in range(1, 65536):
        return (
            f"{name} cannot be read as an address; expected postgresql+psycopg://USER:PASSWORD@HOST:5432/NAME, in the "
            "password %40 for @, %2F for /, %3A for : and %23 for #"
        )
    return ""


def of_a_machine(name: str, address: str, expected: str) -> str:
    """Of whoever is asked, whatever the path."""
    return _read(name, address, expected)[1]


def of_a_proxy(name: str, address: str) -> str:
    """With or without http:// in front, and with a login or without."""
    found = _PROXY.fullmatch(address.strip())
    if found and (found["scheme"] or "http").lower() not in ("http", "https"):
        return f"{name} is no HTTP proxy; expected http://host:port (SOCKS is not supported)"
    if found and _is_place(found["place"]):
        return ""
    return (
        f"{name} cannot be read as an address; expected http://host:port or http://name:password@host:port, with what "
        "means something in an address written in other signs: %2F for /, %40 for @, %23 for #, %3F for ?, %25 for %"
    )


def of_listening(name: str, host: str) -> str:
    """One that a server may listen on: no port and no scheme."""
    plain = host.strip("[]")
    if _NAME.fullmatch(host) or _is_ip(plain):
        return ""
    return (
        f"{name} holds no address to listen on; expected one such as 127.0.0.1, or 0.0.0.0,:: (PEERLINE_PORT is apart)"
    )


def _read(name: str, address: str, expected: str) -> tuple[SplitResult | None, str]:
    """What is in it, or what is wrong with it whatever it is for."""
    if "://" not in address:
        return None, f"{name} has no https:// in front; {expected}"
    try:
        parts = urlsplit(address)
        place = parts.netloc.rpartition("@")[2]
    except ValueError:
        return None, f"{name} cannot be read as an address; {expected}"
    if parts.scheme not in ("http", "https"):
        return None, f"{name} has no https:// in front; {expected}"
    if "@" in address:
        return None, f"{name} has a name or a password in it; {expected}"
    if "?" in address or "#" in address:
        return None, f"{name} has something behind a ? or a #; {expected}"
    if not address.isascii() or not address.isprintable() or " " in address or not _is_place(place):
        return None, f"{name} cannot be read as an address; {expected}"
    return parts, ""


def _is_place(place: str) -> bool:
    """host, or host:port."""
    found = _PLACE.fullmatch(place)
    if found is None or int(found["port"] or 0) > 65535:
        return False
    return bool(_NAME.fullmatch(found["name"] or "")) or _is_ip(found["ip"] or found["name"])


def _is_ip(host: str) -> bool:
    try:
        ipaddress.ip_address(host)
    except ValueError:
        return False
    return True
