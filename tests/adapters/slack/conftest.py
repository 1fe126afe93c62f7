"""A workspace for each test: Slack's double, the demo's people, and Peerline served to them on its own database."""

from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import AbstractAsyncContextManager, AsyncExitStack, asynccontextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from bot.clock import MovableClock
from storage.encryption.keys import fresh
from tests.adapters.slack import lint
from tests.adapters.slack.fake_workspace import EVENTS, NAMES, SECRET, TEAM, USERS, FakeWorkspace
from tests.adapters.slack.logbook import Logbook, written
from tests.doubles.slack import Slack
from tests.served import Running, running, settings_for, slack_programme
from tests.stories.variants import variant

MONDAY = datetime(2026, 9, 7, 15, tzinfo=UTC)  # 10:00 in Winnipeg
FakeWorkspaces = Callable[..., AbstractAsyncContextManager[FakeWorkspace]]


@pytest.fixture
async def slack() -> AsyncIterator[Slack]:
    """The workspace with the app installed. At the end nothing was ever said where others read, and everything that was
    ever shown is within Slack's own rules."""
    async with Slack() as double:
        double.signing_secret = SECRET
        double.workspace(TEAM, "Lakeside Hospital")
        for user, name in NAMES.items():
            double.person(TEAM, USERS[user], name, locale="en-CA")
        yield double
    assert double.violations == []
    lint.check_sights(double.sights)


@pytest.fixture
def fake_workspaces(tmp_path: Path, migrated_sqlite: bytes, slack: Slack) -> FakeWorkspaces:
    """Open a workspace. `url` is a database's; the settings that are named are beside the usual ones, and `site`
    among the keys of its site, unless a `programme` is given."""

    @asynccontextmanager
    async def workspace(
        url: str = "", site: str = "", programme: Path | None = None, **more: Any
    ) -> AsyncIterator[FakeWorkspace]:
        programme = programme or slack_programme(tmp_path, variant(tmp_path, site=site))
        if not url:
            path = tmp_path / "peerline.db"
            path.write_bytes(migrated_sqlite)
            url = f"sqlite:///{path}"
        keys = more.pop("peerline_keys", fresh())
        async with AsyncExitStack() as stack:

            async def opens(**others: Any) -> Running:
                usual = {
                    "slack_bot_token": slack.workspace(TEAM).token,
                    "slack_signing_secret": SECRET,
                    "slack_api_url": slack.base_url,
                    "peerline_keys": keys,
                }
                rows = others.pop("rows", None)
                clock = others.pop("clock", made.house.clock if made.houses else MovableClock(MONDAY))
                given = {name: value for name, value in (usual | more | others).items() if value is not None}
                house = await stack.enter_async_context(running(settings_for(url, programme, **given), rows, clock))
                made.houses.append(house)
                await house.settle()  # what the house books for itself at its first sweep
                slack.app_url = house.address + EVENTS
                return house

            made = FakeWorkspace(slack, opens, url)
            if more.pop("empty", False) is False:
                await opens()
            yield made

    return workspace


@pytest.fixture
def logbook(capfd: pytest.CaptureFixture[str]) -> Iterator[Logbook]:
    """What is written anywhere while the test runs; at the end the two output streams are read as well."""
    with written() as book:
        yield book
    out, err = capfd.readouterr()
    assert (out, err) == ("", "")


@pytest.fixture
async def workspace(fake_workspaces: FakeWorkspaces) -> AsyncIterator[FakeWorkspace]:
    async with fake_workspaces() as made:
        yield made
