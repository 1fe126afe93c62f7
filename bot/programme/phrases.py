"""Whom a programme serves (R07), in as few words as are true: not stage after stage where it is everybody."""

from collections.abc import Set

from bot.core.people import Stage
from bot.surface import Joined, Phrase, w

_PRACTISING = frozenset({Stage.EARLY, Stage.MID, Stage.LATE})


def served(serves: Set[Stage]) -> Joined:
    """From learners on; the three stages of practice are one thing where all of them are served."""
    if serves >= set(Stage):
        return Joined((w("stage-all"),))
    whole = serves >= _PRACTISING
    names: list[Phrase] = []
    for stage in Stage:
        if stage is Stage.EARLY and whole:
            names.append(w("stage-practising"))
        elif stage in serves and not (whole and stage in _PRACTISING):
            names.append(w(f"stage-{stage.value}"))
    return Joined(tuple(names))
