"""The two provinces that are played: who is there, who asks, and how far the coordinators' posts go."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from bench.year import behaviour
from bot.core.people import Stage


def _stages(*weights: float) -> Mapping[Stage, float]:
    """Trainee, early, mid, late, retired."""
    return dict(zip(Stage, weights, strict=True))


@dataclass(frozen=True, slots=True)
class Province:
    """What differs between them. Weights are relative, shares parts of 1."""

    name: str
    stages: Mapping[Stage, float]  # of the supporters
    asking: Mapping[Stage, float]  # of those who ask
    stage_on_file: float  # the share of the supporters who have one
    on_no_roster: float  # the share of those who ask
    outside: float  # the share who would rather have somebody of another site
    recruits: tuple[Stage, ...]  # whom a coordinator may win, one after the other
    circle: tuple[int, int] | None = None  # supporters at a site, from and to; None: as many as are asked for
    events: float = 0  # at a site in a year, after which colleagues are invited
    coordinators: int = 2  # at a site
    days_of: int = 1  # a coordinator is there on one working day of so many


# Its circle is put together for the career rule, and its coordinators have whole posts.
LARGE = Province(
    "A large province",
    stages=_stages(3, 9, 28, 45, 15),
    asking=_stages(14, 32, 32, 20, 2),
    stage_on_file=0.985,
    on_no_roster=0.1,
    outside=behaviour.OUTSIDE,
    recruits=(Stage.LATE, Stage.RETIRED, Stage.LATE, Stage.MID),
)
PUBLISHED = Province(
    "A province of published size",
    stages=_stages(*behaviour.STAGES),
    asking=_stages(*behaviour.STAGES),
    stage_on_file=1 - behaviour.STAGE_NOT_ON_FILE,
    on_no_roster=behaviour.ON_NO_ROSTER,
    outside=behaviour.OUTSIDE_SMALL,
    recruits=(Stage.MID, Stage.LATE, Stage.EARLY, Stage.MID),
    circle=behaviour.CIRCLE,
    events=behaviour.EVENTS_A_YEAR,
    coordinators=1,
    days_of=behaviour.DAYS_OF,
)


@dataclass(frozen=True, slots=True)
class Size:
    """How much of a province is played, for how long, and how its people behave."""

    sites: int = 20
    supporters: int = 400  # where the province says how many a site has, that counts
    requests: int = 2000  # in all, those that come of an invitation included
    days: int = 365
    first: int = 0  # the number of the first site
    province: Province = field(default=LARGE)
    rates: behaviour.Rates = behaviour.USUAL


SMALL_SITES = 8
PUBLISHED_SIZE = Size(SMALL_SITES, 0, SMALL_SITES * behaviour.REQUESTS_A_SITE, province=PUBLISHED)
