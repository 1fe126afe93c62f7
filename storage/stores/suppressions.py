"""Marks that expire: a keyed index of a hash, and the hash itself sealed beside it. No identity is in either.

The sealed hash is there for a rotation, which computes the index anew from it. To find a mark one has to know whose it
is, and to hold the key.
"""

from datetime import datetime, timedelta
from hashlib import sha256

from sqlalchemy import bindparam, func, select

from storage import tables
from storage.database.sql import Link, Sql, insert_into, micros
from storage.encryption.random_ids import fresh_id
from storage.encryption.sealed import Keyring

_M = tables.mark.c
_COUNT = Sql(select(func.count()).where(_M.mark_index == bindparam("index"), _M.until > bindparam("now")))
_THEIRS = Sql(select(_M.id).where(_M.mark_index == bindparam("index")))
_INSERT = insert_into(tables.mark)
_PURGE = Sql("DELETE FROM mark WHERE until <= :now")
_DAY = timedelta(days=1)


class MarkStore:
    """bot.ports.records.Marks over one transaction."""

    def __init__(self, link: Link, keys: Keyring, now: datetime) -> None:
        self._link = link
        self._keys = keys
        self._now = now

    def put(self, purpose: str, who: str, until: datetime) -> None:
        """One that is to stand for days ends as its last day (UTC) begins: its end must not tell when it was made."""
        self.purge()
        if until - self._now > _DAY:
            until = until.replace(hour=0, minute=0, second=0, microsecond=0)
        row_id = fresh_id()
        digest = _digest(purpose, who)
        self._link.run(
            _INSERT,
            id=row_id,
            mark_index=self._keys.index("mark", digest),
            body=self._keys.seal(digest.encode(), f"mark.body:{row_id}"),
            until=micros(until),
        )

    def count(self, purpose: str, who: str) -> int:
        indexes = self._keys.indexes("mark", _digest(purpose, who))
        now = micros(self._now)
        return sum(row[0] for index in indexes if (row := self._link.one(_COUNT, index=index, now=now)))

    def move(self, purpose: str, who: str, to: str) -> None:
        """Whoever is asked for by one name from now on; until when stays as it is."""
        digest = _digest(purpose, to)
        for index in self._keys.indexes("mark", _digest(purpose, who)):
            for (row_id,) in self._link.all(_THEIRS, index=index):
                sealed = self._keys.seal(digest.encode(), f"mark.body:{row_id}")
                values = {"mark_index": self._keys.index("mark", digest), "body": sealed}
                self._link.change(tables.mark, {"id": row_id}, values)

    def purge(self) -> int:
        """Forget what has expired."""
        return self._link.count(_PURGE, now=micros(self._now))


def _digest(purpose: str, who: str) -> str:
    return sha256(f"{purpose}\0{who}".encode()).hexdigest()
