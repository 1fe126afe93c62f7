"""The e-mail by which the tenant knows one of its own people, where a site of it asks for that. In memory only."""

import asyncio
import time
from collections.abc import Callable
from typing import Any

from cachetools import LRUCache

from bot.adapters.teams.connector import Connector
from bot.adapters.teams.connector_errors import Lost
from bot.adapters.teams.references import Location
from bot.ports.platform import SendError
from bot.surface import Account

FRESH_SECONDS = 6 * 3600.0
ANSWER_SECONDS = 0.4  # a slow Teams must not cost the person their answer
_MOST = 10_000
_LONGEST = 320


class Profiles:
    """`vouching` are the tenants with a site that asks for e-mails; of any other nothing is asked."""

    def __init__(
        self, connector: Connector, vouching: frozenset[str], monotonic: Callable[[], float] = time.monotonic
    ) -> None:
        self._connector = connector
        self._vouching = vouching
        self._monotonic = monotonic
        self._known: LRUCache[Account, tuple[float, str]] = LRUCache(_MOST)

    async def email(self, account: Account, location: Location) -> str:
        """ "" for a guest of the tenant, and where Teams does not say in time."""
        if account.team not in self._vouching:
            return ""
        known = self._known.get(account)
        if known is not None and known[0] > self._monotonic():
            return known[1]
        try:
            asked = self._connector.member(location.service_url, location.conversation, location.user)
            answer = await asyncio.wait_for(asked, ANSWER_SECONDS)
        except (SendError, Lost, TimeoutError):
            return known[1] if known else ""
        email = read_email(answer, account)
        self._known[account] = (self._monotonic() + FRESH_SECONDS, email)
        return email


def read_email(member: dict[str, Any], account: Account) -> str:
    """Of a member as the connector gives it. Whoever is invited from elsewhere has "#EXT#" in their user name."""
    name, email = _text(member, "userPrincipalName"), _text(member, "email")
    tenant, person = _text(member, "tenantId").lower(), _text(member, "aadObjectId").lower()
    guest = _text(member, "userRole").lower() in {"guest", "anonymous"} or "#ext#" in name.lower()
    own = tenant in {"", account.team} and person in {"", account.user}
    return email if own and not guest else ""


def _text(member: dict[str, Any], name: str) -> str:
    found = member.get(name)
    return found if isinstance(found, str) and len(found) <= _LONGEST else ""
