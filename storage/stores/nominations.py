"""Nominations: who was thought of is sealed, and found through a keyed index of the account that was picked."""

import json
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from sqlalchemy import bindparam, select

from bot.core.nomination import NOMINATION_MOVES, Moment, Nomination, NominationState, Nominee
from bot.ports.records import Conflict
from bot.surface import Account
from storage import tables
from storage.database.sql import Link, Sql, insert_into, micros, moment
from storage.encryption.random_ids import fresh_id
from storage.encryption.sealed import Keyring

_N = tables.nomination.c
_ROW = (_N.id, _N.site, _N.state, _N.made_at)
_GET = Sql(select(*_ROW).where(_N.id == bindparam("id")))
_WAITING = Sql(
    select(*_ROW).where(_N.site == bindparam("site"), _N.state == bindparam("state")).order_by(_N.made_at, _N.id)
)
_EVERY = Sql(select(*_ROW).order_by(_N.id))
_OF_NOMINEE = Sql(select(_N.id).where(_N.nominee_index == bindparam("index"), _N.state == bindparam("state")))
_BODY = Sql(select(_N.body).where(_N.id == bindparam("id")))
_INSERT = insert_into(tables.nomination)
_DELETE = Sql("DELETE FROM nomination WHERE id = :id AND state = :state")


class NominationStore:
    """bot.ports.records.Nominations over one transaction."""

    def __init__(self, link: Link, keys: Keyring) -> None:
        self._link = link
        self._keys = keys

    def add(self, nomination: Nomination, nominee: Nominee) -> Nomination:
        """What the same person has sent of the same colleague, and nobody has weighed yet, is not kept twice."""
        for index in self._keys.indexes("nominee", *nominee.account):
            for (known,) in self._link.all(_OF_NOMINEE, index=index, state=nomination.state.value):
                found = self.get(known)
                if found is not None and self.nominee(found) == nominee:
                    return found
        kept = replace(nomination, id=fresh_id())
        self._link.run(
            _INSERT,
            id=kept.id,
            site=kept.site,
            state=kept.state.value,
            made_at=micros(kept.made_at),
            **self._sealed(kept.id, nominee),
        )
        return kept

    def get(self, nomination_id: str) -> Nomination | None:
        row = self._link.one(_GET, id=nomination_id)
        return None if row is None else _nomination(row)

    def waiting(self, site: str) -> list[Nomination]:
        return [_nomination(row) for row in self._link.all(_WAITING, site=site, state=NominationState.WAITING.value)]

    def waits(self, account: Account) -> bool:
        indexes = self._keys.indexes("nominee", account.platform, account.team, account.user)
        state = NominationState.WAITING.value
        return any(self._link.one(_OF_NOMINEE, index=index, state=state) is not None for index in indexes)

    def concerning(self, person_id: str, accounts: Sequence[Account]) -> list[Nomination]:
        """Whoever thought of this person, and what they sent themselves and nobody has weighed yet."""
        faces = {(each.platform, each.team, each.user) for each in accounts}
        senders = {person_id, *(":".join(face) for face in faces)}
        found = [_nomination(row) for row in self._link.all(_EVERY)]
        told = [(each, self.nominee(each)) for each in found]
        return [each for each, nominee in told if nominee.account in faces or nominee.by in senders]

    def nominee(self, nomination: Nomination) -> Nominee:
        """Raises LookupError for one that is gone."""
        row = self._link.one(_BODY, id=nomination.id)
        if row is None:
            raise LookupError("this nomination is gone")
        known = json.loads(self._keys.open(row[0], f"nomination.body:{nomination.id}"))
        return Nominee(tuple(known["account"]), known["by"], Moment(known["moment"]))

    def move(self, nomination: Nomination, to: NominationState, nominee: Nominee, *, site: str = "") -> Nomination:
        if (nomination.state, to) not in NOMINATION_MOVES:
            raise ValueError(f"a nomination cannot go from {nomination.state} to {to}")
        moved = replace(nomination, state=to, site=site or nomination.site)
        values = {"state": to.value, "site": moved.site, **self._sealed(moved.id, nominee)}
        where = {"id": nomination.id, "state": nomination.state.value}
        if self._link.change(tables.nomination, where, values) != 1:
            raise Conflict("nomination")
        return moved

    def forget(self, nomination: Nomination) -> None:
        if self._link.count(_DELETE, id=nomination.id, state=nomination.state.value) != 1:
            raise Conflict("nomination")

    def _sealed(self, row_id: str, nominee: Nominee) -> dict[str, Any]:
        body = {"account": nominee.account, "by": nominee.by, "moment": nominee.moment.value}
        return {
            "nominee_index": self._keys.index("nominee", *nominee.account),
            "body": self._keys.seal(json.dumps(body).encode(), f"nomination.body:{row_id}"),
        }


def _nomination(row: tuple[Any, ...]) -> Nomination:
    return Nomination(row[0], row[1], NominationState(row[2]), moment(row[3]))
