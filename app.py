"""The command line. Every command ends with a sentence: what was done, or what was wrong, where, and what was expected."""

import asyncio
import contextlib
import signal
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Annotated, TypeVar

import typer

from bot import checks, logs, rostering
from bot.adapters.playground.server import require_loopback, start
from bot.bootstrap import key_file, keys_for
from bot.clock import SystemClock
from bot.demo import make_demo
from bot.programme import Programme, ProgrammeError, load
from bot.roster import RosterError, read, write
from bot.settings import Settings, SettingsError
from bot.settings import load as load_settings
from storage import backup as backups
from storage import migrate as migrations
from storage import rotation
from storage.database import BadDatabase, Database, open_database
from storage.keys import BadKeys
from storage.lock import Locked
from storage.unit import Unit
from storage.writer import writer_for

T = TypeVar("T")

app = typer.Typer(help="Peerline: the confidential front door to physician peer support.", no_args_is_help=True,
                  pretty_exceptions_enable=False, add_completion=False)  # fmt: skip
roster_app = typer.Typer(help="People: import and export the roster file.", no_args_is_help=True)
keys_app = typer.Typer(help="The master keys.", no_args_is_help=True)
app.add_typer(roster_app, name="roster")
app.add_typer(keys_app, name="keys")


@app.command()
def demo(
    port: Annotated[int, typer.Option(help="Port on this machine; 0 for any free one.", min=0, max=65535)] = 8080,
    host: Annotated[str, typer.Option(help="A loopback address; nothing else is accepted.")] = "127.0.0.1",
) -> None:
    """Start the playground on a fresh database, with invented people."""
    logs.configure("WARNING")
    with _sentences(), tempfile.TemporaryDirectory(prefix="peerline-demo-") as folder:
        require_loopback(host)
        settings = Settings(
            _env_file=None,  # type: ignore[call-arg]
            peerline_database_url=f"sqlite:///{folder}/demo.db",
            peerline_keys=None,
            peerline_programme=None,
        )
        asyncio.run(_demo(settings, host, port))


async def _demo(settings: Settings, host: str, port: int) -> None:
    playground, rows = make_demo(settings)
    await playground.begin(rows)
    house = playground.house
    try:
        runner = await start(playground.app(), host, port)
    except OSError as error:
        house.close()
        raise ValueError(f"port {port} on {host} cannot be used ({error.strerror}); try --port with another") from None
    house.deadlines.start()
    delivering = asyncio.create_task(house.outbox.run())
    address = runner.addresses[0]
    typer.echo(f"Peerline playground: http://{address[0]}:{address[1]}  (stop with Ctrl-C)")
    try:
        await _until_stopped()
    finally:
        await runner.cleanup()
        house.outbox.stop()
        await delivering
        house.close()


@app.command()
def check() -> None:
    """Settings, database, migrations, keys, tokens, programme file, resource dates: ok, warn or FAIL, a line each."""
    logs.configure("ERROR")
    lines = asyncio.run(checks.run())
    for line in lines:
        typer.echo(str(line))
    raise typer.Exit(1 if any(line.failed for line in lines) else 0)


@app.command()
def migrate() -> None:
    """Bring the database to this version's tables."""
    with _database() as (_, database):
        before = migrations.current(database)
        migrations.upgrade(database)
        after = migrations.current(database)
    typer.echo(f"database is at {after}" + ("" if before else " (new)") if before != after else f"nothing to do: {after}")


# --- people --------------------------------------------------------------------------------------------------------


@roster_app.command("import")
def roster_import(
    file: Path,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Check the file and say what would change.")] = False,
) -> None:
    """Add or update people. All or nothing."""
    with _database() as (settings, database):
        programme = _programme(settings)
        rows = read(file, _bytes(file), programme)
        done = _in_transaction(settings, database, lambda unit: _applied(unit, programme, rows, dry_run))
    told = "would be" if dry_run else "were"
    typer.echo(f"{done.added} people {told} added, {done.updated} updated, {done.unchanged} left as they are")


@roster_app.command("export")
def roster_export() -> None:
    """The same columns to standard output."""
    with _database() as (settings, database):
        rows = _in_transaction(settings, database, rostering.everybody)
    typer.echo(write(rows), nl=False)


class _DryRun(Exception):
    def __init__(self, done: rostering.Imported) -> None:
        super().__init__("dry run")
        self.done = done


def _applied(unit: Unit, programme: Programme, rows: list, dry_run: bool) -> rostering.Imported:  # type: ignore[type-arg]
    done = rostering.apply(unit, programme, rows)
    if dry_run:
        raise _DryRun(done)
    return done


# --- keys and backups ----------------------------------------------------------------------------------------------


@keys_app.command("rotate")
def keys_rotate() -> None:
    """Seal everything anew under a new master key and retire the old one. It can be stopped and started again."""
    with _database() as (settings, database):
        keys = keys_for(settings)
        if settings.peerline_keys is not None:
            dropped = rotation.rotate_given(database, keys)
            typer.echo(f"everything is sealed under the first key; {len(dropped)} older keys may be dropped from PEERLINE_KEYS")
            typer.echo("drop them once every replica runs with the new first key")
        else:
            rotation.rotate_file(database, key_file(settings))
            typer.echo("everything is sealed under a new master key; the old one is retired")
    typer.echo("make a fresh backup now: older ones cannot be restored any more")


@app.command()
def backup(file: Path) -> None:
    """Write one sealed file with everything in it."""
    with _database() as (settings, database):
        backups.backup(database, keys_for(settings), file)
    typer.echo(f"sealed backup written to {file}; it opens with the master keys of today only")


@app.command()
def restore(
    file: Path, force: Annotated[bool, typer.Option("--force", help="Replace what the database holds.")] = False
) -> None:
    """Read a sealed backup into an empty database."""
    with _database(migrated=False) as (settings, database):
        migrations.upgrade(database)
        backups.restore(database, keys_for(settings), file, force=force)
    typer.echo(f"restored from {file}")


# --- inside --------------------------------------------------------------------------------------------------------

_KNOWN = (
    SettingsError, ProgrammeError, RosterError, BadDatabase, BadKeys, Locked, backups.BackupError, migrations.MigrationError,
    ValueError, OSError,
)  # fmt: skip


@contextlib.contextmanager
def _sentences() -> Iterator[None]:
    """What was wrong, on standard error, and exit code 1; a defect of ours still shows its trace."""
    try:
        yield
    except _KNOWN as error:
        typer.echo(str(error), err=True)
        raise typer.Exit(1) from None


@contextlib.contextmanager
def _database(*, migrated: bool = True) -> Iterator[tuple[Settings, Database]]:
    with _sentences():
        settings = load_settings()
        logs.configure(settings.peerline_log_level)
        database = open_database(settings.peerline_database_url)
        try:
            if migrated and migrations.current(database) is not None and not migrations.is_current(database):
                raise ValueError("the database is at another version; run: python app.py migrate")
            if migrated and migrations.current(database) is None:
                migrations.upgrade(database)
            yield settings, database
        finally:
            database.close()


def _in_transaction(settings: Settings, database: Database, job: Callable[[Unit], T]) -> T:
    writer = writer_for(database, keys_for(settings), SystemClock())
    try:
        return writer.submit(job).result()
    except _DryRun as dry:
        return dry.done  # type: ignore[return-value]
    finally:
        writer.close()


def _programme(settings: Settings) -> Programme:
    if settings.peerline_programme is None:
        raise ValueError("PEERLINE_PROGRAMME is not set; expected the path of a programme file, such as programmes/manitoba.toml")
    return load(settings.peerline_programme)


def _bytes(file: Path) -> bytes:
    try:
        return file.read_bytes()
    except OSError as error:
        raise ValueError(f"{file}: cannot be read: {error.strerror}") from None


async def _until_stopped() -> None:
    stopped = asyncio.Event()
    loop = asyncio.get_running_loop()
    for each in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(each, stopped.set)
    await stopped.wait()


if __name__ == "__main__":
    app()
