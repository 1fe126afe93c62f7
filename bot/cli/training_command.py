"""`python app.py training`: who was trained when and what is owed; and a file of sessions taken in (R52)."""

from datetime import date, datetime
from pathlib import Path

import typer

from bot.cli import training_csv
from bot.cli.console import Refused, in_transaction, opened, programme_of, put_into_audit, sentences
from bot.clock import SystemClock
from bot.roster import sessions
from bot.runtime import training_import
from bot.runtime.training_import import Done
from storage.transactions.unit_of_work import UnitOfWork


def training(site: str, since: datetime | None, until: datetime | None) -> None:
    with sentences(), opened(make=False) as (settings, database):
        programme = programme_of(settings)
        if site and site not in programme.sites:
            raise Refused(f'there is no site "{site}" in the programme file')
        first, last = since.date() if since else date.min, until.date() if until else date.max
        policies = {each.id: each.policy for each in programme.sites.values()}
        ledger, undated = in_transaction(
            settings,
            database,
            lambda unit: (
                training_csv.ledger(unit, policies, site=site, since=first, until=last),
                training_csv.undated(unit, site=site),
            ),
        )
        put_into_audit(database, "training-export")
        typer.echo(ledger, nl=False)
        if undated:
            typer.echo(
                f"{undated} {'person has' if undated == 1 else 'people have'} hours that came with the roster file. "
                "The roster has their sum and no days, so no row has them; give them days with: "
                "python app.py training import FILE.csv",
                err=True,
            )


def import_sessions(file: Path, *, dry_run: bool) -> None:
    with sentences(), opened(make=False) as (settings, database):
        programme = programme_of(settings)
        found = sessions.read(file, file.read_bytes(), SystemClock().now().date())

        def take_in(unit: UnitOfWork) -> Done:
            done = training_import.take_in(unit, programme, found, dry_run=dry_run)
            if not dry_run:
                unit.ledger.note_command("training-import")
            return done

        typer.echo(in_transaction(settings, database, take_in).sentence(would=dry_run))
