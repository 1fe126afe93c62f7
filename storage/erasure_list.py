"""The list of erasures outside the database, for when that is lost: a restore erases again whoever was erased since.

    magic | AES-GCM under a master key, of JSON: [[mark, until], ...]

It is written whole each time, and again every quarter of an hour: neither its length nor its age tells of an erasure
more than the table does.
"""

import json
import os
from collections.abc import Mapping
from pathlib import Path

from storage.backup_file import BackupError
from storage.erasures import marks_of
from storage.sealed import Keyring, Unreadable
from storage.sql import Link

NAME = "erased"  # beside a SQLite database
MAGIC = b"PEERLINE ERASURES 1\n"
_PLACE = "erasures.list:1"


def keep(link: Link, ring: Keyring, path: Path) -> None:
    """Write the list as the database has it. A crash leaves the old file or the new one."""
    plain = json.dumps(sorted(marks_of(link, ring).items())).encode()
    draft = path.with_name(path.name + ".new")
    draft.unlink(missing_ok=True)
    handle = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "wb") as file:
        file.write(MAGIC + ring.seal(plain, _PLACE))
        file.flush()
        os.fsync(file.fileno())
    draft.replace(path)


def read(path: Path, ring: Keyring) -> Mapping[str, int]:
    """By mark, until when it is kept. Raises BackupError."""
    try:
        whole = path.read_bytes()
    except OSError as error:
        raise BackupError(f"the list of erasures {path} cannot be read: {error.strerror}") from error
    if not whole.startswith(MAGIC):
        raise BackupError(f"{path} is no list of erasures of Peerline")
    try:
        return {str(mark): int(until) for mark, until in json.loads(ring.open(whole[len(MAGIC) :], _PLACE))}
    except (Unreadable, ValueError) as error:
        raise BackupError(
            f"the list of erasures {path} does not open with the master keys in use. Move it away only if you know "
            "that nobody was erased since the backup"
        ) from error
