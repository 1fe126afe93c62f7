"""What everything is built on: the database, its version, the keys, and whether they open what is stored."""

from collections.abc import Iterator

from bot.cli.checks.line import Line, Subject, fail, ok, warn
from bot.cli.lost_database import is_missing, lost
from bot.process.bootstrap import fitting_keys
from bot.runtime import erasure_replay
from storage.backup import erasure_list
from storage.database import migrate
from storage.database.connect import Database, open_database
from storage.database.damage import damaged
from storage.database.db_errors import TROUBLES, sentence
from storage.database.sealed_under import key_ids
from storage.database.transaction import changing, reading
from storage.database.writable import FULL, SHORT, room, touch
from storage.encryption.keys import KeyFile, KeySource
from storage.encryption.sealed import Keyring
from storage.rotation.seal_check import broken_seals

ROTATE = "run: python app.py keys rotate"


def database(subject: Subject) -> Iterator[Line]:
    """Leaves `subject.database` only where it is at this version."""
    why = lost(subject.settings)
    if why and is_missing(subject.settings):
        yield fail("database", why)
        return
    found = open_database(subject.settings.peerline_database_url, make=False)
    subject.opened.append(found)
    current, head = migrate.current(found), migrate.head()
    if why and current is None:
        yield fail("database", why)
        return
    where = damaged(found) if current == head else ""
    if where:
        yield fail("database", f"it is damaged: {where}; stop Peerline and restore a backup")
        return
    yield ok("database", "PostgreSQL answers" if found.is_postgresql else f"SQLite opens {found.path}")
    if why := migrate.other(current):
        yield fail("migrations", why)
        return
    yield from writes(found)
    subject.database = found
    if current != head:
        newer = f"at {current}, which a newer version of Peerline made"
        yield warn("migrations", f"{newer}; this one ({head}) works beside it")
    else:
        yield ok("migrations", f"at {head}")


def writes(database: Database) -> Iterator[Line]:
    try:
        with changing(database) as link:
            touch(link)
    except TROUBLES as error:
        yield fail("database", sentence(error, database))
    left = room(database)
    if left is not None and left < SHORT:
        say = fail if left < FULL else warn
        yield say("database", f"only {left // 2**20} MiB are left on its disk; make room")


def keys(subject: Subject) -> Iterator[Line]:
    """Leaves `subject.keys` only where they open what is stored."""
    if subject.database is None:
        return
    source = fitting_keys(subject.settings, subject.database)
    if isinstance(source, KeyFile) and not source.path.exists():
        yield warn("keys", "there is no key file yet; it is made at the first start")
        return
    torn = broken_seals(subject.database, source)
    if torn:
        yield fail("keys", f"the seal does not open in {', '.join(torn)}; restore a backup")
        return
    subject.keys = source
    yield _rotation(subject, source)


def erasures(subject: Subject) -> Iterator[Line]:
    """The list from which a restore erases again whoever was erased since the backup."""
    if subject.database is None:
        return
    path = erasure_replay.place(subject.settings)
    if path is None:
        yield warn(
            "erasures",
            "PEERLINE_ERASURES is not set: were the database lost, a restore would bring back whoever was erased since "
            "the backup; name a file that outlives the database (docs/departures.md)",
        )
    elif not path.parent.is_dir():
        yield fail(
            "erasures",
            f"the folder of the list of erasures {path} is not there. Is its disk mounted, and PEERLINE_ERASURES the "
            "right path?",
        )
    else:
        if subject.keys is not None:
            if path.exists():
                erasure_list.read(path, Keyring(subject.keys.current()))
            erasure_replay.is_ours(subject.settings, subject.database, subject.keys, subject.now)
        erasure_list.try_to_write(path)


def _rotation(subject: Subject, source: KeySource) -> Line:
    newest, *older = source.current()
    if not older:
        return ok("keys", "one master key, and it opens what is stored")
    assert subject.database is not None  # noqa: S101 - the caller looked
    with reading(subject.database) as link:
        left = sum(count for key, count in key_ids(link).items() if key != newest.id)
    if subject.settings.peerline_keys is None:
        return warn("keys", f"a rotation was begun and not finished; {ROTATE}")
    if left:
        return warn("keys", f"{left} values are still sealed under an older key; {ROTATE}")
    return warn("keys", "nothing is sealed under the older keys; drop them once every replica has the first one")
