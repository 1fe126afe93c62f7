"""A colleague somebody thinks of (R13, R14): kept only until they were asked once, or for two weeks."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class NominationState(StrEnum):
    NEW = "new"  # just sent: what comes of it is decided out of the sender's sight
    WAITING = "waiting"  # a coordinator decides whether to ask
    SUGGESTED = "suggested"  # as a supporter: weighed out of the sender's sight, and forgotten with it
    ASKED = "asked"  # a coordinator said so: the colleague is asked, if they may be


class Moment(StrEnum):
    """The set moments of the fixed templates (R15, R20)."""

    ROUTINE = "routine"
    EVENT = "event"
    LOSS = "loss"
    ARRIVAL = "arrival"
    RETURN = "return"


@dataclass(frozen=True, slots=True)
class Nominee:
    """What is sealed of a nomination. `by` is who sent it until that is counted, then "", then who said to ask."""

    account: tuple[str, str, str]  # as it was picked: platform, team, user
    by: str = ""
    moment: Moment = Moment.ROUTINE


@dataclass(frozen=True, slots=True)
class Nomination:
    """What is stored in clear. `site` is whose coordinators see it."""

    id: str
    site: str
    state: NominationState
    made_at: datetime


NOMINATION_MOVES: frozenset[tuple[NominationState, NominationState]] = frozenset(
    {(NominationState.NEW, NominationState.WAITING), (NominationState.WAITING, NominationState.ASKED)}
)
