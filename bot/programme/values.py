"""What a programme file says, as values: names in several languages, sites, lines to point to, gatherings."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from bot.core.afterwards import Heard
from bot.core.hours import Hours
from bot.core.policy import Policy
from bot.core.weekly import next_weekly
from bot.surface import Localised
from bot.values.phone import CANADA

LANGUAGES = ("en", "fr")
PROVINCES = ("AB", "BC", "MB", "NB", "NL", "NS", "NT", "NU", "ON", "PE", "QC", "SK", "YT")
COUNTRY = "CA"  # a resource of this region serves every province
REGIONS = (*PROVINCES, COUNTRY, "US")

REASONS = (  # R05, then R06; the words are the Fluent messages `reason-ID`
    "adverse_event",
    "complaint",
    "conflict",
    "life_stressor",
    "burnout",
    "work_change",
    "discrimination",
    "relationship",
    "workplace_stress",
    "imposter",
    "medical_mistake",
    "lawsuit",
    "threat",
    "sad_case",
)
WISHES = ("gender-woman", "gender-man", "same-specialty", "other-department")  # R24; Fluent `wish-ID`
GATHERING_KINDS = ("group", "debrief", "training", "community")
NEEDS = ("crisis", "talk", "health", "peers", "legal", "disclosure", "more")  # R40; Fluent `need-ID`, in this order
STALE_AFTER_DAYS = 180
LONGEST_CARD = 90  # words of a text of the site's own: with its title and the rest a screen stays under 120
LONGEST_SENTENCE = 40  # words of `reporting`: it stands on the fullest screen of all
PLACEHOLDER = "PLACEHOLDER"  # a text with this word was never meant to be read by anybody


@dataclass(frozen=True, slots=True)
class Reason:
    """One tap of the closed list (R05). `words` None: the built-in Fluent message `reason-ID`."""

    id: str
    words: Localised | None = None


@dataclass(frozen=True, slots=True)
class Told:
    """One tap of "how did you hear of this?" (R18). `words` None: the built-in Fluent message `heard-ID`."""

    id: Heard
    words: Localised | None = None


HEARD_FROM = tuple(Told(each) for each in Heard)


@dataclass(frozen=True, slots=True)
class Resource:
    """A line or service to point to (R40, R71). `languages` () means that the service does not state them.

    `need` is the heading under which it stands, one of NEEDS. `seen_on`: somebody read it in a stored copy of a page;
    `verified_on`: somebody rang it, or looked at the live page. At least one of the two is set.
    """

    id: str
    name: Localised
    audience: Localised
    regions: tuple[str, ...]
    languages: tuple[str, ...]
    phone: str
    text: str
    url: str
    hours: Localised
    open_24_7: bool
    crisis: bool  # stands on every screen; only a service that is open 24/7 may
    source: str
    verified_on: date | None
    seen_on: date | None = None
    open_to_everybody: bool = False  # whoever reads this may use it, physician or not
    need: str = NEEDS[-1]

    def serves(self, region: str) -> bool:
        return region in self.regions or (COUNTRY in self.regions and region in PROVINCES)

    @property
    def looked_at(self) -> date:
        """The newer of the two days."""
        return max(day for day in (self.verified_on, self.seen_on) if day is not None)


@dataclass(frozen=True, slots=True)
class Advice:
    """Whom a supporter rings when a talk turns to risk (R77). Without `hours` it is at any hour."""

    name: Localised
    phone: str
    hours: Hours | None = None


@dataclass(frozen=True, slots=True)
class Site:
    """A department or hospital with its own people and rules (R72). E-mails are lower case.

    `phone_hours` None: the hours of the phone route are not known, so nothing may be said about open or closed.
    `phone_name` is whose number that is: an arm's-length line is not the department's, and nobody rings their own.
    """

    id: str
    name: Localised
    timezone: str
    slack_team: str
    teams_tenant: str
    phone_route: str
    phone_name: Localised
    phone_hours: Hours | None
    coordinators: tuple[str, ...]
    deputy: str
    reasons: tuple[Reason, ...]
    wishes: tuple[str, ...]
    policy: Policy
    commitments: Localised | None = None  # what supporters here also agree to, shown with the agreement (R61)
    contact_name: str = ""  # the coordinator who is named on every home card (R22), as on a poster
    contact_email: str = ""
    heard: tuple[Told, ...] = HEARD_FROM  # () asks nobody (R18)
    before_call: Localised | None = None  # in the place of the four steps that a supporter reads before a call (R41)
    supporter_advice: Advice | None = None
    vouched_email: bool = False  # whether an e-mail that Slack or Teams vouches for says who somebody is (rule 18)
    departments: tuple[str, ...] = ()  # as people write them; () knows whatever stands in a row of its roster (R27)
    reporting: Localised | None = None  # counsel's sentence: is asking reported to a regulator or an employer? (R46)

    @property
    def told_of_reporting(self) -> Localised | None:
        """The sentence if there is one that may be read: a placeholder is none."""
        return None if self.reporting is None or is_placeholder(self.reporting) else self.reporting


@dataclass(frozen=True, slots=True)
class Gathering:
    """A group, debrief, training or community meeting (R54, R55, R62, R63). `site` "": for every site.

    `starts_at` is aware, in the site's own time zone, so that a weekly one keeps its hour through summer time. None:
    the hour is not published, and `where` says how to ask.
    """

    site: str
    title: Localised
    kind: str
    starts_at: datetime | None
    repeats: str  # "" or "weekly"
    where: Localised
    join_url: str
    capacity: int | None

    def next_after(self, now: datetime) -> datetime | None:
        """The next start after `now` (aware); None when there is none, or none is published."""
        if self.starts_at is None or now < self.starts_at:
            return self.starts_at
        return next_weekly(self.starts_at, now) if self.repeats == "weekly" else None


@dataclass(frozen=True, slots=True)
class Programme:
    """The whole file. `sites` and `resources` keep the file's order."""

    name: Localised
    region: str
    languages: tuple[str, ...]
    default_language: str
    agreement_version: str
    sites: Mapping[str, Site]
    resources: tuple[Resource, ...]
    gatherings: tuple[Gathering, ...]
    agreement_was: tuple[str, ...] = ()  # other names of the same text: whoever signed one of them has signed it
    earlier_agreements: tuple[str, ...] = ()  # other texts: whoever signed one of them is asked to sign again

    def site(self, site_id: str) -> Site:
        """Raises KeyError for an id that the file does not have."""
        return self.sites[site_id]

    def sites_of_team(self, platform: str, team: str) -> tuple[Site, ...]:
        """Every site that lives in the Slack workspace, Teams tenant or (a site's own id) playground team."""
        if platform == "slack":
            found = (site for site in self.sites.values() if team and site.slack_team == team)
        elif platform == "teams":
            found = (site for site in self.sites.values() if team and site.teams_tenant == team.lower())
        else:
            found = (site for site in self.sites.values() if platform == "playground" and site.id == team)
        return tuple(found)

    def vouching(self, platform: str) -> frozenset[str]:
        """The Slack workspaces or Teams tenants of which we ask whose an account is by e-mail."""
        sites = [site for site in self.sites.values() if site.vouched_email]
        teams = (site.slack_team if platform == "slack" else site.teams_tenant.lower() for site in sites)
        return frozenset(team for team in teams if team)

    def site_of_team(self, platform: str, team: str) -> Site | None:
        """The one site of a team; None if unknown, and if several sites share it (there the roster decides)."""
        found = self.sites_of_team(platform, team)
        return found[0] if len(found) == 1 else None

    def teams(self, platform: str) -> frozenset[str]:
        """The Slack workspaces or Teams tenants in which the sites live."""
        named = {site.slack_team if platform == "slack" else site.teams_tenant for site in self.sites.values()}
        return frozenset(named - {""})

    def known_version(self, typed: str) -> str:
        """The agreement's version as it is called today, whatever the case; "" for one that the file does not know."""
        names = {name.casefold(): self.agreement_version for name in (self.agreement_version, *self.agreement_was)}
        earlier = {name.casefold(): name for name in self.earlier_agreements}
        return (earlier | names).get(typed.casefold(), "")

    @property
    def versions(self) -> str:
        """Those that it knows, for a sentence."""
        names = (self.agreement_version, *self.agreement_was, *self.earlier_agreements)
        return ", ".join(f'"{name}"' for name in names)

    @property
    def country(self) -> str:
        """Whose telephone numbers are written without a country's code."""
        return self.region if self.region == "US" else CANADA

    @property
    def lends(self) -> bool:
        """Whether any site lends its supporters to others (R29)."""
        return any(site.policy.inter_site for site in self.sites.values())

    def resources_for(self, region: str = "") -> tuple[Resource, ...]:
        """What serves the region ("": the programme's own), nation-wide services included."""
        return tuple(resource for resource in self.resources if resource.serves(region or self.region))

    def resources_by_need(self, region: str = "") -> tuple[tuple[str, tuple[Resource, ...]], ...]:
        """The same, under the needs that they meet, in the order of NEEDS; a need that nothing meets is left out."""
        found = self.resources_for(region)
        groups = ((need, tuple(each for each in found if each.need == need)) for need in NEEDS)
        return tuple((need, services) for need, services in groups if services)

    def open_lines(self) -> tuple[Resource, ...]:
        """Somebody to talk to who answers at any hour, beside the crisis lines (R04)."""
        return tuple(each for each in self.resources_for() if each.need == "talk" and each.open_24_7)

    def first_spoken(self, languages: Iterable[str]) -> str:
        """The first of somebody's own that the programme speaks too; "" where none is."""
        return next((each for each in languages if each in self.languages), "")

    def crisis_lines(self, language: str) -> tuple[Resource, ...]:
        """Never empty. None is left out over a language: lines that state other languages only come last."""
        lines = (resource for resource in self.resources_for() if resource.crisis)
        short = language.partition("-")[0]
        return tuple(sorted(lines, key=lambda line: bool(line.languages) and short not in line.languages))

    def gatherings_of(self, site_id: str) -> tuple[Gathering, ...]:
        return tuple(gathering for gathering in self.gatherings if gathering.site in ("", site_id))


def is_placeholder(text: Localised) -> bool:
    return any(PLACEHOLDER in words for _, words in text.texts)


def stale(programme: Programme, today: date) -> tuple[str, ...]:
    """A sentence for each resource that nobody has looked at in the last 180 days."""
    found = (each for each in programme.resources if _old(each.looked_at, today))
    return tuple(_aged(each, (today - each.looked_at).days) for each in found)


def only_seen(programme: Programme, today: date) -> tuple[Resource, ...]:
    """What was read in a stored copy in the last 180 days, and rung by nobody in them."""
    fresh = (each for each in programme.resources if not _old(each.looked_at, today))
    return tuple(each for each in fresh if each.verified_on is None or _old(each.verified_on, today))


def _old(day: date, today: date) -> bool:
    return (today - day).days > STALE_AFTER_DAYS


def _aged(resource: Resource, days: int) -> str:
    how = "verified" if resource.looked_at == resource.verified_on else "seen in a stored copy"
    return (
        f'resource "{resource.id}" was {how} on {resource.looked_at}, {days} days ago; '
        f"look at {resource.source} again and set verified_on"
    )
