"""Somebody is erased: every row of theirs goes, and a mark stays, so that a restore erases them again.

A mark is a hash of a random id of ours that is nowhere any more, sealed: with the keys it tells who in an older
backup was erased since, and of this database nothing. It goes with the first month in which no backup can be that old.
"""

from collections.abc import Mapping
from datetime import datetime, timedelta
from hashlib import sha256

from sqlalchemy import select

from bot.core.evaluates import forgotten
from bot.core.people import Person
from storage import tables
from storage.database.sql import Link, Sql, insert_into, micros
from storage.encryption.random_ids import fresh_id
from storage.encryption.sealed import Keyring, RequestKey
from storage.stores.button_values import ValueStore
from storage.stores.people import PeopleStore
from storage.stores.request_keys import RequestKeys

BACKUPS_DAYS = 400  # no backup is kept for longer (docs/departures.md): a year, and what a yearly habit is late

_E = tables.erased.c
_ALL = Sql(select(_E.id, _E.body, _E.until))
_INSERT = insert_into(tables.erased)
_PURGE = Sql("DELETE FROM erased WHERE until <= :now")
_IDS = Sql("SELECT id FROM person")
_PROFILES = Sql("SELECT id, profile FROM person ORDER BY id")
_SEATS = Sql(select(tables.seat.c.id, tables.seat.c.person))
_DROP_SEAT = Sql("DELETE FROM seat WHERE id = :id")
_LINES = Sql("SELECT id, request, actor FROM audit WHERE actor IS NOT NULL ORDER BY id")
_NOBODY = Sql("UPDATE audit SET actor = NULL WHERE id = :id")
# Last words wait, and are told under another id, from which nothing leads to anybody.
_MOVE_ON = (
    Sql("UPDATE account SET person = :other WHERE person = :person"),
    Sql("UPDATE slot SET person = :other WHERE person = :person"),
)
# In this order: what points comes before what is pointed to.
_ERASE = (
    Sql("DELETE FROM copy WHERE slot IN (SELECT id FROM slot WHERE person = :person)"),
    Sql("DELETE FROM slot WHERE person = :person"),
    Sql("DELETE FROM claim WHERE person = :person"),
    Sql("DELETE FROM account WHERE person = :person"),
    Sql("DELETE FROM deadline WHERE person = :person"),
    Sql("DELETE FROM training WHERE person = :person"),
    Sql("DELETE FROM person WHERE id = :person"),
)


class ErasureStore:
    """bot.ports.records.Erasures over one transaction, and what a restore needs beside it."""

    def __init__(
        self,
        link: Link,
        keys: Keyring,
        request_keys: RequestKeys,
        people: PeopleStore,
        values: ValueStore,
        now: datetime,
    ) -> None:
        self._link = link
        self._keys = keys
        self._request_keys = request_keys
        self._people = people
        self._values = values
        self._now = now

    def erase(self, person_id: str, stranger: Person, *, waits: bool) -> str:
        self._values.forget_answers(self._people.every_account(person_id))
        for seat, sealed in self._link.all(_SEATS):
            if self._keys.open(sealed, f"seat.person:{seat}").decode().rpartition(":")[2] == person_id:
                self._link.run(_DROP_SEAT, id=seat)
        for line, about, sealed in self._link.all(_LINES):
            key: Keyring | RequestKey = self._request_keys.of(about) if about else self._keys
            if key.open(sealed, f"audit.actor:{line}").decode() == person_id:
                self._link.run(_NOBODY, id=line)
        self._take_out_of_evaluates(self._people.get(person_id))
        other = self._people.put(stranger).id if waits else ""
        for statement in _MOVE_ON if waits else ():
            self._link.run(statement, person=person_id, other=other)
        for statement in _ERASE:
            self._link.run(statement, person=person_id)
        self.remember({_digest(person_id): _end_of_backups(self._now)})
        return other

    def _take_out_of_evaluates(self, erased: Person) -> None:
        """Only a profile that mentions them is read as one: there may be very many."""
        words = [each.casefold() for each in (erased.id, erased.email) if each]
        for other, sealed in self._link.all(_PROFILES):
            text = self._keys.open(sealed, f"person.profile:{other}").decode().casefold()
            if other != erased.id and any(word in text for word in words):
                before = self._people.get(other)
                after = forgotten(before, erased)
                if after is not before:
                    self._people.put(after)

    # --- the list

    def remember(self, marks: Mapping[str, int]) -> None:
        """Those that are not here yet."""
        known = marks_of(self._link, self._keys)
        for mark, until in sorted(marks.items()):
            if mark not in known:
                row_id = fresh_id()
                body = self._keys.seal(mark.encode(), f"erased.body:{row_id}")
                self._link.run(_INSERT, id=row_id, body=body, until=until)

    def back_again(self) -> list[str]:
        """The ids of people who were erased and are here: a restore has brought them back."""
        marks = marks_of(self._link, self._keys)
        return [id_ for (id_,) in self._link.all(_IDS) if _digest(id_) in marks] if marks else []

    def purge(self) -> int:
        return self._link.count(_PURGE, now=micros(self._now))


def marks_of(link: Link, keys: Keyring) -> dict[str, int]:
    """Every mark, and until when it is kept (microseconds). Raises Unreadable."""
    return {keys.open(body, f"erased.body:{row_id}").decode(): until for row_id, body, until in link.all(_ALL)}


def _digest(person_id: str) -> str:
    return sha256(f"erased\0{person_id}".encode()).hexdigest()


def _end_of_backups(now: datetime) -> int:
    """With the end of a month, so that it does not tell the day."""
    last = now + timedelta(days=BACKUPS_DAYS)
    years, month = divmod(last.month, 12)
    return micros(
        last.replace(year=last.year + years, month=month + 1, day=1, hour=0, minute=0, second=0, microsecond=0)
    )
