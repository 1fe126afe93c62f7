"""Who may ask by themselves (R07, R12), and as whom they are known here from then on.

Somebody on no roster may have a row already: they joined the monthly word, were invited, or wait for a call. Then it
knows their account and no more, and what they do next may be at another site of their workspace, under their name.
"""

from collections.abc import Iterable
from dataclasses import replace

from bot.core.matching import serves, serves_profession
from bot.core.people import PHYSICIANS, Kind, Person, Profession
from bot.core.policy import OpenTo, Pathway
from bot.core.request import Details
from bot.flows.common.career_stage import is_asked, stage_of
from bot.flows.common.desk import Desk, Sorry
from bot.flows.common.profession import profession_of
from bot.flows.welcome.hello import PHONE, phone_blocks
from bot.flows.welcome.services import SERVICES, instead_blocks
from bot.ports.records import Conflict
from bot.programme.phrases import named
from bot.programme.values import Site
from bot.surface import Dialog, Phrase, w


def may_ask(desk: Desk) -> tuple[Site, ...]:
    """The sites that serve this person. Whoever is not served hears where the right place is (R07). Raises Sorry."""
    sites = tuple(site for site in desk.my_sites() if Pathway.REACH_IN in site.policy.pathways)
    if not sites:
        raise Sorry(w("ask-elsewhere"), _elsewhere(desk, w("ask-not-here") if desk.my_sites() else w("ask-no-site")))
    if desk.me is None or not desk.me.listed:
        found = open_ones(sites)
        if not found:
            raise Sorry(w("ask-elsewhere"), _elsewhere(desk, w("ask-roster-only")))
        return found
    if not serves_profession(sites[0].policy, desk.me.works_as):
        raise Sorry(w("ask-elsewhere"), _elsewhere(desk, _served_here(sites[0])))
    if not serves(sites[0].policy, desk.me.stage):
        raise Sorry(w("ask-elsewhere"), _elsewhere(desk, w("ask-not-served")))
    return sites


def serves_them(desk: Desk, site: Site, details: Details) -> None:
    """What they tapped, against what the site serves (R07, R75), before anything is kept. Raises Sorry."""
    profession = profession_of(desk.me, details)
    if not serves_profession(site.policy, profession):
        raise Sorry(w("ask-elsewhere"), _elsewhere(desk, _served_here(site), profession))
    if is_asked(desk.me) and not serves(site.policy, stage_of(desk.me, details)):
        raise Sorry(w("ask-elsewhere"), _elsewhere(desk, w("ask-not-served")))


def open_ones(sites: Iterable[Site]) -> tuple[Site, ...]:
    """Where somebody on no roster may ask by themselves."""
    return tuple(
        site for site in sites if Pathway.REACH_IN in site.policy.pathways and site.policy.open_to is OpenTo.WORKSPACE
    )


def _served_here(site: Site) -> Phrase:
    professions = site.policy.professions
    return (
        w("ask-not-physician") if professions == PHYSICIANS else w("ask-not-profession", professions=named(professions))
    )


def _elsewhere(desk: Desk, why: Phrase, profession: Profession | None = None) -> Dialog:
    """`profession` is the one that they tapped, where no roster has it."""
    buttons = (PHONE, SERVICES) if desk.my_sites() else (SERVICES,)
    lines = (*phone_blocks(desk, profession), *instead_blocks(desk, profession))
    return desk.dialog(w("ask-elsewhere"), why, *lines, buttons=buttons)


def comes_in(desk: Desk, site: Site) -> Person:
    """Whoever sends something at this site, held until the transaction ends. Somebody on no roster is at the site
    that they chose, by the name that their platform shows: without it nobody could say whether they know them (rule 3).
    Raises Sorry, and Conflict where they were forgotten at this very moment.
    """
    person = held(desk, Person(id="", site=site.id, kind=Kind.GUEST, name=desk.name, language=desk.language))
    named = replace(person, site=site.id, name=desk.name or person.name)
    if not person.listed and named != person:
        desk.records.people.save(named)
        return named
    return person


def held(desk: Desk, newcomer: Person) -> Person:
    """The presser as they are by now, held until the transaction ends; `newcomer`, if nobody knows them yet.
    Raises Sorry and Conflict.
    """
    if desk.account is None:
        raise Sorry(w("not-for-you"))
    if desk.me is None:
        return desk.records.people.add(newcomer, desk.account)
    desk.come_in()
    desk.records.people.lock(desk.me.id)
    person = desk.records.people.by_account(desk.account)
    if person is None or person.id != desk.me.id:
        raise Conflict("person")
    return person
