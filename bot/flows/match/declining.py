"""Declining costs nothing and nobody asks why (R31). For two minutes it can be taken back.

No record tells that it was. Until then the offer stays open, live and counted. Whatever ends it meanwhile wins.
"""

from bot.core.request import Offer, OfferState, Request
from bot.flows.common.cards import last_word, offer_slot
from bot.flows.common.desk import Desk, Sorry
from bot.flows.common.routes import OWNER, on_due_offer, on_press
from bot.flows.match import offer_answers, offer_hours
from bot.flows.match.offer_cards import TAKEN_BACK_WITHIN, declining_card, standing_card
from bot.flows.match.search import miss
from bot.surface import Press, Reply, w


@offer_answers.to_live_offer(late=OfferState.DECLINED)
def decline(desk: Desk, _press: Press, offer: Offer, request: Request) -> Reply:
    """A second press changes nothing: no two minutes more, and none less."""
    if offer.state not in {OfferState.OPEN, OfferState.NAMED}:
        raise Sorry(w("moved-on"))
    desk.records.offers.hold(offer)
    if not offer_hours.declining(desk, offer):
        offer = offer_answers.arrived(desk, request, offer)
        desk.records.deadlines.book(
            offer_hours.DECLINE, desk.now + TAKEN_BACK_WITHIN, request=request.id, offer=offer.id, fence=offer.version
        )
    return Reply(card=offer_answers.show(desk, offer, declining_card(desk, offer)), close=True)


@offer_answers.to_live_offer(late=None)
def take_back(desk: Desk, _press: Press, offer: Offer, request: Request) -> Reply:
    if offer.state not in {OfferState.OPEN, OfferState.NAMED}:
        raise Sorry(w("moved-on"))
    desk.records.deadlines.cancel(offer=offer.id, kinds=(offer_hours.DECLINE,))
    desk.records.offers.hold(offer)
    return Reply(card=offer_answers.show(desk, offer, standing_card(desk, request, offer)))


def over(desk: Desk, request: Request, offer: Offer) -> None:
    """The two minutes are over: the next supporter is looked for."""
    offer_answers.count(desk, request, offer, answered=True)
    desk.records.offers.move(offer, OfferState.DECLINED)
    desk.records.deadlines.cancel(offer=offer.id)
    offer_answers.no_silence(desk, offer.supporter)
    last_word(desk, offer.supporter, offer_slot(offer), w("offer-declined"))
    miss(desk, request)


ROUTES = (
    on_press("offer-decline", decline, who=OWNER),
    on_press("offer-keep", take_back, who=OWNER),
    on_due_offer("offer-decline", over),
)
