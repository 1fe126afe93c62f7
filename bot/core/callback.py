"""A call-back: somebody asked to be phoned (R22). It is gone as soon as it is over."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class CallState(StrEnum):
    ASKED = "asked"  # the coordinators were told
    DEPUTY = "deputy"  # they were silent: their deputies were told too
    MISSED = "missed"  # a coordinator phoned and reached nobody: the number is asked about
    UNMET = "unmet"  # nobody could phone: the one who asked was told so
    PHONED = "phoned"  # a coordinator says that they have talked: the one who asked is asked about that


@dataclass(frozen=True, slots=True)
class Call:
    """What is stored in clear. `version` moves with the state; deadlines and buttons are fenced by it."""

    id: str
    number: str
    site: str
    state: CallState
    version: int
    asked_at: datetime


@dataclass(frozen=True, slots=True)
class Caller:
    """What is sealed: who asked, how to reach them, through whom not (person ids), and whether their site sees it."""

    person: str
    contact: str
    not_these: tuple[str, ...] = ()
    outside: bool = False
    voicemail: bool = False  # a voicemail may be left: name and number only


CALL_MOVES: frozenset[tuple[CallState, CallState]] = frozenset(
    {
        (CallState.ASKED, CallState.DEPUTY),
        (CallState.ASKED, CallState.UNMET),
        (CallState.DEPUTY, CallState.UNMET),
        (CallState.ASKED, CallState.MISSED),
        (CallState.DEPUTY, CallState.MISSED),
        (CallState.UNMET, CallState.MISSED),
        (CallState.MISSED, CallState.ASKED),
        (CallState.UNMET, CallState.ASKED),
        (CallState.ASKED, CallState.PHONED),
        (CallState.DEPUTY, CallState.PHONED),
        (CallState.MISSED, CallState.PHONED),
        (CallState.UNMET, CallState.PHONED),
        (CallState.PHONED, CallState.ASKED),
    }
)
