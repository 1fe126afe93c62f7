"""chat.*: posting into a DM, editing in place, taking back."""

from dataclasses import dataclass

from tests.doubles.slack.blocks import MESSAGE_BLOCKS, check_message, too_much_text
from tests.doubles.slack.blocks.reading import with_ids
from tests.doubles.slack.channels import Channel, Message
from tests.doubles.slack.errors import Refusal, invalid
from tests.doubles.slack.methods.call import Call, Json, Method


@dataclass
class Content:
    text: str
    blocks: list[Json]
    metadata: Json | None


def _content(call: Call, *, longest: int) -> Content:
    """What is to be said, or the refusal."""
    text = call.text("text")
    blocks = call.parsed("blocks", "invalid_blocks_format") or []
    if not isinstance(blocks, list):
        raise Refusal("invalid_blocks_format")
    if not text.strip():
        raise Refusal("no_text")
    if len(text) > longest:
        raise Refusal("msg_too_long")
    if len(blocks) > MESSAGE_BLOCKS:
        raise invalid("invalid_blocks", [f"no more than {MESSAGE_BLOCKS} items allowed [json-pointer:/blocks]"])
    if problems := check_message(blocks):
        raise invalid("invalid_blocks", problems)
    if too_much_text(blocks):
        raise Refusal("msg_blocks_too_long")
    return Content(text, with_ids(blocks), _metadata(call))


def _metadata(call: Call) -> Json | None:
    metadata = call.parsed("metadata", "invalid_metadata_format")
    if metadata is None:
        return None
    in_shape = isinstance(metadata, dict) and isinstance(metadata.get("event_type"), str)
    if not in_shape or not isinstance(metadata.get("event_payload"), dict) or len(metadata) != 2:
        raise Refusal("invalid_metadata_schema")
    kept: Json = metadata
    return kept


def _record(call: Call, message: Message) -> Json:
    return message.record(bot_id=call.space.bot_id, app_id=call.world.app_id, team=call.team)


def _own(call: Call, channel: Channel, refusal: str) -> Message:
    message = channel.find(call.needed("ts"))
    if message is None:
        raise Refusal("message_not_found")
    if not message.bot:
        raise Refusal(refusal)
    return message


def _echo(call: Call, channel: Channel, event: Json) -> None:
    """Slack also tells the app about the app's own messages, if it listens to message.im."""
    if call.world.echoes and "im:history" in call.token.scopes:
        common = {"type": "message", "channel": channel.id, "channel_type": "im", "event_ts": call.world.ts()}
        call.world.announce(call.team, common | event)


async def post_message(call: Call) -> Json:
    channel = call.dm(to="post into")
    content = _content(call, longest=40_000)
    message = Message(
        channel.id, call.world.ts(), call.space.bot_user, content.text, content.blocks, metadata=content.metadata
    )
    channel.record.append(message)
    call.world.saw(call.team, channel.user, "message", message)
    _echo(call, channel, _record(call, message))
    return {"channel": channel.id, "ts": message.ts, "message": _record(call, message)}


async def update(call: Call) -> Json:
    channel = call.dm(to="edit in")
    message = _own(call, channel, "cant_update_message")
    content = _content(call, longest=4_000)
    message.change(content.text, content.blocks, content.metadata or message.metadata)
    call.world.saw(call.team, channel.user, "message", message)
    _echo(call, channel, {"subtype": "message_changed", "message": _record(call, message), "hidden": True})
    return {"channel": channel.id, "ts": message.ts, "text": message.text, "message": _record(call, message)}


async def delete(call: Call) -> Json:
    channel = call.dm(to="delete in")
    message = _own(call, channel, "cant_delete_message")
    message.deleted = True
    _echo(call, channel, {"subtype": "message_deleted", "deleted_ts": message.ts, "hidden": True})
    return {"channel": channel.id, "ts": message.ts}


async def post_ephemeral(call: Call) -> Json:
    channel = call.dm(to="whisper into")
    if channel.user != call.needed("user"):
        raise Refusal("user_not_in_channel")
    content = _content(call, longest=40_000)
    message = Message(channel.id, call.world.ts(), call.space.bot_user, content.text, content.blocks, ephemeral=True)
    call.world.screen(call.team, channel.user).ephemerals.append(message)
    call.world.saw(call.team, channel.user, "ephemeral", message)
    return {"message_ts": message.ts}


METHODS = {
    "chat.postMessage": Method(post_message, "chat:write"),
    "chat.update": Method(update, "chat:write"),
    "chat.delete": Method(delete, "chat:write"),
    "chat.postEphemeral": Method(post_ephemeral, "chat:write"),
}
