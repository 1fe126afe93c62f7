"""Someone else: asked by either side, or by a coordinator, at any time and without a reason (R28)."""

from dataclasses import replace
from typing import Any

from bot.core.request import Contact, Escalation, OfferState, Request, RequestState
from bot.flows.common.cards import last_word, offer_slot
from bot.flows.common.desk import Desk
from bot.flows.match import escalation
from bot.flows.match.search import seek
from bot.surface import Phrase, w

# What was said of first contact belongs to one match: another begins without it.
BEFORE_CONTACT: dict[str, Any] = {
    "marks_since": None,
    "connected_at": None,
    "contact_wrong": False,
    "contact": Contact.NONE,
    "said_at": None,
    "denials": 0,
    "denied_at": None,
    "messages_left": 0,
    "agreed_on": None,
}


def rematch(
    desk: Desk,
    request: Request,
    *,
    ended: OfferState = OfferState.ENDED,
    words: Phrase | None = None,
    notify: bool = True,
    physicians: bool = False,
) -> Request:
    """End the match and begin another search. The supporter hears `words` and is asked to destroy any note.
    `physicians`: it is their own wish."""
    details = desk.records.requests.details(request)
    desk.records.requests.set_details(request, replace(details, ended_myself=physicians, not_yet=False))
    offer = desk.records.offers.live(request.id)
    if offer is not None:
        desk.records.offers.move(offer, ended)
        last_word(desk, offer.supporter, offer_slot(offer), words or w("closed-do-not-call"), notify=notify)
    before = request.escalation
    request = desk.records.requests.move(
        request,
        RequestState.SEEKING,
        search=request.search + 1,
        seeking_since=desk.now,
        misses=0,
        escalation=Escalation.NOBODY,
        longer_used=0,
        matched_at=None,
        looked="",
        **BEFORE_CONTACT,
    )
    desk.records.deadlines.cancel(request=request.id)
    escalation.mark_resolved(desk, request, before)
    if offer is not None:
        escalation.lets_go(desk, request, offer.supporter)
    return seek(desk, request)
