"""The list of erasures outside the database, for when that is lost: a restore erases again whoever was erased since.

    magic | AES-GCM under a master key, of JSON: [[mark, until], ...]

It is written whole each time, and again every quarter of an hour: neither its length nor its age tells of an erasure
more than the table does. The table always has what the list has: a list of which it lacks something is another
database's, and is not written over.
"""

import errno
import json
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path

from storage.atomic_file import replacing
from storage.backup.archive_file import BackupError
from storage.database.sql import Link, micros
from storage.encryption.sealed import Keyring, Unreadable
from storage.stores.erasures import marks_of

NAME = "erased"  # beside a SQLite database
MAGIC = b"PEERLINE ERASURES 1\n"
_PLACE = "erasures.list:1"
_NO_LIST = (
    "{path} is no list of erasures of Peerline; expected the file that `serve` keeps there (erased beside the "
    "database, or the one that PEERLINE_ERASURES names). Put it back, or move this one away and it is written anew"
)
_NOT_OURS = (
    "{path} names people of whose erasure this database knows nothing, so it is the list of another database, or an "
    "older copy of this one was put back without `restore`. Name another file in PEERLINE_ERASURES, or run: python "
    "app.py restore"
)
_SEALED = (
    "the list of erasures {path} does not open with the master keys in use, so it is perhaps another database's. Move "
    "it away only if you know that nobody was erased since the backup"
)
_WHY = {
    errno.ENOSPC: "full",
    errno.EDQUOT: "full",
    errno.EROFS: "read_only",
    errno.EACCES: "rights",
    errno.EPERM: "rights",
    errno.ENOENT: "no_folder",
}


class NotKept(BackupError):
    """The list at `path` cannot be written. `why` is one word, for the log."""

    def __init__(self, sentence: str, why: str, path: Path) -> None:
        super().__init__(
            f"the list of erasures cannot be written: {sentence}. Until it can, a restore after the loss of the "
            "database brings back whoever was erased; `serve` tries again every quarter of an hour"
        )
        self.why = why
        self.path = path


def listed(path: Path, ring: Keyring, now: datetime) -> Mapping[str, int]:
    """What the list has by now, to be read before the table is: nothing where there is none yet. Raises NotKept."""
    try:
        if not path.exists() or not path.stat().st_size:
            return {}
        return {mark: until for mark, until in read(path, ring).items() if until > micros(now)}
    except OSError as error:
        raise NotKept(f"{path}: {error.strerror}", _WHY.get(error.errno or 0, "failed"), path) from error
    except BackupError as error:
        raise NotKept(str(error), "no_list", path) from error


def refuse_anothers(link: Link, ring: Keyring, path: Path, before: Mapping[str, int]) -> None:
    """Raises NotKept where the table lacks something of what the list had `before`."""
    if before.keys() - marks_of(link, ring).keys():
        raise NotKept(_NOT_OURS.format(path=path), "not_ours", path)


def keep(link: Link, ring: Keyring, path: Path) -> None:
    """Write the list as the database has it. A crash leaves the old file or the new one. Raises NotKept."""
    plain = json.dumps(sorted(marks_of(link, ring).items())).encode()
    try:
        with replacing(path) as file:
            file.write(MAGIC + ring.seal(plain, _PLACE))
    except OSError as error:
        raise NotKept(f"{path}: {error.strerror}", _WHY.get(error.errno or 0, "failed"), path) from error


def try_to_write(path: Path) -> None:
    """A file beside it, which is gone at once. Raises NotKept."""
    beside = path.with_name(f"{path.name}.try")
    try:
        beside.touch(mode=0o600)
        beside.unlink()
    except OSError as error:
        raise NotKept(f"{path.parent}: {error.strerror}", _WHY.get(error.errno or 0, "failed"), path) from error


def read(path: Path, ring: Keyring) -> Mapping[str, int]:
    """By mark, until when it is kept. Raises BackupError."""
    try:
        whole = path.read_bytes()
    except OSError as error:
        raise BackupError(f"the list of erasures {path} cannot be read: {error.strerror}") from error
    if not whole.startswith(MAGIC):
        raise BackupError(_NO_LIST.format(path=path))
    try:
        return {str(mark): int(until) for mark, until in json.loads(ring.open(whole[len(MAGIC) :], _PLACE))}
    except (Unreadable, ValueError) as error:
        raise BackupError(_SEALED.format(path=path)) from error
