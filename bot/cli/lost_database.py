"""A database that is not there although something beside it tells that there was one: its disk may not be mounted.

Whoever began a new one in silence would serve an empty programme, and say that all is well.
"""

from pathlib import Path

from bot.configuration.settings import Settings
from bot.runtime.erasure_replay import place
from storage.database.connect import is_there, sqlite_file
from storage.encryption.keys import KEY_FILE

ANEW = "python app.py migrate --anew"


def told_by(settings: Settings) -> list[Path]:
    """The files that an earlier database has left: its key file, its journal, its list of erasures."""
    database = sqlite_file(settings.peerline_database_url)
    left = [place(settings)]
    if database is not None:
        left += [database.with_name(KEY_FILE), database.with_name(f"{database.name}-wal")]
    return [path for path in left if path is not None and path.exists()]


def lost(settings: Settings) -> str:
    """What is to be done if the database is not there, or has no tables; "" if nothing tells of an earlier one."""
    told = told_by(settings)
    if not told:
        return ""
    database = sqlite_file(settings.peerline_database_url)
    files = " and ".join(map(str, told)) + (" shows" if len(told) == 1 else " show")
    where = "the database is empty" if database is None else f"{database} is {'empty' if database.exists() else 'gone'}"
    return (
        f"{where}, and {files} that there was a database. Is its disk mounted, and PEERLINE_DATABASE_URL the right "
        f"one? Else restore a backup, or begin with nobody: {ANEW}"
    )


def is_missing(settings: Settings) -> bool:
    """Whether there is no file, or one without a byte; PostgreSQL is asked otherwise."""
    database = sqlite_file(settings.peerline_database_url)
    return database is not None and not is_there(database)
