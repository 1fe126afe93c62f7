"""Does the order in which rows lie, or any of their numbers, tell when they were made?"""

import random
from collections.abc import Iterator, Sequence

from tests.attacks.thief.files import Row, Stolen
from tests.attacks.thief.seals import Keys, plain_leaves

_FEWEST = 6  # rows from which an order can be told from chance
_DRAWS = 2000


def born(copies: Sequence[Stolen]) -> dict[tuple[str, str], int]:
    """In which copy each row stood first."""
    found: dict[tuple[str, str], int] = {}
    for number, copy in enumerate(copies):
        for row in copy.rows:
            found.setdefault((row.table, row.key), number)
    return found


def telling(last: Stolen, since: dict[tuple[str, str], int], keys: Keys | None, level: float) -> Iterator[str]:
    """Each way to put the rows that were made on the way into an order that follows the order of their making."""
    for table, rows in last.tables.items():
        made = [row for row in rows if since[table, row.key] > 0]
        if len({since[table, row.key] for row in made}) < _FEWEST:
            continue
        for way, numbers in _ways(made, keys):
            births = [since[table, row.key] for row, number in zip(made, numbers, strict=True) if number is not None]
            told = [number for number in numbers if number is not None]
            if len(set(told)) >= _FEWEST and _chance(told, births) < level:
                yield f"{table} by {way}"


def _ways(rows: list[Row], keys: Keys | None) -> Iterator[tuple[str, list[float | None]]]:
    yield "where it lies", [float(row.place) for row in rows]
    if all(row.rowid is not None for row in rows):
        yield "rowid", [float(row.rowid or 0) for row in rows]
    leaves = [dict(keys.leaves(row) if keys else plain_leaves(row)) for row in rows]
    for column in sorted({name for each in leaves for name in each}):
        values = [each.get(column) for each in leaves]
        yield column, [float(value) if isinstance(value, (int, float)) else None for value in values]


def _chance(told: list[float], births: list[int]) -> float:
    """How often a shuffled order follows as closely, in either direction."""
    chance, seen = random.Random(1), abs(_agreement(told, births))  # noqa: S311 - repeatable
    shuffled, as_close = [*births], 0
    for _ in range(_DRAWS):
        chance.shuffle(shuffled)
        as_close += abs(_agreement(told, shuffled)) >= seen
    return as_close / _DRAWS


def _agreement(told: Sequence[float], births: Sequence[int]) -> float:
    """Spearman's, as far as its order goes: ranks times ranks."""
    ranks = {value: place for place, value in enumerate(sorted(set(told)))}
    middle = (len(ranks) - 1) / 2
    mean = sum(births) / len(births)
    return sum((ranks[each] - middle) * (birth - mean) for each, birth in zip(told, births, strict=True))
