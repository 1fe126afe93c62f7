"""The Slack app's manifest for this deployment: the least that the bot needs, and nothing on top."""

from typing import Any

import yaml

from bot.configuration.settings import Settings
from bot.errors import OperatorError

# Each one with its reason; `check` compares the token's with these.
SCOPES = {
    "chat:write": "cards in direct messages",
    "commands": "/peer",
    "files:write": "a report's chart, as a picture in a direct message",
    "im:history": "what is typed to the bot is answered; after a lost connection, our own message is looked for",
    "im:write": "to open the conversation",
    "users:read": "language and name, and who is a guest or has left",
}
# Where a site of the programme file has vouched_email = true, and only then.
EMAIL_SCOPE = {"users:read.email": "whose an account is, by the e-mail that the workspace vouches for"}
# "Delayed events" (again every hour for a day) has no key in a manifest and is off: the inbox forgets sooner.
EVENTS = (
    "app_home_opened",
    "app_uninstalled",
    "message.im",
    "tokens_revoked",
    "user_change",
)
COMMAND = "/peer"
NAME = "Peerline"
_DESCRIPTION = "Talk with a trained physician colleague. Private, and you need not explain anything."
_LONG = (
    "Peerline is the door to your physician peer support programme. Ask for a peer in a private conversation with this "
    "app, and a trained colleague reaches out to you by phone or e-mail. Nothing is ever posted into a channel. "
    "The app is an automated helper, not a person and not an emergency service. "
    "Parlez avec un pair formé à l'écoute, en privé."
)
_NO_ADDRESS = "https://peerline.example.org"


def scopes(*, emails: bool) -> dict[str, str]:
    return SCOPES | EMAIL_SCOPE if emails else SCOPES


class NoAddress(OperatorError):
    """A manifest would name no address; the sentence says what to set."""


def manifest(settings: Settings, *, emails: bool = False) -> str:
    """YAML for "Create an app from a manifest". Without a signing secret and an address it switches Socket Mode on.
    `emails`: a site asks whose an account is by e-mail.

    Raises NoAddress where the settings mean HTTP and Slack could not reach us.
    """
    address = settings.peerline_public_url.rstrip("/")
    http = bool(settings.slack_signing_secret) and not settings.slack_app_token
    if http and not address.startswith("https://"):
        raise NoAddress(
            "SLACK_SIGNING_SECRET means HTTP, and PEERLINE_PUBLIC_URL is not an https:// address for Slack to reach; "
            "set it, or use SLACK_APP_TOKEN (Socket Mode) instead"
        )
    socket = bool(settings.slack_app_token) or not address
    plain = _manifest(address or _NO_ADDRESS, socket=socket, many=bool(settings.slack_client_id), emails=emails)
    return yaml.safe_dump(plain, sort_keys=False, allow_unicode=True, width=110)


def _manifest(address: str, *, socket: bool, many: bool, emails: bool) -> dict[str, Any]:
    events = {} if socket else {"request_url": f"{address}/slack/events"}
    command: dict[str, Any] = {
        "command": COMMAND,
        "description": "Talk with a colleague, in private",
        "usage_hint": "now | status | privacy | language",
        "should_escape": False,
    }
    redirect = {"redirect_urls": [f"{address}/slack/oauth_redirect"]} if many else {}
    return {
        "_metadata": {"major_version": 1, "minor_version": 1},
        "display_information": {
            "name": NAME,
            "description": _DESCRIPTION,
            "background_color": "#1f4e5f",
            "long_description": _LONG,
        },
        "features": {
            "app_home": {
                "home_tab_enabled": True,
                "messages_tab_enabled": True,
                "messages_tab_read_only_enabled": False,
            },
            "bot_user": {"display_name": NAME, "always_online": True},
            "slash_commands": [command if socket else command | {"url": f"{address}/slack/events"}],
        },
        "oauth_config": {**redirect, "scopes": {"bot": sorted(scopes(emails=emails))}},
        "settings": {
            "event_subscriptions": {**events, "bot_events": list(EVENTS)},
            "interactivity": {"is_enabled": True, **events},
            "org_deploy_enabled": False,
            "socket_mode_enabled": socket,
            "token_rotation_enabled": False,
        },
    }
