"""One side's word is not the other's fact (rule 16): a day after the supporter's "we're in touch" the physician is
asked, once per claim. Who stays silent agrees, and that is reported apart."""

from bot.core.request import Contact, Request
from bot.flows.common.cards import tell_physician
from bot.flows.common.desk import Desk
from bot.flows.common.routes import on_due_request

ASK_HOURS = 24


def ask_later(desk: Desk, request: Request) -> None:
    """A day after the supporter's word, and never at night."""
    desk.records.deadlines.cancel(request=request.id, kinds=("contact-ask",))
    at = desk.waking(request.site, desk.hours(ASK_HOURS))
    desk.records.deadlines.book("contact-ask", at, request=request.id, fence=request.version)


def ask(desk: Desk, request: Request) -> None:
    if request.contact is Contact.SAID:
        tell_physician(desk, request)


def asked(desk: Desk, request: Request) -> bool:
    """Whether the question waits for an answer."""
    return request.contact is Contact.SAID and not booked(desk, request, "contact-ask")


def agree(desk: Desk, request: Request) -> Request:
    """The physician says so too, of a match that is in touch."""
    desk.records.deadlines.cancel(request=request.id, kinds=("contact-ask",))
    since = request.connected_at or desk.now
    return desk.records.requests.change(request, contact=Contact.AGREED, connected_at=since, contact_wrong=False)


def booked(desk: Desk, request: Request, kind: str) -> bool:
    return desk.records.deadlines.when(kind, request=request.id) is not None


ROUTES = (on_due_request("contact-ask", ask),)
