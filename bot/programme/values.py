"""The tables of a programme file as values that read themselves: sites, lines to point to, gatherings.

Each field is a key of the file (programmes/manitoba.toml explains them), and its type is what may be there. While a
file is read, the context holds what other tables said: `languages`, the `policy` of the programme, and by the name of a
table the ids that were seen, for a site with its time zone.
"""

from dataclasses import dataclass
from datetime import date, datetime
from functools import partial
from typing import Annotated
from zoneinfo import ZoneInfo

from pydantic import (
    AfterValidator,
    BeforeValidator,
    Field,
    PlainValidator,
    StringConstraints,
    field_validator,
    model_validator,
    with_config,
)

from bot.core.likeness import plain
from bot.core.people import Profession
from bot.core.policy import Policy
from bot.core.weekly import next_weekly
from bot.programme.kinds import (
    EMAIL,
    PHONE,
    PLAIN_GUID,
    SEEN,
    SLACK_TEAM,
    TENANT,
    URL,
    Day,
    Department,
    Email,
    Flag,
    Id,
    Info,
    Language,
    Moment,
    OpeningHours,
    Phone,
    Text,
    Zone,
    among,
    email,
    matching,
    once,
    whole,
)
from bot.programme.policy import KEYS, Keys, read_own
from bot.programme.sentences import check, shown
from bot.programme.taps import BUILT_IN, HEARD_FROM, USUAL_WISHES, HeardTap, ReasonTap, WishTap
from bot.programme.texts import NO_WORDS, ShortCard, ShortSentence, Words, is_placeholder
from bot.surface import Localised

PROVINCES = ("AB", "BC", "MB", "NB", "NL", "NS", "NT", "NU", "ON", "PE", "QC", "SK", "YT")
COUNTRY = "CA"  # a resource of this region serves every province
REGIONS = (*PROVINCES, COUNTRY, "US")

INSTEAD = ("talk", "peers")  # of these, what is shown to whoever a programme is not for
GATHERING_KINDS = ("group", "debrief", "training", "community")
EVERYBODY = "everybody"  # beside the professions: whoever reads it
NEEDS = ("crisis", "talk", "health", "peers", "legal", "disclosure", "more")  # R40; Fluent `need-ID`, in this order


def _alone(table: str, value: object, info: Info) -> object:
    """No two of a table have one id."""
    known = info.context[table]
    if str(value) in known:
        raise ValueError(f"{shown(value)} is the id of {table}[{list(known).index(str(value)) + 1}] already")
    known[str(value)] = "UTC"
    return value


_table = with_config(extra="forbid")


@_table
@dataclass(frozen=True, slots=True, kw_only=True)
class Resource:
    """A line or service to point to (R40, R71). `languages` () means that the service does not state them.

    `audience` are the professions that it takes (R75). `need` is the heading under which it stands, one of NEEDS.
    `seen_on`: somebody read it in a stored copy of a page; `verified_on`: somebody rang it, or looked at the live page.
    At least one of the two is set.
    """

    id: Annotated[Id, BeforeValidator(partial(_alone, "resource"))]
    name: Words
    audience: Annotated[
        tuple[
            Annotated[str, among([*(each.value for each in Profession), EVERYBODY]), Field(title="a profession")], ...
        ],
        Field(min_length=1),
        once(),
    ] = (Profession.PHYSICIAN.value,)
    for_whom: Words = NO_WORDS  # the same in words that people read, and what else there is to say of it
    regions: Annotated[tuple[Annotated[str, among(REGIONS), Field(title="a region")], ...], Field(min_length=1), once()]
    languages: Annotated[tuple[Language, ...], once()] = ()
    phone: Annotated[str, matching(*PHONE, blank=True), SEEN] = ""
    text: Annotated[
        str, StringConstraints(strip_whitespace=True), Field(title="a text", description="a text in quotes")
    ] = ""
    url: Annotated[str, matching(*URL, blank=True), SEEN] = ""
    hours: Words
    open_24_7: Flag = False
    crisis: Flag = False  # is on every screen; only a service that is open 24/7 may
    source: Text
    verified_on: Day | None = None
    seen_on: Day | None = None
    open_to_everybody: Flag = False  # of an older file: audience = ["everybody"]
    need: Annotated[
        str,
        among(NEEDS),
        Field(title="a need", default_factory=lambda read: "crisis" if read.get("crisis") else NEEDS[-1]),
    ]

    @model_validator(mode="before")
    @classmethod
    def _words_apart(cls, values: object) -> object:
        """In an older file the words are in `audience`."""
        if isinstance(values, dict) and isinstance(values.get("audience"), str | dict) and "for_whom" not in values:
            return {("for_whom" if key == "audience" else key): value for key, value in values.items()}
        return values

    @model_validator(mode="after")
    def _fits(self) -> "Resource":
        check(
            (
                "crisis",
                self.crisis and not self.open_24_7,
                "true without open_24_7 = true; only a service that is open 24/7 may be a crisis line",
            ),
            (
                "crisis",
                self.crisis and not (self.phone or self.text),
                "true without a number; expected phone or text",
            ),
            (
                "need",
                self.crisis is not (self.need == "crisis"),
                '"crisis" belongs to crisis = true and to nothing else; expected the two together',
            ),
            (
                "phone",
                not (self.phone or self.text or self.url),
                "missing; expected at least one of phone, text and url",
            ),
            (
                "verified_on",
                self.verified_on is None and self.seen_on is None,
                "missing; expected a date without quotes such as 2026-11-21, or seen_on where only a copy was read",
            ),
        )
        return self

    def serves(self, region: str) -> bool:
        return region in self.regions or (COUNTRY in self.regions and region in PROVINCES)

    def takes(self, profession: Profession | None) -> bool:
        """Whether it may be shown to somebody of this profession as one for them; of an unknown one it may (R75)."""
        for_all = self.open_to_everybody or EVERYBODY in self.audience
        return for_all or profession is None or profession in self.audience

    @property
    def looked_at(self) -> date:
        """The newer of the two days."""
        return max(day for day in (self.verified_on, self.seen_on) if day is not None)


@_table
@dataclass(frozen=True, slots=True)
class Advice:
    """Whom a supporter rings when a talk turns to risk (R77). Without `hours` it is at any hour."""

    name: Words
    phone: Phone
    hours: OpeningHours | None = None


@_table
@dataclass(frozen=True, slots=True, kw_only=True)
class Site:
    """A department or hospital with its own people and rules (R72). E-mails are lower case.

    `phone_hours` None: the hours of the phone route are not known, so nothing may be said about open or closed.
    `phone_name` is whose number that is: an arm's-length line is not the department's, and nobody rings their own.
    """

    id: Annotated[Id, BeforeValidator(partial(_alone, "site"))]
    name: Words
    timezone: Zone
    slack_team: Annotated[str, matching(*SLACK_TEAM, blank=True), SEEN] = ""
    teams_tenant: Annotated[str, matching(*TENANT, blank=True), SEEN, PLAIN_GUID] = ""
    phone_route: Phone
    phone_name: Annotated[Words, Field(default_factory=lambda read: read.get("name"))]
    phone_hours: OpeningHours | None = None
    coordinators: Annotated[tuple[Email, ...], Field(min_length=1), once()]
    deputy: Email
    reasons: Annotated[tuple[ReasonTap, ...], once(lambda reason: reason.id)] = BUILT_IN
    wishes: Annotated[tuple[WishTap, ...], once(lambda wish: wish.id)] = USUAL_WISHES
    policy: Annotated[
        Policy, PlainValidator(read_own, json_schema_input_type=Keys), Field(validation_alias="", default_factory=dict)
    ]
    commitments: Words | None = None  # what supporters here also agree to, shown with the agreement (R61)
    # The coordinator who is named on every home card (R22), as on a poster.
    contact_name: Annotated[
        str, Field(title="a name", description='one line of at most 60 characters, or "" for none', max_length=60), SEEN
    ] = ""
    contact_email: Annotated[
        str,
        Field(title=EMAIL[0], description=f'{EMAIL[1]}, or "" for none'),
        AfterValidator(lambda value: value and email(value)),
    ] = ""
    heard: Annotated[tuple[HeardTap, ...], once(lambda told: told.id)] = HEARD_FROM  # () asks nobody (R18)
    before_call: ShortCard | None = None  # in the place of the four steps that a supporter reads before a call (R41)
    what_helps: ShortCard | None = None  # in the place of what any colleague can say to another (R73)
    supporter_advice: Advice | None = None
    vouched_email: Flag = False  # whether an e-mail that Slack or Teams vouches for says who somebody is (rule 18)
    # As people write them; () knows whatever is in a row of its roster (R27).
    departments: Annotated[tuple[Department, ...], once(plain)] = ()
    # Counsel's sentence: is asking reported to a regulator or an employer? (R46)
    reporting: ShortSentence | None = None

    @model_validator(mode="before")
    @classmethod
    def _rules(cls, values: object) -> object:
        """Any key of the policy may be in the site's own table."""
        if not isinstance(values, dict):
            return values
        rules = {key: value for key, value in values.items() if key in KEYS}
        return {key or '""': value for key, value in values.items() if key not in KEYS} | {"": rules}

    @field_validator("timezone")
    @classmethod
    def _remember(cls, value: str, info: Info) -> str:
        if "id" in info.data:
            info.context["site"][info.data["id"]] = value
        return value

    @field_validator("deputy")
    @classmethod
    def _another(cls, value: str, info: Info) -> str:
        if info.data.get("coordinators") == (value,):
            raise ValueError(f"{shown(value)} is the only coordinator too; expected somebody else")
        return value

    @property
    def told_of_reporting(self) -> Localised | None:
        """The sentence if there is one that may be read: a placeholder is none."""
        return None if self.reporting is None or is_placeholder(self.reporting) else self.reporting


@_table
@dataclass(frozen=True, slots=True, kw_only=True)
class Gathering:
    """A group, debrief, training or community meeting (R54, R55, R62, R63). `site` "": for every site.

    `starts_at` is aware, in the site's own time zone, so that a weekly one keeps its hour through summer time; a local
    one is read in the time zone of the site, or of all the sites if they share one. None: the hour is not published,
    and `where` says how to ask.
    """

    site: Annotated[str, Field(title="a site", description="the id of a site")] = ""
    title: Words
    kind: Annotated[str, among(GATHERING_KINDS), Field(title="a kind of gathering")]
    starts_at: Moment | None = None
    repeats: Annotated[str, among(("", "weekly")), Field(title="a rhythm")] = ""
    where: Words
    join_url: Annotated[str, matching(*URL, blank=True), SEEN] = ""
    capacity: Annotated[int, whole("a number of seats", least=1)] | None = None

    @field_validator("site", mode="before")
    @classmethod
    def _known(cls, value: object, info: Info) -> object:
        if value not in ("", *info.context["site"]):
            names = " ".join(info.context["site"])
            raise ValueError(f'{shown(value)} is not a site; expected one of {names}, or "" for none')
        return value

    @field_validator("starts_at")
    @classmethod
    def _in_its_zone(cls, value: datetime | None, info: Info) -> datetime | None:
        sites, site = info.context["site"], info.data.get("site")
        zones = {sites[site]} if site else set(sites.values())
        if value is None or value.tzinfo is not None:
            return value and value.astimezone(ZoneInfo(min(zones, default="UTC")))
        if len(zones) > 1:
            raise ValueError("the sites are in several time zones; expected an offset such as -06:00")
        return value.replace(tzinfo=ZoneInfo(min(zones, default="UTC")))

    def next_after(self, now: datetime) -> datetime | None:
        """The next start after `now` (aware); None when there is none, or none is published."""
        if self.starts_at is None or now < self.starts_at:
            return self.starts_at
        return next_weekly(self.starts_at, now) if self.repeats == "weekly" else None
