"""Whatever is in the database goes out as CSV and comes back the same, and no cell runs as a formula on the way."""

import string
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from bot.core.evaluates import CONFIRMED
from bot.core.people import Person, Profession, Role, Stage
from bot.programme import load
from bot.roster import RosterRow, read, write
from bot.roster.cells import guard, misread, unguard
from bot.roster.spellings import gender
from bot.surface import Account
from bot.values.clean import clean, clean_lines
from bot.values.days import looks_like_a_date
from bot.values.phone import read_phone

DEMO = load(Path(__file__).parents[2] / "programmes" / "demo.toml")

cell = st.text(st.characters(codec="utf-8"), max_size=12).map(clean)
formula = st.builds(str.__add__, st.sampled_from(["=", "+", "-", "@", "'", "'=", "''@"]), cell).map(clean)
words = st.one_of(cell, formula).filter(lambda text: not misread(text))  # which is named, and comes in nowhere
filled = words.filter(bool)
local = st.text(string.ascii_lowercase + string.digits + "=+-'", min_size=1, max_size=8)
emails = local.map(lambda part: f"{part}@example.org")
departments = words.map(lambda name: " ".join(name.replace("_", " ").split()))
bios = st.lists(words, max_size=3).map(lambda lines: clean_lines("\n".join(lines)))
phones = st.from_regex(r"[2-9][0-9]{2}[2-9][0-9]{6}( x[0-9]{1,4})?", fullmatch=True).map(read_phone)
versions = filled.filter(lambda text: not looks_like_a_date(text)) | st.just(DEMO.agreement_version)
agreements = st.one_of(st.just(("", None)), st.tuples(versions, st.dates()))
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
    phone=phones | st.just(""),
    roles=st.frozensets(st.sampled_from([role for role in Role if role is not Role.TECHNICAL]))
    | st.just(frozenset({Role.TECHNICAL})),  # which is alone (R60)
    profession=st.sampled_from(Profession),
    stage=st.none() | st.sampled_from(Stage),
    specialty=words,
    languages=st.lists(st.sampled_from(["en", "fr", "cr", "ojw"]), unique=True).map(tuple),
    gender=words.map(gender),
    department=departments,
    trained_hours=st.floats(0, 99999),
    bio=bios,
)


def accounts(platform: str) -> st.SearchStrategy[tuple[Account, ...]]:
    guids = st.uuids().map(str)
    slack = (st.from_regex(rf"[{first}][A-Z0-9]+", fullmatch=True) for first in ("T", "UW"))
    team, user = (guids, guids) if platform == "teams" else slack
    return st.one_of(st.just(()), st.builds(Account, st.just(platform), team, user).map(lambda account: (account,)))


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
