"""A roster as Excel leaves it behind: it comes in, or each cell that cannot is named with what was done to it."""

from pathlib import Path

import pytest

from bot.core.people import Person, Profession, Role, Stage
from bot.programme import Programme, load
from bot.roster import RosterError, RosterRow, read, readings, write
from bot.roster.cells import AS_TEXT, COLUMNS
from bot.roster.sheet import open_sheet
from bot.surface import Account
from bot.values.days import looks_like_a_date, may_become_a_date

PROGRAMMES = Path(__file__).parents[2] / "programmes"
DEMO: Programme = load(PROGRAMMES / "demo.toml")
ROSTER = (PROGRAMMES / "demo-roster.csv").read_text(encoding="utf-8")


def programme(tmp_path: Path, *, site: str = "", head: str = "") -> Programme:
    text = (PROGRAMMES / "demo.toml").read_text(encoding="utf-8")
    text = text.replace('agreement_version = "demo-1"', f'agreement_version = "demo-1"\n{head}')
    path = tmp_path / "trial.toml"
    path.write_text(text.replace('id = "demo"\n', f'id = "demo"\n{site}\n', 1), encoding="utf-8")
    return load(path)


def row(**cells: str) -> str:
    blank = dict.fromkeys(COLUMNS, "") | {"site": "demo", "name": "Dr. Kim Invented", "email": "kim@example.org"}
    return ",".join((blank | cells).values())


def file(*rows: str) -> str:
    return "\n".join((",".join(COLUMNS), *rows, ""))


def person(**cells: str) -> Person:
    (found,) = read("people.csv", file(row(**cells)), DEMO)
    return found.person


def remarks(found: list[RosterRow]) -> list[str]:
    return [remark for each in found for remark in each.remarks]


# --- the file ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16", "utf-16-le", "utf-16-be"])
@pytest.mark.parametrize("separator", [",", ";", "\t"])
@pytest.mark.parametrize("first", ["", "sep"])
def test_every_way_to_save_the_same_people(encoding: str, separator: str, first: str) -> None:
    table = open_sheet(ROSTER, COLUMNS)
    lines = [separator.join(f'"{cell}"' for cell in cells) for cells in (table.header, *(c for _, c in table.records))]
    text = "\r\n".join(([f"sep={separator}"] if first else []) + lines + [""])
    assert read("people.csv", text.encode(encoding), DEMO) == read("people.csv", ROSTER, DEMO)


def test_a_header_in_whatever_case_and_with_spaces(tmp_path: Path) -> None:
    header, _, rest = ROSTER.partition("\n")
    written = header.replace("site", "Site", 1).replace("slack_team", "Slack Team").replace("bio", " BIO\u00a0")
    assert read("people.csv", f"{written}\n{rest}", DEMO) == read("people.csv", ROSTER, DEMO)


def test_a_title_above_the_header_is_left_out() -> None:
    for separator in (",", ";"):
        text = f"Our people, autumn{separator * 18}\n\n" + ROSTER.replace("À l'écoute, en", "À l'écoute en")
        written = text if separator == "," else "\n".join(map(_with_semicolons, text.splitlines())) + "\n"
        found = read("people.csv", written, DEMO)
        assert [each.person.name for each in found] == [each.person.name for each in read("x", ROSTER, DEMO)]
        assert found[0].line == 4


def _with_semicolons(line: str) -> str:
    return line if line.startswith("Our") else line.replace(",", ";")


def test_the_lines_are_those_of_the_file_under_a_line_for_the_separator() -> None:
    with pytest.raises(RosterError) as caught:
        read("people.csv", "sep=,\n" + file(row(career_stage="old")), DEMO)
    assert caught.value.problems[0].startswith("people.csv:line 3, column career_stage")


# --- what nobody can see -------------------------------------------------------------------------------------------


def test_what_nobody_can_see_is_no_part_of_anybody() -> None:
    found = read(
        "people.csv",
        file(
            row(
                name="Dr.\u00a0Kim\u200b Invented",
                email="kim@example.org\u200b",
                slack_team="\u200eT0LAB",
                slack_user="U0KIM\u200b",
                department="Family\u00a0Medicine",
                bio="Here\u202e to listen",
            )
        ),
        DEMO,
    )
    assert found == [
        RosterRow(
            Person(
                id="",
                site="demo",
                name="Dr. Kim Invented",
                email="kim@example.org",
                profession=Profession.PHYSICIAN,
                department="Family Medicine",
                bio="Here to listen",
            ),
            (Account("slack", "T0LAB", "U0KIM"),),
        )
    ]


def test_an_id_twice_in_two_clothes_is_the_same_twice() -> None:
    other = row(email="lee@example.org", slack_team="T0LAB", slack_user="U0KIM\u200b")
    with pytest.raises(RosterError, match='line 3, column slack_user: "U0KIM" stands on line 2 already'):
        read("people.csv", file(row(slack_team="T0LAB", slack_user="U0KIM"), other), DEMO)


def test_an_object_id_in_braces_and_capitals(tmp_path: Path) -> None:
    tenant, user = "{AAAAAAAA-0000-4000-8000-000000000000}", "BBBBBBBB-0000-4000-8000-000000000000"
    (found,) = read("people.csv", file(row(teams_tenant=tenant, teams_user=user)), DEMO)
    assert found.accounts == (Account("teams", tenant[1:-1].lower(), user.lower()),)


# --- cells ---------------------------------------------------------------------------------------------------------


def test_a_day_with_two_readings_is_told_with_both_and_a_serial_number_with_its_day() -> None:
    signed = {"agreement_version": "demo-1"}
    with pytest.raises(RosterError, match='"01/02/2026" can be 2026-01-02 or 2026-02-01; expected YYYY-MM-DD'):
        read("people.csv", file(row(agreement_signed_on="01/02/2026", **signed)), DEMO)
    found = read("people.csv", file(row(agreement_signed_on="46054", **signed)), DEMO)
    assert remarks(found) == [
        "people.csv:line 2, column agreement_signed_on: 46054 is read as 2026-02-01, as Excel for Windows counts days"
    ]


def test_hours_with_a_comma_and_with_their_unit() -> None:
    for written, hours in {
        '"4,5"': 4.5,
        "4.5": 4.5,
        "4": 4,
        "4 h": 4,
        '"4,5 h"': 4.5,
        "6 heures": 6,
        "6 hrs": 6,
    }.items():
        assert person(trained_hours=written).trained_hours == hours


@pytest.mark.parametrize("written", ["woman", "Woman", "F", "female", "Femme", "féminin", "FÉMININ", "she/her", "elle"])
def test_a_woman_in_every_spelling(written: str) -> None:
    assert person(gender=written).gender == "woman"


@pytest.mark.parametrize("written", ["man", "M", "Male", "homme", "H", "masculin", "he/him", "il"])
def test_a_man_in_every_spelling(written: str) -> None:
    assert person(gender=written).gender == "man"


def test_another_word_stays_and_one_that_nobody_knows_is_told() -> None:
    assert person(gender="Two-Spirit").gender == "Two-Spirit"
    assert not remarks(read("people.csv", file(row(gender="non-binaire")), DEMO))
    found = read("people.csv", file(row(gender="Famale")), DEMO)
    assert found[0].person.gender == "Famale"
    assert remarks(found) == [
        'people.csv:line 2, column gender: "Famale" is kept as it is; a wish finds "woman" and "man" only'
    ]


@pytest.mark.parametrize(
    ("written", "stage"),
    [
        ("Mid", Stage.MID),
        ("mid-career", Stage.MID),
        ("mi-carrière", Stage.MID),
        ("Début de carrière", Stage.EARLY),
        ("résidente", Stage.TRAINEE),
        ("fin de carrière", Stage.LATE),
        ("Retraitée", Stage.RETIRED),
    ],
)
def test_stages(written: str, stage: Stage) -> None:
    assert person(career_stage=written).stage is stage


@pytest.mark.parametrize(
    ("written", "codes"),
    [
        ("en fr", ("en", "fr")),
        ("EN/FR", ("en", "fr")),
        ("English and French", ("en", "fr")),
        ("français et anglais", ("fr", "en")),
        ("fr-CA", ("fr",)),
        ("fra eng", ("fr", "en")),
        ('"French, Plains Cree"', ("fr", "crk")),
        ("langue des signes québécoise", ("fcs",)),
    ],
)
def test_languages(written: str, codes: tuple[str, ...]) -> None:
    assert person(languages=written).languages == codes


def test_roles_with_commas_and_in_french() -> None:
    assert person(roles='"Supporter, coordinator"').roles == {Role.SUPPORTER, Role.COORDINATOR}
    assert person(roles="aidante; coordonnatrice").roles == {Role.SUPPORTER, Role.COORDINATOR}


def test_an_address_out_of_a_mail_programme() -> None:
    assert person(email="Kim Invented <Kim@Example.org>;").email == "kim@example.org"


# --- what the programme file knows ---------------------------------------------------------------------------------


def test_a_team_that_no_site_has_is_told(tmp_path: Path) -> None:
    known = programme(tmp_path, site='slack_team = "T0LAB"')
    found = read("people.csv", file(row(slack_team="T0OTHER", slack_user="U0KIM")), known)
    (remark,) = remarks(found)
    assert remark.startswith('people.csv:line 2, column slack_team: no site of the programme file has "T0OTHER"')
    assert not remarks(read("people.csv", file(row(slack_team="T0LAB", slack_user="U0KIM")), known))


def test_versions(tmp_path: Path) -> None:
    known = programme(tmp_path, head='agreement_version_was = ["2026-1"]\nearlier_agreement_versions = ["2025-3"]')

    def version(written: str) -> tuple[str, list[str]]:
        cells = row(agreement_version=written, agreement_signed_on="2026-06-13")
        found = read("people.csv", file(cells), known)
        return found[0].person.agreement_version, remarks(found)

    assert version("demo-1") == ("demo-1", [])
    assert version("DEMO-1\u200b") == ("demo-1", [])
    assert version("2026-1") == ("demo-1", [])  # the same text under its older name
    assert version("2025-3") == ("2025-3", [])
    sentence = (
        'people.csv:line 2, column agreement_version: the programme file knows no version "v9", only "demo-1", '
        '"2026-1", "2025-3": a supporter who signed it is matched with nobody before they have signed again'
    )
    assert version("v9") == ("v9", [sentence])
    for made in ("Jan-26", "janv-26", "26-janv.", "01/01/2026", "46023"):
        with pytest.raises(RosterError, match="looks like a date that a spreadsheet made of a version"):
            version(made)


def test_what_spreadsheets_take_for_a_date_is_known_and_what_we_ship_is_none() -> None:
    assert all(map(looks_like_a_date, ["Jan-26", "janv-26", "févr.-26", "1-Jan", "01-janv", "2026-01-01", "1/1/2026"]))
    for path in PROGRAMMES.glob("*.toml"):
        assert not may_become_a_date(load(path).agreement_version)
    assert all(map(may_become_a_date, ["2026-1", "2026-01", "1-2026", "2026/1"]))
    assert not any(map(looks_like_a_date, ["v2026a", "demo-1", "2026a", "mars", "Mary-26", "version 3"]))


# --- a whole one ---------------------------------------------------------------------------------------------------

FIRST = (
    "Zoé Éloïse Maëlle Çelik Noëlle Anaïs Benoît Cléo Dorothée Eugénie François Gaël Hélène Irène Jérôme Kévin Léa "
    "Mélanie Naïma Océane"
)
STAGES = ("Début de carrière", "mi-carrière", "fin de carrière", "Retraitée")


def french_excel() -> list[str]:
    """Twenty people, as Excel for fr-CA saves them: semicolons, decimal commas, jj/mm/aaaa, and a column too many."""
    lines = [";".join((*(name.title() for name in COLUMNS), ""))]
    for place, first in enumerate(FIRST.split()):
        cells = {
            "site": "demo",
            "name": f"Dre {first} L'Inventée",
            "roles": "aidante" if place else "coordonnatrice",
            "email": f"personne{place}@example.org",
            "phone": f"204 555-01{place:02d}" + (" poste 22" if place % 5 == 0 else ""),
            "slack_team": "T0LAB",
            "slack_user": f"U0P{place:02d}",
            "career_stage": STAGES[place % 4],
            "languages": "français, anglais" if place % 2 else "Français",
            "gender": "F" if place % 3 else "Homme",
            "department": "Médecine familiale",
            "trained_hours": "4,5",
            "agreement_version": "demo-1",
            "agreement_signed_on": f"{13 + place % 10}/06/2026",
            "bio": "À l'écoute…" if place < 16 else "",
        }
        line = ";".join(cells.get(column, "") for column in COLUMNS) + ";"
        lines.append(line if place < 16 else line.rstrip(";"))
    return lines


@pytest.mark.parametrize("encoding", ["cp1252", "utf-16", "utf-8-sig"])
def test_twenty_people_out_of_a_french_excel(encoding: str) -> None:
    found = read("équipe.csv", "\r\n".join([*french_excel(), ""]).encode(encoding), DEMO)
    assert len(found) == 20
    assert not remarks(found)
    people = [each.person for each in found]
    assert [each.name.split()[1] for each in people] == FIRST.split()
    assert {each.stage for each in people} == set(Stage) - {Stage.TRAINEE}
    assert {each.gender for each in people} == {"woman", "man"}
    assert {each.trained_hours for each in people} == {4.5}
    assert {each.agreement_version for each in people} == {DEMO.agreement_version}
    assert all(each.agreement_signed_on and each.agreement_signed_on.month == 6 for each in people)
    assert people[0].phone == "204-555-0100 x22"
    assert people[1].languages == ("fr", "en")
    assert read("again.csv", write(found), DEMO) == found


def test_what_was_understood_of_it_is_shown_back_once_for_each_way_of_writing() -> None:
    found = read("équipe.csv", "\r\n".join([*french_excel(), ""]).encode("cp1252"), DEMO)
    told = list(readings.sentences(found))
    assert 'read: gender "Homme" as "man": lines 2, 5, 8, 11, 14, 17, 20' in told
    assert 'read: phone "204 555-0105 poste 22" as "204-555-0105 x22": line 7' in told
    assert 'read: career_stage "mi-carrière" as "mid": lines 3, 7, 11, 15, 19' in told
    assert 'read: agreement_signed_on "13/06/2026" as "2026-06-13": lines 2, 12' in told
    assert not any("555-0101" in line or "trained_hours" in line for line in told)  # nothing was made of these
    assert not list(readings.sentences(read("again.csv", write(found), DEMO)))


@pytest.mark.parametrize("meant", ["Zoé", "À l'écoute à Montréal", "Noëlle Benoît", "Çelik", "François-Éloi"])
def test_letters_that_were_opened_in_another_encoding_are_named_with_what_they_were(meant: str) -> None:
    """An export opened by a double click, and saved as UTF-8."""
    spoiled = meant.encode().decode("cp1252")
    with pytest.raises(RosterError, match=f'column name: "{spoiled}" is "{meant}" opened in another encoding'):
        read("people.csv", file(row(name=spoiled)), DEMO)
    assert person(name=spoiled.encode("cp1252").decode()).name == meant


def test_joao_is_left_alone() -> None:
    assert [person(name=name).name for name in ("JOÃO SÃO", "João", "NUÑEZ Ã.")] == ["JOÃO SÃO", "João", "NUÑEZ Ã."]


def test_what_excel_spoiled_of_it_is_named_each_cell_with_the_way_back() -> None:
    lines = french_excel()
    lines[3] = lines[3].replace("204 555-0102", "2,04556E+09")
    lines[5] = lines[5].replace("demo-1", "janv-26")
    lines[7] = lines[7].replace("19/06/2026", "01/06/2026").replace("18/06/2026", "01/06/2026")
    lines[9] = lines[9].replace("4,5", "04-mai")
    with pytest.raises(RosterError) as caught:
        read("équipe.csv", "\r\n".join([*lines, ""]).encode("cp1252"), DEMO)
    told = caught.value.problems
    assert [problem.partition(": ")[0] for problem in told] == [
        "équipe.csv:line 4, column phone",
        "équipe.csv:line 6, column agreement_version",
        "équipe.csv:line 8, column agreement_signed_on",
        "équipe.csv:line 10, column trained_hours",
    ]
    assert sum(AS_TEXT in problem for problem in told) == 3
    assert "2026-01-06 or 2026-06-01" in told[2]
