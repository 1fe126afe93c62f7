"""What an import says: who is added, changed, recognised, missing. And what it takes before a file ends anybody."""

import pytest

from tests.cli.conftest import HEADER, PEOPLE, Shell, person

OTHERS = [person(f"kim{number}@example.org", f"Dr. Kim {number}", user=f"U0KIM{number}") for number in range(96)]


def imported(shell: Shell, *rows: str, options: tuple[str, ...] = (), code: int = 0) -> list[str]:
    said = shell.run("roster", "import", shell.write("roster.csv", HEADER, *rows), *options, code=code)
    return [*said.out.splitlines(), *said.err.splitlines()]


def test_added_changed_recognised_and_missing_are_told_by_line_and_column(shell: Shell) -> None:
    imported(shell, *PEOPLE)
    coordinator, _, supporter, physician = PEOPLE
    married = physician.replace("robin.fictional@example.org", "robin.married@example.org")
    changed = supporter.replace(",late,", ",mid,")
    assert changed != supporter
    new = person("kim@example.org", "Dr. Kim Invented", user="U0KIM")
    rows = (coordinator, changed, new, married)
    dry = imported(shell, *rows, options=("--dry-run",))
    said = imported(shell, *rows)
    assert said == [
        "added: line 4",
        "changed: career_stage: line 3",
        "changed: email: line 5",
        "recognised: line 5 by the account; the e-mail is another",
        "on the roster and not in the file: Devon Madeup, site demo",
        "1 people were added, 2 updated, 1 left as they are",
        "people on the roster: 4 before, 5 after",
    ]
    assert [line.replace("would be", "were") for line in dry] == said
    words = "\n".join(said)
    assert "@" not in words
    assert "late" not in words


def test_a_header_alone_warns_and_ends_nobody(shell: Shell) -> None:
    imported(shell, *PEOPLE)
    for options in ((), ("--complete",), ("--complete", "--ends", "0")):
        said = imported(shell, options=options)
        assert said[-1] == "people on the roster: 4 before, 4 after"
        assert any(line.startswith("warn  ") and "has a header and no people" in line for line in said)
    assert (
        "--ends 4 was given, and 0 people would be ended"
        in imported(shell, options=("--complete", "--ends", "4"), code=1)[-1]
    )


def test_half_a_file_ends_nobody_without_the_number(shell: Shell) -> None:
    imported(shell, *PEOPLE, *OTHERS)
    half = (*PEOPLE, *OTHERS[:48])
    assert imported(shell, *half)[-1] == "people on the roster: 100 before, 100 after"
    refused = imported(shell, *half, options=("--complete",), code=1)
    assert refused[-1] == (
        "48 people on the roster are not in the file, and would be ended. Nothing was changed. If that is right, add "
        "--ends 48"
    )
    assert imported(shell, *half, options=("--complete", "--ends", "47"), code=1)[-1] == (
        "--ends 47 was given, and 48 people would be ended; nothing was changed"
    )
    assert shell.run("roster", "export").out.count("\n") == 101
    dry = imported(shell, *half, options=("--complete", "--dry-run"))
    assert dry[-2:] == ["people on the roster: 100 before, 52 after", f"warn  {refused[-1]}"]
    done = imported(shell, *half, options=("--complete", "--ends", "48"))
    assert done[-2:] == ["48 people were ended", "people on the roster: 100 before, 52 after"]
    assert done.count("ended: 28 more") == 1
    assert shell.run("roster", "export").out.count("\n") == 53
    assert imported(shell, *half, options=("--complete",))[-1] == "people on the roster: 52 before, 52 after"


@pytest.mark.parametrize(("missing", "number"), [(2, False), (3, True)])
def test_two_of_a_hundred_end_without_the_number_and_three_do_not(shell: Shell, missing: int, number: bool) -> None:
    imported(shell, *PEOPLE, *OTHERS)
    said = imported(shell, *PEOPLE, *OTHERS[missing:], options=("--complete",), code=int(number))
    assert ("--ends 3" in said[-1]) is number


def test_one_of_ten_is_more_than_a_twentieth(shell: Shell) -> None:
    imported(shell, *PEOPLE, *OTHERS[:6])
    said = imported(shell, *PEOPLE, *OTHERS[1:6], options=("--complete",), code=1)
    assert "add --ends 1" in said[-1]


def test_a_coordinator_never_ends_without_the_number(shell: Shell) -> None:
    imported(shell, *PEOPLE, *OTHERS)
    said = imported(shell, *PEOPLE[1:], *OTHERS, options=("--complete",), code=1)
    assert "1 of them is one of the coordinators. Nothing was changed. If that is right, add --ends 1" in said[-1]


def test_the_last_coordinator_of_a_site_never_ends(shell: Shell) -> None:
    imported(shell, *PEOPLE)
    said = imported(shell, *PEOPLE[2:], options=("--complete", "--ends", "2"), code=1)
    assert said[-1] == (
        "nobody would be left as coordinator of site demo; nothing was changed. The file has to name one"
    )


def test_who_comes_back_in_a_later_file_is_who_they_were(shell: Shell) -> None:
    imported(shell, *PEOPLE, *OTHERS)
    before = shell.run("roster", "export").out
    imported(shell, *PEOPLE, *OTHERS[1:], options=("--complete",))
    said = imported(shell, *PEOPLE, *OTHERS)
    assert said == [
        "added: line 6",
        "recognised: line 6 as somebody who was on the roster before",
        "1 people were added, 0 updated, 99 left as they are",
        "people on the roster: 99 before, 100 after",
    ]
    assert shell.run("roster", "export").out == before


def test_ends_without_complete_is_refused(shell: Shell) -> None:
    assert "--ends goes with --complete" in imported(shell, *PEOPLE, options=("--ends", "1"), code=1)[-1]


def test_likely_doubles_are_told_and_left_alone(shell: Shell) -> None:
    imported(shell, *PEOPLE)
    double = person("r.fictional@example.org", "dr. robin  fictional")
    said = imported(shell, *PEOPLE, double)
    assert any("line 5 and line 6 have one name" in line for line in said)
    assert said[-1] == "people on the roster: 4 before, 5 after"
    (told,) = [line for line in shell.run("check", code=1).out.splitlines() if "may be one person" in line]
    assert told.startswith("warn  roster: Dr. Robin Fictional and dr. robin")


def test_an_account_that_changes_hands_stops_the_import_unless_it_is_said(shell: Shell) -> None:
    imported(shell, *PEOPLE)
    *others, physician = PEOPLE
    bare = physician.replace("T0DEMO,U0ROBIN", ",")
    assert bare != physician
    taken = physician.replace("robin.fictional@example.org", "kim@example.org").replace("Robin Fictional", "Kim Other")
    said = imported(shell, *others, bare, taken, code=1)
    assert said[-1].endswith(
        "roster.csv:line 6, column slack_user: this account belongs to the person on line 5, and the e-mail does not; "
        "expected one line for one person. Where the account has changed hands, add --move"
    )
    assert "1 people were added" in "\n".join(imported(shell, *others, bare, taken, options=("--move",)))
    assert "Dr. Kim Other" in shell.run("roster", "export").out


def test_whoever_a_file_has_ended_can_be_shown_and_forgotten(shell: Shell) -> None:
    imported(shell, *PEOPLE, *OTHERS)
    imported(shell, *PEOPLE, *OTHERS[1:], options=("--complete",))
    shown = shell.run("people", "show", "kim0@example.org").out
    assert "Dr. Kim 0" in shown
    assert shown.splitlines()[1].startswith("off the roster       yes")
    shell.run("people", "forget", "kim0@example.org", "--yes")
    assert "nobody on the roster" in shell.run("people", "show", "kim0@example.org", code=1).err
