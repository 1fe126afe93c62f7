"""Somebody is no longer there: stepped back, removed, deactivated, or out of reach in the chat. Nobody is left waiting for it."""

from bot.core.people import Person
from bot.core.request import OfferState, RequestState
from bot.flows import helm
from bot.flows.cards import last_word, offer_slot
from bot.flows.desk import Desk
from bot.flows.seeking import miss
from bot.surface import Gone, Reply, w


def gone(desk: Desk, event: Gone) -> Reply:
    """The platform says that this account is out of reach. One who has another account is still there."""
    person = desk.me
    if person is None:
        return Reply()
    desk.records.people.account_gone(event.account)
    if not desk.records.people.accounts(person.id):
        step_back(desk, person)
        request = desk.records.requests.of_physician(person.id)
        if request is not None and request.helm is not request.helm.PHYSICIAN:
            # The request stays and the phone number remains: the coordinator is told, by number.
            helm.tell(desk, request, "helm-why-no-chat", physician=False)
    return Reply()


def step_back(desk: Desk, person: Person) -> None:
    """Open offers are recalled and go on; a live match goes to the coordinator at once, and the physician is told."""
    for offer in desk.records.offers.live_of(person.id):
        request = desk.request_of(offer)
        if offer.state is OfferState.CONFIRMED:
            if request.state in {RequestState.MATCHED, RequestState.CONNECTED}:
                helm.tell(desk, request, "helm-why-left")
            continue
        desk.records.offers.move(offer, OfferState.RECALLED)
        desk.records.deadlines.cancel(offer=offer.id)
        last_word(desk, person.id, offer_slot(offer), w("offer-recalled"))
        miss(desk, request)
