"""What [Open] opens, and what a button opens that nobody knows any more: what is true for the presser by now.

Every physician's [Open] is the same button. Nothing in it tells a request from a call-back, or open from closed, since
an employer can export it: what opens follows from who presses.
"""

from dataclasses import replace

from bot.core.callback import Call
from bot.core.request import OfferState
from bot.flows.callback import phone_request
from bot.flows.common import access
from bot.flows.common.cards import offer_slot
from bot.flows.common.desk import Desk, Sorry
from bot.flows.common.routes import EVERYBODY, on_press
from bot.flows.coordinator import queue
from bot.flows.match import closing
from bot.flows.physician import status
from bot.flows.welcome import hello
from bot.surface import Button, Dialog, Press, Reply, w


def opened(desk: Desk, _press: object) -> Reply:
    """The physician's own: their request, else their call-back; else that nothing is open."""
    return Reply(dialog=_own(desk) or closing.nothing_open(desk))


def true_now(desk: Desk, press: Press) -> Reply:
    """For a button of another person, of a card that is gone, of an older version, or of nobody's making."""
    dialog = _own(desk) or _offered(desk)
    if dialog is not None:
        return Reply(dialog=dialog)
    if access.is_coordinator(desk):
        return queue.queue_dialog(desk, Press("", press.account))
    if desk.me is not None and desk.me.roles:  # what is there by now is true already
        raise Sorry(w("moved-on"))
    return hello.hello(desk, press)


def _own(desk: Desk) -> Dialog | None:
    request, call = desk.my_request(), phone_request.my_call(desk)
    if request is not None:
        return _with_call(status.screen(desk, request), call)
    return phone_request.screen(desk, call) if call else None


def _with_call(dialog: Dialog, call: Call | None) -> Dialog:
    """Who waits for a colleague may wait for a call as well."""
    if call is None:
        return dialog
    way = Button(w("call-title"), "call-open", call.id, opens=True)
    return replace(dialog, buttons=(*dialog.buttons, way))


def _offered(desk: Desk) -> Dialog | None:
    """The card of the offer that waits for an answer, else of a match, as it is in the chat."""
    live = desk.records.offers.live_of(desk.me.id) if desk.me else []
    for offer in sorted(live, key=lambda each: each.state is OfferState.CONFIRMED):
        card = desk.records.slots.card(offer.supporter, offer_slot(offer))
        if card is not None:
            return desk.dialog(w("true-now-title"), *card.blocks, buttons=card.buttons)
    return None


ROUTES = (
    on_press("open", opened, who=EVERYBODY),
    on_press("closed", opened, who=EVERYBODY),  # on cards of older versions, which nobody can edit any more
)
