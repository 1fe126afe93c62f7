"""The search goes on by itself (rule 15): whoever waits is looked at every few waking minutes, and as soon as anything
has changed that could set somebody free.

A look is no event of the request. It is one transaction of its own for one pool of supporters: it holds the pool, goes
through everybody who waits there, the oldest request first, and makes one offer to the first who may be asked. A look
that finds nobody leaves everything as it was. No list of triggers could be complete; a look needs none.
"""

import secrets
from datetime import datetime, timedelta

from bot.core.request import Request, RequestState
from bot.flows.common.cards import tell_physician
from bot.flows.common.desk import Desk
from bot.flows.match import escalation
from bot.flows.match.candidates import candidates_in_order, has_answers, somebody_is_left
from bot.flows.match.names import names_agreed
from bot.flows.match.search import by_hand, offer_to
from bot.ports.records import LOOK, Due

EVERY = timedelta(minutes=5)  # waking ones
_CHANCE_MS = 15_000  # three ticks
_LENT = "lent"  # the pool of all sites that lend to each other; no site's id has a space or this name alone
_NOBODY = "nobody"
_WHY = {"busy": "escalation-why-busy", _NOBODY: "escalation-why-nobody", "unfit": "escalation-why-unfit"}
_FRESH = timedelta(hours=1)  # whoever has just sent it reads it on their screen, and needs no message about it


def look(desk: Desk, due: Due) -> bool:
    """One look in the pool of this request, if nobody else has looked meanwhile. False where we cannot: this programme
    file does not know the site yet, and the row is left to a replica whose file does."""
    asked = next((each for each in desk.records.requests.waiting() if each.id == due.request), None)
    if asked is None:  # it waits no longer; what makes it wait again books another
        desk.records.deadlines.cancel(request=due.request, kinds=(LOOK,))
        return True
    if asked.site not in desk.programme.sites:
        return False
    pool = pool_of(desk, asked)
    desk.records.requests.hold_pool(pool)
    if not _still_due(desk, asked):
        return True
    there = [each for each in desk.records.requests.waiting() if _is_in(desk, each, pool)]
    awake = [each for each in there if desk.waking(each.site) == desk.now]
    if any(_finds_somebody(desk, each) for each in awake):
        return True  # the others are still due: the next look is theirs
    for each in there:
        desk.records.deadlines.put_off(LOOK, (each.id,), _next_look(desk, each))
    return True


def pool_of(desk: Desk, request: Request) -> str:
    """Sites that lend to each other are one pool: a supporter of one may be asked for a request of another (R29)."""
    return _LENT if request.outside or desk.policy(request.site).inter_site else f"site {request.site}"


def _is_in(desk: Desk, request: Request, pool: str) -> bool:
    return request.site in desk.programme.sites and pool_of(desk, request) == pool


def _still_due(desk: Desk, request: Request) -> bool:
    at = desk.records.deadlines.when(LOOK, request=request.id)
    return at is not None and at <= desk.now


def _next_look(desk: Desk, request: Request) -> datetime:
    """A little sooner than five minutes, by chance: replicas tick at the same pace, and it must not always be the same
    one that looks, which may be the one with the older rules."""
    sooner = timedelta(milliseconds=secrets.randbelow(_CHANCE_MS))
    return desk.waking(request.site, desk.now + EVERY - sooner)


# --- one request ---------------------------------------------------------------------------------------------------


def _finds_somebody(desk: Desk, waiting: Request) -> bool:
    """Whether an offer was made. Requests are held before people, and only where something is to be done."""
    if not names_agreed(desk, waiting):  # they have been asked, and it is theirs to answer
        return False
    if by_hand(desk, waiting):
        _tell_who_chooses(desk, waiting)
        return False
    found = candidates_in_order(desk, waiting)
    if not found:
        _tell_nobody(desk, waiting)
        return False
    request = _held(desk, waiting)
    return request is not None and any(offer_to(desk, request, each.person) for each in found)


def _held(desk: Desk, waiting: Request) -> Request | None:
    """The request, held; None if it has stopped waiting a moment ago."""
    request = desk.records.requests.get(waiting.id)
    if request is None or request.state is not RequestState.SEEKING or desk.records.offers.live(request.id) is not None:
        return None
    return request


def _tell_nobody(desk: Desk, waiting: Request) -> None:
    """The first time that nobody is free, and the first time that nobody is left: said once each, the looks go on."""
    looked = _why_nobody(desk, waiting)
    if waiting.looked == _NOBODY or (waiting.looked and looked != _NOBODY):
        return
    request = _held(desk, waiting)
    if request is None:
        return
    before = request.escalation
    request = desk.records.requests.change(request, looked=looked)
    request = escalation.escalate(desk, request, _WHY[looked], physician=False)
    fresh = desk.now < desk.waking(request.site, request.seeking_since) + _FRESH
    tell_physician(desk, request, notify=not fresh and request.escalation is not before)


def _why_nobody(desk: Desk, waiting: Request) -> str:
    """Nobody is left only when whoever may help was asked and answered; that nobody may help is another thing."""
    if somebody_is_left(desk, waiting):
        return "busy"
    return _NOBODY if has_answers(desk, waiting) else "unfit"


def _tell_who_chooses(desk: Desk, waiting: Request) -> None:
    """Where a person chooses they hear once that somebody can be asked; and before that, once, that nobody can."""
    somebody = bool(candidates_in_order(desk, waiting))
    looked = "choose" if somebody else "none"
    if waiting.looked == "choose" or waiting.looked == looked:
        return
    request = _held(desk, waiting)
    if request is not None:
        request = desk.records.requests.change(request, looked=looked)
        first = request.outside and request.misses == 0 and not waiting.looked
        why = "escalation-why-outside" if first else "escalation-why-choose" if somebody else "escalation-why-none"
        request = escalation.escalate(desk, request, why, physician=False)
        tell_physician(desk, request, notify=False)
