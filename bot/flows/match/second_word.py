"""The supporter's "we are done" closes nothing while first contact is their word alone (rule 16): the physician is
asked about the claim first, and has as long again to contradict it. Their yes closes it at once, their silence in the
end."""

from functools import partial

from bot.core.request import Contact, Offer, Outcome, Request, RequestState
from bot.flows.common.cards import offer_slot
from bot.flows.common.desk import Desk
from bot.flows.common.routes import on_due_request
from bot.flows.match import escalation
from bot.flows.match.both_sides import ASK_HOURS
from bot.flows.match.closing import close
from bot.flows.match.rounds import ROUND, opens_details
from bot.surface import w

HOURS = 2 * ASK_HOURS  # from the claim: until they are asked, and until their silence counts
_KINDS = {Outcome.COMPLETED: "done-said", Outcome.HANDED_ON: "pointed-said"}
ENDINGS = {kind: outcome for outcome, kind in _KINDS.items()}


def is_theirs(desk: Desk, request: Request) -> bool:
    """Whether the physician could still deny what the supporter said of first contact."""
    if request.said_at is None or request.contact is not Contact.SAID:
        return False
    return desk.now < desk.waking(request.site, desk.hours(HOURS, request.said_at))


def put_off(desk: Desk, request: Request, offer: Offer, ending: Outcome) -> None:
    """Nothing more is asked of the supporter: their round is over, and what is pressed of it again saves nothing. A
    denial moves the request, and then this ends nothing."""
    desk.records.deadlines.cancel(request=request.id, kinds=(*ROUND, *ENDINGS))
    at = desk.waking(request.site, desk.hours(HOURS, request.said_at))
    desk.records.deadlines.book(_KINDS[ending], at, request=request.id, fence=request.version)
    desk.say(offer.supporter, offer_slot(offer), desk.card(w("done-waits", by=at), buttons=(opens_details(offer),)))


def waiting(desk: Desk, request: Request) -> Outcome | None:
    """How it ends unless the physician denies it; None as long as the supporter has not said that it is over."""
    pending = desk.records.deadlines.pending(request=request.id)
    return next((ENDINGS[due.kind] for due in pending if due.kind in ENDINGS and due.fence == request.version), None)


def over(desk: Desk, request: Request, *, outcome: Outcome) -> None:
    """They said yes, or nothing. Nothing is no answer while a coordinator has promised to ask them."""
    if not escalation.keeps_promise(request):
        close(desk, request, outcome)
        return
    at = desk.hours(1, desk.due(request, "escalation"))
    desk.records.deadlines.book(_KINDS[outcome], at, request=request.id, fence=request.version)


ROUTES = (
    *(
        on_due_request(kind, partial(over, outcome=outcome), RequestState.CONNECTED)
        for kind, outcome in ENDINGS.items()
    ),
)
