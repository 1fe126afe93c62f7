"""Teams as a whole: its people, its deliveries, its troubles, and what was seen of the bot."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

from tests.doubles.teams import activities
from tests.doubles.teams.accounts import Account
from tests.doubles.teams.answers import Answers
from tests.doubles.teams.chats import Conversation, Version
from tests.doubles.teams.delivery import Delivery
from tests.doubles.teams.faults import Fault
from tests.doubles.teams.people import Person
from tests.doubles.teams.wiring import Wiring
from tests.doubles.teams.world import Call

Json = dict[str, Any]


class Teams(Wiring):
    """`violations` is what no bot of ours may do: broken cards, posts into groups, unknown addresses."""

    def __init__(self) -> None:
        super().__init__()
        self.answers = Answers(self.world)
        self.people: dict[tuple[str, str], Person] = {}

    @classmethod
    @asynccontextmanager
    async def open(cls, app_url: str = "") -> AsyncIterator["Teams"]:
        teams = cls()
        teams.app_url = app_url
        await teams.start()
        try:
            yield teams
        finally:
            await teams.stop()

    # --- people and places

    def person(self, tenant: str = "", aad: str = "", *, name: str = "", locale: str = "en-US") -> Person:
        """The person with this Entra object id, made if there is none yet. With a name only: somebody without an id."""
        key = (tenant or self.tenant, aad or name)
        if key not in self.people:
            account = Account(key[0], aad, name or f"Fictional {aad}", locale)
            self.world.accounts[account.id] = account
            self.people[key] = Person(self, account)
        return self.people[key]

    def group(self, *members: Person, kind: str = "groupChat") -> Conversation:
        """A groupChat or a channel."""
        return self.world.start(kind, members[0].account.tenant, [each.id for each in members])

    def activity(self, who: Person, kind: str, where: Conversation | None = None, **more: Any) -> Json:
        """A raw activity to be bent and delivered; None takes a field away."""
        return activities.activity(self.world, who.account, where or who.chat, kind, **more)

    def forget(self, who: Person) -> None:
        """The service loses the person's conversation: 404 from now on, and the next one has another id."""
        who.chat.lost = True

    # --- deliveries

    async def deliver(self, activity: Json, *, bad: str = "", signed: bool = True, token: str = "") -> Delivery:
        return await self.courier.deliver(activity, bad=bad, signed=signed, token=token)

    async def redeliver(self, delivery: Delivery | None = None) -> Delivery:
        """The same activity once more, with a fresh token; the last one unless told otherwise."""
        return await self.deliver((delivery or self.deliveries[-1]).activity)

    @property
    def deliveries(self) -> list[Delivery]:
        return self.courier.log

    # --- trouble on demand

    def fail(self, operation: str, status: int = 0, code: str = "", *, who: Person | None = None, **how: Any) -> Fault:
        """Plan a failure; `how` is that of Fault: times, retry_after, delay, drop. `fault.stop()` ends it."""
        return self.world.faults.plan(Fault(operation, status, code, user=who.id if who else "", **how))

    def revoke_tokens(self) -> None:
        """Every token handed out so far is worthless: 401."""
        self.world.tokens.clear()

    # --- looking back

    @property
    def calls(self) -> list[Call]:
        return self.world.calls

    @property
    def violations(self) -> list[str]:
        return self.world.violations

    def count(self, operation: str) -> int:
        return sum(call.operation == operation for call in self.calls)

    def everything_posted(self, who: Person | None = None) -> list[Version]:
        """Every version of every message in the person's chats, deleted or not; everywhere, if nobody is named."""
        places = [each for each in self.world.conversations.values() if who is None or who.id in each.members]
        return [version for each in places for message in each.messages for version in message.versions]

    def everything_shown(self, who: Person) -> list[Json]:
        """Every dialog and toast that this person was shown: what may hold names."""
        return who.screen.seen

    async def settled(self, *, quiet: float = 0.05, longest: float = 60.0) -> None:
        """Nothing is in flight, and nothing has been for `quiet` seconds."""
        async with asyncio.timeout(longest):
            pulse = -1
            while self.world.busy or pulse != self.world.pulse:
                pulse = self.world.pulse
                await asyncio.sleep(max(quiet, 0.002))
