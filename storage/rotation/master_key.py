"""Key rotation: re-seal every value, re-compute every keyed index, then forget the old key (rule 9).

It works in small transactions, so presses go on meanwhile. A kill anywhere leaves a database that the keys in use can
read, and running it again finishes the work: a value says itself which key it is sealed under.
"""

import sqlite3
from collections.abc import Callable, Iterator
from pathlib import Path

import psycopg

from bot.errors import OperatorError
from storage.database.connect import Database
from storage.database.scrub import scrub
from storage.database.sealed_under import key_ids
from storage.database.transaction import changing, reading
from storage.encryption.encrypted_columns import MASTER_SEALED, Sealed
from storage.encryption.keys import BadKeys, KeyFile, KeySource, fresh, parse
from storage.encryption.sealed import Keyring
from storage.rotation.resealing import REINDEXED, count_left, next_rows, reseal
from storage.rotation.seal_check import ALL, broken_seals
from storage.transactions.writer_base import lost_race

BATCH = 50
# Whoever writes with an older key first may leave something behind a pass; otherwise two passes will do.
_PASSES = 5
_TRIES = 10
_SQLITE = b"SQLite format 3"  # how such a file begins


class RotationError(OperatorError):
    """The rotation cannot finish; the sentence says why. What is sealed stays readable with the keys in use."""


Progress = Callable[[str], None]


def rotate_file(database: Database, file: KeyFile, progress: Progress = lambda _: None) -> bool:
    """A new master key for a SQLite database; the old one is gone from the file at the end. Returns whether the
    database's files are clean of what was there before. Raises RotationError."""
    for path in _neighbours(database.path):
        raise RotationError(
            f"{path} is in the same folder and shares the key file {file.path.name}, so that nobody could read it "
            "any more; move it to a folder of its own, with a copy of the key file, and run this again"
        )
    _refuse_broken_seals(database, file)
    with changing(database):  # whoever writes reads the file under this lock
        secrets = file.secrets()
        if len(secrets) == 1:
            secrets = [fresh(), *secrets]
            file.write(secrets)
        newest = parse(secrets)[0]
    progress("keys")
    _reseal_all(database, file, newest.id, progress)
    with changing(database) as link:
        if file.current()[0] != newest:
            raise RotationError("another rotation has begun meanwhile; run this one again")
        if any(count_left(link, place, newest.id) for place in MASTER_SEALED):
            raise RotationError("something is still being sealed under the old key; run the rotation again")
        if len(file.secrets()) > 1:
            file.write(secrets[:1])
    progress("retired")
    return scrub(database)


def _neighbours(path: Path | None) -> Iterator[Path]:
    """Other databases of Peerline's beside this one, with something sealed in them."""
    if path is None:
        return
    for each in sorted(path.parent.iterdir()):
        if each.is_file() and not each.samefile(path) and _is_ours(each):
            yield each


def _is_ours(path: Path) -> bool:
    with path.open("rb") as file:
        if file.read(len(_SQLITE)) != _SQLITE:
            return False
    connection = sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro", uri=True)
    try:
        if connection.execute("SELECT 1 FROM sqlite_master WHERE name = 'request_key'").fetchone() is None:
            return False
        return connection.execute("SELECT 1 FROM person UNION ALL SELECT 1 FROM fact LIMIT 1").fetchone() is not None
    except sqlite3.Error:
        return True  # nobody can say: better not
    finally:
        connection.close()


def rotate_given(database: Database, keys: KeySource, progress: Progress = lambda _: None) -> tuple[int, ...]:
    """Re-seal to the first key. Returns the places in PEERLINE_KEYS (the first is 1) of keys that nothing needs now.

    They may be dropped once every replica has the first key as its first. Raises RotationError.
    """
    _refuse_broken_seals(database, keys)
    ring = keys.current()
    # A replica that had the keys in another order may have written an older index beside a value that is newer already.
    for place in REINDEXED:
        _pass(database, keys, ring[0].id, place, progress, everything=True)
    _reseal_all(database, keys, ring[0].id, progress)
    scrub(database)
    with reading(database) as link:
        used = set(key_ids(link))
    return tuple(place for place, key in enumerate(ring, start=1) if place > 1 and key.id not in used)


def unreadable(database: Database, keys: KeySource) -> int:
    """How many values are sealed under a key that is not in use: 0 for a healthy database."""
    return _counted(database, keys)[0]


def _counted(database: Database, keys: KeySource) -> tuple[int, int]:
    """The same, and how many values there are."""
    known = {key.id for key in keys.current()}
    with reading(database) as link:
        found = key_ids(link)
    known |= {key.id for key in keys.current()}  # a rotation beside us may have begun or ended meanwhile
    return sum(count for key, count in found.items() if key not in known), sum(found.values())


def refuse_foreign_keys(database: Database, keys: KeySource) -> None:
    """Raises BadKeys where the keys are not this database's, or the file of them is gone: nothing would open, everybody
    would be a stranger, and what is written would open with other keys than the rest."""
    file = keys.path if isinstance(keys, KeyFile) else None
    if file is not None and not file.exists():
        with reading(database) as link:
            if key_ids(link):
                raise BadKeys(f"the key file {file} is gone and the database is sealed under it; put it back")
        return
    lost, stored = _counted(database, keys)
    if lost:
        where = f"the key file {file}" if file else "PEERLINE_KEYS or PEERLINE_KEYS_FILE"
        remedy = "put back the key file of this database" if file else "add that key there"
        raise BadKeys(
            f"{lost} of {stored} stored values are sealed under a master key that is not in {where}; {remedy}"
        )


# --- inside --------------------------------------------------------------------------------------------------------


def _refuse_broken_seals(database: Database, keys: KeySource) -> None:
    """One value that does not open would stop the rotation half way, with two keys in use for good."""
    if torn := broken_seals(database, keys, ALL):
        raise RotationError(f"the seal does not open in {', '.join(torn)}; nothing was changed. Restore a backup")


def _reseal_all(database: Database, keys: KeySource, newest: bytes, progress: Progress) -> None:
    for _ in range(_PASSES):
        if not sum(_pass(database, keys, newest, place, progress) for place in MASTER_SEALED):
            return
    raise RotationError(
        "values are still being sealed under an older key; give every replica the new key as its first and run it again"
    )


def _pass(
    database: Database, keys: KeySource, newest: bytes, place: Sealed, progress: Progress, *, everything: bool = False
) -> int:
    """Once through one column; with `everything`, what is sealed under the newest key already is done again too."""
    done, after = 0, ""
    while batch := _batch(database, keys, newest, place, after, everything=everything):
        done += len(batch)
        after = batch[-1]
        progress(f"{place.table}.{place.column}")
    return done


def _batch(
    database: Database, keys: KeySource, newest: bytes, place: Sealed, after: str, *, everything: bool
) -> list[str]:
    """Re-seal the next rows of one column in one transaction; returns their ids."""
    left = _TRIES
    while True:
        try:
            with changing(database) as link:
                ring = Keyring(keys.current())
                if ring.keys[0].id != newest:
                    raise RotationError("another rotation has begun meanwhile; run this one again")
                rows = next_rows(link, place, newest, after, BATCH, everything=everything)
                for row_id in rows:
                    reseal(link, ring, place, row_id)
                return rows
        except (sqlite3.Error, psycopg.Error) as error:
            left -= 1
            if lost_race(error) is None or left == 0:
                raise
