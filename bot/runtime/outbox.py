"""Delivers what the transactions wrote: in order for each person, with retries, edits in place, and never twice."""

import asyncio
import random
from collections.abc import Callable
from contextlib import suppress
from datetime import timedelta

import structlog

from bot.clock import Clock
from bot.ports.platform import (
    Ambiguous,
    Blocked,
    Outgoing,
    Permanent,
    Port,
    SendError,
    Throttled,
    TokenDead,
    Unreachable,
    Unseen,
    Vanished,
)
from bot.programme.in_force import InForce
from bot.runtime.engine import Engine
from bot.surface import Gone
from storage.encryption.sealed import Unreadable
from storage.stores.delivery import Delivery
from storage.transactions.unit_of_work import UnitOfWork
from storage.transactions.writer import Unavailable

_log = structlog.get_logger("outbox")

LEASE = timedelta(seconds=60)
FLYING = 25  # sends under way at once
IDLE_SECONDS = 5.0
LONGEST_BACKOFF = timedelta(minutes=15)
SEND_SECONDS = 30.0
LOOKS = 3  # that told nothing; then the card is posted anew
LONGEST_LOOK = timedelta(minutes=1)  # until the next one, whatever the platform asks for: a person waits for the card


class Outbox:
    """One per process. Two of them on one PostgreSQL share the work: a claimed copy is leased to its claimer."""

    def __init__(self, engine: Engine, in_force: InForce, ports: dict[str, Port], clock: Clock) -> None:
        self._engine = engine
        self.ports = ports
        self._clock = clock
        self._in_force = in_force
        self._woken = asyncio.Event()
        self._stopping = False
        self._flying: set[asyncio.Task[None]] = set()
        self.on_sent: Callable[[str, str], None] = lambda _platform, _outcome: None
        self.on_doubt: Callable[[str, str], None] = lambda _platform, _outcome: None

    def wake(self) -> None:
        self._woken.set()

    async def run(self) -> None:
        """Until stop(): whenever something was said or sent, and now and then for what was postponed."""
        while not self._stopping:
            self._woken.clear()
            try:
                if await self._launch():
                    continue
            except Unavailable as error:
                _log.warning("database_unavailable", why=str(error))
            except Exception as error:  # noqa: BLE001 - one that cannot be taken must not end the delivery of the others
                _log.error("outbox_failed", kind=type(error).__name__)
            with suppress(TimeoutError):
                await asyncio.wait_for(self._woken.wait(), IDLE_SECONDS)
        await self._land()

    def stop(self) -> None:
        self._stopping = True
        self._woken.set()

    async def settle(self) -> None:
        """Deliver until nothing is due any more."""
        while await self._launch():
            await self._land()

    # --- many copies

    async def _launch(self) -> int:
        """Take what is due and send it, side by side for different accounts: a slow one keeps nobody else waiting."""
        room = FLYING - len(self._flying)
        taken = await self._engine.run(lambda unit: self._take(unit, room)) if room else []
        for delivery, message in taken:
            task = asyncio.create_task(self._deliver(delivery, message))
            self._flying.add(task)
            task.add_done_callback(self._landed)
        return len(taken)

    def _landed(self, task: "asyncio.Task[None]") -> None:
        self._flying.discard(task)
        if (
            not task.cancelled() and task.exception() is not None
        ):  # the lease ends by itself; the copy is sent again then
            _log.warning("delivery_unsettled", kind=type(task.exception()).__name__)
        self.wake()

    async def _land(self) -> None:
        while self._flying:
            await asyncio.wait(self._flying)

    def _take(self, unit: UnitOfWork, most: int) -> list[tuple[Delivery, Outgoing]]:
        taken = []
        for each in unit.slots.claim(unit.now, LEASE, most):
            try:
                taken.append((each, self._outgoing(unit, each)))
            except (LookupError, Unreadable) as error:  # a site that the programme file lost, a torn line of the roster
                event = "card_unreadable" if isinstance(error, Unreadable) else "no_address"
                _log.error(event, copy=each.copy, kind=type(error).__name__)  # this one waits, the others do not
                unit.slots.postpone(each, unit.now + LONGEST_BACKOFF, look=each.look)
        return taken

    def _outgoing(self, unit: UnitOfWork, delivery: Delivery) -> Outgoing:
        language = delivery.language or self._listed(unit, delivery.person) or self._in_force.programme.default_language
        timezone = self._in_force.programme.site(delivery.site).timezone
        return Outgoing(delivery.account, delivery.mark, delivery.card, language, timezone)

    def _listed(self, unit: UnitOfWork, person: str) -> str:
        """The language of their line in the roster, for whoever has never come."""
        return self._in_force.programme.first_spoken(unit.people.get(person).languages)

    # --- one copy

    async def _deliver(self, delivery: Delivery, message: Outgoing) -> None:
        port = self.ports.get(delivery.account.platform)
        if port is None:  # not configured in this process: leave it to one that has it
            await self._postpone(delivery, LONGEST_BACKOFF, look=delivery.look)
        elif delivery.look:
            await self._look(port, delivery, message)
        elif delivery.retired and not delivery.reference:  # it never arrived, and a newer one takes its place
            await self._engine.run(lambda unit: unit.slots.give_up(delivery))
        else:
            await self._show(port, delivery, message)

    async def _show(self, port: Port, delivery: Delivery, message: Outgoing) -> None:
        """An older copy is taken away only once a newer one surely stands; until then it shows one neutral line."""
        if self._clock.now() >= delivery.held_until:  # we slept, and another holds it by now
            return
        reference = delivery.reference
        try:
            if not reference:
                reference = await asyncio.wait_for(port.post(message), SEND_SECONDS)
            elif delivery.replaced:
                await asyncio.wait_for(port.retire(message, reference), SEND_SECONDS)
            else:
                await asyncio.wait_for(port.edit(message, reference), SEND_SECONDS)
        except SendError as error:
            await self._failed(delivery, error)
        except Exception as error:  # noqa: BLE001 - a broken card must not stop the others, and says not how it ended
            _log.error("send_broke", copy=delivery.copy, kind=type(error).__name__)
            await self._failed(delivery, Ambiguous(type(error).__name__))
        else:
            self.on_sent(delivery.account.platform, "sent")
            if delivery.double:
                self.on_doubt(delivery.account.platform, "taken_away")
            await self._engine.delivered(delivery, reference)

    async def _failed(self, delivery: Delivery, error: SendError) -> None:
        _log.warning("send_failed", copy=delivery.copy, kind=type(error).__name__, attempts=delivery.attempts)
        self.on_sent(delivery.account.platform, type(error).__name__)
        match error:
            case Unreachable() | Blocked():
                await self._engine.run(lambda unit: unit.slots.give_up(delivery))
                await self._engine.handle(Gone(key="", account=delivery.account))
            case Permanent():
                await self._engine.run(lambda unit: unit.slots.give_up(delivery))
            case Vanished():
                await self._engine.run(lambda unit: unit.slots.repost(delivery, unit.now))
            case Throttled():
                await self._postpone(delivery, timedelta(seconds=error.retry_after))
            case TokenDead():
                await self._postpone(delivery, LONGEST_BACKOFF)
            case Ambiguous() if not delivery.reference:
                self.on_doubt(delivery.account.platform, "in_doubt")
                await self._postpone(delivery, _backoff(delivery.attempts), look=1)
            case _:
                await self._postpone(delivery, _backoff(delivery.attempts))

    # --- one in doubt

    async def _look(self, port: Port, delivery: Delivery, message: Outgoing) -> None:
        """What becomes of the look says nothing of the post, unless it finds it or finds that it is not there.

        Three that told nothing are counted where their end is committed: one that a process dies of is none, and the
        next comes when its lease is over. So whoever dies of each look goes on with one a minute, which no other card
        waits for, until a press tells, history answers or the slot ends.
        """
        if delivery.begun:
            self.on_doubt(delivery.account.platform, "in_doubt")
        try:
            reference = await asyncio.wait_for(port.find(message), SEND_SECONDS)
        except Exception as error:  # noqa: BLE001 - whatever it is, the card must reach its reader
            await self._told_nothing(delivery, error)
        else:
            self.on_doubt(delivery.account.platform, "absent" if reference is None else "found")
            if reference is None:
                await self._engine.run(lambda unit: unit.slots.write_down(delivery, unit.now))
            else:
                await self._engine.delivered(delivery, reference)

    async def _told_nothing(self, delivery: Delivery, error: Exception) -> None:
        _log.warning("look_told_nothing", copy=delivery.copy, kind=type(error).__name__, looks=delivery.look)
        if isinstance(error, TokenDead):  # nobody there can be written to either
            await self._postpone(delivery, LONGEST_BACKOFF, look=delivery.look)
        elif isinstance(error, Unseen) or delivery.look >= LOOKS:
            self.on_doubt(delivery.account.platform, "written_down")
            await self._engine.run(lambda unit: unit.slots.write_down(delivery, unit.now))
        else:
            asked = timedelta(seconds=error.retry_after) if isinstance(error, Throttled) else _backoff(delivery.look)
            await self._postpone(delivery, min(asked, LONGEST_LOOK), look=delivery.look + 1)

    async def _postpone(self, delivery: Delivery, wait: timedelta, *, look: int = 0) -> None:
        until = self._clock.now() + wait
        await self._engine.run(lambda unit: unit.slots.postpone(delivery, until, look=look))


def _backoff(attempts: int) -> timedelta:
    """Doubling from two seconds, with jitter, so that a recovering platform is not met by everybody at once."""
    seconds = min(2.0 ** (attempts + 1), LONGEST_BACKOFF.total_seconds())
    return timedelta(seconds=seconds * random.uniform(0.75, 1.25))  # noqa: S311 - jitter, not a secret
