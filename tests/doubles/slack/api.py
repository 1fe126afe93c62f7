"""/api/METHOD: arguments, token, scope, method, answer."""

import math
from base64 import b64decode
from json import loads
from typing import Any

from aiohttp import web

from tests.doubles.slack.errors import Refusal
from tests.doubles.slack.guard import guarded, trouble
from tests.doubles.slack.methods import METHODS, Call, Method
from tests.doubles.slack.people import Token
from tests.doubles.slack.rates import Rates
from tests.doubles.slack.world import ApiCall, World

Json = dict[str, Any]


async def _unknown(call: Call) -> Json:
    raise Refusal("unknown_method", req_method=call.method)


UNKNOWN = Method(_unknown, token="")
NOBODY = Token("", "", "", ())


async def serve(world: World, rates: Rates, request: web.Request) -> web.StreamResponse:
    method = request.match_info["method"]
    try:
        args = await _arguments(request)
    except ValueError:
        return web.json_response({"ok": False, "error": "invalid_json"})
    value = _bearer(request) or str(args.pop("token", ""))
    token = world.tokens.get(value)
    record = ApiCall(method, token.team if token else "", args)
    world.calls.append(record)

    async def run() -> web.Response:
        if method == "chat.postMessage" and world.rate_limits and not rates.allows(str(args.get("channel"))):
            return trouble(429, 1)
        if method == "conversations.history" and world.distributed and (wait := rates.history_in(record.team)):
            return trouble(429, math.ceil(wait))
        known = METHODS.get(method, UNKNOWN)
        try:
            _check_token(world, known, value, token)
            said = await known.run(Call(world, method, args, token or NOBODY))
            body: Json = {"ok": True} | said
        except Refusal as refusal:
            body = {"ok": False, "error": refusal.error} | refusal.details
        record.outcome = "ok" if body["ok"] else body["error"]
        headers = {"x-oauth-scopes": ",".join(token.scopes)} if token else {}
        if known.scope:
            headers["x-accepted-oauth-scopes"] = known.scope
        return web.json_response(body, headers=headers)

    return await guarded(world, request, record, run)


def _check_token(world: World, method: Method, value: str, token: Token | None) -> None:
    if not method.token:
        return
    if not value:
        raise Refusal("not_authed")
    if token is None:
        raise Refusal("invalid_auth")
    if token.trouble:
        raise Refusal(token.trouble)
    if token.expires_at is not None and world.clock() > token.expires_at:
        raise Refusal("token_expired")
    if token.kind != method.token:
        raise Refusal("not_allowed_token_type")
    if method.scope and method.scope not in token.scopes:
        raise Refusal("missing_scope", needed=method.scope, provided=",".join(token.scopes))


async def _arguments(request: web.Request) -> Json:
    """Query, form or JSON body, and the client's Basic credentials."""
    args: Json = dict(request.query)
    if request.content_type == "application/json":
        body = loads(await request.text() or "{}")
        if not isinstance(body, dict):
            raise ValueError("not an object")
        args |= body
    elif request.method == "POST":
        args |= {key: value for key, value in (await request.post()).items() if isinstance(value, str)}
    scheme, _, rest = request.headers.get("Authorization", "").partition(" ")
    if scheme == "Basic":
        args["client_id"], _, args["client_secret"] = b64decode(rest).decode().partition(":")
    return args


def _bearer(request: web.Request) -> str:
    scheme, _, rest = request.headers.get("Authorization", "").partition(" ")
    return rest.strip() if scheme == "Bearer" else ""
