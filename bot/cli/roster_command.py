"""`python app.py roster ...`: the file in and out. What an import would do is said before, during and after alike."""

from pathlib import Path
from typing import Annotated

import typer

from bot.cli.console import Refused, in_transaction, noted, opened, programme_of, sentences, stands, walked
from bot.clock import SystemClock
from bot.configuration.settings import load
from bot.process.bootstrap import keys_for
from bot.roster import read, readings, write
from bot.runtime import roster_import

roster_app = typer.Typer(
    help="People: import and export the roster file.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    add_completion=False,
    rich_markup_mode=None,
)


@roster_app.command("import")
def import_roster(
    file: Annotated[Path, typer.Argument(metavar="FILE.csv")],
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Check the file and say what would change.")] = False,
    move: Annotated[bool, typer.Option("--move", help="An account may change from one person to another.")] = False,
    complete: Annotated[bool, typer.Option("--complete", help="Whoever of its sites is not in the file ends.")] = False,
    ends: Annotated[int | None, typer.Option("--ends", help="How many end, as --complete has said it.")] = None,
) -> None:
    """Add or update people. All or nothing; nobody is removed, unless --complete says so."""
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
        if dry_run and not stands(settings):  # looking makes no database
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


@roster_app.command("export")
def roster_export() -> None:
    """The same columns to standard output."""
    with sentences(), opened(make=False) as (settings, database):
        noted(database, "roster-export")
        typer.echo(write(in_transaction(settings, database, roster_import.everybody)), nl=False)
