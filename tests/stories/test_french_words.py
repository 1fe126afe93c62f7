"""What is typed in French does what the English word does, on every platform."""

import pytest

from bot.flows import routing
from bot.surface.typed import FRENCH, understood
from tests.stage import Stage


async def test_a_supporter_goes_and_comes_back_in_french(stage: Stage) -> None:
    ada = stage.supporters[0]
    await ada.command("absence", "2026-12-24")
    assert any("2026" in each for each in ada.chat()[-1:])
    assert "I'm back" in ada.buttons()
    await ada.command("retour")
    ada.sees("Welcome back.")


async def test_the_list_of_words_is_the_readers_own(stage: Stage) -> None:
    casey = stage.coordinator
    await casey.press("Français")
    await casey.press("Plus pour vous")
    casey.sees("file, voir, saisir, absence, retour, pairs")
    assert "queue" not in casey.screen()


@pytest.mark.parametrize(("typed", "meant"), [("Confidentialité", "privacy"), ("ÉTAT", "status"), ("away", "away")])
def test_accents_and_capitals_do_not_matter(typed: str, meant: str) -> None:
    assert understood(typed) == meant


def test_each_french_word_means_a_word_that_is_known_and_hides_none() -> None:
    assert set(FRENCH.values()) <= set(routing.COMMANDS)
    assert not set(FRENCH) & set(routing.COMMANDS)
