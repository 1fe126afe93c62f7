"""Whose offer or match a press means: read from the records, whatever the button says (rule 11)."""

from bot.core.request import Offer, OfferState, Request, RequestState
from bot.flows.desk import Desk, Sorry
from bot.flows.hands import may_steer
from bot.surface import Press, Submit, w


def my_offer(desk: Desk, press: Press) -> Offer | None:
    """The presser's offer, however it stands; None if there is none. Raises Sorry where it is somebody else's."""
    me = desk.known()
    offer = desk.records.offers.get(press.token)
    if offer is not None and offer.supporter != me.id:
        raise Sorry(w("not-for-you"))
    return offer


def my_match(desk: Desk, press: Press, *states: RequestState) -> tuple[Offer, Request]:
    """The presser's confirmed match while it lives, in one of `states` if any are named. Raises Sorry."""
    offer = my_offer(desk, press)
    if offer is None or offer.state is not OfferState.CONFIRMED:
        raise Sorry(w("closed-do-not-call"), close=True)
    request = desk.request_of(offer)
    if states and request.state not in states:
        raise Sorry(w("moved-on"))
    return offer, request


def steered(desk: Desk, event: Press | Submit) -> Request:
    """The request that a coordinator's press means, if it is theirs to steer. Raises Sorry."""
    request = desk.records.requests.get(event.token)
    if request is None or request.state is RequestState.CLOSED:
        raise Sorry(w("closed-already"))
    if not may_steer(desk, request):
        raise Sorry(w("not-for-you"))
    return request
