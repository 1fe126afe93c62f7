"""The command line. Every command ends with a sentence: what was done, or what was wrong and what was expected."""

import asyncio
import tempfile
from datetime import date, datetime
from pathlib import Path
from typing import Annotated

import typer

from bot import reporting
from bot.adapters.playground.server import require_loopback
from bot.adapters.slack.manifest import NoAddress, manifest
from bot.cli import checks, training_csv
from bot.cli.backup_command import backup, restore
from bot.cli.console import Refused, in_transaction, keys_at_hand, noted, opened, programme_of, sentences, wording_of
from bot.cli.keys_command import keys_app
from bot.cli.people_command import people_app
from bot.cli.roster_command import roster_app
from bot.clock import SystemClock
from bot.configuration.settings import given, load
from bot.documents import launch
from bot.documents.guideline.setup import placeholders
from bot.process import core_dumps, http_server, logs, running
from bot.process.running import play
from bot.reporting import Form
from bot.runtime import erasure_replay
from bot.wording import Wording
from storage.database import migrate as migrations
from storage.database.transaction import reading
from storage.stores.tallies import TallyStore


def _commands(about: str) -> typer.Typer:
    """Help and errors are plain lines, so that they read well in a log and through a screen reader."""
    return typer.Typer(
        help=about, no_args_is_help=True, pretty_exceptions_enable=False, add_completion=False, rich_markup_mode=None
    )


app = _commands("Peerline: the confidential front door to physician peer support.")
app.add_typer(roster_app, name="roster")
app.add_typer(people_app, name="people")
app.add_typer(keys_app, name="keys")
app.command()(backup)
app.command()(restore)


@app.command()
def demo(
    port: Annotated[int, typer.Option(help="Port on this machine; 0 for any free one.", min=0, max=65535)] = 8080,
    host: Annotated[str, typer.Option(help="A loopback address; nothing else is accepted.")] = "127.0.0.1",
) -> None:
    """Start the playground on a fresh database, with invented people. It reads no settings."""
    logs.configure("WARNING")
    with sentences(), tempfile.TemporaryDirectory(prefix="peerline-demo-") as folder:
        require_loopback(host)
        settings = given(peerline_database_url=f"sqlite:///{folder}/demo.db")
        asyncio.run(play(settings, host, port, _playing))


def _playing(address: str) -> None:
    typer.echo(f"Peerline playground: {address}  (stop with Ctrl-C)")


@app.command()
def serve() -> None:
    """Serve Slack and/or Teams, whichever is configured, until Ctrl-C or SIGTERM."""
    with sentences():
        with opened(make=False) as (settings, database):
            checks.start.tell(settings, database)
            programme = programme_of(settings)
        asyncio.run(running.serve(http_server.serve(settings, programme), _serving))


def _serving(address: str) -> None:
    typer.echo(f"Peerline serves: {address}  (stop with Ctrl-C)")


@app.command()
def slack_manifest() -> None:
    """Print the Slack app manifest (YAML) for this deployment's public address."""
    with sentences():
        try:
            settings = load()
            vouching = settings.peerline_programme and programme_of(settings).vouching("slack")
            typer.echo(manifest(settings, emails=bool(vouching)), nl=False)
        except NoAddress as error:
            raise Refused(str(error)) from None


@app.command()
def teams_package(file: Annotated[Path, typer.Argument(metavar="FILE.zip")]) -> None:
    """Write the Teams app package: the manifest in both languages, and two icons."""
    from bot.adapters.teams.package import CannotPackage, package

    with sentences():
        settings = load()
        try:
            packed = package(settings, Wording(), SystemClock().now())
        except CannotPackage as error:
            raise Refused(str(error)) from None
        file.write_bytes(packed)
        typer.echo(f"{file} is written; upload it in the Teams admin centre (docs/teams.md)")


@app.command()
def check(
    guideline: Annotated[
        bool, typer.Option("--guideline", help="Print each site's written guideline instead.")
    ] = False,
    checklist: Annotated[bool, typer.Option("--checklist", help="Print the steps of setting up, ticked.")] = False,
    language: Annotated[str, typer.Option(help="en or fr, for what is written; else the programme's own.")] = "",
) -> None:
    """Settings, database, migrations, keys, programme file, tokens, roster: ok, warn or FAIL, a line each.

    With --guideline or --checklist that page alone is printed; what is not in order follows on standard error.
    """
    logs.configure("ERROR")
    found = checks.look(SystemClock().now())
    pages = [found.guideline(language)] if guideline else []
    pages += [found.checklist(language)] if checklist else []
    if guideline or checklist:
        typer.echo("\n".join(pages), nl=False)
    for line in found.lines:
        if not (guideline or checklist):
            typer.echo(str(line))
        elif not line.good:
            typer.echo(str(line), err=True)
    raise typer.Exit(1 if any(line.failed for line in found.lines) else 0)


@app.command()
def launch_kit(
    folder: Annotated[Path, typer.Argument(metavar="FOLDER")],
    link: Annotated[
        str,
        typer.Option(
            help="Opens the direct message: https://slack.com/app_redirect?app=A..&team=T..; "
            "left out, the Teams bot of TEAMS_APP_ID."
        ),
    ] = "",
    site: Annotated[str, typer.Option(help="One site of the programme file; left out, every site.")] = "",
) -> None:
    """Posters, cards of a quarter page and a newsletter text, with a code to scan, per site and language."""
    with sentences():
        settings = load()
        programme = programme_of(settings)
        if not link and not settings.teams_app_id:
            raise Refused("--link is missing; expected the address that opens the direct message with the bot")
        if site and site not in programme.sites:
            raise Refused(f"there is no site {site}; expected one of {' '.join(programme.sites)}")
        address = link or launch.teams_link(settings.teams_app_id, settings.teams_cloud)
        wording = wording_of(settings, programme)
        for each in [programme.site(site)] if site else programme.sites.values():
            for place in placeholders(each):
                typer.echo(
                    f"warn: site {each.id}: {place}; replace it in the programme file before you put anything up, "
                    "and make the kit anew",
                    err=True,
                )
            for language in programme.languages:
                for path in launch.write(programme, each, address, folder, language, wording):
                    typer.echo(str(path))


@app.command()
def migrate(
    anew: Annotated[
        bool, typer.Option("--anew", help="Begin with nobody, although files of an earlier database are there.")
    ] = False,
) -> None:
    """Bring the database to this version's tables; the first time make it."""
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
                noted(database, "migrate")
    typer.echo(f"the database is at {after}" + (" already" if before == after else ""))
    if migrations.keeps_what_is_closed(before):
        typer.echo(
            "backups of before hold the rows of closed requests and the days of matches, which are deleted here now: "
            "make a fresh backup, and delete the older ones"
        )


# --- what the funder sees ------------------------------------------------------------------------------------------


@app.command()
def report(
    site: Annotated[str, typer.Option(help="A site's id, or: all.")],
    quarter: Annotated[str, typer.Option(help="The last quarter, such as 2026Q3; without it the newest.")] = "",
    quarters: Annotated[int, typer.Option(help="How many quarters, up to that one.")] = 1,
    form: Annotated[Form, typer.Option("--format", help="table, csv or png.")] = Form.TABLE,
    out: Annotated[Path | None, typer.Option(help="A file to write; a picture needs one.")] = None,
    language: Annotated[str, typer.Option(help="en or fr; without it the programme's own.")] = "",
) -> None:
    """Measures of closed quarters with their targets. Small counts are hidden, and cannot be worked out."""
    with sentences(), opened(make=False, keys=False) as (settings, database):
        if form is Form.PNG and out is None:
            raise Refused("a picture needs a file; add --out FILE.png")
        programme = programme_of(settings)
        with reading(database) as link:
            found = reporting.read_report(
                TallyStore(link), programme, site, reporting.quarter_of(quarter), quarters, SystemClock().now()
            )
        wording = wording_of(settings, programme)
        noted(database, "report")
        _written(out, reporting.render(found, wording, language or programme.default_language, form))


@app.command()
def export(
    site: Annotated[str, typer.Option(help="A site's id, or: all.")],
    out: Annotated[Path, typer.Option(metavar="FILE.csv")],
) -> None:
    """Every closed period as CSV, suppressed like the report (docs/data-dictionary.md)."""
    with sentences(), opened(make=False, keys=False) as (settings, database):
        programme = programme_of(settings)
        with reading(database) as link:
            found = reporting.read_all(TallyStore(link), programme, site, SystemClock().now())
        noted(database, "export")
        _written(out, reporting.sheet(found).encode())


@app.command()
def training(
    site: Annotated[str, typer.Option(help="One site; all of them unless given.")] = "",
    since: Annotated[datetime | None, typer.Option(formats=["%Y-%m-%d"], help="First day.")] = None,
    until: Annotated[datetime | None, typer.Option(formats=["%Y-%m-%d"], help="Last day.")] = None,
) -> None:
    """Who was trained when, as CSV, for pay and credits. Never support given."""
    with sentences(), opened(make=False) as (settings, database):
        if site and site not in programme_of(settings).sites:
            raise Refused(f'there is no site "{site}" in the programme file')
        first, last = since.date() if since else date.min, until.date() if until else date.max
        ledger, undated = in_transaction(
            settings,
            database,
            lambda unit: (
                training_csv.ledger(unit, site=site, since=first, until=last),
                training_csv.undated(unit, site=site),
            ),
        )
        noted(database, "training-export")
        typer.echo(ledger, nl=False)
        if undated:
            typer.echo(
                f"{undated} {'person has' if undated == 1 else 'people have'} hours that came with the roster file. "
                "The roster has their sum and no days, so they stand in no row.",
                err=True,
            )


def _written(out: Path | None, content: bytes) -> None:
    """To the file, with a sentence, or to standard output."""
    if out is None:
        typer.echo(content, nl=False)
    else:
        out.write_bytes(content)
        typer.echo(f"written: {out}")


def main() -> None:
    core_dumps.forbid()
    app()


if __name__ == "__main__":
    main()
