"""A colleague may be a good supporter (R50): the same words after the same work, whoever was picked.

What comes of it is decided in a deadline, so that neither words nor time tell who is on the list, or in the role
already. Who sent it is kept until their rate is counted, and then nowhere.
"""

from datetime import timedelta

from bot.core.nomination import Nomination, NominationState, Nominee
from bot.flows.common.desk import Desk
from bot.flows.common.routes import EVERYBODY, on_deadline, on_press, on_submit
from bot.flows.supporter import joining
from bot.ports.records import Due
from bot.surface import CLOSE, Account, Button, People, Reply, Style, Submit, w

WEIGH = "suggestion-weigh"
MOST = 5  # of one sender
WITHIN_DAYS = 7


def suggest(desk: Desk, _press: object) -> Reply:
    picker = People("colleague", w("suggest-who"), most=1)
    return Reply(
        dialog=desk.dialog(
            w("suggest-title"),
            w("suggest-words"),
            fields=(picker,),
            submit=Button(w("send"), "suggest-send", style=Style.PRIMARY),
            buttons=(CLOSE,),
        )
    )


def send(desk: Desk, submit: Submit) -> Reply:
    """Nobody who was picked is looked up here."""
    picked = submit.one("colleague")
    if not picked or desk.account is None:
        return Reply(errors={"colleague": w("suggest-nobody")})
    account = Account(desk.account.platform, desk.account.team, picked)
    if account == desk.account:
        joining.require_candidate(desk)
        return joining.volunteer(desk, submit)
    listed = desk.me is not None and desk.me.listed
    site = desk.me.site if desk.me is not None and listed else ""  # "": whichever shares this workspace
    by = desk.me.id if desk.me else desk.account.written
    nominee = Nominee((account.platform, account.team, account.user), by)
    kept = desk.records.nominations.add(Nomination("", site, NominationState.SUGGESTED, desk.now), nominee)
    if not desk.records.deadlines.pending(subject=kept.id):
        desk.records.deadlines.book(WEIGH, desk.now, subject=kept.id)
    return Reply(dialog=desk.dialog(w("suggest-title"), w("suggest-thanks"), buttons=(CLOSE,)))


def weigh(desk: Desk, due: Due) -> None:
    """A deadline: what comes of it. The suggestion itself is forgotten at once, whatever it is."""
    suggestion = desk.records.nominations.get(due.subject)
    if suggestion is None:
        return
    nominee = desk.records.nominations.nominee(suggestion)
    desk.records.nominations.forget(suggestion)
    desk.records.deadlines.scrub()
    if not _within_rate(desk, nominee.by):
        return
    account = Account(*nominee.account)
    person = desk.records.people.by_account(account)
    sites = (suggestion.site,) if suggestion.site else _sharing(desk, account)
    if person is not None and person.listed and person.id != nominee.by and person.site in sites:
        joining.suggested(desk, person)


def _sharing(desk: Desk, account: Account) -> tuple[str, ...]:
    return tuple(site.id for site in desk.programme.sites_of_team(account.platform, account.team))


def _within_rate(desk: Desk, by: str) -> bool:
    if desk.records.marks.count("suggester", by) >= MOST:
        return False
    desk.records.marks.put("suggester", by, desk.now + timedelta(days=WITHIN_DAYS))
    return True


ROUTES = (
    on_press("suggest", suggest, who=EVERYBODY),
    on_submit("suggest-send", send, who=EVERYBODY),
    on_deadline(WEIGH, weigh),
)
