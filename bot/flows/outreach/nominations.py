"""Think of a colleague (R13, R14): whoever does picks a name, hears the same thanks whatever comes of it, and no more.

What the sender sends is weighed in a deadline, so that neither words nor time tell them anything. Who it was is kept
until their rate is counted, and then nowhere.
"""

from dataclasses import replace
from datetime import timedelta

from bot.core.nomination import Nomination, NominationState, Nominee
from bot.core.people import Person, Role
from bot.core.policy import OpenTo, Pathway
from bot.flows.common.access import told_at
from bot.flows.common.cards import end_card, open_button, posts
from bot.flows.common.desk import Desk, Sorry
from bot.flows.common.routes import (
    EVERYBODY,
    SITE_COORDINATOR,
    THEIR_COORDINATOR,
    on_command,
    on_deadline,
    on_press,
    on_submit,
)
from bot.flows.outreach import invitations
from bot.ports.records import Due
from bot.programme.values import Site
from bot.surface import (
    CLOSE,
    NOT_NOW,
    Account,
    Block,
    Bullets,
    Button,
    Dialog,
    Fact,
    Paragraph,
    People,
    Phrase,
    Press,
    Reply,
    Style,
    Submit,
    Verbatim,
    w,
)

MOST_NOMINATIONS = 5  # of one sender
WITHIN_DAYS = 7
KEPT_DAYS = 14
SLOT = "nominations"
_SHOWN = 20


# --- whoever thinks of a colleague ---------------------------------------------------------------------------------


def think(desk: Desk, _press: object) -> Reply:
    """A worry that cannot wait comes first, and is no nomination. The colleague is picked here and never typed."""
    if not _sites(desk):
        return Reply(dialog=invitations.not_here(desk))
    return Reply(
        dialog=desk.dialog(
            w("refer-title"),
            Paragraph(w("refer-worried", lines=desk.lines()), strong=True),
            w("refer-words"),
            w("refer-silence"),
            fields=(People("colleague", w("refer-colleague"), w("refer-colleague-hint"), most=1),),
            submit=Button(w("send"), "refer-send", style=Style.PRIMARY),
            buttons=(Button(w("worried"), "worried", opens=True), NOT_NOW),
        )
    )


def send(desk: Desk, submit: Submit) -> Reply:
    """One path for everybody who can be picked: it is written down, weighed later, and answered alike."""
    sites = _sites(desk)
    if not sites or desk.account is None:
        return Reply(dialog=invitations.not_here(desk))
    picked = submit.one("colleague")
    if not picked:
        return Reply(errors={"colleague": w("pick-somebody")})
    account = (desk.account.platform, desk.account.team, picked)
    by = desk.me.id if desk.me else desk.account.written
    nomination = Nomination("", sites[0].id, NominationState.NEW, desk.now)
    invitations.weigh_soon(desk, desk.records.nominations.add(nomination, Nominee(account, by)))
    return Reply(dialog=invitations.thanked(desk, w("refer-thanks")))


def _sites(desk: Desk) -> tuple[Site, ...]:
    """The sites with this pathway (R16) at which the presser may ask: on the roster, or where all may come in."""
    listed = desk.me is not None and desk.me.listed
    return tuple(
        site
        for site in desk.my_sites()
        if Pathway.REACH_OUT in site.policy.pathways and (listed or site.policy.open_to is OpenTo.WORKSPACE)
    )


# --- out of their sight --------------------------------------------------------------------------------------------


def weigh(desk: Desk, due: Due) -> None:
    """A deadline: what comes of a nomination. What may not go on is forgotten without a word."""
    nomination = desk.records.nominations.get(due.subject)
    if nomination is None:
        return
    nominee = desk.records.nominations.nominee(nomination)
    if nomination.state is NominationState.ASKED:
        forget(desk, nomination)
        site = desk.site(nomination.site)
        invitations.invite(desk, Account(*nominee.account), site, nominee.moment, nominee.by)
    elif nomination.state is NominationState.NEW:
        site_id = _goes_to(desk, nomination, nominee) if _within_rate(desk, nominee.by) else ""
        if site_id:
            _wait(desk, nomination, nominee, site_id)
        else:
            forget(desk, nomination)


def _within_rate(desk: Desk, by: str) -> bool:
    if desk.records.marks.count("sender", by) >= MOST_NOMINATIONS:
        return False
    desk.records.marks.put("sender", by, desk.now + timedelta(days=WITHIN_DAYS))
    return True


def _goes_to(desk: Desk, nomination: Nomination, nominee: Nominee) -> str:
    """The site whose coordinators decide; "" for nobody. A colleague's request, invitation or no is not looked at:
    a list from which they were missing would tell a coordinator of it."""
    account = Account(*nominee.account)
    person = _listed(desk, account)
    site = desk.site(person.site if person else nomination.site)
    themselves = nominee.by in {account.written, person.id if person else ""}
    if themselves or Pathway.REACH_OUT not in site.policy.pathways or desk.records.nominations.waits(account):
        return ""
    return site.id if _coordinators(desk, site.id, account) else ""


def _wait(desk: Desk, nomination: Nomination, nominee: Nominee, site_id: str) -> None:
    nomination = desk.records.nominations.move(
        nomination, NominationState.WAITING, replace(nominee, by=""), site=site_id
    )
    desk.records.deadlines.book(
        "nomination-over", nomination.made_at + timedelta(days=KEPT_DAYS), subject=nomination.id
    )
    for person in _coordinators(desk, site_id, Account(*nominee.account)):
        _tell(desk, person)


def _tell(desk: Desk, coordinator: Person) -> None:
    card = desk.card(w("nominations-new"), buttons=(open_button("nominations"),))
    desk.say(coordinator.id, SLOT, card, notify=True, wait=True)


def pass_on(desk: Desk, site_id: str) -> None:
    """A coordinator is away from now on: whoever is there, and has no card of what waits, gets one."""
    for nomination in desk.records.nominations.waiting(site_id):
        for person in _coordinators(desk, site_id, Account(*desk.records.nominations.nominee(nomination).account)):
            if not desk.records.slots.exists(person.id, SLOT):
                _tell(desk, person)


def over(desk: Desk, due: Due) -> None:
    """A deadline: nobody decided for two weeks."""
    nomination = desk.records.nominations.get(due.subject)
    if nomination is not None and nomination.state is NominationState.WAITING:
        forget(desk, nomination)


def forget(desk: Desk, nomination: Nomination) -> None:
    desk.records.nominations.forget(nomination)
    desk.records.deadlines.cancel(subject=nomination.id)
    desk.records.deadlines.scrub()
    _settle_cards(desk, nomination.site)


# --- the coordinator -----------------------------------------------------------------------------------------------


def nominations(desk: Desk, _press: object) -> Reply:
    site = desk.site(desk.presser.site)
    return Reply(dialog=_list(desk, site))


def _list(desk: Desk, site: Site, *first: Phrase) -> Dialog:
    mine = _visible(desk, desk.known())[:_SHOWN]
    if mine:
        desk.records.ledger.note("nominations-seen", site=site.id, actor=desk.known().id)
    names = {each.id: _name(desk, each) for each in mine}
    body: Block = Paragraph(w("nominations-none"))
    if mine:
        body = Bullets(tuple(w("nomination-line", name=names[each.id], on=each.made_at.date()) for each in mine))
    buttons = tuple(
        Button(w("nomination-show", name=names[each.id]), "nomination-open", each.id, opens=True) for each in mine
    )
    done = (Paragraph(words, strong=True) for words in first)
    return desk.dialog(w("nominations-title"), *done, body, buttons=(*buttons, CLOSE))


def one(desk: Desk, press: Press) -> Reply:
    """One colleague: ask them with a template, or let it go."""
    nomination = _mine(desk, press)
    return Reply(
        dialog=desk.dialog(
            w("nominations-title"),
            Fact(w("nomination-name"), _name(desk, nomination)),
            w("nomination-words"),
            fields=(invitations.moments(),),
            submit=Button(w("ask-them"), "nomination-ask", nomination.id, style=Style.PRIMARY),
            buttons=(
                Button(w("let-it-go"), "nomination-leave", nomination.id),
                Button(w("back"), "nominations", opens=True),
            ),
        )
    )


def ask(desk: Desk, submit: Submit) -> Reply:
    """The coordinator's yes. What comes of it they do not hear."""
    nomination = _mine(desk, submit)
    site = desk.site(desk.presser.site)
    nominee = desk.records.nominations.nominee(nomination)
    asked = replace(nominee, by=desk.known().id, moment=invitations.moment_of(submit))
    nomination = desk.records.nominations.move(nomination, NominationState.ASKED, asked)
    desk.records.deadlines.cancel(subject=nomination.id)
    invitations.note_invited(desk, site)
    invitations.weigh_soon(desk, nomination)
    _settle_cards(desk, site.id)
    return Reply(dialog=_list(desk, site, w("invite-thanks")))


def leave(desk: Desk, press: Press) -> Reply:
    nomination = _mine(desk, press)
    forget(desk, nomination)
    return Reply(dialog=_list(desk, desk.site(desk.presser.site), w("let-go")))


def _mine(desk: Desk, press: Press | Submit) -> Nomination:
    """Read from the records, whatever the button says (rule 11). Raises Sorry."""
    site = desk.site(desk.presser.site)
    found = next((each for each in _visible(desk, desk.known()) if each.id == press.token), None)
    if found is None:
        raise Sorry(w("moved-on"), _list(desk, site))
    return found


# --- inside --------------------------------------------------------------------------------------------------------


def _visible(desk: Desk, coordinator: Person) -> list[Nomination]:
    """Nobody sees that somebody thought of them, a coordinator neither (rule 11)."""
    return [
        each
        for each in desk.records.nominations.waiting(coordinator.site)
        if not _is(desk, coordinator, Account(*desk.records.nominations.nominee(each).account))
    ]


def _coordinators(desk: Desk, site_id: str, nominee: Account) -> list[Person]:
    themselves = desk.records.people.by_account(nominee)
    return told_at(desk, site_id, {themselves.id} if themselves else set())


def _is(desk: Desk, person: Person, account: Account) -> bool:
    owner = desk.records.people.by_account(account)
    return owner is not None and owner.id == person.id


def _listed(desk: Desk, account: Account) -> Person | None:
    """Whoever is on the roster. One who is known only because they asked is shown like one whom nobody knows."""
    person = desk.records.people.by_account(account)
    return person if person is not None and person.listed else None


def _name(desk: Desk, nomination: Nomination) -> Phrase:
    account = Account(*desk.records.nominations.nominee(nomination).account)
    person = _listed(desk, account)
    return Verbatim(person.name) if person else w("nomination-unlisted", user=account.user)


def _settle_cards(desk: Desk, site_id: str) -> None:
    """A card that called for a look says so when nothing is left to look at."""
    for person in desk.with_role(Role.COORDINATOR, site_id):
        if not _visible(desk, person):
            end_card(desk, person.id, SLOT, w("nominations-none"))


ROUTES = (
    on_command("refer", posts(w("refer-card"), opens="refer"), who=EVERYBODY),
    on_press("refer", think, who=EVERYBODY),
    on_submit("refer-send", send, who=EVERYBODY),
    on_deadline(invitations.WEIGH, weigh),
    on_deadline("nomination-over", over),
    on_command("nominations", posts(w("nominations-card"), opens="nominations"), who=EVERYBODY),
    on_press("nominations", nominations, who=SITE_COORDINATOR),
    on_press("nomination-open", one, who=THEIR_COORDINATOR),
    on_submit("nomination-ask", ask, who=THEIR_COORDINATOR),
    on_press("nomination-leave", leave, who=THEIR_COORDINATOR),
)
