"""Reach-in: a physician asks for a peer (R08, R12, R17). Four taps, one typed field, and nothing kept before Send."""

from dataclasses import replace
from functools import partial

from bot.core.policy import Pathway
from bot.core.request import Details, Request
from bot.flows.common.cards import tell_physician
from bot.flows.common.contact import mistakes
from bot.flows.common.desk import Desk, Sorry
from bot.flows.common.routes import EVERYBODY, OWNER, on_press, on_submit
from bot.flows.match import names, outlook
from bot.flows.match.new_request import new_request
from bot.flows.match.search import seek
from bot.flows.outreach import invitations
from bot.flows.physician import given, left_out, request_form, status
from bot.flows.physician.regulator import reporting_blocks
from bot.flows.welcome import anonymous_feedback
from bot.flows.welcome.eligibility import comes_in, may_ask, serves_them
from bot.flows.welcome.hello import PHONE, phone_blocks
from bot.programme.values import Site
from bot.surface import NOT_NOW, Button, Dialog, Paragraph, Phrase, Press, Reply, Style, Submit, w


def ask(desk: Desk, _press: object) -> Reply:
    """First tap: what happens, before anything is asked. A second ask shows the status of the first.

    From a page of the directory it carries whose page it was, and the form has their name chosen (R21).
    """
    if _has_asked(desk):
        return status.status(desk, _press)
    sites = may_ask(desk)
    return Reply(dialog=_before(desk, sites, _press.token if isinstance(_press, Press) else ""))


def invited(desk: Desk, press: Press) -> Reply:
    """ "Yes" to an invitation (R13): the same consent and form as for everybody; nothing has moved yet."""
    invitation = invitations.pending(desk)
    if invitation is None or invitation.id != press.token:
        raise Sorry(w("moved-on"), status.status(desk, press).dialog)
    return Reply(dialog=_before(desk, (desk.site(invitation.site),), invitation.id))


def form(desk: Desk, press: Press) -> Reply:
    """Second tap: the form. It begins with what peer support is and is not (R03), so that nobody sends without it."""
    if _has_asked(desk):
        return status.status(desk, press)
    return Reply(dialog=_form(desk, _may_send(desk, press), press.token))


def send(desk: Desk, submit: Submit, *, warned: bool = False) -> Reply:
    """Third tap: the request exists from here on, unless they have left out everybody who could help. `warned`: they
    have read whom they left out, and send it all the same."""
    if _has_asked(desk):
        return status.status(desk, submit)
    sites = _may_send(desk, submit)
    site = next((site for site in sites if site.id == submit.one("site")), sites[0])
    errors = mistakes(desk, submit)
    if errors:
        return Reply(errors=errors)
    details = request_form.read(desk, desk.me, site, submit)
    serves_them(desk, site, details)
    nobody = left_out.nobody_left(desk, site, details, outside=request_form.outside(desk, submit))
    if nobody is not None and not warned:
        first = (site, *(each for each in sites if each is not site))
        return Reply(dialog=_form_again(desk, first, submit, details, nobody))
    me = comes_in(desk, site)
    request = _open(
        desk, _new(desk, site, submit), replace(details, physician=me.id, vouched_email=_vouched(desk, site))
    )
    desk.records.ledger.note("asked", site=site.id, actor=me.id, request=request)
    tell_physician(desk, request, notify=False)
    request = seek(desk, request)
    return Reply(dialog=_sent(desk, request))


def dismiss(_desk: Desk, _press: object) -> Reply:
    """Leave at any step with nothing kept (R08)."""
    return Reply(close=True)


# --- who may ask ---------------------------------------------------------------------------------------------------


def _has_asked(desk: Desk) -> bool:
    """An invitation that waits for an answer is nothing that was asked."""
    return desk.my_request() is not None and invitations.pending(desk) is None


def _may_send(desk: Desk, event: Press | Submit) -> tuple[Site, ...]:
    """Whoever says yes to an invitation may, whatever the site's other way in is (R16). Raises Sorry."""
    invitation = invitations.pending(desk)
    if event.token and invitation is not None and invitation.id == event.token:
        return (desk.site(invitation.site),)
    return may_ask(desk)


# --- the dialogs ---------------------------------------------------------------------------------------------------


def _before(desk: Desk, sites: tuple[Site, ...], token: str = "") -> Dialog:
    """Consent (R02, R44, R45, R46): before Send, and nothing is kept if it is closed."""
    return desk.dialog(
        w("before-title"),
        Paragraph(w("before-lines", lines=desk.lines()), strong=True),
        w("before-helper"),
        w("before-no-details"),
        w("before-kept"),
        w("before-name-first") if names.any_shows_first(sites) else w("before-name"),
        w("before-erased", days=desk.erased_after(), longest=desk.kept_at_most()),
        w("before-employer"),
        *reporting_blocks(desk),
        buttons=(Button(w("continue"), "ask-form", token, style=Style.PRIMARY, opens=True), PHONE, NOT_NOW),
    )


def _form(desk: Desk, sites: tuple[Site, ...], token: str) -> Dialog:
    """`token` is the invitation that is answered, or the supporter whose page was looked at, or nothing."""
    return desk.dialog(
        w("form-title"),
        Paragraph(w("form-scope"), strong=True),
        w("form-words"),
        fields=request_form.fields(desk, sites, first=token),
        submit=Button(w("send"), "ask-send", token, style=Style.PRIMARY),
        buttons=(PHONE, NOT_NOW),
    )


def _form_again(desk: Desk, sites: tuple[Site, ...], submit: Submit, known: Details, nobody: Phrase) -> Dialog:
    """The form as they filled it in, and what they should know before they send it. Nothing is kept yet."""
    return desk.dialog(
        w("form-title"),
        Paragraph(nobody, strong=True),
        w("left-out-change"),
        fields=request_form.fields(desk, sites, known, outside=request_form.outside(desk, submit)),
        submit=Button(w("left-out-send"), "ask-send-anyway", submit.token, style=Style.PRIMARY),
        buttons=(PHONE, NOT_NOW),
    )


def _sent(desk: Desk, request: Request) -> Dialog:
    return desk.dialog(
        w("sent-title"),
        Paragraph(outlook.just_sent(desk, request), strong=True),
        w("sent-words"),
        *given.repeated(desk, request),
        *phone_blocks(desk),
        buttons=(
            Button(w("close"), "dismiss", style=Style.PRIMARY),
            *given.buttons(request),
            Button(w("withdraw"), "withdraw", request.id, request.version),
            *anonymous_feedback.heard_button(desk, desk.site(request.site)),
        ),
    )


# --- what is kept --------------------------------------------------------------------------------------------------


def _open(desk: Desk, new: Request, details: Details) -> Request:
    """An invitation that waits is adopted: one person has one request, however they came to it."""
    invitation = invitations.pending(desk)
    if invitation is not None and invitation.site == new.site:
        return invitations.adopt(desk, invitation, new, details)
    if invitation is not None:  # they chose another site of their workspace
        invitations.take_back(desk, invitation)
    return desk.records.requests.open(new, details)


def _vouched(desk: Desk, site: Site) -> str:
    return desk.vouched if site.vouched_email else ""


def _new(desk: Desk, site: Site, submit: Submit) -> Request:
    invitation = invitations.pending(desk)
    said_yes = invitation is not None and invitation.id == submit.token
    pathway = Pathway.REACH_OUT if said_yes else Pathway.REACH_IN
    return new_request(desk, site, pathway, outside=request_form.outside(desk, submit))


ROUTES = (
    on_press("ask", ask, who=EVERYBODY),
    on_press("invite-yes", invited, who=OWNER),
    on_press("ask-form", form, who=EVERYBODY),
    on_submit("ask-send", send, who=EVERYBODY),
    on_submit("ask-send-anyway", partial(send, warned=True), who=EVERYBODY),
    on_press("dismiss", dismiss, who=EVERYBODY),
)
