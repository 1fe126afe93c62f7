"""Who wrote from where: kept beside the event, never in its way."""

import time
from collections.abc import Callable

from cachetools import TTLCache

from bot.adapters.background import Background
from bot.adapters.teams.admission import Caller
from bot.adapters.teams.references import Location
from bot.ports.application import Conversations
from bot.surface import Account, Event, Submit

_REMEMBERED = 10_000
FRESH = 3600.0  # seconds


class Visits:
    """The drawer is told when something is new, and once more after a form: its sender may be known only since then."""

    def __init__(self, conversations: Conversations, monotonic: Callable[[], float] = time.monotonic) -> None:
        self._conversations = conversations
        self._told: TTLCache[Account, Location] = TTLCache(_REMEMBERED, FRESH, monotonic)
        self._writing = Background()

    def remember(self, who: Caller) -> None:
        if self._told.get(who.account) == who.location:
            return
        self._told[who.account] = who.location
        location = who.location.dump()
        self._conversations.remember(who.account, location)
        self._writing.begin(self._conversations.keep(who.account, location))

    def answered(self, who: Caller, event: Event) -> None:
        if isinstance(event, Submit):
            self._writing.begin(self._conversations.keep(who.account, who.location.dump()))

    def left(self, who: Caller) -> None:
        self._told.pop(who.account, None)
        self._writing.begin(self._conversations.keep(who.account, ""))

    async def land(self) -> None:
        await self._writing.ended()
