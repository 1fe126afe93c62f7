"""What the physician sees behind [Open], and may do at any moment (R08, R28)."""

from dataclasses import replace

from bot.core.people import Person
from bot.core.request import Helm, OfferState, Request, RequestState
from bot.flows import given, helm, inviting, outlook, reaching, transferring
from bot.flows.contact import is_contact
from bot.flows.desk import Desk, Sorry
from bot.flows.hello import ASK, PHONE, SERVICES, phone_blocks, resource_blocks
from bot.flows.steps import steps
from bot.surface import Block, Button, Dialog, Fact, Line, Paragraph, Press, Reply, Style, Submit, Verbatim, w

CLOSE = Button(w("close"), "dismiss")


def status(desk: Desk, _event: object) -> Reply:
    request = desk.my_request()
    if request is None:
        return Reply(dialog=desk.dialog(w("status-title"), w("status-none"), buttons=(ASK, PHONE, CLOSE)))
    return Reply(dialog=screen(desk, request))


def command(desk: Desk, _event: object) -> Reply:
    """A typed word cannot open a dialog: a neutral card with [Open], the same whether or not there is a request."""
    return Reply(
        card=desk.card(w("status-card"), buttons=(Button(w("open"), "status", style=Style.PRIMARY, opens=True),))
    )


def screen(desk: Desk, request: Request) -> Dialog:
    return _SCREENS[request.state](desk, request)


# --- seeking -------------------------------------------------------------------------------------------------------


def _seeking(desk: Desk, request: Request) -> Dialog:
    question = transferring.question(desk, request)
    if question is not None:
        return question
    return desk.dialog(
        w("status-title"),
        Paragraph(outlook.while_searching(desk, request), strong=True),
        *transferring.agreed(desk, request),
        *_asked_by_name(desk, request),
        *steps(request),
        *given.repeated(desk, request),
        *phone_blocks(desk),
        buttons=(
            Button(w("wait"), "dismiss", style=Style.PRIMARY),
            *given.buttons(request),
            *transferring.taken_back(desk, request),
            PHONE,
            _withdraw(request),
        ),
    )


def _asked_by_name(desk: Desk, request: Request) -> tuple[Block, ...]:
    """R21: whoever was asked for by name and is not with it, for whatever reason, reads "not available" (rule 5)."""
    asked_for = desk.records.requests.details(request).asked_for
    live = desk.records.offers.live(request.id)
    if not asked_for or (live is not None and live.supporter == asked_for):
        return ()
    return (Paragraph(w("status-not-available")),)


def _hand(desk: Desk, request: Request) -> tuple[Paragraph, ...]:
    """What a match that came into a coordinator's hands says of it."""
    match request.helm:
        case Helm.NOBODY:
            return ()
        case Helm.PROMISED:
            return (Paragraph(outlook.promised(desk, request), strong=True),)
        case Helm.CONTACTED:
            return (Paragraph(w("status-in-contact"), strong=True),)
        case Helm.PHYSICIAN:
            return (Paragraph(w("status-honest-late")),)
        case _:
            return (Paragraph(w("status-hand", by=helm.answer_by(desk, request)), strong=True),)


# --- matched -------------------------------------------------------------------------------------------------------


def _matched(desk: Desk, request: Request) -> Dialog:
    if request.matched_at is None:
        raise LookupError("a match has its time")
    by = desk.hours(request.terms.connect_within_hours, request.matched_at)
    overdue = reaching.overdue(desk, request)
    hand = _hand(desk, request)
    told = w("status-overdue") if overdue else w("status-matched", by=by)
    if hand and not overdue:  # the match itself came into question: its hour is no promise any more
        told = w("status-unsure")
    yes = Button(w("reached-yes"), "contact-yes", request.id, request.version, Style.PRIMARY)
    wait = Button(w("reached-wait"), "contact-wait", request.id, request.version)
    return desk.dialog(
        w("status-title"),
        Paragraph(told, strong=True),
        *steps(request),
        *hand,
        *phone_blocks(desk),
        buttons=(
            *((yes, wait) if overdue else (_see_who(request), yes)),
            _someone_else(request),
            *((_see_who(request),) if overdue else ()),
            Button(w("correct-contact"), "contact-form", request.id, request.version, opens=True),
            PHONE,
            _withdraw(request),
        ),
    )


def see_who(desk: Desk, press: Press) -> Reply:
    """The colleague's name, in a dialog only; the physician may know them too (R28)."""
    request = mine(desk, press, RequestState.MATCHED, RequestState.CONNECTED)
    supporter = _supporter(desk, request)
    return Reply(
        dialog=desk.dialog(
            w("see-who"),
            Fact(w("your-colleague"), Verbatim(supporter.name)),
            *_about(supporter),
            w("see-who-words"),
            buttons=(Button(w("i-know-them"), "someone-else", request.id, request.version), _back(request)),
        )
    )


def _about(supporter: Person) -> tuple[Block, ...]:
    bio = (Paragraph(Verbatim(supporter.bio)),) if supporter.bio else ()
    specialty = (Fact(w("specialty"), Verbatim(supporter.specialty)),) if supporter.specialty else ()
    return (*specialty, *bio)


def contact_yes(desk: Desk, press: Press) -> Reply:
    request = mine(desk, press, RequestState.MATCHED, RequestState.CONNECTED)
    if request.state is RequestState.MATCHED:
        request = reaching.connect(desk, request)
    return Reply(dialog=screen(desk, request))


def contact_wait(desk: Desk, press: Press) -> Reply:
    """ "No, I'll wait": the clock of the match goes on, and so does the coordinator's."""
    mine(desk, press, RequestState.MATCHED)
    return Reply(close=True, notice=w("waiting-on"))


# --- connected -----------------------------------------------------------------------------------------------------


def _connected(desk: Desk, request: Request) -> Dialog:
    if request.contact_wrong:
        return _not_reached(desk, request)
    hand = _hand(desk, request)
    usual = request.conversations >= request.terms.conversations_usual
    return desk.dialog(
        w("status-title"),
        Paragraph(w("status-unsure") if hand else w("status-connected"), strong=True),
        *steps(request),
        *hand,
        *(resource_blocks(desk) if usual else ()),
        *phone_blocks(desk),
        buttons=(
            _see_who(request),
            _someone_else(request),
            Button(w("we-are-done"), "done", request.id, request.version),
            *((SERVICES,) if usual else ()),
            PHONE,
            _withdraw(request),
        ),
    )


def _not_reached(desk: Desk, request: Request) -> Dialog:
    return desk.dialog(
        w("status-title"),
        Paragraph(w("status-not-reached"), strong=True),
        *_hand(desk, request),
        *phone_blocks(desk),
        buttons=(
            Button(w("correct-contact"), "contact-form", request.id, request.version, Style.PRIMARY, opens=True),
            _someone_else(request),
            PHONE,
            _withdraw(request),
        ),
    )


def contact_form(desk: Desk, press: Press) -> Reply:
    request = mine(desk, press, RequestState.SEEKING, RequestState.MATCHED, RequestState.CONNECTED)
    contact = desk.records.requests.details(request).contact
    return Reply(
        dialog=desk.dialog(
            w("correct-contact"),
            w("correct-contact-words"),
            fields=(Line("contact", w("form-contact"), w("form-contact-hint"), value=contact),),
            submit=Button(w("send"), "contact-send", request.id, request.version, Style.PRIMARY),
            buttons=(_back(request),),
        )
    )


def contact_send(desk: Desk, submit: Submit) -> Reply:
    request = mine(desk, submit, RequestState.SEEKING, RequestState.MATCHED, RequestState.CONNECTED)
    if not is_contact(submit.one("contact")):
        return Reply(errors={"contact": w("contact-bad")})
    details = desk.records.requests.details(request)
    desk.records.requests.set_details(request, replace(details, contact=submit.one("contact")))
    if request.contact_wrong:
        request = desk.records.requests.change(request, contact_wrong=False)
    reaching.contact_changed(desk, request)
    return Reply(dialog=screen(desk, desk.my_request() or request))


# --- inside ----------------------------------------------------------------------------------------------------------


def mine(desk: Desk, press: Press | Submit, *states: RequestState) -> Request:
    """The presser's own request, in one of `states`. An old button shows what is true by now instead. Raises Sorry."""
    request = desk.my_request()
    if request is None:
        raise Sorry(w("closed-already"), status(desk, press).dialog)
    if request.id != press.token or request.state not in states:
        raise Sorry(w("moved-on"), screen(desk, request))
    return request


def _supporter(desk: Desk, request: Request) -> Person:
    offer = desk.records.offers.live(request.id)
    if offer is None or offer.state is not OfferState.CONFIRMED:
        raise Sorry(w("moved-on"))
    return desk.records.people.get(offer.supporter)


def _see_who(request: Request) -> Button:
    return Button(w("see-who"), "see-who", request.id, request.version, opens=True)


def _someone_else(request: Request) -> Button:
    return Button(w("someone-else"), "someone-else", request.id, request.version)


def _withdraw(request: Request) -> Button:
    return Button(w("withdraw"), "withdraw", request.id, request.version, Style.DANGER)


def _back(request: Request) -> Button:
    return Button(w("back"), "status", request.id, opens=True)


_SCREENS = {
    RequestState.INVITED: inviting.invitation,
    RequestState.SEEKING: _seeking,
    RequestState.MATCHED: _matched,
    RequestState.CONNECTED: _connected,
}
