"""The sealed drawer of one platform's adapter: where its people are written to, and its workspaces' tokens."""

import asyncio
from collections.abc import Callable
from contextlib import suppress
from datetime import timedelta
from typing import TypeVar

from cachetools import LRUCache

from bot.flows.physician import retention
from bot.ports.application import Conversations, Json, OutOfReach
from bot.ports.records import Conflict, Purpose
from bot.runtime.engine import Engine
from bot.surface import Account
from storage.transactions.unit_of_work import UnitOfWork
from storage.transactions.writer import Unavailable

T = TypeVar("T")
_REMEMBERED = 10_000
_ANSWER_SECONDS = 1.0


class PlatformStore:
    """The Drawer of bot/ports/application.py."""

    def __init__(self, platform: str, engine: Engine) -> None:
        self._platform = platform
        self._engine = engine
        self.conversations: Conversations = _Conversations(engine)

    async def of_team(self, team: str) -> list[Account]:
        return await self._run(lambda unit: unit.people.of_team(self._platform, team))

    async def get(self, team: str) -> Json | None:
        return await self._run(lambda unit: unit.installations.get(self._platform, team))

    async def put(self, team: str, body: Json) -> None:
        await self._run(lambda unit: unit.installations.put(self._platform, team, body))

    async def forget(self, team: str) -> bool:
        return await self._run(lambda unit: unit.installations.forget(self._platform, team))

    async def lease(self, team: str, seconds: float) -> bool:
        length = timedelta(seconds=seconds)
        return await self._run(lambda unit: unit.installations.lease(self._platform, team, unit.now, length))

    async def put_fact(self, name: str, value: str) -> None:
        with suppress(OutOfReach):
            await self._run(lambda unit: unit.ledger.put_fact(f"{self._platform}:{name}", value))

    async def issue_state(self, seconds: float) -> str:
        length = timedelta(seconds=seconds)
        return await self._run(lambda unit: unit.ledger.seal_address(Purpose.INSTALL, "", unit.now + length))

    async def is_state(self, state: str) -> bool:
        return await self._run(lambda unit: unit.ledger.read_address(Purpose.INSTALL, state) is not None)

    async def _run(self, job: Callable[[UnitOfWork], T]) -> T:
        return await _reached(self._engine, job)


class _Conversations:
    """Memory first: the database is asked once for each account and told only what is new."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._known: LRUCache[Account, tuple[str, bool]] = LRUCache(_REMEMBERED)  # and whether it is stored

    async def get(self, account: Account) -> str:
        if account in self._known:
            return self._known[account][0]
        try:
            job = _reached(self._engine, lambda unit: unit.people.conversation(account))
            found = await asyncio.wait_for(job, _ANSWER_SECONDS)
        except (OutOfReach, TimeoutError):
            return ""
        if found:
            self._known[account] = (found, True)
        return found

    def remember(self, account: Account, conversation: str) -> None:
        if self._known.get(account, ("", False))[0] != conversation:
            self._remember(account, conversation, stored=False)

    async def keep(self, account: Account, conversation: str) -> None:
        if self._known.get(account) == (conversation, True):
            return
        try:
            stored = await _reached(self._engine, lambda unit: retention.set_conversation(unit, account, conversation))
        except OutOfReach:
            stored = False
        self._remember(account, conversation, stored=stored)

    def _remember(self, account: Account, conversation: str, *, stored: bool) -> None:
        if conversation:
            self._known[account] = (conversation, stored)
        else:
            self._known.pop(account, None)


async def _reached(engine: Engine, job: Callable[[UnitOfWork], T]) -> T:
    try:
        return await engine.run(job)
    except (Unavailable, Conflict) as error:
        raise OutOfReach(type(error).__name__) from None
