"""`python app.py migrate`: the database at this version's tables."""

import typer

from bot.cli.console import in_transaction, keys_at_hand, opened, put_into_audit, sentences
from bot.configuration.settings import load
from bot.runtime import erasure_replay
from storage.database import migrate as migrations


def migrate(*, anew: bool) -> None:
    with sentences():
        settings = load()
        # The list of erasures will be written over: it goes into the database, so that no later restore lacks it.
        erased = erasure_replay.known(settings, keys_at_hand(settings)) if anew else {}
        with opened(tables=False, anew=anew) as (_, database):
            before = migrations.current(database)
            migrations.upgrade(database)
            after = migrations.current(database)
            if erased:
                in_transaction(settings, database, lambda unit: unit.erasures.remember(erased))
            if before != after:
                put_into_audit(database, "migrate")
    typer.echo(f"the database is at {after}" + (" already" if before == after else ""))
    if migrations.keeps_what_is_closed(before):
        typer.echo(migrations.OLDER_BACKUPS)
