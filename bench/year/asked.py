"""A request and its offers, as the inspector knows them."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta

from bench.year.facts import RequestRow
from bench.year.town import Soul
from bot.core.people import Stage

LIVE = frozenset({"open", "named", "confirmed"})


@dataclass(slots=True)
class Asked:
    """A request and who is behind it."""

    id: str
    physician: Soul
    not_these: frozenset[str]  # users
    asked_for: str  # user, or ""
    outside: bool
    opened_at: datetime
    row: RequestRow
    offers: list["Offered"] = field(default_factory=list)
    first_matched_at: datetime | None = None
    first_contact_at: datetime | None = None
    in_truth_at: datetime | None = None  # when the two of some match of it first reached each other
    gave_up_at: datetime | None = None  # when the physician withdrew
    stage: Stage | None = None  # as far as the programme was told
    by_hand: set[datetime] = field(default_factory=set)  # when a coordinator chose somebody
    told_at: datetime | None = None  # when a coordinator was first told of it
    in_hand: bool = False  # whether it ever came into the hands of a person
    contact_after: dict[str, timedelta] = field(default_factory=dict)  # by match, until the contact that stands
    connected_at: datetime | None = None  # when contact was last told
    claimed_at: datetime | None = None  # when contact was first told, whatever became of it
    was_denied: bool = False  # whether the physician ever said that nobody has reached them, against a claim
    back_at: datetime | None = None  # when a match that was said to be in touch was put back before contact
    denied_at: datetime | None = None  # when the physician last said that nobody has reached them, of this match
    denials: int = 0  # of this match
    names_allowed: int = 2  # how many may have seen the name, where it comes with the offer
    closed_at: datetime | None = None
    bent: bool = False  # a coordinator ticked that the career rule does not count for it

    @property
    def site(self) -> str:
        return self.row.site

    @property
    def closed(self) -> bool:
        return self.row.state == "closed"

    def chose(self, offer: "Offered") -> bool:
        """Whether a person chose this supporter: by name, by hand, or for somebody of another site (R21, R29, R31)."""
        return self.outside or offer.supporter == self.asked_for or offer.made_at in self.by_hand

    @property
    def names_seen(self) -> int:
        """How many people have seen the name without a match, however often each was asked; whoever was asked for by
        name is not counted."""
        matched = {each.supporter for each in self.offers if each.confirmed_at is not None}
        return len({each.supporter for each in self.offers if each.named_at is not None} - matched - {self.asked_for})

    @property
    def match(self) -> "Offered | None":
        return next((offer for offer in self.offers if offer.state == "confirmed"), None)


@dataclass(slots=True)
class Offered:
    """An offer. Whose it is is known as soon as somebody was shown it."""

    id: str
    request: str
    search: int
    state: str
    made_at: datetime
    number: int  # in the order in which they were made
    supporter: str = ""
    shown_at: datetime | None = None
    answered_at: datetime | None = None
    confirmed_at: datetime | None = None
    ended_at: datetime | None = None
    named_at: datetime | None = None
    lapsed: bool = False  # it ran out, whatever was answered later
    reached_at: datetime | None = None  # when its two really reached each other

    def live_at(self, at: datetime) -> bool:
        return self.made_at <= at and (self.ended_at is None or self.ended_at > at)
