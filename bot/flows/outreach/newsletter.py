"""A word a month for those who joined it (R10, R70): that asking is normal, and how to ask.

It comes as a direct message and never into a channel. That somebody joined is one row in the deadline book, with their
id and the next moment, and beside it the newest card and where it was posted, both sealed. Of somebody on no roster
there is their account too, its language, and the site whose clock counts. Nobody can list it in the chat, and all of
it is gone with a tap, or with their account.
"""

from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from bot.core.people import Kind, Person
from bot.flows.common.cards import end_card
from bot.flows.common.desk import Desk
from bot.flows.common.routes import EVERYBODY, on_deadline, on_press
from bot.flows.match.closing import MONTHLY, let_go
from bot.flows.welcome.eligibility import held, may_ask
from bot.flows.welcome.hello import ASK, PHONE, posted_route
from bot.flows.welcome.on_the_card import contact, named
from bot.ports.records import Due
from bot.programme import Site
from bot.surface import CLOSE, Button, Card, Press, Reply, Style, w

SLOT = "monthly"
TEXTS = ("day", "small", "each")  # one after the other, month by month
_HOUR = time(10)  # on the site's own clock
_BY_DAY = (time(8), time(20))  # also where a site keeps no quiet hours
_TUESDAY = 1


def about(desk: Desk, _press: Press) -> Reply:
    """What it is, and the one button that fits. Only the presser sees which."""
    joined = desk.me is not None and is_joined(desk, desk.me.id)
    if not joined:
        _may_join(desk)
    button = Button(w("monthly-leave"), "monthly-leave") if joined else _JOIN
    words = w("monthly-joined") if joined else w("monthly-words")
    return Reply(dialog=desk.dialog(w("monthly-title"), words, w("monthly-kept"), buttons=(button, CLOSE)))


def join(desk: Desk, press: Press) -> Reply:
    """From now on. Somebody on no roster is known from here by their account alone, until they leave it."""
    me = held(
        desk, Person(id="", site=_may_join(desk), kind=Kind.GUEST, language=desk.language)
    )  # two taps at once join once
    if not is_joined(desk, me.id):
        _book(desk, me)
    desk.me = me
    return about(desk, press)


def leave(desk: Desk, press: Press) -> Reply:
    if desk.me is not None:
        stop(desk, desk.me.id)
    return about(desk, press)


def word_of_the_month(desk: Desk, due: Due) -> None:
    """Once, however long nobody swept, and never at night. Whoever is gone gets no other."""
    person = desk.find(due.person)
    if person is None:
        return
    if not desk.records.people.accounts(person.id):
        stop(desk, person.id)
        return
    local = desk.local(person.site)
    if not _BY_DAY[0] <= local.time() < _BY_DAY[1]:  # nobody swept by day: in the morning, then
        day = local.date() + timedelta(days=local.time() >= _BY_DAY[1])
        desk.records.deadlines.book(MONTHLY, datetime.combine(day, _HOUR, local.tzinfo), person=person.id)
        return
    desk.say(person.id, SLOT, _card(desk, desk.site(person.site)), notify=True, wait=True)
    _book(desk, person)


def stop(desk: Desk, person_id: str) -> None:
    """No word any more, and no trace that there was one: the last card turns neutral, and is forgotten once it did.
    Of somebody on no roster nothing else stays either, unless they wait for something."""
    if is_joined(desk, person_id):
        desk.records.deadlines.cancel(person=person_id, kinds=(MONTHLY,))
        desk.records.deadlines.scrub()
    end_card(desk, person_id, SLOT, w("all-quiet"))
    let_go(desk, person_id)


def is_joined(desk: Desk, person_id: str) -> bool:
    return desk.records.deadlines.when(MONTHLY, person=person_id) is not None


def next_moment(now: datetime, zone: ZoneInfo) -> datetime:
    """Ten o'clock on the first Tuesday of a month, the next one after `now`."""
    local = now.astimezone(zone)
    for month in range(2):
        year, number = divmod(local.year * 12 + local.month - 1 + month, 12)
        first = datetime(year, number + 1, 1, tzinfo=zone)
        tuesday = first + timedelta(days=(_TUESDAY - first.weekday()) % 7)
        found = datetime.combine(tuesday, _HOUR, zone)
        if found > local:
            break
    return found.astimezone(now.tzinfo)


def _book(desk: Desk, person: Person) -> None:
    at = next_moment(desk.now, ZoneInfo(desk.site(person.site).timezone))
    desk.records.deadlines.book(MONTHLY, desk.waking(person.site, at), person=person.id)


def _card(desk: Desk, site: Site) -> Card:
    local = desk.local(site.id)
    text = TEXTS[(local.year * 12 + local.month) % len(TEXTS)]
    whom = contact(*named(desk, site))
    return desk.card(
        w(f"monthly-{text}"),
        posted_route(site),
        *((whom,) if whom else ()),
        buttons=(ASK, PHONE, Button(w("monthly-stop"), "monthly", opens=True)),
    )


def _may_join(desk: Desk) -> str:
    """The site whose clock counts. Somebody on no roster may join where they may ask, and hears else where the right
    place is: a word on how to ask is none for whoever would be refused. Raises Sorry."""
    if desk.me is not None and desk.me.listed:
        return desk.me.site
    return may_ask(desk)[0].id


_JOIN = Button(w("monthly-join"), "monthly-join", style=Style.PRIMARY)


ROUTES = (
    on_press("monthly", about, who=EVERYBODY),
    on_press("monthly-join", join, who=EVERYBODY),
    on_press("monthly-leave", leave, who=EVERYBODY),
    on_deadline("monthly", word_of_the_month),
)
