"""One value re-sealed under the newest master key, and the keyed indexes beside it computed anew."""

import json
from collections.abc import Callable, Sequence

from storage import tables
from storage.database.sealed_under import UNDER_MASTER
from storage.database.sql import Link, Sql
from storage.encryption.encrypted_columns import INDEXED, MASTER_SEALED, Sealed
from storage.encryption.sealed import MASTER, Keyring, RequestKey
from storage.stores.people import email_index

_INDEX = {index.beside: index for index in INDEXED}
REINDEXED = tuple(place for place in MASTER_SEALED if f"{place.table}.{place.column}" in _INDEX)


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
    plain = ring.open(row[0], place.context(row_id))
    values: dict[str, bytes | None] = {place.column: ring.seal(plain, place.context(row_id))}
    if place.table == "request_key":
        _reindex_request(link, ring, row_id, RequestKey(plain))
    elif place in REINDEXED:
        values |= _reindexed(link, ring, f"{place.table}.{place.column}", row_id, plain)
    link.change(tables.metadata.tables[place.table], {place.row_id: row_id}, values)


def count_left(link: Link, place: Sealed, newest: bytes) -> int:
    """How many values of this column are under a master key other than the newest."""
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


def _reindexed(link: Link, ring: Keyring, beside: str, row_id: str, plain: bytes) -> dict[str, bytes | None]:
    """The new index by its column; nothing where it stays as it is."""
    if beside == "person.profile":
        return {"email_index": email_index(ring, json.loads(plain)["email"])}
    row = link.one(_BEFORE[beside], id=row_id) if beside in _BEFORE else ()
    parts = _PARTS[beside](plain)
    if row is None or parts == [""]:  # a slot with its last word has no name: its index is random already
        return {}
    return {_INDEX[beside].column: ring.index(_INDEX[beside].purpose, *row, *parts)}


def _reindex_request(link: Link, ring: Keyring, request: str, key: RequestKey) -> None:
    """The request's own key stays what it is; only the indexes are the master's."""
    row = link.one(_DETAILS, id=request)
    if row is not None:
        physician = json.loads(key.open(row[0], f"request.details:{request}"))["physician"]
        link.run(_SET_PHYSICIAN, id=request, index=ring.index("physician", physician))
    for offer_id, sealed in link.all(_OFFERS, id=request):
        supporter = key.open(sealed, f"offer.supporter:{offer_id}").decode()
        link.run(_SET_SUPPORTER, id=offer_id, index=ring.index("supporter", supporter))


# What the row itself says, before what was sealed.
_BEFORE = {"account.address": _PLATFORM, "installation.body": _INSTALLED, "slot.body": _PERSON}
# From what was sealed: the parts that the index is made of.
_PARTS: dict[str, Callable[[bytes], Sequence[str]]] = {
    "account.address": json.loads,
    "claim.body": json.loads,
    "installation.body": lambda plain: [json.loads(plain)["team"]],
    "seat.person": lambda plain: plain.decode().split(":"),
    "nomination.body": lambda plain: json.loads(plain)["account"],
    "mark.body": lambda plain: [plain.decode()],
    "callback.body": lambda plain: [json.loads(plain)["person"]],
    "slot.body": lambda plain: [json.loads(plain)["name"]],
    "meaning.body": lambda plain: [json.loads(plain)["value"]],
}
