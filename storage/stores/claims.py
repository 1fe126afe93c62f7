"""Accounts whose vouched e-mail is that of somebody with a role: whose they are waits for a coordinator."""

from collections.abc import Collection
from typing import Any

from sqlalchemy import bindparam, select

from bot.ports.records import Claim, Conflict
from bot.surface import Account
from storage import tables
from storage.database.sql import Link, Row, Sql, insert_unless_there
from storage.encryption.random_ids import fresh_id
from storage.encryption.sealed import Keyring
from storage.encryption.sealed_json import read, write

_C = tables.claim.c
_ROW = (_C.id, _C.person, _C.ticked, _C.body)
_GET = Sql(select(*_ROW).where(_C.id == bindparam("id")))
_OF_ACCOUNT = Sql(select(*_ROW).where(_C.account_index == bindparam("index")))
_EVERY = Sql(select(*_ROW).order_by(_C.id))
_WAITING = Sql(select(*_ROW).where(_C.ticked == bindparam("ticked")).order_by(_C.id))
_INSERT = insert_unless_there(tables.claim)
_DELETE = Sql("DELETE FROM claim WHERE id = :id")


class ClaimStore:
    """bot.ports.records.Claims over one transaction."""

    def __init__(self, link: Link, keys: Keyring) -> None:
        self._link = link
        self._keys = keys

    def add(self, person_id: str, account: Account) -> Claim:
        kept = Claim(fresh_id(), person_id, account)
        face = (account.platform, account.team, account.user)
        values: dict[str, Any] = {
            "account_index": self._keys.index("claim", *face),
            "body": self._keys.seal(write(face), f"claim.body:{kept.id}"),
        }
        if self._link.count(_INSERT, id=kept.id, person=person_id, ticked=0, **values) != 1:
            raise Conflict("claim")
        return kept

    def get(self, claim_id: str) -> Claim | None:
        row = self._link.one(_GET, id=claim_id)
        return None if row is None else self._claim(row)

    def of_account(self, account: Account) -> Claim | None:
        for index in self._keys.indexes("claim", account.platform, account.team, account.user):
            row = self._link.one(_OF_ACCOUNT, index=index)
            if row is not None:
                return self._claim(row)
        return None

    def waiting(self) -> list[Claim]:
        return [self._claim(row) for row in self._link.all(_WAITING, ticked=0)]

    def concerning(self, person_id: str, accounts: Collection[Account]) -> list[Claim]:
        found = (self._claim(row) for row in self._link.all(_EVERY))
        return [each for each in found if each.person == person_id or each.account in accounts]

    def tick(self, claim: Claim) -> Claim:
        if self._link.change(tables.claim, {"id": claim.id, "ticked": 0}, {"ticked": 1}) != 1:
            raise Conflict("claim")
        return Claim(claim.id, claim.person, claim.account, ticked=True)

    def forget(self, claim: Claim) -> None:
        self._link.run(_DELETE, id=claim.id)

    def _claim(self, row: Row) -> Claim:
        claim_id, person, ticked, body = row
        return Claim(claim_id, person, Account(*read(self._keys.open(body, f"claim.body:{claim_id}"))), bool(ticked))
