"""What the buttons of posted cards mean. A value is random, found through a keyed index, and good for one account.

It is drawn once for each version of each copy, in a transaction, so that retries, edits and the answer to a press agree
on it. Older versions stay good until their slot goes, and go with it.
"""

import secrets
from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from sqlalchemy import bindparam, select

from bot.surface import Account, Card
from bot.surface.posted import Meaning, meanings, posted
from storage import tables
from storage.database.sql import Link, Sql, insert_into, micros
from storage.encryption.random_ids import fresh_id
from storage.encryption.sealed import Keyring
from storage.encryption.sealed_json import read, write

_V = tables.meaning.c
_FIND = Sql(select(_V.id, _V.body).where(_V.value_index == bindparam("index")))
_OF_SLOT = Sql(select(_V.id, _V.body).where(_V.slot == bindparam("slot")))
_INSERT = insert_into(tables.meaning)
_PURGE = Sql("DELETE FROM meaning WHERE until <= :now")
_EVERY = Sql(select(_V.id, _V.slot, _V.body))
_DROP = Sql("DELETE FROM meaning WHERE id = :id")

ANSWER_DAYS = 7  # how long the buttons of an answer that no slot holds mean what they meant


def fresh_value() -> str:
    """128 random bits: of a version, or of a post."""
    return secrets.token_bytes(16).hex()


@dataclass(frozen=True, slots=True)
class Carried:
    """What the platform has of ours beside a copy: a mark, for as long as the message stands, and the value of the
    version that it shows or is to show; version 0 before there is one."""

    mark: str
    version: int = 0
    value: str = ""


class ValueStore:
    def __init__(self, link: Link, keys: Keyring) -> None:
        self._link = link
        self._keys = keys

    # --- a press

    def meaning(self, value: str, account: Account) -> tuple[Meaning, ...]:
        """Nothing for a value that nobody knows, or that is somebody else's."""
        for index in self._keys.indexes("value", value):
            row = self._link.one(_FIND, index=index)
            if row is not None:
                body = read(self._keys.open(row[1], f"meaning.body:{row[0]}"))
                ours = body["account"] == [account.platform, account.team, account.user]
                return tuple((verb, token, version) for verb, token, version in body["buttons"]) if ours else ()
        return ()

    # --- a card

    def answer(self, card: Card, account: Account, now: datetime) -> Card:
        """A card that no slot holds, as it is shown."""
        value = fresh_value()
        until = (now + timedelta(days=ANSWER_DAYS + 1)).replace(hour=0, minute=0, second=0, microsecond=0)
        self._keep(value, card, account, None, micros(until))
        return posted(card, value)

    def draw(self, carried: Carried, version: int, card: Card, account: Account, slot_id: str) -> Carried:
        """The value of this version of a copy; the caller keeps it beside the copy."""
        value = fresh_value()
        self._keep(value, card, account, slot_id, None)
        return replace(carried, version=version, value=value)

    def let_go(self, slot_id: str) -> None:
        """The slot's last word is said: what its buttons were about is being shredded. Which buttons they were stays
        as long as the slot, so that a press on an older card is still told what it has to know."""
        for row_id, sealed in self._link.all(_OF_SLOT, slot=slot_id):
            place = f"meaning.body:{row_id}"
            body = read(self._keys.open(sealed, place))
            body["buttons"] = [(verb, "", 0) for verb, *_ in body["buttons"]]
            self._link.change(tables.meaning, {"id": row_id}, {"body": self._keys.seal(write(body), place)})

    def purge(self, now: datetime) -> int:
        """Forget what was good for a time only."""
        return self._link.count(_PURGE, now=micros(now))

    def forget(self, gone: set[str]) -> None:
        """What means one of these tells from now on that it is gone, and not which it was. An answer's row goes."""
        for row_id, slot, sealed in self._link.all(_EVERY):
            body = read(self._keys.open(sealed, f"meaning.body:{row_id}"))
            if not any(token in gone for _, token, _ in body["buttons"]):
                continue
            if slot is None:
                self._link.run(_DROP, id=row_id)
                continue
            body["buttons"] = [
                [verb, "", 0] if token in gone else [verb, token, at] for verb, token, at in body["buttons"]
            ]
            self._link.change(
                tables.meaning, {"id": row_id}, {"body": self._keys.seal(write(body), f"meaning.body:{row_id}")}
            )

    def forget_answers(self, accounts: Collection[Account]) -> None:
        """What was answered to these accounts means nothing any more; a slot's values go with the slot."""
        whose = {(each.platform, each.team, each.user) for each in accounts}
        for row_id, slot, sealed in self._link.all(_EVERY) if whose else ():
            if slot is None and tuple(read(self._keys.open(sealed, f"meaning.body:{row_id}"))["account"]) in whose:
                self._link.run(_DROP, id=row_id)

    # --- what is beside a copy

    def fresh(self, copy_id: str) -> bytes:
        """For a new message."""
        return self.seal(copy_id, Carried(fresh_value()))

    def seal(self, copy_id: str, carried: Carried) -> bytes:
        plain = write([carried.mark, carried.version, carried.value])
        return self._keys.seal(plain, f"copy.carried:{copy_id}")

    def open(self, copy_id: str, sealed: bytes | None) -> Carried:
        if sealed is None:  # of an older version, or to be posted anew
            return Carried(fresh_value())
        return Carried(*read(self._keys.open(sealed, f"copy.carried:{copy_id}")))

    # --- inside

    def _keep(self, value: str, card: Card, account: Account, slot_id: str | None, until: int | None) -> None:
        buttons = meanings(card)
        if not buttons:
            return
        row_id = fresh_id()
        body = {"value": value, "account": [account.platform, account.team, account.user], "buttons": buttons}
        self._link.run(
            _INSERT,
            id=row_id,
            slot=slot_id,
            value_index=self._keys.index("value", value),
            until=until,
            body=self._keys.seal(write(body), f"meaning.body:{row_id}"),
        )
