"""The volume was not mounted, or a copy was stopped: nobody begins with an empty programme unless they say so."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from storage.encryption.keys import fresh
from tests.cli.commands import ONLY_FIGURES, OPEN_SEALS, everything, move_in
from tests.cli.conftest import Shell
from tests.conftest import Postgres

STATES = ("gone", "empty", "without a table")
TOLD = (
    ", and var/erased and var/keys show that there was a database. Is its disk mounted, and PEERLINE_DATABASE_URL the "
    "right one? Else restore a backup, or begin with nobody: python app.py migrate --anew"
)
COMMANDS = OPEN_SEALS | ONLY_FIGURES | {"migrate": (), "roster import": ("roster.csv", "--dry-run")}


@pytest.fixture(scope="module")
def lived_in(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("lived-in")


@pytest.fixture
def house(shell: Shell, lived_in: Path) -> Shell:
    move_in(shell, lived_in)
    return shell


def lose(database: Path, state: str = "gone") -> None:
    database.unlink()
    if state == "empty":
        database.touch(mode=0o600)
    if state == "without a table":
        with closing(sqlite3.connect(database)) as link:
            link.execute("PRAGMA journal_mode = WAL")
        assert database.stat().st_size


@pytest.mark.parametrize(
    ("command", "state"), [*((command, "gone") for command in COMMANDS), *(("serve", state) for state in STATES[1:])]
)
def test_nothing_is_begun_anew_by_itself(house: Shell, command: str, state: str) -> None:
    lose(house.database, state)
    before = everything(house.folder)
    said = house.run(*command.split(), *COMMANDS[command], code=1)
    assert said.err == f"var/peerline.db is {'gone' if state == 'gone' else 'empty'}{TOLD}\n"
    assert everything(house.folder) == before


def test_an_import_does_not_either(house: Shell) -> None:
    lose(house.database)
    assert house.run("roster", "import", "roster.csv", code=1).err.endswith(f"{TOLD}\n")


@pytest.mark.parametrize("state", STATES)
def test_check_says_the_same(house: Shell, state: str) -> None:
    lose(house.database, state)
    found = [line for line in house.run("check", code=1).out.splitlines() if line[6:].startswith("database")]
    assert found == [f"FAIL  database: var/peerline.db is {'gone' if state == 'gone' else 'empty'}{TOLD}"]


@pytest.mark.parametrize("state", STATES)
def test_a_backup_comes_back_into_it(house: Shell, state: str) -> None:
    before = house.run("roster", "export").out
    lose(house.database, state)
    house.run("restore", "sunday")
    assert house.run("roster", "export").out == before


@pytest.mark.parametrize("state", STATES)
def test_whoever_begins_anew_says_so_and_nobody_who_was_erased_comes_back(house: Shell, state: str) -> None:
    """The list is written anew from the database: what it held would be lost within a quarter of an hour."""
    house.run("people", "forget", "ada.maple@example.org", "--yes")
    lose(house.database, state)
    assert house.run("migrate", "--anew").out.startswith("the database is at ")
    house.run("people", "show", "ada.maple@example.org", code=1)
    house.run("roster", "import", house.people())
    house.run("people", "forget", "casey.sample@example.org", "--yes")  # the list is written
    said = house.run("restore", "sunday", "--force").out
    assert said.endswith("erased again, since they were erased after that backup: 1\n")
    assert "Maple" not in house.run("roster", "export").out


def test_a_list_that_does_not_open_is_not_written_over(house: Shell) -> None:
    lose(house.database)
    house.keys.unlink()
    before = everything(house.folder)
    assert "var/erased does not open" in house.run("migrate", "--anew", code=1).err
    assert everything(house.folder) == before


def test_the_first_time_everything_is_as_easy_as_ever(shell: Shell) -> None:
    assert shell.run("serve", code=1).err == "var/peerline.db does not exist yet; run: python app.py migrate\n"
    assert list(shell.folder.iterdir()) == []
    shell.database.parent.mkdir()
    shell.database.touch()
    assert shell.run("roster", "export", code=1).err == "var/peerline.db is empty; run: python app.py migrate\n"
    shell.run("roster", "import", shell.people())
    assert "Casey" in shell.run("roster", "export").out


def test_on_postgresql_the_list_tells(shell: Shell, postgres: Postgres) -> None:
    url = postgres.create(migrated=False)
    erased = shell.folder / "erased"
    shell.env |= {"PEERLINE_DATABASE_URL": url, "PEERLINE_KEYS": fresh(), "PEERLINE_ERASURES": str(erased)}
    assert shell.run("serve", code=1).err == "the database is empty; run: python app.py migrate\n"
    shell.run("roster", "import", shell.people())
    shell.run("people", "forget", "ada.maple@example.org", "--yes")
    postgres.drop(url)
    shell.env["PEERLINE_DATABASE_URL"] = url = postgres.create(migrated=False)
    told = f"the database is empty, and {erased} shows that there was a database. "
    for words in (("serve",), ("migrate",), ("roster", "import", shell.people())):
        assert shell.run(*words, code=1).err.startswith(told)
    assert f"FAIL  database: {told}" in shell.run("check", code=1).out
    shell.run("migrate", "--anew")
    shell.run("roster", "import", shell.people())
    postgres.drop(url)
