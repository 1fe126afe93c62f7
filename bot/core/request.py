"""Requests and offers: their states, the moves between them, and the answers that outlive them.

The two tables at the foot are the whole of what can happen; a move that is not in them cannot be made.
"""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from bot.core.policy import Pathway, Terms

NAMES_SHOWN = 2  # so many may see the name without a match before the physician is asked again
AT_THE_MACHINE = ""  # in the place of a site: what was done with a command, for all of them
OUTSIDE = "outside"  # in the place of a site: what was asked of somebody outside the own one belongs to none (R29)


class RequestState(StrEnum):
    INVITED = "invited"
    SEEKING = "seeking"
    MATCHED = "matched"
    CONNECTED = "connected"
    CLOSED = "closed"


class Outcome(StrEnum):
    COMPLETED = "completed"
    HANDED_ON = "handed_on"
    WITHDRAWN = "withdrawn"
    DECLINED = "declined"
    UNREACHABLE = "unreachable"
    UNFILLED = "unfilled"
    TRANSFERRED = "transferred"
    CONTACT_DENIED = "contact_denied"


class OfferState(StrEnum):
    OPEN = "open"
    NAMED = "named"
    CONFIRMED = "confirmed"
    ENDED = "ended"
    DECLINED = "declined"
    EXPIRED = "expired"
    RECALLED = "recalled"
    KNOWN = "known"
    CONFLICT = "conflict"


class Escalation(StrEnum):
    """Who was last told that a request needs a human hand. Each step has its own deadline."""

    NOBODY = "nobody"
    COORDINATOR = "coordinator"
    DEPUTY = "deputy"
    PROMISED = "promised"  # a coordinator said "I will see to it"
    CONTACTED = "contacted"  # a coordinator has reached the physician and goes on by hand
    PHYSICIAN = "physician"  # told honestly, with the phone route


class Contact(StrEnum):
    """The state of first contact in this match: one side's word is not the other's fact (rule 16)."""

    NONE = ""  # nobody has said anything
    SAID = "said"  # the supporter says so; the physician has not answered yet
    AGREED = "agreed"  # the physician says so too, or said it first
    DENIED = "denied"  # the physician was asked, and says not yet
    DECIDED = "decided"  # the supporter says that the physician would rather not talk; it is put to them


class Transfer(StrEnum):
    """Whether this may be handed over by phone to a site that does not use Peerline: theirs to say (R29)."""

    NOT = ""
    ASKED = "asked"
    YES = "yes"
    NO = "no"


@dataclass(frozen=True, slots=True)
class Request:
    """What is stored in clear about a request: states, hours and counts; no person and no wish.

    Times are aware and UTC. `version` moves with the state only; deadlines and buttons are fenced by it.
    """

    id: str
    number: str  # short and random, unique within the site while the request lives
    site: str
    pathway: Pathway
    state: RequestState
    version: int
    opened_at: datetime
    terms: Terms
    seeking_since: datetime
    outside: bool = False  # someone outside the own site: the site sees nothing of it (R29)
    matched_at: datetime | None = None
    connected_at: datetime | None = None
    first_matched_at: datetime | None = None
    misses: int = 0  # offers of this search that ended without a match
    escalation: Escalation = Escalation.NOBODY
    longer_used: int = 0
    conversations: int = 0
    search: int = 1  # the first search is 1; every rematch begins another
    contact_wrong: bool = False
    contact: Contact = Contact.NONE
    said_at: datetime | None = None  # when the supporter first said so in this match, and was not denied
    marks_since: datetime | None = None  # from when the 72 hours run: the confirmed match, or the last denial
    denials: int = 0  # in this match
    denied_at: datetime | None = None
    messages_left: int = 0  # in this match, since contact was last denied: 1 if any
    heard_at: datetime | None = None  # the physician's last press or word, to the hour
    agreed_on: datetime | None = None  # until when the two have agreed to talk, if they said so
    agreed_as: str = ""  # what was tapped for that day; it says nothing without one
    stage_bent: bool = False  # a coordinator bent the career rule for this request (R26)
    names_shown: int = 0  # supporters who have seen the name, this search and those before
    names_allowed: int = NAMES_SHOWN
    looked: str = ""  # what a look that found nobody has said so far: "busy", "nobody"; by hand "none", "choose"
    told: str = ""  # what its coordinators were last told: they hear a new thing only

    @property
    def reach_from(self) -> datetime | None:
        """From when the 72 hours run: the confirmed match, or the last denial."""
        return self.marks_since or self.matched_at


@dataclass(frozen=True, slots=True)
class Details:
    """What the physician told us. It is sealed under the request's own key and gone when the request closes."""

    physician: str  # person id
    contact: str
    way: str = ""  # "text", "call" or "email" first; "" for no preference
    times: tuple[str, ...] = ()
    voicemail: bool = False  # a voicemail may be left: name and number only
    profession: str = ""  # as they tapped it, where no roster has it and the site serves more than one (R75)
    stage: str = ""  # as the physician tapped it, where the roster has none; "unsaid": rather not say (R26)
    language: str = ""
    wish: str = ""
    reason: str = ""
    share_reason: bool = False
    reason_with_name: bool = False  # the tick said that each colleague who is asked sees it beside the name
    not_these: tuple[tuple[str, str, str], ...] = ()  # accounts, resolved to people each time
    asked_for: str = ""  # person id of a supporter asked for by name
    moment: str = ""  # the template of an invitation, until it is answered
    transfer: Transfer = Transfer.NOT
    hand: str = ""  # person id of the coordinator who said that they will see to it
    ended_myself: bool = False  # the last match of this request ended because the physician asked for someone else
    not_yet: bool = False  # before any claim of contact in this match, the physician said that nobody had reached them
    vouched_email: str = ""  # what their platform vouched for at Send, where the site asks it to (R27)
    department: str = ""  # as they named it, where the roster has none
    # What came of it: "missed", they tried in vain; "agreed", the physician says that they met; "ends-" and an outcome,
    # they say how it ended and the physician is asked.
    hand_word: str = ""
    consent: str = ""  # of one who asked without an account: which words were read to them before it was sent (R74)
    receipt: str = ""  # the hash of the words that they were told (values/receipt.py)
    step: str = ""  # what a coordinator did last, its day, and of which version (coordinator/steps_taken.py)


@dataclass(frozen=True, slots=True)
class Offer:
    """One supporter asked for one request."""

    id: str
    request: str
    supporter: str
    state: OfferState
    version: int
    search: int
    made_at: datetime
    delivered_at: datetime | None = None
    asked_by_name: bool = False
    later_used: bool = False  # "ask me tonight" was pressed
    lapsed_at: datetime | None = None  # when it ended without an answer

    @property
    def live(self) -> bool:
        return self.state in LIVE_OFFER


class TookPlace(StrEnum):
    UNDER_30 = "under_30"
    FROM_30_TO_60 = "from_30_to_60"
    OVER_60 = "over_60"
    NOT_YET = "not_yet"
    DECIDED_NOT_TO = "decided_not_to"
    NOT_REACHED = "not_reached"

    @property
    def happened(self) -> bool:
        return self in {TookPlace.UNDER_30, TookPlace.FROM_30_TO_60, TookPlace.OVER_60}


class Able(StrEnum):
    FULLY = "fully"
    MOSTLY = "mostly"
    PARTLY = "partly"
    NOT_REALLY = "not_really"
    RATHER_NOT_SAY = "rather_not_say"


class Next(StrEnum):
    ANOTHER = "another"
    DONE = "done"
    POINTED = "pointed"  # done, and pointed to other support (never which)
    HAND_OVER = "hand_over"


class Useful(StrEnum):
    YES = "yes"
    SOMEWHAT = "somewhat"
    NO = "no"
    SKIP = "skip"


OPEN_REQUEST = (RequestState.SEEKING, RequestState.MATCHED, RequestState.CONNECTED)
LIVE_OFFER = frozenset({OfferState.OPEN, OfferState.NAMED, OfferState.CONFIRMED})

REQUEST_MOVES: frozenset[tuple[RequestState, RequestState]] = frozenset(
    {
        (RequestState.INVITED, RequestState.SEEKING),
        (RequestState.INVITED, RequestState.CLOSED),
        (RequestState.SEEKING, RequestState.MATCHED),
        (RequestState.SEEKING, RequestState.CLOSED),
        (RequestState.MATCHED, RequestState.CONNECTED),
        (RequestState.MATCHED, RequestState.SEEKING),
        (RequestState.MATCHED, RequestState.CLOSED),
        (RequestState.CONNECTED, RequestState.MATCHED),  # contact denied
        (RequestState.CONNECTED, RequestState.SEEKING),
        (RequestState.CONNECTED, RequestState.CLOSED),
    }
)

OFFER_MOVES: frozenset[tuple[OfferState, OfferState]] = frozenset(
    {
        (OfferState.OPEN, OfferState.NAMED),
        (OfferState.OPEN, OfferState.DECLINED),
        (OfferState.OPEN, OfferState.EXPIRED),
        (OfferState.OPEN, OfferState.RECALLED),
        (OfferState.OPEN, OfferState.KNOWN),
        (OfferState.NAMED, OfferState.CONFIRMED),
        (OfferState.NAMED, OfferState.DECLINED),
        (OfferState.NAMED, OfferState.EXPIRED),
        (OfferState.NAMED, OfferState.RECALLED),
        (OfferState.NAMED, OfferState.KNOWN),
        (OfferState.NAMED, OfferState.CONFLICT),
        # An answer that came too late: it was one all the same.
        (OfferState.EXPIRED, OfferState.DECLINED),
        (OfferState.EXPIRED, OfferState.KNOWN),
        (OfferState.EXPIRED, OfferState.RECALLED),
        (OfferState.CONFIRMED, OfferState.ENDED),
        (OfferState.CONFIRMED, OfferState.RECALLED),
        (OfferState.CONFIRMED, OfferState.KNOWN),
    }
)
