"""The next step on a request by a tap (R74): called and nobody answered, mailed, try again on a day. It is for the
coordinators' own eyes: nobody else is told, and no hour that was promised moves. On the day they are reminded."""

from collections.abc import Sequence
from datetime import date, timedelta

from bot.core.request import Request
from bot.flows.common.access import managed_request
from bot.flows.common.desk import Desk, Sorry
from bot.flows.common.routes import RESPONSIBLE, on_due_request, on_press
from bot.flows.common.taps import read, tap
from bot.flows.coordinator import steps_taken
from bot.flows.coordinator.request_actions import dialog, note
from bot.flows.coordinator.steps_taken import Step
from bot.flows.match import digest, escalation
from bot.surface import Button, Phrase, Press, Reply, w

_DAYS = (1, 2, 3, 7)  # from today
_AGAIN = "step-again"


def choose(desk: Desk, press: Press) -> Reply:
    request = managed_request(desk, press)
    today = desk.today(request.site)
    back = Button(w("back"), "escalation-open", request.id, request.version, opens=True)
    again = (today + timedelta(days=each) for each in _DAYS)
    return Reply(
        dialog=desk.dialog(
            w("step-title"),
            w("step-words"),
            buttons=(
                _button(w("step-called"), request, Step.CALLED, today),
                _button(w("step-mailed"), request, Step.MAILED, today),
                *(_button(w("step-again", day=day), request, Step.AGAIN, day) for day in again),
                back,
            ),
        )
    )


def taken(desk: Desk, tapped: Press) -> Reply:
    press, taps = read(tapped)
    request = managed_request(desk, press)
    if press.version != request.version:
        raise Sorry(w("moved-on"), dialog(desk, request))
    step, day = tap(Step, taps, 0), _day(desk, request, taps)
    steps_taken.take(desk, request, step, day)
    desk.records.deadlines.cancel(request=request.id, kinds=(_AGAIN,))
    if step is Step.AGAIN:
        at = digest.morning_of(desk, request.site, day)
        desk.records.deadlines.book(_AGAIN, at, request=request.id, fence=request.version)
    note(desk, request, "step")
    return Reply(dialog=dialog(desk, request), notice=w("speak-noted"))


def remind(desk: Desk, request: Request) -> None:
    """A deadline: today is the day."""
    escalation.notify(desk, desk.records.requests.change(request, told=""), "escalation-why-step-again")


def _button(words: Phrase, request: Request, step: Step, day: date) -> Button:
    return Button(words, "step-taken", f"{request.id}:{step.value}:{day.isoformat()}", request.version)


def _day(desk: Desk, request: Request, taps: Sequence[str]) -> date:
    """Raises Sorry for a day that no button of ours says."""
    today = desk.today(request.site)
    try:
        day = date.fromisoformat(taps[1])
    except (IndexError, ValueError):
        raise Sorry(w("moved-on")) from None
    if not -1 <= (day - today).days <= max(_DAYS):
        raise Sorry(w("moved-on"))
    return day


ROUTES = (
    on_press("step", choose, who=RESPONSIBLE),
    on_press("step-taken", taken, who=RESPONSIBLE),
    on_due_request(_AGAIN, remind),
)
