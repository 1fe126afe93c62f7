"""Slots: the card that a person should see in one place. See docs/architecture.md, "Slots".

A slot holds its newest card only, so two undelivered versions collapse by themselves. What each account shows by now
stands in the copies (storage/copies.py).
"""

import secrets
from datetime import datetime
from typing import Any

from sqlalchemy import bindparam, select, text

from bot.records import Conflict
from bot.surface import Card, to_plain
from storage import tables
from storage.copies import CopyStore
from storage.sql import Sql, insert_into, micros

_S, _C = tables.slot.c, tables.copy.c
_FIND = Sql(select(_S.id, _S.version, _S.body).where(_S.name_index == bindparam("index")))
_INSERT_SLOT = insert_into(tables.slot)
_INSERT_COPY = insert_into(tables.copy)
_COPIES = Sql(select(_C.id, _C.account).where(_C.slot == bindparam("slot"), text("copy.retired = 0")))
_FORGET_UNPOSTED = Sql("DELETE FROM copy WHERE slot = :slot AND shown = 0 AND trying = 0 AND reference IS NULL")
_RETIRE = Sql("UPDATE copy SET retired = 1, due_at = :due, attempts = 0, seq = :seq WHERE id = :id")
# An edit alerts nobody and may come early. What was never posted keeps its hour: posting it would alert. So does what
# is being retried: a newer card is no reason to knock sooner.
_WAKE = Sql(
    "UPDATE copy SET due_at = CASE WHEN due_at < :due THEN due_at ELSE :due END "
    "WHERE slot = :slot AND retired = 0 AND shown > 0 AND attempts = 0"
)
_NEXT_SEQ = Sql("SELECT coalesce(max(seq), 0) + 1 FROM copy WHERE account = :account")


class SlotStore(CopyStore):
    """bot.records.Slots over one transaction, and the outbox's side of it."""

    def say(
        self,
        person_id: str,
        name: str,
        card: Card,
        *,
        at: datetime,
        notify: bool,
        receipt: str = "",
        last: bool = False,
    ) -> None:
        slot_id, version = self._write(person_id, name, card, receipt, last=last)
        due = micros(at)
        takes_back = last and not notify  # a card that nobody has seen yet needs no last word: it is taken back
        if notify or takes_back:
            self._link.run(_FORGET_UNPOSTED, slot=slot_id)
        if not notify:
            self._link.run(_WAKE, slot=slot_id, due=due)
        older = self._link.all(_COPIES, slot=slot_id)
        showing = set() if notify else {account_id for _, account_id in older}
        for account_id in [] if takes_back else self._people.account_ids(person_id):
            if account_id not in showing:
                self._add_copy(slot_id, account_id, due)
        if notify:
            # Behind the new one: nobody should wait for the old one to turn neutral.
            for copy_id, account_id in older:
                self._link.run(_RETIRE, id=copy_id, due=due, seq=self._next_seq(account_id))
        if last:
            self._forget_when_done(slot_id, version)

    def standing(self, person_id: str, name: str) -> bool:
        return self._find(person_id, name) is not None

    # --- inside

    def _write(self, person_id: str, name: str, card: Card, receipt: str, *, last: bool) -> tuple[str, int]:
        """Make `card` the slot's newest; returns the slot and its version."""
        found = self._find(person_id, name)
        slot_id, version = (found[0], found[1] + 1) if found else (secrets.token_hex(8), 1)
        body = {"name": name, "card": to_plain(card), "receipt": receipt, "receipt_from": version}
        if found and not receipt:
            # A receipt that is still owed stays owed: what it waits for (an offer's clock) begins with this card then.
            older = self._body(slot_id, found[2])
            body |= {"receipt": older["receipt"], "receipt_from": older["receipt_from"]}
        index = self._keys.index("slot", person_id, name)
        if last:
            # The last word needs no name any more: what it was about is being shredded.
            body["name"], index = "", secrets.token_bytes(16)
        values = {
            "name_index": index,
            "body": self._seal_body(slot_id, body),
            "version": version,
            "last": int(last),
        }
        if found is None:
            self._link.run(_INSERT_SLOT, id=slot_id, person=person_id, **values)
        elif self._link.change(tables.slot, {"id": slot_id, "version": found[1]}, values) != 1:
            raise Conflict("slot")
        return slot_id, version

    def _find(self, person_id: str, name: str) -> tuple[Any, ...] | None:
        for index in self._keys.indexes("slot", person_id, name):
            row = self._link.one(_FIND, index=index)
            if row is not None:
                return row
        return None

    def _add_copy(self, slot_id: str, account_id: str, due: int) -> None:
        self._link.run(
            _INSERT_COPY,
            id=secrets.token_hex(8),
            slot=slot_id,
            account=account_id,
            seq=self._next_seq(account_id),
            shown=0,
            retired=0,
            reference=None,
            trying=0,
            attempts=0,
            due_at=due,
            lease_until=None,
        )

    def _next_seq(self, account_id: str) -> int:
        row = self._link.one(_NEXT_SEQ, account=account_id)
        return row[0] if row else 1
