"""The offer: asked, the name, confirmed (R27, R28, R30 to R33). What ends it otherwise is declining.py."""

from dataclasses import replace

from bot.core.matches import one_more
from bot.core.matching import LASTING, Barrier
from bot.core.people import Person
from bot.core.request import Details, Escalation, Offer, OfferState, Request, RequestState
from bot.flows.common import reasons
from bot.flows.common.cards import last_word, offer_slot, tell_physician
from bot.flows.common.desk import Desk, Sorry
from bot.flows.common.routes import OWNER, on_due_offer, on_press, on_receipt
from bot.flows.match import capacity, escalation, first_contact, handover, names, offer_answers, offer_hours, twice
from bot.flows.match.candidates import barriers_to
from bot.flows.match.offer_cards import declining_card, ends, later_card, named_card, offer_card, standing_card
from bot.flows.match.search import miss
from bot.ports.records import Conflict
from bot.surface import Button, Dialog, Fact, Paragraph, Press, Reply, Style, Verbatim, w


def delivered(desk: Desk, offer_id: str) -> None:
    """The card arrived: the clock of the offer starts now, whatever happened on the way."""
    offer = desk.records.offers.get(offer_id)
    if offer is not None and offer.state is OfferState.OPEN:
        offer_answers.arrived(desk, desk.request_of(offer), offer)


def remind(desk: Desk, request: Request, offer: Offer) -> None:
    if not offer_hours.declining(desk, offer):
        card = (
            named_card(desk, offer)
            if offer.state is OfferState.NAMED
            else offer_card(desk, request, offer, reminder=True)
        )
        desk.say(offer.supporter, offer_slot(offer), card, notify=True, wait=True)


@offer_answers.to_live_offer(late=OfferState.RECALLED)
def ask_later(desk: Desk, _press: Press, offer: Offer, request: Request) -> Reply:
    """ "Ask me tonight": the reminder comes then, and the hours of the offer stay what they were."""
    if offer_hours.declining(desk, offer):  # on an older card: *Take it back* is the way
        return Reply(card=offer_answers.show(desk, offer, declining_card(desk, offer)))
    at = offer_hours.moment(desk, offer)
    if at is None:
        if offer.state is OfferState.CONFIRMED:
            raise Sorry(w("moved-on"))
        return Reply(
            card=offer_answers.show(desk, offer, standing_card(desk, request, offer)), notice=w("offer-no-later")
        )
    desk.records.offers.hold(offer)
    offer = desk.records.offers.asked_later(offer_answers.arrived(desk, request, offer))
    desk.records.deadlines.cancel(offer=offer.id, kinds=(offer_hours.REMIND,))
    desk.records.deadlines.book(offer_hours.REMIND, at, request=request.id, offer=offer.id, fence=offer.version)
    return Reply(card=offer_answers.show(desk, offer, later_card(desk, request, offer, at)))


# --- step 1: yes or no ---------------------------------------------------------------------------------------------


@offer_answers.to_live_offer(late=OfferState.RECALLED)
def accept(desk: Desk, _press: Press, offer: Offer, request: Request) -> Reply:
    """ "Yes in principle": the name, to answer one question. Nothing about how to reach anybody yet (rule 1)."""
    if offer.state is OfferState.CONFIRMED:
        return Reply(dialog=first_contact.match_dialog(desk, request, offer))
    details = desk.details(request)
    if offer.state is OfferState.NAMED:
        desk.records.deadlines.cancel(offer=offer.id, kinds=(offer_hours.DECLINE,))  # they have thought again
    else:
        barriers = barriers_to(desk, request, details, offer.supporter, besides=offer.id)
        if barriers:
            return _no_longer(desk, request, offer, barriers)
        offer = offer_answers.arrived(desk, request, offer)
        offer_answers.count(desk, request, offer, answered=True)
        offer = _shown(desk, request, offer)
        desk.records.ledger.note("named", site=request.site, actor=offer.supporter, request=request)
    card = offer_answers.show(desk, offer, named_card(desk, offer))
    return Reply(dialog=_name_dialog(desk, request, offer, details), card=card)


def _shown(desk: Desk, request: Request, offer: Offer) -> Offer:
    """Where looking is no yes the offer's own hours go on; else one question is left, and its hours rest at night."""
    named = desk.records.offers.move(offer, OfferState.NAMED)
    if names.name_first(desk, request):
        names.seen(desk, request, offer)
        offer_hours.move(desk, request, offer, named)
        return named
    desk.records.deadlines.cancel(offer=offer.id)
    site = desk.records.people.get(offer.supporter).site
    until = desk.waking_hours(site, request.terms.named_hours)
    desk.records.deadlines.book(offer_hours.NAMED, until, request=request.id, offer=offer.id, fence=named.version)
    return named


# --- step 2: the name, and one question ----------------------------------------------------------------------------


def _name_dialog(desk: Desk, request: Request, offer: Offer, details: Details) -> Dialog:
    """The name only. A supporter asked for by name is asked about evaluating only (rule 3)."""
    physician = desk.records.people.get(details.physician)
    asked_twice = twice.is_asked(desk, physician)
    question = w("name-evaluate") if offer.asked_by_name else w("name-know-or-evaluate")
    return desk.dialog(
        w("name-title-twice") if asked_twice else w("name-title"),
        w("step", step=2, steps=3),
        Fact(w("name-is"), Verbatim(physician.name)),
        *reasons.shown_with_name(desk, request, details),
        Paragraph(question, strong=True),
        *((w("twice-ask"),) if asked_twice else ()),
        w("name-then"),
        w("name-until", by=ends(desk, offer)),
        buttons=(
            Button(
                w("accept-confirm") if names.name_first(desk, request) else w("no-confirm"),
                "offer-confirm",
                offer.id,
                offer.version,
                Style.PRIMARY,
            ),
            Button(w("yes-someone-else"), "offer-known", offer.id, offer.version),
            *((twice.button(offer),) if asked_twice else ()),
            Button(w("decline"), "offer-decline", offer.id, offer.version),
        ),
    )


@offer_answers.to_live_offer(late=OfferState.KNOWN)
def known(desk: Desk, _press: Press, offer: Offer, request: Request) -> Reply:
    """They know each other, or one evaluates the other: someone else, no reason kept (R27, R28). Also when matched."""
    if offer.state is OfferState.CONFIRMED:
        return Reply(dialog=handover.asked_of(desk, offer, "known-yes"))
    if offer.state is not OfferState.NAMED:
        raise Sorry(w("moved-on"))
    request = escalation.out_of_it(desk, request, offer, OfferState.KNOWN)
    desk.records.deadlines.cancel(offer=offer.id)
    offer_answers.no_silence(desk, offer.supporter)
    card = last_word(desk, offer.supporter, offer_slot(offer), w("offer-known"))
    miss(desk, request)
    return Reply(card=card, close=True)


# --- step 3: confirmed ---------------------------------------------------------------------------------------------


@offer_answers.to_live_offer(late=OfferState.RECALLED)
def confirm(desk: Desk, _press: Press, offer: Offer, request: Request) -> Reply:
    """The match. Every hard rule is read again under the supporter's lock, then the 72 hours begin (R34)."""
    if offer.state is OfferState.CONFIRMED:
        return Reply(dialog=first_contact.match_dialog(desk, request, offer))
    if offer.state is not OfferState.NAMED:
        raise Sorry(w("moved-on"))
    if request.state is not RequestState.SEEKING:
        raise Conflict("somebody was quicker, after the offer was read")
    details = desk.details(request)
    barriers = barriers_to(desk, request, details, offer.supporter, besides=offer.id)
    if barriers:
        return _no_longer(desk, request, offer, barriers)
    offer = desk.records.offers.move(offer, OfferState.CONFIRMED)
    before = request.escalation
    request = desk.records.requests.move(
        request,
        RequestState.MATCHED,
        matched_at=desk.now,
        marks_since=desk.now,
        first_matched_at=request.first_matched_at or desk.now,
        escalation=Escalation.NOBODY,
        misses=0,
        names_shown=names.without(desk, request, offer),
    )
    desk.records.deadlines.cancel(request=request.id)
    escalation.mark_resolved(desk, request, before)
    capacity.near(desk, _matched(desk, request, offer))
    card = first_contact.start(desk, request, offer)
    tell_physician(desk, request)
    desk.records.ledger.note("confirmed", site=request.site, actor=offer.supporter, request=request)
    return Reply(dialog=first_contact.match_dialog(desk, request, offer), card=card)


def _matched(desk: Desk, request: Request, offer: Offer) -> Person:
    """The supporter, with this match among those of the year."""
    person = desk.records.people.get(offer.supporter)
    standing = replace(one_more(person.standing, desk.today(request.site)), unanswered=0)
    desk.records.people.save_standing(person.id, standing)
    return replace(person, standing=standing)


# --- no answer -----------------------------------------------------------------------------------------------------


def expire(desk: Desk, request: Request, offer: Offer) -> None:
    """No answer in time, or the name was seen and the question left open: the next supporter is asked.

    The third time in a row a friendly pause follows, which one press ends (R33).
    """
    answered = offer_hours.declining(desk, offer)  # in its last two minutes: that was no silence
    offer_answers.count(desk, request, offer, answered=answered)
    desk.records.offers.lapse(offer, desk.now)
    desk.records.deadlines.cancel(offer=offer.id)
    # No last word: an answer that is on its way is no silence, and its button is known while the request is open.
    desk.say(offer.supporter, offer_slot(offer), desk.card(w("offer-expired")))
    if offer.delivered_at is not None and not answered:
        _unanswered(desk, offer.supporter, request)
    miss(desk, request)


def _unanswered(desk: Desk, person_id: str, request: Request) -> None:
    """One more without an answer. A card that never arrived is not held against anybody."""
    supporter = desk.held(person_id)
    count = supporter.standing.unanswered + 1
    pause = count >= desk.policy(request.site).unanswered_before_pause
    standing = replace(supporter.standing, unanswered=count, paused=supporter.standing.paused or pause)
    desk.records.people.save_standing(supporter.id, standing)
    if pause:
        card = desk.card(w("pause"), buttons=(Button(w("i-am-back"), "back", style=Style.PRIMARY),))
        desk.say(supporter.id, offer_answers.PAUSE, card, notify=True, wait=True)


# --- inside --------------------------------------------------------------------------------------------------------


def _no_longer(desk: Desk, request: Request, offer: Offer, barriers: frozenset[Barrier]) -> Reply:
    """A hard rule forbids it by now (away, at the limit, on the list ...): kindly, without saying which. Whoever is
    only away or busy may be asked again."""
    lasting = offer.state is OfferState.NAMED and barriers & LASTING
    request = escalation.out_of_it(desk, request, offer, OfferState.CONFLICT if lasting else OfferState.RECALLED)
    desk.records.deadlines.cancel(offer=offer.id)
    card = last_word(desk, offer.supporter, offer_slot(offer), w("offer-not-possible"))
    miss(desk, request)
    return Reply(card=card, close=True, notice=w("offer-not-possible"))


ROUTES = (
    on_receipt("offer", delivered),
    on_due_offer("offer-remind", remind),
    on_press("offer-later", ask_later, who=OWNER),
    on_press("offer-accept", accept, who=OWNER),
    on_press("offer-known", known, who=OWNER),
    on_press("offer-confirm", confirm, who=OWNER),
    on_due_offer("offer-expire", expire),
    on_due_offer("named-expire", expire),
)
