"""`python app.py people ...`: one person's data, and its end. An address that is typed for "-" lands in no history."""

import getpass
import os
import sys
from pathlib import Path

import typer

from bot.cli.console import Refused, in_transaction, opened, programme_of, sentences
from bot.clock import SystemClock
from bot.process.bootstrap import keys_for
from bot.runtime import erasure_replay, persons
from storage.backup.personal_file import unseal


def show(who: str) -> None:
    with sentences(), opened(make=False) as (settings, database):
        programme, meant = programme_of(settings), _asked(who)
        typer.echo(in_transaction(settings, database, lambda unit: persons.show(unit, programme, meant)), nl=False)


def export(who: str, out: Path) -> None:
    with sentences(), opened(make=False) as (settings, database):
        programme, meant = programme_of(settings), _asked(who)
        try:  # before anybody is told of a file
            handle = os.open(out, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        except FileExistsError:
            raise Refused(f"{out} exists already; choose another name") from None
        try:
            sealed = in_transaction(settings, database, lambda unit: persons.export(unit, programme, meant))
        except BaseException:
            out.unlink()
            raise
        finally:
            os.close(handle)
        out.write_bytes(sealed)
        typer.echo(f"{out} is written. Give it to them; the code that opens it is shown to them in the chat")


def open_file(file: Path) -> None:
    with sentences():
        sealed = file.read_bytes()
        typer.echo(unseal(sealed, _typed("Code: ")).decode())


def remove(who: str, *, yes: bool) -> None:
    with sentences(), opened(make=False) as (settings, database):
        programme, asked = programme_of(settings), _asked(who)
        meant = in_transaction(settings, database, lambda unit: persons.to_remove(unit, programme, asked))
        _sure(meant, yes=yes)
        in_transaction(settings, database, lambda unit: persons.remove(unit, programme, meant.who))
        typer.echo("their roles have ended. Take them out of your roster file too: it gives back what it says")


def forget(who: str, *, yes: bool) -> None:
    with sentences(), opened(make=False) as (settings, database):
        programme, asked = programme_of(settings), _asked(who)
        meant = in_transaction(settings, database, lambda unit: persons.to_forget(unit, programme, asked))
        _sure(meant, yes=yes)
        in_transaction(settings, database, lambda unit: persons.forget(unit, programme, meant.who))
        typer.echo(
            "whatever was kept about them is erased; within the hour their last cards are brought up to date, and the "
            "files are written anew. Take them out of your roster file, or an import adds them as somebody new. "
            "Backups made before hold them: docs/departures.md"
        )
        erasure_replay.keep(settings, database, keys_for(settings, database), SystemClock().now())


def _sure(meant: persons.Meant, *, yes: bool) -> None:
    """Whom it is about is said in any case. Raises Refused for anything but a yes."""
    typer.echo(f"{meant.words[0].upper()}{meant.words[1:]}")
    if yes:
        return
    typer.echo("Go on? [y/N]: ", nl=False)
    if sys.stdin.readline().strip().lower() not in {"y", "yes"}:
        raise Refused("nothing was changed; it takes a y, or --yes in a script")


def _asked(who: str) -> str:
    return _typed("Who: ") if who == "-" else who


def _typed(prompt: str) -> str:
    """Without an echo from a terminal; a line of whatever else is there."""
    found = getpass.getpass(prompt) if sys.stdin.isatty() else sys.stdin.readline()
    if not found.strip():
        raise Refused("nothing was typed; nothing was changed")
    return found.strip()
