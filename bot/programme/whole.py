"""The whole programme: what its tables say together, and what of it has grown old."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from bot.programme.values import NEEDS, Gathering, Resource, Site
from bot.surface import Localised
from bot.values.phone import CANADA

STALE_AFTER_DAYS = 180


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
    digest: str = ""  # of the file as it was read: replicas with other files show it

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
