"""The roster: people come in from a spreadsheet, all or none, and go out the same."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from bot.core.amending import merge
from bot.core.people import Person, Profession, Role, Stage
from bot.programme import Programme, load
from bot.roster import RosterError, RosterRow, read, tongues, write
from bot.roster.cells import AS_TEXT, COLUMNS
from bot.surface import Account
from bot.values.phone import EXPECTED as EXPECTED_PHONE

PROGRAMMES = Path(__file__).parents[2] / "programmes"
DEMO: Programme = load(PROGRAMMES / "demo.toml")

HEADER = ",".join(COLUMNS)
TENANT, OBJECT, OTHER = (f"{number}0000000-0000-4000-8000-000000000000" for number in "123")
GOOD = {
    "site": "demo",
    "name": "Dr. Robin Fictional",
    "roles": "supporter coordinator",
    "profession": "nurse",
    "email": "Robin@Example.org",
    "phone": "204-555-0150",
    "slack_team": "T1",
    "slack_user": "U1",
    "teams_tenant": TENANT,
    "teams_user": OBJECT,
    "career_stage": "mid",
    "specialty": "Surgery",
    "languages": "fr en",
    "gender": "woman",
    "department": "Day Surgery",
    "evaluates": "Sam@example.org dept:Day_Surgery",
    "trained_hours": "2.5",
    "agreement_version": "demo-1",
    "agreement_signed_on": "2026-06-01",
    "bio": "Listens",
}


NIL = "00000000-0000-0000-0000-000000000000"
NO_MEMBER = (
    'is not a Slack member id; expected one such as "U0123ABCD": in Slack, the profile\'s menu has "Copy member ID"'
)
NO_WORKSPACE = (
    'is not a Slack workspace id; expected one such as "T0123ABCD" (E... is a whole organisation, not a workspace)'
)
NO_OBJECT = f'is not an Entra object id; expected one such as "{NIL}": the user\'s "Object ID" in Entra, no address'
A_DATE = (
    'looks like a date that a spreadsheet made of a version; expected "demo-1", or one that the programme file has '
    f"among earlier_agreement_versions; {AS_TEXT}"
)
OF_A_NUMBER = f"is what a spreadsheet made of a telephone number, and digits may be lost; {AS_TEXT}"
NOT_EVALUATED = (
    'is not an e-mail address or a department; expected entries such as "name@example.org" or "dept:Family_Medicine"'
)
NOT_A_ROLE = "is not a role; expected one of supporter coordinator lead provincial referrer technical"


def line(**cells: str) -> str:
    return ",".join({**GOOD, **cells}.values())


def file(*lines: str) -> str:
    return "\n".join([HEADER, *lines]) + "\n"


def problems(text: str | bytes) -> list[str]:
    with pytest.raises(RosterError) as caught:
        read("people.csv", text, DEMO)
    assert str(caught.value) == "\n".join(caught.value.problems)
    return list(caught.value.problems)


# --- a good file ----------------------------------------------------------------------------------------------------


def test_a_full_row_becomes_a_person_with_two_accounts():
    assert read("people.csv", file(line()), DEMO) == [
        RosterRow(
            Person(
                id="",
                site="demo",
                name="Dr. Robin Fictional",
                email="robin@example.org",
                phone="204-555-0150",
                roles=frozenset({Role.SUPPORTER, Role.COORDINATOR}),
                profession=Profession.NURSE,
                stage=Stage.MID,
                specialty="Surgery",
                languages=("fr", "en"),
                gender="woman",
                department="Day Surgery",
                evaluates_people=frozenset({"sam@example.org"}),
                evaluates_departments=frozenset({"Day Surgery"}),
                trained_hours=2.5,
                agreement_version="demo-1",
                agreement_signed_on=date(2026, 6, 1),
                bio="Listens",
            ),
            (Account("slack", "T1", "U1"), Account("teams", TENANT, OBJECT)),
        )
    ]


def test_a_physician_needs_a_site_a_name_and_an_email_only():
    blank = dict.fromkeys(COLUMNS, "")
    row = ",".join({**blank, "site": "demo", "name": "Dr. Ask", "email": "ask@example.org"}.values())
    assert read("people.csv", file(row), DEMO) == [
        RosterRow(Person("", "demo", name="Dr. Ask", email="ask@example.org", profession=Profession.PHYSICIAN))
    ]


def test_columns_may_stand_in_any_order_and_empty_lines_are_skipped():
    turned = ",".join(reversed(COLUMNS)) + "\n\n" + ",".join(reversed(GOOD.values())) + "\n" + "," * 19 + "\n"
    assert read("people.csv", turned, DEMO) == read("people.csv", file(line()), DEMO)


def test_a_spreadsheets_byte_order_mark_and_line_ends_are_fine():
    plain = read("people.csv", file(line()), DEMO)
    assert read("people.csv", file(line()).replace("\n", "\r\n").encode("utf-8-sig"), DEMO) == plain
    assert read("people.csv", "\ufeff" + file(line()), DEMO) == plain


def test_no_accounts_or_slack_alone():
    alone = read("people.csv", file(line(teams_tenant="", teams_user="")), DEMO)
    assert alone[0].accounts == (Account("slack", "T1", "U1"),)
    none = read("people.csv", file(line(teams_tenant="", teams_user="", slack_team="", slack_user="")), DEMO)
    assert none[0].accounts == ()


# --- every mistake, word for word -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("column", "cell", "sentence"),
    [
        ("career_stage", "senior", '"senior" is not a stage; expected one of trainee early mid late retired'),
        ("site", "lakeside", '"lakeside" is not a site; expected one of demo'),
        ("site", "", "empty; expected one of demo"),
        ("name", "", "empty; expected one line of text"),
        ("name", "\u200b", "empty; expected one line of text"),
        ("email", "", 'empty; expected one such as "name@example.org"'),
        ("email", "robin", '"robin" is not an e-mail address; expected one such as "name@example.org"'),
        (
            "roles",
            "boss",
            '"boss" is not a role; expected one of supporter coordinator lead provincial referrer technical',
        ),
        (
            "profession",
            "plumber",
            f'"plumber" is not a profession; expected one of {" ".join(Profession)}',
        ),
        ("languages", "en Fench", f'"Fench" is not a language; expected {tongues.EXPECTED}'),
        ("trained_hours", "four", '"four" is not a number of hours; expected one such as 4 or 2.5'),
        ("trained_hours", "-4", '"-4" is not a number of hours; expected one such as 4 or 2.5'),
        ("trained_hours", "nan", '"nan" is not a number of hours; expected one such as 4 or 2.5'),
        (
            "agreement_signed_on",
            "01/06/2026",
            '"01/06/2026" can be 2026-01-06 or 2026-06-01; expected YYYY-MM-DD',
        ),
        ("agreement_signed_on", "13/13/2026", '"13/13/2026" is not a date; expected YYYY-MM-DD'),
        ("agreement_signed_on", "13/06/26", '"13/06/26" has a year of two digits; expected YYYY-MM-DD'),
        ("agreement_signed_on", "juin-26", '"juin-26" has no day or no year; expected YYYY-MM-DD'),
        ("agreement_version", "Jan-26", f'"Jan-26" {A_DATE}'),
        ("agreement_version", "janv-26", f'"janv-26" {A_DATE}'),
        ("agreement_version", "2026-01-01", f'"2026-01-01" {A_DATE}'),
        ("trained_hours", "04-mai", f'"04-mai" is a date that a spreadsheet made, of 4.5 perhaps; {AS_TEXT}'),
        ("trained_hours", '"1,000"', '"1,000" is not a number of hours; expected one such as 4 or 2.5'),
        ("phone", "2.04556E+09", f'"2.04556E+09" {OF_A_NUMBER}'),
        ("phone", "2045550100.0", f'"2045550100.0" {OF_A_NUMBER}'),
        ("phone", "555-0100", f'"555-0100" is not a telephone number; expected {EXPECTED_PHONE}'),
        ("slack_user", "@ada", f'"@ada" {NO_MEMBER}'),
        ("slack_user", "<@U0ADA>", f'"<@U0ADA>" {NO_MEMBER}'),
        ("slack_user", "ada.example", f'"ada.example" {NO_MEMBER}'),
        ("slack_user", "u0ada", f'"u0ada" {NO_MEMBER}'),
        (
            "slack_team",
            "lab.slack.com",
            f'"lab.slack.com" {NO_WORKSPACE}',
        ),
        (
            "slack_team",
            "E0123ABCD",
            f'"E0123ABCD" {NO_WORKSPACE}',
        ),
        ("teams_user", "ada@example.org", f'"ada@example.org" {NO_OBJECT}'),
        (
            "teams_tenant",
            "example.org",
            f'"example.org" is not a Microsoft 365 tenant id; expected one such as "{NIL}"',
        ),
        ("agreement_signed_on", "2026-02-30", '"2026-02-30" is not a date; expected YYYY-MM-DD'),
        ("agreement_signed_on", "", "empty, but agreement_version is filled; expected both or neither"),
        ("agreement_version", "", "empty, but agreement_signed_on is filled; expected both or neither"),
        ("slack_user", "", "empty, but slack_team is filled; expected both or neither"),
        ("slack_team", "", "empty, but slack_user is filled; expected both or neither"),
        ("teams_user", "", "empty, but teams_tenant is filled; expected both or neither"),
        (
            "evaluates",
            "sam@example.org Surgery",
            f'"Surgery" {NOT_EVALUATED}',
        ),
        (
            "evaluates",
            "dept:_",
            f'"dept:_" {NOT_EVALUATED}',
        ),
    ],
)
def test_a_wrong_cell_is_named_by_line_and_column(column: str, cell: str, sentence: str):
    other = line(email="other@example.org", slack_user="U2", teams_user=OTHER)
    assert problems(file(other, line(**{column: cell}))) == [f"people.csv:line 3, column {column}: {sentence}"]


def test_one_wrong_cell_keeps_everybody_out_and_all_mistakes_come_at_once():
    assert problems(
        file(line(), line(email="b@example.org", slack_user="U2", teams_user=OTHER, site="x", roles="y z"))
    ) == [
        'people.csv:line 3, column site: "x" is not a site; expected one of demo',
        f'people.csv:line 3, column roles: "y" {NOT_A_ROLE}',
        f'people.csv:line 3, column roles: "z" {NOT_A_ROLE}',
    ]


def test_the_same_person_or_account_twice_points_to_the_first_line():
    again = line(email="ROBIN@example.org", slack_user="U2", teams_user=OBJECT.upper())
    assert problems(file(line(), again)) == [
        'people.csv:line 3, column email: "ROBIN@example.org" stands on line 2 already; expected one row each',
        f'people.csv:line 3, column teams_user: "{OBJECT.upper()}" stands on line 2 already; expected one row each',
    ]


def test_lines_are_counted_as_an_editor_counts_them():
    two_lines = line(email="a@example.org", slack_user="U2", teams_user=OTHER, bio='"One\ntwo"')
    assert problems(file(two_lines, "", line(career_stage="old"))) == [
        'people.csv:line 5, column career_stage: "old" is not a stage; expected one of trainee early mid late retired'
    ]


def test_a_row_may_end_before_its_empty_cells_and_after_them():
    """Excel leaves out the last separators from the seventeenth row on, and adds some elsewhere."""
    full = read("people.csv", file(line(bio="")), DEMO)
    assert read("people.csv", file(line(bio="").removesuffix(",")), DEMO) == full
    assert read("people.csv", file(line(bio="") + ",,,"), DEMO) == full
    assert read("people.csv", HEADER + ",,\n" + line(bio="") + ",,\n", DEMO) == full
    assert problems(file("demo,Dr. Short")) == [
        "people.csv:line 2: 2 cells of 20; was the row cut short?",
        'people.csv:line 2, column email: empty; expected one such as "name@example.org"',
    ]
    assert problems(file("demo,Dr. Whole" + "," * 18)) == [
        'people.csv:line 2, column email: empty; expected one such as "name@example.org"'
    ]
    assert problems(file(line() + ",more")) == ["people.csv:line 2: 21 cells; expected 20, one for each column"]


def test_a_file_that_breaks_off_in_a_row():
    assert problems(file(line(), "demo,Dr. Kim,supporter,kim@example.org").removesuffix("\n")) == [
        "people.csv:line 3: 4 cells and the file ends; expected 20, one for each column"
    ]


def test_a_wrong_header_says_which_columns():
    header = HEADER.replace("email", "e-mail").replace(",bio", ",site")
    assert problems(header + "\n") == [
        'people.csv:line 1: unknown column "e-mail"; did you mean "email"?',
        'people.csv:line 1: missing column "email"',
        'people.csv:line 1: missing column "bio"',
        'people.csv:line 1: column "site" stands 2 times; expected once',
    ]


def test_another_file_is_told_in_one_line_that_shows_nothing_of_it():
    """A roster without its header row begins with a person."""
    for other in ("Day,Room,Subject,email\n2026-09-07,0,Coffee,\n", file("demo,Dr. Ada Maple-Example").splitlines()[1]):
        (only,) = problems(other)
        assert only.startswith("people.csv:line 1: this does not look like a roster: ")
        assert only.endswith(f"; expected {HEADER}")
        assert "Subject" not in only
        assert "Ada" not in only


def test_of_another_file_the_first_missing_columns_are_named():
    (only,) = problems("site,email,day\ndemo,kim@example.org,2026-09-07\n")
    assert only.startswith(
        "people.csv:line 1: this does not look like a roster: the columns name, roles, phone, career_stage, specialty "
        "and 8 more are missing; expected site,"
    )


def test_nothing_in_the_file():
    assert problems("") == [f"people.csv:line 1: no header row; expected {HEADER}"]


def test_text_in_another_encoding_names_the_line():
    assert problems(file(line(), line(name="Dr. Zoé")).encode("mac-roman")) == [
        'people.csv:line 3: not UTF-8 text; save the file as "CSV UTF-8"'
    ]


def test_an_open_quotation_mark():
    assert problems(file(line(bio='"never closed'))) == ["people.csv:line 2: quoting is broken: unexpected end of data"]


# --- out and in again -----------------------------------------------------------------------------------------------


def test_a_formula_goes_out_as_text_and_comes_back_as_it_was():
    rows = read("people.csv", file(line(bio="'=HYPERLINK(1)", phone="'+1 204 555 0150", name="-Robin")), DEMO)
    assert (rows[0].person.bio, rows[0].person.phone) == ("=HYPERLINK(1)", "204-555-0150")
    text = write(rows)
    assert ",'=HYPERLINK(1)\n" in text
    assert ",'-Robin," in text
    assert read("people.csv", text, DEMO) == rows


def test_an_export_has_the_columns_of_the_contract():
    assert write([]) == (
        "site,name,roles,profession,email,phone,slack_team,slack_user,teams_tenant,teams_user,career_stage,specialty,"
        "languages,gender,department,evaluates,trained_hours,agreement_version,agreement_signed_on,bio\n"
    )


def test_the_demo_people_are_ready_for_the_playground():
    path = PROGRAMMES / "demo-roster.csv"
    rows = read(path, path.read_bytes(), DEMO)
    people = [row.person for row in rows]
    supporters = [person for person in people if person.has(Role.SUPPORTER)]
    coordinators = [person.email for person in people if person.has(Role.COORDINATOR)]
    site = DEMO.site("demo")
    assert [person.stage for person in people if not person.roles] == [Stage.MID]
    assert sorted(str(person.stage) for person in supporters) == ["late", "late", "mid"]
    assert {(person.trained_hours, person.agreement_version) for person in supporters} == {(4, DEMO.agreement_version)}
    assert sum("fr" in person.languages for person in supporters) == 1
    assert coordinators == [*site.coordinators, site.deputy]
    assert all(person.email.endswith("@example.org") for person in people)
    assert not any(row.accounts for row in rows)


def test_two_ids_that_cannot_be_read_are_not_one() -> None:
    two = (line(slack_user="u012abcdf", email="a@example.org"), line(slack_user="@lucroy", email="b@example.org"))
    with pytest.raises(RosterError) as caught:
        read("people.csv", "\n".join((HEADER, *(each.replace(TENANT, "").replace(OBJECT, "") for each in two))), DEMO)
    assert len(caught.value.problems) == 2
    assert not any("stands on line" in each for each in caught.value.problems)


@pytest.mark.parametrize("platform", [("slack_team", "slack_user"), ("teams_tenant", "teams_user")])
def test_the_columns_of_a_platform_that_nobody_uses_may_be_missing(platform: tuple[str, str]) -> None:
    columns = [each for each in COLUMNS if each not in platform]
    cells = ",".join(GOOD[each] for each in columns)
    (row,) = read("people.csv", f"{','.join(columns)}\n{cells}", DEMO)
    assert [each.platform for each in row.accounts] == ["teams" if "slack_user" in platform else "slack"]
    half = [each for each in COLUMNS if each != platform[0]]
    with pytest.raises(RosterError, match=f'missing column "{platform[0]}"'):
        read("people.csv", ",".join(half), DEMO)


# --- professions (R75) ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("cell", "roles", "found"),
    [
        ("", "supporter", Profession.PHYSICIAN),
        ("", "referrer", Profession.OTHER),
        ("RN", "referrer", Profession.NURSE),
        ("Infirmière", "supporter", Profession.NURSE),
        ("M.D.", "", Profession.PHYSICIAN),
        ("physician assistant", "", Profession.PHYSICIAN_ASSISTANT),
        ("Travailleuse sociale", "", Profession.SOCIAL_WORKER),
    ],
)
def test_r75_a_profession_in_usual_spellings_and_an_empty_cell_is_a_physician(
    cell: str, roles: str, found: Profession
) -> None:
    (row,) = read("people.csv", file(line(profession=cell, roles=roles)), DEMO)
    assert row.person.works_as is found
    (again,) = read("people.csv", write([row]), DEMO)
    assert again == row


def test_r75_the_column_may_be_missing_and_then_nothing_is_said() -> None:
    columns = [each for each in COLUMNS if each != "profession"]
    cells = ",".join(GOOD[each] for each in columns)
    (row,) = read("people.csv", f"{','.join(columns)}\n{cells}", DEMO)
    assert (row.person.profession, row.person.works_as) == (None, Profession.PHYSICIAN)


def test_r75_a_file_without_the_column_takes_no_profession_away() -> None:
    known = Person("7", "demo", roles=frozenset({Role.SUPPORTER}), profession=Profession.NURSE)
    assert merge(known, replace(known, id="", profession=None)).profession is Profession.NURSE
    assert merge(known, replace(known, id="", profession=Profession.PHYSICIAN)).works_as is Profession.PHYSICIAN


def test_r75_whoever_was_a_physician_without_a_word_is_no_news() -> None:
    """A file with the new column, its cells empty, changes nobody."""
    known = Person("7", "demo", roles=frozenset({Role.SUPPORTER}))
    assert merge(known, replace(known, id="", profession=Profession.PHYSICIAN)) == known
