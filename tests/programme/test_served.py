"""Whom a programme serves, told in few words (R07): on the first screens, the posters, the guideline."""

import pytest

from bot.core.people import Profession, Stage
from bot.programme.phrases import served
from bot.wording import Wording

TRAINEE, EARLY, MID, LATE, RETIRED = Stage
TOLD = {
    frozenset(Stage): "every physician, from learners to the retired",
    frozenset({EARLY, MID, LATE}): "practising physicians",
    frozenset({EARLY, MID, LATE, RETIRED}): "practising physicians, retired physicians",
    frozenset({TRAINEE, EARLY, MID, LATE}): "learners and residents, practising physicians",
    frozenset({EARLY, LATE}): "early-career physicians, late-career physicians",
    frozenset({TRAINEE, RETIRED}): "learners and residents, retired physicians",
}


@pytest.mark.parametrize("serves", TOLD, ids=lambda serves: "-".join(sorted(serves)))
def test_r07_not_stage_after_stage_where_it_is_everybody(serves: frozenset[Stage]) -> None:
    assert Wording().text(served(serves), "en") == TOLD[serves]


def test_in_french_too() -> None:
    assert Wording().text(served(frozenset(Stage)), "fr") == "tous les médecins, de la formation à la retraite"
    assert Wording().text(served({EARLY, MID, LATE}), "fr") == "médecins en exercice"


def test_r75_where_others_are_served_too_the_professions_come_first() -> None:
    both = {Profession.NURSE, Profession.PHYSICIAN}
    assert Wording().text(served(frozenset(Stage), both), "en") == "Medicine, Nursing"
    practising = Wording().text(served({EARLY, MID, LATE}, both), "fr")
    assert practising.replace("\u00a0", " ") == "Médecine, Soins infirmiers (étape de carrière : Début, Milieu, Fin)"
