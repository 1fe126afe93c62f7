"""`python app.py roster ...`: the file in and out. What an import would do is said before, during and after alike."""

from pathlib import Path

import typer

from bot.cli.console import (
    Refused,
    has_database,
    in_transaction,
    opened,
    programme_of,
    put_into_audit,
    sentences,
    walked,
)
from bot.clock import SystemClock
from bot.configuration.settings import load
from bot.process.bootstrap import keys_for
from bot.roster import read, readings, write
from bot.runtime import roster_import


def import_roster(file: Path, *, dry_run: bool, move: bool, complete: bool, ends: int | None) -> None:
    with sentences():
        settings = load()
        programme = programme_of(settings)
        rows = read(file, file.read_bytes(), programme)
        for sentence in readings.sentences(rows):
            typer.echo(sentence)
        for remark in (remark for row in rows for remark in row.remarks):
            typer.echo(f"warn  {remark}")
        if ends is not None and not complete:
            raise Refused("--ends goes with --complete; without it nobody is ended")
        options = roster_import.Options(move=move, complete=complete, ends=ends, dry_run=dry_run)
        if dry_run and not has_database(settings):  # looking makes no database
            done = roster_import.into_an_empty_house(programme, rows, str(file), ends=ends)
        else:
            with opened() as (settings, database):
                keys, walk = keys_for(settings, database), walked("people")
                done = roster_import.import_file(
                    database, keys, SystemClock(), programme, rows, str(file), options, walk
                )
        for sentence in done.sentences(would=dry_run or bool(done.refused)):
            typer.echo(sentence)
        if done.refused and not dry_run:
            raise Refused(done.refused)
        if done.refused:
            typer.echo(f"warn  {done.refused}")


def export_roster() -> None:
    with sentences(), opened(make=False) as (settings, database):
        put_into_audit(database, "roster-export")
        typer.echo(write(in_transaction(settings, database, roster_import.everybody)), nl=False)
