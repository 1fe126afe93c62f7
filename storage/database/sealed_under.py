"""Which master keys the values of a database are sealed under, by reading their first bytes alone."""

from storage.database.sql import Link, Sql
from storage.encryption.encrypted_columns import MASTER_SEALED
from storage.encryption.sealed import MASTER, key_id

# A sealed value begins with one byte for its kind and, under a master, four for the key's id (encryption/sealed.py).
UNDER_MASTER = "substr({column}, 1, 1) = :master"
_HEADS = tuple(
    Sql(
        f"SELECT substr({place.column}, 1, 5), count(*) FROM {place.table} "  # noqa: S608 - our own names
        f"WHERE {UNDER_MASTER.format(column=place.column)} GROUP BY 1"
    )
    for place in MASTER_SEALED
)


def key_ids(link: Link) -> dict[bytes, int]:
    """The master keys that the values of this database are sealed under, and how many are under each."""
    found: dict[bytes, int] = {}
    for statement in _HEADS:
        for head, count in link.all(statement, master=MASTER):
            found[key_id(head)] = found.get(key_id(head), 0) + count
    return found
