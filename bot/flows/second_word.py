"""After a denial, the supporter's "we are done" closes nothing at once (rule 16): whoever said that nobody had reached
them is asked about the new claim first, and has as long again to contradict it."""

from bot.core.request import Contact, Offer, Outcome, Request, RequestState
from bot.flows.both_sides import ASK_HOURS
from bot.flows.cards import offer_slot
from bot.flows.closing import close
from bot.flows.desk import Desk
from bot.flows.rounds import opens
from bot.records import Due
from bot.surface import w

HOURS = 2 * ASK_HOURS  # from the claim: until they are asked, and until their silence counts
_KINDS = {Outcome.COMPLETED: "done-said", Outcome.HANDED_ON: "pointed-said"}
ENDINGS = {kind: outcome for outcome, kind in _KINDS.items()}


def is_theirs(desk: Desk, request: Request) -> bool:
    """Whether the physician denied contact once, and could still deny what is said now."""
    if request.denied_at is None or request.said_at is None or request.contact is not Contact.SAID:
        return False
    return desk.now < desk.waking(request.site, desk.hours(HOURS, request.said_at))


def put_off(desk: Desk, request: Request, offer: Offer, ending: Outcome) -> None:
    """Nothing more is asked of the supporter. A denial moves the request, and then this ends nothing."""
    desk.records.deadlines.cancel(request=request.id, kinds=("track-ask", *ENDINGS))
    at = desk.waking(request.site, desk.hours(HOURS, request.said_at))
    desk.records.deadlines.book(_KINDS[ending], at, request=request.id, fence=request.version)
    desk.say(offer.supporter, offer_slot(offer), desk.card(w("done-waits", by=at), buttons=(opens(offer),)))


def over(desk: Desk, due: Due) -> None:
    """They said yes, or nothing."""
    request = desk.records.requests.get(due.request)
    if request is not None and request.version == due.fence and request.state is RequestState.CONNECTED:
        close(desk, request, ENDINGS[due.kind])
