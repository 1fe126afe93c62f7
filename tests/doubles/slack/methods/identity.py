"""Who am I, who are they: auth.* and users.*, and the Socket Mode address."""

from uuid import uuid4

from tests.doubles.slack.errors import Refusal
from tests.doubles.slack.methods.call import Call, Json, Method


async def auth_test(call: Call) -> Json:
    space = call.space
    org = {"enterprise_id": space.enterprise} if space.enterprise else {}
    return org | {
        "url": f"https://{space.domain}.slack.invalid/",
        "team": space.name,
        "user": "peerline",
        "team_id": space.id,
        "user_id": space.bot_user,
        "bot_id": space.bot_id,
        "is_enterprise_install": False,
    }


async def auth_revoke(call: Call) -> Json:
    if call.flag("test"):
        return {"revoked": False}
    call.token.trouble = "token_revoked"
    bot_user = call.space.bot_user
    call.world.announce(call.team, {"type": "tokens_revoked", "tokens": {"oauth": [], "bot": [bot_user]}})
    return {"revoked": True}


async def users_info(call: Call) -> Json:
    user = call.world.user(call.team, call.needed("user", "user_not_found"))
    emails = "users:read.email" in call.token.scopes
    return {"user": user.record(with_locale=call.flag("include_locale"), with_email=emails)}


async def apps_connections_open(call: Call) -> Json:
    ticket = uuid4().hex
    if len(call.world.sockets) >= 10:
        raise Refusal("too_many_websockets")
    call.world.socket_tickets.add(ticket)
    base = call.world.base_url.removesuffix("api/").replace("http", "ws", 1)
    return {"url": f"{base}link/?ticket={ticket}&app_id={call.world.app_id}"}


METHODS = {
    "auth.test": Method(auth_test),
    "auth.revoke": Method(auth_revoke),
    "users.info": Method(users_info, "users:read"),
    "apps.connections.open": Method(apps_connections_open, "connections:write", token="app"),
}
