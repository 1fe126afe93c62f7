"""What flows may read and change: the storage as they see it, inside one transaction.

Every change is conditional on the state it expects. One that meets no row raises Conflict: somebody else was faster;
the engine starts the event again once, from what is true by then.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from typing import Any, Protocol

from bot.core.callback import Call, Caller, CallState
from bot.core.nomination import Nomination, NominationState, Nominee
from bot.core.people import Person, Role, Standing, Training
from bot.core.report import Row
from bot.core.request import Details, Offer, OfferState, Request, RequestState
from bot.surface import Account, Card

LOOK = "look"  # the kind of deadline that makes the search look again


class Conflict(Exception):
    """The state moved between reading and writing."""


class People(Protocol):
    def get(self, person_id: str) -> Person:
        """Raises LookupError for somebody who is no longer there."""
        ...

    def by_account(self, account: Account) -> Person | None: ...
    def by_email(self, email: str) -> Person | None: ...
    def with_role(self, role: Role, site: str | None = None) -> list[Person]:
        """Everybody with this role, at one site or at all."""
        ...

    def accounts(self, person_id: str) -> list[Account]:
        """The working accounts of a person."""
        ...

    def roster_accounts(self, person_id: str) -> list[Account]:
        """The same without those that an e-mail alone made theirs, which would tell who has come."""
        ...

    def every_account(self, person_id: str) -> list[Account]:
        """Those that are out of reach too."""
        ...

    def add(self, person: Person, account: Account) -> Person:
        """A guest who is known from now on; whoever has the account, if anybody does."""
        ...

    def attach(self, person_id: str, account: Account, language: str = "", *, vouched: bool = False) -> None:
        """Give this account to this person. `vouched`: by an e-mail alone; it goes again with what it came for."""
        ...

    def put(self, person: Person) -> Person:
        """Keep what the list says of somebody, new with the id ""; their standing stays as it is."""
        ...

    def add_absent(self, person: Person) -> Person:
        """Somebody who asks without any account."""
        ...

    def unlisted(self, person_id: str) -> bool:
        """Whether this is somebody on no roster, who is known here only because they asked. False for whoever is not
        there at all."""
        ...

    def forget(self, person_id: str) -> None:
        """Delete somebody on no roster, with their accounts and cards. Raises ValueError for anybody else."""
        ...

    def save_standing(self, person_id: str, standing: Standing) -> None: ...
    def forget_older_matches(self, today: date) -> None:
        """Of everybody: what is older than twelve months counts for nothing any more."""
        ...

    def save(self, person: Person) -> None:
        """Keep what is true of somebody by now, their standing too. Read them under `lock` first. Raises Conflict."""
        ...

    def set_language(self, account: Account, language: str) -> bool: ...
    def locale(self, account: Account) -> str:
        """What the platform last said of this account's language, where that is kept (bot/flows/known.py); or ""."""
        ...

    def set_locale(self, account: Account, locale: str) -> None: ...
    def set_conversation(self, account: Account, conversation: str) -> bool:
        """Where the platform wants this account's messages; "" for nowhere. False: nobody here has this account."""
        ...

    def remembered_without_role(self) -> list[str]:
        """The ids of whoever has no role and a locale, a conversation or a vouched account."""
        ...

    def let_go(self, person_id: str, *, accounts: bool = True) -> None:
        """Forget locale and conversation of all their accounts; with `accounts` also those that an e-mail alone made
        theirs."""
        ...

    def without_tick(self) -> None:
        """Let go of the accounts that an e-mail alone made somebody's who has a role by now: no role comes that way."""
        ...

    def account_gone(self, account: Account) -> None: ...
    def account_back(self, account: Account) -> None: ...
    def lock(self, person_id: str) -> None:
        """Hold this person's row until the transaction ends: counts of limits are read under it."""
        ...


class Requests(Protocol):
    def open(self, request: Request, details: Details) -> Request:
        """Store a new request under a fresh key. Raises Conflict when the person has one already."""
        ...

    def get(self, request_id: str) -> Request | None: ...
    def of_physician(self, person_id: str) -> Request | None: ...
    def by_number(self, site: str, number: str) -> Request | None: ...
    def open_ones(self, site: str | None = None) -> list[Request]: ...
    def waiting(self) -> list[Request]:
        """Whoever is sought for and has no live offer, at every site, the oldest request first. Nothing is held."""
        ...

    def hold_pool(self, name: str) -> None:
        """Hold this pool of supporters until the transaction ends: one search in it at a time. Before any request and
        any person, or two transactions may wait for each other."""
        ...

    def heard(self, person_id: str, at: datetime) -> None:
        """This person did something: their open request, if they have one, knows the hour and no more."""
        ...

    def details(self, request: Request) -> Details:
        """Raises LookupError for a closed request: its key is destroyed."""
        ...

    def set_details(self, request: Request, details: Details) -> None: ...
    def kept_of(self, person_id: str) -> list[Request]:
        """What this person asked for, and is closed and kept for some days (keep_days_after_close)."""
        ...

    def move(self, request: Request, to: RequestState, **changes: Any) -> Request:
        """The only way to change a state; the version moves too. Raises Conflict, or ValueError for an unknown move."""
        ...

    def change(self, request: Request, **changes: Any) -> Request:
        """Change anything but the state, provided that the state has not moved. Raises Conflict."""
        ...

    def release(self, request: Request) -> None:
        """Let the person of a closed request ask again while its links are still kept (keep_days_after_close)."""
        ...

    def shred(self, request: Request) -> None:
        """Delete a closed request: its key, its offers, its deadlines, its lines of the audit, and itself (rule 9)."""
        ...


class Offers(Protocol):
    def add(self, offer: Offer) -> Offer:
        """Raises Conflict when the request has a live offer already."""
        ...

    def get(self, offer_id: str) -> Offer | None: ...
    def live(self, request_id: str) -> Offer | None: ...
    def of_request(self, request_id: str) -> list[Offer]: ...
    def live_of(self, person_id: str) -> list[Offer]:
        """The open, named and confirmed offers of a supporter."""
        ...

    def live_counts(self, person_ids: Sequence[str]) -> dict[str, int]: ...
    def move(self, offer: Offer, to: OfferState) -> Offer:
        """Raises Conflict; a move not in the table ValueError."""
        ...

    def hold(self, offer: Offer) -> None:
        """Nobody else moves this offer until the transaction ends. Raises Conflict if somebody has."""
        ...

    def delivered(self, offer: Offer, at: datetime) -> Offer: ...
    def lapse(self, offer: Offer, at: datetime) -> Offer:
        """It ended without an answer, at this moment. Raises Conflict."""
        ...

    def forget_of(self, person_id: str) -> None:
        """Every offer that this person had, of open requests too. Raises ValueError where one lives."""
        ...

    def asked_later(self, offer: Offer) -> Offer:
        """Note that "ask me tonight" was pressed: it can be once."""
        ...


@dataclass(frozen=True, slots=True)
class Due:
    """One deadline. `fence` is the version of what it belongs to; if that has moved on, the deadline does nothing."""

    id: str
    kind: str
    request: str = ""
    offer: str = ""
    person: str = ""
    fence: int = 0
    due_at: datetime | None = None
    subject: str = ""  # a nomination or a call-back


class Deadlines(Protocol):
    def book(
        self,
        kind: str,
        at: datetime,
        *,
        request: str = "",
        offer: str = "",
        person: str = "",
        subject: str = "",
        fence: int = 0,
    ) -> None: ...

    def cancel(
        self,
        *,
        request: str = "",
        offer: str = "",
        person: str = "",
        subject: str = "",
        kinds: Sequence[str] = (),
    ) -> None:
        """Void what is pending for this request, offer, person or subject; of these kinds only, if any are named."""
        ...

    def scrub(self) -> None:
        """Something was deleted that must leave the database's files too, with the next whole minute."""
        ...

    def pending(self, *, request: str = "", offer: str = "", person: str = "", subject: str = "") -> list[Due]:
        """Of one of these, whatever else they are about; soonest first."""
        ...

    def pending_kind(self, kind: str) -> list[Due]: ...
    def put_off(self, kind: str, requests: Sequence[str], until: datetime) -> None:
        """Those of this kind and these requests are due at `until`, or when they were if that is later. One that is in
        somebody else's hands is left alone."""
        ...

    def next(self) -> datetime | None:
        """When the next one is due, whatever it is about but a look of the search; the past if it is late."""
        ...

    def retries(self) -> bool:
        """Whether one has failed more than once and waits to be tried again."""
        ...


class Slots(Protocol):
    def say(
        self,
        person_id: str,
        name: str,
        card: Card,
        *,
        at: datetime,
        notify: bool,
        receipt: str = "",
        last: bool = False,
    ) -> None:
        """Make `card` the truth of this slot; the outbox brings every copy to it.

        With `notify` it is posted anew, otherwise edited in place (and posted if it never was). `receipt` comes back as
        an event when it was delivered. Delivery may begin `at`.

        `last` forgets the slot once all copies show it, or a day after `at`, and without `notify` takes back what was
        never posted. Such a word waits without a name, a receipt or a second, and its numbers are every last word's.
        """
        ...

    def whose(self, name: str) -> list[str]:
        """Everybody who has a slot of this name. It looks at every slot there is."""
        ...

    def last_word_waits(self, person_id: str) -> bool:
        """Whether a last word is still on its way to them."""
        ...

    def standing(self, person_id: str, name: str) -> bool:
        """Whether this slot exists."""
        ...

    def any_of(self, person_id: str) -> bool:
        """Whether any card of theirs is to be shown, or kept true."""
        ...

    def names_of(self, person_id: str) -> list[str]:
        """The slots of this person that have not had their last word."""
        ...

    def drop(self, person_id: str, name: str, at: datetime) -> None:
        """What stands in it was its last word: nothing is said, and the slot is forgotten once all copies show it."""
        ...

    def follow(self, person_id: str, at: datetime) -> None:
        """They have another account, and lost the one in which they saw their cards: what stands is posted there."""
        ...

    def card(self, person_id: str, name: str) -> Card | None:
        """What stands in it, or will."""
        ...

    def next_due(self) -> datetime | None:
        """When something is to be sent next; the past if it waits already."""
        ...

    def retries(self) -> bool:
        """Whether something was refused more than once and waits to be sent again."""
        ...


class Trainings(Protocol):
    """Who was trained when (R51, R52). Nothing here knows of support given."""

    def of(self, person_id: str) -> list[Training]:
        """Oldest first."""
        ...

    def add(self, person_id: str, training: Training) -> None: ...
    def remove(self, person_id: str, training_id: str) -> Training | None:
        """What was removed; None for one that is not theirs."""
        ...


class Nominations(Protocol):
    def add(self, nomination: Nomination, nominee: Nominee) -> Nomination: ...
    def get(self, nomination_id: str) -> Nomination | None: ...
    def waiting(self, site: str) -> list[Nomination]: ...
    def waits(self, account: Account) -> bool:
        """Whether somebody has thought of this colleague already, and a coordinator has not decided yet."""
        ...

    def nominee(self, nomination: Nomination) -> Nominee: ...
    def move(self, nomination: Nomination, to: NominationState, nominee: Nominee, *, site: str = "") -> Nomination:
        """Raises Conflict, or ValueError for an unknown move."""
        ...

    def concerning(self, person_id: str, accounts: Sequence[Account]) -> list[Nomination]:
        """Whoever thought of this person, and what they have sent themselves, for as long as it says so."""
        ...

    def forget(self, nomination: Nomination) -> None: ...


class Marks(Protocol):
    """Keyed marks that expire. Without the key nobody can tell whose they are, and with it only by asking for one."""

    def put(self, purpose: str, who: str, until: datetime) -> None: ...
    def count(self, purpose: str, who: str) -> int:
        """How many of them have not expired."""
        ...


# What a mark of a person by their id may be for.
MARKS = ("no", "sender", "suggester")


class Joining(Protocol):
    """Two who turn out to be one (rule 18)."""

    def may_join(self, other_id: str, person_id: str) -> bool:
        """False while each of them has an open request, or each a call-back: neither may lose the way to it."""
        ...

    def join(self, other_id: str, person_id: str) -> bool:
        """Whatever is `other_id`'s is `person_id`'s from now on: request, call-back, cards, deadlines, marks, seats,
        training, accounts, and wherever they are named. The other, who must be on no roster, is no more.

        False, and nothing has changed, where `may_join` says so. Raises ValueError for somebody on the roster.
        """
        ...


@dataclass(frozen=True, slots=True)
class Claim:
    """An account whose vouched e-mail is that of somebody with a role. `ticked`: a coordinator said that it is them."""

    id: str
    person: str
    account: Account
    ticked: bool = False


class Claims(Protocol):
    def add(self, person_id: str, account: Account) -> Claim:
        """Raises Conflict where one stands for this account."""
        ...

    def get(self, claim_id: str) -> Claim | None: ...
    def of_account(self, account: Account) -> Claim | None: ...
    def waiting(self) -> list[Claim]:
        """Of every site, those that nobody has ticked."""
        ...

    def tick(self, claim: Claim) -> Claim:
        """Raises Conflict where somebody was quicker."""
        ...

    def concerning(self, person_id: str, accounts: Collection[Account]) -> list[Claim]:
        """Whoever may be this person, and whom these accounts may be."""
        ...

    def forget(self, claim: Claim) -> None: ...


class Callbacks(Protocol):
    def open(self, call: Call, caller: Caller) -> Call:
        """Raises Conflict when the person has one already."""
        ...

    def get(self, call_id: str) -> Call | None: ...
    def of_person(self, person_id: str) -> Call | None: ...
    def open_ones(self) -> list[Call]: ...
    def caller(self, call: Call) -> Caller: ...
    def set_caller(self, call: Call, caller: Caller) -> None: ...
    def move(self, call: Call, to: CallState) -> Call:
        """Raises Conflict, or ValueError for an unknown move."""
        ...

    def erase(self, call: Call) -> None:
        """It is over, and nothing of it stays. Raises Conflict."""
        ...


@dataclass(frozen=True, slots=True)
class Noted:
    """One line of the audit. `request` is "" for what concerned none; those of a request go with it."""

    id: str
    at: datetime
    verb: str
    request: str
    sealed: bytes | None = field(repr=False)


class Purpose(StrEnum):
    """What a token or an address of ours is good for. One that was made for one purpose is nothing for another."""

    USEFUL = "useful"
    GOAL = "goal"
    HEARD = "heard"
    CALENDAR = "calendar"
    INSTALL = "install"


class Ledger(Protocol):
    def note(self, verb: str, *, site: str, actor: str = "", request: Request | None = None) -> None:
        """One line of the audit. The actor is sealed under the request's key, or the master's where there is none."""
        ...

    def note_command(self, verb: str) -> None:
        """What was done at the machine, where nobody is anybody: the verb and the day (UTC), and no argument."""
        ...

    def lines(self, site: str, most: int) -> list[Noted]:
        """The newest lines of a site's audit, newest first. `OUTSIDE` for what was asked of somebody outside it,
        `AT_THE_MACHINE` for commands."""
        ...

    def actor(self, line: Noted) -> str:
        """Who acted. Ask only for a line that the reader may see."""
        ...

    def tally(self, **columns: str) -> None:
        """One de-identified row that outlives the request (wording.md, the tracker)."""
        ...

    def issue_ticket(self, purpose: Purpose, until: datetime) -> str:
        """A one-time token that is linked to nothing, and good for this purpose only."""
        ...

    def spend_ticket(self, purpose: Purpose, token: str) -> bool: ...
    def seal_address(self, purpose: Purpose, about: str, until: datetime) -> str:
        """A word for an address that may be looked at as often as anybody likes until then. No row is kept of it."""
        ...

    def read_address(self, purpose: Purpose, word: str) -> str | None:
        """What `seal_address` put in; None for one that is over, was made for something else, or is not ours."""
        ...

    def useful(self, quarter: str, answer: str) -> None: ...


class Erasures(Protocol):
    def erase(self, person_id: str, stranger: Person, *, waits: bool) -> str:
        """Delete every row of this person, and keep a mark for a restore. Nothing of theirs is open by now.

        With `waits` their accounts and last words stay with `stranger`, whose id is returned; else "". Raises
        LookupError."""
        ...


class Inbox(Protocol):
    def first_time(self, event_key: str) -> bool:
        """Whether this did not happen for a quarter of an hour, half an hour at most; from now on it did."""
        ...


@dataclass(frozen=True, slots=True)
class Planned:
    """A gathering that a coordinator planned in the chat; those of the programme file stand there."""

    id: str
    site: str
    starts_at: datetime
    title: str
    kind: str
    weekly: bool
    where: str
    join_url: str
    capacity: int | None


class Gatherings(Protocol):
    """Seats are kept by the id of a gathering and the hour of one meeting. Nobody can list who comes."""

    def planned(self, since: datetime) -> list[Planned]: ...
    def get(self, gathering_id: str) -> Planned | None: ...
    def plan(self, planned: Planned) -> Planned: ...
    def cancel(self, gathering_id: str) -> None: ...
    def taken(self, gathering: str, at: datetime) -> int: ...
    def has_seat(self, gathering: str, at: datetime, person_id: str) -> bool: ...
    def take_seat(self, gathering: str, at: datetime, person_id: str, capacity: int | None) -> bool:
        """False: full."""
        ...

    def any_seat(self, person_id: str) -> bool: ...
    def leave_seat(self, gathering: str, at: datetime, person_id: str) -> bool: ...
    def empty(self, gathering: str, at: datetime) -> Sequence[str]:
        """Give every seat back; whose they were."""
        ...


class Tallies(Protocol):
    """What remains of requests that ended, de-identified: the report is made of it, and nothing else reads it."""

    def rows(self, site: str = "") -> list[Row]: ...
    def answers(self) -> list[Row]: ...


class Records(Protocol):
    @property
    def people(self) -> People: ...
    @property
    def requests(self) -> Requests: ...
    @property
    def offers(self) -> Offers: ...
    @property
    def deadlines(self) -> Deadlines: ...
    @property
    def slots(self) -> Slots: ...
    @property
    def training(self) -> Trainings: ...
    @property
    def nominations(self) -> Nominations: ...
    @property
    def marks(self) -> Marks: ...
    @property
    def callbacks(self) -> Callbacks: ...
    @property
    def joining(self) -> Joining: ...
    @property
    def claims(self) -> Claims: ...
    @property
    def ledger(self) -> Ledger: ...
    @property
    def inbox(self) -> Inbox: ...
    @property
    def erasures(self) -> Erasures: ...
    @property
    def gatherings(self) -> Gatherings: ...
    @property
    def tallies(self) -> Tallies: ...
