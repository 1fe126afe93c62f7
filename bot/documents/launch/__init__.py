"""The launch kit (R19, R70): posters, cards and a newsletter text for one site, in one language."""

from pathlib import Path

from bot.core.policy import Pathway
from bot.documents.launch.kit import Kit
from bot.documents.launch.links import LaunchError, Link, read_link, teams_link
from bot.documents.launch.papers import PAPERS, cards, poster, what_helps
from bot.programme import Programme, Site
from bot.wording import Wording

__all__ = ["LaunchError", "teams_link", "write"]


def write(
    programme: Programme, site: Site, link: str, folder: Path, language: str, wording: Wording | None = None
) -> list[Path]:
    """Every file of the kit, written into the folder, which is made if it is not there. Raises LaunchError, OSError."""
    kit = Kit(programme, site, _checked(site, link), language, wording or Wording(default=programme.default_language))
    made: dict[str, bytes] = {}
    for paper, size in PAPERS:
        made |= poster(kit, size).files(f"{site.id}-poster-{paper}-{language}")
        made |= cards(kit, size).files(f"{site.id}-cards-{paper}-{language}")
        made |= what_helps(kit, size).files(f"{site.id}-what-helps-{paper}-{language}")
    made[f"{site.id}-newsletter-{language}.md"] = _newsletter(kit).encode()
    folder.mkdir(parents=True, exist_ok=True)
    for name, content in made.items():
        (folder / name).write_bytes(content)
    return [folder / name for name in made]


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
        kit.news(),
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
