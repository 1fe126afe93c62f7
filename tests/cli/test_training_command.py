"""The training ledger from outside (R52): rows that a spreadsheet reads, and a word on what stands in none."""

import pytest

from tests.cli.conftest import DEMO, PEOPLE, Shell

HEADER = "site,name,email,day,hours,kind,credits,owed,paid_on\n"
ADA = "ada.maple@example.org"


def test_hours_that_came_with_the_roster_are_told_beside_the_rows(shell: Shell) -> None:
    shell.run("roster", "import", shell.people())
    said = shell.warned("training")
    assert said.out == HEADER
    assert said.err == (
        "1 person has hours that came with the roster file. "
        "The roster has their sum and no days, so no row has them; give them days with: "
        "python app.py training import FILE.csv\n"
    )


def test_without_such_hours_nothing_is_said(shell: Shell) -> None:
    shell.run("roster", "import", shell.people(*[row for row in PEOPLE if ",supporter," not in row]))
    assert shell.run("training", "--site", "demo").out == HEADER


def paying(shell: Shell) -> str:
    text = DEMO.read_text(encoding="utf-8")
    rates = "\n[policy]\nsessional_rate = 176.18\ncredits_per_hour = 1\n"
    return str(shell.write("pays.toml", text.replace("\n[policy]\n", rates, 1)))


def test_r52_the_first_cohort_is_dated_paid_and_goes_out_as_it_came_in(shell: Shell) -> None:
    pays = paying(shell)
    shell.run("roster", "import", shell.people())
    file = shell.write("training.csv", "email,day,hours,kind", f"{ADA},2026-02-01,4,initial")
    assert shell.run("training", "import", file, "--dry-run").out == (
        "sessions: 1 new, 0 changed, 0 unchanged; nothing was written\n"
    )
    assert shell.run("training", "import", file).out == "sessions: 1 new, 0 changed, 0 unchanged\n"
    whole = shell.run("training", PEERLINE_PROGRAMME=pays).out
    assert whole == f"{HEADER}demo,Dr. Ada Maple-Example,{ADA},2026-02-01,4,initial,4,704.72,\n"
    paid = shell.write("paid.csv", *whole.replace("704.72,", "704.72,2026-03-15").splitlines())
    assert "1 changed" in shell.run("training", "import", paid).out
    assert ",0.00,2026-03-15\n" in shell.run("training", PEERLINE_PROGRAMME=pays).out
    assert shell.run("training", "--site", "demo").out.endswith(",4,initial,4,,2026-03-15\n")


@pytest.mark.parametrize(
    ("row", "told"),
    [
        (f"{ADA},2999-02-01,4,initial", "column day: 2999-02-01 is still to come"),
        (f"{ADA},2026-02-01,0,initial", "column hours: expected more than 0"),
        (f"{ADA},2026-02-01,four,initial", "column hours"),
        (f"{ADA},2026-02-01,4,party", "column kind: expected one of initial refresher"),
        ("nobody@example.org,2026-02-01,4,initial", "line 2: nobody on the roster has this email"),
        ("nobody,2026-02-01,4,initial", "column email"),
        (f"{ADA},2026-02-01,4", "column kind: expected one of initial refresher"),
        (f"{ADA},2026-02-01,4,initial,x", "5 cells; expected 4"),
    ],
)
def test_what_cannot_be_is_told_with_its_line_and_nothing_is_kept(shell: Shell, row: str, told: str) -> None:
    shell.run("roster", "import", shell.people())
    said = shell.run("training", "import", shell.write("t.csv", "email,day,hours,kind", row), code=1)
    assert told in said.err
    assert shell.warned("training").out == HEADER
