"""A ticket for what is counted and leads to nobody: whoever sends the same twice counts once."""

from datetime import timedelta

from bot.flows.common.desk import Desk
from bot.ports.records import Purpose

TICKET_DAYS = 2


def ticket(desk: Desk) -> str:
    """Good to the end of a day, so that it does not tell the hour in which it was made."""
    until = (desk.now + timedelta(days=TICKET_DAYS)).replace(hour=0, minute=0, second=0, microsecond=0)
    return desk.records.ledger.issue_ticket(Purpose.COUNT, until)


def spend(desk: Desk, word: str) -> bool:
    """False for one that was spent, or is too old."""
    return desk.records.ledger.spend_ticket(Purpose.COUNT, word)
