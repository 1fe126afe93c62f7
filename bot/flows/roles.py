"""Whose part something is (R60). Whoever has another is told kindly whose it is and what they can do instead.

The card that a word posts is the same for everybody (rule 6); who the reader is counts from the first press on it.
"""

from bot.core.people import Person, Role
from bot.flows.desk import Desk, Sorry
from bot.surface import Phrase, w


def coordinator(desk: Desk) -> Person:
    return _one_of(desk, w("for-coordinators"), Role.COORDINATOR)


def whoever_steers(desk: Desk) -> Person:
    """A coordinator, or the provincial one."""
    return _one_of(desk, w("for-coordinators"), Role.COORDINATOR, Role.PROVINCIAL)


def steers(desk: Desk) -> bool:
    return desk.me is not None and (desk.me.has(Role.COORDINATOR) or desk.me.has(Role.PROVINCIAL))


def reader(desk: Desk) -> Person:
    """Whoever reads the figures: by the roster only, since they can wait for whoever is away."""
    return _listed(desk, w("for-leads"), Role.COORDINATOR, Role.LEAD, Role.PROVINCIAL)


def auditor(desk: Desk) -> Person:
    return _listed(desk, w("for-coordinators"), Role.COORDINATOR, Role.PROVINCIAL)


def supporter(desk: Desk) -> Person:
    return _one_of(desk, w("for-supporters"), Role.SUPPORTER)


def technical(desk: Desk) -> Person:
    return _one_of(desk, w("for-technical"), Role.TECHNICAL)


def _listed(desk: Desk, words: Phrase, *roles: Role) -> Person:
    if desk.me is None or not any(desk.me.has(role) for role in roles):
        raise Sorry(words)
    return desk.me


def _one_of(desk: Desk, words: Phrase, *roles: Role) -> Person:
    """The presser, if they have one of these roles. Raises Sorry."""
    me = desk.me
    if me is None or not any(desk.holds(role) for role in roles):
        raise Sorry(words)
    return me
