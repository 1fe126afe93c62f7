"""The programme is played once a run, whichever process comes first, and left on disk for all thieves."""

import asyncio
import fcntl
import os
from collections.abc import Callable
from pathlib import Path

import pytest

from storage.encryption.keys import fresh
from tests.attacks.life import play
from tests.attacks.thief.loot import Loot

POSTGRESQL = "postgresql"


def played(folder: Path, seed: int, database: Callable[[], bytes | str], name: str = "") -> Loot:
    """Whoever comes second waits, and reads what the first has left."""
    name = name or f"loot-{seed}"
    loot = folder / name
    with (folder / f"{name}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not (loot / "done").exists():
            loot.mkdir()
            asyncio.run(play(loot, database(), fresh(), seed))
            (loot / "done").touch()
    return Loot(loot)


@pytest.fixture(scope="session")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder of this run, the same for each of its processes."""
    own = tmp_path_factory.getbasetemp()
    return own.parent if os.environ.get("PYTEST_XDIST_WORKER") else own


LONG = [pytest.param(each, marks=pytest.mark.long) for each in (2, 3, 4, POSTGRESQL)]


@pytest.fixture(scope="session", params=[1, *LONG])
def loot(request: pytest.FixtureRequest, shared: Path) -> Loot:
    if request.param == POSTGRESQL:
        return played(shared, 5, lambda: str(request.getfixturevalue("postgres").create()), POSTGRESQL)
    return played(shared, request.param, lambda: bytes(request.getfixturevalue("migrated_sqlite")))
