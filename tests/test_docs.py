"""What the documents name is there, and what is there they name: settings, commands, words, targets, files, numbers."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from typer.main import get_command

import app as commands_of  # noqa: TID251 - what it offers is what is compared
from bot.configuration.settings import Settings
from bot.flows import routing
from storage.stores import inbox
from storage.transactions import writer_postgresql, writer_sqlite

HOUSE = Path(__file__).parents[1]
PAGES = sorted([*HOUSE.glob("*.md"), *(HOUSE / "docs").glob("*.md")])
NOW = [page for page in PAGES if page.name != "CHANGELOG.md"]  # which tells of what was

# What the platforms and the system name, and we only read.
NOT_OURS = {"IDENTITY_ENDPOINT", "IDENTITY_HEADER", "AZURE_FEDERATED_TOKEN_FILE"}


def text(pages: list[Path]) -> str:
    return "\n".join(page.read_text(encoding="utf-8") for page in pages)


def commands(group: Any, before: tuple[str, ...] = ()) -> Iterator[tuple[tuple[str, ...], list[str]]]:
    """Every command with its options; a group's own commands one by one."""
    for name, command in group.commands.items():
        if hasattr(command, "commands"):
            yield from commands(command, (*before, name))
        if getattr(command, "invoke_without_command", True):  # a group may do something by itself
            yield (*before, name), [option for each in command.params for option in each.opts if option[:2] == "--"]


COMMANDS = dict(commands(get_command(commands_of.app)))


# --- settings ------------------------------------------------------------------------------------------------------


def test_every_setting_is_told() -> None:
    told = text(NOW)
    names = {name.upper() for name in Settings.model_fields} - NOT_OURS
    assert sorted(name for name in names if not re.search(rf"\b{name}\b", told)) == []


def test_no_setting_is_told_that_is_none() -> None:
    told = set(re.findall(r"\b(?:PEERLINE|SLACK|TEAMS)_[A-Z_]+\b", text(NOW)))
    assert (
        sorted(
            told - {name.upper() for name in Settings.model_fields} - {"PEERLINE_TRANSCRIPTS", "PEERLINE_KILLS_SEED"}
        )
        == []
    )


# --- commands ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
def test_every_command_is_told_with_its_options(command: tuple[str, ...]) -> None:
    told = text(NOW)
    assert re.search(rf"\b{' '.join(command)}\b", told)
    assert [option for option in COMMANDS[command] if not re.search(rf"(?<![\w-]){option}\b", told)] == []


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_a_command_that_is_told_is_there(page: Path) -> None:
    groups: dict[str, set[str]] = {}
    for name, *own in COMMANDS:
        groups.setdefault(name, set()).update(own)
    wrong = []
    for line in re.findall(r"\bapp\.py[ \n]([a-z][a-z-]*(?:[ \n][a-z-]+)?)", text([page])):
        named, own_one = (*line.split(), "")[:2]
        if named not in groups or (groups[named] and (named,) not in COMMANDS and own_one not in groups[named]):
            wrong.append(line)
    assert wrong == []


def test_every_word_of_the_chat_is_told() -> None:
    told = text(NOW)
    assert sorted(word for word in routing.COMMANDS if word and not re.search(rf"`(/peer )?{word}\b", told)) == []


# --- targets and files ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_a_make_target_that_is_told_is_there(page: Path) -> None:
    targets = set(re.findall(r"^([a-z-]+):", (HOUSE / "Makefile").read_text(encoding="utf-8"), re.MULTILINE))
    told = {each for line in re.findall(r"`make ([a-z -]+)`", text([page])) for each in line.split()}
    assert sorted(told - targets) == []


@pytest.mark.parametrize("page", NOW, ids=lambda page: page.name)
def test_a_file_that_is_told_is_there(page: Path) -> None:
    """In code marks, with the folders it stands in; of those that an installation makes, `var/` is one."""
    named = re.findall(r"`((?:bot|storage|tests|bench|docs|programmes|scripts|\.ci)/[\w./-]+)`", text([page]))
    assert sorted(path for path in set(named) if not (HOUSE / path).exists()) == []


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_a_link_leads_somewhere(page: Path) -> None:
    links = re.findall(r"\]\((?!https?:|mailto:)([^)#]+)(?:#[^)]*)?\)", text([page]))
    assert sorted(link for link in set(links) if not (page.parent / link).exists()) == []


# --- numbers -------------------------------------------------------------------------------------------------------

NUMBERS = {
    "docs/internals.md": [
        (r"whatever waits \((\d+) at most\)", writer_sqlite.BATCH),
        (r"On PostgreSQL (\d+) threads", writer_postgresql.THREADS),
        (r"an event that comes again for at least (\d+) minutes", inbox.QUARTER.total_seconds() / 60),
        (r"which lives for (\d+) minutes", 2 * inbox.QUARTER.total_seconds() / 60),
    ],
}


@pytest.mark.parametrize(("page", "said", "true"), [(page, *each) for page, rows in NUMBERS.items() for each in rows])
def test_a_number_that_is_told_is_the_codes(page: str, said: str, true: float) -> None:
    plain = " ".join((HOUSE / page).read_text(encoding="utf-8").split())
    found = re.search(said, plain)
    assert found is not None, f"{page} says nothing like {said}"
    assert float(found[1]) == true
