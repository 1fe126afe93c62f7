"""POST /api/messages: our own handler, since the SDK's answers 500 to every invoke and to every bad token."""

import asyncio
import json
import re
from collections.abc import Mapping
from typing import Any
from urllib.parse import urlsplit

import structlog
from aiohttp import StreamReader, web

from bot.adapters.teams.admission import Refused, caller
from bot.adapters.teams.auth import Gate, Unauthorised
from bot.adapters.teams.endpoints import Endpoints
from bot.adapters.teams.inbound import How, Ignored, Inbound
from bot.adapters.teams.keys import KeysOutOfReach
from bot.adapters.teams.render import Written
from bot.adapters.teams.responses import Responses
from bot.adapters.teams.visits import Visits
from bot.configuration.addresses import is_loopback
from bot.configuration.forwarded import is_forwarded
from bot.ports.application import Conversations, Json
from bot.surface import Arrive, Gone

_log = structlog.get_logger("teams")

LARGEST = 256 * 1024  # bytes of one activity
_PERHAPS_HALF = re.compile(r"\\u[dD][89a-fA-F]")
_HALF = re.compile("[\ud800-\udfff]")


class HttpEndpoint:
    """`gate` is None for a local emulator: then only requests to a loopback address are heard."""

    def __init__(
        self,
        gate: Gate | None,
        endpoints: Endpoints,
        tenant: str | None,
        responses: Responses,
        conversations: Conversations,
    ) -> None:
        self._gate = gate
        self._endpoints = endpoints
        self._tenant = tenant
        self._responses = responses
        self._inbound = Inbound()
        self.visits = Visits(conversations)

    async def handle(self, request: web.Request) -> web.Response:
        header = request.headers.get("Authorization")
        if self._gate is None:
            if not _is_local(request):
                return _refused(Refused("not_local"))
        elif not header:
            return _refused(Refused("unauthorised", 401))
        activity = await _read(request)
        if isinstance(activity, Refused):
            return _refused(activity)
        if self._gate is not None:
            try:
                await self._gate.check(header, activity)
            except Unauthorised:
                return _refused(Refused("unauthorised", 401))
            except KeysOutOfReach:
                return _refused(Refused("keys_out_of_reach", 503))
            return await self._gate.turn(activity, self._act)
        return await self._act(activity)

    async def _act(self, activity: Mapping[str, Any]) -> web.Response:
        who = caller(activity, self._endpoints, self._tenant)
        if isinstance(who, Refused):
            return _refused(who)
        asked = self._inbound.read(activity, who)
        if isinstance(asked, Refused):
            return _refused(asked)
        if isinstance(asked, Ignored):
            return web.Response()
        if asked.how is not How.LEFT:
            self.visits.remember(who)
        body, reply = await self._responses.to(asked)
        if asked.how is How.LEFT:
            self.visits.left(who)
        else:
            self.visits.answered(who, asked.event)
        # Nobody is there to press or type once more; Teams may deliver it again.
        if reply.undone and isinstance(asked.event, (Gone, Arrive)):
            return _refused(Refused("not_now", 503))
        return web.Response() if body is None else _written(body)


def _written(body: Json) -> web.Response:
    text = body.json if isinstance(body, Written) else json.dumps(body)
    return web.Response(text=text, content_type="application/json")


async def _read(request: web.Request) -> dict[str, Any] | Refused:
    if (request.content_length or 0) > LARGEST:
        return Refused("too_large", 413)
    try:
        # Most activities have come whole by now, in one packet.
        raw = request.content.read_nowait() if request.content.is_eof() else await _wait_for_rest(request.content)
        if len(raw) > LARGEST:
            return Refused("too_large", 413)
        activity = _parsed(raw.decode("utf-8-sig"))
    except (ValueError, RecursionError, TimeoutError):
        return Refused("not_json", 400)
    return activity if isinstance(activity, dict) else Refused("not_json", 400)


def _parsed(text: str) -> Any:
    """JSON can write half a character ("\\ud800"), which can be neither sent nor sealed: a mark is in its place.

    Raises ValueError and RecursionError.
    """
    plain = json.loads(text)
    if _PERHAPS_HALF.search(text) is None:
        return plain
    return json.loads(_HALF.sub("\ufffd", json.dumps(plain, ensure_ascii=False)))


async def _wait_for_rest(content: StreamReader) -> bytearray:
    """All of it, or a little more than LARGEST. Raises TimeoutError."""
    raw = bytearray()
    async with asyncio.timeout(10):
        async for chunk in content.iter_chunked(65_536):
            raw += chunk
            if len(raw) > LARGEST:
                break
    return raw


def _is_local(request: web.Request) -> bool:
    """A page of the open web can make a browser call us, but not under one of these names; and a proxy in front may
    give its own as ours (A10)."""
    try:
        hosts = (request.url.host, urlsplit(request.headers.get("Origin", "http://localhost")).hostname)
        return not is_forwarded(request) and all(is_loopback(host or "") for host in hosts)
    except ValueError:
        return False


def _refused(why: Refused) -> web.Response:
    _log.info("teams_refused", why=why.why)
    headers = {"Retry-After": "5"} if why.status == 503 else None
    return web.json_response({"error": why.why}, status=why.status, headers=headers)
