"""Requests that somebody passed on: who may say so (PEERLINE_FORWARDED_FROM).

Without that setting nobody is believed, and nothing of ours reads what such headers say. With it they may come from the
proxies that it names alone: whoever else sends one has found a way around them, and is refused.
"""

import ipaddress
from collections.abc import Callable

import structlog
from aiohttp import web
from aiohttp.typedefs import Handler, Middleware

_log = structlog.get_logger("forwarded")

# What proxies, load balancers and content networks add.
_NAMES = frozenset({
    "forwarded", "via", "x-real-ip", "x-client-ip", "x-cluster-client-ip", "true-client-ip", "cf-connecting-ip",
    "fastly-client-ip", "x-envoy-external-address", "x-original-host", "x-original-for", "x-original-forwarded-for",
})  # fmt: skip
_PREFIX = "x-forwarded-"

Network = ipaddress.IPv4Network | ipaddress.IPv6Network


def is_forwarded(request: web.BaseRequest) -> bool:
    """Whether it bears a header that only those set who pass a request on."""
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
    """Refuses forwarded requests of anybody else."""
    is_ours = among(named)

    @web.middleware
    async def look(request: web.Request, handler: Handler) -> web.StreamResponse:
        if is_forwarded(request) and not is_ours(request.remote):
            _log.warning("refused", why="forwarded_from")
            return web.json_response({"error": "forwarded_from"}, status=403)
        return await handler(request)

    return look
