"""Keys are retired, backups go with them, and whoever comes too late is told so."""

import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from storage.database import migrate
from storage.encryption.keys import GivenKeys, fresh
from tests.cli.conftest import Shell, person
from tests.storage.before import KEY_OF_5A1326C, unpack
from tests.storage.test_older_backups import at, backed_up


def test_rotated_twice_everybody_is_still_there_and_every_key_is_new(shell: Shell) -> None:
    shell.run("roster", "import", shell.people())
    before = shell.run("roster", "export").out
    keys = {shell.keys.read_text()}
    for _ in range(2):
        said = shell.run("keys", "rotate")
        assert "the old one is retired" in said.out
        assert said.out.endswith("make a fresh backup now: one that was made before opens with the old key only\n")
        keys.add(shell.keys.read_text())
    assert len(keys) == 3
    assert shell.keys.stat().st_mode & 0o777 == 0o600
    assert shell.run("roster", "export").out == before


def test_a_database_beside_it_is_not_shut_for_ever_by_a_rotation(shell: Shell) -> None:
    """Whoever tries a backup out beside the database has two that share the key file."""
    shell.run("roster", "import", shell.people())
    shell.run("backup", "sunday")
    other = shell.database.with_name("tried-out.db")
    shell.run("restore", "sunday", PEERLINE_DATABASE_URL=f"sqlite:///{other}")
    keys = shell.keys.read_text()
    said = shell.run("keys", "rotate", code=1)
    assert "tried-out.db is in the same folder and shares the key file keys" in said.err
    assert "move it to a folder of its own, with a copy of the key file" in said.err
    assert shell.keys.read_text() == keys
    other.unlink()
    assert "the old one is retired" in shell.run("keys", "rotate").out


def test_a_backup_comes_back_until_its_key_is_retired(shell: Shell) -> None:
    shell.run("roster", "import", shell.people())
    before = shell.run("roster", "export").out
    assert "rows are sealed in sunday" in shell.run("backup", "sunday").out
    saved = shell.folder / "sunday"
    assert saved.stat().st_mode & 0o777 == 0o600
    assert b"Robin" not in saved.read_bytes()

    assert "not empty" in shell.run("restore", "sunday", code=1).err
    _lose(shell.database)
    assert "rows are back from sunday\n" in shell.run("restore", "sunday").out
    assert shell.run("roster", "export").out == before

    shell.run("keys", "rotate")
    assert "retired" in shell.run("restore", "sunday", "--force", code=1).err
    assert shell.run("roster", "export").out == before


def test_a_backup_is_overwritten_only_by_force(shell: Shell) -> None:
    shell.run("roster", "import", shell.people())
    shell.run("backup", "sunday")
    saved = shell.folder / "sunday"
    before = saved.read_bytes()
    said = shell.run("backup", "sunday", code=1)
    assert said.err == "sunday exists already; choose another name, or say --force to overwrite it\n"
    assert saved.read_bytes() == before
    shell.run("backup", "sunday", "--force")
    assert saved.read_bytes() != before
    assert saved.stat().st_mode & 0o777 == 0o600

    assert "--force" in shell.run("restore", "sunday", code=1).err
    assert shell.run("restore", "sunday", "--force").out.endswith("rows are back from sunday\n")


@pytest.mark.parametrize("name", ["letter", "var/peerline.db", "var/keys"])
def test_force_replaces_backups_and_nothing_else(shell: Shell, name: str) -> None:
    """A slip of the hand cost the database, or the only key."""
    shell.run("roster", "import", shell.people())
    shell.write("letter", "Dear reader")
    before = (shell.folder / name).read_bytes()
    said = shell.run("backup", name, "--force", code=1)
    assert said.err == f"{name} is no backup of Peerline; --force overwrites a backup only. Choose another name\n"
    assert (shell.folder / name).read_bytes() == before
    (shell.folder / "made").touch()  # as mktemp leaves it
    shell.run("backup", "made", "--force")


@pytest.mark.parametrize("number", [1, 30])
def test_a_rotation_that_would_stop_half_way_does_not_begin(shell: Shell, number: int) -> None:
    """A seal that does not open was "a defect of Peerline", and left a second key in the file."""
    people = [person(f"n{each}@example.org", f"Dr. Number {each}", user=f"U0N{each}") for each in range(30)]
    shell.run("roster", "import", shell.people(*people))
    with closing(sqlite3.connect(shell.database)) as link:
        ids = [id_ for (id_,) in link.execute("SELECT id FROM person ORDER BY id")]
        link.execute("UPDATE person SET profile = standing WHERE id = ?", (ids[number - 1],))
        link.commit()
    before = shell.keys.read_bytes()
    said = shell.run("keys", "rotate", code=1)
    assert said.err == "the seal does not open in person.profile; nothing was changed. Restore a backup\n"
    assert shell.keys.read_bytes() == before
    said = shell.run("roster", "export", code=1)
    assert said.err == (
        "a stored value cannot be opened (person.profile: the seal does not open); run: python app.py check\n"
    )


@pytest.mark.parametrize("words", [("backup", "sunday"), ("roster", "export"), ("keys", "rotate")])
def test_where_nothing_is_nothing_is_made(shell: Shell, words: tuple[str, ...]) -> None:
    said = shell.run(*words, code=1)
    assert (said.out, said.err) == ("", "var/peerline.db does not exist yet; run: python app.py migrate\n")
    assert list(shell.folder.iterdir()) == []


@pytest.mark.parametrize("first", ["migrate", "roster import"])
def test_what_is_made_is_for_its_owner_only(shell: Shell, first: str) -> None:
    shell.run("migrate") if first == "migrate" else shell.run("roster", "import", shell.people())
    assert shell.database.parent.stat().st_mode & 0o777 == 0o700
    assert {path.stat().st_mode & 0o777 for path in shell.database.parent.iterdir()} == {0o600}


def test_a_folder_that_was_there_keeps_its_mode(shell: Shell) -> None:
    shell.database.parent.mkdir()
    shell.database.parent.chmod(0o750)
    shell.run("migrate")
    assert shell.database.parent.stat().st_mode & 0o777 == 0o750
    assert shell.database.stat().st_mode & 0o777 == 0o600


def test_an_upgrade_says_what_older_backups_still_hold(shell: Shell) -> None:
    shell.database.parent.mkdir()
    unpack(shell.database)
    said = shell.run("migrate", PEERLINE_KEYS=KEY_OF_5A1326C).out
    assert "make a fresh backup, and delete the older ones" in said
    assert "older ones" not in shell.run("migrate", PEERLINE_KEYS=KEY_OF_5A1326C).out
    shell.run("backup", "sunday", PEERLINE_KEYS=KEY_OF_5A1326C)


def test_a_backup_of_an_older_version_comes_back_and_says_from_where(shell: Shell) -> None:
    keys = GivenKeys(KEY_OF_5A1326C)
    file = backed_up(at(shell.folder, "5a1326c", "0007"), "0007", keys)
    said = shell.run("restore", file, PEERLINE_KEYS=KEY_OF_5A1326C).out
    assert f"rows are back from {file}, which was made at schema 0007 and is at {migrate.head()} here\n" in said
    assert "hold the rows of closed requests" in said
    exported = shell.run("roster", "export", PEERLINE_KEYS=KEY_OF_5A1326C).out
    assert "Ada" in exported


def test_what_is_no_backup_is_not_restored(shell: Shell) -> None:
    told = "the backup cannot be read: none: No such file or directory\n"
    assert shell.run("restore", "none", code=1).err == told
    shell.write("letter", "Dear reader")
    assert shell.run("restore", "letter", code=1).err == "this is not a backup of Peerline\n"
    shell.run("migrate")
    assert "the database is empty; no backup was made" in shell.run("backup", "monday", code=1).err
    shell.run("roster", "import", shell.people())
    told = "the backup cannot be written: no/such/folder/file: No such file or directory\n"
    assert shell.run("backup", "no/such/folder/file", code=1).err == told


@pytest.mark.parametrize("story", ["no such file", "another machine's keys", "no key file", "cut off"])
def test_a_restore_that_fails_leaves_nothing_behind(shell: Shell, story: str) -> None:
    shell.run("roster", "import", shell.people())
    shell.run("backup", "sunday")
    saved, key = shell.folder / "sunday", shell.keys.read_text().strip()
    shutil.rmtree(shell.database.parent)
    before = sorted(shell.folder.iterdir())
    if story == "cut off":
        saved.write_bytes(saved.read_bytes()[:-40])
    given = {"cut off": key, "another machine's keys": fresh()}
    env = {"PEERLINE_KEYS": given[story]} if story in given else {}
    said = shell.run("restore", "monday" if story == "no such file" else "sunday", code=1, **env)
    told = {
        "no such file": "cannot be read",
        "another machine's keys": "none of the master keys in use opens this backup. ",
        "no key file": "the key file var/keys is gone; put it back\n",
        "cut off": "cut off",
    }
    assert told[story] in said.err
    assert sorted(shell.folder.iterdir()) == before


def test_with_given_keys_the_rotation_says_which_may_be_dropped(shell: Shell) -> None:
    old, new = fresh(), fresh()
    shell.run("roster", "import", shell.people(), PEERLINE_KEYS=old)
    assert not shell.keys.exists()
    before = shell.run("roster", "export", PEERLINE_KEYS=old).out
    said = shell.run("keys", "rotate", code=1, PEERLINE_KEYS=old)
    assert "put a new one in front of it" in said.err

    said = shell.run("keys", "rotate", PEERLINE_KEYS=f"{new},{old}")
    assert "key 2 may be dropped once every replica" in said.out
    assert old not in said.out
    assert new not in said.out
    assert shell.run("roster", "export", PEERLINE_KEYS=new).out == before


def test_a_key_file_that_is_lost_is_not_made_anew(shell: Shell) -> None:
    shell.run("roster", "import", shell.people())
    shell.keys.unlink()
    said = shell.run("roster", "export", code=1)
    assert "is gone and the database is sealed under it; put it back" in said.err
    assert not shell.keys.exists()


def test_a_key_file_that_others_can_read_is_refused(shell: Shell) -> None:
    shell.run("roster", "import", shell.people())
    shell.keys.chmod(0o644)
    assert "can be read by others" in shell.run("roster", "export", code=1).err


def test_migrating_is_said_once_and_a_newer_database_is_left_alone(shell: Shell) -> None:
    first = shell.run("migrate").out
    assert first.startswith("the database is at ")
    assert shell.run("migrate").out == first.replace("\n", " already\n")
    _set_version(shell.database, "9999")
    assert "a newer one made it; use that one" in shell.run("roster", "export", code=1).err  # T-F11
    assert "made by a newer version of Peerline" in shell.run("migrate", code=1).err
    _set_version(shell.database, f"9999.{migrate.step()}")  # beside which this version works
    assert "site" in shell.run("roster", "export").out
    assert "made by a newer version of Peerline" in shell.run("migrate", code=1).err
    assert "a newer version of Peerline made; use that one for this" in shell.run("backup", "file", code=1).err


def _lose(database: Path) -> None:
    for path in database.parent.glob("peerline.db*"):
        path.unlink()


def _set_version(database: Path, version: str) -> None:
    link = sqlite3.connect(database)
    link.execute("UPDATE alembic_version SET version_num = ?", (version,))
    link.commit()
    link.close()


def test_keys_from_a_file_open_what_keys_from_the_environment_sealed(shell: Shell) -> None:
    key = fresh()
    shell.run("roster", "import", shell.people(), PEERLINE_KEYS=key)
    secret = shell.folder / "secret"
    secret.write_text(key + "\n")
    secret.chmod(0o600)
    assert "Casey Sample" in shell.run("roster", "export", PEERLINE_KEYS_FILE=str(secret)).out
    assert not shell.keys.exists()


def test_every_command_that_touches_people_leaves_a_line_of_the_audit(shell: Shell) -> None:
    """Who exported the roster could not be answered. The verb and the day, and no argument (operations F8)."""
    shell.run("roster", "import", shell.people(), "--dry-run")
    shell.run("roster", "import", shell.people())
    shell.run("roster", "export")
    shell.warned("training")
    ada = shell.write("training.csv", "email,day,hours,kind", "ada.maple@example.org,2026-02-01,4,initial")
    shell.run("training", "import", ada, "--dry-run")
    shell.run("training", "import", ada)
    past = shell.write("past.csv", "site,month,what,pathway,outcome,number", "demo,2024-02,group,,,7")
    shell.run("history", "import", past)
    shell.run("report", "--site", "demo")
    shell.run("export", "--site", "demo", "--out", "figures.csv")
    shell.run("backup", "sunday")
    shell.run("restore", "sunday", "--force")
    shell.run("keys", "rotate")
    with closing(sqlite3.connect(shell.database)) as link:
        found = link.execute("SELECT site, verb, request, actor, at % 86400000000 FROM audit").fetchall()
    assert {line[1:] for line in found if line[0] == ""} == {
        (verb, None, None, 0)
        for verb in (
            "roster-import",
            "roster-export",
            "training-export",
            "training-import",
            "history-import",
            "report",
            "export",
            "restore",
            "keys-rotate",
        )
    }
