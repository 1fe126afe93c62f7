"""The offer: asked, the name, confirmed (R27, R28, R30 to R33). Declining costs nothing, nobody asks why (R31)."""

from dataclasses import replace

from bot.core.matching import LASTING, Barrier
from bot.core.people import Person
from bot.core.request import OUTSIDE, Details, Helm, Offer, OfferState, Request, RequestState
from bot.flows import capacity, helm, reaching, reasons
from bot.flows.candidates import barriers_to
from bot.flows.cards import last_word, offer_slot, tell_physician
from bot.flows.closing import band
from bot.flows.desk import Desk, Sorry
from bot.flows.names import name_first
from bot.flows.offer_cards import offer_card
from bot.flows.rematch import rematch
from bot.flows.seeking import miss
from bot.flows.whose import my_offer
from bot.records import Conflict, Due
from bot.surface import Button, Card, Dialog, Fact, Paragraph, Phrase, Press, Reply, Style, Verbatim, w


def delivered(desk: Desk, offer_id: str) -> None:
    """The card arrived: the clock of the offer starts now, whatever happened on the way."""
    offer = desk.records.offers.get(offer_id)
    if offer is None or offer.state is not OfferState.OPEN or offer.delivered_at is not None:
        return
    request = desk.request_of(offer)
    desk.records.offers.delivered(offer, desk.now)
    desk.records.deadlines.cancel(offer=offer.id)
    for kind, hours in (
        ("offer-remind", request.terms.offer_remind_hours),
        ("offer-expire", request.terms.offer_open_hours),
    ):
        desk.records.deadlines.book(kind, desk.hours(hours), request=request.id, offer=offer.id, fence=offer.version)


def remind(desk: Desk, due: Due) -> None:
    offer = _fenced(desk, due, OfferState.OPEN)
    if offer is not None:
        request = desk.request_of(offer)
        desk.say(
            offer.supporter, offer_slot(offer), offer_card(desk, request, offer, reminder=True), notify=True, wait=True
        )


# --- step 1: yes or no ---------------------------------------------------------------------------------------------


def accept(desk: Desk, press: Press) -> Reply:
    """ "Yes in principle": the name, to answer one question. Nothing about how to reach anybody yet (rule 1)."""
    offer, request = _my_live_offer(desk, press)
    if offer.state is OfferState.CONFIRMED:
        return Reply(dialog=reaching.match_dialog(desk, request, offer))
    details = desk.details(request)
    if offer.state is OfferState.OPEN:
        barriers = barriers_to(desk, request, details, offer.supporter, besides=offer.id)
        if barriers:
            return _no_longer(desk, request, offer, barriers)
        _count(desk, request, offer, answered=True)
        offer = desk.records.offers.move(offer, OfferState.NAMED)
        desk.records.deadlines.cancel(offer=offer.id)
        until = desk.hours(request.terms.named_hours)
        desk.records.deadlines.book("named-expire", until, request=request.id, offer=offer.id, fence=offer.version)
        desk.records.ledger.note("named", site=request.site, actor=offer.supporter, request=request)
        desk.say(offer.supporter, offer_slot(offer), _named_card(desk, request, offer))
    return Reply(dialog=_name_dialog(desk, request, offer, details), card=_named_card(desk, request, offer))


def decline(desk: Desk, press: Press) -> Reply:
    offer, request = _my_live_offer(desk, press)
    if offer.state not in {OfferState.OPEN, OfferState.NAMED}:
        raise Sorry(w("moved-on"))
    _count(desk, request, offer, answered=True)
    desk.records.offers.move(offer, OfferState.DECLINED)
    desk.records.deadlines.cancel(offer=offer.id)
    _answered(desk, offer.supporter)
    card = last_word(desk, offer.supporter, offer_slot(offer), w("offer-declined"))
    miss(desk, request)
    return Reply(card=card, close=True)


# --- step 2: the name, and one question ----------------------------------------------------------------------------


def _name_dialog(desk: Desk, request: Request, offer: Offer, details: Details) -> Dialog:
    """The name only. A supporter asked for by name is asked about evaluating only (rule 3)."""
    physician = desk.records.people.get(details.physician)
    question = w("name-evaluate") if offer.asked_by_name else w("name-know-or-evaluate")
    return desk.dialog(
        w("name-title"),
        w("step", step=2, steps=3),
        Fact(w("name-is"), Verbatim(physician.name)),
        *reasons.told_with_name(desk, request, details),
        Paragraph(question, strong=True),
        w("name-then"),
        buttons=(
            Button(
                w("accept-confirm") if name_first(desk, request) else w("no-confirm"),
                "offer-confirm",
                offer.id,
                offer.version,
                Style.PRIMARY,
            ),
            Button(w("yes-someone-else"), "offer-known", offer.id, offer.version),
            Button(w("decline"), "offer-decline", offer.id, offer.version),
        ),
    )


def _named_card(desk: Desk, request: Request, offer: Offer) -> Card:
    """Where the name comes with the offer, looking at it is no yes (R30)."""
    return desk.card(
        w("offer-seen") if name_first(desk, request) else w("offer-named", hours=request.terms.named_hours),
        buttons=(
            Button(w("continue"), "offer-accept", offer.id, offer.version, Style.PRIMARY, opens=True),
            Button(w("decline"), "offer-decline", offer.id, offer.version),
        ),
    )


def known(desk: Desk, press: Press) -> Reply:
    """They know each other, or one evaluates the other: someone else, no reason kept (R27, R28). Also when matched."""
    offer, request = _my_live_offer(desk, press)
    if offer.state is OfferState.CONFIRMED:
        request = rematch(desk, request, ended=OfferState.KNOWN, words=w("handed-over"), notify=False)
        tell_physician(desk, request)
        return Reply(close=True, notice=w("handed-over"))
    if offer.state is not OfferState.NAMED:
        raise Sorry(w("moved-on"))
    desk.records.offers.move(offer, OfferState.KNOWN)
    desk.records.deadlines.cancel(offer=offer.id)
    _answered(desk, offer.supporter)
    card = last_word(desk, offer.supporter, offer_slot(offer), w("offer-known"))
    miss(desk, request)
    return Reply(card=card, close=True)


# --- step 3: confirmed ---------------------------------------------------------------------------------------------


def confirm(desk: Desk, press: Press) -> Reply:
    """The match. Every hard rule is read again under the supporter's lock, then the 72 hours begin (R34)."""
    offer, request = _my_live_offer(desk, press)
    if offer.state is OfferState.CONFIRMED:
        return Reply(dialog=reaching.match_dialog(desk, request, offer))
    if offer.state is not OfferState.NAMED:
        raise Sorry(w("moved-on"))
    if request.state is not RequestState.SEEKING:
        raise Conflict("somebody was quicker, after the offer was read")
    details = desk.details(request)
    barriers = barriers_to(desk, request, details, offer.supporter, besides=offer.id)
    if barriers:
        return _no_longer(desk, request, offer, barriers)
    offer = desk.records.offers.move(offer, OfferState.CONFIRMED)
    request = desk.records.requests.move(
        request,
        RequestState.MATCHED,
        matched_at=desk.now,
        marks_since=desk.now,
        first_matched_at=request.first_matched_at or desk.now,
        helm=Helm.NOBODY,
        misses=0,
    )
    desk.records.deadlines.cancel(request=request.id)
    helm.rest(desk, request)
    capacity.near(desk, _matched(desk, request, offer))
    reaching.start(desk, request, offer)
    tell_physician(desk, request)
    desk.records.ledger.note("confirmed", site=request.site, actor=offer.supporter, request=request)
    return Reply(dialog=reaching.match_dialog(desk, request, offer), card=reaching.match_card(desk, request, offer))


def _matched(desk: Desk, request: Request, offer: Offer) -> Person:
    """The supporter, with this match among those of the year."""
    person = desk.records.people.get(offer.supporter)
    today = desk.today(request.site)
    kept = tuple(day for day in person.standing.matches if (today - day).days < 366)
    standing = replace(person.standing, matches=(*kept, today), last_matched=desk.now, unanswered=0)
    desk.records.people.save_standing(person.id, standing)
    return replace(person, standing=standing)


# --- no answer -----------------------------------------------------------------------------------------------------


def expire(desk: Desk, due: Due) -> None:
    """No answer in time, or the name was seen and the question left open: the next supporter is asked.

    The third time in a row a friendly pause follows, which one press ends (R33).
    """
    offer = _fenced(desk, due, OfferState.OPEN if due.kind == "offer-expire" else OfferState.NAMED)
    if offer is None:
        return
    request = desk.request_of(offer)
    _count(desk, request, offer, answered=False)
    desk.records.offers.move(offer, OfferState.EXPIRED)
    desk.records.deadlines.cancel(offer=offer.id)
    last_word(desk, offer.supporter, offer_slot(offer), w("offer-expired"))
    if offer.delivered_at is not None or offer.state is OfferState.NAMED:
        _unanswered(desk, desk.records.people.get(offer.supporter), request)
    miss(desk, request)


def _unanswered(desk: Desk, supporter: Person, request: Request) -> None:
    """One more without an answer. A card that never arrived is not held against anybody."""
    count = supporter.standing.unanswered + 1
    pause = count >= desk.policy(request.site).unanswered_before_pause
    standing = replace(supporter.standing, unanswered=0 if pause else count, paused=supporter.standing.paused or pause)
    desk.records.people.save_standing(supporter.id, standing)
    if pause:
        desk.say(supporter.id, "pause", _pause_card(desk), notify=True, wait=True)


def _pause_card(desk: Desk) -> Card:
    return desk.card(w("pause"), buttons=(Button(w("i-am-back"), "back", style=Style.PRIMARY),))


# --- inside --------------------------------------------------------------------------------------------------------


def _no_longer(desk: Desk, request: Request, offer: Offer, barriers: frozenset[Barrier]) -> Reply:
    """A hard rule forbids it by now (away, at the limit, on the list ...): kindly, without saying which. Whoever is
    only away or busy may be asked again."""
    lasting = offer.state is OfferState.NAMED and barriers & LASTING
    desk.records.offers.move(offer, OfferState.CONFLICT if lasting else OfferState.RECALLED)
    desk.records.deadlines.cancel(offer=offer.id)
    card = last_word(desk, offer.supporter, offer_slot(offer), w("offer-not-possible"))
    miss(desk, request)
    return Reply(card=card, close=True, notice=w("offer-not-possible"))


def _count(desk: Desk, request: Request, offer: Offer, *, answered: bool) -> None:
    """How soon an offer was answered, never how (rule 5). One that never arrived, or was answered before, is not."""
    if offer.state is OfferState.OPEN and offer.delivered_at is not None:
        desk.records.ledger.tally(
            kind="offer",
            site=OUTSIDE if request.outside else request.site,
            month=f"{desk.local(request.site):%Y-%m}",
            to_match=band(offer.delivered_at, desk.now) if answered else "",
        )


def _answered(desk: Desk, person_id: str) -> None:
    person = desk.records.people.get(person_id)
    if person.standing.unanswered:
        desk.records.people.save_standing(person_id, replace(person.standing, unanswered=0))


def _my_live_offer(desk: Desk, press: Press) -> tuple[Offer, Request]:
    """The presser's own offer while it is live. Raises Sorry, with what became of it."""
    offer = my_offer(desk, press)
    if offer is None or not offer.live:
        raise Sorry(_why_over(offer), close=True)
    return offer, desk.request_of(offer)


def _why_over(offer: Offer | None) -> Phrase:
    if offer is None:
        return w("closed-already")
    return {
        OfferState.DECLINED: w("offer-declined"),
        OfferState.EXPIRED: w("offer-expired"),
        OfferState.KNOWN: w("offer-known"),
        OfferState.CONFLICT: w("offer-not-possible"),
    }.get(offer.state, w("closed-do-not-call"))


def _fenced(desk: Desk, due: Due, state: OfferState) -> Offer | None:
    offer = desk.records.offers.get(due.offer)
    return offer if offer is not None and offer.version == due.fence and offer.state is state else None
