"""While they are in touch: when the tracker is asked, how often, and when silence ends it (R38). An agreed day moves
the whole round."""

from datetime import timedelta

from bot.core.request import Contact, Offer, Outcome, Request, RequestState
from bot.flows.common.cards import offer_slot
from bot.flows.common.desk import Desk
from bot.flows.common.routes import on_due_request
from bot.flows.match import escalation, plans
from bot.flows.match.both_sides import booked
from bot.flows.match.closing import close
from bot.surface import Button, Card, Phrase, Style, w

ROUND = ("track-ask", "close-silent")  # what one round of taps books


def start(desk: Desk, request: Request) -> None:
    """Connected: ask after a while, remind twice, and close in the end if nobody ever answers."""
    offer = _match(desk, request)
    book(desk, request)
    desk.say(offer.supporter, offer_slot(offer), connected_card(desk, request, offer))


def connected_card(desk: Desk, request: Request, offer: Offer, words: Phrase | None = None) -> Card:
    usual = w("connected-agreed") if plans.ahead(desk, request) else _when_asked(desk, request)
    in_touch = request.contact in {Contact.SAID, Contact.AGREED} and not request.contact_wrong
    when = Button(w("talk-when"), "talk-when", offer.id, offer.version, opens=True)
    return desk.card(words or usual, buttons=(opens(offer), *((when,) if in_touch else ()), opens_details(offer)))


def _when_asked(desk: Desk, request: Request) -> Phrase:
    """A day, which is as true the day after as on the day it was written."""
    at = desk.records.deadlines.when("track-ask", request=request.id)
    return w("connected", day=desk.local(request.site, at).date()) if at else w("tracker-ask")


def try_again(desk: Desk, request: Request) -> Request:
    """The physician corrected the contact: the round begins anew."""
    request = escalation.resolve(desk, request)
    desk.records.deadlines.cancel(request=request.id, kinds=(*ROUND, "unreached"))
    book(desk, request)
    return request


def wait_until(desk: Desk, request: Request, day: plans.Day) -> Request:
    """They have agreed on a day: everything that this round of taps books counts from there."""
    until = plans.until(desk, request, day)
    request = desk.records.requests.change(request, agreed_on=until, agreed_as=day.value)
    desk.records.deadlines.cancel(request=request.id, kinds=ROUND)
    book(desk, request)
    return request


def wait_no_more(desk: Desk, request: Request) -> Request:
    """The day that they had agreed on counts no longer."""
    request = desk.records.requests.change(request, agreed_on=None)
    desk.records.deadlines.cancel(request=request.id, kinds=ROUND)
    book(desk, request)
    return request


def book(desk: Desk, request: Request) -> None:
    since = max(request.agreed_on or desk.now, desk.now)
    asked = request.terms.tracker_after_hours
    for later in (0, *request.terms.tracker_remind_hours):
        desk.records.deadlines.book(
            "track-ask", desk.hours(asked + later, since), request=request.id, fence=request.version
        )
    silent = since + timedelta(days=request.terms.close_silent_days)
    desk.records.deadlines.book("close-silent", silent, request=request.id, fence=request.version)


# --- asked ---------------------------------------------------------------------------------------------------------


def ask(desk: Desk, request: Request) -> None:
    offer = _match(desk, request)
    card = connected_card(desk, request, offer, w("tracker-ask"))
    desk.say(offer.supporter, offer_slot(offer), card, notify=True, wait=True)


def silent(desk: Desk, request: Request) -> None:
    """Nobody ever answered: closed and shredded, counted as not answered."""
    close(desk, request, _silent_end(request), silent=request.contact is not Contact.DECIDED)


def _silent_end(request: Request) -> Outcome:
    if request.conversations:
        return Outcome.COMPLETED
    return Outcome.DECLINED if request.contact is Contact.DECIDED else Outcome.UNREACHABLE


def tell_later(desk: Desk, request: Request) -> None:
    """By the hours of the first time: whatever else is said of it meanwhile moves nothing (R34)."""
    if booked(desk, request, "unreached"):
        return
    later = desk.hours(request.terms.connect_within_hours)
    desk.records.deadlines.book("unreached", later, request=request.id, fence=request.version)


def unreached(desk: Desk, request: Request) -> None:
    """The physician has not answered either: the coordinator is told, by number."""
    if request.contact_wrong:
        escalation.escalate(desk, request, "escalation-why-unreached")
    elif request.contact is Contact.DECIDED:
        escalation.escalate(desk, request, "escalation-why-decided")


# --- inside --------------------------------------------------------------------------------------------------------


def opens(offer: Offer) -> Button:
    return Button(w("tracker-open"), "tracker", offer.id, offer.version, Style.PRIMARY, opens=True)


def opens_details(offer: Offer) -> Button:
    return Button(w("details"), "details", offer.id, offer.version, opens=True)


def _match(desk: Desk, request: Request) -> Offer:
    offer = desk.records.offers.live(request.id)
    if offer is None:
        raise LookupError("a match has its offer")
    return offer


ROUTES = (
    on_due_request("track-ask", ask, RequestState.CONNECTED),
    on_due_request("close-silent", silent, RequestState.CONNECTED),
    on_due_request("unreached", unreached, RequestState.CONNECTED),
)
