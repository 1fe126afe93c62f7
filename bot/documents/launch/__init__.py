"""The launch kit (R19, R70): posters, cards and a newsletter text for one site, in one language."""

import logging
from pathlib import Path

from bot.core.policy import Pathway
from bot.documents.launch.kit import Kit
from bot.documents.launch.links import LaunchError, Link, read_link, slack_link, teams_link
from bot.programme import Programme, Site
from bot.wording import Wording

__all__ = ["LaunchError", "slack_link", "teams_link", "write"]


def write(
    programme: Programme, site: Site, link: str, folder: Path, language: str, wording: Wording | None = None
) -> list[Path]:
    """Every file of the kit, written into the folder, which is made if it is not there. Raises LaunchError, OSError."""
    kit = Kit(programme, site, _checked(site, link), language, wording or Wording(default=programme.default_language))
    logging.getLogger("matplotlib").setLevel(logging.ERROR)  # how it is with its font cache is nobody's news
    from bot.documents.launch.papers import (  # takes a second to load, and no other command needs it
        PAPERS,
        cards,
        poster,
    )

    folder.mkdir(parents=True, exist_ok=True)
    files: list[Path] = []
    for paper, size in PAPERS:
        files += poster(kit, size).write(folder, f"{site.id}-poster-{paper}-{language}", kit.title())
        files += cards(kit, size).write(folder, f"{site.id}-cards-{paper}-{language}", kit.title())
    newsletter = folder / f"{site.id}-newsletter-{language}.md"
    newsletter.write_text(_newsletter(kit), encoding="utf-8")
    return [*files, newsletter]


def _checked(site: Site, address: str) -> Link:
    link = read_link(address)
    if Pathway.REACH_IN not in site.policy.pathways:
        raise LaunchError(f"site {site.id}: nobody can ask here by themselves (pathways); a poster would lead nowhere")
    if link.team and site.slack_team and link.team != site.slack_team:
        raise LaunchError(
            f"site {site.id}: the link opens the workspace {link.team}, the programme file says {site.slack_team}"
        )
    return link


def _newsletter(kit: Kit) -> str:
    """Markdown, which reads well as it is. The monthly texts are for a channel that people joined themselves."""
    link = kit.link.address
    monthly = [kit.say(id_, link=link) for id_ in ("news-month-day", "news-month-small", "news-month-each")]
    parts = [
        f"# {kit.say('news-subject', programme=kit.programme.name)}",
        kit.say("news-open"),
        kit.say("news-what", site=kit.site.name),
        kit.say("news-how", link=link),
        kit.say("news-then", hours=kit.hours()),
        kit.say("news-bounds"),
        kit.serves(),
        kit.phone(),
        f"**{kit.lines()}**",
        f"## {kit.say('news-month')}",
        kit.say("news-month-how"),
        *(f"> {text}\n>\n> {kit.lines()}" for text in monthly),
    ]
    return "\n\n".join(parts) + "\n"
