"""Who may come in at all. An activity that is not from one person of our tenant, alone with the bot, has no effect."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from bot.adapters.teams.endpoints import Endpoints
from bot.adapters.teams.references import Location
from bot.surface import Account

PLATFORM = "teams"
_GUID_LIKE = re.compile(r"[0-9A-Za-z-]{1,64}")
_LONGEST_ID = 500


@dataclass(frozen=True, slots=True)
class Refused:
    """`why` is one of the codes below, which docs/teams.md explains; nothing of the activity is in it."""

    why: str
    status: int = 403


@dataclass(frozen=True, slots=True)
class Caller:
    account: Account
    location: Location
    locale: str
    name: str


def caller(activity: Mapping[str, Any], endpoints: Endpoints, tenant: str | None) -> Caller | Refused:
    """`tenant` is None for a local emulator, which has a made-up one."""
    if activity.get("channelId") != "msteams":
        return Refused("wrong_channel")
    service_url = activity.get("serviceUrl")
    if not isinstance(service_url, str) or not endpoints.serves(service_url):
        return Refused("wrong_service_url")
    conversation, sender = part(activity, "conversation"), part(activity, "from")
    named = {each.lower() for each in _tenants(activity, conversation)}
    if not named or len(named) > 1 or (tenant is not None and named != {tenant.lower()}):
        return Refused("wrong_tenant")
    if conversation.get("conversationType") != "personal" or conversation.get("isGroup"):
        return Refused("not_personal")
    where = _id(conversation)
    if not where:
        return Refused("no_conversation")
    person = sender.get("aadObjectId")
    if not isinstance(person, str) or not _GUID_LIKE.fullmatch(person):
        return Refused("no_entra_id")
    account = Account(PLATFORM, named.pop(), person.lower())
    location = Location(service_url, where, _id(sender), _id(part(activity, "recipient")))
    return Caller(account, location, _locale(activity), _text(sender.get("name"), 120))


def _locale(activity: Mapping[str, Any]) -> str:
    """An installation may name it beside the client only; one by an administrator names none."""
    entities = activity.get("entities")
    clients = [each for each in entities if isinstance(each, dict)] if isinstance(entities, list) else []
    for each in (activity, *clients):
        if locale := _text(each.get("locale"), 20):
            return locale
    return ""


def _tenants(activity: Mapping[str, Any], conversation: Mapping[str, Any]) -> list[str]:
    """Wherever Teams names the tenant; all must agree."""
    found = [conversation.get("tenantId"), part(part(activity, "channelData"), "tenant").get("id")]
    return [each for each in found if isinstance(each, str) and _GUID_LIKE.fullmatch(each)]


def part(of: Mapping[str, Any], name: str) -> Mapping[str, Any]:
    found = of.get(name)
    return found if isinstance(found, dict) else {}


def _id(of: Mapping[str, Any]) -> str:
    return _text(of.get("id"), _LONGEST_ID)


def _text(value: object, longest: int) -> str:
    return value if isinstance(value, str) and len(value) <= longest else ""
