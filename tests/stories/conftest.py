from collections.abc import AsyncIterator, Awaitable, Callable
from datetime import datetime
from pathlib import Path

import pytest

from bot.settings import Settings
from storage.keys import fresh
from tests.stage import MONDAY, Stage
from tests.stories.variants import variant

Opens = Callable[..., Awaitable[Stage]]


@pytest.fixture
async def opens(tmp_path: Path, migrated_sqlite: bytes) -> AsyncIterator[Opens]:
    """Open a stage, on a database and a programme of the test's choice; SQLite and the demo unless told."""
    opened: list[Stage] = []

    async def stage(url: str = "", programme: Path | None = None, at: datetime = MONDAY, keys: str = "") -> Stage:
        if not url:
            path = tmp_path / f"peerline{len(opened)}.db"
            path.write_bytes(migrated_sqlite)
            url = f"sqlite:///{path}"
        settings = Settings(
            _env_file=None,  # type: ignore[call-arg]
            peerline_database_url=url,
            peerline_keys=keys or fresh(),  # type: ignore[arg-type]
            peerline_programme=programme,
        )
        found = await Stage.open(settings, at)
        opened.append(found)
        return found

    yield stage
    for each in opened:
        each.close()


@pytest.fixture
def under(opens: Opens, tmp_path: Path) -> Opens:
    """Open a stage under other rules: the policy keys as a programme file names them."""

    async def stage(at: datetime = MONDAY, more: str = "", **policy: object) -> Stage:
        return await opens(programme=variant(tmp_path, more=more, **policy), at=at)

    return stage


@pytest.fixture
async def stage(opens: Opens) -> Stage:
    return await opens()
