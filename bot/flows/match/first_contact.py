"""After the match: 72 hours to reach out (R32, R34). The supporter makes first contact, and nobody waits in silence."""

from datetime import datetime
from typing import Any

from bot.core.request import Contact, Escalation, Offer, OfferState, Request, RequestState
from bot.flows.common import reasons, voicemail
from bot.flows.common.access import own_match
from bot.flows.common.cards import offer_slot, tell_physician
from bot.flows.common.contact import how
from bot.flows.common.desk import Desk, Sorry
from bot.flows.common.risk import risk_blocks
from bot.flows.common.routes import OWNER, on_due_match, on_press
from bot.flows.match import escalation, long_wait, rounds, silence
from bot.flows.match.call_guide import prepare
from bot.surface import (
    CLOSE,
    Button,
    Card,
    Dialog,
    Fact,
    Paragraph,
    Phrase,
    Press,
    Reply,
    Style,
    Verbatim,
    Words,
    w,
)


def start(desk: Desk, request: Request, offer: Offer) -> Card:
    """The clock from the confirm: reminders, then the mark. Returns the supporter's card."""
    book_marks(desk, request)
    long_wait.watch(desk, request)
    card = match_card(desk, request, offer)
    desk.say(offer.supporter, offer_slot(offer), card, notify=True)
    return card


def book_marks(desk: Desk, request: Request) -> None:
    """Nothing moves them but a denial, from which they run anew."""
    for hours in request.terms.connect_remind_hours:
        _book(desk, request, "connect-remind", hours)
    _book(desk, request, "connect-mark", request.terms.connect_within_hours)


def match_card(desk: Desk, request: Request, offer: Offer, words: Words | None = None) -> Card:
    """From the confirmed match until first contact, the same buttons: what can be said truly is there from the first
    hour, and as often as it is tried. "24 hours longer" comes with the mark; handing over is behind [Details]."""
    late = overdue(desk, request)
    return desk.card(
        words or (w("nudge") if late else w("match-by", by=try_by(desk, request) or reach_by(desk, request))),
        *(_by(desk, request) if words and "by" not in words.args else ()),
        buttons=(
            _in_touch(request, offer),
            *_tries(desk, request, offer),
            *(_longer(request, offer) if late else ()),
            Button(w("details"), "details", offer.id, offer.version, opens=True),
        ),
    )


def _by(desk: Desk, request: Request) -> tuple[Phrase, ...]:
    by = try_by(desk, request)
    return (w("match-by", by=by),) if by is not None else ()


def _tries(desk: Desk, request: Request, offer: Offer) -> tuple[Button, ...]:
    """What can be said of a try: a message only where one may be left."""
    details = desk.records.requests.details(request)
    verbs = {"left-message": voicemail.allowed(details), "wrote": voicemail.writes(details), "not-reached": True}
    words = {"left-message": w("left-message"), "wrote": w("wrote"), "not-reached": w("cannot-reach")}
    return tuple(Button(words[verb], verb, offer.id, request.version) for verb, fits in verbs.items() if fits)


def still_hoping(desk: Desk, request: Request, offer: Offer) -> Dialog:
    """What a press on a card from before the physician's "not yet" opens: the reminder, and the way to answer it."""
    return desk.dialog(
        w("try-again-title"),
        Paragraph(w("still-hoping"), strong=True),
        *_by(desk, request),
        buttons=(
            _in_touch(request, offer),
            Button(w("details"), "details", offer.id, offer.version, opens=True),
            CLOSE,
        ),
    )


def _in_touch(request: Request, offer: Offer) -> Button:
    return Button(w("in-touch"), "reached-out", offer.id, request.version, Style.PRIMARY, opens=True)


def _longer(request: Request, offer: Offer) -> tuple[Button, ...]:
    if request.longer_used >= request.terms.longer_times:
        return ()
    return (Button(w("longer", hours=int(request.terms.longer_hours)), "longer", offer.id, request.version),)


def match_dialog(desk: Desk, request: Request, offer: Offer) -> Dialog:
    """Step 3: contact, way, times; the reason only if it was shared; the role, its limits (R09, R44, R46). Audited."""
    details = desk.records.requests.details(request)
    physician = desk.records.people.get(details.physician)
    desk.records.ledger.note("contact-seen", site=request.site, actor=offer.supporter, request=request)
    by = _by(desk, request) if request.state is RequestState.MATCHED else ()
    return desk.dialog(
        w("match-title"),
        w("step", step=3, steps=3),
        Fact(w("name-is"), Verbatim(physician.name)),
        Fact(w("contact-is"), Verbatim(details.contact)),
        *how(details, voicemail.for_caller(details.contact, may=details.voicemail)),
        *reasons.shown(desk, request, details),
        *(Paragraph(each, strong=True) for each in by),
        w("match-listen"),
        *risk_blocks(desk, desk.records.people.get(offer.supporter).site),
        w("match-exceptions"),
        buttons=(
            Button(w("close"), "dismiss", style=Style.PRIMARY),
            prepare(offer),
            Button(w("i-know-them"), "offer-known", offer.id, offer.version, opens=True),
            Button(w("hand-over"), "hand-over", offer.id, offer.version, opens=True),
        ),
    )


def details(desk: Desk, press: Press) -> Reply:
    """The contact again, while the match lives and to nobody else (rule 1)."""
    offer, request = own_match(desk, press)
    return Reply(dialog=match_dialog(desk, request, offer))


# --- the marks -----------------------------------------------------------------------------------------------------


def remind(desk: Desk, request: Request, offer: Offer) -> None:
    card = match_card(desk, request, offer, w("match-soon", by=reach_by(desk, request)))
    desk.say(offer.supporter, offer_slot(offer), card, notify=True, wait=True)


def mark(desk: Desk, request: Request, offer: Offer) -> None:
    """The 72-hour mark (R34): the supporter is nudged, the physician asked, the coordinator told, all at once."""
    desk.say(offer.supporter, offer_slot(offer), match_card(desk, request, offer), notify=True, wait=True)
    tell_physician(desk, request)
    escalation.notify(desk, request, "escalation-why-mark")
    desk.records.deadlines.book(
        "connect-over", desk.hours(request.terms.longer_hours), request=request.id, fence=request.version
    )


def over(desk: Desk, request: Request, _offer: Offer) -> None:
    """No contact was made, extra hours included: the coordinator is asked to find someone else."""
    escalation.escalate(desk, request, "escalation-why-no-contact")


# --- what changes it -----------------------------------------------------------------------------------------------


def longer(desk: Desk, press: Press) -> Reply:
    """A little longer, as often as the site allows; the 72 hours themselves stay what they were."""
    offer, request = own_match(desk, press, RequestState.MATCHED)
    if not overdue(desk, request):
        raise Sorry(w("moved-on"))
    if request.longer_used >= request.terms.longer_times:
        raise Sorry(w("longer-used"))
    request = desk.records.requests.change(request, longer_used=request.longer_used + 1)
    until = desk.hours(request.terms.longer_hours)
    desk.records.deadlines.cancel(request=request.id, kinds=("connect-over",))
    desk.records.deadlines.book("connect-over", until, request=request.id, fence=request.version)
    card = match_card(desk, request, offer, w("longer-until", by=until))
    desk.say(offer.supporter, offer_slot(offer), card)
    return Reply(card=card)


def connect(desk: Desk, request: Request, **changes: Any) -> Request:
    """First contact is made, whichever side said so: the days until the tracker begin. `changes`: whose word it is."""
    before = request.escalation
    kept = before is Escalation.PROMISED and changes.get("contact") is Contact.SAID and _said_not_yet(desk, request)
    promised = desk.due(request, "escalation") if kept else None
    request = desk.records.requests.move(
        request,
        RequestState.CONNECTED,
        connected_at=request.connected_at or desk.now,
        escalation=before if kept else Escalation.NOBODY,
        contact_wrong=False,
        **changes,
    )
    desk.records.deadlines.cancel(request=request.id)
    silence.watch(desk, request)
    if promised is not None:
        desk.records.deadlines.book("escalation", promised, request=request.id, fence=request.version)
    else:
        escalation.mark_resolved(desk, request, before)
    rounds.start(desk, request)
    return request


def _said_not_yet(desk: Desk, request: Request) -> bool:
    """Whether the physician has said that nobody reached them: of a claim, or before there was one."""
    return request.denials > 0 or desk.records.requests.details(request).not_yet


def contact_changed(desk: Desk, request: Request) -> None:
    """The physician corrected the contact: the supporter finds the new one behind [Details]."""
    offer = desk.records.offers.live(request.id)
    if offer is None or offer.state is not OfferState.CONFIRMED:
        return
    changed = w("contact-changed")
    if request.state is RequestState.CONNECTED:
        request = rounds.try_again(desk, request)
        card = rounds.connected_card(desk, request, offer, changed)
    else:
        card = match_card(desk, request, offer, changed)
    desk.say(offer.supporter, offer_slot(offer), card, notify=True, wait=True)


def reach_by(desk: Desk, request: Request) -> datetime:
    """The end of the 72 hours."""
    return desk.hours(request.terms.connect_within_hours, request.reach_from)


def try_by(desk: Desk, request: Request) -> datetime | None:
    """By when the next try is awaited, in the same words to both: within a day of a "not yet", else within the 72 hours
    or the day after them. None once all of them are over."""
    when = desk.records.deadlines.when
    dues = (when(kind, request=request.id) for kind in ("contact-open", "connect-mark", "connect-over"))
    return next((due for due in dues if due is not None), None)


def overdue(desk: Desk, request: Request) -> bool:
    return desk.now >= reach_by(desk, request)


# --- inside --------------------------------------------------------------------------------------------------------


def _book(desk: Desk, request: Request, kind: str, hours: float) -> None:
    at = desk.hours(hours, request.reach_from)
    desk.records.deadlines.book(kind, at, request=request.id, fence=request.version)


ROUTES = (
    on_press("details", details, who=OWNER),
    on_due_match("connect-remind", remind),
    on_due_match("connect-mark", mark),
    on_due_match("connect-over", over),
    on_press("longer", longer, who=OWNER),
)
