"""What a command writes: never over somebody's file, in no folder that is only not mounted, and for whoever serves."""

import os
import stat
from pathlib import Path

import pytest

from storage.encryption.keys import fresh
from tests.cli.conftest import Shell

FIGURES = {
    "report": ("--site", "demo", "--format", "csv", "--out"),
    "export": ("--site", "demo", "--out"),
}


@pytest.mark.parametrize("command", FIGURES)
def test_figures_are_not_written_over_a_file_that_is_there(shell: Shell, command: str) -> None:
    """`--out roster.csv` by a slip of the hand, and the roster was gone."""
    roster = shell.people()
    shell.run("roster", "import", roster)
    before = roster.read_bytes()
    said = shell.run(command, *FIGURES[command], roster, code=1)
    assert said.err == f"{roster} exists already; choose another name, or say --force to overwrite it\n"
    assert roster.read_bytes() == before
    shell.run(command, *FIGURES[command], roster, "--force")
    assert roster.read_bytes() != before


@pytest.mark.parametrize("command", ["migrate", "roster import", "check", "serve"])
def test_a_folder_that_is_not_there_is_not_made(shell: Shell, command: str) -> None:
    """Its disk was not mounted, and a new house began in silence on the wrong one."""
    shell.env["PEERLINE_DATABASE_URL"] = f"sqlite:///{shell.folder}/data/peerline.db"
    told = (
        f"the folder of the database {shell.folder}/data/peerline.db is not there. Is its disk mounted, and "
        f"PEERLINE_DATABASE_URL the right path? Else make it: mkdir -m 700 {shell.folder}/data\n"
    )
    said = shell.run(*command.split(), *([shell.people()] if command == "roster import" else []), code=1)
    assert f"FAIL  database: {told}" in said.out if command == "check" else said.err == told
    assert not (shell.folder / "data").exists()
    (shell.folder / "data").mkdir(mode=0o700)
    shell.run("migrate")


@pytest.mark.parametrize(
    ("parameter", "told"),
    [("sslmod=require", "did you mean sslmode?"), ("xyzzy=1", "expected one such as sslmode=req")],
)
def test_a_parameter_that_postgresql_does_not_know(shell: Shell, parameter: str, told: str) -> None:
    shell.env |= {
        "PEERLINE_DATABASE_URL": f"postgresql+psycopg://peer@127.0.0.1:1/peer?{parameter}",
        "PEERLINE_KEYS": fresh(),
    }
    begins = "PEERLINE_DATABASE_URL has a parameter behind the ? that PostgreSQL does not know; "
    assert shell.run("migrate", code=1).err.startswith(begins + told)
    assert f"FAIL  database: {begins}{told}" in shell.run("check", code=1).out


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can give a file away")
def test_what_root_makes_belongs_to_whoever_serves_there(shell: Shell) -> None:
    """`sudo python app.py migrate`, and the service could not open its own database, key file or list."""
    os.chown(shell.folder, 4711, 4712)
    shell.run("roster", "import", shell.people())
    shell.run("people", "forget", "ada.maple@example.org", "--yes")
    shell.run("keys", "rotate")
    shell.run("backup", "var/sunday")
    shell.run("restore", "var/sunday", "--force")
    made = [shell.folder / "var", *(shell.folder / "var").iterdir()]
    assert {"keys", "erased", "sunday", "peerline.db", "peerline.db.lock"} <= {each.name for each in made}
    assert {each.name: _owner(each) for each in made} == dict.fromkeys((each.name for each in made), (4711, 4712))


def _owner(path: Path) -> tuple[int, int]:
    about = path.stat()
    assert not stat.S_IMODE(about.st_mode) & 0o077
    return about.st_uid, about.st_gid
