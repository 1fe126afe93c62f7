"""What a programme file has to say before anybody is served: whose number it gives, who is behind a supporter, what
counsel wrote; and which lines somebody rang.
"""

import re
from collections.abc import Iterator
from pathlib import Path

from bot.cli.checks.line import Line, Subject, fail, ok, warn
from bot.core.people import Profession
from bot.documents.guideline.setup import misnamed
from bot.programme import Programme, Resource, Site, only_seen, stale
from bot.programme.texts import PLACEHOLDER
from bot.programme.values import INSTEAD

# What can be told by its value is told so, with the value.
_TOLD_BY_VALUE = {"coordinators", "deputy", "contact_name", "contact_email", "phone_route", "reporting"}
_MARKED = re.compile(rf"\s*(?P<key>\w+)\s*=.*#.*\b{PLACEHOLDER}\b")


def marked(path: Path) -> Iterator[Line]:
    """Keys of a ready file that nobody can see to be another's, such as a time zone: beside them stands the word."""
    lines = enumerate(path.read_text(encoding="utf-8-sig").splitlines(), 1)
    found = [(match["key"], number) for number, line in lines if (match := _MARKED.match(line))]
    keys = [f"{key} (line {number})" for key, number in found if key not in _TOLD_BY_VALUE]
    if keys:
        yield warn(
            "programme",
            f"{path} is still marked {PLACEHOLDER} at {', '.join(keys)}: put in what is yours, and take the word away",
        )


def site(programme: Programme, site: Site) -> Iterator[Line]:
    """The keys of one site that nobody but the programme can fill in."""
    if site.told_of_reporting is None:
        why = "is a placeholder" if site.reporting else "is missing"
        yield fail(
            "programme",
            f"site {site.id}: reporting {why}; expected your counsel's sentence, whether asking is reported to a "
            "regulator or an employer",
        )
    yield from _advice(site)
    yield from _owner(programme, site)


def _advice(site: Site) -> Iterator[Line]:
    if site.supporter_advice is None:
        yield warn(
            "programme", f"site {site.id} has no supporter_advice: a supporter who meets risk has nobody to ring"
        )


def _owner(programme: Programme, site: Site) -> Iterator[Line]:
    theirs = misnamed(programme, site)
    if theirs is not None:
        name, own = (each.name.in_(programme.default_language) for each in (theirs, site))
        yield warn(
            "programme",
            f'site {site.id}: phone_route is the number of "{name}", and every card gives it as that of "{own}"; '
            "set phone_name",
        )


def elsewhere(programme: Programme) -> Iterator[Line]:
    """Whoever a site does not serve reads where the right place is for them (R75): is there one?"""
    for_them = [each for each in programme.resources_for() if each.need in INSTEAD]
    missing = [
        profession
        for profession in Profession
        if any(profession not in site.policy.professions for site in programme.sites.values())
        and not any(each.takes(profession) for each in for_them)
    ]
    if missing:
        yield warn(
            "programme",
            f"no resource takes {', '.join(missing)}, whom the programme does not serve: they read of no right place; "
            'expected a [[resource]] with need = "talk" or "peers" and them, or "everybody", in its audience',
        )


def resources(subject: Subject) -> Iterator[Line]:
    if subject.programme is None:
        return
    today = subject.now.date()
    old = stale(subject.programme, today)
    yield from (warn("resources", sentence) for sentence in old)
    seen = only_seen(subject.programme, today)
    if seen:
        yield warn("resources", _to_ring(seen))
    elif not old:
        yield ok("resources", "each was verified within the last 180 days")


def _to_ring(seen: tuple[Resource, ...]) -> str:
    newest = max(each.seen_on for each in seen if each.seen_on)
    names = ", ".join(each.id for each in seen)
    if len(seen) == 1:
        return f"{names} was only seen in a stored copy, on {newest}; ring it before launch and set verified_on"
    return f"{names} were only seen in stored copies, the last on {newest}; ring each before launch and set verified_on"


def lending(subject: Subject) -> Iterator[Line]:
    """A provincial coordinator can arrange matches only where a site lends (R29)."""
    if subject.provincial and subject.programme is not None and not subject.programme.lends:
        yield warn(
            "roster",
            "somebody has the role provincial and no site lends its supporters; set inter_site = true where one does",
        )
