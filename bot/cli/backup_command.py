"""`python app.py backup` and `restore`: everything into one sealed file, and back without whoever was erased since."""

from pathlib import Path

import typer

from bot.cli.console import keys_at_hand, opened, programme_of, put_into_audit, sentences
from bot.clock import SystemClock
from bot.configuration.settings import Settings, load
from bot.process.bootstrap import keys_for
from bot.runtime import erasure_replay
from storage.backup import archive as backups
from storage.database import migrate as migrations
from storage.database.db_errors import TROUBLES, kind
from storage.transactions.unit_of_work import UnitOfWork


def backup(file: Path, *, force: bool) -> None:
    with sentences(), opened(make=False) as (settings, database):
        keys = keys_for(settings, database)
        rows = backups.backup(database, keys, file, force=force)
        typer.echo(f"{rows} rows are sealed in {file}; it opens with the master keys of today only")
        try:
            put_into_audit(database, "backup")
        except TROUBLES as error:  # a full disk of the database is no reason to have no backup elsewhere
            how = kind(error, database) or "not to be written"
            typer.echo(
                f"warn  the backup is made, and the audit has no line of it: the database is {how}. See: "
                "python app.py check",
                err=True,
            )
        erasure_replay.begin(settings, database, keys, SystemClock().now())


def restore(file: Path, *, force: bool, lists: list[Path]) -> None:
    with sentences():
        keys = keys_at_hand(load(), needed=True)
        made_at = backups.examine(file, keys)
        with opened(keys=False, anew=True) as (settings, database):
            known = erasure_replay.known(settings, keys, lists)
            again = backups.Again(SystemClock().now(), known, lambda unit, who: _erased_again(settings, unit, who))
            rows = backups.restore(database, keys, file, force=force, again=again)
            put_into_audit(database, "restore")
            typer.echo(f"{rows} rows are back from {file}" + _since(made_at))
            if migrations.keeps_what_is_closed(made_at):
                typer.echo(migrations.OLDER_BACKUPS)
            if again.found:
                typer.echo(f"erased again, since they were erased after that backup: {len(again.found)}")
            if not (lists or known or again.replaces):
                typer.echo(erasure_replay.without_names(settings))
            erasure_replay.keep(settings, database, keys, SystemClock().now())


def _since(schema: str) -> str:
    today = migrations.head()
    return "" if schema == today else f", which was made at schema {schema} and is at {today} here"


def _erased_again(settings: Settings, unit: UnitOfWork, people: list[str]) -> None:
    if people:
        erasure_replay.erase_again(unit, programme_of(settings), people)
