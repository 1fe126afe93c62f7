"""What stands in front of Peerline: whether PEERLINE_PUBLIC_URL leads to it, asked by the way that every call takes."""

import asyncio
from collections.abc import Iterator

import aiohttp

from bot.adapters.egress import NO_ANSWER, trouble, unlike, ways_of
from bot.cli.checks.line import Line, Subject, fail, ok, warn
from bot.configuration.forwarded import NOT_NAMED
from bot.configuration.settings import Settings

SECONDS = 5.0
_WHAT = "address"
_SAYS = "PEERLINE_PUBLIC_URL/healthz"


def address(subject: Subject) -> Iterator[Line]:
    """No more than a warning where nothing comes back: many a machine cannot reach its own address from within."""
    settings = subject.settings
    if settings.callers and settings.peerline_public_url:
        yield asyncio.run(_asked(settings))


async def _asked(settings: Settings) -> Line:
    url = settings.peerline_public_url.rstrip("/") + "/healthz"
    try:
        async with (
            ways_of(settings).session(timeout=aiohttp.ClientTimeout(total=SECONDS)) as session,
            session.get(url, allow_redirects=False) as answer,
        ):
            return _heard(answer.status, (await answer.content.read(1000)).decode(errors="replace").strip())
    except NO_ANSWER as error:
        return warn(
            _WHAT,
            f"{_SAYS} cannot be asked from this machine ({trouble(error)}); ask from outside: there it says ok",
        )


def _heard(status: int, said: str) -> Line:
    if (status, said) == (200, "ok"):
        return ok(_WHAT, f"{_SAYS} is answered by Peerline")
    if status == 403 and NOT_NAMED in said:
        return fail(
            _WHAT,
            "PEERLINE_FORWARDED_FROM does not name what passes requests on; the log of `serve` has its address "
            f"(`refused`, `{NOT_NAMED}`)",
        )
    if status == 404:
        return warn(
            _WHAT,
            f"{_SAYS} is answered with 404: expected in PEERLINE_PUBLIC_URL the path below which the proxy in front "
            "passes requests on, or none where it passes everything on",
        )
    if status in (502, 503, 504):
        return warn(_WHAT, f"{_SAYS} is answered with {status}: the proxy in front does not find `serve`; is it up?")
    return warn(_WHAT, f"{_SAYS} {unlike('Peerline')}")
