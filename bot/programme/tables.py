"""The repeated tables of a programme file: resources, sites and gatherings, one reader each."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from zoneinfo import ZoneInfo

from bot.core.afterwards import Heard
from bot.core.likeness import plain
from bot.core.policy import Policy
from bot.programme.kinds import (
    DAY,
    DEPARTMENT,
    EMAIL,
    FLAG,
    HOURS,
    ID,
    LANGUAGE,
    MOMENT,
    NAME,
    PHONE,
    SLACK_TEAM,
    TENANT,
    TEXT,
    URL,
    ZONE,
    Kind,
    guess,
    member,
    one_of,
    optional,
    or_empty,
    refuse,
    shown,
    whole,
)
from bot.programme.policy import read_policy
from bot.programme.section import Section
from bot.programme.values import (
    GATHERING_KINDS,
    HEARD_FROM,
    LANGUAGES,
    LONGEST_CARD,
    LONGEST_SENTENCE,
    NEEDS,
    REASONS,
    REGIONS,
    WISHES,
    Advice,
    Gathering,
    Reason,
    Resource,
    Site,
    Told,
)
from bot.surface import Localised

_NOTHING = Localised.same("")
_BUILT_IN = tuple(Reason(id_) for id_ in REASONS)
_HEARD = member("a way to hear of it", Heard)


def localised(languages: tuple[str, ...]) -> Kind[Localised]:
    """A string for everybody, or a table with a text in each of the programme's languages (default language first)."""
    table = ", ".join(f'{language} = "..."' for language in languages)

    def parse(value: object) -> Localised:
        if isinstance(value, str):
            return Localised.same(TEXT.read(value))
        if not isinstance(value, dict):
            refuse()
        for language in value:
            if language not in LANGUAGES:
                raise ValueError(f"{shown(language)} is not a language of the bot; expected {{{table}}}")
        for language in languages:
            if language not in value:
                raise ValueError(f"no text in {shown(language)}; expected {{{table}}}")
        return Localised(tuple((language, TEXT.read(value[language])) for language in languages))

    return Kind("a text", f"a text in quotes, or {{{table}}}", parse)


def read_resource(section: Section, texts: Kind[Localised]) -> Resource:
    before = section.problems.count
    resource = Resource(
        id=section.read("id", ID, "", required=True),
        name=section.read("name", texts, _NOTHING, required=True),
        audience=section.read("audience", texts, _NOTHING),
        regions=section.read_all("regions", one_of("a region", REGIONS), (), least=1),
        languages=section.read_all("languages", LANGUAGE, ()),
        phone=section.read("phone", or_empty(PHONE), ""),
        text=section.read("text", or_empty(TEXT), ""),
        url=section.read("url", or_empty(URL), ""),
        hours=section.read("hours", texts, _NOTHING, required=True),
        open_24_7=section.read("open_24_7", FLAG, otherwise=False),
        crisis=section.read("crisis", FLAG, otherwise=False),
        source=section.read("source", TEXT, "", required=True),
        verified_on=section.read("verified_on", optional(DAY), None),
        seen_on=section.read("seen_on", optional(DAY), None),
        open_to_everybody=section.read("open_to_everybody", FLAG, otherwise=False),
    )
    need = section.read("need", one_of("a need", NEEDS), "crisis" if resource.crisis else NEEDS[-1])
    resource = replace(resource, need=need)
    if section.problems.count == before:
        _check_resource(section, resource)
    section.finish()
    return resource


def _check_resource(section: Section, resource: Resource) -> None:
    if resource.crisis and not resource.open_24_7:
        section.problem(
            "crisis", "true without open_24_7 = true; only a service that is open 24/7 may be a crisis line"
        )
    if resource.crisis and not (resource.phone or resource.text):
        section.problem("crisis", "true without a number; expected phone or text")
    if resource.crisis is not (resource.need == "crisis"):
        section.problem("need", '"crisis" belongs to crisis = true and to nothing else; expected the two together')
    if not (resource.phone or resource.text or resource.url):
        section.problem("phone", "missing; expected at least one of phone, text and url")
    if resource.verified_on is None and resource.seen_on is None:
        section.problem("verified_on", f"missing; expected {DAY.expected}, or seen_on where only a copy was read")


def read_site(section: Section, texts: Kind[Localised], policy: Policy) -> Site:
    """`policy` is the programme's; any of its keys may stand in the site's own table."""
    name = section.read("name", texts, _NOTHING, required=True)
    site = Site(
        id=section.read("id", ID, "", required=True),
        name=name,
        timezone=section.read("timezone", ZONE, "UTC", required=True),
        slack_team=section.read("slack_team", or_empty(SLACK_TEAM), ""),
        teams_tenant=section.read("teams_tenant", or_empty(TENANT), ""),
        phone_route=section.read("phone_route", PHONE, "", required=True),
        phone_name=section.read("phone_name", texts, name),
        phone_hours=section.read("phone_hours", optional(HOURS), None),
        coordinators=section.read_all("coordinators", EMAIL, (), least=1),
        deputy=section.read("deputy", EMAIL, "", required=True),
        reasons=section.read_all("reasons", _reason(texts), _BUILT_IN, by=lambda reason: reason.id),
        wishes=section.read_all("wishes", one_of("a wish", WISHES), WISHES),
        policy=read_policy(section, policy),
        commitments=section.read("commitments", optional(texts), None),
        contact_name=section.read("contact_name", or_empty(NAME), ""),
        contact_email=section.read("contact_email", or_empty(EMAIL), ""),
        heard=section.read_all("heard", _told(texts), HEARD_FROM, by=lambda told: told.id),
        before_call=section.read("before_call", optional(short(texts, LONGEST_CARD)), None),
        supporter_advice=_advice(section, texts),
        vouched_email=section.read("vouched_email", FLAG, otherwise=False),
        departments=section.read_all("departments", DEPARTMENT, (), by=plain),
        reporting=section.read("reporting", optional(short(texts, LONGEST_SENTENCE)), None),
    )
    if site.deputy and site.coordinators == (site.deputy,):
        section.problem("deputy", f"{shown(site.deputy)} is the only coordinator too; expected somebody else")
    section.finish()
    return site


def _advice(site: Section, texts: Kind[Localised]) -> Advice | None:
    if not site.has("supporter_advice"):
        return None
    before = site.problems.count
    section = site.section("supporter_advice")
    if site.problems.count > before:
        return None
    advice = Advice(
        name=section.read("name", texts, _NOTHING, required=True),
        phone=section.read("phone", PHONE, "", required=True),
        hours=section.read("hours", optional(HOURS), None),
    )
    section.finish()
    return advice


def read_gathering(section: Section, texts: Kind[Localised], sites: Mapping[str, Site]) -> Gathering:
    """A local `starts_at` is read in the time zone of the site, or of all the sites if they share one."""
    site_id = section.read("site", or_empty(one_of("a site", sites)), "")
    zones = {sites[site_id].timezone} if site_id else {site.timezone for site in sites.values()}
    starts_at = section.read("starts_at", optional(MOMENT), None)
    if starts_at is not None and starts_at.tzinfo is None and len(zones) > 1:
        section.problem("starts_at", "the sites are in several time zones; expected an offset such as -06:00")
    gathering = Gathering(
        site=site_id,
        title=section.read("title", texts, _NOTHING, required=True),
        kind=section.read("kind", one_of("a kind of gathering", GATHERING_KINDS), "", required=True),
        starts_at=starts_at and _in_zone(starts_at, ZoneInfo(min(zones, default="UTC"))),
        repeats=section.read("repeats", one_of("a rhythm", ("", "weekly")), ""),
        where=section.read("where", texts, _NOTHING, required=True),
        join_url=section.read("join_url", or_empty(URL), ""),
        capacity=section.read("capacity", optional(whole("a number of seats", least=1)), None),
    )
    section.finish()
    return gathering


def _reason(texts: Kind[Localised]) -> Kind[Reason]:
    def parse(value: object) -> Reason:
        if isinstance(value, dict):
            words = {key: text for key, text in value.items() if key != "id"}
            return Reason(ID.read(value.get("id")), texts.read(words))
        if value in REASONS:
            return Reason(str(value))
        hint = guess(value, REASONS) if isinstance(value, str) else ""
        raise ValueError(
            f'{shown(value)} is not a built-in reason; expected one of {" ".join(REASONS)}, or {{id = "...", '
            f"and its words in every language}}{hint}"
        )

    return Kind("a reason", "a built-in id or a table", parse)


def _told(texts: Kind[Localised]) -> Kind[Told]:
    """The ids are fixed, so that figures of several programmes can be put side by side; the words are the site's."""

    def parse(value: object) -> Told:
        if isinstance(value, dict):
            words = {key: text for key, text in value.items() if key != "id"}
            return Told(_HEARD.read(value.get("id")), texts.read(words))
        return Told(_HEARD.read(value))

    return Kind("a way to hear of it", f"one of {' '.join(Heard)}, or a table with such an id and your words", parse)


def short(texts: Kind[Localised], most: int) -> Kind[Localised]:
    """The same, in no more than so many words in any language."""

    def parse(value: object) -> Localised:
        text = texts.read(value)
        for language, words in text.texts:
            if len(words.split()) > most:
                where = f" in {shown(language)}" if language else ""
                raise ValueError(
                    f"{len(words.split())} words{where}; expected {most} at most, so that a screen stays short"
                )
        return text

    return Kind(texts.what, texts.expected, parse)


def _in_zone(moment: datetime, zone: ZoneInfo) -> datetime:
    return moment.replace(tzinfo=zone) if moment.tzinfo is None else moment.astimezone(zone)
