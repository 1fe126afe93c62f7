"""Whoever runs the machine is asked for one person's data, or for its end."""

import json
import sqlite3
from collections.abc import Callable
from contextlib import closing
from typing import TypeVar

import pytest

from bot.clock import SystemClock
from bot.core.people import Kind, Person
from bot.flows.departures.data_export import CODE
from bot.surface import Account
from storage.database.connect import open_database
from storage.encryption.keys import KeyFile
from storage.transactions.unit_of_work import UnitOfWork
from storage.transactions.writer import writer_for
from tests.cli.conftest import PEOPLE, Shell, person

T = TypeVar("T")
ADA = "ada.maple@example.org"


def read(shell: Shell, job: Callable[[UnitOfWork], T]) -> T:
    database = open_database(f"sqlite:///{shell.database}")
    writer = writer_for(database, KeyFile(shell.keys), SystemClock())
    found = writer.submit(job).result(10)
    writer.close()
    database.close()
    return found


def posted(shell: Shell, user: str) -> list[str]:
    """The slots of somebody: what they are to be told."""

    def found(unit: UnitOfWork) -> list[str]:
        known = unit.people.by_account(Account("slack", "T0DEMO", user))
        assert known is not None
        rows = unit.link.driver.execute(f"SELECT id FROM slot WHERE person = '{known.id}'").fetchall()  # noqa: S608
        return [row[0] for row in rows]

    return read(shell, found)


@pytest.mark.parametrize("who", [ADA, "ADA.Maple@example.org", "slack:T0DEMO:U0ADA", "u0ada", "-"])
def test_somebody_is_shown_by_whatever_names_them_and_is_told_so(shell: Shell, who: str) -> None:
    shell.run("roster", "import", shell.people())
    said = shell.run("people", "show", who, typed=f"{ADA}\n").out
    for each in ("Dr. Ada Maple-Example", "supporter", "slack:T0DEMO:U0ADA", "2026-06-01"):
        assert each in said
    assert "request" not in said
    id_ = said.split()[1]
    assert shell.run("people", "show", id_).out == said
    assert len(posted(shell, "U0ADA")) >= 1


@pytest.mark.parametrize("verb", ["show", "remove", "forget"])
def test_somebody_unknown_and_somebody_who_could_be_two_are_errors(shell: Shell, verb: str) -> None:
    two = [person(f"{name}@example.org", f"Dr. {name}", user="U0SAME", slack_team=f"T0{name}") for name in ("X", "Y")]
    shell.run("roster", "import", shell.people(*PEOPLE, *two))
    assert "nobody on the roster; expected an e-mail" in shell.run("people", verb, "kim@example.org", code=1).err
    assert "any of 2 people; name the account whole" in shell.run("people", verb, "U0SAME", code=1).err
    assert "nothing was typed" in shell.run("people", verb, "-", code=1).err
    assert "casey.sample" in shell.run("roster", "export").out


def test_a_copy_opens_with_the_code_that_only_its_person_is_shown(shell: Shell) -> None:
    shell.run("roster", "import", shell.people())
    said = shell.run("people", "export", ADA, "--out", "ada")
    assert "the code that opens it is shown to them in the chat" in said.out
    file = shell.folder / "ada"
    assert file.stat().st_mode & 0o777 == 0o600
    assert not [each for each in (b"Ada Maple", ADA.encode(), b"U0ADA") if each in file.read_bytes()]

    def code_of(unit: UnitOfWork) -> str:
        known = unit.people.by_email(ADA)
        assert known is not None
        card = unit.slots.card(known.id, CODE)
        assert card is not None
        return card.buttons[0].token

    code = read(shell, code_of)
    assert code not in said.out
    assert "does not open the file" in shell.run("people", "open", "ada", code=1, typed="CODE\n").err
    told = json.loads(shell.run("people", "open", "ada", typed=f" {code.lower().replace('-', ' ')}\n").out)
    assert told["roster"]["name"] == "Dr. Ada Maple-Example"
    assert told["training"] == []
    assert "exists already" in shell.run("people", "export", ADA, "--out", "ada", code=1).err
    assert "person.sealed is written" in shell.run("people", "export", ADA).out
    assert "no file of one person" in shell.run("people", "open", "roster.csv", code=1, typed="X\n").err


def test_a_copy_that_cannot_be_made_leaves_no_file_and_tells_nobody(shell: Shell) -> None:
    without = person("kim@example.org", "Dr. Kim Unlinked")
    shell.run("roster", "import", shell.people(*PEOPLE, without))
    before = posted(shell, "U0ADA")
    assert "no chat account" in shell.run("people", "export", "kim@example.org", "--out", "kim", code=1).err
    assert not (shell.folder / "kim").exists()
    assert "No such file" in shell.run("people", "export", ADA, "--out", "no/such/folder", code=1).err
    assert posted(shell, "U0ADA") == before


def test_roles_end_and_the_person_stays(shell: Shell) -> None:
    shell.run("roster", "import", shell.people())
    assert "Take them out of your roster file too" in shell.run("people", "remove", ADA, "--yes").out
    exported = shell.run("roster", "export").out
    assert "Dr. Ada Maple-Example,," in exported
    assert "no role that could end" in shell.run("people", "remove", ADA, "--yes", code=1).err


@pytest.mark.parametrize("verb", ["remove", "forget"])
def test_the_last_coordinator_does_not_vanish(shell: Shell, verb: str) -> None:
    shell.run("roster", "import", shell.people())
    shell.run("people", verb, "casey.sample@example.org", "--yes")
    said = shell.run("people", verb, "devon.madeup@example.org", code=1)
    assert "the last coordinator who can be reached" in said.err
    assert "devon.madeup@example.org" in shell.run("roster", "export").out


def test_somebody_is_erased_and_a_roster_that_still_has_them_adds_them_anew(shell: Shell) -> None:
    shell.run("roster", "import", shell.people())
    before = shell.run("people", "show", ADA).out.split()[1]
    shell.run("people", "forget", ADA, "--yes")
    assert "nobody on the roster" in shell.run("people", "show", ADA, code=1).err
    assert "Maple" not in shell.run("roster", "export").out
    shell.run("roster", "import", shell.people())
    assert shell.run("people", "show", ADA).out.split()[1] != before


@pytest.mark.parametrize(
    ("verb", "words"),
    [
        ("forget", "Everything about Dr. Ada Maple-Example (site demo, supporter) is erased for good"),
        ("remove", "Every role of Dr. Ada Maple-Example (site demo, supporter) ends"),
    ],
)
@pytest.mark.parametrize("who", [ADA, "slack:T0DEMO:U0ADA", "-"])
def test_who_is_meant_is_named_and_asked_for_a_yes(shell: Shell, verb: str, words: str, who: str) -> None:
    shell.run("roster", "import", shell.people())
    before, typed = shell.run("people", "show", ADA).out, f"{ADA}\n" if who == "-" else ""
    for answer in ("", "n\n"):
        said = shell.run("people", verb, who, typed=f"{typed}{answer}", code=1)
        assert words in said.out
        assert "nothing was changed" in said.err
    assert shell.run("people", "show", ADA).out == before
    assert words in shell.run("people", verb, who, typed=f"{typed}y\n").out
    assert shell._run(("people", "show", ADA), int(verb == "forget"), {}).out != before


def test_the_question_is_the_same_whether_or_not_somebody_has_come_with_an_account(shell: Shell) -> None:
    shell.run("roster", "import", shell.people())
    came = Account("slack", "T0DEMO", "U0GUEST")

    def comes(unit: UnitOfWork) -> None:
        guest = unit.people.put(Person("", "demo", kind=Kind.GUEST))
        unit.people.attach(guest.id, came, "en")

    read(shell, comes)
    there, nobody = (
        shell.run("people", "forget", f"slack:T0DEMO:{user}", typed="n\n", code=1).out for user in ("U0GUEST", "U0NONE")
    )
    assert there.replace("U0GUEST", "U0NONE") == nobody


def test_of_somebody_on_no_roster_nothing_tells_whether_they_were_there(shell: Shell) -> None:
    shell.run("roster", "import", shell.people())
    shell.run("people", "show", "casey.sample@example.org")
    assert "nobody on the roster" in shell.run("people", "show", "slack:T0DEMO:U0NOBODY", code=1).err
    first = shell.run("people", "forget", "slack:T0DEMO:U0NOBODY", "--yes").out
    assert "whatever was kept about them is erased" in first


def test_each_use_stands_in_the_audit(shell: Shell) -> None:
    shell.run("roster", "import", shell.people())
    shell.run("people", "show", ADA)
    shell.run("people", "export", ADA, "--out", "ada")
    shell.run("people", "remove", ADA, "--yes")
    shell.run("people", "forget", ADA, "--yes")
    with closing(sqlite3.connect(shell.database)) as link:
        found = link.execute("SELECT verb, actor, at % 86400000000 FROM audit WHERE site = ''").fetchall()
    assert {line for line in found if line[0].startswith("people-")} == {
        (f"people-{verb}", None, 0) for verb in ("show", "export", "remove", "forget")
    }
