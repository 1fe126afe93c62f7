"""Whom a programme serves (R07, R75), in as few words as are true: not stage after stage where it is everybody."""

from collections.abc import Iterable, Set

from bot.core.people import PHYSICIANS, Profession, Stage
from bot.core.policy import Policy
from bot.surface import Joined, Localised, Phrase, w

_PRACTISING = frozenset({Stage.EARLY, Stage.MID, Stage.LATE})


def served(serves: Set[Stage], professions: Set[Profession] = PHYSICIANS) -> Joined:
    """From learners on; the three stages of practice are one thing where all of them are served. Where others than
    physicians are served, the professions come first."""
    if professions != PHYSICIANS:
        return _served_professions(serves, professions)
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


def named(professions: Set[Profession]) -> Joined:
    return Joined(tuple(w(f"profession-{each.value}") for each in Profession if each in professions))


def one_to_one(policies: Iterable[Policy]) -> Phrase:
    """R01: who listens. It says "physician" where that is true of every site whose rules these are."""
    return w("hello-nothing-to-explain") if _physicians_only(policies) else w("hello-any-profession")


def scope_is(policies: Iterable[Policy]) -> Phrase:
    """R03."""
    return w("scope-is") if _physicians_only(policies) else w("scope-is-any-profession")


def listens(policy: Policy) -> Phrase:
    """For what hangs on a wall."""
    return w("launch-listens") if _physicians_only([policy]) else w("launch-listens-any-profession")


def news(policy: Policy, site: Localised) -> Phrase:
    return w("news-what", site=site) if _physicians_only([policy]) else w("news-what-any-profession", site=site)


def _physicians_only(policies: Iterable[Policy]) -> bool:
    return all(each.professions == PHYSICIANS and not each.across_professions for each in policies)


def _served_professions(serves: Set[Stage], professions: Set[Profession]) -> Joined:
    if serves >= set(Stage):
        return named(professions)
    stages = Joined(tuple(w(f"form-stage-{each.value}") for each in Stage if each in serves))
    return Joined((w("served-of-stages", professions=named(professions), stages=stages),))
