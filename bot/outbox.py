"""Delivers what the transactions wrote: in order for each person, with retries, edits in place, and never twice."""

import asyncio
import random
from collections.abc import Callable
from contextlib import suppress
from datetime import timedelta

import structlog

from bot.adapters.port import (
    Ambiguous,
    Blocked,
    Outgoing,
    Permanent,
    Port,
    SendError,
    Temporary,
    Throttled,
    TokenDead,
    Unreachable,
    Vanished,
)
from bot.clock import Clock
from bot.engine import Engine
from bot.programme import Programme
from bot.surface import Gone
from storage.copies import Delivery
from storage.unit import Unit
from storage.writer import Unavailable

_log = structlog.get_logger("outbox")

LEASE = timedelta(seconds=60)
FLYING = 25  # sends under way at once
IDLE_SECONDS = 5.0
LONGEST_BACKOFF = timedelta(minutes=15)
SEND_SECONDS = 30.0


class Outbox:
    """One per process. Two of them on one PostgreSQL share the work: a claimed copy is leased to its claimer."""

    def __init__(self, engine: Engine, programme: Programme, ports: dict[str, Port], clock: Clock) -> None:
        self._engine = engine
        self.ports = ports
        self._clock = clock
        self._programme = programme
        self._woken = asyncio.Event()
        self._stopping = False
        self._flying: set[asyncio.Task[None]] = set()
        self.on_sent: Callable[[str, str], None] = lambda _platform, _outcome: None

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

    def _take(self, unit: Unit, most: int) -> list[tuple[Delivery, Outgoing]]:
        taken = []
        for each in unit.slots.claim(unit.now, LEASE, most):
            try:
                taken.append((each, self._outgoing(each)))
            except LookupError:  # a site that the programme file lost: this one waits, the others do not
                _log.error("no_address", copy=each.copy)
                unit.slots.postpone(each.copy, unit.now + LONGEST_BACKOFF, arrived=False)
        return taken

    def _outgoing(self, delivery: Delivery) -> Outgoing:
        language = delivery.language or self._programme.default_language
        timezone = self._programme.site(delivery.site).timezone
        return Outgoing(delivery.account, delivery.mark, delivery.card, language, timezone)

    # --- one copy

    async def _deliver(self, delivery: Delivery, message: Outgoing) -> None:
        port = self.ports.get(delivery.account.platform)
        if port is None:  # not configured in this process: leave it to one that has it
            await self._postpone(delivery, LONGEST_BACKOFF, arrived=False)
            return
        try:
            reference = await asyncio.wait_for(self._send(port, delivery, message), SEND_SECONDS)
        except SendError as error:
            await self._failed(delivery, error)
        except TimeoutError:
            await self._failed(delivery, Ambiguous("no answer in time"))
        except Exception as error:  # noqa: BLE001 - a broken card must not stop the others
            _log.error("send_failed", copy=delivery.copy, kind=type(error).__name__)
            await self._failed(delivery, Temporary(type(error).__name__))
        else:
            self.on_sent(delivery.account.platform, "sent")
            if reference is None:
                await self._engine.run(lambda unit: unit.slots.give_up(delivery.copy))
            else:
                await self._engine.delivered(delivery.copy, delivery.version, reference)

    async def _send(self, port: Port, delivery: Delivery, message: Outgoing) -> str | None:
        """The reference of what stands there now; None for a retired copy that never arrived.

        An older copy is taken away only once a newer one surely stands; until then it shows one neutral line.
        """
        reference = delivery.reference or None
        if reference is None and (delivery.look or delivery.retired):
            reference = await port.find(message)
        if reference is None:
            return None if delivery.retired else await port.post(message)
        await (port.retire if delivery.replaced else port.edit)(message, reference)
        return reference

    async def _failed(self, delivery: Delivery, error: SendError) -> None:
        _log.warning("send_failed", copy=delivery.copy, kind=type(error).__name__, attempts=delivery.attempts)
        self.on_sent(delivery.account.platform, type(error).__name__)
        match error:
            case Unreachable() | Blocked():
                await self._engine.run(lambda unit: unit.slots.give_up(delivery.copy))
                await self._engine.handle(Gone(key="", account=delivery.account))
            case Permanent():
                await self._engine.run(lambda unit: unit.slots.give_up(delivery.copy))
            case Vanished():
                if delivery.retired:
                    await self._engine.run(lambda unit: unit.slots.give_up(delivery.copy))
                else:
                    await self._engine.run(lambda unit: unit.slots.repost(delivery.copy, unit.now))
            case Throttled():
                await self._postpone(delivery, timedelta(seconds=error.retry_after), arrived=False)
            case TokenDead():
                await self._postpone(delivery, LONGEST_BACKOFF, arrived=False)
            case Ambiguous():
                await self._postpone(delivery, _backoff(delivery.attempts), arrived=None)
            case _:
                await self._postpone(delivery, _backoff(delivery.attempts), arrived=False)

    async def _postpone(self, delivery: Delivery, wait: timedelta, *, arrived: bool | None) -> None:
        until = self._clock.now() + wait
        await self._engine.run(lambda unit: unit.slots.postpone(delivery.copy, until, arrived=arrived))


def _backoff(attempts: int) -> timedelta:
    """Doubling from two seconds, with jitter, so that a recovering platform is not met by everybody at once."""
    seconds = min(2.0 ** (attempts + 1), LONGEST_BACKOFF.total_seconds())
    return timedelta(seconds=seconds * random.uniform(0.75, 1.25))  # noqa: S311 - jitter, not a secret
