"""A coordinator enters a request for somebody who asks by phone, mail or visit (R74): only what a person asks for
themselves. For anybody else there is *Think of a colleague* (R13), which asks them first.

The screens are a script to be read aloud. What comes of it is a request like any other, of a person of their own:
nobody looks whether they are known here or have another one open, so no screen and no wait could tell it.
"""

from dataclasses import replace
from functools import partial

from bot.core.people import Kind, Person
from bot.core.policy import Pathway
from bot.core.request import Details, Request
from bot.flows.common import once
from bot.flows.common.access import go_betweens, may_manage
from bot.flows.common.cards import posts
from bot.flows.common.contact import mistakes
from bot.flows.common.desk import Desk, Sorry
from bot.flows.common.routes import EVERYBODY, SITE_COORDINATOR, on_command, on_press, on_submit
from bot.flows.coordinator import speaking_for, who_would_see
from bot.flows.match import names, outlook
from bot.flows.match.new_request import new_request
from bot.flows.match.search import seek, still_asking_at
from bot.flows.physician import left_out, request_form
from bot.flows.physician.regulator import reporting_blocks
from bot.flows.welcome.eligibility import serves_them
from bot.flows.welcome.hello import phone_blocks
from bot.programme.values import Site
from bot.surface import (
    NOT_NOW,
    Button,
    Dialog,
    Fact,
    Field,
    Line,
    Paragraph,
    Phrase,
    Press,
    Reply,
    Style,
    Submit,
    Verbatim,
    w,
)
from bot.values import receipt
from bot.values.clean import clean

CONSENT = "by-phone-1"  # which words were read out (tests/wording/test_consent.py): changed with them
_LONGEST_NAME = 80
# Of the physician's own form: a reason is theirs to tell a machine, and nothing that somebody else writes down.
_NOT_ASKED = frozenset({"reason", "share_reason", "share_reason_with_name"})


# --- the script ----------------------------------------------------------------------------------------------------


def script(desk: Desk, _press: object) -> Reply:
    """Before anything is asked: who sees what, the exceptions, and that it is theirs to say yes."""
    site = _site(desk)
    return Reply(
        dialog=desk.dialog(
            w("enter-title"),
            w("enter-only"),
            Paragraph(w("enter-aloud"), strong=True),
            w("enter-helper"),
            w("enter-name-first") if names.any_shows_first((site,)) else w("enter-name"),
            w("enter-coordinators"),
            w("enter-erased", longest=desk.kept_at_most()),
            w("enter-exceptions"),
            *reporting_blocks(desk),
            w("enter-may-i"),
            buttons=(
                Button(w("enter-yes"), "enter-form", style=Style.PRIMARY, opens=True),
                Button(w("find-title"), "speak-find", opens=True),
                Button(w("refer"), "refer", opens=True),
                NOT_NOW,
            ),
        )
    )


def form(desk: Desk, _press: Press) -> Reply:
    site = _site(desk)
    send = Button(w("send"), "enter-send", once.ticket(desk), style=Style.PRIMARY)
    return Reply(dialog=_form(desk, site, send, w("enter-form-words")))


def _form(
    desk: Desk, site: Site, send: Button, *words: Phrase | Paragraph, known: Details | None = None, name: str = "",
    kept: tuple[str, ...] = (), outside: bool = False,
) -> Dialog:  # fmt: skip
    asked = request_form.fields(_of_nobody(desk), (site,), known, outside=outside)
    fields: list[Field] = [Line("name", w("enter-who"), longest=_LONGEST_NAME, value=name)]
    for each in asked:
        if each.name == "not_these":
            fields.append(who_would_see.field(desk, site.id, kept))
        if each.name not in _NOT_ASKED:
            fields.append(each)
    return desk.dialog(w("enter-title"), *words, fields=tuple(fields), submit=send, buttons=(NOT_NOW,))


# --- sent ----------------------------------------------------------------------------------------------------------


def send(desk: Desk, submit: Submit, *, warned: bool = False) -> Reply:
    """The request exists from here on, as if they had sent it. `warned`: they have heard whom they left out. What is
    sent twice is one request, and its receipt is the same."""
    site = _site(desk)
    name, theirs = clean(submit.one("name")), _of_nobody(desk)
    errors = mistakes(desk, submit)
    if not name or len(name) > _LONGEST_NAME:
        errors = {"name": w("enter-who-bad"), **errors}
    if errors:
        return Reply(errors=errors)
    details = _read(desk, theirs, site, submit)
    outside = request_form.outside(theirs, submit)
    serves_them(theirs, site, details)
    nobody = left_out.nobody_left(theirs, site, details, outside=outside)
    if nobody is not None and not warned:
        again = Button(w("left-out-send"), "enter-send-anyway", submit.token, style=Style.PRIMARY)
        kept = who_would_see.ticked(submit)
        words = (Paragraph(w("enter-aloud"), strong=True), Paragraph(nobody, strong=True), w("left-out-change"))
        known = replace(details, not_these=who_would_see.picked_here(desk, submit))  # each field with what was its own
        return Reply(dialog=_form(desk, site, again, *words, known=known, name=name, kept=kept, outside=outside))
    said = receipt.drawn(submit.token, details.language or desk.language)
    if not once.spend(desk, submit.token):
        return Reply(dialog=_sent(desk, _had(desk, said), said))
    person = desk.records.people.add_absent(Person(id="", site=site.id, name=name, kind=Kind.ABSENT))
    details = replace(details, physician=person.id, consent=CONSENT, receipt=receipt.hashed(said))
    request = desk.records.requests.open(new_request(desk, site, Pathway.REACH_IN, outside=outside), details)
    desk.records.ledger.note("entered", site=site.id, actor=desk.known().id, request=request)
    return Reply(dialog=_sent(desk, seek(desk, request), said))


def _had(desk: Desk, said: str) -> Request:
    """What was opened by the same form. Raises Sorry where that is over."""
    mark = receipt.hashed(said)
    open_ones = desk.records.requests.open_ones(desk.presser.site)
    found = (each for each in open_ones if desk.records.requests.details(each).receipt == mark)
    request = next(found, None)
    if request is None:
        raise Sorry(w("closed-already"), close=True)
    return request


def _sent(desk: Desk, request: Request, said: str) -> Dialog:
    """What to say before they hang up. Whoever is on their list sees nothing of it from here on."""
    theirs = may_manage(desk, request)
    others = [] if theirs else go_betweens(desk, request)
    told = theirs or bool(others)
    return desk.dialog(
        w("sent-title"),
        Paragraph(w("enter-aloud"), strong=True),
        _promise(desk, request) if others else outlook.just_sent(desk, request) if theirs else w("enter-nobody-tells"),
        *(w("enter-ask-for", name=Verbatim(each.name)) for each in others[:1]),
        Fact(w("enter-receipt"), Verbatim(said)),
        w("enter-receipt-words" if told else "enter-receipt-chat"),
        *phone_blocks(desk),
        Paragraph(w("enter-delete-mail"), strong=True),
        *(() if theirs else (w("enter-not-yours"),)),
        buttons=(
            Button(w("close"), "dismiss", style=Style.PRIMARY),
            *(_for_whoever_sees_it(request) if theirs else ()),
        ),
    )


def _promise(desk: Desk, request: Request) -> Phrase:
    """To be read out by somebody who is to learn nothing of how it goes."""
    return w("enter-heard-by", by=still_asking_at(desk, request))


def _for_whoever_sees_it(request: Request) -> tuple[Button, ...]:
    see = Button(w("enter-see"), "escalation-open", request.id, request.version, opens=True)
    return (see, speaking_for.asker_button(w("withdraw"), request, "withdraw"))


# --- inside --------------------------------------------------------------------------------------------------------


def _site(desk: Desk) -> Site:
    """The presser's own, where people may ask by themselves (R16). Raises Sorry."""
    site = desk.site(desk.presser.site)
    if Pathway.REACH_IN not in site.policy.pathways:
        raise Sorry(w("enter-not-here"))
    return site


def _of_nobody(desk: Desk) -> Desk:
    """For the form of somebody whom nobody knows; its picker is of the presser's own workspace."""
    return replace(desk, me=None)


def _read(desk: Desk, theirs: Desk, site: Site, submit: Submit) -> Details:
    """As filled in; whoever of the coordinators is kept out is on the same list as everybody else."""
    return replace(
        request_form.read(theirs, None, site, submit),
        not_these=who_would_see.kept_out(desk, site.id, submit),
        reason="",
        share_reason=False,
        reason_with_name=False,
    )


ROUTES = (
    on_command("enter", posts(w("enter-card"), opens="enter"), who=EVERYBODY),
    on_press("enter", script, who=SITE_COORDINATOR),
    on_press("enter-form", form, who=SITE_COORDINATOR),
    on_submit("enter-send", send, who=SITE_COORDINATOR),
    on_submit("enter-send-anyway", partial(send, warned=True), who=SITE_COORDINATOR),
)
