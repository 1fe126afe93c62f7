"""Activities as Teams writes them. The field names and shapes are those of the documents' examples."""

from datetime import UTC, datetime
from typing import Any
from uuid import uuid4

from tests.doubles.teams.accounts import Account
from tests.doubles.teams.chats import Conversation
from tests.doubles.teams.world import World

Json = dict[str, Any]
PLATFORMS = ("Windows", "Web", "iOS", "Android")


def activity(world: World, who: Account, where: Conversation, kind: str, **more: Any) -> Json:
    """What all of them share. A keyword replaces what would be there; None takes it away."""
    at = datetime.fromtimestamp(world.clock(), UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")
    shared = {
        "type": kind,
        "id": f"f:{uuid4()}" if kind != "message" else world.number(),
        "timestamp": at,
        "channelId": "msteams",
        "serviceUrl": world.service_url,
        "from": who.record(),
        "recipient": world.bot,
        "conversation": where.record(),
        "channelData": {"tenant": {"id": who.tenant}},
    }
    return {name: value for name, value in {**shared, **more}.items() if value is not None}


def _client(who: Account) -> Json:
    """What only a client can know: on messages and invokes."""
    info = {"type": "clientInfo", "locale": who.locale, "country": who.locale[-2:], "platform": "Windows"}
    zone = {"timezone": who.timezone}
    return {"locale": who.locale, "localTimezone": who.timezone, "entities": [{**info, **zone}]}


def text(world: World, who: Account, where: Conversation, said: str) -> Json:
    """In a group the text begins with the mention of the bot."""
    client = _client(who)
    if where.kind != "personal":
        mention = {"type": "mention", "mentioned": world.bot, "text": "<at>Peerline</at>"}
        said, client["entities"] = f"<at>Peerline</at> {said}", [*client["entities"], mention]
    return activity(world, who, where, "message", text=said, textFormat="plain", **client)


def submit(world: World, who: Account, where: Conversation, value: Json, reply_to: str) -> Json:
    """Action.Submit: an ordinary message without text."""
    return activity(world, who, where, "message", value=value, replyToId=reply_to, **_client(who))


def invoke(world: World, who: Account, where: Conversation, name: str, value: Json, reply_to: str = "") -> Json:
    above = {"replyToId": reply_to} if reply_to else {}
    return activity(world, who, where, "invoke", name=name, value=value, **above, **_client(who))


def execute_value(action: Json, data: Json, trigger: str = "manual") -> Json:
    kept = {"type": "Action.Execute", "id": action.get("id"), "verb": action.get("verb"), "data": data}
    return {"action": {key: value for key, value in kept.items() if value is not None}, "trigger": trigger}


def task_value(data: Json) -> Json:
    return {"data": data, "context": {"theme": "default"}}


def installation(world: World, who: Account, where: Conversation, action: str) -> Json:
    return activity(world, who, where, "installationUpdate", action=action, locale=who.locale)


def members(world: World, who: Account, where: Conversation, change: str, those: list[Json]) -> Json:
    """`change` is membersAdded or membersRemoved."""
    return activity(world, who, where, "conversationUpdate", **{change: those})


def reaction(world: World, who: Account, where: Conversation, reply_to: str, kind: str = "like") -> Json:
    added = {"reactionsAdded": [{"type": kind}]}
    return activity(world, who, where, "messageReaction", replyToId=reply_to, **added)
