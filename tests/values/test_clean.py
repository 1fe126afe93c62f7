"""Nothing that nobody can see survives, and no word that can be seen is lost."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.values.clean import clean, clean_lines
from bot.values.email import read_email


@pytest.mark.parametrize(
    ("typed", "left"),
    [
        ("robin\u200b@example.org", "robin@example.org"),
        ("\ufeffrobin", "robin"),
        ("\u200eU0ADA\u200f", "U0ADA"),
        ("\u202eDr. Robin\u202c", "Dr. Robin"),
        ("sup\u00adporter", "supporter"),
        ("Dr.\u00a0 Robin\t", "Dr. Robin"),
        ("Dr.\r\nRobin", "Dr. Robin"),
        ("\u200b\u2800\u3164", ""),
        ("Zoe\u0301", "Zo\u00e9"),
        ("a\x00b\x1bc", "abc"),
        ("l'\u00e9coute", "l'\u00e9coute"),
        ("\u4e2d\u6587 \u0639\u0631\u0628\u064a", "\u4e2d\u6587 \u0639\u0631\u0628\u064a"),
    ],
)
def test_what_is_left(typed: str, left: str) -> None:
    assert clean(typed) == left


def test_lines_stay_lines() -> None:
    assert clean_lines("\n One \r\nt\u200bwo\u2028\n\nthree\n\n") == "One\ntwo\n\n\nthree"
    assert clean_lines("a\u0085b") == "a\nb"


@given(st.text())
def test_once_is_enough_and_nothing_unseen_is_left(typed: str) -> None:
    for found in (clean(typed), *clean_lines(typed).split("\n")):
        assert clean(found) == found
        assert not [letter for letter in found if unicodedata.category(letter)[0] == "C"]
    assert clean_lines(clean_lines(typed)) == clean_lines(typed)


@pytest.mark.parametrize(
    ("typed", "address"),
    [
        ("robin@example.org", "robin@example.org"),
        ("Robin.Fictional@Example.org", "Robin.Fictional@Example.org"),
        ("robin@example.org\u200b", "robin@example.org"),
        ("\u00a0robin@example.org;", "robin@example.org"),
        ("mailto:robin@example.org", "robin@example.org"),
        ("<robin@example.org>", "robin@example.org"),
        ("Fictional, Robin <robin@example.org>", "robin@example.org"),
        ("robin@mail.example.org", "robin@mail.example.org"),
        ("robin@example", ""),
        ("robin@@example.org", ""),
        ("robin@example..org", ""),
        ("robin@example.org, ada@example.org", ""),
        ("robin at example.org", ""),
        ("a b@example.org", ""),
    ],
)
def test_an_address(typed: str, address: str) -> None:
    assert read_email(typed) == address
