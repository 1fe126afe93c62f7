"""Guesses: who was that physician's colleague? From the chats' times and words, from the database, and from both."""

import random
from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property, lru_cache

from tests.attacks.thief import times
from tests.attacks.thief.files import Row, Stolen
from tests.attacks.thief.hashes import who_pressed
from tests.attacks.thief.ids import telling
from tests.attacks.thief.loot import Answer, Loot
from tests.attacks.thief.seals import Keys

SECOND, HOUR, DAY, MONTH = 2.0, 3600.0, 86400.0, 30.4 * 86400
Scores = Mapping[tuple[int, str], float]  # by request (its number) and supporter


class FromChats:
    """The best that times and words of the export give, seen with clocks that tell no more than `grain` seconds."""

    def __init__(self, loot: Loot, grain: float) -> None:
        self._loot = loot
        self._grain = grain

    def scores(self) -> Scores:
        """Cards of both that come together, each counting the more the fewer people had one of its words just then.

        Only what a supporter's card says tells that it is about a match, and that it is, any two supporters' cards tell
        alike: their words are taken as what they are, not as what they mean.
        """
        found = {}
        for number, answer in enumerate(self._loot.truth):
            mine = [each.at for each in self._of(answer.physician) if _within(each.at, answer)]
            for user in self._loot.supporters:
                found[number, user] = sum(self._together(each, user) for each in mine) / max(1, len(mine))
        return found

    def _together(self, at: float, user: str) -> float:
        bin_ = int(at // self._grain)
        score = 0.0
        for near in (bin_ - 1, bin_, bin_ + 1) if self._grain <= SECOND else (bin_,):
            for kind in self._binned.get(near, {}).get(user, ()):
                sharing = sum(kind in kinds for kinds in self._binned[near].values())
                score += 1.0 / sharing
        return score

    @cached_property
    def _binned(self) -> dict[int, dict[str, set[str]]]:
        """By time and supporter, the words of what came."""
        found: dict[int, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
        for user in self._loot.supporters:
            for each in self._of(user):
                found[int(each.at // self._grain)][user].add(f"{each.how} {each.words[:60]}")
        return found

    def _of(self, user: str) -> list:  # type: ignore[type-arg]
        return [each for each in self._loot.export if each.user == user]


class FromDatabase:
    """What the copies of the database tell that were made after a request closed, an hour and a day after it, with the
    keys and whatever of the export is given."""

    def __init__(self, loot: Loot, *, with_keys: bool, with_export: bool) -> None:
        self._loot = loot
        self._with_keys = with_keys
        self._with_export = with_export

    def scores(self) -> Scores:
        found: Counter[tuple[int, str]] = Counter()
        for number, answer in enumerate(self._loot.truth):
            for when in ("after", "later"):
                for user, score in self._of(answer, self._loot.copy(answer, when)).items():
                    found[number, user] += score  # type: ignore[assignment]
        return found

    def _of(self, answer: Answer, copy: Stolen) -> Mapping[str, float]:
        """How closely the copy binds what is known of the physician to what is known of each supporter: by an instant
        or an id in common, or by rows between them that have one in common with each."""
        bound = _bound(self._loot, copy, with_keys=self._with_keys)
        episode = answer if self._with_export else None
        physician = bound.around(answer.physician, episode)
        around = {user: bound.around(user, episode) for user in self._loot.supporters}
        return {user: len(physician & rows) / (1 + len(rows)) for user, rows in around.items()}


@lru_cache(maxsize=200)
def _bound(loot: Loot, copy: Stolen, *, with_keys: bool) -> "_Bound":
    return _Bound(loot, copy, loot.keys(copy) if with_keys else None)


class _Bound:
    """One copy as a net of rows: each with the ids and the exact instants that it shares with others."""

    def __init__(self, loot: Loot, copy: Stolen, keys: Keys | None) -> None:
        self._loot = loot
        self._leaves = {row: keys.leaves(row) if keys else list(row.cells.items()) for row in copy.rows}
        self._by_value: dict[str, set[Row]] = defaultdict(set)
        for row, leaves in self._leaves.items():
            for _, leaf in leaves:
                for value in _values(leaf):
                    self._by_value[value].add(row)
        self._pressed: dict[str, set[Row]] = defaultdict(set)
        if keys:
            for known in who_pressed(copy, keys, loot):
                self._pressed[known.user].add(known.row)
        self._instants = times.instants(copy, keys)
        self._moments = sorted((each.at, number) for number, each in enumerate(self._instants) if each.exact)
        self._homes: dict[str, set[Row]] = {}

    def around(self, user: str, episode: Answer | None) -> frozenset[Row]:
        """The rows that are two steps from this person, or from what came into their chat in the meantime."""
        rows = set(self._own(user))
        if episode is not None:
            rows |= self._from_chat(user, episode)
        rows |= {row for each in rows for row in self._next(each)}
        return frozenset(row for row in rows if row.table not in ("person", "account"))

    def _own(self, user: str) -> set[Row]:
        if user not in self._homes:
            person = next(each for each in self._loot.directory if each["user"] == user)
            known = {person["name"], person["email"], *(account[2] for account in person["accounts"])}
            rows = {row for value in known for row in self._by_value.get(value, ())} | self._pressed[user]
            rows |= {
                row for each in rows for row in self._next(each) if row.table in ("person", "account", "slot", "copy")
            }
            self._homes[user] = rows
        return self._homes[user]

    def _from_chat(self, user: str, episode: Answer) -> set[Row]:
        said = [each for each in self._loot.export if each.user == user and _within(each.at, episode)]
        found = {row for text in telling(self._loot, said) for row in self._by_value.get(text, ())}
        for each in said:
            first = bisect_left(self._moments, (each.at - SECOND, -1))
            last = bisect_right(self._moments, (each.at + SECOND, len(self._instants)))
            found |= {self._instants[number].row for _, number in self._moments[first:last]}
        return found

    def _next(self, row: Row) -> set[Row]:
        found: set[Row] = set()
        for _, leaf in self._leaves[row]:
            for value in _values(leaf):
                rows = self._by_value[value]
                if 1 < len(rows) <= _RARE:
                    found |= rows
        return found


_RARE = 12  # rows: what stands in more binds nobody


def _values(leaf: object) -> Iterable[str]:
    """What two rows may have in common and would not by chance."""
    if isinstance(leaf, bytes):
        return (leaf.hex(),) if len(leaf) >= 8 else ()
    at = times.seconds(leaf)
    if at is not None:
        return (f"at {at[0]:.3f}",) if at[1] and at[0] % 60 else ()
    text = str(leaf)
    return (text, *text.split("|")) if len(text) >= 8 else ()


def _within(at: float, answer: Answer) -> bool:
    return answer.times["asked"] - 60 <= at <= answer.times["closed"] + 26 * HOUR


# --- marking -------------------------------------------------------------------------------------------------------


def hits(loot: Loot, *evidence: Scores, seed: int = 1) -> int:
    """How many guesses are right, if each names the supporter with the highest score, and any of them where several
    have it."""
    chance, right = random.Random(seed), 0  # noqa: S311 - repeatable
    for number, answer in enumerate(loot.truth):
        best = max(
            loot.supporters, key=lambda user: (sum(each.get((number, user), 0.0) for each in evidence), chance.random())
        )
        right += best == answer.supporter
    return right


def by_chance(loot: Loot, given: Sequence[Scores], asked: Scores, draws: int = 400) -> list[int]:
    """The hits of as many thieves who take each supporter's rows for another's, beside what is given."""
    chance, found = random.Random(7), []  # noqa: S311 - repeatable
    for draw in range(draws):
        users = [*loot.supporters]
        chance.shuffle(users)
        others = dict(zip(loot.supporters, users, strict=True))
        mixed = {(number, others[user]): score for (number, user), score in asked.items()}
        found.append(hits(loot, *given, mixed, seed=draw))
    return found
