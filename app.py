"""The command line, whole. Every command ends with a sentence: what was done, or what was wrong and what was expected.

Each loads what it needs when it is called, so that `--help` and a mistyped option are answered at once.
"""

import json
from datetime import datetime
from pathlib import Path
from typing import Annotated

import typer

from bot import VERSION
from bot.cli.whole_help import WholeHelp
from bot.process import core_dumps
from bot.values.report_form import Form


def _commands(about: str) -> typer.Typer:
    """Help and errors are plain lines, so that they read well in a log and through a screen reader."""
    return typer.Typer(
        cls=WholeHelp,
        help=about,
        no_args_is_help=True,
        pretty_exceptions_enable=False,
        add_completion=False,
        rich_markup_mode=None,
    )


app = _commands("Peerline: the confidential front door to physician peer support.")
roster_app = _commands("People: import and export the roster file.")
people_app = _commands(
    "One person's data, and its end. WHO is an e-mail address, an account (slack:TEAM:USER), an id, or -."
)
keys_app = _commands("The master keys.")
history_app = _commands("Counts of past years.")
training_app = typer.Typer(cls=WholeHelp, invoke_without_command=True, add_completion=False, rich_markup_mode=None)
app.add_typer(roster_app, name="roster")
app.add_typer(people_app, name="people")
app.add_typer(keys_app, name="keys")
app.add_typer(history_app, name="history")
app.add_typer(training_app, name="training")

Yes = Annotated[bool, typer.Option("--yes", help="Do not ask whether this is who was meant.")]
OVERWRITE = "Overwrite the file if it is there already."
Who = Annotated[str, typer.Argument(metavar="WHO", help="As above; - asks for it, and shows nothing of what is typed.")]


def _version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"peerline {VERSION}")
        raise typer.Exit


@app.callback()
def whole(
    *,
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the version.")
    ] = False,
) -> None:
    pass


@app.command()
def demo(
    port: Annotated[int, typer.Option(help="Port on this machine; 0 for any free one.", min=0, max=65535)] = 8080,
    host: Annotated[str, typer.Option(help="A loopback address; nothing else is accepted.")] = "127.0.0.1",
) -> None:
    """Start the playground on a fresh database, with invented people. It reads no settings."""
    from bot.cli import serve_command

    serve_command.demo(host, port)


@app.command()
def serve() -> None:
    """Serve Slack and/or Teams, whichever is configured, until Ctrl-C or SIGTERM."""
    from bot.cli import serve_command

    serve_command.serve()


@app.command()
def slack_manifest() -> None:
    """Print the Slack app manifest (YAML) for this deployment's public address."""
    from bot.cli import platform_commands

    platform_commands.slack_manifest()


@app.command()
def teams_package(
    file: Annotated[Path, typer.Argument(metavar="FILE.zip")],
    force: Annotated[bool, typer.Option("--force", help=OVERWRITE)] = False,
) -> None:
    """Write the Teams app package: the manifest in both languages, and two icons."""
    from bot.cli import platform_commands

    platform_commands.teams_package(file, force=force)


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
    from bot.cli import check_command

    check_command.check(guideline=guideline, checklist=checklist, language=language)


@app.command("init")
def init_(folder: Annotated[Path, typer.Argument(metavar="[FOLDER]")] = Path()) -> None:
    """Ask six questions; write a programme file, .env and a roster to begin with."""
    from bot.cli import init_command

    init_command.init(folder)


@app.command()
def programme_schema() -> None:
    """Print the JSON schema of the programme file, for editors (docs/coordinator.md)."""
    from bot.programme import schema

    typer.echo(json.dumps(schema(), ensure_ascii=False, indent=2))


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
    from bot.cli import launch_command

    launch_command.launch_kit(folder, link, site)


@app.command()
def migrate(
    anew: Annotated[
        bool, typer.Option("--anew", help="Begin with nobody, although files of an earlier database are there.")
    ] = False,
) -> None:
    """Bring the database to this version's tables; the first time make it."""
    from bot.cli import migrate_command

    migrate_command.migrate(anew=anew)


# --- what the funder sees ------------------------------------------------------------------------------------------


@app.command()
def report(
    site: Annotated[str, typer.Option(help="A site's id, or: all.")],
    quarter: Annotated[str, typer.Option(help="The last quarter, such as 2026Q3; without it the newest.")] = "",
    quarters: Annotated[int, typer.Option(help="How many quarters, up to that one.")] = 1,
    form: Annotated[Form, typer.Option("--format", help="table, csv or png.")] = "table",
    out: Annotated[Path | None, typer.Option(help="A file to write; a picture needs one.")] = None,
    language: Annotated[str, typer.Option(help="en or fr; without it the programme's own.")] = "",
    force: Annotated[bool, typer.Option("--force", help=OVERWRITE)] = False,
) -> None:
    """Measures of closed quarters with their targets. Small counts are hidden, and cannot be worked out."""
    from bot.cli import report_commands

    report_commands.report(site, quarter, quarters, form, out, language, force=force)


@app.command()
def export(
    site: Annotated[str, typer.Option(help="A site's id, or: all.")],
    out: Annotated[Path, typer.Option(metavar="FILE.csv")],
    force: Annotated[bool, typer.Option("--force", help=OVERWRITE)] = False,
) -> None:
    """Every closed period as CSV, suppressed like the report (docs/data-dictionary.md)."""
    from bot.cli import report_commands

    report_commands.export(site, out, force=force)


@training_app.callback()
def training(
    context: typer.Context,
    site: Annotated[str, typer.Option(help="One site; all of them unless given.")] = "",
    since: Annotated[datetime | None, typer.Option(formats=["%Y-%m-%d"], help="First day.")] = None,
    until: Annotated[datetime | None, typer.Option(formats=["%Y-%m-%d"], help="Last day.")] = None,
) -> None:
    """Who was trained when and what is owed, as CSV, for pay and credits. Never support given."""
    from bot.cli import training_command

    if context.invoked_subcommand is None:
        training_command.training(site, since, until)


@training_app.command("import")
def training_import(
    file: Annotated[Path, typer.Argument(metavar="FILE.csv")],
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Check the file and say what would change.")] = False,
) -> None:
    """Take in dated sessions, credits and days of payment, in the columns that `training` prints. All or nothing."""
    from bot.cli import training_command

    training_command.import_sessions(file, dry_run=dry_run)


@history_app.command("import")
def history_import(file: Annotated[Path, typer.Argument(metavar="FILE.csv")]) -> None:
    """Take in what was counted before Peerline (docs/data-dictionary.md). All or nothing; no column for a name."""
    from bot.cli import history_command

    history_command.import_history(file)


# --- everything at once --------------------------------------------------------------------------------------------


@app.command()
def backup(
    file: Annotated[Path, typer.Argument(metavar="FILE")],
    force: Annotated[bool, typer.Option("--force", help="Overwrite a backup that is there already.")] = False,
) -> None:
    """Write one sealed file with everything in it."""
    from bot.cli import backup_command

    backup_command.backup(file, force=force)


@app.command()
def restore(
    file: Annotated[Path, typer.Argument(metavar="FILE")],
    force: Annotated[bool, typer.Option("--force", help="Replace what the database holds.")] = False,
    lists: Annotated[
        list[Path] | None,
        typer.Option("--erasures", metavar="FILE", help="Another machine's list of erasures; may stand repeatedly."),
    ] = None,
) -> None:
    """Read a sealed backup into an empty database, and erase again whoever was erased since it was made."""
    from bot.cli import backup_command

    backup_command.restore(file, force=force, lists=lists or [])


@keys_app.command("rotate")
def keys_rotate() -> None:
    """Seal everything anew under a new master key and retire the old one. It can be stopped and started again."""
    from bot.cli import keys_command

    keys_command.rotate()


# --- people --------------------------------------------------------------------------------------------------------


@roster_app.command("import")
def roster_import(
    file: Annotated[Path, typer.Argument(metavar="FILE.csv")],
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Check the file and say what would change.")] = False,
    move: Annotated[bool, typer.Option("--move", help="An account may change from one person to another.")] = False,
    complete: Annotated[bool, typer.Option("--complete", help="Whoever of its sites is not in the file ends.")] = False,
    ends: Annotated[int | None, typer.Option("--ends", help="How many end, as --complete has said it.")] = None,
) -> None:
    """Add or update people. All or nothing; nobody is removed, unless --complete says so."""
    from bot.cli import roster_command

    roster_command.import_roster(file, dry_run=dry_run, move=move, complete=complete, ends=ends)


@roster_app.command("export")
def roster_export() -> None:
    """The same columns to standard output."""
    from bot.cli import roster_command

    roster_command.export_roster()


@people_app.command()
def show(who: Who) -> None:
    """Print what the roster and the training list say of somebody. They are told that you looked."""
    from bot.cli import people_command

    people_command.show(who)


@people_app.command("export")
def export_person(
    who: Who, out: Annotated[Path, typer.Option(metavar="FILE", help="A new file.")] = Path("person.sealed")
) -> None:
    """Write it to a file that opens with a code. The code is shown to that person alone, in the chat."""
    from bot.cli import people_command

    people_command.export(who, out)


@people_app.command("open")
def open_file(file: Annotated[Path, typer.Argument(metavar="FILE")]) -> None:
    """Print what `people export` wrote; it asks for the code. It needs no database and no key."""
    from bot.cli import people_command

    people_command.open_file(file)


@people_app.command()
def remove(who: Who, yes: Yes = False) -> None:
    """End every role of somebody, as leaving does. They stay on the roster, without a role."""
    from bot.cli import people_command

    people_command.remove(who, yes=yes)


@people_app.command()
def forget(who: Who, yes: Yes = False) -> None:
    """Erase everything about somebody. What they have open ends, and whoever waits for them is told."""
    from bot.cli import people_command

    people_command.forget(who, yes=yes)


def main() -> None:
    core_dumps.forbid()
    app()


if __name__ == "__main__":
    main()
