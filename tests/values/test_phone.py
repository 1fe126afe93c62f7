"""A number is understood however it was pasted, and shown back in one way."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.values.phone import CANADA, made_by_a_spreadsheet, read_phone

LRM, LRE, PDF, FSI, PDI, ZWSP, NBSP, NNBSP, WJ = "\u200e\u202a\u202c\u2068\u2069\u200b\u00a0\u202f\u2060"
PLAIN = "204-555-0123"


@pytest.mark.parametrize(
    "typed",
    [
        "204-555-0123",
        "(204) 555-0123",
        "204.555.0123",
        "204 555 0123",
        "2045550123",
        "1-204-555-0123",
        "+1 (204) 555-0123",
        "+1 (204) 555\u20110123",
        "204\u2011555\u20110123",
        "204\u2013555\u20130123",
        "204\u2212555\u22120123",
        f"204{NBSP}555{NBSP}0123",
        f"204{NNBSP}555{NNBSP}0123",
        f"{LRE}204-555-0123{PDF}",
        f"{FSI}204-555-0123{PDI}",
        f"{LRM}+1 204 555 0123",
        f"{ZWSP}204-555-0123{WJ}",
        "tel:+12045550123",
        "tel:+1-204-555-0123",
        "Tel: 204-555-0123",
        "Tél. : 204-555-0123",
        "204-555-0123 (cell)",
        "204-555-0123 (mobile)",
        "204-555-0123 cell.",
        "Cell: 204-555-0123",
        "cell phone: 204-555-0123",
        "Cellulaire : 204-555-0123",
        "204/555-0123",
        " 204-555-0123 ",
        "'+1 204 555 0123",
    ],
)
def test_one_number_in_many_clothes(typed: str) -> None:
    assert read_phone(typed) == PLAIN


@pytest.mark.parametrize(
    "typed",
    [
        "204-555-0123 x22",
        "204-555-0123x22",
        "204-555-0123 X 22",
        "204-555-0123 ext 22",
        "204-555-0123 ext. 22",
        "204-555-0123, ext 22",
        "204-555-0123 extension 22",
        "204-555-0123 poste 22",
        "204-555-0123, poste 22",
        "204-555-0123 #22",
        "204-555-0123#22",
        "204-555-0123,22",
        "204-555-0123,,22#",
        "tel:+1-204-555-0123;ext=22",
        "204-555-0123 ext.\u00a022",
        "204-555-0123 ext 22 (work)",
    ],
)
def test_an_extension(typed: str) -> None:
    assert read_phone(typed) == "204-555-0123 x22"


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("+44 20 7946 0018", "+44 20 7946 0018"),
        ("+44 (0)20 7946 0018", "+44 20 7946 0018"),
        ("0044 20 7946 0018", "+44 20 7946 0018"),
        ("011 44 20 7946 0018", "+44 20 7946 0018"),
        ("+33 1 99 00 12 34", "+33 1 99 00 12 34"),
        ("+33 1 99 00 12 34 poste 5", "+33 1 99 00 12 34 x5"),
        ("1-800-555-0199", "800-555-0199"),
    ],
)
def test_from_abroad_and_free_of_charge(typed: str, shown: str) -> None:
    assert read_phone(typed) == shown


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "call me",
        "no number",
        "911",
        "555-0123",  # of which place?
        "204-555-012",
        "204-555-01234",
        "204-555-0123 or 204-555-0124",
        "204-555-0123 after 5",
        "my number is 204-555-0123",
        "+999 12345678",
        "robin@example.net",
        "2.04556E+09",
        "2,04556E+09",
        "2045550100.0",
        "2045550100,0",
        "204-555-0123 x",
        "2026-06-01",
        "x" * 200,
    ],
)
def test_what_nobody_could_call(typed: str) -> None:
    assert read_phone(typed) == ""


def test_what_a_spreadsheet_made_of_a_number() -> None:
    assert all(map(made_by_a_spreadsheet, ["2.04556E+09", "2,04556e+09", "2E9", "2045550100.0", "2045550100,00"]))
    assert not any(map(made_by_a_spreadsheet, ["204.555.0100", "2045550100", "204-555-0100,22", "East 5"]))


@given(
    st.from_regex(r"[2-9][0-9]{2}[2-9][0-9]{6}", fullmatch=True),
    st.sampled_from(["", "x1", " ext. 22", ",,987654"]),
    st.sampled_from(["CA", "US"]),
)
def test_what_is_shown_reads_the_same(number: str, extension: str, country: str) -> None:
    shown = read_phone(number + extension, country)
    assert shown
    assert read_phone(shown, country) == shown


@given(st.text(max_size=40))
def test_whatever_is_typed_is_read_or_refused(typed: str) -> None:
    shown = read_phone(typed, CANADA)
    assert read_phone(shown) == shown
