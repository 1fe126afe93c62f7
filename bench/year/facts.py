"""What happened, as the inspector is told it: one value for each change of state, card shown and thing done."""

from dataclasses import dataclass
from datetime import datetime

from bot.surface import Card, Command, Gone, Press, Reply, Submit


@dataclass(frozen=True, slots=True)
class RequestRow:
    """A request as its row stands after a change. States and levels of escalation are the table's words."""

    at: datetime
    id: str
    site: str
    state: str
    escalation: str
    search: int
    longer_used: int = 0
    outside: bool = False
    contact_wrong: bool = False
    contact: str = ""  # what was said of first contact in this match: "said", "agreed", "denied", "decided" or nothing
    said: bool = False  # whether the supporter said so and was not denied


@dataclass(frozen=True, slots=True)
class OfferRow:
    """An offer as its row stands after a change."""

    at: datetime
    id: str
    request: str
    state: str
    search: int


@dataclass(frozen=True, slots=True)
class Shown:
    """A card on somebody's screen. `anew`: it was posted, so that they noticed; an edit alerts nobody."""

    at: datetime
    user: str
    card: Card
    anew: bool


@dataclass(frozen=True, slots=True)
class Did:
    """What somebody did, and what they were answered."""

    at: datetime
    user: str
    event: Press | Submit | Command | Gone
    reply: Reply


@dataclass(frozen=True, slots=True)
class Reached:
    """What no row tells: the supporter of this offer and its physician have really reached each other."""

    at: datetime
    user: str  # the supporter
    offer: str


Fact = RequestRow | OfferRow | Shown | Did | Reached
