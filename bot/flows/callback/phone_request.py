"""Please phone me (R22): a call-back asked for by a tap, with or without a request. Nobody waits for it in silence.

What the coordinators do with it is in calls.py. When it is over, nothing of it stays.
"""

from dataclasses import replace

from bot.core.callback import Call, Caller, CallState
from bot.core.request import Details
from bot.flows.callback import calls
from bot.flows.callback.call_hours import promise_now, promised
from bot.flows.common import voicemail
from bot.flows.common.access import free_responders
from bot.flows.common.contact import is_phone, read_number
from bot.flows.common.desk import Desk, Sorry
from bot.flows.common.routes import EVERYBODY, OWNER, on_press, on_submit
from bot.flows.welcome.eligibility import comes_in
from bot.flows.welcome.hello import ASK, phone_blocks
from bot.programme.values import Site
from bot.surface import (
    CLOSE,
    NOT_NOW,
    Button,
    Choice,
    Dialog,
    Field,
    Line,
    Option,
    Paragraph,
    Phrase,
    Press,
    Reply,
    Style,
    Submit,
    Verbatim,
    w,
)


def ask(desk: Desk, _press: object) -> Reply:
    """A form of one line; a second tap shows what became of the first."""
    call = my_call(desk)
    return Reply(dialog=screen(desk, call) if call else _form(desk))


def send(desk: Desk, submit: Submit) -> Reply:
    call = my_call(desk)
    if call is not None:
        return Reply(dialog=screen(desk, call))
    if not read_number(desk, submit.one("contact")):
        return Reply(errors={"contact": w("phone-bad")})
    site = _site(desk, submit.one("site"))
    caller = _caller(desk, site, submit)
    if not any(calls.free(desk, site.id, caller)):
        raise Sorry(w("call-nobody"), _nobody(desk))
    me = comes_in(desk, site)
    new = Call("", "", site.id, CallState.ASKED, 1, desk.now)
    call = desk.records.callbacks.open(new, replace(caller, person=me.id))
    calls.wait(desk, call, "call-why-new")
    calls.show(desk, call)
    return Reply(dialog=screen(desk, call))


def story(desk: Desk, press: Press) -> Reply:
    """What is behind "You have an update"."""
    return Reply(dialog=screen(desk, _mine(desk, press)))


def again(desk: Desk, press: Press) -> Reply:
    """The number once more: to correct it, or to be phoned again."""
    call = _mine(desk, press)
    caller = desk.records.callbacks.caller(call)
    return Reply(
        dialog=desk.dialog(
            w("call-title"),
            w("call-again-words"),
            fields=(
                Line("contact", w("call-phone"), w("form-contact-hint"), value=caller.contact, kind="tel"),
                voicemail.field(may=caller.voicemail),
            ),
            submit=Button(w("send"), "call-again", call.id, call.version, Style.PRIMARY),
            buttons=(Button(w("back"), "call-open", call.id, opens=True),),
        )
    )


def corrected(desk: Desk, submit: Submit) -> Reply:
    call = _mine(desk, submit)
    if not read_number(desk, submit.one("contact")):
        return Reply(errors={"contact": w("phone-bad")})
    caller = desk.records.callbacks.caller(call)
    changed = replace(caller, contact=read_number(desk, submit.one("contact")), voicemail=voicemail.read(submit))
    desk.records.callbacks.set_caller(call, changed)
    if call.state in {CallState.MISSED, CallState.UNMET, CallState.PHONED}:
        call = desk.records.callbacks.move(call, CallState.ASKED)
        calls.wait(desk, call, "call-why-again")
    elif caller.contact != changed.contact:
        calls.tell(desk, call, "call-why-changed", calls.everybody(desk, call))
    return Reply(dialog=screen(desk, call))


def denied(desk: Desk, press: Press) -> Reply:
    """Nobody has phoned, whatever a coordinator said: it is told anew, with hours like the first time. Pressed again,
    it shows how it stands."""
    call = _mine(desk, press)
    if call.state is CallState.PHONED:
        call = desk.records.callbacks.move(call, CallState.ASKED)
        calls.wait(desk, call, "call-why-denied")
    return Reply(dialog=screen(desk, call))


def cancel(desk: Desk, press: Press) -> Reply:
    """Phoned, or no longer needed: gone at once, and whoever waits to phone hears so."""
    calls.end(desk, _mine(desk, press), "call-not-needed")
    return Reply(dialog=desk.dialog(w("call-title"), w("call-gone"), *phone_blocks(desk), buttons=(CLOSE, ASK)))


def _form(desk: Desk) -> Dialog:
    sites = _sites(desk)
    site = sites[0]
    kept_out = {desk.me.id} if desk.me else set()
    first, deputies = free_responders(desk, site.id, kept_out, outside=False)
    by = promise_now(desk, site).by
    request = desk.my_request()
    known = desk.records.requests.details(request) if request else Details("", "")
    phone = known.contact if is_phone(known.contact) else ""
    fields: list[Field] = [
        Line("contact", w("call-phone"), w("form-contact-hint"), phone, kind="tel"),
        voicemail.field(may=known.voicemail),
    ]
    if len(sites) > 1:
        fields.append(Choice("site", w("form-site"), tuple(Option(each.id, each.name) for each in sites), site.id))
    if first or deputies:
        names = tuple(Option(each.id, Verbatim(each.name)) for each in (*first, *deputies))
        fields.append(Choice("not_through", w("call-not-these"), names, many=True, ids=True))
    return desk.dialog(
        w("call-title"),
        Paragraph(w("call-words", by=by), strong=True),
        w("call-kept"),
        *phone_blocks(desk),
        fields=tuple(fields),
        submit=Button(w("phone-me"), "call-send", style=Style.PRIMARY),
        buttons=(NOT_NOW,),
    )


def screen(desk: Desk, call: Call) -> Dialog:
    again_button = Button(w("call-try-again"), "call-form", call.id, call.version, Style.PRIMARY, opens=True)
    correct = Button(w("correct-number"), "call-form", call.id, call.version, opens=True)
    stop = Button(w("not-needed"), "call-cancel", call.id, call.version)
    screen: Phrase = w("call-by", by=promised(desk, call) or desk.now)
    buttons: tuple[Button, ...] = (CLOSE, correct, stop)
    if call.state is CallState.PHONED:
        screen, buttons = w("call-said"), _answers(call)
    if call.state is CallState.MISSED:
        screen, buttons = w("call-missed"), (again_button, stop, CLOSE)
    if call.state is CallState.UNMET:
        screen, buttons = w("call-unmet"), (again_button, ASK, stop, CLOSE)
    return desk.dialog(w("call-title"), Paragraph(screen, strong=True), *phone_blocks(desk), buttons=buttons)


def _answers(call: Call) -> tuple[Button, ...]:
    return (
        Button(w("yes"), "call-talked", call.id, call.version, Style.PRIMARY),
        Button(w("call-denied"), "call-denied", call.id, call.version),
        CLOSE,
    )


def _nobody(desk: Desk) -> Dialog:
    return desk.dialog(w("call-title"), w("call-nobody"), *phone_blocks(desk), buttons=(CLOSE,))


# --- inside ----------------------------------------------------------------------------------------------------------


def my_call(desk: Desk) -> Call | None:
    return desk.records.callbacks.of_person(desk.me.id) if desk.me else None


def _mine(desk: Desk, press: Press | Submit) -> Call:
    """The presser's own call-back. Raises Sorry."""
    call = my_call(desk)
    if call is None:
        raise Sorry(w("closed-already"), close=True)
    if call.id != press.token:
        raise Sorry(w("moved-on"), screen(desk, call))
    return call


def _caller(desk: Desk, site: Site, submit: Submit) -> Caller:
    """Only coordinators of the site get onto the list, whatever a forged form holds."""
    known = {each.id for group in free_responders(desk, site.id, set(), outside=False) for each in group}
    not_these = tuple(each for each in submit.all("not_through") if each in known)
    number = read_number(desk, submit.one("contact"))
    return Caller(desk.me.id if desk.me else "", number, not_these, voicemail=voicemail.read(submit))


def _sites(desk: Desk) -> tuple[Site, ...]:
    sites = desk.my_sites()
    if not sites:
        raise Sorry(w("call-nobody"), _nobody(desk))
    return sites


def _site(desk: Desk, chosen: str) -> Site:
    sites = _sites(desk)
    return next((site for site in sites if site.id == chosen), sites[0])


ROUTES = (
    on_press("phone-me", ask, who=EVERYBODY),
    on_submit("call-send", send, who=EVERYBODY),
    on_press("call-open", story, who=OWNER),
    on_press("call-form", again, who=OWNER),
    on_submit("call-again", corrected, who=OWNER),
    on_press("call-talked", cancel, who=OWNER),
    on_press("call-denied", denied, who=OWNER),
    on_press("call-cancel", cancel, who=OWNER),
)
