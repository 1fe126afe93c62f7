"""Slack's consent page, and what it grants."""

from urllib.parse import urlencode
from uuid import uuid4

from aiohttp import web

from tests.doubles.slack.grants import Grant
from tests.doubles.slack.world import World


async def authorize(world: World, request: web.Request) -> web.Response:
    """GET /oauth/v2/authorize: the visitor answers at once and is sent back to the app."""
    asked = request.query
    if asked.get("client_id") != world.client_id:
        return web.Response(status=200, text="Invalid client_id parameter")
    back = asked.get("redirect_uri") or world.redirect_uri
    if not back:
        return web.Response(status=200, text="redirect_uri did not match any configured URIs.")
    visitor = world.visitor
    if visitor is None or not visitor.allows:
        return _send(back, {"error": "access_denied", "state": asked.get("state", "")})
    code = uuid4().hex
    scopes = tuple(each for each in asked.get("scope", "").replace(" ", ",").split(",") if each)
    world.codes[code] = Grant(visitor.team, visitor.user, scopes, asked.get("redirect_uri", ""))
    return _send(back, {"code": code, "state": asked.get("state", "")})


def _send(back: str, query: dict[str, str]) -> web.Response:
    joint = "&" if "?" in back else "?"
    return web.Response(status=302, headers={"Location": f"{back}{joint}{urlencode(query)}"})
