"""From asking to first contact, whatever is between (targets: none over five days without a human).

Every search and every match has clocks of its own, and a rematch begins them anew. Short ones, one after the other,
could pass five days with nobody told; this clock runs from the day of asking and no rematch moves it.
"""

from datetime import datetime, timedelta

from bot.core.request import Escalation, Request, RequestState
from bot.flows.common.desk import Desk
from bot.flows.common.routes import on_deadline
from bot.flows.match import escalation, silence
from bot.ports.records import Due

LOOK_AFTER = timedelta(hours=96)  # a coordinator and their deputy have the fifth day
NEXT_LOOK = timedelta(hours=24)  # where a search or match begins when that is over


def watch(desk: Desk, request: Request) -> None:
    """Whenever a search or a match begins, since both cancel what was booked before them."""
    silence.watch(desk, request)
    desk.records.deadlines.cancel(request=request.id, kinds=("long-wait",))
    at = request.opened_at + LOOK_AFTER
    _book(desk, request, at if at > desk.now else desk.now + NEXT_LOOK)


def over(desk: Desk, due: Due) -> None:
    """It needs no fence: it means the request, however often it has begun anew."""
    request = desk.records.requests.get(due.request)
    if request is None or request.escalation is not Escalation.NOBODY:
        return
    if request.state is RequestState.SEEKING:
        escalation.escalate(desk, request, "escalation-why-days")
    elif request.state is RequestState.MATCHED:
        # The supporter has their hours, and the physician was told which: nothing of that is taken back.
        escalation.notify(desk, request, "escalation-why-days")
        _book(desk, request, desk.now + NEXT_LOOK)


def _book(desk: Desk, request: Request, at: datetime) -> None:
    desk.records.deadlines.book("long-wait", at, request=request.id)


ROUTES = (on_deadline("long-wait", over),)
