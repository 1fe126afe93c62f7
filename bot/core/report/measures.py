"""What is measured: each table, its groups in the order in which they are read, and its targets.

Two rules keep the tables from telling on each other (test_report_tables holds them to it):
- a row is about one request at most once a table, so that a threshold counts people and not presses;
- within the tables of requests every combination of groups can happen, so that no table bounds another.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from bot.core.afterwards import Goal, Heard
from bot.core.policy import Pathway
from bot.core.report.quarters import Quarter
from bot.core.request import Able, Outcome, TookPlace

WITHIN_DAY = ("0-24",)
WITHIN_TWO_DAYS = ("0-24", "24-48")
WITHIN_THREE_DAYS = ("0-24", "24-48", "48-72")
SILENT = "not_answered"
MORE = "more"  # the band of the conversations after the third
MINUTES = {TookPlace.UNDER_30: 15, TookPlace.FROM_30_TO_60: 45, TookPlace.OVER_60: 75}  # taken for each band (R69)
SHORTEST = min(MINUTES.values())
HEADS = ("group", "presentation", "booth")  # what people came to
# More than a quarter, or not. Four groups cannot all have more than a quarter, so no four shares can pin each other
# down, as four of exactly a quarter would; what three leave over is itself wide enough (test_report_attacks).
QUARTER_OR_MORE = (0, 26, 100)
# Under a tenth, up to half, or more than half. Not at half itself: two groups that both have half would tell that the
# others have nobody (test_report_attacks).
TENTH_OR_HALF = (0, 10, 51, 100)


class Kind(StrEnum):
    """What a row of the tally is about. Each kind is its own world: no count of one is a count of another."""

    REQUEST = "request"
    CONTACT = "contact"  # the same requests once more, for shares only: whose word their first contact is (publish.py)
    CONVERSATION = "conversation"
    OFFER = "offer"
    INVITATION = "invitation"
    LOAD = "load"
    USEFUL = "useful"
    HEARD = "heard"
    GOAL = "goal"
    TALK = "talk"  # one that nobody arranged here (R74)
    HEADS = "heads"  # how many came to something, as a coordinator counted
    PAST = "past"  # requests before Peerline, as they were counted then
    PAST_TALK = "past_talk"
    PAST_HEADS = "past_heads"


PAST = frozenset({Kind.PAST, Kind.PAST_TALK, Kind.PAST_HEADS})


@dataclass(frozen=True, slots=True)
class Row:
    """One row of the tally. All words are closed lists; "" where it does not apply."""

    site: str
    quarter: Quarter
    kind: str
    pathway: str = ""  # of past years only
    outcome: str = ""
    to_match: str = ""
    to_contact: str = ""
    in_all: str = ""  # hours from the request to first contact, as a band
    conversation: str = ""
    took_place: str = ""
    able: str = ""
    contact: str = ""  # whose word first contact is: "both", "one", "denied", or "" for none
    number: int = 1  # how many it stands for; below 0 takes back


@dataclass(frozen=True, slots=True)
class Table:
    """`least`: how many thresholds its whole must reach before it is divided, so that "fewer than the threshold" can
    still tell something about its target. With `steps` only a share is told, and no count at all: that of the first
    group, or with `each` that of every group, or of the first `told` of them."""

    id: str
    kind: Kind
    groups: tuple[str, ...]
    place: Callable[[Row], int | None]  # which group a row falls in; None: it is not in this table
    least: int = 2
    steps: tuple[int, ...] = ()  # of a share; such a table tells no counts
    carries: bool = True  # False: a state at the quarter's end, which does not add up over quarters
    hours: bool = False
    each: bool = False
    told: int | None = None


@dataclass(frozen=True, slots=True)
class Target:
    """A share of a table in percent, and what it should be."""

    id: str
    table: str
    groups: tuple[int, ...]
    low: int = 0
    high: int = 100


def counted(row: Row) -> bool:
    """A request that was taken back before anybody was matched leaves no trace in any report (R08)."""
    return not (row.outcome in {Outcome.WITHDRAWN, Outcome.DECLINED} and not row.to_match)


def _request(row: Row) -> int | None:
    return 0 if counted(row) else None


def _match(row: Row) -> int | None:
    if not counted(row):
        return None
    return 0 if row.to_match in WITHIN_DAY else 1 if row.to_match in WITHIN_TWO_DAYS else 2


def _contact(row: Row) -> int | None:
    if not counted(row):
        return None
    return 0 if row.in_all in WITHIN_THREE_DAYS else 1 if row.to_contact in WITHIN_THREE_DAYS else 2


def _said(row: Row) -> int | None:
    """Rule 16: one side's word is told apart from both sides'. Whatever had no contact at all is in the whole too, so
    that the whole is the requests' own and says nothing new."""
    return {"both": 0, "one": 1, "denied": 2}.get(row.contact, 3) if counted(row) else None


def _outcome(row: Row) -> int | None:
    if not counted(row):
        return None
    if row.took_place == SILENT:
        return 2
    return {Outcome.COMPLETED.value: 0, Outcome.HANDED_ON.value: 1}.get(row.outcome, 3)


def _over(row: Row) -> int | None:
    return int(row.conversation == MORE) if counted(row) else None


def happened(row: Row) -> bool:
    return row.took_place in set(MINUTES)


def _able(row: Row) -> int | None:
    """After the first conversation only: one answer a request."""
    if not happened(row) or row.conversation != "1":
        return None
    return _felt_able(row)


def _felt_able(row: Row) -> int:
    return 0 if row.able in {Able.FULLY, Able.MOSTLY} else 1


def _past_pathway(row: Row) -> int:
    return {Pathway.REACH_IN.value: 0, Pathway.REACH_OUT.value: 1}.get(row.pathway, 2)


def _past_outcome(row: Row) -> int:
    return {Outcome.COMPLETED.value: 0, Outcome.HANDED_ON.value: 1}.get(row.outcome, 2)


def _offer(row: Row) -> int | None:
    return 0 if row.to_match in WITHIN_DAY else 1


def _invitation(row: Row) -> int | None:
    """Who asked by themselves while an invitation waited has answered neither yes nor no."""
    return {"accepted": 0, "adopted": None}.get(row.outcome, 1)


def _load(row: Row) -> int | None:
    return {"1-7": 0, "0": 1}.get(row.outcome, 2)


def _useful(row: Row) -> int | None:
    return 0 if row.outcome in {"yes", "somewhat"} else 1


def _among(words: Sequence[str]) -> Callable[[Row], int | None]:
    places = {word: place for place, word in enumerate(words)}
    return lambda row: places.get(row.outcome)


def load_band(matches: int) -> str:
    """The band of a supporter's matches in the rolling year, for the tally (R35)."""
    return "0" if matches <= 0 else "1-7" if matches <= 7 else "8+"


TABLES: tuple[Table, ...] = (
    Table("requests", Kind.REQUEST, ("all",), _request, least=1),
    Table("match", Kind.REQUEST, ("day", "two-days", "later"), _match, least=4),
    Table("contact", Kind.REQUEST, ("whole", "match", "later"), _contact, least=8),
    Table("outcome", Kind.REQUEST, ("completed", "handed-on", "silent", "other"), _outcome, least=8),
    Table("over", Kind.REQUEST, ("usual", "more"), _over, least=20),
    Table(
        "said", Kind.CONTACT, ("both", "one", "denied", "none"), _said, least=10, steps=TENTH_OR_HALF, each=True, told=3
    ),
    Table("able", Kind.CONVERSATION, ("able", "other"), _able, least=4, hours=True),
    Table("talks", Kind.TALK, ("all",), lambda _: 0, least=1),
    Table("talk-able", Kind.TALK, ("able", "other"), _felt_able, least=4),
    Table("heads", Kind.HEADS, HEADS, _among(HEADS), least=4),
    Table("invitation", Kind.INVITATION, ("accepted", "other"), _invitation, least=4),
    Table("load", Kind.LOAD, ("usual", "none", "more"), _load, carries=False),
    Table("offer", Kind.OFFER, ("day", "later"), _offer, least=10, steps=(0, 50, 75, 90, 100)),
    Table("useful", Kind.USEFUL, ("useful", "not"), _useful, least=10, steps=(0, 50, 70, 85, 100)),
    Table("past", Kind.PAST, ("all",), lambda _: 0, least=1),
    Table("past-pathway", Kind.PAST, ("reach-in", "reach-out", "unknown"), _past_pathway, least=4),
    Table("past-outcome", Kind.PAST, ("completed", "handed-on", "other"), _past_outcome, least=4),
    Table("past-talks", Kind.PAST_TALK, ("all",), lambda _: 0, least=1),
    Table("past-heads", Kind.PAST_HEADS, HEADS, _among(HEADS), least=4),
    Table("goal", Kind.GOAL, tuple(Goal), _among(tuple(Goal)), least=10, steps=QUARTER_OR_MORE, each=True),
    Table("heard", Kind.HEARD, tuple(Heard), _among(tuple(Heard)), least=10, steps=QUARTER_OR_MORE, each=True),
)
TABLE: Mapping[str, Table] = {table.id: table for table in TABLES}

TARGETS: tuple[Target, ...] = (
    Target("match-median", "match", (0,), low=50),
    Target("match-most", "match", (0, 1), low=90),
    Target("contact-most", "contact", (0, 1), low=95),
    Target("whole-most", "contact", (0,), low=90),
    Target("passed-on", "outcome", (1,), low=5, high=20),
    Target("returned", "outcome", (0, 1, 3), low=90),
    Target("over", "over", (1,), high=5),
    Target("able", "able", (0,), low=80),
    Target("invitation", "invitation", (0,), low=70, high=90),
    Target("offer", "offer", (0,), low=90),
    Target("useful", "useful", (0,), low=85),
)
