"""A match that is in touch, as the supporter's buttons mean it; or what they read where the physician denied it."""

from bot.core.request import Offer, Request, RequestState
from bot.flows.common.access import own_match
from bot.flows.common.desk import Desk, Sorry
from bot.flows.match.first_contact import still_hoping
from bot.surface import Press, w


def my_talk(desk: Desk, press: Press) -> tuple[Offer, Request]:
    """The presser's match that is in touch. Where the physician has just said that it is not, the presser reads what
    the next reminder says too, and can answer it; nothing is kept of what they pressed. Raises Sorry."""
    offer, request = own_match(desk, press)
    if request.state is not RequestState.CONNECTED:
        raise Sorry(w("still-hoping"), still_hoping(desk, request, offer))
    return offer, request
