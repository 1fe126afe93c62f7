"""Whose career stage is known, and which one counts (R26): the roster's word, else what was tapped in the form."""

from bot.core.people import Person, Profession, Stage
from bot.core.request import Details
from bot.surface import Phrase, w

UNSAID = "unsaid"  # they were asked, and would rather not say


def is_asked(me: Person | None) -> bool:
    """Whoever has no stage on record is asked for it, with one tap that they need not make."""
    return me is None or me.stage is None


def stage_of(physician: Person | None, details: Details) -> Stage | None:
    """None is unknown, which counts as mid (core/matching.py)."""
    if physician is not None and physician.stage is not None:
        return physician.stage
    return Stage(details.stage) if details.stage in set(Stage) else None


def told(person: Person) -> tuple[Phrase, ...]:
    """The stage as colleagues read it; nothing where none is known."""
    if person.stage is None:
        return ()
    is_physician = person.works_as is Profession.PHYSICIAN
    return (w(f"career-{person.stage.value}") if is_physician else w(f"at-stage-{person.stage.value}"),)


def work_of(person: Person) -> tuple[Phrase, ...]:
    """The profession as colleagues read it; of a physician the stage says it already."""
    profession = person.works_as
    return () if profession in {None, Profession.PHYSICIAN} else (w(f"profession-{profession}"),)
