"""Whose a file is that a command makes as root, as many operators run one: the folder's owner's, who serves there."""

import os
from pathlib import Path


def as_its_folder(handle: int, path: Path) -> None:
    """Give the open file, or folder, at `path` to whoever owns the folder that it stands in. Only root can."""
    if os.geteuid() == 0:
        about = path.parent.stat()
        os.fchown(handle, about.st_uid, about.st_gid)
