"""What Slack puts on the wire: events, interactions, commands."""

from typing import Any
from uuid import uuid4

from tests.doubles.plain import copied
from tests.doubles.slack.channels import Channel, Message
from tests.doubles.slack.people import User
from tests.doubles.slack.screen import View
from tests.doubles.slack.world import World

Json = dict[str, Any]


def event_callback(world: World, team: str, event: Json) -> Json:
    space = world.workspaces[team]
    return {
        "token": world.verification_token,
        "team_id": team,
        "context_team_id": team,
        "context_enterprise_id": space.enterprise or None,
        "api_app_id": world.app_id,
        "event": event,
        "type": "event_callback",
        "event_id": f"Ev{uuid4().hex[:10].upper()}",
        "event_time": int(world.clock()),
        "authorizations": [
            {
                "enterprise_id": space.enterprise or None,
                "team_id": team,
                "user_id": space.bot_user,
                "is_bot": True,
                "is_enterprise_install": False,
            }
        ],
        "is_ext_shared_channel": False,
        "event_context": f"4-{uuid4().hex}",
    }


def typed(world: World, user: User, message: Message) -> Json:
    return {
        "client_msg_id": str(uuid4()),
        "type": "message",
        "text": message.text,
        "user": user.id,
        "ts": message.ts,
        "team": user.home_team or user.team,
        "blocks": copied(message.blocks),
        "channel": message.channel,
        "event_ts": message.ts,
        "channel_type": "im",
    }


def command(world: World, user: User, channel: Channel, word: str, text: str) -> Json:
    space = world.workspaces[user.team]
    org = {"enterprise_id": space.enterprise, "enterprise_name": "Fictional Health"} if space.enterprise else {}
    return org | {
        "token": world.verification_token,
        "team_id": user.team,
        "team_domain": space.domain,
        "channel_id": channel.id,
        "channel_name": channel.name,
        "user_id": user.id,
        "user_name": user.record()["name"],
        "command": word,
        "text": text,
        "api_app_id": world.app_id,
        "is_enterprise_install": "false",
        "response_url": world.hook(user.team, user.id, channel.id),
        "trigger_id": world.triggers.make(user.team, user.id),
    }


def pressed(world: World, user: User, place: Message | View, action: Json) -> Json:
    """block_actions, from a message, a modal or App Home."""
    payload = _interaction(world, user, "block_actions") | {"actions": [action | {"action_ts": world.ts()}]}
    if isinstance(place, View):
        record = place.record()
        container: Json = {"type": "view", "view_id": place.id}
        return payload | {"container": container, "view": record, "state": record["state"]} | _abroad(world, user)
    container = {
        "type": "message",
        "message_ts": place.ts,
        "channel_id": place.channel,
        "is_ephemeral": place.ephemeral,
    }
    channel = world.channels[place.channel]
    payload |= {
        "container": container,
        "channel": {"id": channel.id, "name": channel.name},
        "state": {"values": {}},
        "response_url": world.hook(user.team, user.id, channel.id, _live(world, user, place)),
    }
    if not place.ephemeral:
        space = world.workspaces[user.team]
        payload["message"] = place.record(bot_id=space.bot_id, app_id=world.app_id, team=space.id)
    return payload


def submitted(world: World, user: User, view: View) -> Json:
    sent = {"view": view.record(), "response_urls": []}
    return _interaction(world, user, "view_submission") | sent | _abroad(world, user)


def closed(world: World, user: User, view: View, *, is_cleared: bool) -> Json:
    payload = _interaction(world, user, "view_closed") | {"view": view.record(), "is_cleared": is_cleared}
    del payload["trigger_id"]
    return payload


def _interaction(world: World, user: User, kind: str) -> Json:
    space, home = world.workspaces[user.team], user.home_team or user.team
    name = user.record()["name"]
    return {
        "type": kind,
        "user": {"id": user.id, "username": name, "name": name, "team_id": home},
        "api_app_id": world.app_id,
        "token": world.verification_token,
        "team": {"id": user.team, "domain": space.domain},
        "enterprise": space.organisation,
        "is_enterprise_install": False,
        "trigger_id": world.triggers.make(user.team, user.id),
    }


def _abroad(world: World, user: User) -> Json:
    """What a view tells that was opened in a channel of another organisation's workspace: that one's as `team`."""
    host = world.screen(user.team, user.id).hosted_by
    return {"team": {"id": host, "domain": "elsewhere"}, "enterprise": None} if host else {}


def _live(world: World, user: User, seen: Message) -> Message | None:
    """The message as it is now, of which `seen` may be an old picture."""
    screen = world.screen(user.team, user.id)
    standing = screen.ephemerals if seen.ephemeral else world.channels[seen.channel].record
    return next((message for message in standing if message.ts == seen.ts), None)
