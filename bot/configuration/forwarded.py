"""Requests that somebody passed on: who may say so (PEERLINE_FORWARDED_FROM).

Without that setting nobody is believed, and nothing of ours reads what such headers say. With it they may come from the
proxies that it names alone: whoever else sends one has found a way around them, and is refused.
"""

import ipaddress
from collections.abc import Callable, Collection
from time import monotonic

import structlog
from aiohttp import web
from aiohttp.typedefs import Handler, Middleware
from cachetools import TTLCache

_log = structlog.get_logger("forwarded")

# What proxies, load balancers and content networks add.
_NAMES = frozenset({
    "forwarded", "via", "x-real-ip", "x-client-ip", "x-cluster-client-ip", "true-client-ip", "cf-connecting-ip",
    "fastly-client-ip", "x-envoy-external-address", "x-original-host", "x-original-for", "x-original-forwarded-for",
})  # fmt: skip
MINUTE, MOST = 60.0, 20
_PREFIX = "x-forwarded-"
NOT_NAMED = "forwarded_from"
MISLED = (
    "it came below a path that PEERLINE_PUBLIC_URL does not name: put the path there, or have the proxy in front "
    "take it off"
)

Network = ipaddress.IPv4Network | ipaddress.IPv6Network


class Seldom:
    """Lets the same thing be said once a minute, and no more than 20 things."""

    def __init__(self, monotonic: Callable[[], float] = monotonic) -> None:
        self._said: TTLCache[str, None] = TTLCache(MOST, MINUTE, monotonic)

    def may(self, thing: str) -> bool:
        if thing in self._said or len(self._said) == MOST:
            return False
        self._said[thing] = None
        return True


def is_forwarded(request: web.BaseRequest) -> bool:
    """Whether it has a header that only those set who pass a request on."""
    names = (name.lower() for name in request.headers)
    return any(name in _NAMES or name.startswith(_PREFIX) for name in names)


def networks(named: str) -> tuple[Network, ...]:
    """Addresses and networks with commas between them. Raises ValueError."""
    return tuple(ipaddress.ip_network(each) for each in _each(named))


def misnamed(named: str) -> str:
    """What is wrong with such a list, "" if nothing is."""
    for each in _each(named):
        try:
            meant = ipaddress.ip_network(each, strict=False)
        except ValueError:
            return "is no list of addresses; expected one such as 10.0.0.7,192.168.1.0/24"
        address = each.partition("/")[0]
        if meant.prefixlen == 0:
            return f"names everybody with {meant}; expected the addresses of the proxies in front"
        if meant.network_address != ipaddress.ip_address(address):
            return f"has {each}: expected {address} for that machine alone, or {meant} for all of its network"
    return ""


def _each(named: str) -> list[str]:
    return [each.strip() for each in named.split(",") if each.strip()]


def among(named: tuple[Network, ...]) -> Callable[[str | None], bool]:
    """Whether an address is in one of them; an IPv4 address may come in IPv6's clothes."""

    def is_one(address: str | None) -> bool:
        try:
            plain = ipaddress.ip_address(address or "")
        except ValueError:
            return False
        plain = getattr(plain, "ipv4_mapped", None) or plain
        return any(plain in each for each in named)

    return is_one


def only_from(named: tuple[Network, ...]) -> Middleware:
    """Refuses forwarded requests of anybody else. Their machine's address is in the log, since nobody could tell
    otherwise what to name."""
    is_ours, told = among(named), Seldom()

    @web.middleware
    async def look(request: web.Request, handler: Handler) -> web.StreamResponse:
        if is_forwarded(request) and not is_ours(request.remote):
            if told.may(request.remote or ""):
                _log.warning("refused", why=NOT_NAMED, address=request.remote)
            return web.json_response({"error": NOT_NAMED}, status=403)
        return await handler(request)

    return look


def misled(endpoints: Collection[str], prefix: str) -> Middleware:
    """Says of a request for one of `endpoints` below a path that is not our `prefix` why it is not found."""
    told, ours = Seldom(), {f"{each}{endpoint}" for endpoint in endpoints for each in ("", prefix)}

    @web.middleware
    async def look(request: web.Request, handler: Handler) -> web.StreamResponse:
        try:
            return await handler(request)
        except web.HTTPNotFound:
            if request.path in ours or not request.path.endswith(tuple(endpoints)):
                raise
            if told.may(""):
                _log.warning("refused", why=MISLED)
            return web.json_response({"error": MISLED}, status=404)

    return look
