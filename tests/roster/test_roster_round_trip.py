"""Whatever stands in the database goes out as CSV and comes back the same, and no cell runs as a formula on the way."""

import string
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from bot.core.evaluates import CONFIRMED
from bot.core.people import Person, Role, Stage
from bot.programme import load
from bot.roster import RosterRow, read, write
from bot.roster.cells import guard, unguard
from bot.surface import Account

DEMO = load(Path(__file__).parents[2] / "programmes" / "demo.toml")

cell = st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"]), max_size=12).map(str.strip)
formula = st.builds(str.__add__, st.sampled_from(["=", "+", "-", "@", "'", "'=", "''@"]), cell)
words = st.one_of(cell, formula)
filled = words.filter(bool)
local = st.text(string.ascii_lowercase + string.digits + "=+-'", min_size=1, max_size=8)
emails = local.map(lambda part: f"{part}@example.org")
departments = words.map(lambda name: " ".join(name.replace("_", " ").split()))
bios = st.lists(words, max_size=3).map(lambda lines: "\n".join(lines).strip())
agreements = st.one_of(st.just(("", None)), st.tuples(filled, st.dates()))
evaluated = departments.filter(lambda name: bool(name) and not name.endswith(CONFIRMED))


@st.composite
def entries(draw: st.DrawFn) -> dict[str, frozenset[str]]:
    """Whom somebody evaluates, and which of it names nobody on the roster, as somebody confirmed."""
    people = draw(st.frozensets(emails, max_size=3))
    others = draw(st.frozensets(evaluated, max_size=3))
    each = [*people, *(f"dept:{name}" for name in others)]
    settled = draw(st.frozensets(st.sampled_from(each))) if each else frozenset()
    return {"evaluates_people": people, "evaluates_departments": others, "evaluates_settled": settled}


people = st.builds(
    lambda agreement, evaluates, **rest: Person(
        id="", site="demo", agreement_version=agreement[0], agreement_signed_on=agreement[1], **evaluates, **rest
    ),
    agreements,
    entries(),
    name=filled,
    email=emails,
    phone=words,
    roles=st.frozensets(st.sampled_from([role for role in Role if role is not Role.TECHNICAL]))
    | st.just(frozenset({Role.TECHNICAL})),  # which stands alone (R60)
    stage=st.none() | st.sampled_from(Stage),
    specialty=words,
    languages=st.lists(st.sampled_from(["en", "fr", "cr", "oji"]), unique=True).map(tuple),
    gender=words,
    department=departments,
    trained_hours=st.floats(0, 99999),
    bio=bios,
)


def accounts(platform: str) -> st.SearchStrategy[tuple[Account, ...]]:
    """Entra's ids are read in lower case, however they are written."""
    word = filled.map(str.lower) if platform == "teams" else filled
    return st.one_of(st.just(()), st.builds(Account, st.just(platform), word, word).map(lambda account: (account,)))


rosters = st.lists(
    st.builds(
        lambda person, slack, teams: RosterRow(person, slack + teams), people, accounts("slack"), accounts("teams")
    ),
    max_size=4,
    unique_by=(
        lambda row: row.person.email,
        lambda row: next((a for a in row.accounts if a.platform == "slack"), id(row)),
        lambda row: next((a for a in row.accounts if a.platform == "teams"), id(row)),
    ),
)


@given(rosters)
def test_what_is_written_reads_back_the_same(rows: list[RosterRow]):
    assert read("people.csv", write(rows), DEMO) == rows
    assert read("people.csv", write(rows).encode(), DEMO) == rows


@given(words)
def test_no_exported_cell_begins_like_a_formula(text: str):
    assert not guard(text).startswith(("=", "+", "-", "@"))
    assert unguard(guard(text)) == text
