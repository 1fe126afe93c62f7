"""A word a month for those who joined it (R10, R70): that asking is normal, and how to ask.

It comes as a direct message and never into a channel. That somebody joined is one row in the deadline book, which holds
the next moment and nothing else; nobody can list it in the chat, and it is gone with a tap or with their account.
"""

from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from bot.core.people import Person
from bot.flows.closing import MONTHLY, let_go
from bot.flows.desk import Desk, Sorry
from bot.flows.hello import ASK, PHONE, contact, posted_route
from bot.programme import Site
from bot.records import Due
from bot.surface import Button, Card, Press, Reply, Style, w

SLOT = "monthly"
TEXTS = ("day", "small", "each")  # one after the other, month by month
_HOUR = time(10)  # on the site's own clock
_BY_DAY = (time(8), time(20))  # also where a site keeps no quiet hours
_TUESDAY = 1
_CLOSE = Button(w("close"), "dismiss")


def about(desk: Desk, _press: Press) -> Reply:
    """What it is, and the one button that fits. Only the presser sees which."""
    joined = desk.me is not None and is_joined(desk, desk.me.id)
    button = Button(w("monthly-leave"), "monthly-leave") if joined else _JOIN
    words = w("monthly-joined") if joined else w("monthly-words")
    return Reply(dialog=desk.dialog(w("monthly-title"), words, w("monthly-kept"), buttons=(button, _CLOSE)))


def join(desk: Desk, press: Press) -> Reply:
    """From now on. Somebody on no roster is known from here by their account alone, until they leave it."""
    me = desk.me or _newcomer(desk)
    desk.records.people.lock(me.id)  # two taps at once join once
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
    person = desk.records.people.get(due.person)
    if not desk.records.people.accounts(person.id):
        let_go(desk, person.id)
        return
    local = desk.local(person.site)
    if not _BY_DAY[0] <= local.time() < _BY_DAY[1]:  # nobody swept by day: in the morning, then
        day = local.date() + timedelta(days=local.time() >= _BY_DAY[1])
        desk.records.deadlines.book(MONTHLY, datetime.combine(day, _HOUR, local.tzinfo), person=person.id)
        return
    desk.say(person.id, SLOT, _card(desk, desk.site(person.site)), notify=True, wait=True)
    _book(desk, person)


def stop(desk: Desk, person_id: str) -> None:
    """No word any more, and of somebody on no roster nothing else either, unless they wait for something."""
    desk.records.deadlines.cancel(person=person_id, kinds=(MONTHLY,))
    let_go(desk, person_id)


def is_joined(desk: Desk, person_id: str) -> bool:
    return any(each.kind == MONTHLY for each in desk.records.deadlines.pending(person=person_id))


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
    named = contact(site)
    return desk.card(
        w(f"monthly-{text}"),
        posted_route(site),
        *((named,) if named else ()),
        buttons=(ASK, PHONE, Button(w("monthly-stop"), "monthly", opens=True)),
    )


def _newcomer(desk: Desk) -> Person:
    sites = desk.my_sites()
    if desk.account is None or not sites:
        raise Sorry(w("not-for-you"))
    return desk.records.people.add(Person(id="", site=sites[0].id, language=desk.language), desk.account)


_JOIN = Button(w("monthly-join"), "monthly-join", style=Style.PRIMARY)
