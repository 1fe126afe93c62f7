"""What all answers to an offer have in common: whose it is, how soon it came, and one that came too late."""

from collections.abc import Callable
from dataclasses import replace

from bot.core.request import OUTSIDE, Offer, OfferState, Request
from bot.flows.common.access import own_offer
from bot.flows.common.cards import offer_slot
from bot.flows.common.desk import Desk, Sorry
from bot.flows.match import escalation, offer_hours
from bot.flows.match.closing import band
from bot.surface import Card, Phrase, Press, Reply, w

Answer = Callable[[Desk, Press, Offer, Request], Reply]

PAUSE = "pause"  # the slot of the card that says so


def to_live_offer(*, late: OfferState | None) -> Callable[[Answer], Callable[[Desk, Press], Reply]]:
    """An answer to the presser's own offer while it is live, else what became of it. `late` is what an offer that ran
    out becomes by this answer all the same: who declined, or knows them, is not asked again. None: it was no answer."""

    def wrap(answer: Answer) -> Callable[[Desk, Press], Reply]:
        def answered(desk: Desk, press: Press) -> Reply:
            offer = own_offer(desk, press)
            if offer is not None and offer.state is OfferState.EXPIRED and late is not None:
                return _too_late(desk, offer, late)
            if offer is None or not offer.live:
                raise Sorry(_why_over(offer), close=True)
            return answer(desk, press, offer, desk.request_of(offer))

        return answered

    return wrap


def arrived(desk: Desk, request: Request, offer: Offer) -> Offer:
    """The card was shown, or pressed before we heard of it: the clock of the offer starts now, and only once."""
    if offer.delivered_at is not None:
        return offer
    desk.records.deadlines.cancel(offer=offer.id, kinds=(offer_hours.REMIND, offer_hours.EXPIRE))
    terms = request.terms
    for kind, hours in ((offer_hours.REMIND, terms.offer_remind_hours), (offer_hours.EXPIRE, terms.offer_open_hours)):
        desk.records.deadlines.book(kind, desk.hours(hours), request=request.id, offer=offer.id, fence=offer.version)
    return desk.records.offers.delivered(offer, desk.now)


def count(desk: Desk, request: Request, offer: Offer, *, answered: bool) -> None:
    """How soon an offer was answered, never how (rule 5). One that never arrived, or was answered before, is not."""
    if offer.state is OfferState.OPEN and offer.delivered_at is not None:
        desk.records.ledger.tally(
            kind="offer",
            site=OUTSIDE if request.outside else request.site,
            month=f"{desk.local(request.site):%Y-%m}",
            to_match=band(offer.delivered_at, desk.now) if answered else "",
        )


def no_silence(desk: Desk, person_id: str) -> None:
    person = desk.held(person_id)
    if person.standing.unanswered:
        desk.records.people.save_standing(person_id, replace(person.standing, unanswered=0))


def show(desk: Desk, offer: Offer, card: Card) -> Card:
    desk.say(offer.supporter, offer_slot(offer), card)
    return card


# --- too late ------------------------------------------------------------------------------------------------------


def _too_late(desk: Desk, offer: Offer, late: OfferState) -> Reply:
    """Somebody else was asked by then. They do not read it, or reading it no more would tell them that all is closed.
    It was no silence, so it counts as none: also not for a pause that it began."""
    request = desk.request_of(offer)  # requests are held before people
    desk.records.people.lock(offer.supporter)
    escalation.out_of_it(desk, request, offer, late)
    person = desk.records.people.get(offer.supporter)
    standing = person.standing
    if standing.unanswered and offer.delivered_at is not None:
        most = desk.policy(request.site).unanswered_before_pause
        by_silence = standing.paused and standing.unanswered >= most
        standing = replace(standing, unanswered=standing.unanswered - 1, paused=standing.paused and not by_silence)
        desk.records.people.save_standing(person.id, standing)
        if by_silence and desk.records.slots.exists(person.id, PAUSE):
            desk.say(person.id, PAUSE, desk.card(w("welcome-back")), last=True)
    return Reply(close=True, notice=w("moved-on"))


def _why_over(offer: Offer | None) -> Phrase:
    if offer is not None and offer.lapsed_at is not None:  # whatever a late answer made of it
        return w("moved-on")
    if offer is None:  # it was deleted with its request: whoever may have seen the name reads the safe word
        return w("closed-do-not-call")
    return {
        OfferState.DECLINED: w("offer-declined"),
        OfferState.KNOWN: w("offer-known"),
        OfferState.CONFLICT: w("offer-not-possible"),
    }.get(offer.state, w("closed-do-not-call"))
