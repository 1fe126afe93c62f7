"""The search goes on by itself (rule 15): whoever waits is looked at every few waking minutes, and as soon as anything
has changed that could set somebody free.

A look is no event of the request. It is one transaction of its own for one pool of supporters: it holds the pool, goes
through everybody who waits there, the oldest request first, and makes one offer to the first who may be asked. A look
that finds nobody leaves everything as it was. No list of triggers could be complete; a look needs none.
"""

from datetime import datetime, timedelta

from bot.core.request import Request, RequestState
from bot.flows import helm
from bot.flows.candidates import candidates_in_order, everybody_answered
from bot.flows.cards import tell_physician
from bot.flows.desk import Desk
from bot.flows.names import names_agreed
from bot.flows.seeking import by_hand, offer_to
from bot.records import LOOK, Due

EVERY = timedelta(minutes=5)  # waking ones
_LENT = "lent"  # the pool of all sites that lend to each other; no site's id has a space or this name alone
_FRESH = timedelta(hours=1)  # whoever has just sent it reads it on their screen, and needs no message about it


def look(desk: Desk, due: Due) -> None:
    """One look in the pool of this request, if nobody else has looked meanwhile."""
    asked = next((each for each in desk.records.requests.waiting() if each.id == due.request), None)
    if asked is None:  # it waits no longer; what makes it wait again books another
        desk.records.deadlines.cancel(request=due.request, kinds=(LOOK,))
        return
    if asked.site not in desk.programme.sites:  # this programme file is an old one: somebody else's may know it
        desk.records.deadlines.put_off(LOOK, (asked.id,), desk.now + EVERY)
        return
    pool = pool_of(desk, asked)
    desk.records.requests.hold_pool(pool)
    if not _still_due(desk, asked):
        return
    there = [each for each in desk.records.requests.waiting() if _is_in(desk, each, pool)]
    awake = [each for each in there if desk.waking(each.site) == desk.now]
    if any(_finds_somebody(desk, each) for each in awake):
        return  # the others are still due: the next look is theirs
    for each in there:
        desk.records.deadlines.put_off(LOOK, (each.id,), _next_look(desk, each))


def pool_of(desk: Desk, request: Request) -> str:
    """Sites that lend to each other are one pool: a supporter of one may be asked for a request of another (R29)."""
    return _LENT if request.outside or desk.policy(request.site).inter_site else f"site {request.site}"


def _is_in(desk: Desk, request: Request, pool: str) -> bool:
    return request.site in desk.programme.sites and pool_of(desk, request) == pool


def _still_due(desk: Desk, request: Request) -> bool:
    pending = desk.records.deadlines.pending(request=request.id)
    return any(each.kind == LOOK and each.due_at is not None and each.due_at <= desk.now for each in pending)


def _next_look(desk: Desk, request: Request) -> datetime:
    return desk.waking(request.site, desk.now + EVERY)


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
    looked = "nobody" if everybody_answered(desk, waiting) else "busy"
    if waiting.looked in {looked, "nobody"}:
        return
    request = _held(desk, waiting)
    if request is None:
        return
    before = request.helm
    request = desk.records.requests.change(request, looked=looked)
    why = "helm-why-nobody" if looked == "nobody" else "helm-why-busy"
    request = helm.tell(desk, request, why, physician=False)
    fresh = desk.now < desk.waking(request.site, request.seeking_since) + _FRESH
    tell_physician(desk, request, notify=not fresh and request.helm is not before)


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
        why = "helm-why-outside" if first else "helm-why-choose" if somebody else "helm-why-none"
        request = helm.tell(desk, request, why, physician=False)
        tell_physician(desk, request, notify=False)
