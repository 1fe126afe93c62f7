"""Every command of `app.py` by what it needs, so that what holds for each of a kind is tried on each; and a house that
people live in, to try it on."""

import runpy
import shutil
from collections.abc import Iterator
from pathlib import Path

import typer

from tests.cli.conftest import Shell
from tests.warm import APP

ADA = "ada.maple@example.org"
OPEN_SEALS: dict[str, tuple[str, ...]] = {
    "serve": (),
    "training": (),
    "training import": ("training.csv",),
    "keys rotate": (),
    "backup": ("sunday", "--force"),
    "roster import": ("roster.csv",),
    "roster export": (),
    "people show": (ADA,),
    "people export": (ADA, "--out", "ada"),
    "people remove": (ADA, "--yes"),
    "people forget": (ADA, "--yes"),
}
ONLY_FIGURES: dict[str, tuple[str, ...]] = {
    "report": ("--site", "demo"),
    "export": ("--site", "demo", "--out", "figures.csv"),
    "history import": ("history.csv",),
}
ANSWER_BY_THEMSELVES = {"check", "migrate", "restore"}
NEED_NO_DATABASE = {
    "demo",
    "init",
    "launch-kit",
    "people open",
    "programme-schema",
    "slack-manifest",
    "teams-package",
}


def every_command() -> set[str]:
    return set(_named(runpy.run_path(str(APP), run_name="listed")["app"]))


def _named(group: typer.Typer, before: str = "") -> Iterator[str]:
    for command in group.registered_commands:
        assert command.callback is not None
        yield before + (command.name or command.callback.__name__.replace("_", "-"))
    for each in group.registered_groups:
        assert each.typer_instance is not None
        if each.typer_instance.info.invoke_without_command:
            yield str(each.name)
        yield from _named(each.typer_instance, f"{each.name} ")


def move_in(shell: Shell, lived_in: Path) -> None:
    """People, a good backup and a list of erasures; made once and copied from there."""
    if not (lived_in / "var").exists():
        shell.run("roster", "import", shell.people())
        shell.run("people", "forget", "robin.fictional@example.org", "--yes")
        shell.run("backup", "sunday")
        shell.write("history.csv", "site,month,what,pathway,outcome,number", "demo,2024-02,booth,,,40")
        shutil.copytree(shell.folder, lived_in, dirs_exist_ok=True)
    shutil.copytree(lived_in, shell.folder, dirs_exist_ok=True)


def everything(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}
