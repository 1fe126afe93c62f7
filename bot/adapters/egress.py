"""How calls leave this machine: directly or by the network's proxy, trusting the system's authorities and its own.

Every call of ours goes through a session that was made here. What the libraries would read from the environment by
themselves is put aside: each of them reads something else (one knows no NO_PROXY, another no proxy for a WebSocket).
"""

import ipaddress
import ssl
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

import aiohttp
from aiohttp import ClientHandlerType, ClientRequest, ClientResponse
from yarl import URL

from bot.adapters.check_line import Line, fail, warn
from bot.configuration.addresses import is_loopback
from bot.configuration.settings import Settings
from bot.errors import PeerlineError

# None of these came after anything was sent.
NEVER_LEFT = (aiohttp.ClientConnectorError, aiohttp.ClientHttpProxyError, aiohttp.ConnectionTimeoutError)
# What a call can end with when no answer comes.
NO_ANSWER = (aiohttp.ClientError, TimeoutError, OSError)


@dataclass(frozen=True, slots=True)
class Ways:
    """`https` and `http` are proxies, for addresses of that scheme; `exempt` is NO_PROXY: names with all below them,
    addresses, networks, or *. `authorities` is a PEM file of certificates that are trusted beside the system's.
    Whatever is on this machine is reached directly, and what a cloud gives to this machine alone (its identity)."""

    https: URL | None = None
    http: URL | None = None
    exempt: str = ""
    authorities: Path | None = None

    def proxy_for(self, url: URL) -> URL | None:
        proxy = self.https if url.scheme in ("https", "wss") else self.http
        host = url.host or ""
        return None if proxy is None or _is_here(host) or _is_exempt(host, self.exempt) else proxy

    def session(self, **how: Any) -> aiohttp.ClientSession:
        """A session of the running loop, to be closed by the caller; `how` is ClientSession's."""
        return aiohttp.ClientSession(
            connector=aiohttp.TCPConnector(ssl=_trusting(self.authorities)), middlewares=(self._go,), **how
        )

    async def _go(self, request: ClientRequest, handler: ClientHandlerType) -> ClientResponse:
        request.update_proxy(self.proxy_for(request.url), None, None)
        return await handler(request)


DIRECT = Ways()


def ways_of(settings: Settings) -> Ways:
    return Ways(
        _address(settings.https_proxy.get_secret_value() if settings.https_proxy else ""),
        _address(settings.http_proxy.get_secret_value() if settings.http_proxy else ""),
        settings.no_proxy,
        settings.ssl_cert_file,
    )


class Told(PeerlineError, ValueError):
    """No answer, or none that can be used; the words say why."""


class Unlike(Told):
    """What came is no answer of theirs: `whose` it was to be."""

    def __init__(self, whose: str) -> None:
        super().__init__(f"it {unlike(whose)}")


class Status(Told):
    """An answer without what was asked for."""

    def __init__(self, status: int) -> None:
        super().__init__(f"it answered with {status}")


def unlike(whose: str) -> str:
    return f"answered, but not as {whose} does; something between may answer in its place"


def trouble(error: BaseException) -> str:
    """Why no answer came, or none that can be used, in words for the log and for `check`; no address is in them."""
    match error:
        case aiohttp.ClientHttpProxyError(status=407):
            return "the proxy wants a name and a password, or other ones"
        case aiohttp.ClientHttpProxyError():
            return f"the proxy refuses with {error.status}"
        case Told():
            return str(error)
        case _:
            return next((why for kind, why in _WHY if isinstance(error, kind)), "the answer cannot be read")


# The first that fits: some are kinds of others that stand below them.
_WHY: tuple[tuple[type[BaseException], str], ...] = (
    (aiohttp.ClientProxyConnectionError, "the proxy does not answer"),
    (
        aiohttp.ClientConnectorCertificateError,
        "the certificate is not trusted; does the network open TLS? Name its authority in SSL_CERT_FILE",
    ),
    (aiohttp.ClientConnectorDNSError, "the name is not known here"),
    (aiohttp.ClientSSLError, "TLS fails"),
    (aiohttp.ClientConnectorError, "no connection"),
    (TimeoutError, "no answer in time"),
    (aiohttp.ServerDisconnectedError, "the line was closed before an answer came"),
    (aiohttp.ClientPayloadError, "the answer broke off"),
    (EOFError, "the answer broke off"),
    (aiohttp.InvalidURL, "the address cannot be used"),
    (OSError, "the line broke"),
)


async def reach(session: aiohttp.ClientSession, url: str, whose: str, what: str, lost: str) -> Line | None:
    """None where something answers there as `whose` host may; else a line about `what` that says what is `lost`. What
    such a host says to nobody is not promised: a page, or a way to elsewhere, is no more than a sign."""
    host = URL(url).host or ""
    try:
        async with session.get(url, allow_redirects=False) as answer:
            page = answer.status == 200 and answer.content_type == "text/html"
            onward = URL(answer.headers.get("Location", "")).host if 300 <= answer.status < 400 else None
            away = onward is not None and _domain(onward) != _domain(host)
    except (*NO_ANSWER, ValueError) as error:
        return fail(what, f"{host} is out of reach ({trouble(error)}); {lost}")
    return warn(what, f"{host} {unlike(whose)}; {lost}") if page or away else None


def _domain(host: str) -> list[str]:
    return host.lower().split(".")[-2:]


def _address(plain: str) -> URL | None:
    """With or without http:// in front, as people write it. Settings has looked at it."""
    if not plain.strip():
        return None
    return URL(plain if "://" in plain else f"http://{plain}")


def _is_here(host: str) -> bool:
    return is_loopback(host) or _is_within(host, "169.254.0.0/16") or _is_within(host, "fe80::/10")


def _is_exempt(host: str, exempt: str) -> bool:
    names = [each.lower().removeprefix("*.").strip(".") for each in exempt.replace(",", " ").split()]
    return any(each in ("*", host) or host.endswith(f".{each}") or _is_within(host, each) for each in names)


def _is_within(host: str, network: str) -> bool:
    try:
        return ipaddress.ip_address(host) in ipaddress.ip_network(network, strict=False)
    except ValueError:
        return False


@lru_cache(maxsize=4)
def _trusting(authorities: Path | None) -> ssl.SSLContext:
    context = ssl.create_default_context()
    if authorities is not None:
        context.load_verify_locations(authorities)
        usual = ssl.get_default_verify_paths().openssl_cafile  # SSL_CERT_FILE in the environment stood in its place
        if Path(usual).is_file():
            context.load_verify_locations(usual)
        # Authorities of a network's own are seldom made as strictly as Python 3.13 wants them.
        context.verify_flags &= ~ssl.VERIFY_X509_STRICT
    return context
