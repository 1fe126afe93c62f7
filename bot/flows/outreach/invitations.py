"""Reach-out (R13, R15, R20): a colleague is asked first, once, in fixed words; nothing goes on before their yes.

Nobody but the colleague ever sees what came of it: whoever invites gets the same words, and the asking itself happens
in a deadline, out of their sight and of their clock.
"""

from dataclasses import replace
from datetime import timedelta

from bot.core.matching import serves, serves_profession
from bot.core.nomination import Moment, Nomination, NominationState, Nominee
from bot.core.people import Kind, Person
from bot.core.policy import OpenTo, Pathway
from bot.core.request import Details, Request, RequestState
from bot.flows.common.cards import last_word, posts, update_card, update_slot
from bot.flows.common.desk import Desk, Sorry
from bot.flows.common.routes import EVERYBODY, OWNER, SITE_COORDINATOR, on_command, on_due_request, on_press, on_submit
from bot.flows.match.closing import let_go
from bot.flows.match.new_request import new_request
from bot.flows.welcome.hello import PHONE, phone_blocks
from bot.programme.values import Site
from bot.surface import (
    CLOSE,
    NOT_NOW,
    Account,
    Button,
    Choice,
    Dialog,
    Option,
    Paragraph,
    People,
    Phrase,
    Press,
    Reply,
    Style,
    Submit,
    w,
)

MOST_AT_ONCE = 10
WEIGH = "nomination-weigh"


# --- the coordinator -----------------------------------------------------------------------------------------------


def choose(desk: Desk, _press: object) -> Reply:
    """R20: after an event or at another set moment, a template and one tap for each colleague. A name is picked here
    and never typed."""
    site = desk.site(desk.presser.site)
    if Pathway.REACH_OUT not in site.policy.pathways:
        return Reply(dialog=not_here(desk))
    return Reply(
        dialog=desk.dialog(
            w("invite-offer"),
            w("invite-words"),
            fields=(
                People("colleagues", w("invite-colleagues"), w("invite-colleagues-hint"), most=MOST_AT_ONCE),
                moments(),
            ),
            submit=Button(w("ask-them"), "invite-send", style=Style.PRIMARY),
            buttons=(NOT_NOW,),
        )
    )


def send(desk: Desk, submit: Submit) -> Reply:
    site = desk.site(desk.presser.site)
    users = submit.all("colleagues")[:MOST_AT_ONCE]
    if not users or desk.account is None:
        return Reply(errors={"colleagues": w("pick-somebody")})
    anew = False
    for user in users:
        picked = Nominee((desk.account.platform, desk.account.team, user), desk.known().id, moment_of(submit))
        nomination = Nomination("", site.id, NominationState.ASKED, desk.now)
        anew |= weigh_soon(desk, desk.records.nominations.add(nomination, picked))
    if anew:
        note_invited(desk, site)
    return Reply(dialog=thanked(desk, w("invite-thanks")))


def note_invited(desk: Desk, site: Site) -> None:
    """Whatever comes of it: an audit that noted only what went out would tell a coordinator who could not be asked."""
    desk.records.ledger.note("invited", site=site.id, actor=desk.known().id)


def moments() -> Choice:
    options = tuple(Option(each.value, w(f"template-{each.value}")) for each in Moment)
    return Choice("moment", w("invite-moment"), options, Moment.ROUTINE.value)


def moment_of(submit: Submit) -> Moment:
    """Only a template of the closed list gets in."""
    return next((each for each in Moment if each.value == submit.one("moment")), Moment.ROUTINE)


def weigh_soon(desk: Desk, nomination: Nomination) -> bool:
    """What comes of it is decided in a deadline: whoever sent it waits equally long whatever it is. False: it is about
    to be weighed already."""
    if desk.records.deadlines.pending(subject=nomination.id):
        return False
    desk.records.deadlines.book(WEIGH, desk.now, subject=nomination.id)
    return True


def thanked(desk: Desk, words: Phrase) -> Dialog:
    return desk.dialog(w("invite-thanks-title"), words, buttons=(Button(w("close"), "dismiss", style=Style.PRIMARY),))


def not_here(desk: Desk) -> Dialog:
    """A site without this pathway (R16): the same for everybody there, whoever they think of."""
    return desk.dialog(
        w("refer-title"),
        w("refer-not-here"),
        *phone_blocks(desk),
        buttons=(Button(w("worried"), "worried", opens=True), CLOSE),
    )


# --- may they be asked? --------------------------------------------------------------------------------------------


def invite(desk: Desk, account: Account, site: Site, moment: Moment, by: str) -> None:
    """Ask this colleague of this site, if they may be asked; otherwise nothing happens, and nobody hears why."""
    if Pathway.REACH_OUT not in site.policy.pathways or desk.records.marks.count("no", account.written):
        return
    person = _by_account(desk, account)
    if (person is None or not person.listed) and not _open_to(desk, account, site):
        return
    if person is None:
        person = desk.records.people.add(Person(id="", site=site.id, kind=Kind.GUEST), account)
    elif not _may_be_asked(desk, person, site, by):
        return
    elif person.site != site.id:
        desk.records.people.save(replace(person, site=site.id))
    days = site.policy.invite_open_days
    invited = new_request(desk, site, Pathway.REACH_OUT, state=RequestState.INVITED)
    request = desk.records.requests.open(invited, Details(person.id, contact="", moment=moment.value))
    until = desk.waking(site.id) + timedelta(days=days)
    desk.records.deadlines.book("invite-over", until, request=request.id, fence=request.version)
    desk.say(person.id, update_slot(request), update_card(desk), notify=True, wait=True)


def _by_account(desk: Desk, account: Account) -> Person | None:
    """As they are by now, held until the transaction ends: nobody forgets them meanwhile."""
    person = desk.records.people.by_account(account)
    if person is None:
        return None
    desk.records.people.lock(person.id)
    return desk.records.people.by_account(account)


def _open_to(desk: Desk, account: Account, site: Site) -> bool:
    """Somebody on no roster: where the whole workspace may come in, they may be asked in too."""
    here = desk.programme.sites_of_team(account.platform, account.team)
    return site.policy.open_to is OpenTo.WORKSPACE and site in here


def _may_be_asked(desk: Desk, person: Person, site: Site, by: str) -> bool:
    return (
        person.id != by
        and _of_site(desk, person, site)
        and serves_profession(site.policy, person.works_as)
        and serves(site.policy, person.stage)
        and desk.records.requests.of_physician(person.id) is None
        and not any(desk.records.marks.count("no", face) for face in faces(desk, person))
        and bool(desk.records.people.accounts(person.id))
    )


def _of_site(desk: Desk, person: Person, site: Site) -> bool:
    """Somebody on no roster belongs to the site where they wait for a call, and else to every site of the workspace."""
    return person.site == site.id or (not person.listed and desk.records.callbacks.of_person(person.id) is None)


# --- the colleague -------------------------------------------------------------------------------------------------


def invitation(desk: Desk, request: Request) -> Dialog:
    """What is behind "You have an update": fixed words, and two buttons that cost nothing (R15)."""
    moment = Moment(desk.records.requests.details(request).moment or Moment.ROUTINE)
    return desk.dialog(
        w("invite-title"),
        Paragraph(w(f"moment-{moment.value}"), strong=True),
        w("invite-would-you"),
        w("invite-no-is-fine", days=desk.policy(request.site).invite_again_days),
        w("invite-goes-away", by=desk.due(request, "invite-over")),
        *phone_blocks(desk),
        buttons=(
            Button(w("yes"), "invite-yes", request.id, request.version, Style.PRIMARY, opens=True),
            Button(w("no-thanks"), "invite-no", request.id, request.version),
            Button(w("what-this-is"), "scope", opens=True),
        ),
    )


def pending(desk: Desk) -> Request | None:
    """The presser's invitation, if one waits for their answer."""
    request = desk.my_request()
    return request if request is not None and request.state is RequestState.INVITED else None


def no(desk: Desk, press: Press) -> Reply:
    """ "No thanks" ends it. What stays is a mark without a name, so that nobody asks again for a while."""
    request = pending(desk)
    if request is None or request.id != press.token:
        raise Sorry(w("moved-on"))
    days = desk.policy(request.site).invite_again_days
    for face in faces(desk, desk.known()):
        desk.records.marks.put("no", face, desk.now + timedelta(days=days))
    _end(desk, request, "declined")
    return Reply(
        dialog=desk.dialog(
            w("invite-title"),
            w("invite-no-words", days=days),
            *phone_blocks(desk),
            buttons=(Button(w("close"), "dismiss", style=Style.PRIMARY), PHONE),
        )
    )


def adopt(desk: Desk, request: Request, asked: Request, details: Details) -> Request:
    """A yes, or the same person asking by themselves: the invitation becomes the request that was `asked`."""
    _count(desk, request, "accepted")
    desk.records.deadlines.cancel(request=request.id)
    request = desk.records.requests.move(
        request,
        RequestState.SEEKING,
        pathway=asked.pathway,
        opened_at=asked.opened_at,
        seeking_since=asked.seeking_since,
        terms=asked.terms,
        outside=asked.outside,
    )
    desk.records.requests.set_details(request, details)
    return request


def take_back(desk: Desk, request: Request) -> None:
    """The invitation is gone, and nothing stays of it. No answer in time is an answer too."""
    _end(desk, request, "unanswered")


# --- inside --------------------------------------------------------------------------------------------------------


def _end(desk: Desk, request: Request, outcome: str) -> None:
    """Everything of it goes, the row included."""
    physician = desk.records.requests.details(request).physician
    last_word(desk, physician, update_slot(request), w("all-quiet"))
    _count(desk, request, outcome)
    let_go(desk, physician)
    desk.records.requests.shred(desk.records.requests.move(request, RequestState.CLOSED))
    desk.records.deadlines.scrub()


def _count(desk: Desk, request: Request, outcome: str) -> None:
    """How many who were asked said yes: a count by site and month (R64)."""
    desk.records.ledger.tally(
        kind="invitation",
        site=request.site,
        month=f"{desk.local(request.site):%Y-%m}",
        pathway=Pathway.REACH_OUT.value,
        outcome=outcome,
    )


def faces(desk: Desk, person: Person) -> list[str]:
    """What a mark is made for: every account, and the roster's own id where there is one."""
    own = [person.id] if person.stays else []
    return [*own, *(account.written for account in desk.records.people.accounts(person.id))]


ROUTES = (
    on_command("invite", posts(w("invite-card"), opens="invite"), who=EVERYBODY),
    on_press("invite", choose, who=SITE_COORDINATOR),
    on_submit("invite-send", send, who=SITE_COORDINATOR),
    on_press("invite-no", no, who=OWNER),
    on_due_request("invite-over", take_back, RequestState.INVITED),
)
