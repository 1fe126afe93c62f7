"""The coordinator brings the roster in, and takes it out again."""

import sqlite3
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from bot.clock import SystemClock
from bot.roster.cells import COLUMNS
from storage.database.connect import open_database
from storage.database.db_errors import sentence
from storage.database.transaction import changing
from storage.encryption.keys import KeyFile
from storage.transactions.writer import writer_for
from tests.cli.conftest import PEOPLE, Shell, person


def test_the_first_import_makes_the_database_and_the_keys_and_the_second_changes_nothing(shell: Shell) -> None:
    file = shell.people()
    shell.run("migrate")
    assert shell.run("roster", "import", file, "--dry-run").out == (
        "4 people would be added, 0 updated, 0 left as they are\npeople on the roster: 0 before, 4 after\n"
    )
    assert shell.run("roster", "export").out == ",".join(COLUMNS) + "\n"
    assert shell.run("roster", "import", file).out == (
        "4 people were added, 0 updated, 0 left as they are\npeople on the roster: 0 before, 4 after\n"
    )
    assert shell.run("roster", "import", file).out == (
        "0 people were added, 0 updated, 4 left as they are\npeople on the roster: 4 before, 4 after\n"
    )
    assert shell.keys.stat().st_mode & 0o777 == 0o600
    assert b"Robin" not in shell.database.read_bytes()


def test_a_dry_run_makes_no_database_and_no_key(shell: Shell) -> None:
    file = shell.people()
    said = shell.run("roster", "import", file, "--dry-run")
    assert said.out == (
        "4 people would be added, 0 updated, 0 left as they are\npeople on the roster: 0 before, 4 after\n"
    )
    wrong = shell.people(person("kim@example.org", "Dr. Kim", "suporter"))
    assert "is not a role" in shell.run("roster", "import", wrong, "--dry-run", code=1).err
    assert [path.name for path in shell.folder.iterdir()] == ["roster.csv"]


def test_r60_the_technical_role_stands_alone(shell: Shell) -> None:
    both = shell.people(person("kim@example.org", "Kim Invented", "technical coordinator"))
    said = shell.run("roster", "import", both, code=1)
    assert 'line 2, column roles: "technical" stands with others; this role sees nobody' in said.err
    alone = shell.people(person("kim@example.org", "Kim Invented", "technical"))
    assert shell.run("roster", "import", alone).out.startswith("1 people were added")
    assert ",technical," in shell.run("roster", "export").out


def test_what_is_exported_comes_back_the_same_in_another_house(shell: Shell) -> None:
    shell.run("roster", "import", shell.people())
    exported = shell.run("roster", "export").out
    assert exported.count("\n") == len(PEOPLE) + 1
    file = shell.write("again.csv", exported.rstrip("\n"))
    other = "sqlite:///elsewhere/peerline.db"
    (shell.folder / "elsewhere").mkdir()
    assert shell.run("roster", "import", file, PEERLINE_DATABASE_URL=other).out.startswith("4 people were added")
    assert shell.run("roster", "export", PEERLINE_DATABASE_URL=other).out == exported


BAD = {
    "a wrong cell": (
        [person("kim@example.org", "Dr. Kim", "suporter")],
        'line 2, column roles: "suporter" is not a role',
    ),
    "somebody twice": ([PEOPLE[0], PEOPLE[0]], "line 3, column email"),
    "a cell too many": ([f"{PEOPLE[0]},more"], "line 2: 20 cells; expected 19"),
    "a site of somebody else": ([person("kim@example.org", "Dr. Kim", site="north")], "line 2, column site"),
}


def test_one_wrong_line_keeps_the_whole_file_out(shell: Shell) -> None:
    for story, (rows, problem) in BAD.items():
        said = shell.run("roster", "import", shell.people(*rows, PEOPLE[1]), code=1)
        assert problem in said.err, story
        assert said.out == ""
    assert not shell.database.parent.exists()


def test_it_works_beside_a_running_house(shell: Shell) -> None:
    """The other process presses on all the while, and neither of them fails."""
    shell.run("migrate")
    database = open_database(f"sqlite:///{shell.database}")
    file = KeyFile(shell.keys)
    file.make_if_missing()
    writer = writer_for(database, file, SystemClock())
    presses = 0
    with ThreadPoolExecutor(1) as beside:
        importing = beside.submit(shell.run, "roster", "import", shell.people())
        while not importing.done():
            key = f"event {presses}"
            assert writer.submit(lambda unit, key=key: unit.inbox.first_time(key)).result(10)  # type: ignore[misc]
            presses += 1
    assert importing.result().out.startswith("4 people were added")
    assert presses > 10
    assert len(writer.submit(lambda unit: unit.people.everybody()).result(10)) == 4
    writer.close()
    database.close()


def test_a_file_that_is_not_there_and_one_that_is_not_text(shell: Shell) -> None:
    assert shell.run("roster", "import", "none.csv", code=1).err == "none.csv: No such file or directory\n"
    (shell.folder / "word.csv").write_bytes(b"site,name\x81\x8d")
    assert "not UTF-8 text" in shell.run("roster", "import", "word.csv", code=1).err


def test_without_a_programme_file_the_roster_has_nothing_to_stand_on(shell: Shell) -> None:
    file = shell.people()
    assert "PEERLINE_PROGRAMME is not set" in shell.run("roster", "import", file, code=1, PEERLINE_PROGRAMME="").err
    broken = str(shell.write("broken.toml", "[programme]", "name = 3"))
    assert "broken.toml" in shell.run("roster", "import", file, code=1, PEERLINE_PROGRAMME=broken).err


def test_a_place_that_cannot_be_written_to_gets_a_sentence(shell: Shell) -> None:
    shell.write("var", "a file where the folder should be")
    assert shell.run("migrate", code=1).err == "var/peerline.db: Not a directory\n"
    shell.write("notes.db", "this is no database")
    said = shell.run("roster", "export", code=1, PEERLINE_DATABASE_URL="sqlite:///notes.db")
    assert said.err == "the database file is not an SQLite database\n"
    said = shell.run("roster", "export", code=1, PEERLINE_DATABASE_URL="mysql://someone:s3cret@db/peerline")
    assert "not supported" in said.err
    assert "s3cret" not in said.err


def test_a_full_disk_is_called_one(tmp_path: Path) -> None:
    """T-F10: it was told that the database does not answer, and to try again."""
    database = open_database(f"sqlite:///{tmp_path / 'full.db'}")
    with changing(database) as link:
        link.driver.execute("CREATE TABLE many (one BLOB)")
        pages = link.driver.execute("PRAGMA page_count").fetchone()[0]
        link.driver.execute(f"PRAGMA max_page_count = {pages + 1}")
        with pytest.raises(sqlite3.OperationalError) as full:
            link.driver.execute("INSERT INTO many VALUES (zeroblob(100000))")
    expected = "the disk of the database is full; nothing was changed. Make room, then run this again"
    assert sentence(full.value) == expected
    database.close()
