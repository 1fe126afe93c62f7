"""The steps that set a programme up (R68), ticked where this machine can see that they are done.

One list for what four guides ask; each step names its place in them: the start-up steps of the BC initiative (charter,
buy-in, guidelines, recruit, train, communicate, monitor), the AMA's five, the five of Doctors Manitoba's organizational
programme (consult, recruit, train, launch, support) and the OMA's chapters with its questions on readiness.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from bot.core.policy import Pathway
from bot.documents.guideline.page import Page
from bot.programme import Programme, Resource, Site, is_placeholder
from bot.programme.phrases import served
from bot.programme.whole import STALE_AFTER_DAYS
from bot.surface import Joined, Value, Verbatim
from bot.wording import Wording

_GUIDES = {
    "AMA": "American Medical Association",
    "BC": "British Columbia, Peer Support Initiative",
    "OMA": "Ontario Medical Association",
    "OPS": "Doctors Manitoba, Organizational Peer Support",
}
_EXAMPLE_ADDRESS = re.compile(r"@(.+\.)?example\.(org|com|net)$")
_EXAMPLE_NAME = "First Last"
_EXAMPLE_NUMBER = re.compile(r"\b555-01\d\d$")  # reserved for fiction


@dataclass(frozen=True, slots=True)
class Seen:
    """What `check` found. The sets hold the ids of the sites for which it is so."""

    fresh: bool  # every line and service was looked at
    ground: bool  # database, migrations and keys
    chat: bool  # Slack or Teams is set, and nothing is wrong with it
    staffed: frozenset[str]  # coordinators and deputy can be reached
    volunteers: frozenset[str]  # there are supporters
    trained: frozenset[str]  # one is trained, signed and reachable
    provincial: bool = False  # somebody arranges matches between sites


@dataclass(frozen=True, slots=True)
class _Step:
    """`done` None: no machine can see it. `open_at`: the sites for which it is still to do."""

    id: str
    guides: str = ""
    done: bool | None = None
    open_at: tuple[Site, ...] = ()
    args: Mapping[str, Value] = field(default_factory=dict)


def checklist(programme: Programme, seen: Seen, wording: Wording, language: str) -> str:
    page = Page(wording, language)
    page.title("setup-title", programme=programme.name)
    page.say("setup-words")
    page.say("setup-guides")
    page.bullets(Verbatim(f"{short}: {name}") for short, name in _GUIDES.items())
    parts = _parts(programme, seen)
    for heading, steps in parts:
        page.heading(heading)
        for step in steps:
            page.item("[x] " if step.done else "[ ] ", _written(page, step))
    every = [step for _, steps in parts for step in steps]
    page.say("setup-count", done=sum(bool(step.done) for step in every), all=len(every))
    return str(page)


def _written(page: Page, step: _Step) -> str:
    names = Joined(tuple(site.name for site in step.open_at))
    still = [page.text("setup-missing", sites=names)] if step.open_at else []
    brackets = "; ".join(part for part in (step.guides, *still) if part)
    words = page.text(step.id, **step.args)
    return f"{words} ({brackets})" if brackets else words


def _parts(programme: Programme, seen: Seen) -> tuple[tuple[str, list[_Step]], ...]:
    sites = tuple(programme.sites.values())

    def everywhere(id_: str, guides: str, so: Iterable[str]) -> _Step:
        lacking = tuple(site for site in sites if site.id not in so)
        return _Step(id_, guides, not lacking, lacking if len(sites) > 1 else ())

    whom = served(
        frozenset().union(*(site.policy.serves for site in sites)),
        frozenset().union(*(site.policy.professions for site in sites)),
    )
    ready = [
        _Step("setup-team", "AMA 3, BC 1"),
        _Step("setup-leaders", "AMA 1, BC 3, OMA 1, OPS 1"),
        _Step("setup-needs", "BC 3, OMA 1"),
        _Step("setup-charter", "BC 2"),
        _Step("setup-others", "OMA 1"),
        _Step("setup-means", "OMA 1"),
        _Step("setup-serves", "AMA 2, OMA 1", done=True, args={"stages": whom}),
    ]
    rules = [
        _Step("setup-file", "BC 4", done=True),
        everywhere("setup-examples", "", (site.id for site in sites if not placeholders(site))),
        _Step("setup-fresh", "AMA 5", seen.fresh, args={"days": STALE_AFTER_DAYS}),
        _Step("setup-guideline", "BC 4, OMA 2"),
        _Step("setup-adviser"),
        everywhere("setup-reporting", "", (site.id for site in sites if site.told_of_reporting)),
        everywhere("setup-owner", "", (site.id for site in sites if not misnamed(programme, site))),
        everywhere("setup-advice", "OMA 3, OPS 5", (site.id for site in sites if advised(site))),
        *((_Step("setup-lends", "BC 1", programme.lends),) if seen.provincial else ()),
    ]
    recruit = [
        everywhere("setup-coordinators", "AMA 3, BC 1", seen.staffed),
        _Step("setup-nominate", "BC 5, OMA 2, OPS 2"),
        everywhere("setup-volunteers", "AMA 3, BC 5, OPS 2", seen.volunteers),
    ]
    train = [
        everywhere("setup-trained", "AMA 4, BC 6, OMA 2, OPS 3", seen.trained),
        _Step("setup-practice", "AMA 4, OMA 2, OPS 3"),
        everywhere("setup-debrief", "OMA 3, OPS 5", (site.id for site in sites if _meets(programme, site))),
    ]
    launch = [
        _Step("setup-ground", "", seen.ground),
        _Step("setup-chat", "", seen.chat),
        everywhere("setup-workspaces", "", (site.id for site in sites if site.slack_team or site.teams_tenant)),
        _Step("setup-after" if _asks_first(sites) else "setup-no-after", "AMA 5, BC 7"),
        _Step("setup-posters", "BC 7, OMA 3, OPS 4"),
        _Step("setup-talks", "BC 7, OMA 3, OPS 4"),
    ]
    keep = [
        _Step("setup-backup"),
        _Step("setup-report", "BC 8, OMA 4, OPS 5"),
        _Step("setup-feedback", "BC 8, OMA 4"),
        _Step("setup-thanks", "OPS 5"),
    ]
    return (
        ("setup-ready", ready),
        ("setup-rules", rules),
        ("setup-recruit", recruit),
        ("setup-train", train),
        ("setup-launch", launch),
        ("setup-keep", keep),
    )


def placeholders(site: Site) -> tuple[str, ...]:
    """Addresses, numbers and names that were never meant to be used: the key and its value, each as half a sentence."""
    found = []
    for key, address in (*(("coordinators", each) for each in site.coordinators), ("deputy", site.deputy)):
        if _EXAMPLE_ADDRESS.search(address):
            found.append(f'{key} has the example address "{address}"')
    if site.contact_name == _EXAMPLE_NAME:
        found.append(f'contact_name is the placeholder "{site.contact_name}"')
    if _EXAMPLE_ADDRESS.search(site.contact_email):
        found.append(f'contact_email is the example address "{site.contact_email}"')
    numbers = [("phone_route", site.phone_name, site.phone_route)]
    if site.supporter_advice is not None:
        numbers.append(("supporter_advice", site.supporter_advice.name, site.supporter_advice.phone))
    for key, owner, number in numbers:
        if _EXAMPLE_NUMBER.search(number):
            found.append(f'{key} is "{number}" of "{owner.texts[0][1]}", a number of fiction')
    return tuple(found)


def misnamed(programme: Programme, site: Site) -> Resource | None:
    """Whose line the site gives as its own: whoever fears their department does not ring it (R22)."""
    number = _digits(site.phone_route)
    theirs = (each for each in programme.resources if each.phone and _digits(each.phone) == number)
    return next(theirs, None) if site.phone_name == site.name else None


def advised(site: Site) -> bool:
    """Whether a supporter who meets risk has somebody to ring."""
    return site.supporter_advice is not None and not is_placeholder(site.supporter_advice.name)


def _digits(number: str) -> str:
    return "".join(letter for letter in number if letter.isdigit()).removeprefix("1")


def _meets(programme: Programme, site: Site) -> bool:
    return any(gathering.kind in {"debrief", "training"} for gathering in programme.gatherings_of(site.id))


def _asks_first(sites: tuple[Site, ...]) -> bool:
    return any(Pathway.REACH_OUT in site.policy.pathways for site in sites)
