"""Gatherings that a coordinator plans in the chat, and everybody's seats (R54, R62, R63).

There is no list of who comes: a seat is found by whoever asks for their own, and by the reminder. Seats of what is over
are deleted.
"""

import json
import secrets
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import bindparam, select

from bot.ports.records import Planned
from storage import tables
from storage.database.sql import Link, Sql, insert_into, micros, moment
from storage.encryption.random_ids import fresh_id
from storage.encryption.sealed import Keyring
from storage.encryption.sealed_json import made

_G, _S = tables.gathering.c, tables.seat.c
_PLANNED = Sql(select(_G.id, _G.site, _G.starts_at, _G.plan).where(_G.starts_at >= bindparam("since")).order_by(_G.id))
_ONE = Sql(select(_G.id, _G.site, _G.starts_at, _G.plan).where(_G.id == bindparam("id")))
_INSERT = insert_into(tables.gathering)
_CANCEL = Sql("DELETE FROM gathering WHERE id = :id")
_SEAT = insert_into(tables.seat)
_TAKEN = Sql("SELECT count(*) FROM seat WHERE gathering = :gathering AND starts_at = :at")
_MINE = Sql(select(_S.id).where(_S.person_index == bindparam("index")))
_LEAVE = Sql("DELETE FROM seat WHERE id = :id")
_OF = Sql(select(_S.id, _S.person).where(_S.gathering == bindparam("gathering"), _S.starts_at == bindparam("at")))
_EVERY_SEAT = Sql(select(_S.id, _S.person))
_EMPTY = Sql("DELETE FROM seat WHERE gathering = :gathering AND starts_at = :at")
_PURGE = (Sql("DELETE FROM seat WHERE starts_at < :before"), Sql("DELETE FROM gathering WHERE ends_at < :before"))
_ALONE = Sql("SELECT pg_advisory_xact_lock(hashtext(:gathering))")

_FOREVER = 2**62


class GatheringStore:
    """bot.ports.records.Gatherings over one transaction."""

    def __init__(self, link: Link, keys: Keyring) -> None:
        self._link = link
        self._keys = keys

    # --- what is planned

    def planned(self, since: datetime) -> list[Planned]:
        """Everything that a coordinator planned and that is not over; a weekly one never is."""
        rows = self._link.all(_PLANNED, since=0)
        return [each for each in map(_planned, rows) if each.weekly or each.starts_at >= since]

    def get(self, gathering_id: str) -> Planned | None:
        row = self._link.one(_ONE, id=gathering_id)
        return _planned(row) if row else None

    def plan(self, planned: Planned) -> Planned:
        made = secrets.token_hex(6)
        plan = {
            "title": planned.title,
            "kind": planned.kind,
            "weekly": planned.weekly,
            "where": planned.where,
            "join_url": planned.join_url,
            "capacity": planned.capacity,
        }
        at = micros(planned.starts_at)
        self._link.run(
            _INSERT, id=made, site=planned.site, starts_at=at, ends_at=_FOREVER if planned.weekly else at,
            plan=json.dumps(plan),
        )  # fmt: skip
        found = self.get(made)
        assert found is not None  # noqa: S101 - it was written a line ago
        return found

    def cancel(self, gathering_id: str) -> None:
        self._link.run(_CANCEL, id=gathering_id)

    # --- seats

    def taken(self, gathering: str, at: datetime) -> int:
        row = self._link.one(_TAKEN, gathering=gathering, at=micros(at))
        return int(row[0]) if row else 0

    def has_seat(self, gathering: str, at: datetime, person_id: str) -> bool:
        return self._seat(gathering, at, person_id) is not None

    def take_seat(self, gathering: str, at: datetime, person_id: str, capacity: int | None) -> bool:
        """False: full. A second press takes no second seat."""
        if self._seat(gathering, at, person_id) is not None:
            return True
        if self._link.is_postgresql:  # SQLite writes one transaction at a time anyway
            self._link.one(_ALONE, gathering=f"{gathering}:{micros(at)}")
        if capacity is not None and self.taken(gathering, at) >= capacity:
            return False
        seat_id = fresh_id()
        self._link.run(
            _SEAT,
            id=seat_id,
            gathering=gathering,
            starts_at=micros(at),
            person_index=self._index(gathering, at, person_id),
            person=self._keys.seal(f"{gathering}:{micros(at)}:{person_id}".encode(), f"seat.person:{seat_id}"),
        )
        return True

    def any_seat(self, person_id: str) -> bool:
        seats = self._link.all(_EVERY_SEAT)
        places = ((sealed, f"seat.person:{row}") for row, sealed in seats)
        return any(self._keys.open(*each).decode().rpartition(":")[2] == person_id for each in places)

    def leave_seat(self, gathering: str, at: datetime, person_id: str) -> bool:
        seat = self._seat(gathering, at, person_id)
        return seat is not None and self._link.count(_LEAVE, id=seat) == 1

    def empty(self, gathering: str, at: datetime) -> Sequence[str]:
        """Give every seat back, and return whose they were, to tell them."""
        rows = self._link.all(_OF, gathering=gathering, at=micros(at))
        people = [self._keys.open(sealed, f"seat.person:{row}").decode().rpartition(":")[2] for row, sealed in rows]
        self._link.run(_EMPTY, gathering=gathering, at=micros(at))
        return people

    def purge(self, before: datetime) -> None:
        for statement in _PURGE:
            self._link.run(statement, before=micros(before))

    # --- inside

    def _index(self, gathering: str, at: datetime, person_id: str) -> bytes:
        return self._keys.index("seat", gathering, str(micros(at)), person_id)

    def _seat(self, gathering: str, at: datetime, person_id: str) -> str | None:
        for index in self._keys.indexes("seat", gathering, str(micros(at)), person_id):
            row = self._link.one(_MINE, index=index)
            if row is not None:
                return str(row[0])
        return None


def _planned(row: tuple[Any, ...]) -> Planned:
    gathering_id, site, starts_at, plan = row
    return made(Planned, json.loads(plan) | {"id": gathering_id, "site": site, "starts_at": moment(starts_at)})
