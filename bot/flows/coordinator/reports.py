"""What the programme can show without anybody's name (R48, R64, R65): the report, and the quarter's card."""

from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

from bot.core.matches import this_year
from bot.core.people import Person, Role
from bot.core.report import Quarter, load_band, newest_closed
from bot.flows.common.cards import open_button, posts
from bot.flows.common.desk import Desk
from bot.flows.common.routes import EVERYBODY, REPORT_READER, on_command, on_deadline, on_press
from bot.flows.match import capacity
from bot.ports.records import Due
from bot.programme import Site
from bot.reporting.card import quarter_words, screens
from bot.reporting.chart import chart, tells
from bot.reporting.reading import ALL_SITES, Report, read_report
from bot.surface import CLOSE, Block, Button, Card, Phrase, Press, Reply, w

QUARTERS = 4
_SLOT = "report"  # the newest quarter's card of each reader, with its picture
_HERE = "here"  # what [Open] carries on it
_READERS = (Role.COORDINATOR, Role.LEAD)


def report(desk: Desk, press: Press) -> Reply:
    """Of the reader's own site; the provincial coordinator sees all of them together. Small counts stay hidden.

    The table comes at once, in the dialog. Its picture follows into the chat, where there is something to see and it
    does not be above already: it takes a while to draw, and a dialog has no room for what comes later.
    """
    found = of_reader(desk, desk.presser)
    words: tuple[Phrase, ...] = ()
    if tells(chart(found)) and press.token != _HERE:
        desk.say(desk.known().id, _SLOT, _pictured(desk, found), notify=True)
        words = (w("report-picture-follows"),)
    first, *others = screens(found)
    more = (Button(w("report-more"), "report-more", opens=True),) if others else ()
    return Reply(dialog=desk.dialog(w("figures-title"), *first, *words, buttons=(*more, CLOSE)))


def more(desk: Desk, _press: Press) -> Reply:
    """The measures that the first screen has no room for. Nothing is posted from here."""
    *_, last = screens(of_reader(desk, desk.presser))
    back = Button(w("back"), "report", _HERE, opens=True)
    return Reply(dialog=desk.dialog(w("figures-title"), *last, buttons=(back, CLOSE)))


def quarter_over(desk: Desk, _due: Due) -> None:
    """Once a quarter: the load of each supporter is counted, coordinators and leads get a card, the next is booked.
    Where the load asks for more supporters, coordinators are told so by a card of its own."""
    for site in desk.programme.sites.values():
        quarter = newest_closed(desk.today(site.id))
        _count_load(desk, site, quarter)
        readers = {each.id: each for role in _READERS for each in desk.records.people.with_role(role, site.id)}
        for person in readers.values():
            desk.say(person.id, _SLOT, _pictured(desk, of_reader(desk, person)), notify=True, wait=True)
        capacity.tell(desk, site.id)
    desk.records.deadlines.book("quarter", next_quarter(desk))


def next_quarter(desk: Desk) -> datetime:
    """When the running quarter can be told: noon of the second day of the next one, where that comes last."""
    moments = []
    for site in desk.programme.sites.values():
        following = newest_closed(desk.today(site.id)).plus(2)
        first = datetime(following.year, following.number * 3 - 2, 2, tzinfo=ZoneInfo(site.timezone))
        moments.append(datetime.combine(first, time(12), first.tzinfo).astimezone(UTC))
    return max(moments, default=desk.now + timedelta(days=90))


def _count_load(desk: Desk, site: Site, quarter: Quarter) -> None:
    """Matches of the last twelve months, as a band, one row a supporter and no name (R35)."""
    for person in desk.with_role(Role.SUPPORTER, site.id):
        matches = this_year(person.standing, desk.today(site.id))
        month = f"{quarter.year}-{quarter.number * 3:02}"
        desk.records.ledger.tally(kind="load", site=site.id, month=month, outcome=load_band(matches))


def of_reader(desk: Desk, person: Person) -> Report:
    """The last quarters, as this person may read them."""
    about = ALL_SITES if person.has(Role.PROVINCIAL) else person.site
    return read_report(desk.records.tallies, desk.programme, about, None, QUARTERS, desk.now)


def _pictured(desk: Desk, found: Report) -> Card:
    """The quarter's card; it needs no picture as long as nothing may be told."""
    shown = chart(found)
    picture: tuple[Block, ...] = (shown,) if tells(shown) else ()
    return desk.card(quarter_words(found.last), *picture, buttons=(open_button("report", _HERE),))


ROUTES = (
    on_command("report", posts(w("figures-card"), opens="report"), who=EVERYBODY),
    # A file is made where Peerline runs, never in a chat, which the employer keeps: the same figures are shown.
    on_command("export", posts(w("export-card"), opens="report"), who=EVERYBODY),
    on_press("report", report, who=REPORT_READER),
    on_press("report-more", more, who=REPORT_READER),
    on_deadline("quarter", quarter_over),
)
