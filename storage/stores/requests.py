"""Requests. Their links to people are sealed under the request's own key and found through keyed indexes."""

import secrets
from dataclasses import fields, replace
from datetime import datetime
from typing import Any

from sqlalchemy import bindparam, or_, select, text, update

from bot.core.request import REQUEST_MOVES, Details, Request, RequestState, Transfer
from bot.ports.records import Conflict
from storage import tables
from storage.database.sql import Link, Row, Sql, insert_unless_there, micros
from storage.encryption.random_ids import fresh_id
from storage.encryption.sealed import Keyring
from storage.encryption.sealed_json import made, read, write
from storage.stores.button_values import ValueStore
from storage.stores.request_keys import RequestKeys
from storage.stores.request_rows import NAMES, from_row, to_row, to_value

_R = tables.request.c
_ROW = (*(_R[name] for name in NAMES), _R.details)
# A literal, so that both databases see that the partial index answers it.
_NOT_CLOSED = text("request.state <> 'closed'")
# Who looks one request up, holds it until the transaction ends (PostgreSQL; SQLite has one writer anyway): an offer
# that is being made and a closing that is under way must not miss each other.
_HELD = select(*_ROW).with_for_update(key_share=True)
_BY_ID = Sql(_HELD.where(_R.id == bindparam("id")))
_BY_PHYSICIAN = Sql(_HELD.where(_R.physician_index == bindparam("index")))
_BY_NUMBER = Sql(_HELD.where(_R.site == bindparam("site"), _R.number == bindparam("number"), _NOT_CLOSED))
_HOLD_PERSON = Sql(
    select(tables.person.c.id).where(tables.person.c.id == bindparam("id")).with_for_update(key_share=True)
)
_OPEN = select(*_ROW).where(_NOT_CLOSED).order_by(_R.opened_at, _R.id)
_OPEN_AT_ALL = Sql(_OPEN)
_OPEN_AT = Sql(_OPEN.where(_R.site == bindparam("site")))
# Literals too: both tables have partial indexes for them.
_UNASKED = text(
    "request.state = 'seeking' AND NOT EXISTS (SELECT 1 FROM offer "
    "WHERE offer.request = request.id AND offer.state IN ('open', 'named', 'confirmed'))"
)
_KEPT = Sql(select(*_ROW).where(_R.state == RequestState.CLOSED.value, _R.details.is_not(None)).order_by(_R.id))
_WAITING = Sql(select(*_ROW).where(_UNASKED).order_by(_R.opened_at, _R.id))
_MAKE_POOL = insert_unless_there(tables.pool)
_HOLD_POOL = Sql(select(tables.pool.c.name).where(tables.pool.c.name == bindparam("name")).with_for_update())
_DETAILS = Sql(select(_R.details).where(_R.id == bindparam("id")))
_INSERT = insert_unless_there(tables.request)
# One that somebody else holds at this moment is left alone: they press again, and nobody waits for it here.
_HEARD = Sql(
    update(tables.request)
    .values(heard_at=bindparam("hour"))
    .where(
        _R.id.in_(
            select(_R.id)
            .where(
                _R.physician_index == bindparam("index"),
                _NOT_CLOSED,
                or_(_R.heard_at.is_(None), _R.heard_at < bindparam("hour")),
            )
            .with_for_update(key_share=True, skip_locked=True)
        )
    )
)
_RELEASE = Sql("UPDATE request SET physician_index = NULL WHERE id = :request AND state = 'closed'")
# In this order: what points comes before what is pointed to.
_SHRED = (
    Sql("DELETE FROM deadline WHERE request = :request OR offer IN (SELECT id FROM offer WHERE request = :request)"),
    Sql("DELETE FROM audit WHERE request = :request"),
    Sql("DELETE FROM offer WHERE request = :request"),
)
_ITS_OFFERS = Sql("SELECT id FROM offer WHERE request = :request")
_ERASE = Sql("DELETE FROM request WHERE id = :request AND state = 'closed'")

_DETAILS_FIELDS = tuple(field.name for field in fields(Details))

# Letters and digits that are told apart over the phone and in every typeface.
ALPHABET = "ACDEFGHJKLMNPQRTUVWXY3479"


class RequestStore:
    """bot.ports.records.Requests over one transaction."""

    def __init__(self, link: Link, keys: Keyring, request_keys: RequestKeys, values: ValueStore) -> None:
        self._link = link
        self._values = values
        self._keys = keys
        self._request_keys = request_keys
        self._opened: dict[tuple[str, bytes], Details] = {}  # by what is sealed, and where

    def open(self, request: Request, details: Details) -> Request:
        # During a rotation the older row may be under the older index, which the unique index cannot see.
        self._link.one(_HOLD_PERSON, id=details.physician)
        if self.of_physician(details.physician) is not None:
            raise Conflict("one open request a person")
        kept = replace(request, id=fresh_id(), number=self._free_number(request.site))
        index = self._keys.index("physician", details.physician)
        if self._link.count(_INSERT, **to_row(kept), physician_index=index, details=None) != 1:
            raise Conflict("one open request a person")
        self._request_keys.make(kept.id)
        self.set_details(kept, details)
        return kept

    def get(self, request_id: str) -> Request | None:
        row = self._link.one(_BY_ID, id=request_id)
        return None if row is None else _request(row)

    def of_physician(self, person_id: str) -> Request | None:
        for index in self._keys.indexes("physician", person_id):
            row = self._link.one(_BY_PHYSICIAN, index=index)
            if row is not None:
                return _request(row)
        return None

    def kept_of(self, person_id: str) -> list[Request]:
        found = [_request(row) for row in self._link.all(_KEPT)]
        return [each for each in found if self.details(each).physician == person_id]

    def by_number(self, site: str, number: str) -> Request | None:
        row = self._link.one(_BY_NUMBER, site=site, number=number.upper())
        return None if row is None else _request(row)

    def open_ones(self, site: str | None = None) -> list[Request]:
        rows = self._link.all(_OPEN_AT_ALL) if site is None else self._link.all(_OPEN_AT, site=site)
        return [_request(row) for row in rows]

    def waiting(self) -> list[Request]:
        return [_request(row) for row in self._link.all(_WAITING)]

    def hold_pool(self, name: str) -> None:
        if self._link.is_postgresql:  # SQLite has one writer anyway
            self._link.run(_MAKE_POOL, name=name)
            self._link.one(_HOLD_POOL, name=name)

    def heard(self, person_id: str, at: datetime) -> None:
        hour = micros(at.replace(minute=0, second=0, microsecond=0))
        for index in self._keys.indexes("physician", person_id):
            self._link.run(_HEARD, index=index, hour=hour)

    def details(self, request: Request) -> Details:
        """Raises LookupError for a closed request, and Conflict for one that was closed since it was read."""
        # On SQLite nothing is held: whoever has just read the request has its details with it.
        row = self._link.one(_DETAILS if self._link.is_postgresql else _BY_ID, id=request.id)
        if row is None or row[-1] is None:
            if request.state is not RequestState.CLOSED:
                raise Conflict("request")
            raise LookupError("a closed request has no details")
        place = (request.id, row[-1])
        if place not in self._opened:
            known = read(self._request_keys.of(request.id).open(row[-1], f"request.details:{request.id}"))
            self._opened[place] = _details(known)
        return self._opened[place]

    def set_details(self, request: Request, details: Details) -> None:
        plain = write({name: getattr(details, name) for name in _DETAILS_FIELDS})
        sealed = self._request_keys.of(request.id).seal(plain, f"request.details:{request.id}")
        self._link.change(tables.request, {"id": request.id}, {"details": sealed})

    def move(self, request: Request, to: RequestState, **changes: Any) -> Request:
        if (request.state, to) not in REQUEST_MOVES:
            raise ValueError(f"a request cannot go from {request.state} to {to}")
        return self._write(request, state=to, version=request.version + 1, **changes)

    def change(self, request: Request, **changes: Any) -> Request:
        if changes.keys() & {"state", "version"}:
            raise ValueError("a state changes by a move only")
        return self._write(request, **changes)

    def release(self, request: Request) -> None:
        """A closed request that is kept for some days before it is shredded: its person may ask again meanwhile."""
        if self._link.count(_RELEASE, request=request.id) != 1:
            raise ValueError("only a closed request is released")

    def shred(self, request: Request) -> None:
        self._values.forget(
            {request.id, *(offer_id for (offer_id,) in self._link.all(_ITS_OFFERS, request=request.id))}
        )
        for statement in _SHRED:
            self._link.run(statement, request=request.id)
        self._request_keys.destroy(request.id)
        if self._link.count(_ERASE, request=request.id) != 1:
            raise ValueError("only a closed request is shredded")

    def _write(self, request: Request, **changes: Any) -> Request:
        values = {name: to_value(name, value) for name, value in changes.items() if value != getattr(request, name)}
        where = {"id": request.id, "state": request.state.value, "version": request.version}
        if values and self._link.change(tables.request, where, values) != 1:
            raise Conflict("request")
        return replace(request, **changes)

    def _free_number(self, site: str) -> str:
        while True:
            number = "".join(secrets.choice(ALPHABET) for _ in range(4))
            if self.by_number(site, number) is None:
                return number


def _details(known: dict[str, Any]) -> Details:
    """What was sealed by an earlier version had one time, a tick for a text first, and no word of a transfer."""
    known["not_these"] = tuple(tuple(account) for account in known["not_these"])
    known["transfer"] = Transfer(known.get("transfer", ""))
    if known.pop("text_first", False):
        known["way"] = "text"
    times = known["times"]
    known["times"] = tuple(times) if isinstance(times, list) else tuple(filter(None, [times]))
    return made(Details, known)


def _request(row: Row) -> Request:
    return from_row(row[:-1])
