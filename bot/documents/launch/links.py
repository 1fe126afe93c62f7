"""The address in the code: it opens the direct message with the bot.

Slack: https://slack.com/app_redirect?app=A..&team=T.. (a camera opens it in the browser or the app), or slack://app?..;
Teams: https://teams.microsoft.com/l/chat/0/0?users=28:APPID. Any other https:// address may be the organisation's own
short one.
"""

import re
from dataclasses import dataclass
from enum import StrEnum
from urllib.parse import parse_qs, urlsplit

from bot.errors import OperatorError

_TEAMS = {
    "commercial": "teams.microsoft.com",
    "gcchigh": "gov.teams.microsoft.us",
    "dod": "dod.teams.microsoft.us",
}  # GCC's is the commercial one
LONGEST = 300  # characters; a longer one makes a code too fine for a poster across a room


class LaunchError(OperatorError):
    """The kit cannot be made; the sentence says why and what was expected."""


class Chat(StrEnum):
    SLACK = "slack"
    TEAMS = "teams"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Link:
    address: str
    chat: Chat
    team: str = ""  # the Slack workspace that it opens, where it says so


def teams_link(app_id: str, cloud: str = "commercial") -> str:
    """`app_id` is TEAMS_APP_ID, `cloud` TEAMS_CLOUD."""
    return f"https://{_TEAMS.get(cloud, _TEAMS['commercial'])}/l/chat/0/0?users=28:{app_id}"


def read_link(address: str) -> Link:
    """Raises LaunchError for what is no address, and for one of Slack or Teams that opens something else."""
    address = address.strip()
    if not re.fullmatch(r"(https|slack)://[!-~]+", address) or len(address) > LONGEST:
        raise LaunchError(
            f"the link is no web address; expected one of at most {LONGEST} characters that begins with https:// or "
            "slack://"
        )
    parts = urlsplit(address)
    given = {name: values[0] for name, values in parse_qs(parts.query).items()}
    if parts.scheme == "slack" or parts.netloc == "slack.com":
        app = given.get("id" if parts.scheme == "slack" else "app", "")
        place = parts.netloc if parts.scheme == "slack" else parts.path.strip("/")
        if place not in {"app", "app_redirect"} or not re.fullmatch(r"A[A-Z0-9]+", app):
            raise LaunchError(
                "the Slack link opens no app; expected one such as "
                "https://slack.com/app_redirect?app=A0123ABCD&team=T0123ABCD"
            )
        return Link(address, Chat.SLACK, given.get("team", ""))
    if parts.netloc in _TEAMS.values():
        if parts.path != "/l/chat/0/0" or not re.fullmatch(r"28:[0-9a-f-]{36}", given.get("users", "")):
            raise LaunchError(f"the Teams link opens no bot; expected one such as {teams_link('TEAMS_APP_ID')}")
        return Link(address, Chat.TEAMS)
    return Link(address, Chat.OTHER)
