"""The inbox: which events came already, kept for at most half an hour as hashes with nobody behind them.

A hash is keyed by the random secret of a *generation*. A generation lives for half an hour, and every quarter of an
hour a new one begins, so two overlap: an event is put down under both, and one that comes again within a quarter of an
hour is known. When a generation ends its secret goes, and with it, in the same transaction, every hash under it: from
then on not even who has the database and its keys can try whether an event came. Both generations stand sealed in one
row, which every replica reads inside the event's own transaction; the row's clock is the wall's quarter hours, which
say nothing of when an event came.
"""

import base64
import hmac
import json
import secrets
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from storage.database.sql import Link, Sql
from storage.encryption.sealed import Keyring
from storage.stores.deadlines import DeadlineStore

QUARTER = timedelta(minutes=15)
KNOWN_AT_LEAST, KNOWN_AT_MOST = QUARTER, 2 * QUARTER
"""An event that comes again is known for at least so long, and nothing of it is there after so long."""

_NAME = "inbox"
_PLACE = f"inbox_secret.value:{_NAME}"
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_TRIES = 5
_NOBODYS = -1  # no generation's mark

_READ = Sql("SELECT value FROM inbox_secret WHERE name = :name")
_MAKE = Sql("INSERT INTO inbox_secret (name, value) VALUES (:name, :value) ON CONFLICT DO NOTHING")
_ROLL = Sql("UPDATE inbox_secret SET value = :value WHERE name = :name AND value = :old")
_DROP = Sql("DELETE FROM inbox_secret WHERE name = :name AND value = :old")
_SEEN = Sql("INSERT INTO inbox (hash, generation) VALUES (:hash, :generation) ON CONFLICT DO NOTHING")
_SEEN_TWICE = Sql(
    "INSERT INTO inbox (hash, generation) VALUES (:hash, :generation), (:older_hash, :older) ON CONFLICT DO NOTHING"
)
_FORGET = Sql("DELETE FROM inbox WHERE generation <> :generation AND generation <> :older")


@dataclass(frozen=True, slots=True)
class Generation:
    """`mark` is what its rows carry: drawn, so that it tells no time."""

    mark: int
    secret: bytes

    @classmethod
    def fresh(cls) -> "Generation":
        return cls(secrets.randbelow(2**31), secrets.token_bytes(32))

    def hash(self, event_key: str) -> bytes:
        return hmac.digest(self.secret, event_key.encode(), "sha256")[:16]


@dataclass(frozen=True, slots=True)
class Generations:
    """The newest first, one or two; `quarter` is the one in which the newest began."""

    quarter: int
    each: tuple[Generation, ...]


class InboxStore:
    """The engine's side of the inbox, over one transaction."""

    def __init__(self, link: Link, keys: Keyring, deadlines: DeadlineStore, now: datetime) -> None:
        self._link = link
        self._keys = keys
        self._deadlines = deadlines
        self._now = now

    def first_time(self, event_key: str) -> bool:
        """Whether this event was not seen before; from now on it was.

        It is put down under the older generation too, not only looked for there: a transaction that has begun before
        the newest one, on another replica, is met there even if it is not committed yet.
        """
        newest, *others = self._alive()
        if not others:
            return self._link.count(_SEEN, hash=newest.hash(event_key), generation=newest.mark) == 1
        (older,) = others
        put = self._link.count(
            _SEEN_TWICE,
            hash=newest.hash(event_key),
            generation=newest.mark,
            older_hash=older.hash(event_key),
            older=older.mark,
        )
        return put == 2

    def forget(self) -> None:
        """Let go of every generation that has ended, with its hashes. For the ticker: no event need come for it."""
        for _ in range(_TRIES):
            value, standing = self._read()
            if standing is None:
                return
            alive = self._living(standing)
            if alive == standing.each or self._replace(value, standing, Generations(standing.quarter, alive)):
                return

    # --- inside

    @property
    def quarter(self) -> int:
        """The quarter of an hour that it is by now, counted from 1970."""
        return (self._now - _EPOCH) // QUARTER

    def _alive(self) -> tuple[Generation, ...]:
        """Those that an event is put down under now. Of two replicas that begin a new one at once, one does."""
        for _ in range(_TRIES):
            value, standing = self._read()
            alive = self._living(standing) if standing else ()
            # A replica whose clock is ahead may have begun the next one already.
            if standing and alive and standing.quarter >= self.quarter:
                return alive
            rolled = Generations(self.quarter, (Generation.fresh(), *alive))
            if self._replace(value, standing, rolled):
                return rolled.each
        raise RuntimeError("the inbox's generations change faster than they can be read")

    def _living(self, standing: Generations) -> tuple[Generation, ...]:
        """Of a clock that was set back by more than two replicas may differ, nothing stays: it would stay for long."""
        past = self.quarter - standing.quarter
        if past in (-1, 0):
            return standing.each
        return standing.each[:1] if past == 1 else ()

    def _read(self) -> tuple[bytes | None, Generations | None]:
        """The row, and what it holds; opened once, and kept in memory for as long as that is what the row says."""
        row = self._link.one(_READ, name=_NAME)
        if row is None:
            self._keys.inbox = None
            return None, None
        value = bytes(row[0])
        known: tuple[bytes, Generations] | None = self._keys.inbox
        if known is None or known[0] != value:
            known = self._keys.inbox = value, _from_json(self._keys.open(value, _PLACE))
        return known

    def _replace(self, value: bytes | None, old: Generations | None, new: Generations) -> bool:
        """False: somebody else was faster; read again. What ends goes with its hashes, and leaves the files soon."""
        sealed = self._keys.seal(_to_json(new), _PLACE)
        if value is None:
            changed = self._link.count(_MAKE, name=_NAME, value=sealed)
        elif new.each:
            changed = self._link.count(_ROLL, name=_NAME, value=sealed, old=value)
        else:
            changed = self._link.count(_DROP, name=_NAME, old=value)
        self._keys.inbox = None  # the memory keeps no secret longer than the row
        if changed != 1:
            return False
        if old and not set(old.each) <= set(new.each):
            marks = [each.mark for each in new.each] or [_NOBODYS]
            self._link.run(_FORGET, generation=marks[0], older=marks[-1])
            self._deadlines.scrub()
        return True


def _to_json(generations: Generations) -> bytes:
    each = [[one.mark, base64.b64encode(one.secret).decode()] for one in generations.each]
    return json.dumps({"quarter": generations.quarter, "each": each}).encode()


def _from_json(plain: bytes) -> Generations:
    known = json.loads(plain)
    each = tuple(Generation(mark, base64.b64decode(secret)) for mark, secret in known["each"])
    return Generations(known["quarter"], each)
