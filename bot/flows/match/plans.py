"""Until when the two have agreed to talk. It says when the tracker is asked, and nothing else: no hour, no place."""

from datetime import datetime, timedelta
from enum import StrEnum

from bot.core.request import Offer, Request
from bot.flows.common.desk import Desk
from bot.flows.common.taps import about
from bot.surface import CLOSE, Button, Dialog, Paragraph, Phrase, w

_WEEKS = ("this-week", "next-week", "two-weeks", "three-weeks", "month")  # by how many weeks away it is
WHEN = ("today", "later", *_WEEKS)


class Day(StrEnum):
    """What can be tapped, with the days from today to the last day that it can mean; a week ends on Sunday."""

    TODAY = "today"
    THIS_WEEK = "this-week"
    NEXT_WEEK = "next-week"
    LATER = "later"
    TWO_WEEKS = "two-weeks"
    MONTH = "month"


FIRST = (Day.TODAY, Day.THIS_WEEK, Day.NEXT_WEEK, Day.LATER)
AGAIN = (Day.THIS_WEEK, Day.TWO_WEEKS, Day.MONTH)
_DAYS = {Day.TODAY: 0, Day.LATER: 28, Day.TWO_WEEKS: 14, Day.MONTH: 30}


def until(desk: Desk, request: Request, day: Day) -> datetime:
    """The end of the last day that it can mean, where the site is. UTC."""
    local = desk.local(request.site)
    week = 6 - local.weekday()
    days = {Day.THIS_WEEK: week, Day.NEXT_WEEK: week + 7}.get(day)
    ends = local + timedelta(days=_DAYS[day] if days is None else days)
    return ends.replace(hour=23, minute=59, second=0, microsecond=0).astimezone(desk.now.tzinfo)


def ahead(desk: Desk, request: Request) -> bool:
    """Whether a day is agreed on that is not over yet."""
    return request.agreed_on is not None and request.agreed_on > desk.now


def over(desk: Desk, request: Request) -> bool:
    """Whether the day that was agreed on is over, and nobody has said what came of it."""
    return request.agreed_on is not None and request.agreed_on <= desk.now


def words(desk: Desk, request: Request) -> Phrase:
    """What the physician reads of a day that is ahead."""
    day = when(desk, request)
    return w("talking-again", when=day) if request.conversations else w("talking", when=day)


def when(desk: Desk, request: Request) -> Phrase:
    """What was tapped, as it reads on this day: what was "next week" is "this week" on Monday. Of "later" no day is
    known, and none is made up."""
    assert request.agreed_on is not None  # noqa: S101 - asked after `ahead`
    if request.agreed_as in {Day.TODAY, Day.LATER}:
        return w(f"when-{request.agreed_as}")
    today, last = desk.today(request.site), desk.local(request.site, request.agreed_on).date()
    weeks = (last - timedelta(days=last.weekday()) - (today - timedelta(days=today.weekday()))) // timedelta(weeks=1)
    return w(f"when-{_WEEKS[min(weeks, len(_WEEKS) - 1)]}")


# --- asked, after what was pressed is kept ---------------------------------------------------------------------------


def first_dialog(desk: Desk, offer: Offer) -> Dialog:
    """After "we're in touch", which counts already: how far are you?"""
    return desk.dialog(
        w("in-touch-title"),
        Paragraph(w("in-touch-noted"), strong=True),
        w("in-touch-ask"),
        buttons=(
            Button(w("we-have-talked"), "tracker", offer.id, offer.version),
            *(_button(w(f"talk-{day.value}"), offer, day) for day in FIRST),
            CLOSE,
        ),
    )


def again_dialog(desk: Desk, offer: Offer) -> Dialog:
    """After "another conversation", which is saved already: when?"""
    return desk.dialog(
        w("tracker-title"),
        Paragraph(w("again-ask"), strong=True),
        w("again-words"),
        buttons=(
            *(_button(w(f"again-{day.value}"), offer, day) for day in AGAIN),
            Button(w("again-open"), "agreed", offer.id, offer.version),
        ),
    )


def when_dialog(desk: Desk, request: Request, offer: Offer) -> Dialog:
    """Asked for by themselves: the next talk, or the first."""
    if request.conversations:
        days = [_button(w(f"again-{day.value}"), offer, day) for day in AGAIN]
    else:
        days = [_button(w(f"talk-{day.value}"), offer, day) for day in FIRST]
    return desk.dialog(
        w("talk-when"),
        w("again-words"),
        buttons=(
            *days,
            Button(w("again-open"), "agreed", offer.id, offer.version),
            CLOSE,
        ),
    )


def _button(words: Phrase, offer: Offer, day: Day) -> Button:
    return Button(words, "agreed", about(offer.id, day), offer.version)
