"""What the connector's answer means, in the closed vocabulary of the port. No word of the answer goes any further."""

from bot.errors import PeerlineError
from bot.ports.platform import (
    Ambiguous,
    Blocked,
    Permanent,
    SendError,
    Temporary,
    Throttled,
    TokenDead,
    Unreachable,
    Vanished,
)

AGAIN = frozenset({412, 429, 502, 503, 504})  # what Microsoft's page says to repeat, and 503
_BY_ADMIN = ("botdisabledbyadmin", "disabled this bot")
# Nobody here is the reason: another cloud's tenant (TEAMS_CLOUD), or a registration without the Teams channel.
_NOT_SET_UP = ("invalidbotapihost", "notenoughpermissions", "botnotregistered")
_BY_PERSON = ("messagewritesblocked", "conversationblockedbyuser", "botdisabledbyuser", "blockedbyuser")


class Lost(PeerlineError):
    """The service knows the conversation no more; the person may still be reached in a new one."""


def why(status: int, said: str, *, posts: bool, retry_after: float) -> SendError | Lost:
    """`posts`: something new would be in the chat, so that it must be asked whether it is there already."""
    said = said.lower()
    match status:
        case 401:
            return TokenDead("the connector refuses our token")
        case 403 if any(each in said for each in _BY_ADMIN):
            return TokenDead("switched off by the tenant's administrator")
        case 403 if any(each in said for each in _NOT_SET_UP):
            return TokenDead("not set up for this tenant")
        case 403 if any(each in said for each in _BY_PERSON):
            return Blocked("blocked")
        case 403 if '"error"' not in said:  # empty, or a page: a proxy's word says nothing of a person
            return Temporary("not the connector's answer")
        case 403:
            return Unreachable("not installed")
        case 404 if "activitynotfound" in said or (not posts and "conversationnotfound" not in said):
            return Vanished("no such message")
        case 404:
            return Lost("no such conversation")
        case 429:
            return Throttled(retry_after)
        case 408 | 409 | 412:
            return Temporary(f"status {status}")
        case _ if status >= 500:
            return Ambiguous(f"status {status}") if posts else Temporary(f"status {status}")
        case _:
            return Permanent(f"status {status}")
