"""The key file is another house's, is gone, or is half of one: every command says so, and writes nothing."""

from pathlib import Path

import pytest

from storage.encryption.keys import fresh
from tests.cli.commands import (
    ANSWER_BY_THEMSELVES,
    NEED_NO_DATABASE,
    ONLY_FIGURES,
    OPEN_SEALS,
    every_command,
    everything,
    move_in,
)
from tests.cli.conftest import PEOPLE, Shell, person

KEYS = "var/keys"
EXPECTED = "expected 32 bytes in base64 a line. Put back the file of this database"
STATES = {
    "foreign": f"stored values are sealed under a master key that is not in the key file {KEYS}; put back the key file "
    "of this database",
    "gone": f"the key file {KEYS} is gone and the database is sealed under it; put it back",
    "cut off": f"the key file {KEYS}: key 1 has 12 bytes; {EXPECTED}",
    "empty": f"the key file {KEYS}: there is no key in it; {EXPECTED}",
    "a picture": f"the key file {KEYS}: key 1 is not base64; {EXPECTED}",
}


@pytest.fixture(scope="module")
def lived_in(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("lived-in")


@pytest.fixture
def house(shell: Shell, lived_in: Path) -> Shell:
    move_in(shell, lived_in)
    return shell


def spoil(keys: Path, state: str) -> None:
    if state == "gone":
        keys.unlink()
        return
    half = keys.read_text()[:16]
    keys.write_bytes({"foreign": fresh().encode(), "cut off": half.encode(), "empty": b""}.get(state, b"\x89PNG"))


def test_no_command_is_forgotten_here() -> None:
    assert every_command() == {*OPEN_SEALS, *ONLY_FIGURES, *ANSWER_BY_THEMSELVES, *NEED_NO_DATABASE}


@pytest.mark.parametrize(
    ("command", "state"),
    [
        *((command, state) for command in OPEN_SEALS for state in ("foreign", "gone", "cut off")),
        *(("backup", state) for state in ("empty", "a picture")),
    ],
)
def test_it_is_said_in_one_sentence_and_nothing_is_written(house: Shell, command: str, state: str) -> None:
    """A backup under keys of another house took the place of the good one, and opened with both keys only."""
    spoil(house.keys, state)
    before = everything(house.folder)
    said = house.run(*command.split(), *OPEN_SEALS[command], code=1)
    assert said.err.endswith(f"{STATES[state]}\n")
    assert said.err.count("\n") == 1
    assert everything(house.folder) == before


@pytest.mark.parametrize("state", STATES)
def test_check_says_the_same(house: Shell, state: str) -> None:
    spoil(house.keys, state)
    lines = house.run("check", code=1).out.splitlines()
    (line,) = [line for line in lines if line.startswith("FAIL  keys: ")]
    assert line.endswith(STATES[state])


def test_a_dry_run_says_the_same(house: Shell) -> None:
    spoil(house.keys, "foreign")
    said = house.run("roster", "import", "roster.csv", "--dry-run", code=1)
    assert STATES["foreign"] in said.err


@pytest.mark.parametrize("command", ONLY_FIGURES)
def test_figures_that_no_key_seals_still_go_out_and_in(house: Shell, command: str) -> None:
    house.keys.unlink()
    house.run(*command.split(), *ONLY_FIGURES[command])


def test_keys_that_are_given_are_named(house: Shell) -> None:
    said = house.run("backup", "sunday", "--force", code=1, PEERLINE_KEYS=fresh())
    assert said.err.endswith("that is not in PEERLINE_KEYS or PEERLINE_KEYS_FILE; add that key there\n")
    said = house.run("backup", "sunday", "--force", code=1, PEERLINE_KEYS="c2hvcnQ=")
    assert said.err == (
        "PEERLINE_KEYS or PEERLINE_KEYS_FILE: key 1 has 5 bytes; expected 32 bytes in base64 each, the newest first\n"
    )


def test_one_value_under_a_lost_key_is_enough(house: Shell) -> None:
    """Its backup would be refused when it is needed."""
    ours = house.keys.read_text().strip()
    house.keys.write_text(f"{fresh()}\n{ours}\n")
    house.run("roster", "import", house.people(*PEOPLE, person("kim@example.org", "Dr. Kim", "supporter", "U0KIM")))
    house.keys.write_text(f"{ours}\n")
    before = everything(house.folder)
    said = house.run("backup", "sunday", "--force", code=1)
    assert " of " in said.err
    assert said.err.endswith(f"{STATES['foreign']}\n")
    assert everything(house.folder) == before
