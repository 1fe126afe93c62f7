"""Whoever was erased stays erased, whichever backup is put back."""

from pathlib import Path

import pytest

from storage.backup import erasure_list
from storage.database.connect import open_database
from storage.database.transaction import reading
from storage.encryption.keys import KeyFile
from storage.encryption.sealed import Keyring
from tests.cli.conftest import PEOPLE, Shell

ADA, ROBIN = "ada.maple@example.org", "robin.fictional@example.org"
AGAIN = "erased again, since they were erased after that backup: "


@pytest.fixture
def saved(shell: Shell) -> Shell:
    """A backup in which everybody is, of before Ada was erased."""
    shell.run("roster", "import", shell.people())
    shell.run("backup", "sunday")
    shell.run("people", "forget", ADA, "--yes")
    return shell


def lose(shell: Shell, *, with_list: bool = False) -> None:
    for path in shell.database.parent.glob("peerline.db*"):
        path.unlink()
    if with_list:
        (shell.database.parent / "erased").unlink()


def bytes_of(folder: Path) -> bytes:
    return b"".join(path.read_bytes() for path in sorted(folder.iterdir()))


@pytest.mark.parametrize("how", ["over the old database", "after it was lost"])
def test_a_restore_erases_again_whoever_was_erased_since(saved: Shell, how: str) -> None:
    force = ["--force"] if how == "over the old database" else []
    if not force:
        lose(saved)
    assert saved.run("restore", "sunday", *force).out.endswith(f"{AGAIN}1\n")
    assert "Maple" not in saved.run("roster", "export").out
    assert "Robin" in saved.run("roster", "export").out


@pytest.mark.parametrize("migrated", [True, False])
def test_where_no_list_is_found_the_restore_says_so_and_what_that_means(saved: Shell, migrated: bool) -> None:
    lose(saved, with_list=True)
    if migrated:  # a fresh database holds nobody, and nothing is forced
        saved.run("migrate", "--anew")
    said = saved.run("restore", "sunday").out
    assert "\nwarn  no list of erasures was found: whoever was erased after" in said
    assert "--erasures FILE" in said
    assert "PEERLINE_ERASURES" in said
    assert "no list" not in saved.run("restore", "sunday", "--force").out  # the one that it replaces knows


def test_an_empty_list_is_no_warning_and_may_be_that_of_a_machine_begun_anew(saved: Shell) -> None:
    lose(saved, with_list=True)
    saved.run("migrate", "--anew")
    ring = Keyring(KeyFile(saved.keys).current())
    database = open_database(f"sqlite:///{saved.database}")
    with reading(database) as link:
        erasure_list.keep(link, ring, saved.database.parent / erasure_list.NAME)  # as `serve` does
    database.close()
    said = saved.run("restore", "sunday").out
    assert "warn" not in said
    assert "\nthe list of erasures var/erased names nobody, so nobody was erased again. " in said
    assert "--force --erasures FILE" in said


def test_a_backup_begins_the_list_so_that_both_are_there_to_be_copied(shell: Shell) -> None:
    """Until `serve` had run, the line of the night ended with: cannot stat 'var/erased'."""
    shell.run("roster", "import", shell.people())
    file = shell.database.parent / "erased"
    assert not file.exists()
    shell.run("backup", "sunday")
    begun = file.read_bytes()
    shell.run("backup", "monday")
    assert file.read_bytes() == begun
    said = shell.run("backup", "tuesday", code=1, PEERLINE_ERASURES="no/such/folder/erased")
    assert "rows are sealed in tuesday" in said.out
    assert said.err.startswith("the list of erasures cannot be written: no/such/folder/erased: No such file")


def test_a_list_of_another_machine_is_named(saved: Shell) -> None:
    elsewhere = saved.folder / "elsewhere"
    (saved.database.parent / "erased").rename(elsewhere)
    lose(saved)
    assert AGAIN not in saved.run("restore", "sunday").out
    assert "Maple" in saved.run("roster", "export").out
    assert saved.run("restore", "sunday", "--force", "--erasures", elsewhere).out.endswith(f"{AGAIN}1\n")
    assert "Maple" not in saved.run("roster", "export").out


def test_the_list_names_nobody_and_goes_with_a_rotation_to_the_new_key(saved: Shell) -> None:
    file = saved.database.parent / "erased"
    assert file.stat().st_mode & 0o777 == 0o600
    assert not [each for each in (b"maple", b"u0ada", ADA.encode()) if each in file.read_bytes().lower()]
    before = file.read_bytes()
    saved.run("keys", "rotate")
    assert file.read_bytes() != before
    saved.run("backup", "monday")
    saved.run("people", "forget", ROBIN, "--yes")
    lose(saved)
    assert saved.run("restore", "monday").out.endswith(f"{AGAIN}1\n")
    assert "Robin" not in saved.run("roster", "export").out


def test_a_list_that_does_not_open_stops_a_restore(saved: Shell) -> None:
    file = saved.database.parent / "erased"
    file.write_bytes(file.read_bytes()[:-1])
    said = saved.run("restore", "sunday", "--force", code=1)
    assert "does not open with the master keys in use" in said.err
    file.write_text("Dear reader")
    assert "is no list of erasures" in saved.run("restore", "sunday", "--force", code=1).err
    assert "Maple" not in saved.run("roster", "export").out
    assert "erasures" in saved.run("check", code=1).out


def test_one_who_came_back_after_is_not_erased_again(saved: Shell) -> None:
    saved.run("roster", "import", saved.people(*PEOPLE))
    saved.run("backup", "monday")
    assert AGAIN not in saved.run("restore", "monday", "--force").out
    assert "Maple" in saved.run("roster", "export").out


def test_no_next_backup_and_no_file_holds_a_name(saved: Shell) -> None:
    saved.run("people", "forget", ROBIN, "--yes")
    saved.run("backup", "monday")
    saved.run("keys", "rotate")
    for each in (b"Maple", b"Robin", ADA.encode(), b"U0ADA"):
        assert each not in bytes_of(saved.database.parent)
        assert each not in (saved.folder / "monday").read_bytes()


def test_a_list_that_cannot_be_written_is_said(shell: Shell) -> None:
    shell.run("roster", "import", shell.people())
    shell.run("backup", "sunday")
    nowhere = {"PEERLINE_ERASURES": "no/such/folder/erased"}
    told = (
        "the list of erasures cannot be written: no/such/folder/erased: No such file or directory. Until it can, a "
        "restore after the loss of the database brings back whoever was erased; `serve` tries again every quarter of "
        "an hour\n"
    )
    said = shell.run("people", "forget", ADA, "--yes", code=1, **nowhere)
    assert "whatever was kept about them is erased" in said.out
    assert said.err == told
    assert "Maple" not in shell.run("roster", "export").out
    said = shell.run("restore", "sunday", "--force", code=1, **nowhere)
    assert "rows are back from sunday\nerased again, since they were erased after that backup: 1\n" in said.out
    assert said.err == told
    said = shell.run("keys", "rotate", code=1, **nowhere)
    assert said.out.endswith("make a fresh backup now: one that was made before opens with the old key only\n")
    assert said.err == told


JUNK = "is no list of erasures of Peerline; expected the file that `serve` keeps there"


@pytest.mark.parametrize("content", [b"Dear reader", b"\x89PNG\x00\xff", b"SQLite format 3\x00"])
def test_what_is_no_list_is_told_by_check_and_never_written_over(saved: Shell, content: bytes) -> None:
    """PEERLINE_ERASURES names a file of somebody else's, perhaps the keys."""
    file = saved.folder / "notes"
    file.write_bytes(content)
    saved.env["PEERLINE_ERASURES"] = str(file)
    (line,) = [line for line in saved.run("check", code=1).out.splitlines() if "erasures" in line]
    assert line.startswith(f"FAIL  erasures: {file} {JUNK}")
    said = saved.run("people", "forget", ROBIN, "--yes", code=1)
    assert "is erased" in said.out
    assert said.err.startswith(f"the list of erasures cannot be written: {file} {JUNK}")
    assert f"{file} {JUNK}" in saved.run("restore", "sunday", "--force", code=1).err
    saved.run("keys", "rotate", code=1)
    assert file.read_bytes() == content


def test_a_list_that_can_never_be_written_is_told_by_check(saved: Shell) -> None:
    """Its disk is not mounted, or a folder is in its place; only the log of `serve` said so."""
    saved.env["PEERLINE_ERASURES"] = str(saved.folder / "no" / "erased")
    (line,) = [line for line in saved.run("check", code=1).out.splitlines() if "erasures" in line]
    assert line == (
        f"FAIL  erasures: the folder of the list of erasures {saved.folder}/no/erased is not there. Is its disk "
        "mounted, and PEERLINE_ERASURES the right path?"
    )
    (saved.folder / "no" / "erased").mkdir(parents=True)
    (line,) = [line for line in saved.run("check", code=1).out.splitlines() if "erasures" in line]
    assert line == f"FAIL  erasures: the list of erasures {saved.folder}/no/erased cannot be read: Is a directory"


def test_a_folder_in_which_nothing_can_be_written_is_told_by_check(saved: Shell) -> None:
    """It said ok, and the log of `serve` told it each quarter of an hour. Not even root makes a file there."""
    saved.env["PEERLINE_ERASURES"] = "/proc/erased"
    (line,) = [line for line in saved.run("check", code=1).out.splitlines() if "erasures" in line]
    assert line.startswith("FAIL  erasures: the list of erasures cannot be written: /proc: ")
    assert line.endswith("`serve` tries again every quarter of an hour")


def test_check_leaves_nothing_beside_the_list(saved: Shell) -> None:
    before = sorted(path.name for path in saved.database.parent.iterdir())
    assert "erasures" not in saved.run("check", code=1).out
    assert sorted(path.name for path in saved.database.parent.iterdir()) == before


def test_a_list_that_was_cut_to_nothing_is_written_anew(saved: Shell) -> None:
    (saved.database.parent / "erased").write_bytes(b"")
    assert f"var/erased {JUNK}" in saved.run("check", code=1).out
    saved.run("people", "forget", ROBIN, "--yes")
    assert "erasures:" not in saved.run("check", code=1).out


@pytest.mark.parametrize("same_keys", [True, False])
def test_two_databases_do_not_write_over_each_others_list(saved: Shell, same_keys: bool) -> None:
    """One `.env` was copied for the other, PEERLINE_ERASURES and all: each quarter of an hour one of them was lost."""
    ours = saved.database.parent / "erased"
    before = ours.read_bytes()
    (saved.folder / "other").mkdir()
    if same_keys:
        (saved.folder / "other" / "keys").write_bytes(saved.keys.read_bytes())
        (saved.folder / "other" / "keys").chmod(0o600)
    saved.env["PEERLINE_DATABASE_URL"] = f"sqlite:///{saved.folder}/other/peerline.db"
    saved.run("migrate", "--anew")
    saved.run("roster", "import", saved.people())
    saved.env["PEERLINE_ERASURES"] = str(ours)
    why = "names people of whose erasure this database knows nothing" if same_keys else "does not open with the master"
    said = saved.run("people", "forget", ROBIN, "--yes", code=1)
    assert "is erased" in said.out
    assert said.err.startswith("the list of erasures cannot be written: ")
    assert why in said.err
    (line,) = [line for line in saved.run("check", code=1).out.splitlines() if line.startswith("FAIL  erasures")]
    assert why in line
    assert "the list of erasures cannot be written" in saved.run("keys", "rotate", code=1).err
    assert ours.read_bytes() == before
