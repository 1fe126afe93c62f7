"""The supporter lets a match go: someone else takes over, no reason and no blame. Asked once, with what it means."""

from functools import partial

from bot.core.request import Offer, OfferState
from bot.flows.common.access import own_match
from bot.flows.common.cards import tell_physician
from bot.flows.common.desk import Desk
from bot.flows.common.routes import OWNER, on_press
from bot.flows.match.rematch import rematch
from bot.surface import Button, Dialog, Press, Reply, Style, w


def ask(desk: Desk, press: Press) -> Reply:
    offer, _ = own_match(desk, press)
    return Reply(dialog=asked_of(desk, offer, "hand-over-yes"))


def asked(desk: Desk, yes: Button, back: Button) -> Dialog:
    """What it means, wherever the question comes from."""
    return desk.dialog(w("hand-over"), w("hand-over-means"), buttons=(yes, back))


def asked_of(desk: Desk, offer: Offer, verb: str) -> Dialog:
    """From the match itself: to hand it over, or because they know each other after all (R27, R28)."""
    return asked(
        desk,
        Button(w("hand-over-yes"), verb, offer.id, offer.version, Style.PRIMARY),
        Button(w("back"), "details", offer.id, offer.version, opens=True),
    )


def let_go(desk: Desk, press: Press, *, ended: OfferState) -> Reply:
    _, request = own_match(desk, press)
    tell_physician(desk, rematch(desk, request, ended=ended, words=w("handed-over"), notify=False))
    return Reply(close=True, notice=w("handed-over"))


ROUTES = (
    on_press("hand-over", ask, who=OWNER),
    on_press("hand-over-yes", partial(let_go, ended=OfferState.ENDED), who=OWNER),
    on_press("known-yes", partial(let_go, ended=OfferState.KNOWN), who=OWNER),
)
