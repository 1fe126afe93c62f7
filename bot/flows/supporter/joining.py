"""Into the role (R50): somebody offers, or a colleague thinks of them; a coordinator says yes; training and agreement.

Who waits has a pending deadline and is found through it: nobody is left waiting in silence. No coordinator decides on
themself.
"""

from dataclasses import replace
from datetime import timedelta

from bot.core.amending import amend
from bot.core.people import Joining, Person, Role
from bot.flows.common.access import groups_at, is_signed
from bot.flows.common.cards import end_card, last_word, open_button, posts
from bot.flows.common.desk import Desk, Sorry
from bot.flows.common.profession import may_be_supporter
from bot.flows.common.routes import EVERYBODY, Who, on_command, on_deadline, on_press
from bot.flows.supporter import agreement, supporter_page
from bot.flows.welcome.hello import phone_blocks
from bot.ports.records import Due
from bot.surface import CLOSE, Button, Dialog, Phrase, Reply, Style, w

KIND = "joining"
SLOT = "joinings"  # the coordinators'
REMIND_DAYS = 7
UNDECIDED = frozenset({Joining.VOLUNTEERED, Joining.SUGGESTED})
_WAITING = UNDECIDED | {Joining.ASKED}


def require_candidate(desk: Desk) -> None:
    """Whoever is on the roster and a peer of those whom their site serves. Raises Sorry."""
    if desk.me is None or not may_be_supporter(desk, desk.me):
        words = w("joining-not-listed")
        raise Sorry(words, desk.dialog(w("joining-title"), words, *phone_blocks(desk), buttons=(CLOSE,)))


CANDIDATE = Who("a peer of the roster", require_candidate)


def where(desk: Desk, _press: object) -> Reply:
    """What the presser is: a supporter, on the way, or somebody who may like to be one."""
    me = desk.records.people.get(desk.presser.id)  # as they are by now
    return Reply(dialog=supporter_page.dialog(desk, me) if me.has(Role.SUPPORTER) else _way_in(desk, me))


def _way_in(desk: Desk, me: Person) -> Dialog:
    hours = desk.policy(me.site).training_hours
    offer = Button(w("volunteer"), "volunteer", style=Style.PRIMARY)
    suggest = Button(w("suggest"), "suggest", opens=True)
    said: tuple[Phrase, ...]
    match me.standing.joining:
        case Joining.VOLUNTEERED:
            said = (w("joining-waits"),)
            buttons: tuple[Button, ...] = (Button(w("take-it-back"), "volunteer-not"),)
        case Joining.ASKED:
            said = (w("joining-asked"), w("joining-is"), w("joining-steps", hours=hours))
            buttons = (
                Button(w("joining-yes"), "joining-yes", style=Style.PRIMARY),
                Button(w("joining-no"), "joining-no"),
            )
        case Joining.NOT_NOW:
            said = (w("joining-not-now"),)
            buttons = (offer, suggest)
        case _:  # one who was suggested does not know of it
            said = (w("joining-is"), w("joining-steps", hours=hours))
            buttons = (offer, suggest)
    return desk.dialog(w("joining-title"), *said, buttons=(*buttons, CLOSE))


# --- offering oneself ----------------------------------------------------------------------------------------------


def volunteer(desk: Desk, press: object) -> Reply:
    me = desk.held(desk.presser.id)
    if me.standing.joining is Joining.ASKED:
        return accept(desk, press)
    if not me.has(Role.SUPPORTER) and me.standing.joining is not Joining.VOLUNTEERED:
        if not deciders(desk, me):
            words = w("joining-nobody")
            raise Sorry(words, desk.dialog(w("joining-title"), words, *phone_blocks(desk), buttons=(CLOSE,)))
        _move(desk, me, Joining.VOLUNTEERED)
        _tell_coordinators(desk, me)
    return where(desk, press)


def take_back(desk: Desk, press: object) -> Reply:
    me = desk.held(desk.presser.id)
    if me.standing.joining is Joining.VOLUNTEERED:
        _move(desk, me, Joining.NOT)
    return where(desk, press)


# --- thought of by a colleague (suggestions.py) ---------------------------------------------------------------------


def suggested(desk: Desk, person: Person) -> None:
    """Somebody thought of them. They hear of it only when a coordinator has said yes."""
    person = desk.held(person.id)
    free = person.standing.joining in {Joining.NOT, Joining.NOT_NOW}
    if free and not person.has(Role.SUPPORTER) and may_be_supporter(desk, person) and deciders(desk, person):
        _move(desk, person, Joining.SUGGESTED)
        _tell_coordinators(desk, person)


def accept(desk: Desk, press: object) -> Reply:
    """The one who was thought of says yes: the coordinator has said it already."""
    me = desk.held(desk.presser.id)
    if me.standing.joining is Joining.ASKED:
        welcome(desk, me)
    return where(desk, press)


def refuse(desk: Desk, _press: object) -> Reply:
    """No thanks: nothing of it is kept."""
    me = desk.held(desk.presser.id)
    if me.standing.joining is Joining.ASKED:
        _move(desk, me, Joining.NOT)
        last_word(desk, me.id, supporter_page.SLOT, w("reached-thanks"))
    return Reply(close=True, notice=w("joining-gone"))


# --- decided -------------------------------------------------------------------------------------------------------


def deciders(desk: Desk, person: Person) -> list[Person]:
    """The coordinators who are there and may decide on this person; never that person (a deputy only if alone)."""
    first, deputies = groups_at(desk, person.site, {person.id})
    return first or deputies


def say_yes(desk: Desk, person: Person) -> None:
    """A coordinator's yes. Whoever was only thought of is asked now. Raises Sorry where it is decided already."""
    if person.standing.joining is Joining.VOLUNTEERED:
        welcome(desk, person)
    elif person.standing.joining is Joining.SUGGESTED:
        _move(desk, person, Joining.ASKED, days=desk.policy(person.site).invite_open_days)
    else:
        raise Sorry(w("moved-on"))
    supporter_page.tell(desk, person)


def say_no(desk: Desk, person: Person) -> None:
    """Not now: a volunteer hears it kindly; one who was thought of never hears that they were."""
    if person.standing.joining not in UNDECIDED:
        raise Sorry(w("moved-on"))
    if person.standing.joining is Joining.VOLUNTEERED:
        _move(desk, person, Joining.NOT_NOW)
        supporter_page.tell(desk, person)
    else:
        _move(desk, person, Joining.NOT)


def welcome(desk: Desk, person: Person) -> None:
    """A supporter from now on; not asked by anybody before the training is done and the agreement signed (R43, R51)."""
    person = amend(person, supporter=True)
    person = replace(person, standing=replace(person.standing, joining=Joining.NOT))
    desk.records.people.save(person)
    for account in desk.records.people.accounts(person.id):  # a coordinator said yes to whoever has them
        desk.records.people.attach(person.id, account)
    desk.records.deadlines.cancel(person=person.id, kinds=(KIND,))
    if not is_signed(desk, person):
        agreement.remind_later(desk, person)
    rest(desk, person.site)


def waiting(desk: Desk, site: str) -> list[Person]:
    """Everybody at this site who waits for a yes."""
    due = {due.person for due in desk.records.deadlines.pending_kind(KIND)}
    found = [desk.records.people.get(each) for each in sorted(due)]
    return [each for each in found if each.site == site and each.standing.joining in _WAITING]


# --- time ----------------------------------------------------------------------------------------------------------


def remind(desk: Desk, due: Due) -> None:
    """A deadline. The coordinators are told every week; what nobody took up in the end is forgotten."""
    person = desk.records.people.get(due.person)
    joining = person.standing.joining
    days = REMIND_DAYS * (due.fence + 1)
    if joining is Joining.ASKED or (
        joining is Joining.SUGGESTED and days >= desk.policy(person.site).invite_again_days
    ):
        _move(desk, person, Joining.NOT)
        end_card(desk, person.id, supporter_page.SLOT, w("offer-expired"))
    elif joining in UNDECIDED:
        _book(desk, person, REMIND_DAYS, due.fence + 1)
        _tell_coordinators(desk, person)


# --- inside --------------------------------------------------------------------------------------------------------


def _move(desk: Desk, person: Person, to: Joining, *, days: float = REMIND_DAYS) -> None:
    desk.records.people.save_standing(person.id, replace(person.standing, joining=to))
    desk.records.deadlines.cancel(person=person.id, kinds=(KIND,))
    if to in _WAITING:
        _book(desk, person, days, 0)
    rest(desk, person.site)


def _book(desk: Desk, person: Person, days: float, times: int) -> None:
    desk.records.deadlines.book(KIND, desk.now + timedelta(days=days), person=person.id, fence=times)


def _tell_coordinators(desk: Desk, person: Person) -> None:
    for each in deciders(desk, person):
        _tell(desk, each)


def pass_on(desk: Desk, site: str) -> None:
    """A coordinator is away from now on: whoever decides now, and has no card of it yet, gets one."""
    for person in waiting(desk, site):
        if person.standing.joining in UNDECIDED:
            for each in deciders(desk, person):
                if not desk.records.slots.exists(each.id, SLOT):
                    _tell(desk, each)


def _tell(desk: Desk, coordinator: Person) -> None:
    card = desk.card(w("joinings-card"), buttons=(open_button("joinings"),))
    desk.say(coordinator.id, SLOT, card, notify=True, wait=True)


def rest(desk: Desk, site: str) -> None:
    """Once nobody waits for a coordinator, their cards say so."""
    if any(each.standing.joining in UNDECIDED for each in waiting(desk, site)):
        return
    for each in desk.with_role(Role.COORDINATOR, site):
        end_card(desk, each.id, SLOT, w("joinings-none"))


ROUTES = (
    on_command("profile", posts(w("role-card"), opens="role"), who=EVERYBODY),
    on_press("role", where, who=CANDIDATE),
    on_press("volunteer", volunteer, who=CANDIDATE),
    on_press("volunteer-not", take_back, who=CANDIDATE),
    on_press("joining-yes", accept, who=CANDIDATE),
    on_press("joining-no", refuse, who=CANDIDATE),
    on_deadline("joining", remind),
)
