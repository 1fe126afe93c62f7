"""What comes again every week keeps its hour on the wall, through every change of clocks."""

from datetime import UTC, datetime, timedelta


def next_weekly(start: datetime, now: datetime) -> datetime:
    """The first start after `now` of what began at `start`, both aware; `start` is in the zone whose clock it keeps.

    An hour that a change of clocks leaves out is taken an hour later; one that comes twice is taken the first time
    (RFC 5545).
    """
    weeks = max(0, (now.astimezone(start.tzinfo) - start).days // 7)
    at = start + timedelta(weeks=weeks)
    while at.astimezone(UTC) <= now:
        weeks += 1
        at = start + timedelta(weeks=weeks)
    return at
