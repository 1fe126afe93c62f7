"""What is wrong with settings, whatever the network says: combinations, and values that cannot be what they stand for.

Every problem is a sentence without the value, since that may be a secret.
"""

import base64
import re
from collections.abc import Iterator

from pydantic import SecretStr

from bot.configuration.fields import Fields

LEVELS = ("DEBUG", "INFO", "WARNING", "ERROR")
_CLIENT_ID = re.compile(r"[0-9]+\.[0-9]+")
_GUID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", re.IGNORECASE)
_KEY_BYTES = 32
_SIGNING_SECRET = re.compile(r"[0-9a-f]{32}")


def together(settings: Fields) -> list[str]:
    """Settings that must not be beside each other, or not alone."""
    local, bot, many = settings.teams_local, settings.slack_bot_token, settings.slack_client_id
    heard = settings.slack_signing_secret or settings.slack_app_token
    unsigned = "TEAMS_LOCAL=1 accepts unsigned activities; "
    by_http = settings.slack and not settings.slack_app_token
    return _wrong(
        (
            settings.on_postgresql and settings.peerline_keys is None,
            (
                "PEERLINE_KEYS is not set; with PostgreSQL the master keys must be given, there or in "
                "PEERLINE_KEYS_FILE, so that a copy of the database never travels with its keys"
            ),
        ),
        (
            settings.peerline_log_level not in LEVELS,
            f"PEERLINE_LOG_LEVEL is not a level; expected one of {' '.join(LEVELS)}",
        ),
        (local and not settings.on_loopback, f"{unsigned}it needs PEERLINE_HOST to be a loopback address"),
        (
            local and (settings.teams_app_id or settings.peerline_public_url),
            f"{unsigned}unset TEAMS_APP_ID and PEERLINE_PUBLIC_URL to use it",
        ),
        (
            local and (settings.peerline_forwarded_from or by_http),
            (
                f"{unsigned}nothing else may be open to the outside: neither Slack over HTTP (set SLACK_APP_TOKEN) nor "
                "PEERLINE_FORWARDED_FROM"
            ),
        ),
        (bot and not heard, "SLACK_BOT_TOKEN needs SLACK_SIGNING_SECRET (HTTP) or SLACK_APP_TOKEN (Socket Mode)"),
        (
            settings.slack_app_token and not settings.slack,
            "SLACK_APP_TOKEN needs SLACK_BOT_TOKEN (one workspace) or SLACK_CLIENT_ID (many)",
        ),
        (bot and many, "SLACK_BOT_TOKEN is for one workspace and SLACK_CLIENT_ID for many; set one of them"),
        (
            many and not settings.peerline_public_url,
            "SLACK_CLIENT_ID needs PEERLINE_PUBLIC_URL, the https:// address that Slack sends people back to",
        ),
        (
            bool(many) != bool(settings.slack_client_secret),
            "SLACK_CLIENT_ID and SLACK_CLIENT_SECRET belong together; set both or none",
        ),
        *_pairs(
            ("SLACK_SIGNING_SECRET", settings.slack_signing_secret, settings.slack_signing_secret_old),
            ("TEAMS_APP_PASSWORD", settings.teams_app_password, settings.teams_app_password_old),
        ),
        (many and not heard, "SLACK_CLIENT_ID needs SLACK_SIGNING_SECRET (HTTP) or SLACK_APP_TOKEN (Socket Mode)"),
    )


def _pairs(*pairs: tuple[str, SecretStr | None, SecretStr | None]) -> Iterator[tuple[object, str]]:
    """A secret and the one before it."""
    for name, newest, before in pairs:
        yield before and not newest, f"{name}_OLD needs {name}, which takes its place"
        yield (
            before and before == newest,
            f"{name} and {name}_OLD are the same; expected the one of before in the second",
        )


def teams(settings: Fields) -> list[str]:
    """An app without one of these would take unsigned requests, or could write to nobody."""
    ids = {"TEAMS_APP_ID": settings.teams_app_id, "TEAMS_TENANT_ID": settings.teams_tenant_id}
    missing, proofs = [name for name, value in ids.items() if not value], settings.teams_proofs
    if len(proofs) > 1:
        return [f"{' and '.join(proofs)} are set; set one of them"]
    if not proofs:
        missing.append("one of TEAMS_APP_PASSWORD, TEAMS_CERTIFICATE, TEAMS_MANAGED_IDENTITY")
    if not missing or len(missing) == len(ids) + 1:
        return []
    are = "is" if len(missing) == 1 else "are"
    return [f"{' and '.join(missing)} {are} not set; Teams needs an app id, a tenant id and a proof, or none of them"]


def shapes(settings: Fields) -> list[str]:
    """What cannot be what it is taken for, whoever is asked."""
    bot, app, secret = (
        each.get_secret_value() if each else ""
        for each in (
            settings.slack_bot_token,
            settings.slack_app_token,
            settings.teams_app_password,
        )
    )
    keys = _keys(settings.peerline_keys.get_secret_value()) if settings.peerline_keys else []
    client, app_id, tenant = settings.slack_client_id, settings.teams_app_id, settings.teams_tenant_id
    return keys + _wrong(
        (
            bot and not bot.startswith("xoxb-"),
            "SLACK_BOT_TOKEN is not a bot token; expected one that begins with xoxb-",
        ),
        (
            app and not app.startswith("xapp-"),
            "SLACK_APP_TOKEN is not an app-level token; expected one that begins with xapp-",
        ),
        *(
            (
                each and not _SIGNING_SECRET.fullmatch(each.get_secret_value()),
                f"{name} is not shaped like one; expected 32 characters of 0-9 and a-f, from Basic Information",
            )
            for name, each in (
                ("SLACK_SIGNING_SECRET", settings.slack_signing_secret),
                ("SLACK_SIGNING_SECRET_OLD", settings.slack_signing_secret_old),
            )
        ),
        (
            client and not _CLIENT_ID.fullmatch(client),
            (
                "SLACK_CLIENT_ID is not shaped like one; expected two numbers with a dot between them, from Basic "
                "Information"
            ),
        ),
        (
            app_id and not _GUID.fullmatch(app_id),
            "TEAMS_APP_ID is not an application id; expected the Application (client) ID of the app registration",
        ),
        (
            tenant and not _GUID.fullmatch(tenant),
            "TEAMS_TENANT_ID is not a tenant id; expected the Directory (tenant) ID of the app registration",
        ),
        (
            _GUID.fullmatch(secret),
            "TEAMS_APP_PASSWORD is shaped like the secret's id; expected the secret's value",
        ),
    )


def _wrong(*rules: tuple[object, str]) -> list[str]:
    """The sentences of those that are broken."""
    return [why for broken, why in rules if broken]


def _keys(given: str) -> list[str]:
    """The same words as where they are used (storage/encryption/keys.py): nothing is made under keys that are none."""
    wrong = []
    for place, each in enumerate(given.split(","), 1):
        try:
            size = len(base64.b64decode(each.strip(), validate=True))
        except ValueError:
            wrong.append(f"key {place} is not base64")
        else:
            wrong += [f"key {place} has {size} bytes"] if size != _KEY_BYTES else []
    expected = "expected 32 bytes in base64 each, the newest first"
    return [f"PEERLINE_KEYS or PEERLINE_KEYS_FILE: {each}; {expected}" for each in wrong]
