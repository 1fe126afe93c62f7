"""The longest time that anything links somebody to a request: so many days after their last word, whatever is open.

Every wait has its own end (DESIGN's table); this one ends what all the others together would keep going. An agreed day
counts as a word: two people who have an appointment keep each other's contact until then. It counts for a month and no
longer, so that the supporter alone, from one day to the next, cannot put the end off.
"""

from datetime import datetime, timedelta

from bot.core.request import Contact, Escalation, Outcome, Request, RequestState
from bot.flows.common.desk import Desk
from bot.flows.common.routes import on_deadline
from bot.flows.match.closing import close
from bot.ports.records import Due

KIND = "erase-silent"
_AGREED_DAYS = 31  # after the physician's last word: the furthest day that can be tapped ("in a month")


def watch(desk: Desk, request: Request) -> None:
    """Wherever what was booked for a request is cancelled: this goes on, and needs no fence."""
    desk.records.deadlines.cancel(request=request.id, kinds=(KIND,))
    _book(desk, request)


def over(desk: Desk, due: Due) -> None:
    request = desk.records.requests.get(due.request)
    if request is None or request.state in {RequestState.CLOSED, RequestState.INVITED}:
        return
    if desk.now < _end(request):
        _book(desk, request)
        return
    close(desk, request, _outcome(request), silent=request.state is RequestState.CONNECTED)


def _book(desk: Desk, request: Request) -> None:
    desk.records.deadlines.book(KIND, max(_end(request), desk.now), request=request.id)


def _end(request: Request) -> datetime:
    """Nothing is erased while a denial is young: somebody said that they are still waiting."""
    terms = request.terms
    heard = request.heard_at or request.opened_at
    last = max(heard, min(request.agreed_on or heard, heard + timedelta(days=_AGREED_DAYS)))
    end = last + timedelta(days=terms.erase_silent_days)
    if request.denied_at is not None:
        end = max(end, request.denied_at + timedelta(days=terms.close_silent_days))
    return end


def _outcome(request: Request) -> Outcome:
    if request.escalation is Escalation.CONTACTED:
        return Outcome.HANDED_ON
    match request.state:
        case RequestState.SEEKING:
            return Outcome.UNFILLED
        case RequestState.MATCHED:
            return Outcome.CONTACT_DENIED if request.contact is Contact.DENIED else Outcome.UNREACHABLE
        case _:
            return Outcome.COMPLETED if request.conversations else Outcome.UNREACHABLE


ROUTES = (on_deadline(KIND, over),)
