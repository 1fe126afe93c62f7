"""The hours of an offer as they are booked, and "ask me tonight" or "tomorrow": once, and inside those hours (R33)."""

from datetime import datetime, timedelta

from bot.core.request import Offer, Request
from bot.flows.common.desk import Desk
from bot.surface import Button, w

REMIND, EXPIRE, NAMED, DECLINE = "offer-remind", "offer-expire", "named-expire", "offer-decline"

_EVENING = 19  # o'clock, at the supporter's site
_MORNING = 8
_NOT_SOONER = timedelta(hours=1)  # than this from now
_TO_ANSWER = timedelta(hours=1)  # what must be left of the offer by then


def booked(desk: Desk, offer: Offer, *kinds: str) -> datetime | None:
    """When the first deadline of these kinds is due for this offer; None where there is none."""
    return desk.records.deadlines.when(*kinds, offer=offer.id)


def ends(desk: Desk, offer: Offer) -> datetime | None:
    return booked(desk, offer, EXPIRE, NAMED)


def keeps_its_hours(desk: Desk, offer: Offer) -> bool:
    """Whether its own hours still run: until somebody said yes in principle, and on where looking is no yes."""
    return booked(desk, offer, EXPIRE) is not None


def declining(desk: Desk, offer: Offer) -> bool:
    """Whether it was declined less than two minutes ago."""
    return booked(desk, offer, DECLINE) is not None


def move(desk: Desk, request: Request, offer: Offer, moved: Offer) -> None:
    """The state of `offer` has moved, its hours have not: what is booked stays due when it was."""
    pending = desk.records.deadlines.pending(offer=offer.id)
    desk.records.deadlines.cancel(offer=offer.id)
    for due in pending:
        if due.due_at is not None and due.kind in {REMIND, EXPIRE}:
            desk.records.deadlines.book(due.kind, due.due_at, request=request.id, offer=offer.id, fence=moved.version)


def moment(desk: Desk, offer: Offer) -> datetime | None:
    """This evening, else tomorrow morning; None where it was asked before or the offer leaves no room."""
    end = booked(desk, offer, EXPIRE)
    if end is None or offer.later_used:
        return None
    return next((at for at in _moments(desk, offer) if at + _TO_ANSWER <= end), None)


def button(desk: Desk, offer: Offer) -> tuple[Button, ...]:
    at = moment(desk, offer)
    if at is None:
        return ()
    tonight = desk.local(_site(desk, offer), at).hour >= _EVENING
    words = w("ask-me-tonight") if tonight else w("ask-me-tomorrow")
    return (Button(words, "offer-later", offer.id, offer.version),)


def _moments(desk: Desk, offer: Offer) -> list[datetime]:
    """Where the card has to wait for the quiet hours to end, it is read after them."""
    site = _site(desk, offer)
    start = desk.local(site, desk.waking(site))
    evening = start.replace(hour=_EVENING, minute=0, second=0, microsecond=0)
    morning = (evening + timedelta(days=1)).replace(hour=_MORNING)
    found = [desk.waking(site, at) for at in (evening, morning)]
    return [at.astimezone(desk.now.tzinfo) for at in found if at >= start + _NOT_SOONER]


def _site(desk: Desk, offer: Offer) -> str:
    return desk.records.people.get(offer.supporter).site
