"""After the match: 72 hours to reach out (R32, R34). The supporter makes first contact, and nobody waits in silence."""

from bot.core.request import Helm, Offer, OfferState, Request, RequestState
from bot.flows import helm, reasons, tracking, voicemail, waiting
from bot.flows.cards import offer_slot, tell_physician
from bot.flows.desk import Desk, Sorry
from bot.flows.preparing import prepare
from bot.flows.rematch import rematch
from bot.flows.risk import risk_blocks
from bot.flows.whose import my_match
from bot.records import Due
from bot.surface import Block, Button, Card, Dialog, Fact, Joined, Paragraph, Phrase, Press, Reply, Style, Verbatim, w


def start(desk: Desk, request: Request, offer: Offer) -> None:
    """The clock from the confirm: reminders, then the mark. Nothing moves them."""
    for hours in request.terms.connect_remind_hours:
        _book(desk, request, "connect-remind", hours)
    _book(desk, request, "connect-mark", request.terms.connect_within_hours)
    waiting.watch(desk, request)
    desk.say(offer.supporter, offer_slot(offer), match_card(desk, request, offer), notify=True)


def match_card(desk: Desk, request: Request, offer: Offer, words: Phrase | None = None) -> Card:
    by = desk.hours(request.terms.connect_within_hours, request.matched_at)
    return desk.card(
        words or w("match-by", by=by), buttons=(_reached(request, offer), _details(request, offer), prepare(offer))
    )


def match_dialog(desk: Desk, request: Request, offer: Offer) -> Dialog:
    """Step 3: contact, way, times; the reason only if it was shared; the role, its limits (R09, R44, R46). Audited."""
    details = desk.records.requests.details(request)
    physician = desk.records.people.get(details.physician)
    desk.records.ledger.note("contact-seen", site=request.site, actor=offer.supporter, request=request)
    facts: list[Block] = [
        Fact(w("name-is"), Verbatim(physician.name)),
        Fact(w("contact-is"), Verbatim(details.contact)),
    ]
    if details.way:
        facts.append(Fact(w("way-is"), w(f"way-{details.way}")))
    facts += voicemail.told(details.contact, may=details.voicemail)
    if details.times:
        facts.append(Fact(w("times-are"), Joined(tuple(w(f"times-{each}") for each in details.times))))
    if details.language:
        facts.append(Fact(w("language-is"), w(f"language-{details.language}")))
    facts += reasons.told(desk, request, details)
    by = desk.hours(request.terms.connect_within_hours, request.matched_at)
    ahead = request.state is RequestState.MATCHED and desk.now < by
    return desk.dialog(
        w("match-title"),
        w("step", step=3, steps=3),
        *facts,
        *((Paragraph(w("match-by", by=by), strong=True),) if ahead else ()),
        w("match-listen"),
        *risk_blocks(desk, desk.records.people.get(offer.supporter).site),
        w("match-exceptions"),
        buttons=(
            Button(w("close"), "dismiss", style=Style.PRIMARY),
            prepare(offer),
            Button(w("i-know-them"), "offer-known", offer.id, offer.version),
            Button(w("hand-over"), "hand-over", offer.id, offer.version),
        ),
    )


def details(desk: Desk, press: Press) -> Reply:
    """The contact again, while the match lives and to nobody else (rule 1)."""
    offer, request = my_match(desk, press)
    return Reply(dialog=match_dialog(desk, request, offer))


# --- the marks -----------------------------------------------------------------------------------------------------


def remind(desk: Desk, due: Due) -> None:
    found = _waiting(desk, due)
    if found is not None:
        request, offer = found
        by = desk.hours(request.terms.connect_within_hours, request.matched_at)
        desk.say(
            offer.supporter,
            offer_slot(offer),
            match_card(desk, request, offer, w("match-soon", by=by)),
            notify=True,
            wait=True,
        )


def mark(desk: Desk, due: Due) -> None:
    """The 72-hour mark (R34): the supporter is nudged, the physician asked, the coordinator told, all at once."""
    found = _waiting(desk, due)
    if found is None:
        return
    request, offer = found
    desk.say(offer.supporter, offer_slot(offer), _nudge(desk, request, offer), notify=True, wait=True)
    tell_physician(desk, request)
    helm.inform(desk, request, "helm-why-mark")
    desk.records.deadlines.book(
        "connect-over", desk.hours(request.terms.longer_hours), request=request.id, fence=request.version
    )


def over(desk: Desk, due: Due) -> None:
    """No contact was made, extra hours included: the coordinator is asked to find someone else."""
    found = _waiting(desk, due)
    if found is not None:
        helm.tell(desk, found[0], "helm-why-no-contact")


def _nudge(desk: Desk, request: Request, offer: Offer, words: Phrase | None = None) -> Card:
    longer: tuple[Button, ...] = ()
    if request.longer_used < request.terms.longer_times:
        hours = int(request.terms.longer_hours)
        longer = (Button(w("longer", hours=hours), "longer", offer.id, request.version),)
    return desk.card(
        words or w("nudge"),
        buttons=(
            _reached(request, offer),
            Button(w("left-message"), "left-message", offer.id, request.version),
            *longer,
            Button(w("hand-over"), "hand-over", offer.id, offer.version),
            _details(request, offer),
        ),
    )


# --- what the supporter answers ------------------------------------------------------------------------------------


def reached_out(desk: Desk, press: Press) -> Reply:
    offer, request = my_match(desk, press)
    if request.state is RequestState.MATCHED:
        request = connect(desk, request)
    return Reply(card=tracking.connected_card(desk, request, offer), notice=w("reached-thanks"))


def left_message(desk: Desk, press: Press) -> Reply:
    """Good to know; the clock keeps running, because nobody has talked yet."""
    offer, request = my_match(desk, press, RequestState.MATCHED)
    card = _nudge(desk, request, offer, w("left-message-noted"))
    desk.say(offer.supporter, offer_slot(offer), card)
    return Reply(card=card)


def longer(desk: Desk, press: Press) -> Reply:
    """A little longer, as often as the site allows; the 72 hours themselves stay what they were."""
    offer, request = my_match(desk, press, RequestState.MATCHED)
    if not overdue(desk, request):
        raise Sorry(w("moved-on"))
    if request.longer_used >= request.terms.longer_times:
        raise Sorry(w("longer-used"))
    request = desk.records.requests.change(request, longer_used=request.longer_used + 1)
    until = desk.hours(request.terms.longer_hours)
    desk.records.deadlines.cancel(request=request.id, kinds=("connect-over",))
    desk.records.deadlines.book("connect-over", until, request=request.id, fence=request.version)
    card = _nudge(desk, request, offer, w("longer-until", by=until))
    desk.say(offer.supporter, offer_slot(offer), card)
    return Reply(card=card)


def hand_over(desk: Desk, press: Press) -> Reply:
    """Rematch, no reason, no blame."""
    _, request = my_match(desk, press)
    tell_physician(desk, rematch(desk, request, words=w("handed-over"), notify=False))
    return Reply(close=True, notice=w("handed-over"))


def connect(desk: Desk, request: Request) -> Request:
    """First contact is made, whichever side said so: the days until the tracker begin."""
    request = desk.records.requests.move(
        request, RequestState.CONNECTED, connected_at=desk.now, helm=Helm.NOBODY, contact_wrong=False
    )
    desk.records.deadlines.cancel(request=request.id)
    helm.rest(desk, request)
    tracking.start(desk, request)
    return request


def contact_changed(desk: Desk, request: Request) -> None:
    """The physician corrected the contact: the supporter finds the new one behind [Details]."""
    offer = desk.records.offers.live(request.id)
    if offer is None or offer.state is not OfferState.CONFIRMED:
        return
    changed = w("contact-changed")
    if request.state is RequestState.CONNECTED:
        request = tracking.try_again(desk, request)
        card = tracking.connected_card(desk, request, offer, changed)
    elif overdue(desk, request):
        card = _nudge(desk, request, offer, changed)
    else:
        card = match_card(desk, request, offer, changed)
    desk.say(offer.supporter, offer_slot(offer), card, notify=True, wait=True)


def overdue(desk: Desk, request: Request) -> bool:
    """Past the 72 hours, which nothing moves."""
    return desk.now >= desk.hours(request.terms.connect_within_hours, request.matched_at)


# --- inside --------------------------------------------------------------------------------------------------------


def _waiting(desk: Desk, due: Due) -> tuple[Request, Offer] | None:
    """The match that a deadline was booked for, if it still waits for first contact."""
    request = desk.records.requests.get(due.request)
    if request is None or request.version != due.fence or request.state is not RequestState.MATCHED:
        return None
    offer = desk.records.offers.live(request.id)
    return None if offer is None else (request, offer)


def _book(desk: Desk, request: Request, kind: str, hours: float) -> None:
    at = desk.hours(hours, request.matched_at)
    desk.records.deadlines.book(kind, at, request=request.id, fence=request.version)


def _reached(request: Request, offer: Offer) -> Button:
    return Button(w("i-have-reached-out"), "reached-out", offer.id, request.version, Style.PRIMARY)


def _details(_request: Request, offer: Offer) -> Button:
    return Button(w("details"), "details", offer.id, offer.version, opens=True)
