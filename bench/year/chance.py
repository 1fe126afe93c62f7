"""Everything that is left to chance, from one seed, so that a year can be played again."""

import math
import random
import secrets
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from typing import TypeVar

from bench.year.waking import ZONE

T = TypeVar("T")

# How much is asked in each hour of a day at the province, and on each day of its week: evenings most, never nothing.
_HOURS = (3, 2, 1, 1, 1, 2, 4, 6, 6, 6, 6, 7, 8, 7, 6, 6, 7, 8, 9, 10, 11, 11, 9, 6)
_DAYS = (11, 11, 10, 10, 9, 8, 9)


class Chance(random.Random):
    def often(self, share: float) -> bool:
        return self.random() < share

    def hours(self, median: float, spread: float = 0.9) -> timedelta:
        """A delay as people have them: mostly short, now and then very long (log-normal around `median` hours)."""
        return timedelta(hours=median * math.exp(self.gauss(0, spread)))

    def one_of(self, weights: Mapping[T, float]) -> T:
        return self.choices(list(weights), list(weights.values()))[0]

    def some(self, among: Sequence[T], most: int) -> list[T]:
        return self.sample(among, min(len(among), self.randint(1, most)))

    def arrivals(self, count: int, start: datetime, days: int) -> list[datetime]:
        """`count` moments of a Poisson process whose rate follows the hour and the weekday: given how many there are,
        each is drawn by itself."""
        highest = max(_HOURS) * max(_DAYS)
        found: list[datetime] = []
        while len(found) < count:
            at = start + timedelta(days=self.random() * days)
            local = at.astimezone(ZONE)
            if self.random() * highest < _HOURS[local.hour] * _DAYS[local.weekday()]:
                found.append(at)
        return sorted(found)


@contextmanager
def drawn_ids(seed: int) -> Iterator[None]:
    """The house draws ids, nonces and jitter from `seed` while this lasts: an order that hangs on an id comes again.

    For a simulation only: what is drawn like this is no secret.
    """
    source = random.Random(f"ids {seed}")  # noqa: S311 - the point is that it can be repeated
    before = secrets.token_bytes, secrets.choice, secrets.randbelow
    random.seed(seed)
    secrets.token_bytes = lambda nbytes=None: source.randbytes(32 if nbytes is None else nbytes)
    secrets.choice = source.choice
    secrets.randbelow = lambda exclusive_upper_bound: source.randrange(exclusive_upper_bound)
    try:
        yield
    finally:
        secrets.token_bytes, secrets.choice, secrets.randbelow = before
        random.seed()


def new_year(year: int = 2026) -> datetime:
    return datetime(year, 1, 1, tzinfo=UTC)
