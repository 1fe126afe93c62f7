"""`python app.py launch-kit`: what a site hangs up and sends around."""

from pathlib import Path

import typer

from bot.cli.console import Refused, programme_of, sentences, wording_of
from bot.configuration.settings import load
from bot.documents import launch
from bot.documents.guideline.setup import placeholders


def launch_kit(folder: Path, link: str, site: str) -> None:
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
