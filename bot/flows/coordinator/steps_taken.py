"""What a coordinator did last for a request, or will do: called, mailed, try again on a day (R74). It stands until the
request moves on, sealed with it, and any coordinator who sees the request sees it."""

from dataclasses import replace
from datetime import date
from enum import StrEnum

from bot.core.request import Request
from bot.flows.common.desk import Desk
from bot.surface import Phrase, w


class Step(StrEnum):
    CALLED = "called"
    MAILED = "mailed"
    AGAIN = "again"


def take(desk: Desk, request: Request, step: Step, day: date) -> None:
    details = desk.records.requests.details(request)
    written = f"{step.value} {day.isoformat()} {request.version}"
    desk.records.requests.set_details(request, replace(details, step=written))


def noted(desk: Desk, request: Request) -> tuple[Phrase, ...]:
    """One sentence, or none."""
    step, _, rest = desk.records.requests.details(request).step.partition(" ")
    day, _, version = rest.partition(" ")
    return (w(f"step-taken-{step}", day=date.fromisoformat(day)),) if version == str(request.version) else ()


def beside(desk: Desk, request: Request, usual: Phrase) -> Phrase:
    """The next step with what was done last before it, or when it is tried again in its place."""
    for step in noted(desk, request):
        again = desk.records.requests.details(request).step.startswith(Step.AGAIN)
        return step if again else w("step-and-next", step=step, next=usual)
    return usual
