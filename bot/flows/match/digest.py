"""What waits for a coordinator, once a morning, instead of each request being told again and again.

What cannot wait for a morning (a match in question, a supporter who left, the 72 hours, a promised call) has a post of
its own each time, and is never counted here.
"""

from datetime import UTC, date, datetime, time, timedelta

from bot.core.people import Person
from bot.core.request import Request, RequestState
from bot.flows.common.access import concerned
from bot.flows.common.cards import end_card, open_button
from bot.flows.common.desk import Desk
from bot.flows.common.routes import on_deadline
from bot.ports.records import Due
from bot.surface import w

SLOT = "digest"
KIND = "digest"
MORNING = time(8)  # where a site has no quiet hours


def book(desk: Desk, person: Person) -> None:
    """They have been told something: their next morning says what of it still waits. One at a time for each of them,
    the earliest: whoever is here sooner than they had said hears it sooner."""
    at = _next_morning(desk, person)
    booked = desk.records.deadlines.when(KIND, person=person.id)
    if booked is not None and booked <= at:
        return
    desk.records.deadlines.cancel(person=person.id, kinds=(KIND,))
    desk.records.deadlines.book(KIND, at, person=person.id)


def morning(desk: Desk, due: Due) -> None:
    """A deadline: said only while something waits that they have not acted on, and booked again only then."""
    person = desk.records.people.get(due.person)
    if person.is_off_post(desk.today(person.site)):
        if not person.standing.post_away:  # a day on which they are here again is known
            book(desk, person)
        return
    count = len(_waiting(desk, person))
    if count:
        card = desk.card(w("digest-waiting", count=count), buttons=(open_button("queue"),))
        desk.say(person.id, SLOT, card, notify=True, wait=True)
        book(desk, person)
    else:
        rest(desk, person)
        desk.records.deadlines.scrub()  # this row said that something waited until it closed


def rest(desk: Desk, person: Person) -> None:
    """A card that speaks of what waits says that nothing does."""
    end_card(desk, person.id, SLOT, w("digest-nothing"))


def has_its_own_post(request: Request) -> bool:
    """A search waits for a morning; what is asked about a match does not."""
    return request.state is not RequestState.SEEKING


def _waiting(desk: Desk, person: Person) -> list[Request]:
    """What they were told and nobody has acted on. Of what they may not see nothing is counted (rule 11)."""
    in_hand = (each for each in desk.records.requests.open_ones() if each.told and not has_its_own_post(each))
    return [each for each in in_hand if any(person.id == hand.id for hand in concerned(desk, each))]


def _next_morning(desk: Desk, person: Person) -> datetime:
    """The first one after what is said now has arrived; for whoever is away until a day, the one after it."""
    local = desk.local(person.site, desk.waking(person.site))
    until = person.standing.post_away_until
    if until is not None and until > local.date():
        local = local.replace(year=until.year, month=until.month, day=until.day, hour=23, minute=59)
    found = _morning(desk, person.site, local)
    return (found if found > local else found + timedelta(days=1)).astimezone(UTC)


def morning_of(desk: Desk, site_id: str, day: date) -> datetime:
    """When that day begins for the site's coordinators."""
    local = desk.local(site_id).replace(year=day.year, month=day.month, day=day.day)
    return _morning(desk, site_id, local).astimezone(UTC)


def _morning(desk: Desk, site_id: str, local: datetime) -> datetime:
    quiet = desk.policy(site_id).quiet_hours
    ends = quiet.end if quiet else MORNING
    return local.replace(hour=ends.hour, minute=ends.minute, second=0, microsecond=0)


ROUTES = (on_deadline(KIND, morning),)
