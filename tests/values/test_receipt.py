"""A receipt is four plain words, told on the phone and typed by whoever wrote them down in a hurry."""

import re

import pytest

from bot.values.receipt import SAID, WORDS, drawn, hashed


@pytest.mark.parametrize("language", WORDS)
def test_each_byte_has_a_word_of_its_own(language: str) -> None:
    assert len(set(WORDS[language])) == len(WORDS[language]) == 256
    assert all(re.fullmatch(r"[a-zéèêëàâäîïôöûùüç]{2,12}", each) for each in WORDS[language])


def test_the_same_seed_draws_the_same_words_and_another_others() -> None:
    assert drawn("one", "en") == drawn("one", "en") != drawn("two", "en")
    assert len(drawn("one", "fr").split()) == SAID
    assert drawn("one", "de") == drawn("one", "en"), "a language of which there is no list"


def test_how_it_was_written_down_makes_no_difference() -> None:
    kept = hashed("étoile forêt lac hiver")
    assert kept
    for typed in ("Etoile, foret, lac, hiver.", "  ÉTOILE FORÊT  LAC HIVER", "étoile-forêt-lac-hiver"):
        assert hashed(typed) == kept


@pytest.mark.parametrize("typed", ["", "apple", "apple pear plum", "a b c d e", "204-555-0123", "...."])
def test_what_is_no_receipt_has_no_hash(typed: str) -> None:
    assert hashed(typed) == ""
