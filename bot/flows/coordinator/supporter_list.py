"""A coordinator's eye on the supporters of their own site (R59): who is there, how they are, and who waits for a yes.

It shows days, training and a band of load; never whom somebody supported. Nobody decides on themself.
"""

from dataclasses import replace

from bot.core import matching
from bot.core.people import Joining, Person, Role, Training
from bot.core.request import OfferState, RequestState
from bot.flows.common import access
from bot.flows.common.cards import posts
from bot.flows.common.desk import Desk, Sorry
from bot.flows.common.routes import EVERYBODY, SITE_COORDINATOR, THEIR_COORDINATOR, on_command, on_press, on_submit
from bot.flows.match import capacity, first_contact
from bot.flows.supporter import directory, joining, leaving, supporter_page
from bot.roster.cells import written_number
from bot.surface import (
    CLOSE,
    Block,
    Bullets,
    Button,
    Choice,
    Dialog,
    Fact,
    Joined,
    Option,
    Paragraph,
    Phrase,
    Press,
    Reply,
    Style,
    Submit,
    Verbatim,
    w,
)

_MOST = 98  # a platform shows a hundred options
_LISTED = 20
_SESSIONS = 5


# --- everybody -----------------------------------------------------------------------------------------------------


def supporters(desk: Desk, press: Press) -> Reply:
    """A coordinator finds more here than others."""
    if desk.me is None or not desk.holds(Role.COORDINATOR):
        return directory.directory(desk, press)
    site = desk.me.site
    people = _supporters(desk, site)
    lines = tuple(
        w("supporter-line", name=Verbatim(each.name), state=_state(desk, each), load=_load(desk, each))
        for each in people[:_LISTED]
    )
    body: tuple[Block, ...] = (Bullets(lines),) if lines else (Paragraph(w("supporters-none")),)
    waiting = [each for each in joining.waiting(desk, site) if each.id != desk.me.id]
    debriefs = any(each.standing.debrief_wanted for each in people)
    return Reply(
        dialog=desk.dialog(
            w("supporters-title"),
            *capacity.words(desk, site),
            *body,
            *_overdue(desk, people),
            *_refreshers(desk, people),
            buttons=(
                Button(w("supporter-choose"), "supporter", style=Style.PRIMARY, opens=True),
                Button(w("supporter-add"), "supporter-add", opens=True),
                *((Button(w("joinings-title"), "joinings", opens=True),) if waiting else ()),
                *((Button(w("debriefs-title"), "debriefs", opens=True),) if debriefs else ()),
                Button(w("directory-title"), "directory", opens=True),
                CLOSE,
            ),
        )
    )


def _state(desk: Desk, person: Person) -> Phrase:
    """The first thing that is in the way of asking them, if anything does."""
    standing, today = person.standing, desk.today(person.site)
    if standing.leaving_on is not None:
        return w("supporter-leaving", day=standing.leaving_on)
    if not matching.is_trained(person, desk.policy(person.site)):
        return w("barrier-training")
    if not access.is_ready(desk, person):
        return w("barrier-agreement")
    if person.is_away(today):
        return w("supporter-away", until=standing.away_until) if standing.away_until else w("barrier-away")
    return w("supporter-there")


def _load(desk: Desk, person: Person) -> Phrase:
    return w(f"load-{matching.load(person, desk.policy(person.site), desk.today(person.site)).value}")


def _overdue(desk: Desk, people: list[Person]) -> tuple[Block, ...]:
    """Whose first contact is overdue, from the requests that this coordinator may see (rule 11)."""
    late = set()
    for request in desk.records.requests.open_ones():
        overdue = request.state is RequestState.MATCHED and first_contact.overdue(desk, request)
        if overdue and access.may_manage(desk, request):
            offer = desk.records.offers.live(request.id)
            if offer is not None and offer.state is OfferState.CONFIRMED:
                late.add(offer.supporter)
    return _named("supporters-overdue", [each for each in people if each.id in late])


def _refreshers(desk: Desk, people: list[Person]) -> tuple[Block, ...]:
    due = [each for each in people if (day := each.standing.refresher_on) is not None and day <= desk.today(each.site)]
    return _named("supporters-refresher", due)


def _named(label: str, people: list[Person]) -> tuple[Block, ...]:
    return (Fact(w(label), Joined(tuple(Verbatim(each.name) for each in people))),) if people else ()


# --- one -----------------------------------------------------------------------------------------------------------


def choose(desk: Desk, _press: object) -> Reply:
    me = desk.presser
    people = [*joining.waiting(desk, me.site), *_supporters(desk, me.site)]
    return _choice(desk, people, w("supporter-choose"), w("supporters-none"))


def joinings(desk: Desk, _press: object) -> Reply:
    me = desk.presser
    return _choice(desk, joining.waiting(desk, me.site), w("joinings-title"), w("joinings-none"))


def _choice(desk: Desk, people: list[Person], title: Phrase, nobody: Phrase) -> Reply:
    """Nobody decides on themself: whose own name would be here reads who does it."""
    me = desk.known()
    own = (Paragraph(w("supporter-own")),) if any(each.id == me.id for each in people) else ()
    people = [each for each in people if each.id != me.id]
    if not people:
        return Reply(dialog=desk.dialog(title, nobody, *own, buttons=(CLOSE,)))
    options = tuple(Option(each.id, Verbatim(each.name)) for each in people[:_MOST])
    return Reply(
        dialog=desk.dialog(
            title,
            *own,
            fields=(Choice("person", w("name-is"), options, options[0].value, ids=True),),
            submit=Button(w("directory-show"), "supporter-show", style=Style.PRIMARY),
            buttons=(CLOSE,),
        )
    )


def show(desk: Desk, event: Press | Submit) -> Reply:
    chosen = event.one("person") if isinstance(event, Submit) else event.token
    return Reply(dialog=page(desk, theirs(desk, chosen)))


def page(desk: Desk, person: Person) -> Dialog:
    body, buttons = _supporter(desk, person) if person.has(Role.SUPPORTER) else _waiting(person)
    return desk.dialog(
        w("supporter-title"), Fact(w("name-is"), Verbatim(person.name)), *body, buttons=(*buttons, CLOSE)
    )


def _waiting(person: Person) -> tuple[tuple[Block, ...], tuple[Button, ...]]:
    state = Paragraph(w(f"waiting-{person.standing.joining.value}"), strong=True)
    if person.standing.joining not in joining.UNDECIDED:
        return (state,), ()
    yes = Button(w("supporter-yes"), "supporter-yes", person.id, style=Style.PRIMARY)
    return (state,), (yes, Button(w("supporter-no"), "supporter-no", person.id))


def _supporter(desk: Desk, person: Person) -> tuple[tuple[Block, ...], tuple[Button, ...]]:
    sessions = desk.records.training.of(person.id)
    lines = tuple(_session(each) for each in sessions[-_SESSIONS:])
    pause = () if person.is_away(desk.today(person.site)) else (Button(w("pause-offers"), "pause-offers", person.id),)
    remove = (Button(w("training-take-back"), "training-take-back", person.id, opens=True),) if sessions else ()
    pays = desk.policy(person.site).sessional_rate and unpaid(desk, person)
    pay = (Button(w("training-pay"), "training-pay", person.id, opens=True),) if pays else ()
    return (
        (
            Fact(w("supporter-state"), _state(desk, person)),
            Fact(w("supporter-load"), _load(desk, person)),
            *supporter_page.facts(desk, person),
            *((Bullets(lines),) if lines else ()),
        ),
        (
            Button(w("training-record"), "training", person.id, style=Style.PRIMARY, opens=True),
            Button(w("supporter-change"), "supporter-change", person.id, opens=True),
            *pay,
            *remove,
            *pause,
            Button(w("supporter-off"), "supporter-off", person.id, opens=True),
        ),
    )


def _session(each: Training) -> Phrase:
    kind = w(f"training-{each.kind.value}")
    line = w("training-line", day=each.day, hours=written_number(each.hours), kind=kind)
    return w("training-paid", line=line, day=each.paid_on) if each.paid_on else line


def unpaid(desk: Desk, person: Person) -> list[Training]:
    """Oldest first."""
    return [each for each in desk.records.training.of(person.id) if each.paid_on is None]


def yes(desk: Desk, press: Press) -> Reply:
    person = theirs(desk, press.token)
    joining.say_yes(desk, person)
    note(desk, person, "supporter-yes")
    return Reply(dialog=page(desk, desk.records.people.get(person.id)), notice=w("supporter-told"))


def no(desk: Desk, press: Press) -> Reply:
    person = theirs(desk, press.token)
    joining.say_no(desk, person)
    note(desk, person, "supporter-no")
    return Reply(close=True, notice=w("reached-thanks"))


def pause(desk: Desk, press: Press) -> Reply:
    """For their sake: what is open goes on at once, and one press of their own ends it."""
    person = supporter(desk, press.token)
    desk.records.people.save_standing(person.id, replace(person.standing, paused=True))
    leaving.recall(desk, person)
    back = Button(w("i-am-back"), "back", style=Style.PRIMARY)
    desk.say(person.id, "pause", desk.card(w("paused-for-you"), buttons=(back,)), notify=True, wait=True)
    note(desk, person, "paused")
    return Reply(dialog=page(desk, desk.records.people.get(person.id)), notice=w("supporter-told"))


# --- who may -------------------------------------------------------------------------------------------------------


def supporter(desk: Desk, person_id: str) -> Person:
    """The same of a supporter."""
    person = theirs(desk, person_id)
    if not person.has(Role.SUPPORTER):
        raise Sorry(w("moved-on"))
    return person


def theirs(desk: Desk, person_id: str) -> Person:
    """Somebody of the presser's own site who is a supporter or on the way, held; never the presser. Raises Sorry."""
    me = desk.presser
    if person_id == me.id:
        raise Sorry(w("not-yourself") if joining.deciders(desk, me) else w("joining-nobody"))
    desk.records.people.lock(person_id)
    person = desk.find(person_id)
    if person is None or person.site != me.site:
        raise Sorry(w("not-for-you"))
    if not person.has(Role.SUPPORTER) and person.standing.joining in {Joining.NOT, Joining.NOT_NOW}:
        raise Sorry(w("moved-on"))
    return person


def note(desk: Desk, person: Person, verb: str) -> None:
    desk.records.ledger.note(verb, site=person.site, actor=desk.known().id)


def _supporters(desk: Desk, site: str) -> list[Person]:
    return sorted(desk.with_role(Role.SUPPORTER, site), key=lambda each: (each.name, each.id))


ROUTES = (
    on_command("supporters", posts(w("supporters-card"), opens="supporters"), who=EVERYBODY),
    on_command("supporter", posts(w("supporters-card"), opens="supporter"), who=EVERYBODY),
    on_press("supporters", supporters, who=EVERYBODY),
    on_press("supporter", choose, who=SITE_COORDINATOR),
    on_press("joinings", joinings, who=SITE_COORDINATOR),
    on_press("supporter-show", show, who=THEIR_COORDINATOR),
    on_submit("supporter-show", show, who=THEIR_COORDINATOR),
    on_press("supporter-yes", yes, who=THEIR_COORDINATOR),
    on_press("supporter-no", no, who=THEIR_COORDINATOR),
    on_press("pause-offers", pause, who=THEIR_COORDINATOR),
)
