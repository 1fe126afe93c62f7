"""`python app.py check`: what `checks` found, a line each, or one of the pages that are written from it."""

import typer

from bot.cli import checks
from bot.clock import SystemClock
from bot.process import logs


def check(*, guideline: bool, checklist: bool, language: str) -> None:
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
