"""Contact has happened when both said so, or one did and the other, asked, did not deny it (rule 16).

A denial blames nobody: the match is before contact again, its marks run anew, and the supporter is asked to try once
more, in the words of every reminder and at a minute that tells nothing. Who stays silent agrees; who said "not yet" and
is never reached ends as "contact denied", and not before a coordinator was told twice.
"""

from dataclasses import replace
from datetime import timedelta
from typing import Any

from bot.core.request import Contact, Escalation, Offer, Outcome, Request, RequestState
from bot.flows.common.cards import offer_slot
from bot.flows.common.desk import Desk
from bot.flows.common.routes import on_deadline, on_due_match
from bot.flows.match import escalation, long_wait
from bot.flows.match.both_sides import booked
from bot.flows.match.closing import close
from bot.flows.match.first_contact import book_marks, match_card, overdue
from bot.flows.match.rounds import ROUND
from bot.flows.match.second_word import ENDINGS
from bot.ports.records import Due
from bot.surface import w

OPEN_HOURS = 24  # without a new try, until the coordinator hears it
_AGAIN_MINUTES = (5, 30)  # from the denial to the reminder
_MARKS = ("connect-mark", "connect-over")  # each tells a coordinator
# What was booked while they were in touch. What is in a coordinator's hands goes on.
_IN_TOUCH = (*ROUND, *ENDINGS, "unreached", "contact-ask")


# --- not yet ---------------------------------------------------------------------------------------------------------


def deny(desk: Desk, request: Request) -> Request:
    """ "Not yet", of a match that is said to be in touch. The second time a coordinator hears it at once.

    Contact that the physician had agreed to stays what it was: what is missing then is the next talk. Where the
    supporter takes back their own word, there is nothing to deny.
    """
    if request.contact is Contact.NONE:
        return put_back(desk, request)
    agreed = request.connected_at if request.contact is Contact.AGREED else None
    request = put_back(
        desk,
        request,
        contact=Contact.DENIED,
        denials=request.denials + 1,
        denied_at=desk.now,
        connected_at=agreed,
    )
    silent = desk.now + timedelta(days=request.terms.close_silent_days)
    desk.records.deadlines.book("contact-denied", silent, request=request.id, fence=request.version)
    return request


def put_back(desk: Desk, request: Request, *, remind: bool = True, **changes: Any) -> Request:
    """Before contact again, without blame. One that is in somebody's hands is told there at once, and so is a second
    denial, whosever hands it is in."""
    held = request.escalation is not Escalation.NOBODY
    back: dict[str, Any] = {"contact": Contact.NONE, "connected_at": None}
    request = desk.records.requests.move(
        request,
        RequestState.MATCHED,
        escalation=Escalation.NOBODY,
        marks_since=desk.now,
        said_at=None,
        agreed_on=None,
        contact_wrong=False,
        longer_used=0,
        messages_left=0,
        **(back | changes),
    )
    desk.records.deadlines.cancel(request=request.id, kinds=(*_IN_TOUCH, "escalation"))
    book_marks(desk, request)
    long_wait.watch(desk, request)
    if remind:
        remind_soon(desk, request)
    second = request.contact is Contact.DENIED and request.denials > 1
    if held or second:
        why = "escalation-why-contact-again" if second else "escalation-why-contact-back"
        return escalation.escalate(desk, request, why, physician=False)
    _book_open(desk, request)
    return request


def first_try(desk: Desk, request: Request) -> bool:
    """A new try: nobody needs a reminder, and the coordinator need not hear that there was none. Whether it is the
    first since the physician said that nobody had reached them."""
    first = booked(desk, request, "contact-open")
    desk.records.deadlines.cancel(request=request.id, kinds=("contact-open", "contact-again"))
    return first


# --- what follows ----------------------------------------------------------------------------------------------------


def ask_again(desk: Desk, request: Request) -> bool:
    """ "Not yet" where nobody claims contact: the supporter is reminded, at most once a day or when they had said that
    they could not reach anybody, and a coordinator hears it after a day without a try. Whether they are reminded."""
    reminds = request.contact_wrong or not booked(desk, request, "contact-rest")
    details = desk.records.requests.details(request)
    desk.records.requests.set_details(request, replace(details, not_yet=True))
    # Whatever was tried before was before this word.
    request = desk.records.requests.change(request, contact_wrong=False, messages_left=0)
    if reminds:
        remind_soon(desk, request)
    late = request.contact is Contact.DENIED or overdue(desk, request)
    if late and request.escalation is Escalation.NOBODY and not booked(desk, request, "contact-open"):
        _book_open(desk, request)
    return reminds


def remind_soon(desk: Desk, request: Request) -> None:
    """At another minute than the physician's, so that nobody feels pressed for pressing."""
    low, high = _AGAIN_MINUTES
    at = desk.some_minute(high - low) + timedelta(minutes=low)
    desk.records.deadlines.cancel(request=request.id, kinds=("contact-again", "contact-rest"))
    desk.records.deadlines.book("contact-again", at, request=request.id, fence=request.version)
    desk.records.deadlines.book("contact-rest", desk.hours(OPEN_HOURS), request=request.id, fence=request.version)


def rested(_desk: Desk, _due: Due) -> None:
    """Nothing happens: while it was booked the supporter was not reminded again."""


def remind(desk: Desk, request: Request, offer: Offer) -> None:
    """In the quiet hours the card tells the truth already, and calls nobody before they end."""
    waking = desk.waking(desk.records.people.get(offer.supporter).site)
    card = match_card(desk, request, offer, w("still-hoping"))
    desk.say(offer.supporter, offer_slot(offer), card, notify=waking == desk.now)
    if waking > desk.now:
        desk.records.deadlines.book("contact-again", waking, request=request.id, fence=request.version)


def still_open(desk: Desk, request: Request, _offer: Offer) -> None:
    """A day without a new try. Past the 72 hours a coordinator may have heard meanwhile that they are over: once is
    enough."""
    if request.escalation is Escalation.NOBODY or not overdue(desk, request):
        escalation.escalate(desk, request, "escalation-why-contact-open", physician=False)


def over(desk: Desk, request: Request, _offer: Offer) -> None:
    """Not a word from the physician for so long, and nobody got through to them."""
    if request.contact is not Contact.DENIED:
        return
    end = max(request.heard_at or desk.now, request.denied_at or desk.now)
    end += timedelta(days=request.terms.close_silent_days)
    pending = desk.records.deadlines.pending(request=request.id)
    marks_at = [each.due_at for each in pending if each.kind in _MARKS and each.due_at]
    later = max([end, *(at + timedelta(hours=1) for at in marks_at)])
    if request.escalation is Escalation.PROMISED:
        later = max(later, desk.hours(OPEN_HOURS))
    if desk.now < later:
        desk.records.deadlines.book("contact-denied", later, request=request.id, fence=request.version)
        return
    close(desk, request, Outcome.HANDED_ON if request.escalation is Escalation.CONTACTED else Outcome.CONTACT_DENIED)


# --- inside ----------------------------------------------------------------------------------------------------------


def _book_open(desk: Desk, request: Request) -> None:
    desk.records.deadlines.book("contact-open", desk.hours(OPEN_HOURS), request=request.id, fence=request.version)


ROUTES = (
    on_deadline("contact-rest", rested),
    on_due_match("contact-again", remind),
    on_due_match("contact-open", still_open),
    on_due_match("contact-denied", over),
)
