"""Call-backs: who asked to be phoned is sealed; a row lives until it is over and leaves nothing."""

import json
import secrets
from dataclasses import asdict, replace
from typing import Any

from sqlalchemy import bindparam, select

from bot.core.callback import CALL_MOVES, Call, Caller, CallState
from bot.ports.records import Conflict
from storage import tables
from storage.database.sql import Link, Sql, insert_unless_there, micros, moment
from storage.encryption.random_ids import fresh_id
from storage.encryption.sealed import Keyring
from storage.encryption.sealed_json import made
from storage.stores.requests import ALPHABET

_C = tables.callback.c
_ROW = (_C.id, _C.number, _C.site, _C.state, _C.version, _C.asked_at)
_HELD = select(*_ROW).with_for_update(key_share=True)
_BY_ID = Sql(_HELD.where(_C.id == bindparam("id")))
_BY_PERSON = Sql(_HELD.where(_C.person_index == bindparam("index")))
_BY_NUMBER = Sql(select(_C.id).where(_C.site == bindparam("site"), _C.number == bindparam("number")))
_OPEN = Sql(select(*_ROW).order_by(_C.asked_at, _C.id))
_BODY = Sql(select(_C.body).where(_C.id == bindparam("id")))
_HOLD_PERSON = Sql(
    select(tables.person.c.id).where(tables.person.c.id == bindparam("id")).with_for_update(key_share=True)
)
_INSERT = insert_unless_there(tables.callback)
_ERASE = Sql("DELETE FROM callback WHERE id = :id AND state = :state AND version = :version")
_VOID_DEADLINES = Sql("DELETE FROM deadline WHERE subject = :id")


class CallbackStore:
    """bot.ports.records.Callbacks over one transaction."""

    def __init__(self, link: Link, keys: Keyring) -> None:
        self._link = link
        self._keys = keys

    def open(self, call: Call, caller: Caller) -> Call:
        # During a rotation the older row may be under the older index, which the unique index cannot see.
        self._link.one(_HOLD_PERSON, id=caller.person)
        if self.of_person(caller.person) is not None:
            raise Conflict("one call-back a person")
        kept = replace(call, id=fresh_id(), number=self._free_number(call.site))
        added = self._link.count(
            _INSERT,
            id=kept.id,
            number=kept.number,
            site=kept.site,
            state=kept.state.value,
            version=kept.version,
            asked_at=micros(kept.asked_at),
            **self._sealed(kept.id, caller),
        )
        if added != 1:
            raise Conflict("one call-back a person")
        return kept

    def get(self, call_id: str) -> Call | None:
        row = self._link.one(_BY_ID, id=call_id)
        return None if row is None else _call(row)

    def of_person(self, person_id: str) -> Call | None:
        for index in self._keys.indexes("callback", person_id):
            row = self._link.one(_BY_PERSON, index=index)
            if row is not None:
                return _call(row)
        return None

    def open_ones(self) -> list[Call]:
        return [_call(row) for row in self._link.all(_OPEN)]

    def caller(self, call: Call) -> Caller:
        """Raises LookupError for one that is over."""
        row = self._link.one(_BODY, id=call.id)
        if row is None:
            raise LookupError("this call-back is over")
        known = json.loads(self._keys.open(row[0], f"callback.body:{call.id}"))
        return made(Caller, known | {"not_these": tuple(known["not_these"])})

    def set_caller(self, call: Call, caller: Caller) -> None:
        where = {"id": call.id, "version": call.version}
        if self._link.change(tables.callback, where, self._sealed(call.id, caller)) != 1:
            raise Conflict("call-back")

    def move(self, call: Call, to: CallState) -> Call:
        if (call.state, to) not in CALL_MOVES:
            raise ValueError(f"a call-back cannot go from {call.state} to {to}")
        moved = replace(call, state=to, version=call.version + 1)
        where = {"id": call.id, "state": call.state.value, "version": call.version}
        if self._link.change(tables.callback, where, {"state": to.value, "version": moved.version}) != 1:
            raise Conflict("call-back")
        return moved

    def erase(self, call: Call) -> None:
        if self._link.count(_ERASE, id=call.id, state=call.state.value, version=call.version) != 1:
            raise Conflict("call-back")
        self._link.run(_VOID_DEADLINES, id=call.id)

    def _sealed(self, row_id: str, caller: Caller) -> dict[str, Any]:
        return {
            "person_index": self._keys.index("callback", caller.person),
            "body": self._keys.seal(json.dumps(asdict(caller)).encode(), f"callback.body:{row_id}"),
        }

    def _free_number(self, site: str) -> str:
        while True:
            number = "".join(secrets.choice(ALPHABET) for _ in range(4))
            if self._link.one(_BY_NUMBER, site=site, number=number) is None:
                return number


def _call(row: tuple[Any, ...]) -> Call:
    return Call(row[0], row[1], row[2], CallState(row[3]), row[4], moment(row[5]))
