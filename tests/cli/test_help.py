"""`--help` is answered at once: the command line is read without the database, the platforms or their libraries."""

import subprocess
import sys

from tests.cli.conftest import HOUSE

HEAVY = {"aiohttp", "alembic", "botbuilder", "cryptography", "PIL", "slack_bolt", "slack_sdk", "sqlalchemy", "typst"}
_ASK = """
import sys
sys.argv = ["app.py", *sys.argv[1:]]
import app
try:
    app.main()
except SystemExit:
    pass
print("LOADED", *sorted({name.partition(".")[0] for name in sys.modules}))
"""


def said(*words: str) -> tuple[str, set[str]]:
    """What the command says, and which packages were loaded by then."""
    done = subprocess.run([sys.executable, "-c", _ASK, *words], cwd=HOUSE, capture_output=True, text=True, check=True)
    text, _, loaded = done.stdout.rpartition("LOADED ")
    return text + done.stderr, set(loaded.split())


def test_help_loads_no_database_and_no_platform() -> None:
    text, loaded = said("--help")
    assert "slack-manifest" in text
    assert loaded & {*HEAVY, "pydantic"} == set()  # which Typer itself loads to read the options of a command


def test_neither_does_the_help_of_a_command_nor_a_mistyped_option() -> None:
    text, loaded = said("people", "forget", "--help")
    assert "Erase everything about somebody" in text
    assert loaded & HEAVY == set()
    text, loaded = said("serve", "--prot", "8080")
    assert "No such option" in text
    assert loaded & HEAVY == set()


def test_every_command_says_its_first_sentence_whole() -> None:
    """They were cut after 45 signs: "Start the playground on a fresh database, with..."."""
    for words in ((), ("people",), ("roster",), ("keys",), ("history",), ("training",)):
        text, _ = said(*words, "--help")
        assert "..." not in text.replace("[ARGS]...", ""), text
        assert "Commands:" in text
    assert "Write one sealed file with everything in it." in " ".join(said("--help")[0].split())
