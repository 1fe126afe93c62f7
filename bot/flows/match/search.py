"""A search begins, an offer comes to nothing, the search takes long. periodic_search.py finds the next supporter."""

from datetime import datetime, timedelta

from bot.core.people import Person
from bot.core.policy import MatchBy
from bot.core.request import Escalation, Offer, OfferState, Request, RequestState
from bot.flows.common.cards import offer_slot, tell_physician
from bot.flows.common.desk import Desk
from bot.flows.common.routes import on_due_request
from bot.flows.match import escalation, long_wait
from bot.flows.match.candidates import barriers_to
from bot.flows.match.names import ask_again, names_agreed
from bot.flows.match.offer_cards import offer_card
from bot.ports.records import LOOK

# After how many hours the physician hears how the search goes: often at first, and never a daily "not yet" (R08).
NEWS_HOURS = (24, 96, 192)
_LATER_NEWS_HOURS = 168


def seek(desk: Desk, request: Request) -> Request:
    """Begin to search. Who is asked is decided by its looks, one after the other (periodic_search.py)."""
    _book_search(desk, request)
    look_soon(desk, request)
    return request


def look_soon(desk: Desk, request: Request) -> None:
    """This request waits: it is looked at as soon as this transaction is over, or when the quiet hours are."""
    desk.records.deadlines.cancel(request=request.id, kinds=(LOOK,))
    desk.records.deadlines.book(LOOK, desk.waking(request.site), request=request.id)


def search_anew(desk: Desk, request: Request) -> Request:
    """Another search by a coordinator's hand: whoever only never answered may be asked again at once."""
    desk.records.deadlines.cancel(request=request.id, kinds=("seek-escalate",))
    at = desk.hours(request.terms.seek_escalate_hours)
    desk.records.deadlines.book("seek-escalate", at, request=request.id, fence=request.version)
    return desk.records.requests.change(request, search=request.search + 1, misses=0, looked="")


def is_fresh(desk: Desk, request: Request) -> bool:
    """Whether this search was begun by hand, and has not had its first look yet."""
    if request.search == 1 or request.misses or request.looked:
        return False
    return not any(offer.search == request.search for offer in desk.records.offers.of_request(request.id))


def by_hand(desk: Desk, request: Request) -> bool:
    """Whether a coordinator chooses each supporter: the site's rule, or because it is another site's (R29)."""
    return request.outside or desk.policy(request.site).match_by is MatchBy.COORDINATOR


def miss(desk: Desk, request: Request) -> Request:
    """An offer ended without a match: count it, tell the coordinator after a few, and look on. What it freed may be
    another's turn, so who is asked next is not decided here."""
    hand = by_hand(desk, request)
    request = desk.records.requests.change(request, misses=request.misses + 1, looked="" if hand else request.looked)
    ask_again(desk, request)
    missed = request.misses >= request.terms.offers_before_coordinator
    if not hand and missed and request.escalation is Escalation.NOBODY:
        why = "escalation-why-misses" if names_agreed(desk, request) else "escalation-why-names-asked"
        request = escalation.escalate(desk, request, why, physician=False)
    look_soon(desk, request)
    return request


# --- the offer -----------------------------------------------------------------------------------------------------


def offer_to(desk: Desk, request: Request, supporter: Person) -> bool:
    """Make one offer. The supporter's row is held and every hard rule is read again first; False if one forbids it."""
    details = desk.records.requests.details(request)
    if not names_agreed(desk, request) or barriers_to(desk, request, details, supporter.id):
        return False
    offer = desk.records.offers.add(
        Offer(
            id="",
            request=request.id,
            supporter=supporter.id,
            state=OfferState.OPEN,
            version=1,
            search=request.search,
            made_at=desk.now,
            asked_by_name=details.asked_for == supporter.id,
        )
    )
    # Until the card is delivered the clock has not started; this one stands in, so that a lost card ends the wait too.
    waits = desk.waking(supporter.site) - desk.now + timedelta(hours=request.terms.offer_open_hours)
    desk.records.deadlines.book(
        "offer-expire", desk.now + waits, request=request.id, offer=offer.id, fence=offer.version
    )
    desk.say(
        supporter.id,
        offer_slot(offer),
        offer_card(desk, request, offer),
        notify=True,
        receipt=f"offer:{offer.id}",
        wait=True,
    )
    return True


# --- time ----------------------------------------------------------------------------------------------------------


def still_asking_at(desk: Desk, request: Request) -> datetime:
    """By when the physician hears again, even if nobody is found."""
    return desk.waking(request.site, request.seeking_since) + timedelta(hours=NEWS_HOURS[0])


def _book_search(desk: Desk, request: Request) -> None:
    desk.records.deadlines.cancel(request=request.id, kinds=("seek-news", "seek-escalate"))
    book = desk.records.deadlines.book
    book("seek-news", still_asking_at(desk, request), request=request.id, fence=request.version)
    long_at = desk.hours(request.terms.seek_escalate_hours, request.seeking_since)
    book("seek-escalate", long_at, request=request.id, fence=request.version)
    long_wait.watch(desk, request)


def news(desk: Desk, request: Request) -> None:
    """How the search goes: seldom enough that each word says something new, so that nobody waits in silence."""
    # Where somebody is in touch with them another card would say nothing.
    if request.escalation is not Escalation.CONTACTED:
        tell_physician(desk, request)
    desk.records.deadlines.book("seek-news", _next_news(desk, request), request=request.id, fence=request.version)


def _next_news(desk: Desk, request: Request) -> datetime:
    first = still_asking_at(desk, request) - timedelta(hours=NEWS_HOURS[0])
    planned = (first + timedelta(hours=hours) for hours in NEWS_HOURS)
    return next((at for at in planned if at > desk.now), desk.hours(_LATER_NEWS_HOURS))


def takes_long(desk: Desk, request: Request) -> None:
    """The search takes too long: the coordinator hears of it, whatever offers are still out."""
    if request.escalation is Escalation.NOBODY:
        escalation.escalate(desk, request, "escalation-why-long")


ROUTES = (
    on_due_request("seek-news", news, RequestState.SEEKING),
    on_due_request("seek-escalate", takes_long, RequestState.SEEKING),
)
