"""`python app.py serve`: what it refuses to start with, what it tells its operator, and how it ends."""

import asyncio
import os
import signal
import socket
import sqlite3
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import aiohttp
import pytest
from aiohttp import web
from sqlalchemy import text

from bot.configuration.settings import SettingsError
from bot.process.running import serve as run_server
from storage.database.connect import open_database
from storage.encryption.keys import GivenKeys, fresh
from tests.adapters.slack.conftest import FakeWorkspaces
from tests.adapters.slack.fake_workspace import EVENTS, SECRET, TEAM, FakeWorkspace
from tests.adapters.slack.process import Process, usual
from tests.conftest import Postgres
from tests.doubles.slack import Slack
from tests.served import settings_for
from tests.warm import Warm

SETTINGS = {
    "neither platform": ({}, "neither Slack nor Teams is configured"),
    "a token without a secret": ({"SLACK_BOT_TOKEN": "xoxb-1"}, "SLACK_BOT_TOKEN needs SLACK_SIGNING_SECRET"),
    "one workspace and many": (
        {
            "SLACK_BOT_TOKEN": "xoxb-1",
            "SLACK_CLIENT_ID": "1.2",
            "SLACK_CLIENT_SECRET": "s3cret",
            "SLACK_SIGNING_SECRET": SECRET,
            "PEERLINE_PUBLIC_URL": "https://peerline.example.org",
        },
        "SLACK_BOT_TOKEN is for one workspace and SLACK_CLIENT_ID for many",
    ),
    "half an installer": (
        {"SLACK_CLIENT_ID": "1.2", "SLACK_SIGNING_SECRET": SECRET},
        "SLACK_CLIENT_ID and SLACK_CLIENT_SECRET belong together",
    ),
    "a socket for nobody": ({"SLACK_APP_TOKEN": "xapp-1"}, "SLACK_APP_TOKEN needs SLACK_BOT_TOKEN"),
}


@pytest.mark.parametrize("name", SETTINGS)
def test_what_it_does_not_start_with(tmp_path: Path, warm: Warm, name: str) -> None:
    env, sentence = SETTINGS[name]
    said = warm.run("serve", folder=tmp_path, env=Process(tmp_path, env).env)
    assert said.code == 1
    assert said.out == ""
    assert sentence in said.err
    assert "Traceback" not in said.err
    assert "s3cret" not in said.err
    assert SECRET not in said.err


async def test_from_start_to_sigterm_in_the_middle_of_a_press(tmp_path: Path, slack: Slack) -> None:
    """What was begun is finished: the press is answered, its dialog opens, and the process ends by itself."""
    server = await Process(tmp_path, usual(slack)).start()
    slack.app_url = await server.serving() + EVENTS
    robin = slack.person(TEAM, "U0ROBIN")
    await robin.command("/peer")
    slack.fail("views.open", delay=0.8)
    slack.fail("users.info", delay=0.4, times=None)
    await slack.change_user(TEAM, "U0ROBIN")
    pressing = asyncio.create_task(robin.press("Ask for a peer"))
    await asyncio.sleep(0.2)
    code, out, err = await server.ended(signal.SIGTERM)
    assert (await pressing).acknowledged
    assert robin.modals
    assert (code, out) == (0, "")
    assert "Traceback" not in err


async def test_a_second_server_on_the_same_file_says_why_it_does_not_start(
    tmp_path: Path, slack: Slack, warm: Warm
) -> None:
    first = await Process(tmp_path, usual(slack)).start()
    await first.serving()
    second = await asyncio.to_thread(warm.run, "serve", folder=tmp_path, env=Process(tmp_path, usual(slack)).env)
    assert second.code == 1
    assert "SQLite serves one at a time, PostgreSQL many" in second.err
    assert "Traceback" not in second.err
    assert (await first.ended(signal.SIGINT))[0] == 0


async def test_a_port_that_is_taken(tmp_path: Path, slack: Slack, warm: Warm) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        env = Process(tmp_path, usual(slack) | {"PEERLINE_PORT": str(taken.getsockname()[1])}).env
        said = await asyncio.to_thread(warm.run, "serve", folder=tmp_path, env=env)
    assert said.code == 1
    assert "is in use already" in said.err
    assert "Traceback" not in said.err


class TestHealth:
    async def test_all_is_well(self, workspace: FakeWorkspace) -> None:
        assert await fetch(workspace, "/healthz") == (200, "ok\n")
        assert await fetch(workspace, "/readyz") == (200, "ready\n")

    async def test_it_is_alive_while_the_database_is_not(
        self, fake_workspaces: FakeWorkspaces, postgres: Postgres
    ) -> None:
        url = postgres.create()
        async with fake_workspaces(url) as workspace:
            assert await fetch(workspace, "/readyz") == (200, "ready\n")
            postgres.drop(url)
            assert await fetch(workspace, "/readyz") == (503, "database\n")
            assert await fetch(workspace, "/healthz") == (200, "ok\n")

    async def test_the_file_is_broken(self, workspace: FakeWorkspace) -> None:
        path = Path(workspace.url.removeprefix("sqlite:///"))
        workspace.house.served.house.database.engine.dispose()
        for each in path.parent.glob(path.name + "*"):
            each.write_bytes(b"no database " * 1000)
        assert await fetch(workspace, "/readyz") == (503, "database\n")

    async def test_migrations_are_behind(self, workspace: FakeWorkspace) -> None:
        link = sqlite3.connect(workspace.url.removeprefix("sqlite:///"))
        link.execute("UPDATE alembic_version SET version_num = '0007'")
        link.commit()
        link.close()
        assert await fetch(workspace, "/readyz") == (503, "migrations\n")

    async def test_migrations_are_behind_on_postgresql(
        self, fake_workspaces: FakeWorkspaces, postgres: Postgres
    ) -> None:
        url = postgres.create()
        async with fake_workspaces(url) as workspace:
            database = open_database(url)
            with database.engine.begin() as link:
                link.execute(text("DELETE FROM alembic_version"))
            database.close()
            assert await fetch(workspace, "/readyz") == (503, "migrations\n")
        postgres.drop(url)

    async def test_the_keys_are_others(self, workspace: FakeWorkspace) -> None:
        await workspace.asks()
        workspace.house.served.house.keys = GivenKeys(fresh())
        assert await fetch(workspace, "/readyz") == (503, "keys\n")

    async def test_nothing_else_is_there(self, workspace: FakeWorkspace) -> None:
        for path in ("/metrics", "/slack/install", "/slack/events", "/slack/oauth_redirect", "/.env"):
            assert (await fetch(workspace, path))[0] in (404, 405), path


class TestMetrics:
    async def test_they_stand_on_a_loopback_port_of_their_own_and_name_nobody(
        self, fake_workspaces: FakeWorkspaces, slack: Slack, tmp_path: Path
    ) -> None:
        async with metered(fake_workspaces) as (workspace, port):
            await workspace.asks()
            await workspace.person().types("Hello")
            await workspace.quiet()
            async with aiohttp.ClientSession() as session, session.get(f"http://127.0.0.1:{port}/metrics") as answer:
                page = await answer.text()
            assert (await fetch(workspace, "/metrics"))[0] == 404
        assert 'peerline_events_total{kind="submit",outcome="done",platform="slack"} 1.0' in page
        assert 'peerline_sends_total{outcome="sent",platform="slack"}' in page
        assert 'peerline_late_seconds{what="deadline"}' in page
        for word in (TEAM, "U0", "Robin", "demo", "Lakeside", "204-555", "xoxb", *slack.channels):
            assert word not in page, word

    async def test_they_are_not_there_from_outside(self, fake_workspaces: FakeWorkspaces) -> None:
        async with metered(fake_workspaces) as (_, port):
            outside = next(
                (str(each[4][0]) for each in socket.getaddrinfo(socket.gethostname(), port, socket.AF_INET)),
                "127.0.0.1",
            )
            if outside.startswith("127."):
                pytest.skip("this machine has no other address")
            with pytest.raises(aiohttp.ClientError):
                async with aiohttp.ClientSession() as session:
                    await session.get(f"http://{outside}:{port}/metrics")

    async def test_the_database_is_away(self, workspace: FakeWorkspace) -> None:
        """Then the other numbers are wanted most."""

        async def away() -> dict[str, float]:
            raise OSError("away")

        workspace.house.served.metrics._waiting = away
        await workspace.person().command("/peer")
        runner = web.AppRunner(workspace.house.served.metrics.app())
        await runner.setup()
        await web.TCPSite(runner, "127.0.0.1", 0).start()
        async with (
            aiohttp.ClientSession() as session,
            session.get(f"http://127.0.0.1:{runner.addresses[0][1]}/metrics") as answer,
        ):
            page = await answer.text()
        await runner.cleanup()
        assert 'peerline_events_total{kind="command"' in page
        assert 'peerline_late_seconds{what="deadline"} NaN' in page


def test_settings_that_exclude_each_other_are_refused_by_name(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match="set one of them"):
        settings_for("sqlite:///x.db", tmp_path, slack_bot_token="xoxb-1", slack_client_id="1.2")


@asynccontextmanager
async def metered(fake_workspaces: FakeWorkspaces) -> AsyncIterator[tuple[FakeWorkspace, int]]:
    """The server as the command starts it, on a free port for its metrics."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    async with fake_workspaces(peerline_metrics_port=port, peerline_port=0) as workspace:
        ready: asyncio.Queue[str] = asyncio.Queue()
        task = asyncio.create_task(run_server(workspace.house.served, ready.put_nowait))
        address = await asyncio.wait_for(ready.get(), 60)
        workspace.slack.app_url = address + EVENTS
        try:
            yield workspace, port
        finally:
            os.kill(os.getpid(), signal.SIGTERM)
            await asyncio.wait_for(task, 60)


async def fetch(workspace: FakeWorkspace, path: str) -> tuple[int, Any]:
    async with aiohttp.ClientSession() as session, session.get(workspace.house.address + path) as answer:
        return answer.status, await answer.text()
