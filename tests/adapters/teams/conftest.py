from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from .house import Scripted, Whole, scripted, whole


@pytest.fixture
async def door() -> AsyncIterator[Scripted]:
    """The Teams door with an engine that the test writes."""
    async with scripted() as found:
        yield found
        assert found.teams.violations == []


@pytest.fixture
async def house(tmp_path: Path) -> AsyncIterator[Whole]:
    """The whole house with the demo's people, all of whom have the app."""
    async with whole(tmp_path) as found:
        for person in found.everybody:
            await person.installs()
        await found.settled()
        yield found
        assert found.teams.violations == []
