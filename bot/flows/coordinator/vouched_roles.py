"""An account whose vouched e-mail is that of somebody with a role: a coordinator says first whether it is them.

No role comes by an e-mail alone. Until then the account is that of somebody on no roster. The coordinators hear of it
at a drawn minute of the next hours and never as it comes, so that it tells nothing of what was asked with it; and
nobody decides about themselves.
"""

from datetime import timedelta

from bot.core.people import Person, Role
from bot.flows.common.access import told_at
from bot.flows.common.cards import end_card, open_button
from bot.flows.common.desk import Desk, Sorry
from bot.flows.common.routes import SITE_COORDINATOR, THEIR_COORDINATOR, on_deadline, on_press
from bot.flows.common.vouching import says_to_be
from bot.ports.records import Claim, Due
from bot.surface import CLOSE, Account, Button, Dialog, Fact, Paragraph, Phrase, Press, Reply, Verbatim, w

TELL = "account-tell"
OVER = "account-over"
SLOT = "accounts"
WITHIN_MINUTES = 120
KEPT_DAYS = 14
_NO = "not-them"
_NO_DAYS = 180


def notice(desk: Desk) -> None:
    """After whatever they did: the question is put down once, and a yes that had to wait is done."""
    person = says_to_be(desk)
    if person is None or not person.roles or desk.account is None or desk.repeated:
        return
    known = desk.records.claims.of_account(desk.account)
    if known is not None:
        if known.ticked and known.person == person.id:
            _join(desk, known)
        return
    if desk.records.marks.count(_NO, _pair(person.id, desk.account)):
        return
    claim = desk.records.claims.add(person.id, desk.account)
    desk.records.deadlines.book(TELL, desk.some_minute(WITHIN_MINUTES), subject=claim.id)
    desk.records.deadlines.book(OVER, desk.now + timedelta(days=KEPT_DAYS), subject=claim.id)


def tell(desk: Desk, due: Due) -> None:
    """A deadline. One neutral card to each coordinator but themselves."""
    claim = desk.records.claims.get(due.subject)
    person = _claimed(desk, claim) if claim else None
    if claim is None or claim.ticked:
        return
    if person is None:
        forget(desk, claim)
        return
    card = desk.card(w("accounts-new"), buttons=(open_button("accounts"),))
    for coordinator in told_at(desk, person.site, {person.id}):
        desk.say(coordinator.id, SLOT, card, notify=True, wait=True)


def over(desk: Desk, due: Due) -> None:
    """A deadline: nobody decided. It is asked again when they come again."""
    claim = desk.records.claims.get(due.subject)
    if claim is not None:
        forget(desk, claim)


# --- the coordinator -------------------------------------------------------------------------------------------------


def accounts(desk: Desk, _press: object) -> Reply:
    return Reply(dialog=_next(desk, desk.presser))


def yes(desk: Desk, press: Press) -> Reply:
    me, claim = _mine(desk, press)
    claim = desk.records.claims.tick(claim)
    _join(desk, claim)
    desk.records.ledger.note("account-yes", site=me.site, actor=me.id)
    _settle_cards(desk, me.site)
    return Reply(dialog=_next(desk, me, w("account-yes-done")))


def no(desk: Desk, press: Press) -> Reply:
    me, claim = _mine(desk, press)
    desk.records.marks.put(_NO, _pair(claim.person, claim.account), desk.now + timedelta(days=_NO_DAYS))
    forget(desk, claim)
    desk.records.ledger.note("account-no", site=me.site, actor=me.id)
    return Reply(dialog=_next(desk, me, w("account-no-done")))


def _next(desk: Desk, me: Person, *done: Phrase) -> Dialog:
    """One at a time, the name in the dialog only."""
    heading = tuple(Paragraph(words, strong=True) for words in done)
    claim = next(iter(_visible(desk, me)), None)
    person = _claimed(desk, claim) if claim else None
    if claim is None or person is None:
        nothing = (w("accounts-none"),)
        return desk.dialog(w("accounts-title"), *heading, *nothing, buttons=(CLOSE,))
    return desk.dialog(
        w("accounts-title"),
        *heading,
        Fact(w("account-name"), Verbatim(person.name)),
        w("account-words", platform=w(f"account-{claim.account.platform}")),
        buttons=(
            Button(w("account-yes"), "account-yes", claim.id),
            Button(w("account-no"), "account-no", claim.id),
            CLOSE,
        ),
    )


def _mine(desk: Desk, press: Press) -> tuple[Person, Claim]:
    """Read from the records, whatever the button says (rule 11). Raises Sorry."""
    me = desk.presser
    found = next((each for each in _visible(desk, me) if each.id == press.token), None)
    if found is None:
        raise Sorry(w("moved-on"), _next(desk, me))
    return me, found


# --- inside ----------------------------------------------------------------------------------------------------------


def _visible(desk: Desk, me: Person) -> list[Claim]:
    """Of their own site, and never about themselves."""
    found = ((each, _claimed(desk, each)) for each in desk.records.claims.waiting())
    return [claim for claim, person in found if person and person.site == me.site and person.id != me.id]


def _claimed(desk: Desk, claim: Claim) -> Person | None:
    """Whose it would be; None once it is no question any more."""
    person = desk.find(claim.person)
    owner = desk.records.people.by_account(claim.account)
    return person if person and person.roles and (owner is None or not owner.stays) else None


def _join(desk: Desk, claim: Claim) -> None:
    """With what they asked as somebody on no roster. Where they wait for two answers, the account waits in silence, as
    in an import, since anything else would tell who has asked."""
    person = _claimed(desk, claim)
    owner = desk.records.people.by_account(claim.account)
    if person is not None and owner is not None and not desk.records.joining.join(owner.id, person.id):
        return
    if person is not None:
        desk.records.people.attach(person.id, claim.account)
    forget(desk, claim)


def forget(desk: Desk, claim: Claim) -> None:
    desk.records.claims.forget(claim)
    desk.records.deadlines.cancel(subject=claim.id)
    desk.records.deadlines.scrub()
    person = desk.find(claim.person)
    if person is not None:
        _settle_cards(desk, person.site)


def _settle_cards(desk: Desk, site_id: str) -> None:
    """A card that called for a look says so when nothing is left to look at."""
    for person in desk.with_role(Role.COORDINATOR, site_id):
        if not _visible(desk, person):
            end_card(desk, person.id, SLOT, w("accounts-none"))


def _pair(person_id: str, account: Account) -> str:
    return f"{person_id}:{account.written}"


ROUTES = (
    on_deadline(TELL, tell),
    on_deadline(OVER, over),
    on_press("accounts", accounts, who=SITE_COORDINATOR),
    on_press("account-yes", yes, who=THEIR_COORDINATOR),
    on_press("account-no", no, who=THEIR_COORDINATOR),
)
