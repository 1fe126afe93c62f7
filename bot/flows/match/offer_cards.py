"""The cards of an offer. They are posted, so they tell nothing of anybody (rule 8)."""

from datetime import datetime, timedelta

from bot.core.request import Offer, OfferState, Request
from bot.flows.common.desk import Desk
from bot.flows.match import offer_hours
from bot.flows.match.names import name_first
from bot.surface import Button, Card, Phrase, Style, w

TAKEN_BACK_WITHIN = timedelta(minutes=2)


def offer_card(desk: Desk, request: Request, offer: Offer, *, reminder: bool = False) -> Card:
    hours = request.terms.connect_within_hours
    words = w("offer-reminder", hours=hours) if reminder else w("offer-ask", hours=hours)
    rest = w("offer-until", by=ends(desk, offer)) if reminder else None
    usual = w("offer-no-reason", hours=request.terms.offer_open_hours)
    return _open_card(desk, request, offer, words, rest or usual)


def later_card(desk: Desk, request: Request, offer: Offer, at: datetime) -> Card:
    """They asked to be asked again, and may answer before that."""
    return _open_card(desk, request, offer, w("offer-later", at=at))


def named_card(desk: Desk, offer: Offer) -> Card:
    """Where the name comes with the offer, looking at it is no yes (R30): the offer's own hours go on."""
    by = ends(desk, offer)
    looked = offer_hours.keeps_its_hours(desk, offer)
    return desk.card(
        w("offer-seen", by=by) if looked else w("offer-named", by=by),
        buttons=(
            Button(w("continue"), "offer-accept", offer.id, offer.version, Style.PRIMARY, opens=True),
            _decline(offer),
            *(offer_hours.button(desk, offer) if looked else ()),
        ),
    )


def declining_card(desk: Desk, offer: Offer) -> Card:
    """For two minutes; no record says that it was taken back."""
    minutes = int(TAKEN_BACK_WITHIN.total_seconds() // 60)
    back = Button(w("decline-back"), "offer-keep", offer.id, offer.version)
    return desk.card(w("offer-declined"), w("decline-back-within", minutes=minutes), buttons=(back,))


def standing_card(desk: Desk, request: Request, offer: Offer) -> Card:
    """The card of a live offer, made again from how it is."""
    if offer.state is OfferState.NAMED:
        return named_card(desk, offer)
    reminds = offer_hours.booked(desk, offer, offer_hours.REMIND)
    if offer.later_used and reminds is not None:
        return later_card(desk, request, offer, reminds)
    return offer_card(desk, request, offer, reminder=offer.delivered_at is not None and reminds is None)


def ends(desk: Desk, offer: Offer) -> datetime:
    """When the offer, or the question that is left of it, ends by itself."""
    return offer_hours.ends(desk, offer) or desk.now


def _open_card(desk: Desk, request: Request, offer: Offer, *words: Phrase) -> Card:
    first = Button(w("accept"), "offer-accept", offer.id, offer.version, opens=True)
    if name_first(desk, request):
        first = Button(w("see-request"), "offer-accept", offer.id, offer.version, Style.PRIMARY, opens=True)
    return desk.card(*words, buttons=(first, _decline(offer), *offer_hours.button(desk, offer)))


def _decline(offer: Offer) -> Button:
    return Button(w("decline"), "offer-decline", offer.id, offer.version)
