"""What the physician sent: shown to them, and every part of it theirs to change until a match is confirmed (R08, R45).

The number is masked until [Show]: whoever glances at the screen reads half of it at most. After the match the contact
alone is corrected (status.py).
"""

from dataclasses import replace
from functools import partial

from bot.core.matching import LASTING
from bot.core.people import Person
from bot.core.request import OPEN_REQUEST, Details, Escalation, OfferState, Request, RequestState, Transfer
from bot.flows.common import career_stage, wishes
from bot.flows.common.access import everybody
from bot.flows.common.cards import end_card, escalation_slot, last_word, offer_slot
from bot.flows.common.contact import mistakes
from bot.flows.common.desk import Desk
from bot.flows.common.routes import OWNER, on_press, on_submit
from bot.flows.match import escalation
from bot.flows.match.candidates import barriers_to
from bot.flows.match.search import look_soon
from bot.flows.physician import left_out, request_form
from bot.flows.physician.given import change_button, given
from bot.flows.physician.status import mine, screen
from bot.flows.welcome.eligibility import serves_them
from bot.surface import (
    Block,
    Button,
    Dialog,
    Fact,
    Paragraph,
    Phrase,
    Press,
    Reply,
    Style,
    Submit,
    Verbatim,
    w,
)

# --- what was sent -------------------------------------------------------------------------------------------------


def show(desk: Desk, press: Press) -> Reply:
    """Everything that was sent, in clear."""
    request = mine(desk, press, *OPEN_REQUEST)
    details = desk.records.requests.details(request)
    seeking = request.state is RequestState.SEEKING
    correct = Button(w("correct-contact"), "contact-form", request.id, request.version, opens=True)
    return Reply(
        dialog=desk.dialog(
            w("sent-by-me"),
            Paragraph(w("given-words"), strong=True),
            *given(desk, request, shown=True),
            *_for_the_search(desk, request, details),
            buttons=(
                Button(w("back"), "status", request.id, style=Style.PRIMARY, opens=True),
                change_button(request) if seeking else correct,
            ),
        )
    )


def _for_the_search(desk: Desk, request: Request, details: Details) -> tuple[Block, ...]:
    """What no colleague is given, each only if it was filled in."""
    by_name = desk.records.people.get(details.asked_for).name if details.asked_for else ""
    wish = wishes.told(desk.site(request.site), details.wish)
    found: tuple[tuple[Phrase, Phrase, object], ...] = (  # its name, what it says, and whether it was filled in
        (w("form-profession"), w(f"profession-{details.profession}"), details.profession),
        (w("form-stage"), w(f"form-stage-{details.stage}"), details.stage not in {"", career_stage.UNSAID}),
        (w("wish-is"), wish or Verbatim(""), wish),
        (w("form-not-these"), w("not-these-count", count=len(details.not_these)), details.not_these),
        (w("form-asked-for"), Verbatim(by_name), by_name),
        (w("form-outside"), w("yes"), request.outside),
    )
    facts = tuple(Fact(label, value) for label, value, filled in found if filled)
    return (Paragraph(w("given-not")), *facts) if facts else ()


# --- changed -------------------------------------------------------------------------------------------------------


def change(desk: Desk, press: Press) -> Reply:
    """The form again, with what is there."""
    request = mine(desk, press, RequestState.SEEKING)
    known = desk.records.requests.details(request)
    save = Button(w("save"), "my-request-send", request.id, request.version, Style.PRIMARY)
    return Reply(dialog=_form(desk, request, known, save, w("change-words"), outside=request.outside))


def _form(desk: Desk, request: Request, known: Details, save: Button, *words: Block | Phrase, outside: bool) -> Dialog:
    return desk.dialog(
        w("change-title"),
        *words,
        fields=request_form.fields(desk, (desk.site(request.site),), known, outside=outside),
        submit=save,
        buttons=(Button(w("back"), "status", request.id, opens=True),),
    )


def send(desk: Desk, submit: Submit, *, warned: bool = False) -> Reply:
    """What was changed counts from now on: an open offer to somebody who may not be asked any more is recalled.
    `warned`: they have read whom they left out, and send it all the same."""
    request = mine(desk, submit, RequestState.SEEKING)
    errors = mistakes(desk, submit)
    if errors:
        return Reply(errors=errors)
    site = desk.site(request.site)
    known = desk.records.requests.details(request)
    details = request_form.read(desk, desk.known(), site, submit, known)
    serves_them(desk, site, details)
    outside = request_form.outside(desk, submit)
    nobody = left_out.nobody_left(desk, site, details, outside=outside)
    before = left_out.nobody_left(desk, site, known, outside=request.outside)
    if nobody is not None and nobody != before and not warned:
        save = Button(w("left-out-send"), "my-request-send-anyway", request.id, request.version, Style.PRIMARY)
        words = (Paragraph(nobody, strong=True), w("left-out-change"))
        return Reply(dialog=_form(desk, request, details, save, *words, outside=outside))
    request = keep(desk, request, details, outside=outside)
    if details.contact != known.contact:
        escalation.contact_changed(desk, request)
    return Reply(dialog=screen(desk, desk.my_request() or request), notice=w("changed"))


def keep(desk: Desk, request: Request, details: Details, *, outside: bool) -> Request:
    """From now on, also for an offer that is out; a match that is confirmed is nobody's to recall."""
    request = _kept(desk, request, details, outside=outside)
    if request.state is RequestState.SEEKING:
        _recall_whom_it_bars(desk, request)
        if desk.records.offers.live(request.id) is None:
            look_soon(desk, request)
    return request


def _kept(desk: Desk, request: Request, details: Details, *, outside: bool) -> Request:
    """Whoever may not see the request any more has its card taken back, and what was in their hands begins anew."""
    before = everybody(desk, request)
    moved = outside != request.outside
    known = desk.records.requests.details(request)
    same = not moved and replace(known, contact=details.contact) == details  # to the search nothing is new
    request = desk.records.requests.change(request, outside=outside, looked=request.looked if same else "")
    desk.records.requests.set_details(request, replace(details, transfer=Transfer.NOT) if moved else details)
    after = {person.id for person in everybody(desk, request)}
    gone = [person for person in before if person.id not in after]
    if not any(_lets_go(desk, request, person) for person in gone):
        return request
    why = f"escalation-why-{request.told}" if request.told else "escalation-why-still"
    desk.records.deadlines.cancel(request=request.id, kinds=("escalation",))
    request = desk.records.requests.change(request, escalation=Escalation.NOBODY, told="")
    # Another site's coordinators hear why from the next look.
    return request if moved else escalation.escalate(desk, request, why, physician=False)


def _lets_go(desk: Desk, request: Request, person: Person) -> bool:
    """Whether they had a card of it."""
    return end_card(desk, person.id, escalation_slot(request), w("escalation-at-rest", number=request.number))


def _recall_whom_it_bars(desk: Desk, request: Request) -> None:
    """Hard rules are read live: nobody keeps an offer that could not be made to them now."""
    offer = desk.records.offers.live(request.id)
    details = desk.records.requests.details(request)
    if offer is None:
        return
    barriers = barriers_to(desk, request, details, offer.supporter, besides=offer.id)
    if not barriers:
        return
    named = offer.state is OfferState.NAMED
    desk.records.offers.move(offer, OfferState.CONFLICT if named and barriers & LASTING else OfferState.RECALLED)
    desk.records.deadlines.cancel(offer=offer.id)
    words = w("closed-do-not-call") if named else w("offer-recalled")
    last_word(desk, offer.supporter, offer_slot(offer), words)


ROUTES = (
    on_press("my-request", show, who=OWNER),
    on_press("my-request-change", change, who=OWNER),
    on_submit("my-request-send", send, who=OWNER),
    on_submit("my-request-send-anyway", partial(send, warned=True), who=OWNER),
)
