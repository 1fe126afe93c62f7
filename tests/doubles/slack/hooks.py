"""Doors beside the Web API: response_urls, and where the bytes of an upload go."""

from json import loads

from aiohttp import web

from tests.doubles.slack.errors import Refusal
from tests.doubles.slack.guard import guarded
from tests.doubles.slack.replies import say
from tests.doubles.slack.world import ApiCall, World

HALF_AN_HOUR = 1800


async def respond(world: World, request: web.Request) -> web.StreamResponse:
    """A response_url: five uses in thirty minutes."""
    hook = world.hooks.get(request.match_info["key"])
    body = loads(await request.text() or "{}")
    record = ApiCall("response_url", request.match_info["team"], body)
    world.calls.append(record)

    async def run() -> web.Response:
        if hook is None or world.clock() - hook.made_at > HALF_AN_HOUR:
            return web.json_response({"ok": False, "error": "expired_url"}, status=404)
        if hook.uses >= 5:
            return web.json_response({"ok": False, "error": "used_url"}, status=404)
        hook.uses += 1
        try:
            say(world, world.screen(hook.team, hook.user), hook.channel, body, hook.message)
        except Refusal as refusal:
            record.outcome = refusal.error
            return web.json_response({"ok": False, "error": refusal.error} | refusal.details, status=400)
        record.outcome = "ok"
        return web.Response(text="ok")

    return await guarded(world, request, record, run)


async def receive(world: World, request: web.Request) -> web.Response:
    upload = world.uploads.get(request.match_info["file"])
    content = await request.read()
    if request.content_type.startswith("multipart/"):
        return web.Response(status=400, text="send the bytes")
    if upload is None or len(content) != upload.length:
        return web.Response(status=400, text="wrong length")
    upload.content = content
    return web.Response(text=f"OK - {upload.length}")
