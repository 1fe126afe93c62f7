"""The cards of an offer. They are posted, so they tell nothing of anybody (rule 8)."""

from bot.core.request import Offer, Request
from bot.flows.desk import Desk
from bot.flows.names import name_first
from bot.surface import Button, Card, Style, w


def offer_card(desk: Desk, request: Request, offer: Offer, reminder: bool = False) -> Card:
    hours = request.terms.connect_within_hours
    decline = Button(w("decline"), "offer-decline", offer.id, offer.version)
    first = Button(w("accept"), "offer-accept", offer.id, offer.version, opens=True)
    if name_first(desk, request):
        first = Button(w("see-request"), "offer-accept", offer.id, offer.version, Style.PRIMARY, opens=True)
    words = w("offer-reminder", hours=hours) if reminder else w("offer-ask", hours=hours)
    return desk.card(words, w("offer-no-reason", hours=request.terms.offer_open_hours), buttons=(first, decline))
