"""Do two places share an instant? At any precision, and shifted by any whole number of hours."""

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime

from tests.attacks.thief.files import Row, Stolen
from tests.attacks.thief.seals import Keys, plain_leaves

_FROM, _TO = 1_600_000_000, 2_100_000_000  # seconds: what else is a number is no time
_STAMP = re.compile(r"\d{4}-\d\d-\d\d[T ]\d\d:\d\d.*")
_DAY = re.compile(r"\d{4}-\d\d-\d\d")


@dataclass(frozen=True)
class Instant:
    """`at` in seconds; `exact`: told finer than by the day."""

    at: float
    row: Row
    column: str
    exact: bool = True

    def is_ahead(self, now: float) -> bool:
        """Of a deadline, or the day on which something ends."""
        return self.at > now and (self.column == "due_at" or (self.column == "until" and not self.at % 86400))

    def __str__(self) -> str:
        told = (
            datetime.fromtimestamp(self.at, UTC).isoformat()
            if self.exact
            else str(datetime.fromtimestamp(self.at, UTC).date())
        )
        return f"{self.row.table}.{self.column} of {self.row.key} says {told}"


def instants(stolen: Stolen, keys: Keys | None = None) -> list[Instant]:
    """Every time that the database tells, sealed ones with the keys."""
    found = []
    for row in stolen.rows:
        if row.table.startswith("inbox"):  # its marks are drawn, and tell no time (docs/formats.md)
            continue
        for column, leaf in keys.leaves(row) if keys else plain_leaves(row):
            at = seconds(leaf)
            if at is not None:
                found.append(Instant(at[0], row, column, at[1]))
    return found


def seconds(leaf: object) -> tuple[float, bool] | None:
    if isinstance(leaf, (int, float)):
        for unit in (1.0, 1e3, 1e6, 1e9):
            if _FROM <= leaf / unit <= _TO:
                return leaf / unit, True
        return None
    if not isinstance(leaf, str):
        return None
    try:
        if _STAMP.fullmatch(leaf):
            told = datetime.fromisoformat(leaf)
            return (told if told.tzinfo else told.replace(tzinfo=UTC)).timestamp(), True
        if _DAY.fullmatch(leaf):
            day = date.fromisoformat(leaf)
            return datetime(day.year, day.month, day.day, tzinfo=UTC).timestamp(), False
        if re.fullmatch(r"\d{10}\.\d{3,6}", leaf):
            return float(leaf), True
    except ValueError:
        pass
    return None


def near(found: Iterable[Instant], events: Sequence[float], within: float) -> Iterator[tuple[Instant, float]]:
    """Each time with the event that is no further away than `within` seconds, or a minute if it tells minutes."""
    ordered = sorted(events)
    for each in found:
        far = within if each.at % 60 else max(within, 60.0)
        place = bisect_left(ordered, each.at - far)
        if each.exact and place < len(ordered) and ordered[place] <= each.at + far:
            yield each, ordered[place]


def near_by_hours(found: Iterable[Instant], events: Sequence[float], within: float) -> Iterator[tuple[Instant, float]]:
    """The same, whole hours apart: what falls due a day or ninety days after something tells when that was. A time that
    is told by the full hour tells nothing so."""
    for each in found:
        into = each.at % 3600
        if not each.exact or min(into, 3600 - into) < 1:
            continue
        for event in events:
            apart = (each.at - event) % 3600
            if min(apart, 3600 - apart) <= within:
                yield each, event
                break


def shared(found: Iterable[Instant]) -> Iterator[tuple[Instant, Instant]]:
    """Pairs of different rows that tell the same microsecond, wherever they stand."""
    first: dict[int, Instant] = {}
    for each in found:
        if each.exact and each.at % 60:
            other = first.setdefault(round(each.at * 1e6), each)
            if other.row is not each.row:
                yield other, each


def days(found: Iterable[Instant]) -> set[int]:
    """The days that are told, by their number since 1970."""
    return {int(each.at // 86400) for each in found}
