"""A supporter's own hand on their availability (R23, R35, R56): pause, away, back, limit, step back, debrief.

What was pressed in the dialog of the role is answered there: its buttons carry IN_DIALOG.
"""

from dataclasses import replace
from datetime import date, timedelta

from bot.core.people import Person, Role, Standing
from bot.flows.common import access
from bot.flows.common.cards import open_button
from bot.flows.common.desk import Desk, Sorry
from bot.flows.common.routes import SUPPORTER, on_command, on_deadline, on_press, on_submit
from bot.flows.match import capacity
from bot.flows.supporter import leaving, supporter_page
from bot.ports.records import Due
from bot.surface import Button, Card, Choice, Command, Option, Press, Reply, Style, Submit, w
from bot.values.days import day_or_none

DEBRIEFS = "debriefs"  # the coordinators' slot
_LENGTHS = (7, 14, 28)  # days that can be chosen by a tap; `away` and a date for any other
BACK = Button(w("i-am-back"), "back", style=Style.PRIMARY)


def offers(desk: Desk, _event: object) -> Reply:
    """How many requests are with this supporter, each with its card already; and one tap to pause or come back."""
    me = access.locked_supporter(desk)
    count = len(desk.records.offers.live_of(me.id))
    words = w("offers-card", count=count)
    return Reply(
        card=desk.card(words, *supporter_page.availability(desk, me), buttons=(supporter_page.switch(desk, me),))
    )


def pause(desk: Desk, press: Press) -> Reply:
    """One tap: nothing new until one tap ends it (R23)."""
    me = stay_away(desk, access.locked_supporter(desk), None)
    if press.token == supporter_page.IN_DIALOG:
        return Reply(dialog=supporter_page.dialog(desk, me))
    return Reply(card=_away_card(desk, me))


def away_form(desk: Desk, _press: object) -> Reply:
    """Days away without typing a date."""
    return Reply(
        dialog=desk.dialog(
            w("time-away"),
            w("time-away-words"),
            fields=(lengths(),),
            submit=Button(w("save"), "away-set", style=Style.PRIMARY),
            buttons=(Button(w("back"), "role", opens=True),),
        )
    )


def lengths() -> Choice:
    found = (*(Option(str(days), w("away-days", days=days)) for days in _LENGTHS), Option("", w("until-i-am-back")))
    return Choice("days", w("away-how-long"), found, found[0].value)


def away_set(desk: Desk, submit: Submit) -> Reply:
    me = access.locked_supporter(desk)
    return Reply(dialog=supporter_page.dialog(desk, stay_away(desk, me, chosen_day(desk, me, submit))))


def chosen_day(desk: Desk, me: Person, submit: Submit) -> date | None:
    """The last day away of the lengths that can be tapped; None: until they are back."""
    chosen = submit.one("days")
    known = chosen in {str(days) for days in _LENGTHS}
    return desk.today(me.site) + timedelta(days=int(chosen)) if known else None


def away(desk: Desk, command: Command) -> Reply:
    """`away 2026-12-24`: not offered anything until that day is over. Without a day: until [back]."""
    me = access.locked_supporter(desk)
    return Reply(card=_away_card(desk, stay_away(desk, me, day_of(desk, me, command))))


def day_of(desk: Desk, me: Person, command: Command) -> date | None:
    """The day that was typed after the word; None where there is none. Raises Sorry."""
    until = day_or_none(command.rest)
    if command.rest.strip() and (until is None or until < desk.today(me.site)):
        raise Sorry(w("away-bad", example=(desk.now + timedelta(days=14)).date().isoformat()))
    return until


def stay_away(desk: Desk, me: Person, until: date | None) -> Person:
    """Until that day is over, or until they are back. What is not a match yet goes on to the next supporter at once.

    Whoever is leaving gets nothing new before that day either: time away shorter than that takes nothing back (R56).
    """
    days = [day for day in (until, me.standing.leaving_on) if day is not None]
    standing = replace(me.standing, paused=until is None, away_until=max(days, default=None), unanswered=0)
    desk.records.people.save_standing(me.id, standing)
    leaving.recall(desk, me)
    return replace(me, standing=standing)


def _away_card(desk: Desk, me: Person) -> Card:
    standing = me.standing
    if standing.leaving_on is not None:
        return _leaving_card(desk, standing.leaving_on)
    until = standing.away_until
    return desk.card(w("away-until", until=until) if until else w("away-open"), buttons=(BACK,))


def back(desk: Desk, event: Press | Command) -> Reply:
    """A pause or time away ends. Who is leaving still is: only [Stay] takes that back."""
    me = access.locked_supporter(desk)
    away = me.is_away(desk.today(me.site)) or desk.records.slots.exists(me.id, "pause")
    if isinstance(event, Command) and not away and me.standing.leaving_on is None:
        return Reply(card=desk.card(w("not-away")))
    return _here_again(desk, event, me, replace(me.standing, away_until=me.standing.leaving_on))


def stay(desk: Desk, press: Press) -> Reply:
    """They do not leave after all, and may be asked again."""
    me = access.locked_supporter(desk)
    desk.records.deadlines.cancel(person=me.id, kinds=("leave",))
    reply = _here_again(desk, press, me, replace(me.standing, away_until=None, leaving_on=None))
    capacity.look_again(desk, me.site)
    return reply


def _here_again(desk: Desk, event: Press | Command, me: Person, standing: Standing) -> Reply:
    standing = replace(standing, paused=False, unanswered=0)
    desk.records.people.save_standing(me.id, standing)
    in_dialog = isinstance(event, Press) and event.token == supporter_page.IN_DIALOG
    if desk.records.slots.exists(me.id, "pause"):
        card = _here_card(desk, standing)
        desk.say(me.id, "pause", card, last=True)
        if isinstance(event, Press) and not in_dialog:
            return Reply(card=card)
    if in_dialog:
        return Reply(dialog=supporter_page.dialog(desk, replace(me, standing=standing)))
    return Reply(card=_here_card(desk, standing))


def _here_card(desk: Desk, standing: Standing) -> Card:
    return _leaving_card(desk, standing.leaving_on) if standing.leaving_on else desk.card(w("welcome-back"))


def limit(desk: Desk, command: Command) -> Reply:
    """`limit 0` to the site's own limit: how many at the same time."""
    me = access.locked_supporter(desk)
    most = desk.policy(me.site).concurrent_limit
    text = command.rest.strip()
    if not text.isdecimal() or int(text) > most:
        raise Sorry(w("limit-bad", most=most))
    desk.records.people.save_standing(me.id, replace(me.standing, limit=int(text)))
    if int(text) == 0:
        leaving.recall(desk, me)
    return Reply(card=desk.card(w("limit-set", limit=int(text))))


def leave(desk: Desk, _event: object) -> Reply:
    """Ask once before stepping back: now, or after the site's notice."""
    me = access.locked_supporter(desk)
    days = desk.policy(me.site).leave_notice_days
    return Reply(
        card=desk.card(
            w("leave-ask", days=days),
            w("leave-kept"),
            buttons=(
                Button(w("leave-now"), "leave-now", style=Style.DANGER),
                Button(w("leave-later", days=days), "leave-later"),
                Button(w("stay"), "stay"),
            ),
        )
    )


def leave_now(desk: Desk, _press: object) -> Reply:
    me = access.locked_supporter(desk)
    standing = replace(me.standing, leaving_on=desk.today(me.site))
    desk.records.people.save_standing(me.id, standing)
    leaving.step_back(desk, me)
    leaving.farewell(desk, me)
    return Reply(card=desk.card(w("left"), w("left-kept")))


def leave_later(desk: Desk, _press: object) -> Reply:
    """Nothing new from today; open matches may be finished until the day itself."""
    me = access.locked_supporter(desk)
    day = desk.today(me.site) + timedelta(days=desk.policy(me.site).leave_notice_days)
    standing = replace(me.standing, leaving_on=day, away_until=day)
    desk.records.people.save_standing(me.id, standing)
    leaving.recall(desk, me)
    capacity.look_again(desk, me.site)
    desk.records.deadlines.cancel(person=me.id, kinds=("leave",))
    desk.records.deadlines.book(
        "leave", desk.now + timedelta(days=desk.policy(me.site).leave_notice_days), person=me.id
    )
    return Reply(card=_leaving_card(desk, day))


def _leaving_card(desk: Desk, day: date) -> Card:
    return desk.card(w("leaving-on", day=day), buttons=(Button(w("stay"), "stay"),))


def leave_due(desk: Desk, due: Due) -> None:
    person = desk.records.people.get(due.person)
    if person.standing.leaving_on is not None:
        leaving.step_back(desk, person)
        leaving.farewell(desk, person)


def debrief(desk: Desk, _press: object) -> Reply:
    """R54: outside the record; the coordinators hear that somebody would like one, and find who in a dialog."""
    me = access.locked_supporter(desk)
    desk.records.people.save_standing(me.id, replace(me.standing, debrief_wanted=True))
    for person in access.told_at(desk, me.site, set()):
        _tell(desk, person)
    return Reply(close=True, notice=w("debrief-noted"))


def pass_on(desk: Desk, site: str) -> None:
    """A coordinator is away from now on: whoever is there, and has no card of a debrief that is wanted, gets one."""
    if any(each.standing.debrief_wanted for each in desk.with_role(Role.SUPPORTER, site)):
        for person in access.told_at(desk, site, set()):
            if not desk.records.slots.exists(person.id, DEBRIEFS):
                _tell(desk, person)


def _tell(desk: Desk, coordinator: Person) -> None:
    card = desk.card(w("debrief-card"), buttons=(open_button("debriefs"),))
    desk.say(coordinator.id, DEBRIEFS, card, notify=True, wait=True)


ROUTES = (
    on_command("offers", offers, who=SUPPORTER),
    on_press("pause", pause, who=SUPPORTER),
    on_press("away-form", away_form, who=SUPPORTER),
    on_submit("away-set", away_set, who=SUPPORTER),
    on_press("back", back, who=SUPPORTER),
    on_press("stay", stay, who=SUPPORTER),
    on_command("limit", limit, who=SUPPORTER),
    on_command("leave", leave, who=SUPPORTER),
    on_press("leave-now", leave_now, who=SUPPORTER),
    on_press("leave-later", leave_later, who=SUPPORTER),
    on_deadline("leave", leave_due),
    on_press("debrief", debrief, who=SUPPORTER),
    on_command("debrief", debrief, who=SUPPORTER),
)
