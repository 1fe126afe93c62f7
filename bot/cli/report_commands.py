"""`python app.py report`, `export` and `training`: what a funder sees, and who was trained."""

from pathlib import Path

import typer

from bot import reporting
from bot.cli.console import (
    Refused,
    opened,
    programme_of,
    put_into_audit,
    refuse_to_overwrite,
    sentences,
    wording_of,
)
from bot.clock import SystemClock
from bot.values.report_form import Form
from storage.database.transaction import reading
from storage.stores.tallies import TallyStore


def report(site: str, quarter: str, quarters: int, form: Form, out: Path | None, language: str, *, force: bool) -> None:
    with sentences(), opened(make=False, keys=False) as (settings, database):
        if form == "png" and out is None:
            raise Refused("a picture needs a file; add --out FILE.png")
        refuse_to_overwrite(out, force=force)
        programme = programme_of(settings)
        with reading(database) as link:
            found = reporting.read_report(
                TallyStore(link), programme, site, reporting.quarter_of(quarter), quarters, SystemClock().now()
            )
        wording = wording_of(settings, programme)
        put_into_audit(database, "report")
        _written(out, reporting.render(found, wording, language or programme.default_language, form))


def export(site: str, out: Path, *, force: bool) -> None:
    with sentences(), opened(make=False, keys=False) as (settings, database):
        refuse_to_overwrite(out, force=force)
        programme = programme_of(settings)
        with reading(database) as link:
            found = reporting.read_all(TallyStore(link), programme, site, SystemClock().now())
        put_into_audit(database, "export")
        _written(out, reporting.sheet(found).encode())


def _written(out: Path | None, content: bytes) -> None:
    """To the file, with a sentence, or to standard output."""
    if out is None:
        typer.echo(content, nl=False)
    else:
        out.write_bytes(content)
        typer.echo(f"written: {out}")
