"""By when somebody who asks for a call is phoned: a time inside somebody's hours, and never one that looking moves."""

from datetime import datetime

from bot.core.callback import Call
from bot.core.hours import DAYS, Hours, Promise, Span, promise
from bot.flows.common.desk import Desk
from bot.programme.values import Site


def promise_now(desk: Desk, site: Site) -> Promise:
    """By when somebody who asks now is phoned, the deputy's step included."""
    awake = desk.local(site.id, desk.waking(site.id))
    return promise(_at_the_phone(site), awake, site.policy.terms.coordinator_answer_hours)


def promised(desk: Desk, call: Call) -> datetime | None:
    """The end of what is booked: looking moves nothing."""
    pending = desk.records.deadlines.pending(subject=call.id)
    return max((each.due_at for each in pending if each.due_at), default=None)


def _at_the_phone(site: Site) -> Hours:
    """When a coordinator phones: in the hours of the line. Where those say nothing of people, in the waking hours."""
    quiet = site.policy.quiet_hours
    if site.phone_hours is not None and not site.phone_hours.always:
        return site.phone_hours
    return Hours() if quiet is None else Hours((Span(frozenset(range(len(DAYS))), quiet.end, quiet.start),))
