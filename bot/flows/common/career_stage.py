"""Whose career stage is known, and which one counts (R26): the roster's word, else what was tapped in the form."""

from bot.core.people import Person, Stage
from bot.core.request import Details

UNSAID = "unsaid"  # they were asked, and would rather not say


def is_asked(me: Person | None) -> bool:
    """Whoever has no stage on record is asked for it, with one tap that they need not make."""
    return me is None or me.stage is None


def stage_of(physician: Person | None, details: Details) -> Stage | None:
    """None is unknown, which counts as mid (core/matching.py)."""
    if physician is not None and physician.stage is not None:
        return physician.stage
    return Stage(details.stage) if details.stage in set(Stage) else None
