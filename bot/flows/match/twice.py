"""Whoever asked by phone may have asked in the chat as well, and nobody looks whether they did (R74). So the supporter
is asked at the name whether a colleague is in touch already; the one who asked then says which of the two they want.

Of somebody without an account it is always asked; of all others while any such request has a match, whoever they are.
So that it is asked tells nothing of anybody.
"""

from bot.core.people import Kind, Person
from bot.core.request import Offer, OfferState, Request, RequestState
from bot.flows.common.cards import last_word, offer_slot
from bot.flows.common.desk import Desk, Sorry
from bot.flows.common.routes import OWNER, on_press
from bot.flows.match import escalation, offer_answers
from bot.flows.match.search import miss
from bot.surface import Button, Press, Reply, w

_MATCHES = frozenset({RequestState.MATCHED, RequestState.CONNECTED})


def button(offer: Offer) -> Button:
    return Button(w("twice-yes"), "offer-twice", offer.id, offer.version)


def is_asked(desk: Desk, physician: Person) -> bool:
    if physician.kind is Kind.ABSENT:
        return True
    theirs = (desk.records.requests.of_physician(each) for each in desk.records.people.absent())
    return any(each is not None and each.state in _MATCHES for each in theirs)


@offer_answers.to_live_offer(late=OfferState.KNOWN)
def twice(desk: Desk, _press: Press, offer: Offer, request: Request) -> Reply:
    """Someone else would be one colleague too many: a coordinator asks them first. The supporter owes no more."""
    if offer.state is not OfferState.NAMED:
        raise Sorry(w("moved-on"))
    request = escalation.out_of_it(desk, request, offer, OfferState.KNOWN)
    desk.records.deadlines.cancel(offer=offer.id)
    offer_answers.no_silence(desk, offer.supporter)
    card = last_word(desk, offer.supporter, offer_slot(offer), w("offer-known"))
    miss(desk, escalation.escalate(desk, request, "escalation-why-twice", physician=False))
    return Reply(card=card, close=True)


ROUTES = (on_press("offer-twice", twice, who=OWNER),)
