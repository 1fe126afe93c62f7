"""The confidentiality agreement: read, signed, and signed again when the programme has a new one (R43, R61)."""

from datetime import timedelta

from bot.core.amending import amend
from bot.core.people import Person, Role
from bot.flows.common import access
from bot.flows.common.cards import end_card
from bot.flows.common.desk import Desk
from bot.flows.common.routes import SUPPORTER, on_deadline, on_press, on_submit
from bot.flows.match import capacity
from bot.flows.supporter import supporter_page
from bot.ports.records import Due
from bot.surface import Button, Dialog, Fact, Paragraph, Press, Reply, Style, Submit, Tick, Verbatim, w

KIND = "agreement"
SLOT = "agreement"
REMIND_DAYS = 7
SELDOM_DAYS = 56  # each reminder comes later than the one before, and none later than this


def read(desk: Desk, _press: Press) -> Reply:
    return Reply(dialog=_dialog(desk, access.locked_supporter(desk)))


def sign(desk: Desk, submit: Submit) -> Reply:
    """What is signed is the version that was read: a newer one is shown first."""
    me = access.locked_supporter(desk)
    version = desk.policy(me.site).agreement_version
    if submit.token != version:
        return Reply(dialog=_dialog(desk, me), notice=w("agreement-newer"))
    if submit.one("agreed") != "yes":
        return Reply(errors={"agreed": w("agreement-tick")})
    if not access.is_signed(desk, me):
        me = amend(me, agreement_version=version, agreement_signed_on=desk.today(me.site))
        desk.records.people.save(me)
        desk.records.ledger.note("agreement-signed", site=me.site, actor=me.id)
        capacity.look_again(desk, me.site)
    desk.records.deadlines.cancel(person=me.id, kinds=(KIND,))
    end_card(desk, me.id, SLOT, w("reached-thanks"))
    return Reply(dialog=supporter_page.dialog(desk, me), notice=w("agreement-thanks"))


def _dialog(desk: Desk, me: Person) -> Dialog:
    """The programme's words, then what the site adds to them (R61)."""
    site = desk.site(me.site)
    signed = access.is_signed(desk, me)
    own = (Paragraph(site.commitments),) if site.commitments else ()
    return desk.dialog(
        w("agreement-title"),
        w("agreement-keep"),
        w("agreement-listen"),
        w("match-exceptions"),
        *own,
        Fact(w("agreement-version"), Verbatim(site.policy.agreement_version)),
        fields=() if signed else (Tick("agreed", w("agreement-agreed")),),
        submit=None if signed else Button(w("agreement-sign"), "agreement-sign", site.policy.agreement_version,
                                          style=Style.PRIMARY),
        buttons=(Button(w("back"), "role", opens=True),),
    )  # fmt: skip


# --- asked ---------------------------------------------------------------------------------------------------------


def ask(desk: Desk, person: Person, times: int = 0) -> None:
    """Ask for the signature, and book the next reminder: each later than the one before."""
    desk.say(person.id, SLOT, supporter_page.update(desk, "agreement"), notify=True, wait=True)
    remind_later(desk, person, times)


def remind_later(desk: Desk, person: Person, times: int = 0) -> None:
    later = timedelta(days=min(REMIND_DAYS * 2**times, SELDOM_DAYS))
    desk.records.deadlines.cancel(person=person.id, kinds=(KIND,))
    desk.records.deadlines.book(KIND, desk.now + later, person=person.id, fence=times + 1)


def ask_all(desk: Desk) -> None:
    """Whoever has not signed what is valid, and was not asked yet: the programme's version has changed, or the roster
    brought them. Whoever is away is asked when they are back."""
    for site in desk.programme.sites:
        for each in desk.with_role(Role.SUPPORTER, site):
            if access.is_signed(desk, each) or each.is_away(desk.today(site)):
                continue
            desk.records.people.lock(each.id)
            if desk.records.deadlines.when(KIND, person=each.id) is None:
                ask(desk, each)


def remind(desk: Desk, due: Due) -> None:
    """A deadline: still not signed."""
    person = desk.records.people.get(due.person)
    if not person.has(Role.SUPPORTER) or access.is_signed(desk, person):
        return
    if not person.is_away(desk.today(person.site)):
        ask(desk, person, due.fence)


ROUTES = (
    on_press("agreement", read, who=SUPPORTER),
    on_submit("agreement-sign", sign, who=SUPPORTER),
    on_deadline("agreement", remind),
)
