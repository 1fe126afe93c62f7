"""Who may talk to the playground: this machine's own pages, and nobody else."""

import re

from aiohttp import web
from aiohttp.typedefs import Handler

from bot.configuration.addresses import is_loopback
from bot.errors import OperatorError

_LOOPBACK = re.compile(r"(127\.0\.0\.1|localhost|\[::1\])(:\d{1,5})?", re.IGNORECASE)

HEADERS = {
    "Content-Security-Policy": (
        "default-src 'self'; img-src 'self' data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; "
        "object-src 'none'"
    ),
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cache-Control": "no-store",
}


def require_loopback(host: str) -> None:
    """Raises OperatorError for an address at which other machines could reach the playground."""
    if not is_loopback(host.lower()):
        raise OperatorError(
            f"The playground listens on this machine only: {host} is not a loopback address. "
            "Use 127.0.0.1, ::1 or localhost."
        )


@web.middleware
async def only_this_machine(request: web.Request, handler: Handler) -> web.StreamResponse:
    """Refuse a foreign Host: a page elsewhere may point its own name at 127.0.0.1 (DNS rebinding)."""
    hosts = request.headers.getall("Host", [])
    if len(hosts) != 1 or not _LOOPBACK.fullmatch(hosts[0]):
        raise web.HTTPMisdirectedRequest(text="The playground answers on this machine only.\n")
    return await handler(request)


def require_own_page(request: web.Request) -> None:
    """Raises HTTPForbidden unless our own page opens this WebSocket: browsers let any page try."""
    if request.headers.getall("Origin", []) != [f"http://{request.headers['Host']}"]:
        raise web.HTTPForbidden(text="Only the playground's own page may connect.\n")


async def add_headers(request: web.Request, response: web.StreamResponse) -> None:  # noqa: ARG001 - aiohttp's signal
    response.headers.update(HEADERS)
