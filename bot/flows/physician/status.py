"""What the physician sees behind [Open], and may do at any moment (R08, R28)."""

from dataclasses import replace
from functools import partial

from bot.core.people import Person
from bot.core.request import OPEN_REQUEST, Contact, OfferState, Request, RequestState
from bot.flows.callback import phone_request
from bot.flows.common.cards import posts
from bot.flows.common.contact import mistakes, read_contact, settled
from bot.flows.common.desk import Desk, Sorry
from bot.flows.common.routes import EVERYBODY, OWNER, on_command, on_press, on_submit
from bot.flows.match import contact_denied, escalation, first_contact, name_limit, outlook, transfer
from bot.flows.outreach import invitations
from bot.flows.physician import given, in_match, request_form
from bot.flows.physician.steps import steps
from bot.flows.welcome.hello import ASK, PHONE, phone_blocks
from bot.surface import CLOSE, Block, Button, Dialog, Fact, Line, Paragraph, Press, Reply, Style, Submit, Verbatim, w

RECEIPT = Button(w("receipt-title"), "receipt", opens=True)


def status(desk: Desk, _event: object) -> Reply:
    request, call = desk.my_request(), phone_request.my_call(desk)
    if request is None and call is not None:
        return Reply(dialog=phone_request.screen(desk, call))
    if request is None:
        return Reply(dialog=desk.dialog(w("status-title"), w("status-none"), buttons=(ASK, PHONE, RECEIPT, CLOSE)))
    return Reply(dialog=screen(desk, request))


def screen(desk: Desk, request: Request) -> Dialog:
    return _SCREENS[request.state](desk, request)


# --- seeking -------------------------------------------------------------------------------------------------------


def _seeking(desk: Desk, request: Request) -> Dialog:
    question = transfer.question(desk, request) or name_limit.question(desk, request)
    if question is not None and outlook.ending(desk, request) is None:
        return question
    return desk.dialog(
        w("status-title"),
        Paragraph(outlook.while_searching(desk, request), strong=True),
        *(outlook.somebody(desk, request) if outlook.is_honest(desk, request) else ()),
        *transfer.agreed(desk, request),
        *name_limit.kept(desk, request),
        *_asked_by_name(desk, request),
        *steps(desk, request),
        *given.repeated(desk, request),
        *phone_blocks(desk),
        buttons=(
            Button(w("wait"), "dismiss", style=Style.PRIMARY),
            *outlook.contact_buttons(desk, request),
            *((in_match.correct_contact(request),) if outlook.hand_missed(desk, request) else ()),
            *given.buttons(request),
            *transfer.taken_back(desk, request),
            *name_limit.after_all(desk, request),
            PHONE,
            in_match.withdrawal(request),
        ),
    )


def _asked_by_name(desk: Desk, request: Request) -> tuple[Block, ...]:
    """R21: whoever was asked for by name and is not with it, for whatever reason, reads "not available" (rule 5)."""
    asked_for = desk.records.requests.details(request).asked_for
    live = desk.records.offers.live(request.id)
    if not asked_for or (live is not None and live.supporter == asked_for):
        return ()
    return (Paragraph(w("status-not-available")),)


# --- a match -------------------------------------------------------------------------------------------------------


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
            buttons=(Button(w("i-know-them"), "someone-else", request.id, request.version), in_match.back(request)),
        )
    )


def _about(supporter: Person) -> tuple[Block, ...]:
    bio = (Paragraph(Verbatim(supporter.bio)),) if supporter.bio else ()
    specialty = (Fact(w("specialty"), Verbatim(supporter.specialty)),) if supporter.specialty else ()
    return (*specialty, *bio)


def contact_form(desk: Desk, press: Press, *, sends: str) -> Reply:
    """To correct it, by themselves or as the answer to "has your colleague reached you?"."""
    request = mine(desk, press, *OPEN_REQUEST)
    known = desk.records.requests.details(request)
    return Reply(
        dialog=desk.dialog(
            w("correct-contact"),
            w("correct-contact-words"),
            fields=(
                Line("contact", w("form-contact"), w("form-contact-hint"), value=known.contact),
                request_form.way_field(known.way),
            ),
            submit=Button(w("send"), sends, request.id, request.version, Style.PRIMARY),
            buttons=(in_match.back(request),),
        )
    )


def contact_send(desk: Desk, submit: Submit, *, nobody: bool = False) -> Reply:
    """`nobody` can have been reached under the old one: the match is before contact again, and the new contact is the
    reminder."""
    request = mine(desk, submit, *OPEN_REQUEST)
    errors = mistakes(desk, submit)
    if errors:
        return Reply(errors=errors)
    details = desk.records.requests.details(request)
    contact = read_contact(desk, submit.one("contact"))
    desk.records.requests.set_details(
        request, settled(replace(details, contact=contact, way=request_form.read_way(submit)))
    )
    if details.contact != contact:
        escalation.contact_changed(desk, request)
    if nobody and request.contact is Contact.SAID:
        request = contact_denied.put_back(desk, request, remind=False)
    elif request.contact_wrong:
        request = desk.records.requests.change(request, contact_wrong=False)
    first_contact.contact_changed(desk, request)
    request = desk.my_request() or request
    if request.state is RequestState.SEEKING or request.contact is Contact.DECIDED:  # more is asked there
        return Reply(dialog=screen(desk, request), notice=w("changed"))
    return Reply(dialog=in_match.corrected(desk, request))


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


_SCREENS = {
    RequestState.INVITED: invitations.invitation,
    RequestState.SEEKING: _seeking,
    RequestState.MATCHED: in_match.matched,
    RequestState.CONNECTED: in_match.connected,
}


ROUTES = (
    on_press("status", status, who=EVERYBODY),
    on_command("status", posts(w("status-card"), opens="status"), who=EVERYBODY),
    on_command("withdraw", posts(w("status-card"), opens="status"), who=EVERYBODY),
    on_press("see-who", see_who, who=OWNER),
    on_press("contact-form", partial(contact_form, sends="contact-send"), who=OWNER),
    on_press("contact-wrong", partial(contact_form, sends="contact-wrong-send"), who=OWNER),
    on_submit("contact-send", contact_send, who=OWNER),
    on_submit("contact-wrong-send", partial(contact_send, nobody=True), who=OWNER),
)
