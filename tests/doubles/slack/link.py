"""The Socket Mode endpoint."""

import json

from aiohttp import WSMsgType, web

from tests.doubles.slack.wires import Wire
from tests.doubles.slack.world import World


async def link(world: World, request: web.Request) -> web.StreamResponse:
    """GET /link/?ticket=...: a ticket opens one connection."""
    ticket = request.query.get("ticket", "")
    if ticket not in world.socket_tickets:
        return web.Response(status=403, text="invalid ticket")
    world.socket_tickets.remove(ticket)
    socket = web.WebSocketResponse()
    await socket.prepare(request)
    wire = Wire(socket, world.app_id)
    world.sockets.append(wire)
    try:
        await wire.hello(len(world.sockets))
        async for message in socket:
            world.pulse += 1
            if message.type is WSMsgType.TEXT and message.data.startswith("{"):
                wire.heard(json.loads(message.data))
    finally:
        world.sockets.remove(wire)
        wire.lost()
    return socket
