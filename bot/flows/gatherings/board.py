"""Groups, debriefs, training and community meetings (R54, R55, R62, R63): a notice board, and a seat without a list.

Whoever keeps a seat tells nobody: there is a count against the capacity, a reminder to them alone, and the link.
"""

from datetime import datetime, timedelta

from bot.core.people import Role
from bot.flows.common.cards import open_button, posts
from bot.flows.common.desk import Desk, Sorry
from bot.flows.common.routes import EVERYBODY, Who, on_command, on_deadline, on_press
from bot.flows.coordinator import reports
from bot.flows.gatherings.meetings import COMMUNITY, STAFF, Meeting, meetings, zone_site
from bot.ports.records import Due, Purpose
from bot.reporting.agenda import agenda
from bot.surface import CLOSE, Block, Bullets, Button, Dialog, Fact, Paragraph, Phrase, Press, Reply, Style, Verbatim, w

REMIND_HOURS = 24
TAKEN_DOWN = "off"  # what [Open] carries after one was taken down
_PEERS = "peers"  # what the button carries on the page of that need
_SHOWN = 20
_CALENDAR_MINUTES = 30


# What is meant is checked by the flow: `hanging`, and for the agenda the part.
ITS_BOARD = Who("whoever's board it hangs on")
ITS_ROSTER = Who("whoever is known, and on whose board it hangs")
ITS_LEADER = Who("a coordinator or lead on whose board it hangs")


# --- the board -----------------------------------------------------------------------------------------------------


def board(desk: Desk, press: Press) -> Reply:
    first = w("gathering-off") if press.token == TAKEN_DOWN else None
    return Reply(dialog=board_dialog(desk, first, came_from=press.token))


def board_dialog(desk: Desk, first: Phrase | None = None, *, came_from: str = "") -> Dialog:
    """[Back] leads to the page that it was opened from, else to what is here for the reader."""
    found = meetings(desk)[:_SHOWN]
    body: tuple[Block | Phrase, ...] = (w("gatherings-none"),)
    if found:
        body = (w("gatherings-words"), Bullets(tuple(_line(desk, each) for each in found)))
    buttons = tuple(Button(each.title, "gathering-open", each.id) for each in found if each.at)
    plan = (Button(w("gathering-plan"), "gathering-plan"),) if steers(desk) else ()
    back = (
        Button(w("back"), "need", _PEERS, opens=True) if came_from == _PEERS else Button(w("back"), "more", opens=True)
    )
    return desk.dialog(
        w("gatherings-title"),
        *((Paragraph(first, strong=True),) if first else ()),
        *body,
        buttons=(*buttons, *plan, back, CLOSE),
    )


def _line(desk: Desk, meeting: Meeting) -> Phrase:
    if meeting.at is None:
        return w("board-line-asked", title=meeting.title, where=meeting.where)
    name = "board-line-weekly" if meeting.weekly else "board-line"
    return w(name, title=meeting.title, at=desk.local(zone_site(desk, meeting), meeting.at))


# --- one gathering -------------------------------------------------------------------------------------------------


def open_one(desk: Desk, press: Press) -> Reply:
    return Reply(dialog=_dialog(desk, hanging(desk, press)))


def take(desk: Desk, press: Press) -> Reply:
    """A seat at the next meeting, and a reminder the day before it, or soon if less than a day is left."""
    me, meeting = desk.known(), hanging(desk, press)
    assert meeting.at is not None  # noqa: S101 - hanging looks
    had = desk.records.gatherings.has_seat(meeting.id, meeting.at, me.id)
    if not desk.records.gatherings.take_seat(meeting.id, meeting.at, me.id, meeting.capacity):
        return Reply(dialog=_dialog(desk, meeting), notice=w("gathering-full"))
    if not had:
        desk.records.deadlines.book("gathering-remind", _remind_at(desk, meeting.at), person=me.id)
    return Reply(dialog=_dialog(desk, meeting), notice=w("seat-kept") if meeting.capacity else w("reminder-set"))


def leave(desk: Desk, press: Press) -> Reply:
    me, meeting = desk.known(), hanging(desk, press)
    assert meeting.at is not None  # noqa: S101 - hanging looks
    desk.records.gatherings.leave_seat(meeting.id, meeting.at, me.id)
    return Reply(dialog=_dialog(desk, meeting), notice=w("seat-given-back") if meeting.capacity else w("reminder-off"))


def remind(desk: Desk, due: Due) -> None:
    """ "You have an update": only whoever opens it sees what of. A seat that was given back reminds of nothing."""
    person = desk.find(due.person)
    if person is None:  # forgotten meanwhile
        return
    soon = desk.hours(REMIND_HOURS + 1)
    for meeting in meetings(desk, person):
        if meeting.at and meeting.at <= soon and desk.records.gatherings.has_seat(meeting.id, meeting.at, person.id):
            leads = "gathering-agenda" if meeting.kind == COMMUNITY else "gathering-open"
            card = desk.card(w("update"), buttons=(open_button(leads, meeting.id),))
            desk.say(person.id, "gatherings", card, notify=True)
            return


def agenda_of(desk: Desk, press: Press) -> Reply:
    """R55: what site leaders can talk about, from the figures that the reader may read anyway."""
    me, meeting = desk.known(), hanging(desk, press)
    if meeting.kind != COMMUNITY or not me.roles & STAFF:
        raise Sorry(w("not-for-you"))
    assert meeting.at is not None  # noqa: S101 - hanging looks
    return Reply(
        dialog=desk.dialog(
            w("agenda-title"),
            Paragraph(meeting.title, strong=True),
            Fact(w("gathering-when"), w("gathering-moment", at=desk.local(zone_site(desk, meeting), meeting.at))),
            *agenda(reports.of_reader(desk, me)),
            buttons=(
                Button(w("gathering-title"), "gathering-open", meeting.id),
                Button(w("back-to-gatherings"), "gatherings"),
            ),
        )
    )


def _dialog(desk: Desk, meeting: Meeting) -> Dialog:
    assert meeting.at is not None  # noqa: S101 - only those with an hour are opened
    seats = desk.records.gatherings
    seated = desk.me is not None and seats.has_seat(meeting.id, meeting.at, desk.me.id)
    left = None if meeting.capacity is None else max(0, meeting.capacity - seats.taken(meeting.id, meeting.at))
    facts: list[Block] = [
        Fact(w("gathering-when"), w("gathering-moment", at=desk.local(zone_site(desk, meeting), meeting.at))),
        Fact(w("gathering-where"), meeting.where),
    ]
    if left is not None:
        facts.append(Fact(w("gathering-seats"), w("seats-left", left=left)))
    if seated:
        facts.append(Paragraph(w("seat-yours") if meeting.capacity else w("reminder-yours")))
        facts += _for_the_seated(desk, meeting)
    # Where seats are not counted there is none to keep: what somebody sets is a reminder for themselves (R63).
    keep, give_back = (w("keep-seat"), w("give-seat-back")) if meeting.capacity else (w("remind-me"), w("no-reminder"))
    button = Button(give_back, "seat-leave", meeting.id) if seated else None
    if not seated and left != 0 and desk.me is not None:  # who is on no roster can be reminded of nothing
        button = Button(keep, "seat-take", meeting.id, style=Style.PRIMARY)
    agenda_button = (Button(w("agenda-title"), "gathering-agenda", meeting.id, opens=True),)
    cancel = (Button(w("gathering-cancel"), "gathering-cancel", meeting.id, style=Style.DANGER),)
    return desk.dialog(
        w("gathering-title"),
        Paragraph(meeting.title, strong=True),
        *facts,
        w("gathering-no-list") if meeting.capacity else w("gathering-no-list-reminded"),
        buttons=(
            *((button,) if button else ()),
            *(agenda_button if meeting.kind == COMMUNITY else ()),
            *(cancel if meeting.planned and steers(desk, meeting.site) else ()),
            Button(w("back-to-gatherings"), "gatherings"),
        ),
    )


def _for_the_seated(desk: Desk, meeting: Meeting) -> list[Block]:
    """The link to join, and a calendar file whose address is good for some minutes, whoever looks first."""
    found: list[Block] = [Fact(w("gathering-join"), Verbatim(meeting.join_url, link=True))] if meeting.join_url else []
    if desk.address:
        until = desk.now + timedelta(minutes=_CALENDAR_MINUTES)
        url = f"{desk.address}/gatherings/{desk.records.ledger.seal_address(Purpose.CALENDAR, meeting.id, until)}.ics"
        found.append(Fact(w("gathering-calendar"), Verbatim(url, link=True)))
    return found


def _remind_at(desk: Desk, at: datetime) -> datetime:
    return max(desk.now + timedelta(minutes=1), at - timedelta(hours=REMIND_HOURS))


# --- which one, and whose ------------------------------------------------------------------------------------------


def hanging(desk: Desk, press: Press) -> Meeting:
    """The gathering that a button means, if it hangs on the presser's board. Raises Sorry."""
    found = next((each for each in meetings(desk) if each.id == press.token and each.at), None)
    if found is None:
        raise Sorry(w("gathering-over"), board_dialog(desk, w("gathering-over")))
    return found


def steers(desk: Desk, site: str = "") -> bool:
    me = desk.me
    return me is not None and me.has(Role.COORDINATOR) and (not site or me.site == site)


ROUTES = (
    on_command("gatherings", posts(w("gatherings-card"), opens="gatherings"), who=EVERYBODY),
    on_press("gatherings", board, who=EVERYBODY),
    on_press("gathering-open", open_one, who=ITS_BOARD),
    on_press("seat-take", take, who=ITS_ROSTER),
    on_press("seat-leave", leave, who=ITS_ROSTER),
    on_deadline("gathering-remind", remind),
    on_press("gathering-agenda", agenda_of, who=ITS_LEADER),
)
