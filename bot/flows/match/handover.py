"""The supporter lets a match go: someone else takes over, no reason and no blame. Asked once, with what it means."""

from bot.core.request import Offer, OfferState, Request
from bot.flows.common.access import own_match
from bot.flows.common.cards import tell_physician
from bot.flows.common.desk import Desk
from bot.flows.common.routes import OWNER, on_press
from bot.flows.match.rematch import rematch
from bot.surface import Button, Dialog, Press, Reply, Style, w


def ask(desk: Desk, press: Press) -> Reply:
    offer, _ = own_match(desk, press)
    return Reply(dialog=_asked(desk, offer, "hand-over-yes"))


def asked(desk: Desk, yes: Button, back: Button) -> Dialog:
    """What it means, wherever the question comes from."""
    return desk.dialog(w("hand-over"), w("hand-over-means"), buttons=(yes, back))


def hand_over(desk: Desk, press: Press) -> Reply:
    _, request = own_match(desk, press)
    return _let_go(desk, request, OfferState.ENDED)


def ask_known(desk: Desk, offer: Offer) -> Dialog:
    """They know each other after all, or one evaluates the other (R27, R28)."""
    return _asked(desk, offer, "known-yes")


def known(desk: Desk, press: Press) -> Reply:
    _, request = own_match(desk, press)
    return _let_go(desk, request, OfferState.KNOWN)


def _asked(desk: Desk, offer: Offer, verb: str) -> Dialog:
    return asked(
        desk,
        Button(w("hand-over-yes"), verb, offer.id, offer.version, Style.PRIMARY),
        Button(w("back"), "details", offer.id, offer.version, opens=True),
    )


def _let_go(desk: Desk, request: Request, ended: OfferState) -> Reply:
    tell_physician(desk, rematch(desk, request, ended=ended, words=w("handed-over"), notify=False))
    return Reply(close=True, notice=w("handed-over"))


ROUTES = (
    on_press("hand-over", ask, who=OWNER),
    on_press("hand-over-yes", hand_over, who=OWNER),
    on_press("known-yes", known, who=OWNER),
)
