"""`python app.py history import FILE.csv`: counts of past years, without a name (R74)."""

from pathlib import Path

import typer

from bot.cli import past_counts
from bot.cli.console import opened, programme_of, put_into_audit, sentences
from bot.clock import SystemClock
from bot.core.report import Kind
from storage.database.transaction import changing
from storage.stores.tallies import put_past


def import_history(file: Path) -> None:
    """All or nothing. A month that comes again takes the place of what was imported for it."""
    with sentences(), opened(make=False, keys=False) as (settings, database):
        programme = programme_of(settings)
        counts = past_counts.read(file, file.read_bytes(), programme, SystemClock().now().date())
        with changing(database) as link:
            put_past(link, [each._asdict() for each in counts])
        put_into_audit(database, "history-import")
        for site in programme.sites:
            own = [each for each in counts if each.site == site]
            if own:
                told = ", ".join(f"{_sum(own, kind)} {name}" for kind, name in _NAMES)
                typer.echo(f"site {site}: {len({each.month for each in own})} months, {told}")


_NAMES = ((Kind.PAST, "requests"), (Kind.PAST_TALK, "conversations"), (Kind.PAST_HEADS, "heads"))


def _sum(counts: list[past_counts.Count], kind: Kind) -> int:
    return sum(each.number for each in counts if each.kind == kind)
