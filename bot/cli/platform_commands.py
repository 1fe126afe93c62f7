"""`python app.py slack-manifest` and `teams-package`: what an administrator uploads."""

from pathlib import Path

import typer

from bot.adapters.slack.manifest import manifest
from bot.adapters.teams.package import package
from bot.cli.console import programme_of, refuse_to_overwrite, sentences
from bot.clock import SystemClock
from bot.configuration.settings import load
from bot.wording import Wording


def slack_manifest() -> None:
    with sentences():
        settings = load()
        vouching = settings.peerline_programme and programme_of(settings).vouching("slack")
        typer.echo(manifest(settings, emails=bool(vouching)), nl=False)


def teams_package(file: Path, *, force: bool) -> None:
    with sentences():
        refuse_to_overwrite(file, force=force)
        file.write_bytes(package(load(), Wording(), SystemClock().now()))
        typer.echo(f"{file} is written; upload it in the Teams admin centre (docs/teams.md)")
