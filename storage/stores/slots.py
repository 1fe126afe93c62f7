"""Slots: the card that a person should see in one place. See docs/internals.md, "Slots and copies".

A slot holds its newest card only, so two undelivered versions collapse by themselves. What each account shows by now
is in the copies (storage/stores/copies.py).
"""

import secrets
from datetime import datetime, timedelta

from sqlalchemy import bindparam, select

from bot.ports.records import Conflict
from bot.surface import Account, Card, from_plain, to_plain
from bot.surface.former_words import former
from bot.surface.posted import posted
from storage import tables
from storage.database.sql import Row, Sql, insert_into, micros, micros_or_none
from storage.encryption.random_ids import fresh_id
from storage.stores.button_values import fresh_value
from storage.stores.copies import DROP_COPIES, DROP_SLOT, NEXT_SEQ
from storage.stores.delivery import ANY, LAST
from storage.stores.doubts import DoubtStore

_S = tables.slot.c
_FIND = Sql(select(_S.id, _S.version, _S.body, _S.name_index).where(_S.name_index == bindparam("index")))
_ANY_OF = Sql("SELECT 1 FROM slot WHERE person = :person LIMIT 1")
_STANDING = Sql("SELECT id, body FROM slot WHERE person = :person AND last = 0 ORDER BY id")
_NAMES = Sql(select(_S.person, _S.name_index).order_by(_S.person))
_OF = Sql(select(_S.id, _S.body).where(_S.person == bindparam("person")).order_by(_S.id))
_STANDING_OF = Sql("SELECT id, version FROM slot WHERE person = :person AND last = 0 ORDER BY id")
_INSERT_SLOT = insert_into(tables.slot)
_INSERT_COPY = Sql(
    f"INSERT INTO copy (id, slot, account, seq, shown, retired, trying, attempts, due_at, carried) VALUES "  # noqa: S608
    f"(:id, :slot, :account, {NEXT_SEQ}, 0, 0, 0, 0, :due, :carried)"
)
# The copies that show a slot, and the working accounts of its person.
_COPIES_AND_ACCOUNTS = Sql(
    "SELECT id, account FROM copy WHERE slot = :slot AND retired = 0 "
    "UNION ALL SELECT NULL, id FROM account WHERE person = :person AND gone = 0"
)
_FORGET_UNPOSTED = Sql("DELETE FROM copy WHERE slot = :slot AND shown = 0 AND trying = 0 AND reference IS NULL")
_RETIRE = Sql(
    f"UPDATE copy SET retired = 1, due_at = :due, attempts = 0, seq = {NEXT_SEQ} WHERE id = :id"  # noqa: S608
)
# Older copies that wait to turn neutral behind a card that is held back until the quiet hours end. If that card is
# taken back, the newest truth belongs into them; if a newer one is posted at once, they need not wait either.
_STAND_AGAIN = Sql(
    "UPDATE copy SET retired = 0, due_at = :due WHERE slot = :slot AND retired = 1 AND attempts = 0 AND due_at > :due"
)
_RETIRE_SOONER = Sql(
    "UPDATE copy SET due_at = CASE WHEN due_at < :due THEN due_at ELSE :due END, "
    "seq = (SELECT max(seq) + 1 FROM copy AS other WHERE other.account = copy.account) "
    "WHERE slot = :slot AND retired = 1 AND attempts = 0 AND due_at IS NOT NULL"
)
# An edit alerts nobody and may come early. What was never posted keeps its hour: posting it would alert. So does what
# is being retried: a newer card is no reason to knock sooner.
_WAKE = Sql(
    "UPDATE copy SET due_at = CASE WHEN due_at < :due THEN due_at ELSE :due END "
    "WHERE slot = :slot AND retired = 0 AND shown > 0 AND attempts = 0"
)
# A last word says nothing of the cards before it: not when they came, in which order, or how many there were.
_TO_THE_END = Sql(
    "UPDATE copy SET seq = (SELECT max(seq) + 1 FROM copy AS other WHERE other.account = copy.account) "
    "WHERE slot = :slot AND retired = 0"
)
_LIKE_ANY = Sql(
    f"UPDATE copy SET shown = CASE WHEN shown > 0 THEN {ANY} ELSE 0 END, attempts = 0, "  # noqa: S608 - a number
    "due_at = CASE WHEN due_at IS NOT NULL OR retired = 0 THEN CAST(:due AS BIGINT) END WHERE slot = :slot"
)
GIVEN_UP = timedelta(hours=24)  # after a last word was due, its slot goes whether or not it could be shown


_COPY_OF = Sql(
    "SELECT id, carried, reference IS NULL AND trying > 0 FROM copy "
    "WHERE slot = :slot AND account = :account AND retired = 0 ORDER BY seq DESC LIMIT 1"
)


class SlotStore(DoubtStore):
    """bot.ports.records.Slots over one transaction, and the outbox's side of it."""

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
        if last:
            at = at.replace(second=0, microsecond=0)
        slot_id, fresh = self._write(person_id, name, card, receipt, until=at + GIVEN_UP if last else None)
        due = micros(at)
        takes_back = last and not notify  # a card that nobody has seen yet needs no last word: it is taken back
        older: list[tuple[str, str]] = []
        accounts = []
        if fresh:  # nobody has a copy of it yet
            accounts = self._people.account_ids(person_id)
        else:
            if notify or takes_back:
                self._link.run(_FORGET_UNPOSTED, slot=slot_id)
            if takes_back:
                self._link.run(_STAND_AGAIN, slot=slot_id, due=due)
            if not notify:
                self._link.run(_WAKE, slot=slot_id, due=due)
            for copy_id, account_id in self._link.all(_COPIES_AND_ACCOUNTS, slot=slot_id, person=person_id):
                if copy_id is None:
                    accounts.append(account_id)
                else:
                    older.append((copy_id, account_id))
        showing = set() if notify else {account_id for _, account_id in older}
        for account_id in [] if takes_back else accounts:
            if account_id not in showing:
                copy_id = fresh_id()
                carried = self._values.fresh(copy_id)
                self._link.run(_INSERT_COPY, id=copy_id, slot=slot_id, account=account_id, due=due, carried=carried)
        if notify:
            # Behind the new one: nobody should wait for the old one to turn neutral.
            for copy_id, account_id in older:
                self._link.run(_RETIRE, id=copy_id, account=account_id, due=due)
            self._link.run(_RETIRE_SOONER, slot=slot_id, due=due)
        if last:
            self._values.let_go(slot_id)
            if not notify:
                self._link.run(_TO_THE_END, slot=slot_id)
            self._link.run(_LIKE_ANY, slot=slot_id, due=due)
            self._forget_when_done(slot_id)

    def exists(self, person_id: str, name: str) -> bool:
        return self._find(*self._indexes(person_id, name)) is not None

    def any_of(self, person_id: str) -> bool:
        return self._link.one(_ANY_OF, person=person_id) is not None

    def whose(self, name: str) -> list[str]:
        rows = self._link.all(_NAMES)
        return [person for person, index in rows if bytes(index) in self._indexes(person, name)]

    def names_of(self, person_id: str) -> list[str]:
        rows = self._link.all(_STANDING, person=person_id)
        return [str(self._body(row, sealed)["name"]) for row, sealed in rows]

    def drop(self, person_id: str, name: str, at: datetime) -> None:
        row = self._find(*self._indexes(person_id, name))
        if row is not None and not self._forget_when_done(row[0]):
            card = from_plain(self._body(row[0], row[2])["card"])
            self.say(person_id, name, card, at=at, notify=False, last=True)

    def move(self, from_id: str, to_id: str) -> None:
        """Every card of one person is the other's; of two with one name the other's own stands."""
        for slot_id, body in self._link.all(_OF, person=from_id):
            name = self._body(slot_id, body)["name"]
            if name and self.exists(to_id, name):
                self._link.run(DROP_COPIES, slot=slot_id)
                self._link.run(DROP_SLOT, slot=slot_id)
                continue
            index = {"name_index": self._keys.index("slot", to_id, name)} if name else {}
            # Sealed anew: no index is under an older key than what is beside it.
            sealed = {"body": self._seal_body(slot_id, self._body(slot_id, body))} if name else {}
            self._link.change(tables.slot, {"id": slot_id}, {"person": to_id, **index, **sealed})

    def follow(self, person_id: str, at: datetime) -> None:
        """They have another account, and lost the one in which they saw their cards: what stands is posted there."""
        accounts = self._people.account_ids(person_id)
        for slot_id, _ in self._link.all(_STANDING_OF, person=person_id):
            copies = self._link.all(_COPIES_AND_ACCOUNTS, slot=slot_id, person=person_id)
            if any(copy is not None and account in accounts for copy, account in copies):
                continue
            for account in accounts:
                copy = fresh_id()
                carried = self._values.fresh(copy)
                self._link.run(_INSERT_COPY, id=copy, slot=slot_id, account=account, due=micros(at), carried=carried)

    def card(self, person_id: str, name: str) -> Card | None:
        row = self._find(*self._indexes(person_id, name))
        found: Card | None = from_plain(self._body(row[0], row[2])["card"]) if row else None
        return found

    def posted(self, person_id: str, name: str, card: Card, account: Account, *, again: bool) -> Card | None:
        """`card`, which is there, as this account sees it, or will; None where nothing is there, or is to, and
        where nobody knows what does: a press is to tell what was posted (`seen`), so its value stays. `again`: the
        event was seen before and nothing of it is kept, so that no value is drawn."""
        row = self._find(*self._indexes(person_id, name))
        if row is None:
            return None
        copy = self._link.one(_COPY_OF, slot=row[0], account=self._people.account_id(account))
        if copy is None:
            return None
        copy_id, sealed, unsure = copy
        carried = self._values.open(copy_id, sealed)
        if unsure and carried.version != row[1]:
            return None
        if carried.version != row[1] and not again:
            carried = self._draw(copy_id, carried, row[1], card, account, row[0])
        return posted(card, carried.value or fresh_value())

    # --- inside

    def _write(
        self, person_id: str, name: str, card: Card, receipt: str, *, until: datetime | None
    ) -> tuple[str, bool]:
        """Make `card` the slot's newest; returns the slot, and whether it is new. A last word stands `until` then."""
        last = until is not None
        index, *older_indexes = self._indexes(person_id, name)
        found = self._find(index, *older_indexes)
        slot_id, version = (found[0], found[1] + 1) if found else (fresh_id(), 1)
        body = {"name": name, "card": to_plain(card), "receipt": receipt, "receipt_from": version}
        if found and not receipt:
            # A receipt that is still owed stays owed: what it waits for (an offer's clock) begins with this card then.
            older = self._body(slot_id, found[2])
            body |= {"receipt": older["receipt"], "receipt_from": older["receipt_from"]}
        if last:
            # The last word needs no name any more: what it was about is being shredded. Nobody waits for it either.
            body |= {"name": "", "receipt": "", "receipt_from": 0}
            index, version = secrets.token_bytes(16), LAST
        values = {
            "body": self._seal_body(slot_id, body),
            "version": version,
            "last": int(last),
            "until": micros_or_none(until),
        }
        if found is None:
            self._link.run(_INSERT_SLOT, id=slot_id, person=person_id, name_index=index, **values)
            return slot_id, True
        if found[3] != index:
            values["name_index"] = index
        if self._link.change(tables.slot, {"id": slot_id, "version": found[1]}, values) != 1:
            raise Conflict("slot")
        return slot_id, False

    def _indexes(self, person_id: str, name: str) -> list[bytes]:
        """Where a slot of this name may stand; the first is where it is written."""
        return [index for each in (name, *former(name)) for index in self._keys.indexes("slot", person_id, each)]

    def _find(self, *indexes: bytes) -> Row | None:
        for index in indexes:
            row = self._link.one(_FIND, index=index)
            if row is not None:
                return row
        return None
