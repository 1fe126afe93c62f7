"""The command line. Every command ends with a sentence: what was done, or what was wrong and what was expected."""

import asyncio
import tempfile
from pathlib import Path
from typing import Annotated

import typer

from bot import checks, logs, rostering, running, serving
from bot.adapters.playground.server import require_loopback
from bot.adapters.slack.manifest import manifest
from bot.bootstrap import key_file, keys_for
from bot.clock import SystemClock
from bot.console import Refused, in_transaction, opened, programme_of, sentences
from bot.roster import read, write
from bot.running import play
from bot.settings import given, load
from storage import backup as backups
from storage import migrate as migrations
from storage import rotation
from storage.database import Database
from storage.keys import KeySource
from storage.unit import Unit


def _commands(about: str) -> typer.Typer:
    """Help and errors are plain lines, so that they read well in a log and through a screen reader."""
    return typer.Typer(
        help=about, no_args_is_help=True, pretty_exceptions_enable=False, add_completion=False, rich_markup_mode=None
    )


app = _commands("Peerline: the confidential front door to physician peer support.")
roster_app = _commands("People: import and export the roster file.")
keys_app = _commands("The master keys.")
app.add_typer(roster_app, name="roster")
app.add_typer(keys_app, name="keys")


@app.command()
def demo(
    port: Annotated[int, typer.Option(help="Port on this machine; 0 for any free one.", min=0, max=65535)] = 8080,
    host: Annotated[str, typer.Option(help="A loopback address; nothing else is accepted.")] = "127.0.0.1",
) -> None:
    """Start the playground on a fresh database, with invented people. It reads no settings."""
    logs.configure("WARNING")
    with sentences(), tempfile.TemporaryDirectory(prefix="peerline-demo-") as folder:
        try:
            require_loopback(host)
        except ValueError as error:
            raise Refused(str(error)) from None
        settings = given(peerline_database_url=f"sqlite:///{folder}/demo.db")
        asyncio.run(play(settings, host, port, _playing))


def _playing(address: str) -> None:
    typer.echo(f"Peerline playground: {address}  (stop with Ctrl-C)")


@app.command()
def serve() -> None:
    """Serve Slack and/or Teams, whichever is configured, until Ctrl-C or SIGTERM."""
    with sentences():
        with opened() as (settings, _):
            programme = programme_of(settings)
        asyncio.run(running.serve(serving.serve(settings, programme), _serving))


def _serving(address: str) -> None:
    typer.echo(f"Peerline serves: {address}  (stop with Ctrl-C)")


@app.command()
def slack_manifest() -> None:
    """Print the Slack app manifest (YAML) for this deployment's public address."""
    with sentences():
        typer.echo(manifest(load()), nl=False)


@app.command()
def check() -> None:
    """Settings, database, migrations, keys, programme file, resource dates, roster: ok, warn or FAIL, a line each."""
    logs.configure("ERROR")
    lines = checks.run(SystemClock().now())
    for line in lines:
        typer.echo(str(line))
    raise typer.Exit(1 if any(line.failed for line in lines) else 0)


@app.command()
def migrate() -> None:
    """Bring the database to this version's tables."""
    with sentences(), opened(tables=False) as (_, database):
        before = migrations.current(database)
        migrations.upgrade(database)
        after = migrations.current(database)
    typer.echo(f"the database is at {after}" + (" already" if before == after else ""))


# --- people --------------------------------------------------------------------------------------------------------


@roster_app.command("import")
def roster_import(
    file: Annotated[Path, typer.Argument(metavar="FILE.csv")],
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Check the file and say what would change.")] = False,
) -> None:
    """Add or update people. All or nothing; nobody is removed."""
    with sentences(), opened() as (settings, database):
        programme = programme_of(settings)
        rows = read(file, file.read_bytes(), programme)

        def job(unit: Unit) -> rostering.Imported:
            done = rostering.apply(unit, programme, rows)
            if dry_run:
                raise _DryRun(done)
            return done

        try:
            done = in_transaction(settings, database, job)
        except _DryRun as dry:
            done = dry.done
        told = "would be" if dry_run else "were"
        typer.echo(f"{done.added} people {told} added, {done.updated} updated, {done.unchanged} left as they are")


@roster_app.command("export")
def roster_export() -> None:
    """The same columns to standard output."""
    with sentences(), opened(make=False) as (settings, database):
        typer.echo(write(in_transaction(settings, database, rostering.everybody)), nl=False)


class _DryRun(Exception):
    """Rolls back what an import would have done, and carries its count out."""

    def __init__(self, done: rostering.Imported) -> None:
        super().__init__("dry run")
        self.done = done


# --- keys and backups ----------------------------------------------------------------------------------------------


@keys_app.command("rotate")
def keys_rotate() -> None:
    """Seal everything anew under a new master key and retire the old one. It can be stopped and started again."""
    with sentences(), opened(make=False) as (settings, database):
        if settings.peerline_keys is None:
            keys_for(settings, database)
            clean = rotation.rotate_file(database, key_file(database)).clean
            typer.echo("everything is sealed under a new master key; the old one is retired")
            if not clean:
                in_transaction(settings, database, lambda unit: unit.deadlines.book("scrub", unit.now))
                typer.echo("something still reads the database; a running Peerline clears the old pages soon")
        else:
            _rotate_given(database, keys_for(settings, database))
        typer.echo("make a fresh backup now: one that was made before opens with the old key only")


def _rotate_given(database: Database, keys: KeySource) -> None:
    if len(keys.current()) == 1:
        raise Refused(
            "PEERLINE_KEYS holds one key; put a new one in front of it (openssl rand -base64 32) and run again"
        )
    dropped = rotation.rotate_given(database, keys)
    typer.echo("everything is sealed under the first key of PEERLINE_KEYS")
    if dropped:
        which = "key " + " and ".join(str(place) for place in dropped)
        typer.echo(f"{which} may be dropped from PEERLINE_KEYS once every replica has the first key as its first")


@app.command()
def backup(
    file: Annotated[Path, typer.Argument(metavar="FILE")],
    force: Annotated[bool, typer.Option("--force", help="Overwrite a file that is there already.")] = False,
) -> None:
    """Write one sealed file with everything in it."""
    with sentences(), opened(make=False) as (settings, database):
        rows = backups.backup(database, keys_for(settings, database), file, force=force)
        typer.echo(f"{rows} rows are sealed in {file}; it opens with the master keys of today only")


@app.command()
def restore(
    file: Annotated[Path, typer.Argument(metavar="FILE")],
    force: Annotated[bool, typer.Option("--force", help="Replace what the database holds.")] = False,
) -> None:
    """Read a sealed backup into an empty database."""
    with sentences(), opened() as (settings, database):
        rows = backups.restore(database, keys_for(settings, database), file, force=force)
        typer.echo(f"{rows} rows are back from {file}")


if __name__ == "__main__":
    app()
