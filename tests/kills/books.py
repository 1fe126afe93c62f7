"""What must be true whenever everything is at rest: nothing lost, nothing done twice, nothing standing twice, and where
Slack tells nothing of what is there, once more at most for each answer that was lost."""

import asyncio
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeVar

from bot.core.request import OfferState
from bot.surface import Account
from storage.database.connect import open_database
from storage.database.sql import micros
from storage.encryption.keys import GivenKeys
from storage.transactions.unit_of_work import UnitOfWork
from storage.transactions.writer import writer_for
from tests.doubles.slack import Message
from tests.doubles.slack.blocks.reading import buttons
from tests.kills.people import Human, Physician, Supporter
from tests.kills.post import COPY, mark_of

if TYPE_CHECKING:
    from tests.kills.town import Town

T = TypeVar("T")

_COPIES = """
SELECT copy.id, copy.retired, copy.trying, copy.attempts, copy.due_at, copy.lease_until, slot.last
FROM copy JOIN slot ON slot.id = copy.slot WHERE copy.due_at IS NOT NULL"""
_STANDING = """
SELECT copy.id, copy.shown, copy.reference, copy.carried, slot.version
FROM copy JOIN slot ON slot.id = copy.slot WHERE copy.retired = 0 AND slot.last = 0"""
# Each post that the houses have written down, also of a slot that is gone by now.
_TABLE = "CREATE TABLE town_written (id VARCHAR(32), slot VARCHAR(32), carried {})"
_NOTE = "INSERT INTO town_written VALUES (new.id, new.slot, new.carried);"
_WHEN = "WHEN (new.retired = 1 AND new.due_at IS NULL AND new.reference IS NULL AND new.trying > 1)"
_ON_SQLITE = (_TABLE.format("BLOB"), f"CREATE TRIGGER town_writes AFTER UPDATE ON copy {_WHEN} BEGIN {_NOTE} END")
_ON_POSTGRESQL = (
    _TABLE.format("BYTEA"),
    f"CREATE FUNCTION town_note() RETURNS trigger AS $$ BEGIN {_NOTE} RETURN new; END $$ LANGUAGE plpgsql",
    f"CREATE TRIGGER town_writes AFTER UPDATE ON copy FOR EACH ROW {_WHEN} EXECUTE FUNCTION town_note()",
)
_WRITTEN = """
SELECT DISTINCT town_written.id, town_written.carried, slot.id IS NOT NULL
FROM town_written LEFT JOIN slot ON slot.id = town_written.slot AND slot.last = 0"""
_BORNE = (("send_broke", "TimeoutError"),)
# These come back for as long as anybody waits, or reads.
_ENDLESS = frozenset({"look", "scrub"})


@dataclass(frozen=True)
class Waiting:
    """A copy or a deadline that is not done; `held`: whoever had it may have died with it."""

    what: str
    held: bool


@dataclass(frozen=True)
class Double:
    """A message that was posted once more although it is there, and whether its slot still lives."""

    message: Message
    mark: str
    copy: str
    lives: bool

    @property
    def stands(self) -> bool:
        return not self.message.deleted and bool(self.message.buttons)


class Books:
    """Everything is read as whoever owns the keys reads it."""

    def __init__(self, town: "Town", url: str, keys: str) -> None:
        self._town = town
        self._database = open_database(url)
        self._writer = writer_for(self._database, GivenKeys(keys), town.hours)

    def close(self) -> None:
        self._writer.close()
        self._database.close()

    async def begins(self) -> None:
        await self.read(_begins)

    async def read(self, job: Callable[[UnitOfWork], T]) -> T:
        return await asyncio.wrap_future(self._writer.submit(job))

    async def waiting(self) -> list[Waiting]:
        return await self.read(_waiting)

    async def doubles(self) -> list[Double]:
        return await self.read(self._doubles)

    async def complaints(self) -> list[str]:
        """At rest; none where the books balance."""
        return [
            *self._town.wire.violations,
            *self._town.slack.violations,
            *self._town.wire.unanswered(),
            *await self.read(self._audited),
            *self._logs(),
        ]

    # --- inside

    def _audited(self, unit: UnitOfWork) -> list[str]:
        return [
            *self._twice(),
            *self._beside(unit),
            *self._copies(unit),
            *self._requests(unit),
            *self._offers(unit),
            *_acts(unit),
        ]

    def _twice(self) -> list[str]:
        """A copy is one post, and was never more."""
        ever = Counter(mark_of(message) for message in self._messages())
        return [
            f"{count} of one post: {self._words(mark)}{self._town.post.story(mark, self._places(mark))}"
            for mark, count in ever.items()
            if count > 1
        ]

    def _beside(self, unit: UnitOfWork) -> list[str]:
        """What was posted once more although it is there. Where history answers and nobody sleeps there is no such
        thing, where somebody sleeps it does not stay; else it is of a post whose answer was lost. A house that is too
        slow to hear what history says, or sleeps meanwhile, knows as little as one that may not ask."""
        return [
            f"posted once more: {each.message.words[:50]!r}{self._town.post.story(each.mark, self._places(each.mark))}"
            + "".join(f"\n    {line}" for line in self._said(each))
            for each in self._doubles(unit)
            if not self._is_borne(each)
        ]

    def _is_borne(self, double: Double) -> bool:
        town = self._town
        taken_away = double.message.deleted or not double.message.buttons
        if town.weather.blind:
            lost = any(each.mark == double.mark and not each.heard for each in town.post.posted())
            return taken_away or lost or any('"send_broke"' in line for line in self._said(double))
        slow = any('"TimeoutError"' in line for line in self._said(double))  # the look was, or the post came after it
        return slow or (town.sleeps and (taken_away or town.post.slept_at_a_look(double.message.channel)))

    def _said(self, double: Double) -> list[str]:
        return [line for line in self._town.victims.said() if double.copy in line]

    def _doubles(self, unit: UnitOfWork) -> list[Double]:
        rows = unit.link.driver.execute(_WRITTEN).fetchall()
        written = {unit.values.open(copy_id, sealed).mark: (copy_id, bool(lives)) for copy_id, sealed, lives in rows}
        messages = ((each, mark_of(each)) for each in self._messages())
        return [Double(each, mark, *written[mark]) for each, mark in messages if mark in written]

    def _copies(self, unit: UnitOfWork) -> list[str]:
        """Each card stands where its copy says, with the buttons of its newest version."""
        found = []
        there = {f"{each.channel}:{each.ts}": each for each in self._messages() if not each.deleted}
        for copy_id, shown, sealed, beside, version in unit.link.driver.execute(_STANDING).fetchall():
            carried = unit.values.open(copy_id, beside)
            reference = unit.keys.open(sealed, f"copy.reference:{copy_id}").decode() if sealed else ""
            message = there.get(reference)
            if message is None:
                found.append(f"a card stands nowhere: copy {copy_id}, version {shown} of {version}, at {reference!r}")
            elif (shown, carried.version, mark_of(message)) != (version, version, carried.mark):
                found.append(f"copy {copy_id} shows {shown} ({carried.version}) of {version}: {message.words[:60]!r}")
            elif any(value != carried.value for value in _values(message)):
                found.append(f"an older card stands: {message.words[:60]!r}")
        return found

    def _requests(self, unit: UnitOfWork) -> list[str]:
        """Who asked has one request, and who withdrew has none; nobody has another."""
        found, mine = [], 0
        for human in self._town.people:
            if isinstance(human, Physician):
                person = unit.people.by_account(_account(human))
                request = unit.requests.of_physician(person.id) if person else None
                mine += request is not None
                if human.asked is not None and human.asked != (request is not None):
                    found.append(f"{human.person} was told {human.asked}, and the book says {request is not None}")
        there = len(unit.requests.open_ones())
        return [*found, *([f"{there} requests of {mine} people"] if there != mine else [])]

    def _offers(self, unit: UnitOfWork) -> list[str]:
        """Nobody has more than they take, and no card asks for what is nobody's to give any more."""
        found, doubles = [], {id(each.message) for each in self._doubles(unit)}
        for human in self._town.people:
            if not isinstance(human, Supporter):
                continue
            person = unit.people.by_account(_account(human))
            assert person is not None
            live = unit.offers.live_of(person.id)
            if len(live) > 1:
                found.append(f"{human.person} has {len(live)} at once")
            cards = [each for each in human.person.dm.messages if id(each) not in doubles]
            labels = Counter(label for each in cards for label in each.buttons)
            for label, state in (("Accept", OfferState.OPEN), ("Continue", OfferState.NAMED)):
                number = sum(each.state is state for each in live)
                if labels[label] > number:  # fewer while they take their answer back, or put it off
                    mine = [each for each in cards if label in each.buttons]
                    stories = [self._town.post.story(mark_of(each), {f"{each.channel}:{each.ts}"}) for each in mine]
                    found.append(f"{human.person} sees {labels[label]} [{label}] for {number}: {''.join(stories)}")
        return found

    def _logs(self) -> list[str]:
        said = self._town.victims.said()
        lines = [line for line in said if ('"level": "error"' in line or "Traceback" in line) and not _is_late(line)]
        alone = self._town.victims.died_alone
        return [*lines[:5], *([f"died by themselves: {alone}"] if alone else [])]

    def _messages(self) -> list[Message]:
        """Every copy that was ever posted."""
        return self._town.post.messages(COPY)

    def _places(self, mark: str) -> set[str]:
        return {f"{each.channel}:{each.ts}" for each in self._messages() if mark_of(each) == mark}

    def _words(self, mark: str) -> list[str]:
        return [f"{each.words[:50]!r} {each.ts}" for each in self._messages() if mark_of(each) == mark]


def _begins(unit: UnitOfWork) -> None:
    """The database notes what it may have forgotten at the next rest."""
    for sql in _ON_POSTGRESQL if unit.link.is_postgresql else _ON_SQLITE:
        unit.link.driver.execute(sql)


def _waiting(unit: UnitOfWork) -> list[Waiting]:
    now = micros(unit.now)
    found = [
        Waiting(
            f"copy {copy_id}{' last' if last else ''}{' retired' if retired else ''}: trying {trying}, attempts "
            f"{attempts}, due in {(due - now) / 1e6:.0f} s, held for {max(0, (lease or 0) - now) / 1e6:.0f} s",
            (lease or 0) > now,
        )
        for copy_id, retired, trying, attempts, due, lease, last in unit.link.driver.execute(_COPIES).fetchall()
    ]
    late = unit.link.driver.execute(f"SELECT kind, due_at FROM deadline WHERE due_at <= {now}").fetchall()  # noqa: S608
    return found + [
        Waiting(f"{kind}: {(now - due) / 1e6:.0f} s late", True) for kind, due in late if kind not in _ENDLESS
    ]


def _acts(unit: UnitOfWork) -> list[str]:
    """Each offer was accepted and confirmed once at most, and each request was asked once."""
    done, allowed = Counter[tuple[str, str, str]](), Counter[tuple[str, str]]()
    for request in unit.requests.open_ones():
        for offer in unit.offers.of_request(request.id):
            allowed[request.id, offer.supporter] += 1
    for line in unit.ledger.lines("demo", 100_000):
        if line.request and line.verb in ("asked", "named", "confirmed"):
            done[line.verb, line.request, unit.ledger.actor(line)] += 1
    return [
        f"{verb} {count} times"
        for (verb, request, actor), count in done.items()
        if count > (1 if verb == "asked" else allowed[request, actor])
    ]


def _account(human: Human) -> Account:
    return Account("slack", human.person.team, human.person.id)


def _is_late(line: str) -> bool:
    """A send that took longer than half a lease, or a look at a request that was closed this moment: the house says so,
    and tries again."""
    return any(f'"{event}"' in line and f'"{kind}"' in line for event, kind in _BORNE)


def _values(message: Message) -> list[str]:
    return [str(element.get("value", "")).partition("|")[0] for _, element in buttons(message.blocks)]
