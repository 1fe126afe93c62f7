"""conversations.*: opening a DM, and reading it back."""

import base64
import binascii

from tests.doubles.slack.errors import Refusal
from tests.doubles.slack.methods.call import Call, Json, Method
from tests.doubles.slack.rates import HISTORY_MESSAGES


async def open_(call: Call) -> Json:
    users = call.needed("users", "users_list_not_supplied").split(",")
    if len(users) > 1:
        call.world.violations.append(f"{call.method} tried to open a group DM")
        raise Refusal("not_enough_users")
    user = call.world.user(call.team, users[0])
    if user.deleted:
        raise Refusal("user_disabled")
    if user.is_bot:
        raise Refusal("cannot_dm_bot")
    known = {channel.id for channel in call.world.channels.values()}
    channel = call.world.dm(call.team, user.id)
    opened = {"no_op": True, "already_open": True} if channel.id in known else {}
    whole: Json = {}
    if call.flag("return_im"):
        newest = max(channel.messages, key=lambda message: float(message.ts), default=None)
        whole = {"latest": {"type": "message", "ts": newest.ts} if newest else None, "is_open": True}
    return {**opened, "channel": {"id": channel.id, "user": user.id, "is_im": True} | whole}


async def history(call: Call) -> Json:
    channel = call.dm(to="read")
    limit = int(call.text("limit") or 100)
    if not 1 <= limit <= 999:
        raise Refusal("invalid_limit")
    latest, oldest = _cursor(call.text("cursor")) or call.text("latest"), call.text("oldest")
    inclusive = call.flag("inclusive") and not call.text("cursor")
    messages = sorted(channel.messages, key=lambda message: float(message.ts), reverse=True)
    inside = [message for message in messages if _inside(message.ts, oldest, latest, inclusive=inclusive)]
    if call.world.distributed:
        limit = min(limit, HISTORY_MESSAGES)
    page, more = inside[:limit], len(inside) > limit
    with_metadata = call.flag("include_all_metadata")
    record = {"bot_id": call.space.bot_id, "app_id": call.world.app_id, "team": call.team}
    answer: Json = {
        "messages": [message.record(**record, with_metadata=with_metadata) for message in page],
        "has_more": more,
        "pin_count": 0,
    }
    if more:
        answer["response_metadata"] = {"next_cursor": base64.b64encode(f"next_ts:{page[-1].ts}".encode()).decode()}
    return answer


def _cursor(cursor: str) -> str:
    if not cursor:
        return ""
    try:
        word, _, ts = base64.b64decode(cursor, validate=True).decode().partition(":")
    except (binascii.Error, UnicodeDecodeError):
        raise Refusal("invalid_cursor") from None
    if word != "next_ts":
        raise Refusal("invalid_cursor")
    return ts


def _inside(ts: str, oldest: str, latest: str, *, inclusive: bool) -> bool:
    at = float(ts)
    if inclusive and ts in (oldest, latest):
        return True
    return (not oldest or at > float(oldest)) and (not latest or at < float(latest))


METHODS = {
    "conversations.open": Method(open_, "im:write"),
    "conversations.history": Method(history, "im:history"),
}
