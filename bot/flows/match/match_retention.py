"""Once a month what is older than twelve months is forgotten of everybody's matches (R35).

A database of an older version, which kept days, has this deadline due at once: from then on it keeps months.
"""

from datetime import UTC, datetime

from bot.flows.common.desk import Desk
from bot.flows.common.routes import on_deadline
from bot.ports.records import Due

KIND = "months"


def over(desk: Desk, _due: Due) -> None:
    desk.records.people.forget_older_matches(desk.now.date())
    desk.records.deadlines.scrub()
    book(desk)


def book(desk: Desk) -> None:
    """For noon of the first day of the next month: everywhere in the country it has begun."""
    year, month = divmod(desk.now.year * 12 + desk.now.month, 12)
    desk.records.deadlines.book(KIND, datetime(year, month + 1, 1, 12, tzinfo=UTC))


ROUTES = (on_deadline(KIND, over),)
