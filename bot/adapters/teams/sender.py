"""The sending half: cards to people, in conversations that are created once and kept sealed."""

import asyncio
from collections.abc import Coroutine
from contextlib import suppress
from typing import Any

import structlog
from cachetools import FIFOCache

from bot.adapters.teams import render
from bot.adapters.teams.connector import Connector, Json
from bot.adapters.teams.connector_errors import Lost
from bot.adapters.teams.endpoints import Endpoints
from bot.adapters.teams.newest_cards import NewestCards, Shown
from bot.adapters.teams.references import Location, Posted, read_location, read_posted
from bot.ports.application import Conversations, Wording, speaker
from bot.ports.platform import Outgoing, Permanent, SendError, Temporary, Unreachable, Unseen, Vanished
from bot.surface import Account, Card

_log = structlog.get_logger("teams")
_REMEMBERED = 2_000


class TeamsPort:
    """bot.ports.platform.Port.

    Teams gives a bot no way to look for a message: no history, and no id of our own that it would keep. So `find` knows
    only what this process saw itself: an answer that came after the outbox had stopped to wait for it. Where the line
    broke before the answer, or the process ended between the answer and our commit, the card is posted a second time;
    both are neutral, a press on either is judged against the database, and one on the first takes it away.
    """

    platform = "teams"

    def __init__(
        self,
        connector: Connector,
        conversations: Conversations,
        wording: Wording,
        endpoints: Endpoints,
        app_id: str,
        tenant: str,
    ) -> None:
        self._connector = connector
        self._conversations = conversations
        self._wording = wording
        self._endpoints = endpoints
        self._bot = f"28:{app_id}"
        self._tenant = tenant
        self._creating: dict[Account, asyncio.Task[Location]] = {}
        self._posts: FIFOCache[str, asyncio.Task[Posted]] = FIFOCache(_REMEMBERED)
        self.memory = NewestCards()

    # --- what the outbox asks

    async def post(self, message: Outgoing) -> str:
        """A post that is under way is finished even if nobody waits for it any more, and `find` knows of it then."""
        saying = self.say(message.account, message.card, message.language, message.timezone, copy=True)
        task = self._posts[message.mark] = asyncio.create_task(saying)
        task.add_done_callback(lambda done: done.cancelled() or done.exception())  # told to whoever waits, if anybody
        return (await asyncio.shield(task)).dump()

    async def edit(self, message: Outgoing, reference: str) -> None:
        posted = read_posted(reference)
        if posted is None:
            raise Vanished("a reference of another version")
        await self.replace(posted, message.card, message.language, message.timezone, copy=True)

    async def retire(self, message: Outgoing, reference: str) -> None:
        """Edited: on some clients a message that was deleted goes on standing there (botbuilder-js 3208)."""
        await self.edit(message, reference)

    async def find(self, message: Outgoing) -> str | None:
        post = self._posts.get(message.mark)
        if post is not None:
            with suppress(SendError):
                posted = await asyncio.shield(post)
                self._posts.pop(message.mark, None)
                return posted.dump()
        raise Unseen("Teams lets nobody look")

    # --- what the adapter's own answers need too

    def say(
        self, account: Account, card: Card, language: str, timezone: str, *, copy: bool = False
    ) -> Coroutine[Any, Any, Posted]:
        """Post anew. Raises Permanent at once where the card cannot be said, and SendError when it is awaited."""
        body = self._body(card, language, timezone, copy=copy)
        return self._said(account, body, Shown(card, language, timezone, copy, 0))

    def replace(
        self, posted: Posted, card: Card, language: str, timezone: str, *, copy: bool = False
    ) -> Coroutine[Any, Any, None]:
        """Edit in place. Raises as `say` does; Vanished where the message or its conversation is gone."""
        body = self._body(card, language, timezone, copy=copy)
        return self._replaced(posted, body, Shown(card, language, timezone, copy, 0))

    async def _said(self, account: Account, body: Json, shown: Shown) -> Posted:
        location = await self._location(account)
        try:
            posted = await self._connector.post(location.service_url, location.conversation, body)
        except Lost:
            location = await self._again(account, location)
            try:
                posted = await self._connector.post(location.service_url, location.conversation, body)
            except Lost:
                raise Unreachable("no conversation") from None
        self.memory.remember(posted, shown)
        return posted

    async def _replaced(self, posted: Posted, body: Json, shown: Shown) -> None:
        try:
            await self._connector.edit(posted, body)
        except Lost:
            raise Vanished("no conversation") from None
        self.memory.remember(posted, shown)

    # --- where somebody is

    async def _location(self, account: Account) -> Location:
        location = read_location(await self._conversations.get(account))
        if location is not None and location.conversation and self._endpoints.serves(location.service_url):
            return location
        return await self._create(account, location)

    async def _again(self, account: Account, lost: Location) -> Location:
        """The conversation is gone; unless somebody has found the new one meanwhile, it is created."""
        location = read_location(await self._conversations.get(account))
        if location is not None and location.conversation and location.conversation != lost.conversation:
            return location
        return await self._create(account, lost)

    async def _create(self, account: Account, known: Location | None) -> Location:
        """Once for all who wait for it."""
        task = self._creating.get(account)
        if task is None:
            task = asyncio.create_task(self._created(account, known))
            self._creating[account] = task
            task.add_done_callback(lambda _: self._creating.pop(account, None))
        return await asyncio.shield(task)

    async def _created(self, account: Account, known: Location | None) -> Location:
        service_url = known.service_url if known and self._endpoints.serves(known.service_url) else ""
        service_url = service_url or self._endpoints.home_url
        if not service_url:
            raise Temporary("nobody has written yet")
        user = known.user if known else account.user  # Teams takes the Entra object id too
        bot = known.bot if known else self._bot
        tenant = self._tenant if self._tenant.lower() == account.team.lower() else account.team
        try:
            conversation = await self._connector.create(service_url, tenant, bot, user)
        except (Lost, Vanished):
            raise Unreachable("no such person") from None
        location = Location(service_url, conversation, user, bot)
        await self._conversations.keep(account, location.dump())
        return location

    # --- small things

    def _body(self, card: Card, language: str, timezone: str, *, copy: bool) -> Json:
        say = speaker(self._wording, language, timezone)
        try:
            return render.message(render.card(card, say, copy=copy), say)
        except LookupError:
            raise Permanent("words are missing") from None
