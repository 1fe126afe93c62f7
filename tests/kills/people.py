"""Who presses: each does what anybody would with what is on their screen, and presses again where nothing came."""

import asyncio
import random
import time
from collections import Counter
from collections.abc import Awaitable, Callable
from copy import deepcopy
from dataclasses import dataclass
from datetime import datetime, timedelta

from tests.doubles.slack import Delivery, Held, Message, Person
from tests.doubles.slack.blocks.reading import buttons
from tests.doubles.slack.replies import after_submission
from tests.kills.hours import Hours
from tests.kills.post import ANSWER, COPY, kind_of
from tests.kills.victims import Life

Door = Callable[[], Awaitable[Life]]

EVENTS = "/slack/events"
AGAIN, FORMS_AGAIN = 0.15, 0.6  # of what was acknowledged comes once more
WITHIN = 4.0  # seconds; at the town's pace some minutes, and the inbox knows an event for fifteen
KNOWN = timedelta(minutes=8)  # the inbox knows for fifteen what comes again, and what is late may wait at the door
PATIENT = 10.0  # seconds
UNSURE = 6.0  # seconds: Slack waits for three, and what a house is at by then is soon over
SEEN = 1.0  # seconds in which something comes of a press, unless whoever took it is dead
TRIES = 3
ROW = timedelta(seconds=63)  # two lines with less between them may be one row, where the first comes late
TALKS = 0.08  # of the turns
LINES = ("hello", "is anybody there", "I can't go on like this", "sorry", "never mind")


@dataclass(frozen=True)
class Line:
    """What somebody typed; `first` of a row."""

    person: Person
    delivery: Delivery
    first: bool

    @property
    def ts(self) -> str:
        return str(self.delivery.payload["event"]["ts"])


class Wire:
    """How a press gets to a house that answers, with all that Slack does on the way."""

    def __init__(self, door: Door, rng: random.Random, hours: Hours) -> None:
        self.rng = rng
        self.now = hours.now
        self._pace = hours.pace
        self.told: Counter[str] = Counter()
        self.violations: list[str] = []
        self.pending: Counter[str] = Counter()  # what is on its way once more, by whose it is
        self._door = door
        self._typed: dict[str, datetime] = {}  # by person, their last line
        self._lines: list[Line] = []
        self._later: set[asyncio.Task[None]] = set()

    async def send(
        self, person: Person, act: Callable[[], Awaitable[Delivery | None]], *, answers: bool = True
    ) -> Delivery | None:
        """Press; where nobody acknowledged it, the same comes up to three times more, or is left to the person.
        Afterwards they have seen what came of it: a dialog or an ephemeral line, or not only `answers` but any card."""
        before = len(person.slack.sights)
        life = await self.at_a_door(person)
        view = person.screen.modal
        delivery = await act()
        is_form = delivery is not None and delivery.payload.get("type") == "view_submission"
        tries = 0
        while delivery is not None and not delivery.acknowledged and tries < TRIES and self.rng.random() < 0.7:
            tries += 1
            self.told["tried again"] += 1
            life = await self.at_a_door(person)
            answer = await person.slack.carry(delivery)
            if answer.ok and is_form and view is not None:
                after_submission(person.slack, person.screen, view, answer.body)
        if delivery is None:
            return None
        self.told["acknowledged" if delivery.acknowledged else "never arrived"] += 1
        if delivery.acknowledged and self.rng.random() < (FORMS_AGAIN if is_form else AGAIN):
            for _ in range(self.rng.choice((1, 1, 3))):
                self.comes_again(person, delivery, self.rng.choice((0.0, self.rng.uniform(0, WITHIN), WITHIN)))
        await _sees(person, before, life, answers=answers)
        return delivery

    async def types(self, person: Person, text: str) -> None:
        """A line in the chat. Slack brings it up to three times more where nobody acknowledged it, and says so."""
        life, before, last = await self.at_a_door(person), len(person.slack.sights), self._typed.get(person.id)
        now = self.now()
        delivery = await person.types(text)
        while not delivery.acknowledged and len(delivery.attempts) <= TRIES:
            life = await self.at_a_door(person)
            await person.slack.carry(delivery, len(delivery.attempts), "http_timeout")
        self._typed[person.id] = self.now()  # the house may have heard it only now
        first = last is None or now - last > ROW
        self._lines.append(Line(person, delivery, first))
        self.told["typed"] += delivery.acknowledged
        await _sees(person, before, life)

    def unanswered(self) -> list[str]:
        """Whoever typed and was acknowledged has the lines that help below what they wrote first, or no more than the
        minute of a row above it, where a house that slept heard an earlier line late. At most there is a card for each
        try, and one below the last line of a row."""
        found, most = [], Counter[Person]()
        for line in self._lines:
            most[line.person] += len(line.delivery.attempts) + line.first
            since = float(line.ts) - ROW.total_seconds() / self._pace
            if line.first and line.delivery.acknowledged and not _answers(line.person, since):
                stand = [each.ts for each in _answers(line.person)][-3:]
                found.append(f"{line.person} wrote at {line.ts}, and nothing stands below it; the newest: {stand}")
        return found + [
            f"{person} has {len(_answers(person))} answers, and may have {number}"
            for person, number in most.items()
            if len(_answers(person)) > number
        ]

    async def lands(self) -> None:
        """Whatever is on its way once more has come."""
        while self._later:
            await asyncio.wait(self._later)

    async def at_a_door(self, person: Person) -> Life:
        life = await self._door()
        person.slack.app_url = f"{life.address}{EVENTS}"
        return life

    def comes_again(self, person: Person, delivery: Delivery, wait: float) -> None:
        """After so many seconds, at any house; unless that would be later than the inbox remembers."""

        made = self.now()

        async def later() -> None:
            await asyncio.sleep(wait)
            await self._door()
            if self.now() - made > KNOWN:  # nobody promises anything of one that comes so late
                self.pending[person.id] -= 1
                return
            before, life = len(person.slack.sights), await self.at_a_door(person)
            self.told["came again"] += (await person.slack.repeat(delivery)).ok
            await _sees(person, before, life)
            self.pending[person.id] -= 1

        self.pending[person.id] += 1
        task = asyncio.create_task(later())
        self._later.add(task)
        task.add_done_callback(self._later.discard)


async def _sees(person: Person, before: int, life: Life, seconds: float = SEEN, *, answers: bool = True) -> bool:
    """Whether something shows on their screen by then; nothing will of one that is dead."""
    until = time.monotonic() + seconds
    while time.monotonic() < until and not life.dead.is_set():
        shown = [each.kind for each in person.slack.sights[before:] if each.user == person.id]
        if any(kind != "message" or not answers for kind in shown):
            return True
        await asyncio.sleep(0.005)
    return False


def _answers(person: Person, since: float = 0.0) -> list[Message]:
    """The cards that answered what they typed."""
    return [each for each in person.dm.record if kind_of(each) == ANSWER and float(each.ts) > since]


class Human:
    def __init__(self, person: Person, wire: Wire) -> None:
        self.person = person
        self.wire = wire
        self.busy = False
        self.kept: list[Held] = []  # buttons that they remember

    @property
    def is_asked(self) -> bool:
        """Somebody waits for them."""
        return False

    async def turn(self) -> None:
        self.busy = True
        try:
            if not self.person.screen.modal and self.wire.rng.random() < TALKS:
                await self.talks()
            else:
                await (self.at_a_dialog() if self.person.screen.modal else self.at_the_chat())
        finally:
            self.busy = False

    async def at_a_dialog(self) -> None:
        await self.closes()

    async def at_the_chat(self) -> None: ...

    async def talks(self) -> None:
        """A line, or several in a row."""
        for _ in range(self.wire.rng.choice((1, 1, 3))):
            await self.wire.types(self.person, self.wire.rng.choice(LINES))

    # --- what hands can do

    def standing(self, *labels: str) -> list[Held]:
        """Buttons with these words on cards in their messages, the newest last."""
        held = self.person.pressable() if not self.person.modals else []
        return [each for each in held if isinstance(each.place, Message) and label_of(each) in labels]

    async def presses(self, held: Held) -> Delivery | None:
        if self.wire.rng.random() < 0.1:
            self.kept = [*self.kept[-5:], held]
        return await self.wire.send(self.person, lambda: self.person.press(held), answers=label_of(held) != "Decline")

    async def presses_in_the_dialog(self, *labels: str) -> bool:
        """The first of these that is there; whether one did."""
        buttons = {label_of(each): each for each in self.person.pressable()} if self.person.modals else {}
        label = next((each for each in labels if each in buttons), None)
        if label is not None:
            delivery = await self.presses(buttons[label])
            self.wire.told[label] += bool(delivery and delivery.acknowledged)
        return label is not None

    async def presses_everything(self) -> list[str]:
        """In good weather: each button of each card that a slot holds, and one of each that none does, since all of
        them carry one value. Returns those of which nobody could see that they do anything."""
        if self.person.modals:
            await self.closes()
        silent = []
        for number, card in enumerate([deepcopy(each) for each in self.person.messages]):
            found = [Held(card, block, element) for block, element in buttons(card.blocks)]
            for held in found if kind_of(card) == COPY else found[number % max(1, len(found)) :][:1]:
                life, before = await self.wire.at_a_door(self.person), len(self.person.slack.sights)
                delivery = await self.person.press(held)
                if not (delivery.acknowledged and await _sees(self.person, before, life, PATIENT, answers=False)):
                    silent.append(f"{self.person} presses [{label_of(held)}] of {card.words[:40]!r}")
                if self.person.modals:
                    await self.closes()
        return silent

    async def closes(self) -> None:
        async def cross() -> None:
            await self.person.closes(everything=True)

        await self.wire.send(self.person, cross)


def label_of(held: Held) -> str:
    return str(held.element["text"]["text"])


class Physician(Human):
    """Asks, looks, and withdraws after a while to ask again. `asked` is what they know for certain: whether they have a
    request. A dialog that says otherwise is a rule broken."""

    asked: bool | None = False
    _expects: tuple[str, ...] = ()  # the titles that tell that what they did last was done
    _since = 0  # of all that was ever seen: what this turn has brought
    _alone = True  # nothing of theirs was on its way once more as it began
    _sent: tuple[Delivery, datetime] | None = None
    _unsure_until = 0.0  # what nobody told the end of may still be done

    async def turn(self) -> None:
        self._since, self._alone = len(self.person.slack.sights), not self.wire.pending[self.person.id]
        await super().turn()

    async def at_the_chat(self) -> None:
        opens = self.standing("Open")
        if opens and self.wire.rng.random() < 0.6:
            await self.presses(opens[-1])
            self._looks()
            return
        await self.wire.send(self.person, lambda: self.person.command("/peer"))
        door = self.standing("Ask for a peer")
        if door:
            await self.presses(door[-1])
            self._looks()

    async def at_a_dialog(self) -> None:
        view, draw = self.person.modal, self.wire.rng.random()
        if self._has_a_form():
            await self._sends()
        elif view.title == "Before you ask":
            await self.presses_in_the_dialog("Continue")
        elif view.title == "Withdraw?":
            self._acts("Closed")
            if not await self.presses_in_the_dialog("Yes, withdraw"):
                await self.closes()
        elif draw < 0.6 and view.title in ("Sent", "Your request"):
            if not await self.presses_in_the_dialog("Withdraw", "More"):
                await self.closes()
        else:
            await self.closes()
        self._looks()

    def _acts(self, *expects: str) -> None:
        """From here on nobody knows, until a dialog tells it, or whatever may be under way is over."""
        self.asked, self._expects, self._unsure_until = None, expects, time.monotonic() + UNSURE

    def _has_a_form(self) -> bool:
        view = self.person.screen.modal
        return bool(view and view.body.get("submit") and any(each["block_id"] == "contact" for each in view.blocks))

    async def _sends(self) -> None:
        """Unless something else has come in the form's place while they waited for a house that answers."""
        self._acts("Sent", "Your request")

        async def sends() -> Delivery | None:
            return await self.person.submit({"contact": "204-555-0123"}) if self._has_a_form() else None

        delivery = await self.wire.send(self.person, sends)
        if delivery and delivery.acknowledged:
            self.wire.told["asked"] += 1
            self._sent = delivery, self.wire.now()

    def _looks(self) -> None:
        """At what their dialog says of their request. What is on its way once more may show late, and does nothing."""
        sights = self.person.slack.sights[self._since :]
        shown = [each for each in sights if each.user == self.person.id and each.kind == "modal"]
        title = str(shown[-1].body["title"]["text"]) if shown else ""
        says = {"Before you ask": False, "Closed": False, "Sent": True, "Your request": True}.get(title)
        if says and "You have no open request" in shown[-1].words:
            says = False
        if says is None:
            return
        if title in self._expects and says is (title != "Closed"):
            self.asked, self._expects = says, ()
            if self._sent and not says and self.wire.now() - self._sent[1] < KNOWN / 2:
                self.wire.told["came again when all was over"] += 1
                self.wire.comes_again(self.person, self._sent[0], 0.0)
        elif self._alone and not self.wire.pending[self.person.id] and time.monotonic() > self._unsure_until:
            if self.asked is not None and self.asked != says:
                had = "a" if self.asked else "no"
                self.wire.violations.append(f"{self.person}: had {had} request, and reads {title!r}")
            self.asked = says


class Supporter(Human):
    """Says yes mostly, and confirms."""

    @property
    def is_asked(self) -> bool:
        return bool(self.person.modals or self.standing("Accept", "Continue"))

    async def at_the_chat(self) -> None:
        draw = self.wire.rng.random()
        if self.kept and draw < 0.1:
            await self.presses(self.wire.rng.choice(self.kept))
        elif found := self.standing("Accept", "Continue"):
            decline = self.standing("Decline")
            held = decline[-1] if decline and draw > 0.85 else found[-1]
            self.wire.told[label_of(held)] += 1
            await self.presses(held)
        elif (found := self.standing("Details")) and draw < 0.3:
            await self.presses(found[-1])

    async def at_a_dialog(self) -> None:
        if self.wire.rng.random() > 0.95 or not await self.presses_in_the_dialog("No, confirm"):
            await self.closes()
