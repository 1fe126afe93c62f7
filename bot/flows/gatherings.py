"""Groups, debriefs, training and community meetings (R54, R55, R62, R63): a notice board, and a seat without a list.

Whoever keeps a seat tells nobody: there is a count against the capacity, a reminder to them alone, and the link.
"""

import hashlib
from dataclasses import dataclass
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from bot.core.people import Person, Role
from bot.flows import figures
from bot.flows.desk import Desk, Sorry
from bot.programme.values import GATHERING_KINDS, Gathering
from bot.records import Due, Planned
from bot.reporting.agenda import agenda
from bot.surface import (
    Block,
    Bullets,
    Button,
    Choice,
    Dialog,
    Fact,
    Line,
    Option,
    Paragraph,
    Phrase,
    Press,
    Reply,
    Style,
    Submit,
    Tick,
    Verbatim,
    w,
)

REMIND_HOURS = 24
LONGEST = 120  # characters of a title or a place
_SHOWN = 20
_CALENDAR_MINUTES = 30
_DAY, _HOUR, _SAFE = "2026-12-24", "17:30", "https://"
COMMUNITY = "community"
_OFF = "off"  # what [Open] carries after one was taken down

_STAFF = frozenset({Role.COORDINATOR, Role.LEAD, Role.PROVINCIAL})
# Whose board a kind hangs on; a coordinator sees all of their site's.
_FOR = {
    "debrief": frozenset({Role.SUPPORTER, Role.COORDINATOR}),
    "training": frozenset({Role.SUPPORTER, Role.COORDINATOR}),
    COMMUNITY: _STAFF,
}


@dataclass(frozen=True, slots=True)
class Meeting:
    """The next meeting of a gathering; `at` is None where no hour is published."""

    id: str
    site: str
    title: Phrase
    kind: str
    at: datetime | None
    weekly: bool
    where: Phrase
    join_url: str
    capacity: int | None
    planned: bool = False


# --- the board -----------------------------------------------------------------------------------------------------


def command(desk: Desk, _event: object) -> Reply:
    """A neutral card, the same for everybody; the board stands behind it."""
    return Reply(card=desk.card(w("gatherings-card"), buttons=(_open(),)))


def board(desk: Desk, press: Press) -> Reply:
    return Reply(dialog=_board(desk, w("gathering-off") if press.token == _OFF else None))


def _board(desk: Desk, first: Phrase | None = None) -> Dialog:
    found = meetings(desk)[:_SHOWN]
    body: tuple[Block | Phrase, ...] = (w("gatherings-none"),)
    if found:
        body = (w("gatherings-words"), Bullets(tuple(_line(desk, each) for each in found)))
    buttons = tuple(Button(each.title, "gathering-open", each.id) for each in found if each.at)
    plan = (Button(w("gathering-plan"), "gathering-plan"),) if _steers(desk) else ()
    return desk.dialog(
        w("gatherings-title"),
        *((Paragraph(first, strong=True),) if first else ()),
        *body,
        buttons=(*buttons, *plan, Button(w("close"), "dismiss")),
    )


def _line(desk: Desk, meeting: Meeting) -> Phrase:
    if meeting.at is None:
        return w("board-line-asked", title=meeting.title, where=meeting.where)
    name = "board-line-weekly" if meeting.weekly else "board-line"
    return w(name, title=meeting.title, at=desk.local(_zone_site(desk, meeting), meeting.at))


# --- one gathering -------------------------------------------------------------------------------------------------


def open_one(desk: Desk, press: Press) -> Reply:
    return Reply(dialog=_dialog(desk, _found(desk, press)))


def take(desk: Desk, press: Press) -> Reply:
    """A seat at the next meeting, and a reminder the day before."""
    me, meeting = desk.known(), _found(desk, press)
    assert meeting.at is not None  # noqa: S101 - _found looks
    if not desk.records.gatherings.take_seat(meeting.id, meeting.at, me.id, meeting.capacity):
        return Reply(dialog=_dialog(desk, meeting), notice=w("gathering-full"))
    desk.records.deadlines.book("gathering-remind", _remind_at(desk, meeting.at), person=me.id)
    return Reply(dialog=_dialog(desk, meeting), notice=w("seat-kept") if meeting.capacity else w("reminder-set"))


def leave(desk: Desk, press: Press) -> Reply:
    me, meeting = desk.known(), _found(desk, press)
    assert meeting.at is not None  # noqa: S101 - _found looks
    desk.records.gatherings.leave_seat(meeting.id, meeting.at, me.id)
    return Reply(dialog=_dialog(desk, meeting), notice=w("seat-given-back") if meeting.capacity else w("reminder-off"))


def remind(desk: Desk, due: Due) -> None:
    """ "You have an update": only whoever opens it sees what of. A seat that was given back reminds of nothing."""
    person = desk.records.people.get(due.person)
    soon = desk.hours(REMIND_HOURS + 1)
    for meeting in meetings(desk, person):
        if meeting.at and meeting.at <= soon and desk.records.gatherings.has_seat(meeting.id, meeting.at, person.id):
            button = _to_agenda(w("open"), meeting) if meeting.kind == COMMUNITY else _open()
            desk.say(person.id, "gatherings", desk.card(w("update"), buttons=(button,)), notify=True)
            return


def agenda_of(desk: Desk, press: Press) -> Reply:
    """R55: what site leaders can talk about, from the figures that the reader may read anyway."""
    me, meeting = desk.known(), _found(desk, press)
    if meeting.kind != COMMUNITY or not me.roles & _STAFF:
        raise Sorry(w("not-for-you"))
    assert meeting.at is not None  # noqa: S101 - _found looks
    return Reply(
        dialog=desk.dialog(
            w("agenda-title"),
            Paragraph(meeting.title, strong=True),
            Fact(w("gathering-when"), w("gathering-moment", at=desk.local(_zone_site(desk, meeting), meeting.at))),
            *agenda(figures.of_reader(desk, me)),
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
        Fact(w("gathering-when"), w("gathering-moment", at=desk.local(_zone_site(desk, meeting), meeting.at))),
        Fact(w("gathering-where"), meeting.where),
    ]
    if left is not None:
        facts.append(Fact(w("gathering-seats"), w("seats-left", left=left)))
    if seated:
        facts += _for_the_seated(desk, meeting)
    # Where seats are not counted there is none to keep: what somebody sets is a reminder for themselves (R63).
    keep, give_back = (w("keep-seat"), w("give-seat-back")) if meeting.capacity else (w("remind-me"), w("no-reminder"))
    button = Button(give_back, "seat-leave", meeting.id) if seated else None
    if not seated and left != 0 and desk.me is not None:  # who is on no roster can be reminded of nothing
        button = Button(keep, "seat-take", meeting.id, style=Style.PRIMARY)
    cancel = (Button(w("gathering-cancel"), "gathering-cancel", meeting.id, style=Style.DANGER),)
    return desk.dialog(
        w("gathering-title"),
        Paragraph(meeting.title, strong=True),
        *facts,
        w("gathering-no-list") if meeting.capacity else w("gathering-no-list-reminded"),
        buttons=(
            *((button,) if button else ()),
            *((_to_agenda(w("agenda-title"), meeting),) if meeting.kind == COMMUNITY else ()),
            *(cancel if meeting.planned and _steers(desk, meeting.site) else ()),
            Button(w("back-to-gatherings"), "gatherings"),
        ),
    )


def _for_the_seated(desk: Desk, meeting: Meeting) -> list[Block]:
    """The link to join, and a calendar file whose address works once."""
    found: list[Block] = [Fact(w("gathering-join"), Verbatim(meeting.join_url, link=True))] if meeting.join_url else []
    if desk.address:
        ticket = desk.records.ledger.issue_ticket(desk.now + timedelta(minutes=_CALENDAR_MINUTES))
        url = f"{desk.address}/gatherings/{meeting.id}/{ticket}.ics"
        found.append(Fact(w("gathering-calendar"), Verbatim(url, link=True)))
    return found


def _remind_at(desk: Desk, at: datetime) -> datetime:
    return max(desk.now + timedelta(minutes=1), at - timedelta(hours=REMIND_HOURS))


# --- planning, by coordinators -------------------------------------------------------------------------------------


def planning_command(desk: Desk, _event: object) -> Reply:
    """The same card for whoever types it: that somebody is a coordinator is not told in a chat."""
    button = Button(w("open"), "gathering-plan", style=Style.PRIMARY, opens=True)
    return Reply(card=desk.card(w("gatherings-card"), buttons=(button,)))


def planning(desk: Desk, _press: Press) -> Reply:
    _steerer(desk)
    kinds = tuple(Option(kind, w(f"gathering-kind-{kind}")) for kind in GATHERING_KINDS)
    tomorrow = desk.local(desk.known().site) + timedelta(days=1)
    return Reply(
        dialog=desk.dialog(
            w("gathering-plan"),
            w("gathering-plan-words"),
            fields=(
                Line("title", w("plan-title"), longest=LONGEST),
                Choice("kind", w("plan-kind"), kinds, GATHERING_KINDS[0]),
                Line(
                    "day",
                    w("plan-day"),
                    w("plan-day-hint", example=Verbatim(_DAY)),
                    value=tomorrow.date().isoformat(),
                    longest=10,
                ),
                Line("hour", w("plan-hour"), w("plan-hour-hint", example=Verbatim(_HOUR)), longest=5),
                Tick("weekly", w("plan-weekly")),
                Line("where", w("plan-where"), longest=LONGEST),
                Line("link", w("plan-link"), required=False, longest=300),
                Line("capacity", w("plan-capacity"), w("plan-capacity-hint"), required=False, longest=4, kind="tel"),
            ),
            submit=Button(w("plan-send"), "plan-send", style=Style.PRIMARY),
        )
    )


def plan(desk: Desk, submit: Submit) -> Reply:
    me = _steerer(desk)
    at = _moment(desk, me.site, submit.one("day"), submit.one("hour"))
    link, capacity = submit.one("link"), submit.one("capacity")
    errors: dict[str, Phrase] = {}
    for name in ("title", "where"):
        if not 0 < len(submit.one(name)) <= LONGEST:
            errors[name] = w("plan-bad-text", most=LONGEST)
    if at is None or at <= desk.now:
        errors["hour" if at is None else "day"] = (
            w("plan-bad-hour", day=Verbatim(_DAY), hour=Verbatim(_HOUR)) if at is None else w("plan-past")
        )
    if link and not link.startswith(_SAFE):
        errors["link"] = w("plan-bad-link", start=Verbatim(_SAFE))
    if capacity and not (capacity.isdecimal() and 0 < int(capacity) < 10_000):
        errors["capacity"] = w("plan-bad-capacity")
    if errors or at is None:
        return Reply(errors=errors)
    kind = submit.one("kind")
    desk.records.gatherings.plan(
        Planned(
            id="",
            site=me.site,
            starts_at=at,
            title=submit.one("title"),
            kind=kind if kind in GATHERING_KINDS else GATHERING_KINDS[0],
            weekly=submit.one("weekly") == "yes",
            where=submit.one("where"),
            join_url=link,
            capacity=int(capacity) if capacity else None,
        )
    )
    desk.records.ledger.note("gathering", site=me.site, actor=me.id)
    return Reply(dialog=_board(desk, w("gathering-planned")))


def cancel(desk: Desk, press: Press) -> Reply:
    """Whoever had a seat is told, neutrally; the seats are gone with it."""
    meeting = _found(desk, press)
    me = _steerer(desk)
    if not meeting.planned or meeting.site != me.site:
        raise Sorry(w("not-for-you"))
    assert meeting.at is not None  # noqa: S101 - _found looks
    seated = desk.records.gatherings.empty(meeting.id, meeting.at)
    desk.records.gatherings.cancel(meeting.id)
    desk.records.ledger.note("gathering-off", site=me.site, actor=me.id)
    for person in seated:
        desk.say(person, "gatherings", desk.card(w("update"), buttons=(_open(_OFF),)), notify=True)
    return Reply(dialog=_board(desk))


def _moment(desk: Desk, site: str, day: str, hour: str) -> datetime | None:
    """The moment on the site's own clock; None for what is no day and hour."""
    try:
        local = datetime.strptime(f"{day} {hour}", "%Y-%m-%d %H:%M")  # noqa: DTZ007 - the site's zone comes next
    except ValueError:
        return None
    return local.replace(tzinfo=ZoneInfo(desk.site(site).timezone))


# --- which ones ----------------------------------------------------------------------------------------------------


def meetings(desk: Desk, person: Person | None = None) -> list[Meeting]:
    """What hangs on this person's board (the presser's, unless another is named), the next one first."""
    who = person or desk.me
    sites = (who.site,) if who else tuple(site.id for site in desk.my_sites())
    found = {each.id: each for site in sites for each in _of_site(desk, site)}
    mine = [each for each in found.values() if _may_come(who, each.kind)]
    return sorted(mine, key=lambda each: (each.at is None, each.at or desk.now))


def by_id(desk: Desk, gathering_id: str) -> Meeting | None:
    """Whoever's board it hangs on; None if it is over or has no hour. For its calendar file."""
    every = (each for site in desk.programme.sites for each in _of_site(desk, site))
    return next((each for each in every if each.id == gathering_id and each.at), None)


def _of_site(desk: Desk, site: str) -> list[Meeting]:
    from_file = [_from_file(each, desk.now) for each in desk.programme.gatherings_of(site)]
    in_chat = [_planned(each, desk.now) for each in desk.records.gatherings.planned(desk.now) if each.site == site]
    return [each for each in from_file if each is not None] + in_chat


def _may_come(person: Person | None, kind: str) -> bool:
    wanted = _FOR.get(kind)
    return wanted is None or (person is not None and bool(wanted & person.roles))


def _from_file(gathering: Gathering, now: datetime) -> Meeting | None:
    """None: it is over."""
    at = gathering.next_after(now)
    if at is None and gathering.starts_at is not None:
        return None
    return Meeting(
        id=file_id(gathering),
        site=gathering.site,
        title=gathering.title,
        kind=gathering.kind,
        at=at,
        weekly=gathering.repeats == "weekly",
        where=gathering.where,
        join_url=gathering.join_url,
        capacity=gathering.capacity,
    )


def _planned(planned: Planned, now: datetime) -> Meeting:
    at = planned.starts_at
    if planned.weekly and at < now:
        at += timedelta(weeks=(now - at).days // 7 + 1)
    return Meeting(
        id=planned.id,
        site=planned.site,
        title=Verbatim(planned.title),
        kind=planned.kind,
        at=at,
        weekly=planned.weekly,
        where=Verbatim(planned.where),
        join_url=planned.join_url,
        capacity=planned.capacity,
        planned=True,
    )


def file_id(gathering: Gathering) -> str:
    """The same as long as the programme file says the same."""
    said = (gathering.site, gathering.title.texts, str(gathering.starts_at))
    return hashlib.sha256(repr(said).encode()).hexdigest()[:12]


def _found(desk: Desk, press: Press) -> Meeting:
    """The gathering that a button means, if it hangs on the presser's board. Raises Sorry."""
    found = next((each for each in meetings(desk) if each.id == press.token and each.at), None)
    if found is None:
        raise Sorry(w("gathering-over"), _board(desk, w("gathering-over")))
    return found


def _zone_site(desk: Desk, meeting: Meeting) -> str:
    """Whose clock the hour is told by: a programme-wide one is told by the reader's own."""
    mine = desk.my_sites()
    return meeting.site or (mine[0].id if mine else next(iter(desk.programme.sites)))


def _steers(desk: Desk, site: str = "") -> bool:
    me = desk.me
    return me is not None and me.has(Role.COORDINATOR) and (not site or me.site == site)


def _steerer(desk: Desk) -> Person:
    me = desk.known()
    if not me.has(Role.COORDINATOR):
        raise Sorry(w("not-for-you"))
    return me


def _to_agenda(words: Phrase, meeting: Meeting) -> Button:
    return Button(words, "gathering-agenda", meeting.id, opens=True)


def _open(token: str = "") -> Button:
    return Button(w("open"), "gatherings", token, style=Style.PRIMARY, opens=True)
