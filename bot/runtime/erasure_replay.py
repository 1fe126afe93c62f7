"""Where the list of erasures is outside the database, and what a restore does with it (backup/erasure_list.py)."""

from collections.abc import Iterable
from datetime import datetime
from pathlib import Path

from bot.configuration.settings import Settings
from bot.flows.common.desk import Desk
from bot.flows.departures import erasure
from bot.programme import Programme
from storage.backup import erasure_list
from storage.database.connect import Database, sqlite_file
from storage.database.transaction import reading
from storage.encryption.keys import KeySource
from storage.encryption.sealed import Keyring
from storage.transactions.unit_of_work import UnitOfWork


def place(settings: Settings) -> Path | None:
    """PEERLINE_ERASURES, else beside the SQLite file; None with PostgreSQL, where we know of no place."""
    if settings.peerline_erasures is not None:
        return settings.peerline_erasures
    database = sqlite_file(settings.peerline_database_url)
    return database.with_name(erasure_list.NAME) if database is not None else None


def keep(settings: Settings, database: Database, keys: KeySource, now: datetime) -> None:
    """Bring the list to what the database has. Raises NotKept, also for another database's list."""
    is_ours(settings, database, keys, now)
    seal_anew(settings, database, keys)


def is_ours(settings: Settings, database: Database, keys: KeySource, now: datetime) -> None:
    """Raises NotKept where `keep` would, without writing anything."""
    path, ring = place(settings), Keyring(keys.current())
    if path is not None:
        before = erasure_list.listed(path, ring, now)
        with reading(database) as link:
            erasure_list.refuse_anothers(link, ring, path, before)


def seal_anew(settings: Settings, database: Database, keys: KeySource) -> None:
    """Write the list from what the database has, also where the one of before cannot be opened any more, as after a
    rotation. Raises NotKept."""
    path = place(settings)
    if path is not None:
        with reading(database) as link:
            erasure_list.keep(link, Keyring(keys.current()), path)


def begin(settings: Settings, database: Database, keys: KeySource, now: datetime) -> None:
    """Make the list where there is none yet, as the first hour of `serve` does. Raises NotKept."""
    path = place(settings)
    if path is not None and not path.exists():
        keep(settings, database, keys, now)


_ELSEWHERE = (
    "the old machine's list (the file erased beside its database, or at PEERLINE_ERASURES), run restore again with "
    "--force --erasures FILE"
)


def without_names(settings: Settings) -> str:
    """What a restore says that found nobody on any list: that there is none is a warning, an empty one may be right."""
    path = place(settings)
    if path is not None and path.exists():
        return (
            f"the list of erasures {path} names nobody, so nobody was erased again. Where this machine was begun anew "
            f"and there is {_ELSEWHERE}"
        )
    return (
        "warn  no list of erasures was found: whoever was erased after that backup was made is back, and nothing here "
        f"erases them again. Where there is {_ELSEWHERE}; else erase them with people forget (docs/departures.md)"
    )


def known(settings: Settings, keys: KeySource, files: Iterable[Path] = ()) -> dict[str, int]:
    """Whatever the list beside the database and those of other machines have. Raises BackupError."""
    path = place(settings)
    ring = Keyring(keys.current())
    beside = [path] if path is not None and path.exists() else []
    return {mark: until for each in (*beside, *files) for mark, until in erasure_list.read(each, ring).items()}


def erase_again(unit: UnitOfWork, programme: Programme, people: Iterable[str]) -> None:
    """They were told when it was done; whoever waits for them in the restored database hears of it."""
    for each in people:
        erasure.erase(Desk(unit, programme, unit.now), unit.people.get(each), told=False)
