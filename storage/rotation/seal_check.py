"""Whether the seals open: a few values of every sealed column, or all of them, tried with the keys in use."""

from storage.database.connect import Database
from storage.database.sql import Sql
from storage.database.transaction import reading
from storage.encryption.encrypted_columns import MASTER_SEALED
from storage.encryption.keys import KeySource
from storage.encryption.sealed import MASTER, Keyring, Unreadable

EACH = 20
ALL = 2**62
_SOME = {
    place: Sql(
        f"SELECT {place.row_id}, {place.column} FROM {place.table} "  # noqa: S608 - our own names
        f"WHERE substr({place.column}, 1, 1) = :master LIMIT :most"
    )
    for place in MASTER_SEALED
}


def broken_seals(database: Database, keys: KeySource, most: int = EACH) -> list[str]:
    """The columns ("person.profile") of which one of `most` values does not open. Nothing that was opened is kept."""
    ring = Keyring(keys.current())
    broken = []
    with reading(database) as link:
        for place in MASTER_SEALED:
            try:
                for row_id, value in link.all(_SOME[place], master=MASTER, most=most):
                    ring.open(value, place.context(row_id))
            except Unreadable:
                broken.append(f"{place.table}.{place.column}")
    return broken
