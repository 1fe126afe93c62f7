"""Whom the last coordinator there names to stand in while they are away (R59): by name, for that time, and audited.

It is theirs from the first minute and exactly as long as the one who named them is away (`Desk.stand_in`): until that
one is back, the day is over, or they say that they can't. Figures and audit stay with the coordinators of the roster.
"""

from dataclasses import replace
from datetime import date, datetime, time, timedelta

from bot.core.people import POSTS, Person, Role
from bot.core.request import OUTSIDE, Escalation, Request
from bot.flows.callback import calls
from bot.flows.common.access import everybody, responders
from bot.flows.common.cards import end_card, escalation_slot, open_button, pass_news_on
from bot.flows.common.desk import Desk, Sorry
from bot.flows.common.routes import OWNER, on_deadline, on_press
from bot.flows.match import capacity, digest, escalation, escalation_cards
from bot.flows.outreach import nominations
from bot.flows.supporter import availability, joining
from bot.ports.records import Due
from bot.surface import (
    CLOSE,
    Account,
    Button,
    Dialog,
    Joined,
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

SLOT = "post"
KIND = "post-over"
DEPUTY = "deputy"  # the picker's name
_OPEN = open_button("post")
_OTHER_SLOTS = (joining.SLOT, availability.DEBRIEFS, nominations.SLOT, capacity.SLOT)


# --- named ---------------------------------------------------------------------------------------------------------


def picker() -> People:
    return People(DEPUTY, w("post-deputy"), w("post-deputy-hint"), most=1)


def picked(desk: Desk, me: Person, submit: Submit) -> Person | None:
    """Who was picked, if they may stand in and are not away from a post themselves."""
    if desk.account is None or not submit.one(DEPUTY):
        return None
    found = desk.records.people.by_account(Account(desk.account.platform, desk.account.team, submit.one(DEPUTY)))
    if found is None or found.id == me.id or found.site != me.site or not found.may_stand_in:
        return None
    away = found.is_off_post(desk.today(found.site))
    return found if desk.records.people.accounts(found.id) and not away else None


def tell(desk: Desk, me: Person, deputy: Person) -> None:
    """They are named: noted, and told by a card that says nothing of whom or what."""
    site = me.site if me.has(Role.COORDINATOR) else OUTSIDE
    desk.records.ledger.note("deputy-named", site=site, actor=me.id)
    desk.say(deputy.id, SLOT, desk.card(w("post-stand-in"), buttons=(_OPEN,)), notify=True, wait=True)


def ends(desk: Desk, me: Person, until: date | None) -> None:
    """Its end is booked where the day is known."""
    desk.records.deadlines.cancel(person=me.id, kinds=(KIND,))
    if until is not None:
        after = datetime.combine(until + timedelta(days=1), time(), desk.local(me.site).tzinfo)
        desk.records.deadlines.book(KIND, after.astimezone(desk.now.tzinfo), person=me.id)


# --- the deputy's own screen ---------------------------------------------------------------------------------------


def page(desk: Desk, me: Person) -> Dialog:
    """For whom, what it means, and the way out of it."""
    names = Joined(tuple(Verbatim(each.name) for each in away_for(desk, me)))
    return desk.dialog(
        w("post-title"),
        Paragraph(w("post-for", names=names), strong=True),
        w("post-for-words"),
        buttons=(
            Button(w("queue-title"), "queue", style=Style.PRIMARY, opens=True),
            Button(w("post-cannot"), "post-cannot"),
            CLOSE,
        ),
    )


def away_for(desk: Desk, me: Person) -> list[Person]:
    """Whoever is away and named them."""
    found = {each.id: each for role in POSTS for each in desk.records.people.with_role(role, me.site)}
    named = [(each, desk.stand_in(each)) for each in found.values()]
    return [each for each, deputy in named if deputy is not None and deputy.id == me.id]


def cannot(desk: Desk, _press: Press) -> Reply:
    """No reason is asked. Whoever named them is told at once, and what was with them goes to whoever is there."""
    me = desk.known()
    named_by_them = away_for(desk, me)
    if not named_by_them:
        raise Sorry(w("not-for-you"))
    for away in named_by_them:
        theirs = held_by(desk, me)
        gone(desk, desk.held(away.id), me, theirs, w("post-cannot-done"))
    return Reply(close=True, notice=w("post-cannot-done"))


def gone(desk: Desk, away: Person, deputy: Person, theirs: list[Request], words: Phrase) -> None:
    """`deputy` cannot stand in any more: whoever named them is told at once."""
    end(desk, away, deputy, theirs, words)
    desk.say(away.id, SLOT, desk.card(w("post-deputy-gone"), buttons=(_OPEN,)), notify=True, wait=True)


def left_out(desk: Desk, me: Person) -> tuple[Phrase, ...]:
    """What waits and cannot come to whoever stands in for `me`: that it is so, and neither what nor why (rule 11)."""
    if desk.stand_in(me) is None:
        return ()
    waits = [
        each for each in desk.records.requests.open_ones() if each.told or each.escalation is not Escalation.NOBODY
    ]
    mine = [each for each in waits if any(me.id == hand.id for hand in everybody(desk, each))]
    return () if all(any(responders(desk, each)) for each in mine) else (w("post-left-out"),)


# --- ended ---------------------------------------------------------------------------------------------------------


def over(desk: Desk, due: Due) -> None:
    """A deadline: the last day away is over. The part itself ended with the day."""
    here_again(desk, desk.records.people.get(due.person), said_so=False)


def here_again(desk: Desk, away: Person, *, said_so: bool) -> None:
    """They are at their post again, by their own word or because the day is over: whoever stands in for them does no
    longer, and every card of theirs says what is true by now."""
    mine = in_sight(desk, away)
    deputy = named_by(desk, away)
    theirs = held_by(desk, deputy) if deputy else []
    away = desk.held(away.id)
    if said_so:
        standing = replace(away.standing, post_away=False, post_away_until=None)
        desk.records.people.save_standing(away.id, standing)
        away = desk.records.people.get(away.id)
    elif away.is_off_post(desk.today(away.site)):
        return
    if deputy is not None and away.standing.post_deputy == deputy.id:
        end(desk, away, deputy, theirs, w("post-over"))
    for request in mine:
        escalation_cards.as_it_stands(desk, request)


def pass_on(desk: Desk, left: Person) -> None:
    """`left` is not at their post from now on: whoever is there gets a card of what waits beside the requests."""
    calls.pass_on(desk, left)
    pass_news_on(desk, left)
    if left.has(Role.COORDINATOR):
        for pass_it_on in (joining.pass_on, availability.pass_on, nominations.pass_on):
            pass_it_on(desk, left.site)


def in_sight(desk: Desk, me: Person) -> list[Request]:
    """Open requests that may be in their hands, held; an invitation is nobody's."""
    told = [each for each in desk.records.requests.open_ones() if each.told or each.escalation is not Escalation.NOBODY]
    held = [each for each in (desk.records.requests.get(one.id) for one in told) if each is not None]
    return [each for each in held if any(me.id == hand.id for hand in everybody(desk, each))]


def named_by(desk: Desk, away: Person) -> Person | None:
    return desk.find(away.standing.post_deputy) if away.standing.post_deputy else None


def held_by(desk: Desk, deputy: Person) -> list[Request]:
    """Open requests that they were told of or have in hand, held: requests come before people."""
    found = [
        each for each in desk.records.requests.open_ones() if each.told or each.escalation is not Escalation.NOBODY
    ]
    theirs = [
        each.id
        for each in found
        if desk.records.slots.exists(deputy.id, escalation_slot(each))
        or desk.records.requests.details(each).hand == deputy.id
    ]
    return [each for each in (desk.records.requests.get(id_) for id_ in theirs) if each is not None]


def end(desk: Desk, away: Person, deputy: Person, theirs: list[Request], words: Phrase) -> None:
    """`deputy` stands in no longer: what was theirs goes to whoever is there, and every card of theirs says so."""
    desk.records.people.save_standing(away.id, replace(away.standing, post_deputy=""))
    desk.records.deadlines.cancel(person=away.id, kinds=(KIND,))
    for request in theirs:
        first = next((each for group in responders(desk, request) for each in group if each.id != away.id), deputy)
        escalation.pass_on(desk, request, deputy, first)
    calls.pass_on(desk, deputy)
    pass_news_on(desk, deputy)
    if not away_for(desk, deputy) and not deputy.has(Role.COORDINATOR):
        for slot in _OTHER_SLOTS:
            end_card(desk, deputy.id, slot, words)
        digest.rest(desk, deputy)
    if desk.records.slots.exists(deputy.id, SLOT):
        desk.say(deputy.id, SLOT, desk.card(words), notify=True, wait=True, last=True)


ROUTES = (
    on_press("post-cannot", cannot, who=OWNER),
    on_deadline(KIND, over),
)
