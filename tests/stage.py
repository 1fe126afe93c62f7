"""The stage: a whole Peerline at fake time, played as its people would, whichever platform they sit at.

An actor presses buttons by their words, fills dialogs in by their labels, and sees what their own screen shows. The
stage writes down what happened, so that a whole conversation can be read in a test. What a platform's screen looks like
and how it fails is in tests/stages, a file for each; a story knows nothing of it.
"""

import asyncio
import os
import re
import uuid
from abc import ABC, abstractmethod
from collections.abc import AsyncIterator, Callable, Mapping, Sequence
from contextlib import asynccontextmanager
from copy import deepcopy
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from pathlib import Path
from typing import Any, ClassVar, TypeVar

from bot.clock import MovableClock
from bot.core.request import Escalation
from bot.flows import routing
from bot.flows.common.desk import Sorry
from bot.flows.departures import erasure
from bot.ports.records import LOOK
from bot.process.bootstrap import House
from bot.process.demo import SITE, wind
from bot.programme import Programme, Site
from bot.roster import RosterRow
from bot.runtime import roster_import
from bot.surface import Account, Press, Reply
from storage.stores.requests import ALPHABET
from storage.transactions.unit_of_work import UnitOfWork
from tests import carried

MONDAY = datetime(2026, 9, 7, 15, tzinfo=UTC)  # 10:00 in Winnipeg

PHYSICIAN = "robin-fictional"
SUPPORTERS = ("ada-maple", "ines-exemple", "sam-placeholder")
CONTACT = "204-555-0123"
COORDINATOR = "casey-sample"
DEPUTY = "devon-madeup"

Values = Mapping[str, str | list[str]]
T = TypeVar("T")


_ID = re.compile("[0-9a-f]{16}")  # as storage/encryption/random_ids.py makes them


class Woe(StrEnum):
    """What becomes of a message on its way."""

    DOWN = "down"  # refused for the moment
    TOO_FAST = "too fast"  # refused, with the seconds to wait
    LOST = "lost"  # no answer, and it did not arrive
    UNSURE = "unsure"  # no answer, and it is there all the same


@dataclass(frozen=True)
class Shown:
    """A message in a chat as it looks now. `typed` is what a person wrote; anything else is a card of ours."""

    ref: str = field(compare=False)
    words: str
    footer: str = ""
    buttons: tuple[str, ...] = ()
    typed: bool = False
    pictures: tuple[str, ...] = ()  # what a screen reader says of each

    @property
    def all_words(self) -> str:
        return f"{self.words} {self.footer}".strip()


@dataclass(frozen=True)
class Button:
    """A button as it is on somebody's screen: pressed now, later, or by somebody else. `place` is the platform's.

    `token` and `version` are what it carries, and `shown` the verb that it was shown with.
    """

    words: str
    verb: str
    owner: str
    place: Any = field(repr=False)
    sends: bool = False  # it sends the form that is open
    token: str = ""
    version: int = 0
    shown: str = ""


@dataclass(eq=False)
class Actor(ABC):
    """One person at their screen. `user` is who they are on the roster, the same on every platform."""

    stage: "Stage"
    user: str
    name: str
    notice: str = ""
    errors: Mapping[str, str] = field(default_factory=dict)
    taps: int = 0
    typed: int = 0
    _looks: dict[str, tuple[object, Any]] = field(default_factory=dict, init=False, repr=False)

    # --- seeing

    @abstractmethod
    def messages(self) -> list[Shown]:
        """Every message as it looks now, oldest first."""

    @abstractmethod
    def screen(self) -> str:
        """The words of the open dialog."""

    @property
    @abstractmethod
    def inside(self) -> bool:
        """Whether a dialog is open in which something is to be done."""

    @abstractmethod
    def pressable(self) -> list[Button]:
        """What can be pressed: the dialog's buttons if one is open, else every message's, the newest last.

        Each lies where it is now; `button` takes one along as it looked.
        """

    @abstractmethod
    def fields(self) -> Mapping[str, Sequence[str]]:
        """The fields of the open form by name, each with the options that it offers."""

    def chat(self) -> list[str]:
        """The words of every message, oldest first."""
        return [message.all_words for message in self.messages()]

    def buttons(self) -> list[str]:
        return [button.words for button in self.pressable()]

    def sees(self, *words: str) -> None:
        where = self.screen() if self.inside else "\n".join([*self.chat(), self.screen()])
        for each in words:
            assert each in where, f"{self.name} does not see {each!r} in:\n{where}"

    def lacks(self, *words: str) -> None:
        """Neither the open dialog nor a message below it has such a button: a dialog hides nothing."""
        there = {*self.buttons(), *(each for message in self.messages() for each in message.buttons)}
        for each in words:
            assert each not in there, f"{self.name} has [{each}] among {sorted(there)}"

    def button(self, words: str, *, back: int = 0) -> Button:
        """The newest button with these words; `back` counts to older ones."""
        found = [button for button in self.pressable() if button.words == words]
        assert len(found) > back, f"{self.name} has no [{words}]; there is {self.buttons()}"
        return deepcopy(found[-1 - back])

    def _looked(self, ref: str, form: object, look: Callable[[], T]) -> T:
        """Every message is looked at after every step; one that has still the same `form` looks as it did."""
        known = self._looks.get(ref)
        if known is None or known[0] is not form:
            known = self._looks[ref] = (form, look())
        found: T = known[1]
        return found

    @abstractmethod
    def values(self, name: str) -> Sequence[str]:
        """What the options of one field of the open form would send."""

    @abstractmethod
    def form(self) -> Any:
        """The open dialog as it is, to come back to later."""

    # --- doing

    async def press(self, words: str, *, back: int = 0) -> None:
        """Press the newest button with these words; `back` counts to older ones."""
        self.taps += 1
        button = self.button(words, back=back)
        assert not button.sends, f"[{words}] sends a form: use submit()"
        self.stage.note(f"{self.name} presses [{words}]")
        async with self._acting():
            await self._press(button, str(uuid.uuid4()))

    async def submit(self, **values: str | list[str]) -> None:
        """Fill the dialog in and send it."""
        sends = [button for button in self.pressable() if button.sends]
        assert sends, f"{self.name} has no form open"
        self.taps += 1
        self.typed += sum(1 for name, options in self.fields().items() if not options and _is_line(values.get(name)))
        self.stage.note(f"{self.name} fills in {', '.join(sorted(values))} and presses [{sends[0].words}]")
        given = {name: self._as_shown(sends[0].verb, name, value) for name, value in values.items()}
        async with self._acting():
            await self._submit(sends[0], given)

    async def type(self, text: str) -> None:
        self.stage.note(f"{self.name} types something")
        async with self._acting():
            await self._type(text)

    async def command(self, word: str, rest: str = "") -> None:
        self.stage.note(f"{self.name} types /peer {word} {rest}".rstrip())
        async with self._acting():
            await self._command(word, rest)

    async def press_kept(self, button: Button) -> None:
        """Press a button that was kept from an earlier screen, or that is somebody else's; `_carried` says how."""
        async with self._acting():
            await self._press(button, str(uuid.uuid4()))

    async def press_repeated(self, button: Button, *, times: int) -> list[str]:
        """One press that the platform delivers several times, the last two at once. The screen after each."""
        screens, key = [], str(uuid.uuid4())

        async def deliver() -> None:
            async with self._acting():
                await self._press(button, key)
            screens.append(self.screen())

        for _ in range(times - 2):
            await deliver()
        await asyncio.gather(deliver(), deliver())
        return screens

    def _as_shown(self, verb: str, name: str, value: str | list[str]) -> str | list[str]:
        """An id as the open form has it among its options, where it stands sealed."""
        house = self.stage.house
        known = {carried.option(each, verb, name, self.account, house) or each: each for each in self.values(name)}
        return known.get(value, value) if isinstance(value, str) else [known.get(each, each) for each in value]

    def _carried(self, button: Button) -> str:
        """What comes with a press: what was shown, to the letter. Where a story presses what was somebody else's, or
        under another verb, it comes as if it had been shown so, which nobody outside can do: the records have to
        refuse it all the same (rule 11)."""
        owner = self.stage.actors[button.owner]
        if button.owner == self.user and button.verb == button.shown:
            return button.token
        meant = carried.opened(button.token, button.shown, owner.account, self.stage.house)
        if meant is None:
            return button.token
        press = Press("", self.account, verb=button.verb, token=meant[0], version=meant[1])
        return carried.sealed(press, self.stage.house).token

    @abstractmethod
    def close(self) -> None:
        """Close what is open."""

    @abstractmethod
    def returns_to(self, form: Any) -> None:
        """The dialog of an earlier hour is still open on the other screen."""

    # --- as the platform does it

    @property
    @abstractmethod
    def account(self) -> Account:
        """As the platform knows them."""

    @abstractmethod
    async def _press(self, button: Button, key: str) -> None:
        """A key that came before is the same press, delivered again."""

    @abstractmethod
    async def _submit(self, button: Button, values: Values) -> None: ...

    @abstractmethod
    async def _type(self, text: str) -> None: ...

    @abstractmethod
    async def _command(self, word: str, rest: str) -> None: ...

    def _glance(self) -> Any:  # noqa: B027 - not every platform needs it
        """What the screen shows before something is done."""

    def _understand(self, before: Any) -> None:  # noqa: B027 - not every platform needs it
        """Read `notice` and `errors` from the screen, where the platform shows them there."""

    @asynccontextmanager
    async def _acting(self) -> AsyncIterator[None]:
        before = self._glance()
        async with self.stage.acted_by(self):
            yield
            await self.stage.settle()
            self._understand(before)
            self._is_offered_no_id()
            if self.notice:
                self.stage.note(f"  {self.name} is told: {self.notice}")
            await self.stage.house_rules()

    def _is_offered_no_id(self) -> None:
        """Nothing that leaves the house is a primary key, and a choice in a form neither."""
        for name in self.fields():
            ids = [value for value in self.values(name) if _ID.fullmatch(value)]
            assert not ids, f"{self.name} is offered ids of ours in {name!r}"


class Stage(ABC):
    """A house on a clock that stands still until it is moved, and everybody's screen on one platform."""

    platform: ClassVar[str]
    actors: Mapping[str, Actor]

    def __init__(self) -> None:
        self.lines: list[str] = []
        self.delivering = True  # False: the outbox sleeps, as when the database is out of its reach
        self.may_see: set[str] = set()  # who has acted since everybody's screen was last looked at
        self._under_way = 0
        self._seen: dict[str, str] = {}

    # --- as the platform does it

    @property
    @abstractmethod
    def house(self) -> House: ...

    @property
    @abstractmethod
    def clock(self) -> MovableClock: ...

    @abstractmethod
    async def restart(self, at: datetime) -> "Stage":
        """The bot goes down and comes up again on the same database at `at`; the platform stays as it was."""

    @abstractmethod
    async def close(self) -> None:
        """Once or more often."""

    @abstractmethod
    def account(self, user: str, *, elsewhere: bool = False) -> Account:
        """An account of this platform: of somebody on the roster, or of a stranger, who may be from another team."""

    @abstractmethod
    def fails(self, actor: Actor, woe: Woe, *, times: int = 1, seconds: float = 30) -> None:
        """The next sends to this person fail. `seconds` is what TOO_FAST wants to be waited."""

    @abstractmethod
    def blind(self, *, times: int | None = None) -> None:
        """The next looks at what is in a chat fail; None: all of them. Where nobody can look nothing changes."""

    @abstractmethod
    def unreachable(self, actor: Actor) -> None:
        """Nothing can be sent to this account from now on, and nobody has said why."""

    @abstractmethod
    def reachable(self, actor: Actor) -> None:
        """As before."""

    @abstractmethod
    def speaks(self, actor: Actor, language: str) -> None:
        """What the platform says of this person's language."""

    @abstractmethod
    async def _deactivate(self, actor: Actor) -> None: ...

    def known_by(self, account: Account) -> list[str]:
        """What the platform calls this person, and their conversation with us."""
        return [account.user]

    def platform_rules(self) -> None:  # noqa: B027 - not every platform has some of its own
        """What must be true of everybody's screen after every step, on this platform."""

    # --- people

    @property
    def physician(self) -> Actor:
        return self.actors[PHYSICIAN]

    @property
    def coordinator(self) -> Actor:
        return self.actors[COORDINATOR]

    @property
    def deputy(self) -> Actor:
        return self.actors[DEPUTY]

    @property
    def supporters(self) -> list[Actor]:
        return [self.actors[user] for user in SUPPORTERS]

    @property
    def site(self) -> Site:
        return self.house.programme.site(SITE)

    def offered(self) -> Actor:
        """The supporter who has an offer to answer."""
        found = [
            actor for actor in self.supporters if any(words in actor.buttons() for words in ("Accept", "See request"))
        ]
        assert len(found) == 1, f"{len(found)} supporters have an offer"
        return found[0]

    async def ask(self, **values: str | list[str]) -> None:
        """The physician asks for a peer."""
        robin = self.physician
        given = {"contact": CONTACT} | values
        robin.close()
        await robin.press("Ask for a peer")
        await robin.press("Continue")
        await robin.submit(**given)
        if "Send it all the same" in robin.buttons():  # they leave out everybody who could help, and have read it
            await robin.submit(**given)
        robin.close()

    async def match(self) -> Actor:
        """The supporter who was asked accepts and confirms."""
        supporter = self.offered()
        await supporter.press("Accept")
        await supporter.press("No, confirm")
        supporter.close()
        return supporter

    async def declines(self, supporter: Actor) -> None:
        """A decline can be taken back for two minutes; after them the next supporter is looked for."""
        await supporter.press("Decline")
        await self.forward(2 / 60)

    async def hands_over(self, supporter: Actor) -> None:
        await supporter.press("Hand over")
        await supporter.press("Yes, hand over")

    async def id_of(self, actor: Actor) -> str:
        """What a form sends for somebody who is picked by name."""
        person = await self.read(lambda unit: unit.people.by_account(actor.account))
        return str(person.id)

    async def rewrite(self, actor: Actor, **changes: Any) -> None:
        """The roster is imported again and says something else of this person."""
        address = f"{actor.user.replace('-', '.')}@example.org"

        def imported(unit: UnitOfWork) -> None:
            row = next(row for row in roster_import.everybody(unit) if row.person.email == address)
            changed = RosterRow(replace(row.person, **changes), row.accounts)
            roster_import.apply(unit, self.house.programme, [changed])

        await self.read(imported)
        await self.settle()
        await self.house_rules()

    async def at_the_machine(self, actor: Actor, deed: Callable[[UnitOfWork, Programme, str], T]) -> T:
        """Whoever runs the machine types one of `people`'s commands."""
        account = actor.account
        who = f"{account.platform}:{account.team}:{account.user}"
        done: T = await self.read(lambda unit: deed(unit, self.house.programme, who))
        await self.settle()
        await self.house_rules()
        return done

    async def forgotten(self, actor: Actor) -> None:
        """Whoever runs the machine erases this person."""

        def erased(unit: UnitOfWork) -> None:
            person = unit.people.by_account(actor.account)
            assert person is not None
            erasure.erase(self.house.engine._desk(unit), person, told=True)

        self.note(f"{actor.name} is erased")
        await self.read(erased)
        await self.settle()
        await self.house_rules()

    async def deactivated(self, actor: Actor) -> None:
        """The platform says that this account is gone."""
        self.note(f"{actor.name} is deactivated")
        await self._deactivate(actor)
        await self.settle()
        await self.house_rules()

    # --- time

    @property
    def now(self) -> datetime:
        return self.clock.now()

    async def forward(self, hours: float) -> None:
        """With a stop at each deadline on the way, as time does."""
        self.note(f"--- {hours:g} hours later ---" if hours >= 1 else f"--- {hours * 60:g} minutes later ---")
        await wind(self.house, self.clock, self.now + timedelta(hours=hours))
        await self.settle()
        await self.house_rules()

    async def sweep(self) -> None:
        """What the ticker does: act on what is due, then deliver."""
        await self.house.deadlines.sweep()
        await self.settle()

    async def settle(self) -> None:
        """What follows a press at once: the search looks again, and what there is to say is delivered."""
        if self.delivering:
            await follow_up(self.house)
        self._notice_changes()

    @asynccontextmanager
    async def acted_by(self, actor: Actor) -> AsyncIterator[None]:
        """Only whoever acts may see an answer."""
        self.may_see.add(actor.user)
        self._under_way += 1
        try:
            yield
        finally:
            self._under_way -= 1
            if not self._under_way:
                self.may_see.clear()

    async def forged(self, actor: Actor, verb: str, token: str, version: int = 0) -> Reply:
        """What a press is answered that none of their buttons makes. Nothing of ours can be forged from outside, and
        the flow must not rely on it (rule 11)."""
        press = Press("", actor.account, verb=verb, token=token, version=version)

        def answer(unit: UnitOfWork) -> Reply:
            try:
                return routing.route(self.house.engine._desk(unit, press), press)
            except Sorry as sorry:
                return sorry.reply

        reply: Reply = await self.read(answer)
        await self.settle()
        return reply

    # --- looking into the database

    async def read(self, job: Any) -> Any:
        return await self.house.engine.run(job)

    async def requests(self) -> list[Any]:
        found: list[Any] = await self.read(lambda unit: unit.requests.open_ones())
        return found

    # --- the house rules

    async def house_rules(self) -> None:
        """Looked at after every step of every story."""
        self.platform_rules()
        if self.delivering:
            await self.nobody_waits_in_silence()
            self.posted_cards_are_neutral()

    async def nobody_waits_in_silence(self) -> None:
        """Every request that is not closed has a pending deadline, whoever holds it in hand has one too, and so has the
        search of each that waits."""

        def waiting(unit: UnitOfWork) -> list[str]:
            found = []
            for request in unit.requests.open_ones():
                # What erases everything in the end is no end of a wait, and every request has it.
                kinds = {due.kind for due in unit.deadlines.pending(request=request.id)} - {"erase-silent"}
                if not kinds or (request.escalation is not Escalation.NOBODY and "escalation" not in kinds):
                    found.append(f"{request.state} in the hands of {request.escalation} has only {sorted(kinds)}")
            unseen = [
                f"nobody will ever look again at {request.number}, which waits"
                for request in unit.requests.waiting()
                if LOOK not in {due.kind for due in unit.deadlines.pending(request=request.id)}
            ]
            return [*found, *unseen]

        assert await self.read(waiting) == []

    def posted_cards_are_neutral(self) -> None:
        """No name and no contact in any posted card, and the same line under each (rules 6 and 8)."""
        for actor in self.actors.values():
            for message in actor.messages():
                if not message.typed:
                    self.says_nothing_of_anybody(message.all_words)
                    assert "9-8-8" in message.footer, f"no crisis lines under: {message.words}"

    def says_nothing_of_anybody(self, posted: str) -> None:
        # Whom a site names in its own programme file, as it would on a poster, is no secret (R22).
        published = {site.contact_name for site in self.house.programme.sites.values()}
        secrets = [CONTACT, *({actor.name for actor in self.actors.values()} - published)]
        assert not [each for each in secrets if each in posted], f"a posted card says too much: {posted}"

    # --- the transcript

    def note(self, line: str) -> None:
        """Request numbers are drawn; the transcript calls them all N."""
        numbered = any(words in line for words in ("equest ", "emande ", "Show ", "/peer show "))
        self.lines.append(re.sub(rf"\b[{ALPHABET}]{{4}}\b", "N", line) if numbered else line)

    def transcript(self) -> str:
        return "\n".join(self.lines) + "\n"

    def reads_like(self, path: Path) -> None:
        """The conversation as it is in the file, the same on every platform.

        With PEERLINE_TRANSCRIPTS=write the file is written instead, from the playground.
        """
        if os.environ.get("PEERLINE_TRANSCRIPTS") == "write":
            if self.platform == "playground":
                path.write_text(self.transcript(), encoding="utf-8")
            return
        assert self.transcript() == path.read_text(encoding="utf-8")

    def remember(self) -> None:
        """What is in the chats by now is no news."""
        for actor in self.actors.values():
            for message in actor.messages():
                self._seen[message.ref] = message.words

    def _notice_changes(self) -> None:
        for actor in self.actors.values():
            for message in actor.messages():
                if message.typed:
                    continue
                before = self._seen.get(message.ref)
                if before != message.words:
                    done = "gets" if before is None else "now sees"
                    pressable = " ".join(f"[{words}]" for words in message.buttons)
                    self.note(f"  {actor.name} {done}: {message.words} {pressable}".rstrip())
                self._seen[message.ref] = message.words


def last_words_at_once(house: House) -> None:
    """As in the playground. A story about their minutes draws anew."""
    house.engine.draw = lambda _: 0


async def follow_up(house: House) -> None:
    """What a served house does within seconds: the search looks again, and what there is to say is delivered."""
    for _ in range(2):  # whoever could not be reached is passed over
        await house.deadlines.look()
        await house.outbox.settle()


def _is_line(value: str | list[str] | None) -> bool:
    return isinstance(value, str) and bool(value)
