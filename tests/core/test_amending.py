"""The chat's word stands until the file says something new."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from bot.core.amending import amend, digest, email_in_the_file, merge
from bot.core.people import Person, Role, Stage

FILE = Person(
    id="",
    site="north",
    name="Ruth Okafor",
    roles=frozenset({Role.SUPPORTER}),
    languages=("en",),
    trained_hours=4,
    agreement_version="1",
    agreement_signed_on=date(2026, 1, 5),
    bio="Old words.",
    email="ruth@example.org",
    phone="204-555-0150",
    stage=Stage.MID,
    specialty="Surgery",
    gender="woman",
    department="Surgery",
    evaluates_people=frozenset({"ada@example.org"}),
    evaluates_departments=frozenset({"Surgery"}),
)
KNOWN = replace(FILE, id="r")
CHANGES = {
    "bio": {"bio": "New words."},
    "no bio": {"bio": ""},
    "languages": {"languages": ("en", "fr")},
    "training": {"trained_hours": 6.5},
    "agreement": {"agreement_version": "2", "agreement_signed_on": date(2026, 9, 7)},
    "role": {"supporter": False},
    "name": {"name": "Ruth Maple"},
    "email": {"email": "maple@example.org"},
    "phone": {"phone": ""},
    "stage": {"stage": Stage.LATE},
    "specialty": {"specialty": "Oncology"},
    "gender": {"gender": ""},
    "department": {"department": "Oncology"},
    "evaluates": {"evaluates_people": frozenset({"ben@example.org"}), "evaluates_departments": frozenset()},
    "evaluates nobody": {"evaluates_people": frozenset(), "evaluates_departments": frozenset()},
    "evaluates, confirmed": {"evaluates_settled": frozenset({"ada@example.org", "dept:Surgery"})},
}
EMPTY = replace(
    FILE,
    languages=(),
    trained_hours=0,
    agreement_version="",
    agreement_signed_on=None,
    bio="",
    phone="",
    stage=None,
    specialty="",
    gender="",
    department="",
    evaluates_people=frozenset(),
    evaluates_departments=frozenset(),
)
NEW = replace(
    FILE,
    roles=frozenset({Role.LEAD}),
    languages=("fr",),
    trained_hours=9,
    agreement_version="3",
    agreement_signed_on=date(2026, 10, 1),
    bio="The office's words.",
    name="Ruth Pine",
    email="pine@example.org",
    phone="204-555-0199",
    stage=Stage.RETIRED,
    specialty="Paediatrics",
    gender="man",
    department="Paediatrics",
    evaluates_people=frozenset({"cas@example.org"}),
    evaluates_departments=frozenset({"Paediatrics"}),
)
cases = pytest.mark.parametrize("changes", CHANGES.values(), ids=CHANGES)


@cases
@pytest.mark.parametrize("file", [FILE, EMPTY], ids=["the same file", "empty cells"])
def test_a_file_that_says_nothing_new_changes_nothing(changes: dict[str, Any], file: Person):
    amended = amend(KNOWN, **changes)
    merged = merge(amended, file)
    changed = {name: getattr(amended, name) for name in ("roles", *changes) if name != "supporter"}
    assert {name: getattr(merged, name) for name in changed} == changed
    assert merge(merged, file) == merged


@cases
def test_a_file_that_says_something_new_wins_for_good(changes: dict[str, Any]):
    merged = merge(amend(KNOWN, **changes), NEW)
    assert replace(merged, standing=KNOWN.standing) == replace(NEW, id="r")
    assert merged.standing.amended == ()
    assert merge(merged, FILE) == KNOWN


def test_a_role_that_was_given_in_the_chat_stays_when_the_file_never_knew_of_it():
    nobody = replace(KNOWN, roles=frozenset())
    joined = amend(nobody, supporter=True)
    assert merge(joined, replace(FILE, roles=frozenset())).has(Role.SUPPORTER)
    as_lead = merge(joined, replace(FILE, roles=frozenset({Role.LEAD})))
    assert as_lead.roles == {Role.LEAD, Role.SUPPORTER}


def test_a_role_that_the_file_has_taken_up_is_the_files_again():
    joined = amend(replace(KNOWN, roles=frozenset()), supporter=True)
    known_to_file = merge(joined, FILE)
    assert not merge(known_to_file, replace(FILE, roles=frozenset())).has(Role.SUPPORTER)


def test_what_was_changed_twice_is_measured_against_the_files_word():
    twice = amend(amend(KNOWN, bio="First."), bio="Second.")
    assert merge(twice, FILE).bio == "Second."


def test_what_nobody_changed_is_the_files():
    assert merge(amend(KNOWN, bio="New words."), replace(FILE, phone="1", languages=("fr",))) == replace(
        amend(KNOWN, bio="New words."), phone="1", languages=("fr",)
    )


def test_what_the_file_called_somebody_is_kept_as_a_hash_alone():
    amended = amend(KNOWN, name="Ruth Maple", email="maple@example.org", evaluates_people=frozenset())
    assert email_in_the_file(amended) == digest("ruth@example.org")
    assert email_in_the_file(KNOWN) == ""
    assert not any(word in str(amended.standing) for word in ("ruth", "Ruth", "Okafor", "ada@", "maple"))
