"""People and their accounts. What identifies them is sealed; they are found through keyed indexes."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from sqlalchemy import bindparam, func, select

from bot.core.matches import without_older
from bot.core.people import Kind, Person, Role, Standing
from bot.ports.records import Conflict
from bot.surface import Account
from storage import tables
from storage.database.sql import Link, Row, Sql, insert_into
from storage.encryption.random_ids import fresh_id
from storage.encryption.sealed import Keyring
from storage.stores import going
from storage.stores.accounts import AccountStore
from storage.stores.profiles import (
    person_from_json,
    profile_to_json,
    roles_to_text,
    standing_from_json,
    standing_to_json,
)

_P = tables.person.c
# A language, once chosen, is in every account of the person; an account that was added later has "" still.
_OWN = tables.account.alias("own")
_CHOSEN = select(func.max(_OWN.c.language)).where(_OWN.c.person == _P.id).scalar_subquery()
_ROW = (_P.id, _P.site, _P.kind, _P.roles, _CHOSEN, _P.profile, _P.standing)
_BY_ID = Sql(select(*_ROW).where(_P.id == bindparam("id")))
_BY_EMAIL = Sql(select(*_ROW).where(_P.email_index == bindparam("index")))
_WITH_ROLE = select(*_ROW).where(_P.roles.like(bindparam("role"))).order_by(_P.id)
_OF_ALL = Sql(_WITH_ROLE)
_OF_SITE = Sql(_WITH_ROLE.where(_P.site == bindparam("site")))
_EVERYBODY = Sql(select(*_ROW).order_by(_P.id))
_STANDINGS = Sql(select(_P.id, _P.standing).order_by(_P.id))
_STANDING = Sql(select(_P.standing).where(_P.id == bindparam("id")))
_LOCK = Sql(select(_P.id).where(_P.id == bindparam("id")).with_for_update(key_share=True))
_INSERT = insert_into(tables.person)

_ABSENT = Sql("SELECT id FROM person WHERE kind = 'absent'")
_UNLISTED = Sql("SELECT id FROM person WHERE id = :id AND kind IN ('guest', 'absent')")
# In this order: what points comes before what is pointed to.
_FORGET = (
    Sql("DELETE FROM copy WHERE slot IN (SELECT id FROM slot WHERE person = :person)"),
    Sql("DELETE FROM slot WHERE person = :person"),
    Sql("DELETE FROM account WHERE person = :person"),
    Sql("DELETE FROM deadline WHERE person = :person"),
    Sql("DELETE FROM person WHERE id = :person"),
)


class PeopleStore(AccountStore):
    """bot.ports.records.People over one transaction, and what the roster needs beside it."""

    def __init__(self, link: Link, keys: Keyring) -> None:
        super().__init__(link, keys)
        self._read: dict[Row, Person] = {}  # by what is in the row

    # --- reading

    def get(self, person_id: str) -> Person:
        row = self._link.one(_BY_ID, id=person_id)
        if row is None:
            raise LookupError("no such person")
        return self._person(row)

    def by_account(self, account: Account) -> Person | None:
        row = self._account_row(account)
        return None if row is None else self.get(row[1])

    def by_email(self, email: str) -> Person | None:
        for index in self._keys.indexes("email", _address(email)):
            row = self._link.one(_BY_EMAIL, index=index)
            if row is not None:
                return self._person(row)
        return None

    def with_role(self, role: Role, site: str | None = None) -> list[Person]:
        like = f"% {role.value} %"
        rows = self._link.all(_OF_ALL, role=like) if site is None else self._link.all(_OF_SITE, role=like, site=site)
        return [self._person(row) for row in rows]

    def find(self, person_id: str) -> Person | None:
        """None for somebody who is no longer there."""
        row = self._link.one(_BY_ID, id=person_id)
        return None if row is None else self._person(row)

    def everybody(self) -> list[Person]:
        return list(self.opened(self.everybody_sealed()))

    def everybody_sealed(self) -> Sequence[Row]:
        """For `opened`, which takes its time where there are many."""
        return self._link.all(_EVERYBODY)

    def opened(self, rows: Iterable[Row]) -> Iterator[Person]:
        return (self._person(row) for row in rows)

    def lock(self, person_id: str) -> None:
        if self._link.is_postgresql:  # on SQLite whoever writes has locked everybody
            self._link.one(_LOCK, id=person_id)

    # --- changing

    def add(self, person: Person, account: Account) -> Person:
        """Somebody who is on no roster, at the moment they press Send."""
        known = self.by_account(account)
        if known is not None:
            return known
        kept = self.put(replace(person, id="", kind=Kind.GUEST))
        self._new_account(kept.id, account, person.language)
        return kept

    def add_absent(self, person: Person) -> Person:
        return self.put(replace(person, id="", kind=Kind.ABSENT))

    def put(self, person: Person) -> Person:
        """Insert (empty id) or update what the roster says of a person; the standing stays as it is.

        Raises ValueError for an e-mail of somebody on no roster: nobody has vouched for it, and the roster would find
        them by it.
        """
        return self._put(replace(person, id=person.id or fresh_id()), fresh=not person.id)

    def insert(self, person: Person) -> Person:
        """The same of somebody new whose id was drawn before."""
        return self._put(person, fresh=True)

    def _put(self, kept: Person, *, fresh: bool) -> Person:
        if kept.email and not kept.stays:
            raise ValueError("an e-mail is kept of somebody on the roster only")
        values: dict[str, Any] = {
            "site": kept.site,
            "kind": kept.kind.value,
            "roles": roles_to_text(kept.roles),
            "email_index": email_index(self._keys, kept.email),
            "profile": self._keys.seal(profile_to_json(kept), f"person.profile:{kept.id}"),
        }
        if fresh:
            standing = self._keys.seal(standing_to_json(kept.standing), f"person.standing:{kept.id}")
            self._link.run(_INSERT, id=kept.id, standing=standing, **values)
        elif self._link.change(tables.person, {"id": kept.id}, values) != 1:
            raise Conflict("person")
        return kept

    def attach(self, person_id: str, account: Account, language: str = "", *, vouched: bool = False) -> None:
        """Give this account to this person, whoever had it before; it works again if it was gone.

        Raises ValueError for somebody who asked without any account: the two are joined (storage/stores/joining.py).
        """
        if self.get(person_id).kind is Kind.ABSENT:
            raise ValueError("who asked without an account never has one")
        row = self._account_row(account)
        if row is not None:
            account_id, owner, *_ = row
            if owner != person_id:
                going.forget_copies(self._link, account_id, owner)  # they show the cards of the one who had it
            self._link.change(
                tables.account, {"id": account_id}, {"person": person_id, "gone": 0, "vouched": int(vouched)}
            )
            return
        self._new_account(person_id, account, language, vouched=vouched)

    def absent(self) -> list[str]:
        return [person_id for (person_id,) in self._link.all(_ABSENT)]

    def unlisted(self, person_id: str) -> bool:
        return self._link.one(_UNLISTED, id=person_id) is not None

    def forget(self, person_id: str) -> None:
        if not self.unlisted(person_id):
            raise ValueError("whoever is on the roster stays")
        for statement in _FORGET:
            self._link.run(statement, person=person_id)

    def save_standing(self, person_id: str, standing: Standing) -> None:
        sealed = self._keys.seal(standing_to_json(standing), f"person.standing:{person_id}")
        self._link.change(tables.person, {"id": person_id}, {"standing": sealed})

    def forget_older_matches(self, today: date) -> None:
        """Of everybody; what an older version kept otherwise is kept as months from now on."""
        for person_id, sealed in self._link.all(_STANDINGS):
            if self._older(person_id, sealed, today) is None:
                continue
            self.lock(person_id)
            row = self._link.one(_STANDING, id=person_id)
            anew = self._older(person_id, row[0], today) if row is not None else None
            if anew is not None:
                self.save_standing(person_id, anew)

    def _older(self, person_id: str, sealed: bytes, today: date) -> Standing | None:
        """How it is to stand from now on; None where it stands so."""
        plain = self._keys.open(sealed, f"person.standing:{person_id}")
        anew = without_older(standing_from_json(plain), today)
        return None if standing_to_json(anew) == plain else anew

    def save(self, person: Person) -> None:
        """What the chat and the file say of a person by now, and how they stand."""
        self.put(person)
        self.save_standing(person.id, person.standing)

    # --- inside

    def _person(self, row: Row) -> Person:
        known = self._read.get(row)
        if known is None:
            person_id, site, kind, roles, language, profile, standing = row
            known = self._read[row] = person_from_json(
                person_id,
                site,
                kind,
                roles,
                language or "",
                self._keys.open(profile, f"person.profile:{person_id}"),
                self._keys.open(standing, f"person.standing:{person_id}"),
            )
        return known


def email_index(keys: Keyring, email: str) -> bytes | None:
    return keys.index("email", _address(email)) if email else None


def _address(email: str) -> str:
    return email.strip().casefold()
