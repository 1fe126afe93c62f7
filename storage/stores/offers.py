"""Offers. The supporter is sealed under the request's key, and found through a keyed index."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from sqlalchemy import bindparam, select, text

from bot.core.request import OFFER_MOVES, Offer, OfferState
from bot.ports.records import Conflict
from storage import tables
from storage.database.sql import Link, Row, Sql, insert_unless_there, micros, moment, moment_or_none
from storage.encryption.random_ids import fresh_id
from storage.encryption.sealed import Keyring
from storage.stores.request_keys import RequestKeys

_O = tables.offer.c
_ROW = (
    _O.id,
    _O.request,
    _O.supporter,
    _O.state,
    _O.version,
    _O.search,
    _O.made_at,
    _O.delivered_at,
    _O.asked_by_name,
    _O.later_used,
    _O.lapsed_at,
)
# A literal, so that both databases see that the partial index answers it.
_LIVE = text("offer.state IN ('open', 'named', 'confirmed')")
# With the request's key, which is needed to read it.
_BY_ID = Sql(
    select(*_ROW, tables.request_key.c.wrapped)
    .join_from(tables.offer, tables.request_key, tables.request_key.c.request == _O.request)
    .where(_O.id == bindparam("id"))
)
_LIVE_OFFER = Sql(select(*_ROW).where(_O.request == bindparam("request"), _LIVE))
_OF_REQUEST = Sql(select(*_ROW).where(_O.request == bindparam("request")).order_by(_O.made_at, _O.id))
_LIVE_OF = Sql(select(*_ROW).where(_O.supporter_index == bindparam("index"), _LIVE).order_by(_O.made_at, _O.id))
_COUNTS = Sql(
    "SELECT supporter_index, count(*) FROM offer WHERE state IN ('open', 'named', 'confirmed') GROUP BY supporter_index"
)
_WAITING = Sql("SELECT count(*) FROM offer WHERE state IN ('open', 'named')")
_STATES = {state.value: state for state in OfferState}
_FORGET_DEADLINES = Sql("DELETE FROM deadline WHERE offer IN (SELECT id FROM offer WHERE supporter_index = :index)")
_FORGET = Sql("DELETE FROM offer WHERE supporter_index = :index")
_INSERT = insert_unless_there(tables.offer)


class OfferStore:
    """bot.ports.records.Offers over one transaction."""

    def __init__(self, link: Link, keys: Keyring, request_keys: RequestKeys) -> None:
        self._link = link
        self._keys = keys
        self._request_keys = request_keys
        self._supporters: dict[tuple[str, bytes], str] = {}  # by what is sealed, and where

    def add(self, offer: Offer) -> Offer:
        kept = replace(offer, id=fresh_id())
        sealed = self._request_keys.of(kept.request).seal(kept.supporter.encode(), f"offer.supporter:{kept.id}")
        added = self._link.count(
            _INSERT,
            id=kept.id,
            request=kept.request,
            state=kept.state.value,
            version=kept.version,
            search=kept.search,
            made_at=micros(kept.made_at),
            delivered_at=None,
            asked_by_name=int(kept.asked_by_name),
            later_used=int(kept.later_used),
            lapsed_at=None,
            supporter_index=self._keys.index("supporter", kept.supporter),
            supporter=sealed,
        )
        if added != 1:
            raise Conflict("one live offer a request")
        return kept

    def get(self, offer_id: str) -> Offer | None:
        row = self._link.one(_BY_ID, id=offer_id)
        return None if row is None else self._offer(row[:-1], wrapped=row[-1])

    def live(self, request_id: str) -> Offer | None:
        row = self._link.one(_LIVE_OFFER, request=request_id)
        return None if row is None else self._offer(row)

    def of_request(self, request_id: str) -> list[Offer]:
        return [self._offer(row) for row in self._link.all(_OF_REQUEST, request=request_id)]

    def live_of(self, person_id: str) -> list[Offer]:
        indexes = self._keys.indexes("supporter", person_id)
        return [self._offer(row) for index in indexes for row in self._link.all(_LIVE_OF, index=index)]

    def forget_of(self, person_id: str) -> None:
        """What they were asked and is over. Raises ValueError where something of theirs lives."""
        if self.live_of(person_id):
            raise ValueError("what lives is ended first")
        for index in self._keys.indexes("supporter", person_id):
            self._link.run(_FORGET_DEADLINES, index=index)
            self._link.run(_FORGET, index=index)

    def live_counts(self, person_ids: Sequence[str]) -> dict[str, int]:
        found: dict[bytes, int] = dict(self._link.all(_COUNTS))
        return {
            person: sum(found.get(index, 0) for index in self._keys.indexes("supporter", person))
            for person in person_ids
        }

    def waiting(self) -> int:
        """How many wait for an answer."""
        row = self._link.one(_WAITING)
        return row[0] if row else 0

    def move(self, offer: Offer, to: OfferState) -> Offer:
        if (offer.state, to) not in OFFER_MOVES:
            raise ValueError(f"an offer cannot go from {offer.state} to {to}")
        after = replace(offer, state=to, version=offer.version + 1)
        where = {"id": offer.id, "state": offer.state.value, "version": offer.version}
        if self._link.change(tables.offer, where, {"state": to.value, "version": after.version}) != 1:
            raise Conflict("offer")
        return after

    def hold(self, offer: Offer) -> None:
        where = {"id": offer.id, "state": offer.state.value, "version": offer.version}
        if self._link.change(tables.offer, where, {"version": offer.version}) != 1:
            raise Conflict("offer")

    def delivered(self, offer: Offer, at: datetime) -> Offer:
        self._link.change(tables.offer, {"id": offer.id}, {"delivered_at": micros(at)})
        return replace(offer, delivered_at=at)

    def lapse(self, offer: Offer, at: datetime) -> Offer:
        lapsed = self.move(offer, OfferState.EXPIRED)
        self._link.change(tables.offer, {"id": offer.id}, {"lapsed_at": micros(at)})
        return replace(lapsed, lapsed_at=at)

    def asked_later(self, offer: Offer) -> Offer:
        self._link.change(tables.offer, {"id": offer.id}, {"later_used": 1})
        return replace(offer, later_used=True)

    def _offer(self, row: Row, wrapped: bytes | None = None) -> Offer:
        (
            offer_id,
            request_id,
            sealed,
            state,
            version,
            search,
            made_at,
            delivered_at,
            asked_by_name,
            later_used,
            lapsed_at,
        ) = row
        if (offer_id, sealed) not in self._supporters:
            key = self._request_keys.of(request_id, wrapped)
            self._supporters[offer_id, sealed] = key.open(sealed, f"offer.supporter:{offer_id}").decode()
        return Offer(
            id=offer_id,
            request=request_id,
            supporter=self._supporters[offer_id, sealed],
            state=_STATES[state],
            version=version,
            search=search,
            made_at=moment(made_at),
            delivered_at=moment_or_none(delivered_at),
            asked_by_name=bool(asked_by_name),
            later_used=bool(later_used),
            lapsed_at=moment_or_none(lapsed_at),
        )
