"""The two clocks of a request, as its coordinators see them: from the request to the match, and on to first contact.

What is late is measured by the hours that the request was booked with, which are the programme's own promise (R34).
"""

from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.core.request import Request, RequestState
from bot.flows.common.desk import Desk
from bot.surface import Block, Fact, Phrase, w


@dataclass(frozen=True, slots=True)
class Running:
    """The clock that runs: whole hours so far, and the hours within which it should stop."""

    since: datetime
    hours: int
    within: float
    late: bool


def running(desk: Desk, request: Request) -> Running | None:
    """None for a request whose first contact is made: nothing is awaited any more."""
    since, within = request.seeking_since, request.terms.seek_escalate_hours
    if request.state is RequestState.MATCHED and request.matched_at is not None:
        since, within = request.matched_at, request.terms.connect_within_hours
    elif request.state is not RequestState.SEEKING:
        return None
    return Running(since, age(since, desk.now), within, desk.now >= since + timedelta(hours=within))


def is_late(desk: Desk, request: Request) -> bool:
    clock = running(desk, request)
    return clock is not None and clock.late


def age(since: datetime, now: datetime) -> int:
    return int((now - since).total_seconds() // 3600)


def state_words(request: Request) -> Phrase:
    return w(f"state-{request.state.value}")


def line(desk: Desk, request: Request) -> Phrase:
    """One request in the queue: state, and hours against the clock that runs."""
    clock = running(desk, request)
    state = state_words(request)
    if clock is None:
        return w("queue-state", state=state, hours=age(request.opened_at, desk.now))
    if clock.late:
        return w("queue-state-late", state=state, hours=clock.hours, within=clock.within)
    return w("queue-state-of", state=state, hours=clock.hours, within=clock.within)


def clocks(desk: Desk, request: Request) -> tuple[Block, ...]:
    """How long it is open, and both clocks: the one that stopped, and the one that runs."""
    found: list[Block] = [Fact(w("escalation-age"), w("hours-old", hours=age(request.opened_at, desk.now)))]
    clock = running(desk, request)
    if request.state is RequestState.SEEKING and clock is not None:
        found.append(Fact(w("clock-match"), _words(clock)))
    elif request.first_matched_at is not None:
        took = age(request.opened_at, request.first_matched_at)
        found.append(Fact(w("clock-match"), w("hours-old", hours=took)))
    if request.state is RequestState.MATCHED and clock is not None:
        found.append(Fact(w("clock-contact"), _words(clock)))
    elif request.matched_at is not None and request.connected_at is not None:
        took = age(request.matched_at, request.connected_at)
        found.append(Fact(w("clock-contact"), w("hours-old", hours=took)))
    return tuple(found)


def _words(clock: Running) -> Phrase:
    if clock.late:
        return w("clock-late", hours=clock.hours, within=clock.within)
    return w("clock-of", hours=clock.hours, within=clock.within)
