"""A file that is replaced at once: a crash, or a disk without room, leaves the old one or the new one, never half."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from storage.ownership import as_its_folder


@contextmanager
def replacing(path: Path, suffix: str = ".new") -> Iterator[BinaryIO]:
    """What is written goes to a draft beside it, for its owner only, and has its name once all of it is on the disk.
    Nothing is left of a draft that failed. Raises OSError."""
    draft = path.with_name(path.name + suffix)
    draft.unlink(missing_ok=True)
    handle = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    try:
        with os.fdopen(handle, "wb") as file:
            as_its_folder(handle, path)
            yield file
            file.flush()
            os.fsync(file.fileno())
        draft.replace(path)
    finally:
        draft.unlink(missing_ok=True)
    folder = os.open(path.parent, os.O_RDONLY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)
