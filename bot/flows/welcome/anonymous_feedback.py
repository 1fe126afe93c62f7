"""What somebody may tap without a name: how they heard of this (R18), and what they found here (R11).

A ticket that leads to nobody lets each be tapped once. What is kept is one row of the whole programme: no person, no
request, no site, and no day.
"""

from datetime import datetime, timedelta
from functools import partial

from bot.core.afterwards import Goal, Heard
from bot.core.report import Kind
from bot.flows.common.desk import Desk, Sorry
from bot.flows.common.routes import EVERYBODY, on_press
from bot.flows.common.taps import about, read, tap
from bot.ports.records import Purpose
from bot.programme.values import Site
from bot.surface import NOT_NOW, Button, Dialog, Press, Reply, w

TICKET_DAYS = 2


# --- once a request is sent ----------------------------------------------------------------------------------------


def heard_button(desk: Desk, site: Site) -> tuple[Button, ...]:
    """One button, which nobody has to press. A site that asks nobody has none."""
    return (Button(w("heard-ask"), "heard", _ticket(desk, Purpose.HEARD), opens=True),) if site.heard else ()


def ask_heard(desk: Desk, press: Press) -> Reply:
    """The question is that of the site that was asked, wherever they are by now."""
    request = desk.my_request()
    sites = (desk.site(request.site),) if request else desk.my_sites()[:1]
    taps = tuple(
        Button(each.words or w(f"heard-{each.id.value}"), "heard-from", about(press.token, each.id))
        for site in sites
        for each in site.heard
    )
    return Reply(dialog=desk.dialog(w("heard-title"), w("heard-words"), buttons=(*taps, NOT_NOW)))


# --- at the end ----------------------------------------------------------------------------------------------------


def ask_goal(desk: Desk) -> Dialog:
    """The five goals of peer support as one tap (S2)."""
    ticket = _ticket(desk, Purpose.GOAL)
    taps = tuple(Button(w(f"goal-{each.value}"), "goal", about(ticket, each)) for each in Goal)
    return desk.dialog(w("goal-title"), w("goal-ask"), buttons=(*taps, NOT_NOW))


# --- inside --------------------------------------------------------------------------------------------------------


def count(desk: Desk, tapped: Press, *, answers: type[Heard | Goal], purpose: Purpose, kind: Kind) -> Reply:
    """What was tapped, once a ticket."""
    press, taps = read(tapped)
    answer = tap(answers, taps, 0).value
    if not desk.records.ledger.spend_ticket(purpose, press.token):
        raise Sorry(w("useful-had"), close=True)
    desk.records.ledger.tally(kind=kind.value, site="", month=_last_month(desk.now), outcome=answer)
    return Reply(close=True, notice=w("useful-thanks"))


def _last_month(at: datetime) -> str:
    """Of its quarter: the month in which somebody tapped is not kept."""
    return f"{at.year}-{(at.month + 2) // 3 * 3:02}"


def _ticket(desk: Desk, purpose: Purpose) -> str:
    """Good to the end of a day, so that it does not tell the hour in which it was made."""
    until = (desk.now + timedelta(days=TICKET_DAYS)).replace(hour=0, minute=0, second=0, microsecond=0)
    return desk.records.ledger.issue_ticket(purpose, until)


ROUTES = (
    on_press("heard", ask_heard, who=EVERYBODY),
    on_press("heard-from", partial(count, answers=Heard, purpose=Purpose.HEARD, kind=Kind.HEARD), who=EVERYBODY),
    on_press("goal", partial(count, answers=Goal, purpose=Purpose.GOAL, kind=Kind.GOAL), who=EVERYBODY),
)
