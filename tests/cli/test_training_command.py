"""The training ledger from outside (R52): rows that a spreadsheet reads, and a word on what stands in none."""

from tests.cli.conftest import PEOPLE, Shell


def test_hours_that_came_with_the_roster_are_told_beside_the_rows(shell: Shell) -> None:
    shell.run("roster", "import", shell.people())
    said = shell.warned("training")
    assert said.out == "site,name,email,day,hours,kind\n"
    assert said.err == (
        "1 person has hours that came with the roster file. "
        "The roster has their sum and no days, so they stand in no row.\n"
    )


def test_without_such_hours_nothing_is_said(shell: Shell) -> None:
    shell.run("roster", "import", shell.people(*[row for row in PEOPLE if ",supporter," not in row]))
    assert shell.run("training", "--site", "demo").out == "site,name,email,day,hours,kind\n"
