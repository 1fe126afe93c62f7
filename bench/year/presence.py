"""When somebody with a hand in it is there."""

from dataclasses import replace

from bench.year.town import Kind, Soul
from bench.year.waking import OFFICE, ON_DUTY, Window


def hours_of(who: Soul) -> Window:
    """A coordinator of a small post is there on one working day of so many, a deputy every day."""
    return ON_DUTY if who.kind is Kind.DEPUTY else replace(OFFICE, every=who.days_of)
