"""The province: sites with their rules, and who works there. Everybody is invented, and looks it."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from pathlib import Path

from bench.year import behaviour
from bench.year.chance import Chance
from bench.year.province import Province, Size
from bot.adapters.playground.needs import PLATFORM
from bot.core.people import Person, Role, Stage
from bot.process.demo import PROGRAMMES
from bot.roster import RosterRow
from bot.surface import Account

AGREEMENT = "year-1"
COLLEAGUES = 12  # at each site
TRAINING_HOURS = 4.0  # R51: what the programme asks of every supporter
DEPARTMENTS = ("emergency", "surgery", "medicine", "family", "children", "anesthesia")


class Kind(StrEnum):
    SUPPORTER = "supporter"
    PHYSICIAN = "physician"
    STRANGER = "stranger"  # a physician on no roster
    COLLEAGUE = "colleague"  # a physician on the roster who asks for nothing, and would help if they were asked to
    COORDINATOR = "coordinator"
    DEPUTY = "deputy"
    PROVINCIAL = "provincial"


@dataclass(frozen=True, slots=True)
class Place:
    """A site and what its programme file sets differently from the rest. Days and counts."""

    id: str
    limit: int  # offers and matches at the same time
    ceiling: int = 7  # matches a year
    by_hand: bool = False
    name_first: bool = False
    not_early: bool = False
    lends: bool = False
    keep_days: int = 0


@dataclass(frozen=True, slots=True)
class Soul:
    """Somebody. `user` is unique in the whole province; `haste` is what their delays are multiplied with."""

    user: str
    site: str
    kind: Kind
    name: str
    stage: Stage | None = None
    department: str = ""
    languages: tuple[str, ...] = ("en",)
    gender: str = ""
    evaluates: frozenset[str] = frozenset()  # users
    evaluates_department: str = ""
    trained: bool = True
    signed: bool = True
    haste: float = 1.0
    silent: float = 0.0  # the share of what is asked that they never answer
    days_of: int = 1  # they are there on one working day of so many
    says_stage: bool = True  # whether they tap their stage where it is asked for

    @property
    def hours(self) -> float:
        """Of training, before the year."""
        if self.trained:
            return 2 * TRAINING_HOURS
        return 0 if self.kind is Kind.COLLEAGUE else TRAINING_HOURS / 2

    @property
    def account(self) -> Account:
        return Account(PLATFORM, self.site, self.user)

    @property
    def email(self) -> str:
        return f"{self.user}@{self.site}.example.org"


@dataclass(slots=True)
class Town:
    """Strangers come in as they ask."""

    places: dict[str, Place]
    souls: dict[str, Soul] = field(default_factory=dict)
    groups: dict[tuple[str, Kind], list[Soul]] = field(default_factory=dict)  # by site and kind
    names: dict[str, str] = field(default_factory=dict)  # users

    def join(self, soul: Soul) -> Soul:
        self.souls[soul.user] = soul
        self.names[soul.name] = soul.user
        self.groups.setdefault((soul.site, soul.kind), []).append(soul)
        return soul

    def at(self, site: str, kind: Kind) -> list[Soul]:
        return self.groups.get((site, kind), [])

    def all(self, kind: Kind) -> Iterator[Soul]:
        for site in self.places:
            yield from self.at(site, kind)

    def helpers_at(self, site: str) -> Iterator[Soul]:
        """Who supports there, or may come to."""
        yield from self.at(site, Kind.SUPPORTER)
        yield from self.at(site, Kind.COLLEAGUE)

    def named(self, name: str) -> str:
        """The user with this name, "" if there is none. A stranger's name is what the house has of them."""
        return self.names.get(name, "")

    def hands(self, site: str, *, outside: bool) -> tuple[list[Soul], list[Soul]]:
        """Who is told first, and who next (R60, R29)."""
        if outside:
            return list(self.all(Kind.PROVINCIAL)), []
        return self.at(site, Kind.COORDINATOR), self.at(site, Kind.DEPUTY)


# --- who there is --------------------------------------------------------------------------------------------------


def build(chance: Chance, size: Size) -> Town:
    places = [_place(f"site-{number:02}", number) for number in range(size.first, size.first + size.sites)]
    town = Town({place.id: place for place in places})
    for place, count in zip(places, _counts(chance, size), strict=True):
        _staff(town, chance, place, size.province, count)
        _colleagues(town, place, size.province)
    return town


def _counts(chance: Chance, size: Size) -> list[int]:
    """How many supporters each site has, some more than others."""
    if size.province.circle:
        return [chance.randint(*size.province.circle) for _ in range(size.sites)]
    shares = [chance.uniform(0.7, 1.3) for _ in range(size.sites)]
    counts = [max(6, int(size.supporters * share / sum(shares))) for share in shares]
    counts[0] += size.supporters - sum(counts)
    return counts


def _place(id_: str, number: int) -> Place:
    """Every switch is thrown somewhere, so that the year meets it."""
    return Place(
        id_,
        limit=2 if number % 3 == 0 else 1,
        by_hand=number % 20 == 3,
        name_first=number % 5 == 1,
        not_early=number % 7 == 2,
        lends=number % 4 != 3,
        keep_days=7 if number % 8 == 4 else 0,
    )


def _staff(town: Town, chance: Chance, place: Place, province: Province, supporters: int) -> None:
    def soul(kind: Kind, number: int, **more: object) -> Soul:
        user = f"{kind.value}-{place.id[-2:]}-{number:02}"
        return town.join(Soul(user, place.id, kind, f"Dr. Invented {user}", **more))  # type: ignore[arg-type]

    for number in range(province.coordinators):
        silent = chance.uniform(*behaviour.SILENT_COORDINATOR)
        soul(Kind.COORDINATOR, number, silent=silent, days_of=province.days_of)
    soul(Kind.DEPUTY, 0, silent=chance.uniform(*behaviour.SILENT_DEPUTY))
    if place is next(iter(town.places.values())):  # the provincial coordinators are on some roster too
        for number in range(2):
            soul(Kind.PROVINCIAL, number, silent=behaviour.SILENT_PROVINCIAL)
    physicians = [
        soul(
            Kind.PHYSICIAN,
            number,
            stage=chance.one_of(province.asking) if chance.often(behaviour.PHYSICIAN_STAGE_ON_FILE) else None,
            department=chance.choice(DEPARTMENTS),
        )
        for number in range(supporters * 3 // 2)
    ]
    for number in range(supporters):
        soul(
            Kind.SUPPORTER,
            number,
            stage=chance.one_of(province.stages) if chance.often(province.stage_on_file) else None,
            department=chance.choice(DEPARTMENTS),
            languages=("en", "fr") if chance.often(behaviour.SPEAKS_FRENCH_TOO) else ("en",),
            gender=chance.choice(("female", "male")),
            evaluates=frozenset(each.user for each in chance.some(physicians, 4))
            if chance.often(behaviour.EVALUATES_SOME)
            else frozenset(),
            evaluates_department=chance.choice(DEPARTMENTS) if chance.often(behaviour.EVALUATES_A_DEPARTMENT) else "",
            trained=chance.often(behaviour.TRAINED),
            signed=chance.often(behaviour.SIGNED),
            haste=chance.uniform(*behaviour.HASTE),
            silent=chance.choice(behaviour.SILENT),
        )


def stranger(town: Town, chance: Chance, site: str, number: int, province: Province) -> Soul:
    """A physician on no roster, who comes in as they ask or are invited. What their stage is only they know."""
    user = f"stranger-{site[-2:]}-{number:04}"
    says = not chance.often(behaviour.STAGE_NOT_SAID)
    stage = chance.one_of(province.asking)
    return town.join(Soul(user, site, Kind.STRANGER, f"Dr. Invented {user}", stage=stage, says_stage=says))


def _colleagues(town: Town, place: Place, province: Province) -> None:
    """Whom a coordinator may win for it. Nothing is drawn for them, so that a year in which nobody recruits is the
    same with them and without."""
    for number in range(COLLEAGUES):
        user = f"colleague-{place.id[-2:]}-{number:02}"
        town.join(
            Soul(
                user,
                place.id,
                Kind.COLLEAGUE,
                f"Dr. Invented {user}",
                stage=province.recruits[number % len(province.recruits)],
                department=DEPARTMENTS[number % len(DEPARTMENTS)],
                languages=("en", "fr") if number % 5 == 0 else ("en",),
                gender=("female", "male")[number % 2],
                trained=False,
                signed=False,
                haste=0.6 + 0.1 * number,
                silent=(0.02, 0.05, 0.05, 0.2)[number % 4],
            )
        )


# --- as the house reads it -----------------------------------------------------------------------------------------


def programme_file(town: Town, path: Path) -> Path:
    """The demo's programme with these sites, and with its usual quiet hours."""
    text = (PROGRAMMES / "demo.toml").read_text(encoding="utf-8")
    head, _, rest = text.partition("\n[policy]\n")
    head = head.replace("demo-1", AGREEMENT)
    _, mark, resources = rest.partition("# --- resources")
    sites = "".join(_site(town, place) for place in town.places.values())
    path.write_text("".join((head, "\n[policy]\n", sites, mark, resources)), encoding="utf-8")
    return path


def _site(town: Town, place: Place) -> str:
    first = ", ".join(f'"{each.email}"' for each in town.at(place.id, Kind.COORDINATOR))
    switches = {
        "match_by": '"coordinator"' if place.by_hand else '"automatic"',
        "disclosure": '"name_with_offer"' if place.name_first else '"stepwise"',
        "career_rule": '"not_early"' if place.not_early else '"equal_or_higher"',
        "concurrent_limit": place.limit,
        "year_ceiling": place.ceiling,
        "keep_days_after_close": place.keep_days,
        "inter_site": "true" if place.lends else "false",
    }
    return (
        f'\n[[site]]\nid = "{place.id}"\nname = "Invented {place.id}"\ntimezone = "America/Winnipeg"\n'
        f'phone_route = "204-555-01{place.id[-2:]}"\nphone_hours = "mon-fri 08:30-16:30"\ncoordinators = [{first}]\n'
        f'deputy = "{town.at(place.id, Kind.DEPUTY)[0].email}"\n'
        + "".join(f"{key} = {value}\n" for key, value in switches.items())
    )


_ROLES = {
    Kind.SUPPORTER: Role.SUPPORTER,
    Kind.COORDINATOR: Role.COORDINATOR,
    Kind.DEPUTY: Role.COORDINATOR,
    Kind.PROVINCIAL: Role.PROVINCIAL,
}


def roster(town: Town) -> list[RosterRow]:
    return [_row(town, soul) for soul in town.souls.values()]


def _row(town: Town, soul: Soul) -> RosterRow:
    person = Person(
        id="",
        site=soul.site,
        name=soul.name,
        email=soul.email,
        roles=frozenset({_ROLES[soul.kind]} if soul.kind in _ROLES else ()),
        stage=soul.stage,
        specialty=soul.department,
        languages=soul.languages,
        gender=soul.gender,
        department=soul.department,
        evaluates_people=frozenset(town.souls[each].email for each in soul.evaluates),
        evaluates_departments=frozenset({soul.evaluates_department} - {""}),
        trained_hours=soul.hours,
        agreement_version=_agreement(soul),
        agreement_signed_on=None if soul.kind is Kind.COLLEAGUE else date(2025, 12, 1),
    )
    return RosterRow(person, (soul.account,))


def _agreement(soul: Soul) -> str:
    if soul.signed:
        return AGREEMENT
    return "" if soul.kind is Kind.COLLEAGUE else "an-older-one"
