"""One event in -> one transaction -> one reply, plus rows in the outbox and the deadline book."""

import asyncio
import secrets
from collections.abc import Callable
from concurrent.futures import Future
from contextlib import suppress
from dataclasses import replace
from traceback import walk_tb
from typing import Any, TypeVar

import structlog

from bot.clock import Clock
from bot.flows import routing
from bot.flows.common import vouching
from bot.flows.common.desk import Desk, Sorry
from bot.flows.coordinator import vouched_roles
from bot.flows.physician.retention import remember
from bot.flows.welcome.hello import crisis_card
from bot.ports.records import Conflict, Due
from bot.programme.in_force import InForce
from bot.runtime import dialog_sealing
from bot.runtime.languages import Languages
from bot.surface import Card, Command, Dialog, Event, Gone, Press, Reply, Submit, Text, w
from bot.surface.former_words import present
from bot.surface.posted import OPEN, is_value, place_of, posted
from bot.values.clean import clean
from storage.stores.button_values import fresh_value
from storage.stores.delivery import Delivery
from storage.transactions.unit_of_work import UnitOfWork
from storage.transactions.writer import Unavailable, Writer

T = TypeVar("T")
_log = structlog.get_logger("engine")

# Slack gives three seconds from request to answer; the rest is for the way.
ANSWER_SECONDS = 2.2


class Engine:
    def __init__(self, writer: Writer, in_force: InForce, clock: Clock) -> None:
        self._writer = writer
        self._in_force = in_force
        self._clock = clock
        self._languages = Languages(in_force, clock)
        self.on_commit: Callable[[], None] = lambda: None
        self.on_erased: Callable[[], None] = lambda: None  # somebody was erased
        self.on_stir: Callable[[], None] = lambda: None  # something was committed that the search looks at (rule 15)
        self.answer_seconds: float | None = ANSWER_SECONDS  # how long a press waits; None: until it is done
        self.address = ""  # the public one of this deployment
        self.draw: Callable[[int], int] = secrets.randbelow  # the minutes of last words (flows/match/closing.py)

    async def handle(self, event: Event) -> Reply:
        """Never raises: what cannot be done is answered with a sentence, and always with the crisis lines (rule 14)."""
        if isinstance(event, Text) or (isinstance(event, Command) and event.word in routing.SAFE_WORDS):
            # Whoever writes is there, whatever the platform has said of the account before. The answer does not wait
            # for it; where the database is silent, a later word says so again.
            self._submit(lambda unit: unit.people.account_back(event.account))
            return self._addressed(event, Reply(card=self._crisis_card(event)))
        try:
            reply = await self._transact(lambda unit: self._act(unit, event), wait=self.answer_seconds)
            self.on_commit()
        except (_Replayed, Sorry) as answered:
            reply = answered.reply
            await self._seen_all_the_same(event)
        except Unavailable as error:
            _log.warning("database_unavailable", why=str(error))
            reply = Reply(card=self._crisis_card(event), notice=w("unavailable"), undone=True)
        except _StillRunning:
            reply = Reply(card=self._crisis_card(event), notice=w("still-running"), undone=True)
        except Conflict:
            reply = Reply(notice=w("too-fast"), undone=True)
        except Exception as error:  # noqa: BLE001 - nothing above catches it: a random id for the person and the log, nothing else
            reply = Reply(notice=w("went-wrong", code=_failed("event_failed", error)), undone=True)
        return self._addressed(event, reply)

    async def due(self, deadline_id: str) -> None:
        """Act on one deadline: the same engine, transaction and flows. A failing one comes back later."""
        try:
            await self._transact(lambda unit: self._act_due(unit, deadline_id), wait=None)
            self.on_commit()
        except (Unavailable, Conflict):
            return  # still pending: the next sweep finds it
        except Exception as error:  # noqa: BLE001 - one broken deadline must not stop the others
            _failed("deadline_failed", error)
            await self._transact(lambda unit: unit.deadlines.later(deadline_id, unit.now), wait=None)

    async def look(self, due: Due) -> bool:
        """One look of the search, in a transaction of its own. False for one that could not be had; it comes back."""
        try:
            looked = await self._transact(lambda unit: routing.look(self._desk(unit), due), wait=None)
            self.on_commit()
        except (Unavailable, Conflict):
            return False  # still due
        except Exception as error:  # noqa: BLE001 - one broken request must not stop the search of the others
            _failed("look_failed", error)
            await self._transact(lambda unit: unit.deadlines.later(due.id, unit.now), wait=None)
            return False
        return looked

    async def delivered(self, delivery: Delivery, reference: str) -> None:
        """The outbox's word that a copy is there; who asked for a receipt hears of it in the same transaction."""

        def settle(unit: UnitOfWork) -> None:
            kind, _, subject = unit.slots.settle(delivery, reference, unit.now).partition(":")
            if kind in routing.RECEIPTS:
                routing.RECEIPTS[kind](self._desk(unit), subject)

        await self._transact(settle, wait=None)

    async def run(self, job: Callable[[UnitOfWork], T]) -> T:
        """Any other piece of work in a transaction of its own: the outbox's and the sweep's. It wakes nobody."""
        return await self._transact(job, wait=None)

    async def _seen_all_the_same(self, event: Event) -> None:
        """What a press tells of a card in doubt is true also where nothing came of the press."""
        if isinstance(event, Press) and event.reference:
            with suppress(Unavailable, _StillRunning, Conflict):
                await self._transact(lambda unit: _seen(unit, event), wait=self.answer_seconds)
                self.on_commit()

    # --- inside a transaction

    def _act(self, unit: UnitOfWork, event: Event) -> Reply:
        desk = self._desk(unit, event)
        if event.key and not unit.inbox.first_time(f"{event.account.platform}:{event.account.team}:{event.key}"):
            desk.repeated = True
            raise _Replayed(self._answer(unit, desk, event))
        if desk.me is not None and not isinstance(event, Gone):
            unit.people.account_back(event.account)
        _seen(unit, event)
        reply = self._answer(unit, desk, event)
        if desk.vouched and not isinstance(event, Gone):
            vouching.complete(desk)
            vouched_roles.notice(desk)
        spoken = self._languages.spoken(event)
        if spoken and unit.people.locale(event.account) != spoken and not isinstance(event, Gone):
            me = unit.people.by_account(event.account)  # by now: the event may have been their first
            if me is not None and (me.roles or unit.may_have_opened):
                remember(unit, event.account, me, spoken)
        if desk.me is not None and isinstance(event, Press | Submit | Command):
            unit.requests.heard(desk.me.id, unit.now)  # last: the flow's own locks come in their order
        return reply

    def _answer(self, unit: UnitOfWork, desk: Desk, event: Event) -> Reply:
        """The flow's reply to what the event means; what it carries leaves the house as a value or sealed."""
        known = _today(_meant(unit, event) or dialog_sealing.opened(event, unit.keys) or _of_nobody(event))
        try:
            return self._leaving(routing.route(desk, known), desk, event, unit)
        except Sorry as sorry:
            sorry.reply = self._leaving(sorry.reply, desk, event, unit)
            raise

    def _leaving(self, reply: Reply, desk: Desk, event: Event, unit: UnitOfWork) -> Reply:
        """In the reader's language, and with no id of ours."""
        card, said = _posted(reply.card, desk, event, unit) if reply.card else (None, False)
        return replace(
            reply,
            card=card,
            said=said,
            dialog=_sealed(reply.dialog, event, unit) if reply.dialog else None,
            language=reply.language or desk.language,
            timezone=self._in_force.programme.site(desk.me.site).timezone if desk.me else reply.timezone,
            chosen=desk.me is not None and bool(desk.me.language),
        )

    def _act_due(self, unit: UnitOfWork, deadline_id: str) -> None:
        due: Due | None = unit.deadlines.take(deadline_id, unit.now)
        if due is not None:
            # a kind of another version stays in the book and is retried
            routing.DEADLINES[due.kind](self._desk(unit), due)

    def _desk(self, unit: UnitOfWork, event: Event | None = None) -> Desk:
        desk = Desk(unit, self._in_force.programme, unit.now, footers=self._in_force.footers)
        desk.address = self.address
        desk.draw = self.draw
        if event is not None:
            desk.account = event.account
            desk.me = unit.people.by_account(event.account)
            desk.name = clean(event.name)
            desk.vouched = vouching.vouched(self._in_force.programme, event)
            vouching.recognise(desk)
            chosen = desk.me.language if desk.me else ""
            listed = self._in_force.programme.first_spoken(desk.me.languages) if desk.me else ""
            desk.language = chosen or self._languages.of(event, unit.people.locale(event.account) or listed)
        return desk

    def _bare_desk(self, event: Event) -> Desk:
        """A desk with nothing in its drawers: for what must be said without the database."""
        programme, language = self._in_force.programme, self._languages.of(event)
        return Desk(_NoRecords(), programme, self._clock.now(), event.account, None, language)  # type: ignore[arg-type]

    def _crisis_card(self, event: Event) -> Card:
        return posted(crisis_card(self._bare_desk(event)), fresh_value())

    # --- around a transaction

    async def _transact(self, job: Callable[[UnitOfWork], T], *, wait: float | None) -> T:
        try:
            return await self._once(job, wait)
        except Conflict:
            return await self._once(job, wait)  # once more, from what is true by now

    async def _once(self, job: Callable[[UnitOfWork], T], wait: float | None) -> T:
        """Run `job`. One that has not begun in time is not run at all; of one that has, nobody knows the end yet."""
        future = self._submit(job)
        here = asyncio.wrap_future(future)
        here.add_done_callback(lambda done: done.cancelled() or done.exception())  # told below
        await asyncio.wait([here], timeout=wait)
        if not future.done():
            if future.cancel():
                raise Unavailable("no answer in time")
            raise _StillRunning
        return future.result()[0]

    def _submit(self, job: Callable[[UnitOfWork], T]) -> "Future[tuple[T, bool, bool]]":
        future: Future[tuple[T, bool, bool]] = self._writer.submit(
            lambda unit: (job(unit), unit.stirs_the_search, unit.has_erased)
        )
        future.add_done_callback(self._committed)
        return future

    def _committed(self, future: "Future[tuple[Any, bool, bool]]") -> None:
        """On the writer's thread, also where nobody waits for the answer any more."""
        if future.cancelled() or future.exception() is not None:
            return
        _, stirs, erased = future.result()
        if stirs:
            self.on_stir()
        if erased:
            self.on_erased()

    def _addressed(self, event: Event, reply: Reply) -> Reply:
        language = reply.language or self._languages.of(event)
        self._languages.remember(event, language, chosen=reply.chosen)
        if reply.timezone == "UTC":
            sites = self._in_force.programme.sites_of_team(event.account.platform, event.account.team)
            reply = replace(reply, timezone=sites[0].timezone if sites else "UTC")
        return reply if reply.language == language else replace(reply, language=language)


def _seen(unit: UnitOfWork, event: Event) -> None:
    if isinstance(event, Press) and event.reference and is_value(event.token):
        unit.slots.seen(event.account, event.token, event.reference, unit.now)


def _of_nobody(event: Event) -> Press:
    """In place of a button that was another's, or is older than the keys: it is answered like one that nobody knows."""
    return Press(event.key, event.account, event.locale, event.name, guest=event.guest, email=event.email)


def _today(event: Event) -> Event:
    """A verb that was shown by an earlier version, as it is called now. Not before the seal is open: it is bound to
    the verb that was shown."""
    if isinstance(event, Press | Submit) and (verb := present(event.verb)) != event.verb:
        return replace(event, verb=verb)
    return event


def _sealed(dialog: Dialog, event: Event, unit: UnitOfWork) -> Dialog:
    kept = event.kept if isinstance(event, Press) else None
    return dialog_sealing.sealed(dialog, event.account, unit.keys, kept)


def _meant(unit: UnitOfWork, event: Event) -> Press | None:
    """A press on a posted card, as the press that was meant; None for any other. Of a value that nobody knows, or that
    is somebody else's, only the name of a constant is left; what has none opens what is true by now."""
    if not isinstance(event, Press) or not is_value(event.token):
        return None
    place = place_of(event.verb)
    found = unit.values.meaning(event.token, event.account) if place is not None else ()
    if place is not None and place < len(found):
        verb, token, version = found[place]
        return replace(event, verb=verb, token=token, version=version)
    verb = "" if place is not None and event.verb != OPEN else event.verb
    return replace(event, verb=verb, token="", version=0)


def _posted(card: Card, desk: Desk, event: Event, unit: UnitOfWork) -> tuple[Card | None, bool]:
    """A reply's card as it is shown, and whether a slot holds it."""
    slot = next(((person, name) for person, name, said in desk.said if said == card), None)
    if slot and isinstance(event, Press) and event.on_copy:
        return None, True  # no value is drawn for what nobody is shown here
    shown = unit.slots.posted(*slot, card, event.account, again=desk.repeated) if slot else None
    return shown or unit.values.answer(card, event.account, unit.now), slot is not None


class _Replayed(Exception):
    """The event was seen before: its transaction is rolled back and the answer, made again from the state, is kept."""

    def __init__(self, reply: Reply) -> None:
        super().__init__("replayed")
        self.reply = reply


class _StillRunning(Exception):
    """The transaction has begun and takes longer than the platform waits."""


class _NoRecords:
    """Stands where the records would; whoever reaches for them needs the database after all."""

    def __getattr__(self, name: str) -> object:
        raise Unavailable(name)


def _failed(event: str, error: Exception) -> str:
    """Log a random id with the kind of the error and where it came from; never its words, which may hold a person."""
    code = secrets.token_hex(4)
    frames = [f"{frame.f_code.co_name}:{line}" for frame, line in walk_tb(error.__traceback__)]
    _log.error(event, code=code, kind=type(error).__name__, where=" ".join(frames[-4:]))
    return code
