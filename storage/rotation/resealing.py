"""One value re-sealed under the newest master key, and the keyed indexes beside it computed anew."""

import json
from collections.abc import Callable
from typing import Any

from storage import tables
from storage.database.sealed_under import UNDER_MASTER
from storage.database.sql import Link, Sql
from storage.encryption.encrypted_columns import INDEXED, MASTER_SEALED, Sealed
from storage.encryption.sealed import MASTER, Keyring, RequestKey
from storage.stores.people import email_index

REINDEXED = tuple(
    place for place in MASTER_SEALED if any(index.beside == f"{place.table}.{place.column}" for index in INDEXED)
)


def next_rows(link: Link, place: Sealed, newest: bytes, after: str, most: int, *, everything: bool) -> list[str]:
    """The ids behind `after` of rows that are not under the newest key; of all rows with `everything`."""
    sql = (_ALL if everything else _STALE)[place]
    return [row[0] for row in link.all(sql, after=after, head=MASTER + newest, master=MASTER, most=most)]


def reseal(link: Link, ring: Keyring, place: Sealed, row_id: str) -> None:
    # As everybody does: the request's row first, then what belongs to it.
    if place.table == "request_key" and link.is_postgresql:
        link.one(_HOLD_REQUEST, id=row_id)
    row = link.one((_VALUE_HELD if link.is_postgresql else _VALUE)[place], id=row_id)
    if row is None or row[0] is None:
        return  # gone since it was listed
    plain = ring.open(row[0], place.place(row_id))
    reindex = _REINDEX.get(f"{place.table}.{place.column}")
    values = {place.column: ring.seal(plain, place.place(row_id))}
    if reindex is not None:
        values |= reindex(link, ring, row_id, plain)
    link.change(tables.metadata.tables[place.table], {place.row_id: row_id}, values)


def count_left(link: Link, place: Sealed, newest: bytes) -> int:
    """How many values of this column stand under a master key other than the newest."""
    row = link.one(_LEFT[place], head=MASTER + newest, master=MASTER)
    return int(row[0]) if row else 0


# --- statements ------------------------------------------------------------------------------------------------------

_STALE_ONLY = UNDER_MASTER + " AND substr({column}, 1, 5) <> :head"
_LIST = "SELECT {id} FROM {table} WHERE {id} > :after AND {which} ORDER BY {id} LIMIT :most"


def _statements(text: str, which: str = "") -> dict[Sealed, Sql]:
    """One statement a column, from our own names only."""
    return {
        place: Sql(text.replace("{which}", which).format(table=place.table, column=place.column, id=place.row_id))
        for place in MASTER_SEALED
    }


_STALE = _statements(_LIST, _STALE_ONLY)
_ALL = _statements(_LIST, UNDER_MASTER)
_LEFT = _statements("SELECT count(*) FROM {table} WHERE {which}", _STALE_ONLY)
_VALUE = _statements("SELECT {column} FROM {table} WHERE {id} = :id")
_VALUE_HELD = _statements("SELECT {column} FROM {table} WHERE {id} = :id FOR NO KEY UPDATE")
_HOLD_REQUEST = Sql("SELECT id FROM request WHERE id = :id FOR NO KEY UPDATE")
_PLATFORM = Sql("SELECT platform FROM account WHERE id = :id")
_INSTALLED = Sql("SELECT platform FROM installation WHERE id = :id")
_PERSON = Sql("SELECT person FROM slot WHERE id = :id")
_DETAILS = Sql("SELECT details FROM request WHERE id = :id AND physician_index IS NOT NULL")
_OFFERS = Sql("SELECT id, supporter FROM offer WHERE request = :id AND supporter IS NOT NULL")
_SET_PHYSICIAN = Sql("UPDATE request SET physician_index = :index WHERE id = :id AND physician_index IS NOT NULL")
_SET_SUPPORTER = Sql("UPDATE offer SET supporter_index = :index WHERE id = :id AND supporter IS NOT NULL")

# --- the indexes beside a value --------------------------------------------------------------------------------------


def _person(_link: Link, ring: Keyring, _row_id: str, plain: bytes) -> dict[str, Any]:
    return {"email_index": email_index(ring, json.loads(plain)["email"])}


def _account(link: Link, ring: Keyring, row_id: str, plain: bytes) -> dict[str, Any]:
    row = link.one(_PLATFORM, id=row_id)
    return {"address_index": ring.index("account", row[0], *json.loads(plain))} if row else {}


def _claim(_link: Link, ring: Keyring, _row_id: str, plain: bytes) -> dict[str, Any]:
    return {"account_index": ring.index("claim", *json.loads(plain))}


def _installation(link: Link, ring: Keyring, row_id: str, plain: bytes) -> dict[str, Any]:
    row = link.one(_INSTALLED, id=row_id)
    return {"team_index": ring.index("installation", row[0], json.loads(plain)["team"])} if row else {}


def _seat(_link: Link, ring: Keyring, _row_id: str, plain: bytes) -> dict[str, Any]:
    return {"person_index": ring.index("seat", *plain.decode().split(":"))}


def _nomination(_link: Link, ring: Keyring, _row_id: str, plain: bytes) -> dict[str, Any]:
    return {"nominee_index": ring.index("nominee", *json.loads(plain)["account"])}


def _mark(_link: Link, ring: Keyring, _row_id: str, plain: bytes) -> dict[str, Any]:
    return {"mark_index": ring.index("mark", plain.decode())}


def _callback(_link: Link, ring: Keyring, _row_id: str, plain: bytes) -> dict[str, Any]:
    return {"person_index": ring.index("callback", json.loads(plain)["person"])}


def _slot(link: Link, ring: Keyring, row_id: str, plain: bytes) -> dict[str, Any]:
    name = json.loads(plain)["name"]  # "" in a slot with its last word: its index is random already
    row = link.one(_PERSON, id=row_id)
    return {"name_index": ring.index("slot", row[0], name)} if row and name else {}


def _meaning(_link: Link, ring: Keyring, _row_id: str, plain: bytes) -> dict[str, Any]:
    return {"value_index": ring.index("value", json.loads(plain)["value"])}


def _request(link: Link, ring: Keyring, row_id: str, plain: bytes) -> dict[str, Any]:
    """The request's own key stays what it is; only the indexes are the master's."""
    key = RequestKey(plain)
    row = link.one(_DETAILS, id=row_id)
    if row is not None:
        physician = json.loads(key.open(row[0], f"request.details:{row_id}"))["physician"]
        link.run(_SET_PHYSICIAN, id=row_id, index=ring.index("physician", physician))
    for offer_id, sealed in link.all(_OFFERS, id=row_id):
        supporter = key.open(sealed, f"offer.supporter:{offer_id}").decode()
        link.run(_SET_SUPPORTER, id=offer_id, index=ring.index("supporter", supporter))
    return {}


_REINDEX: dict[str, Callable[[Link, Keyring, str, bytes], dict[str, Any]]] = {
    "person.profile": _person,
    "account.address": _account,
    "claim.body": _claim,
    "installation.body": _installation,
    "seat.person": _seat,
    "nomination.body": _nomination,
    "mark.body": _mark,
    "callback.body": _callback,
    "slot.body": _slot,
    "meaning.body": _meaning,
    "request_key.wrapped": _request,
}
