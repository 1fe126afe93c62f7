"""An entry of `evaluates` that names nobody is told by line, and `check` fails until it is settled (R27)."""

from pathlib import Path

import pytest

from tests.cli.conftest import DEMO, PEOPLE, Shell, person

TYPO = "robin.fictional@example.com"  # for ....org


def ben(evaluates: str, **cells: str) -> str:
    return person("ben@example.org", "Dr. Ben Invented", "supporter", "U0BEN", evaluates=evaluates, **cells)


def imported(shell: Shell, *rows: str, dry: bool = False) -> str:
    return shell.run("roster", "import", shell.people(*PEOPLE, *rows), *(["--dry-run"] if dry else [])).out


def failing(shell: Shell) -> list[str]:
    return [line for line in shell._run(("check",), 1, {}).out.splitlines() if " evaluate" in line]


def lists(shell: Shell, departments: str) -> None:
    lines = DEMO.read_text(encoding="utf-8").splitlines()
    other = [departments if line.startswith("departments = ") else line for line in lines]
    shell.env["PEERLINE_PROGRAMME"] = str(shell.write("lists.toml", *other))


@pytest.mark.parametrize("dry", [True, False])
def test_a_plain_typo_is_told_by_line_with_what_may_have_been_meant(shell: Shell, dry: bool) -> None:
    assert (
        imported(shell, ben(TYPO), dry=dry)
        .splitlines()[-1]
        .endswith(
            f'roster.csv:line 6, column evaluates: "{TYPO}" names nobody and no department of the roster; '
            f'did you mean "robin.fictional@example.org"? Mend it, or write "{TYPO}!" where that is right'
        )
    )


def test_check_fails_until_it_is_mended_and_names_no_address(shell: Shell) -> None:
    imported(shell, ben(TYPO))
    (line,) = failing(shell)
    assert line == (
        "FAIL  site demo: Dr. Ben Invented: 1 of the evaluates entries names nobody on the roster, so that they may be "
        "offered a request of whom they evaluate; roster import FILE.csv --dry-run names each"
    )
    assert "warn" not in imported(shell, ben("robin.fictional@example.org"))
    assert " evaluate" not in shell.run("check", code=1).out


def test_or_until_it_is_confirmed_which_stands_in_the_file_and_comes_back_with_it(shell: Shell) -> None:
    assert "warn" not in imported(shell, ben(f"{TYPO}! dept:Night_Clinic!"))
    shell.run("check", code=1)
    exported = shell.run("roster", "export").out
    assert f"{TYPO}! dept:Night_Clinic!" in exported
    again = shell.write("again.csv", exported.rstrip("\n"))
    other = "sqlite:///elsewhere/peerline.db"
    (shell.folder / "elsewhere").mkdir()
    assert "warn" not in shell.run("roster", "import", again, PEERLINE_DATABASE_URL=other).out
    assert shell.run("roster", "export", PEERLINE_DATABASE_URL=other).out == exported


def test_a_new_email_of_whom_they_evaluate_leaves_the_entry_naming_them(shell: Shell) -> None:
    imported(shell, ben("robin.fictional@example.org"))
    *others, robin = PEOPLE
    married = robin.replace("robin.fictional@example.org", "robin.married@example.org")
    assert "warn" not in shell.run("roster", "import", shell.people(*others, married)).out


def test_without_a_list_a_department_of_the_roster_is_known_and_a_typo_is_told(shell: Shell) -> None:
    lists(shell, "departments = []")
    doctor = person("ami@example.org", "Dr. Ami", department="Family Medicine")
    assert "warn" not in imported(shell, doctor, ben("dept:family_medicine"))
    told = imported(shell, doctor, ben("dept:Famly_Medicine"))
    assert '"dept:Famly_Medicine" names nobody' in told
    assert 'did you mean "dept:Family_Medicine"?' in told
    assert len(failing(shell)) == 2  # and that nobody who is on no roster is asked for theirs


def test_with_a_list_it_alone_counts_and_a_department_beside_it_is_told_too(shell: Shell) -> None:
    lists(shell, 'departments = ["Family Medicine", "Surgery"]')
    doctor = person("ami@example.org", "Dr. Ami", department="Famly Medicine")
    told = imported(shell, doctor, ben("dept:Famly_Medicine dept:Surgery"))
    assert 'line 7, column evaluates: "dept:Famly_Medicine" names nobody' in told
    assert 'line 6, column department: "Famly Medicine" is no department of site demo; did you mean' in told
    said = shell._run(("check",), 1, {}).out
    assert "FAIL  site demo: 1 person has a department that is not among the site's departments" in said
    assert "is not asked" not in said


def test_an_entry_that_names_only_somebody_off_the_list_is_told_until_it_is_settled(shell: Shell) -> None:
    anne = person("anne.cote@example.org", "Dr. Anne")
    imported(shell, ben("anne.cote@example.org"), anne)
    shell.run("check", code=1)
    said = shell.run("roster", "import", shell.people(*PEOPLE, ben("anne.cote@example.org")), "--complete", "--ends=1")
    assert 'line 6, column evaluates: "anne.cote@example.org" names nobody on the roster any more' in said.out
    (line,) = failing(shell)
    assert "Dr. Ben Invented: 1 of the evaluates entries names nobody" in line
    imported(shell, ben("anne.cote@example.org!"))
    shell.run("check", code=1)


@pytest.mark.parametrize("dry", [True, False])
def test_a_line_of_the_name_of_whom_it_ends_and_somebody_evaluates_stops_the_import(shell: Shell, dry: bool) -> None:
    old, new = (person(f"anne.{each}@example.org", "Dr. Anne") for each in ("cote", "tremblay"))
    imported(shell, ben("anne.cote@example.org"), old)
    before = shell.run("roster", "export").out
    words: list[str | Path] = [
        "roster",
        "import",
        shell.people(*PEOPLE, ben("anne.cote@example.org"), new),
        "--complete",
        "--ends=1",
    ]
    said = shell._run((*words, *(["--dry-run"] if dry else [])), 0 if dry else 1, {})
    assert (
        "line 7 has the name of Dr. Anne, who would be ended and whom somebody evaluates; nothing was changed"
        in said.out + said.err
    )
    assert "line 7 and Dr. Anne, who would be ended, have one name; if it is one person" in said.out
    assert "the next import may have the new e-mail" in said.out
    assert shell.run("roster", "export").out == before
    both = shell.people(*PEOPLE, ben("anne.tremblay@example.org"), new)  # the rule names the new line
    assert "1 people were ended" in shell.run("roster", "import", both, "--complete", "--ends=1").out
    shell.run("check", code=1)


@pytest.mark.parametrize("beside", [True, False])
def test_nor_does_it_go_in_two_steps_or_under_another_name_with_the_same_number(shell: Shell, beside: bool) -> None:
    """`beside`: the new line came with a file that ended nobody, and the old one is left out of the next."""
    old = person("anne.cote@example.org", "Dr. Anne Cote", phone="204-555-0144")
    new = person("anne.tremblay@example.org", "Dr. Anne Tremblay", phone="204-555-0144")
    imported(shell, ben("anne.cote@example.org"), old, *([new] if beside else []))
    file = shell.people(*PEOPLE, ben("anne.cote@example.org"), new)
    said = shell.run("roster", "import", file, "--complete", "--ends=1", code=1)
    assert "line 7 has the phone of Dr. Anne Cote, who would be ended" in said.err
    assert "Dr. Anne Cote, who would be ended, have one phone" in said.out


def test_the_old_line_first_with_an_account_moves_an_email(shell: Shell) -> None:
    imported(shell, ben("anne.cote@example.org"), person("anne.cote@example.org", "Dr. Anne"))
    imported(shell, ben("anne.cote@example.org"), person("anne.cote@example.org", "Dr. Anne", user="U0ANNE"))
    new = person("anne.tremblay@example.org", "Dr. Anne", user="U0ANNE")
    said = shell.run("roster", "import", shell.people(*PEOPLE, ben("anne.cote@example.org"), new), "--complete").out
    assert "by the account; the e-mail is another" in said
    assert "warn" not in said
    shell.run("check", code=1)


def test_what_a_hard_rule_hangs_on_stands_last_and_in_the_spelling_of_the_list(shell: Shell) -> None:
    lists(shell, 'departments = ["Internal Medicine"]')
    typo = person("ami@example.org", "Dr. Ami", department="internl medicine", phone="+1 (204) 555 0144")
    *_, head, entry, department = imported(shell, ben(TYPO), typo).splitlines()
    assert head == "2 things that a hard rule hangs on; `check` fails until each is mended:"
    assert entry.startswith("warn  ")
    assert TYPO in entry
    assert department.endswith('did you mean "Internal Medicine"?')
