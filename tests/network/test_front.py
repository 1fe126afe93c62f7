"""Whoever stands in front of Peerline: named or not, below a path or not, and what tells an operator which."""

import asyncio
import json
from collections.abc import AsyncIterator
from datetime import UTC, datetime
from pathlib import Path

import aiohttp
import pytest
from structlog.testing import capture_logs

from bot.cli.checks import front
from bot.cli.checks.line import Subject
from bot.configuration.forwarded import MISLED, Seldom
from bot.configuration.settings import Settings
from tests.doubles.network import Network, WebFilter
from tests.served import network_settings, running, settings_for, slack_programme

SLACK = {"slack_bot_token": "xoxb-1", "slack_signing_secret": "0" * 32, "slack_api_url": "http://127.0.0.1:9/api/"}
NOW = datetime(2026, 11, 23, 15, tzinfo=UTC)


@pytest.fixture
async def network() -> AsyncIterator[Network]:
    async with Network(prefix="/peerline") as found:
        yield found


def settings_behind(network: Network, folder: Path, database: bytes, **more: object) -> Settings:
    (folder / "p.db").write_bytes(database)
    ours = network_settings(network) | SLACK | more
    return settings_for(f"sqlite:///{folder}/p.db", slack_programme(folder), **ours)


async def told(settings: Settings) -> str:
    """The line of `check`, of which there is one."""
    (line,) = await asyncio.to_thread(lambda: list(front.address(Subject(settings, NOW))))
    return str(line)


@pytest.mark.parametrize("strips", [True, False])
async def test_all_is_well(network: Network, tmp_path: Path, migrated_sqlite: bytes, *, strips: bool) -> None:
    network.strips = strips
    settings = settings_behind(network, tmp_path, migrated_sqlite, peerline_forwarded_from="127.0.0.1")
    async with running(settings) as house:
        network.named("peer.test", network.in_front_of(house.address))
        assert await told(settings) == "ok    address: PEERLINE_PUBLIC_URL/healthz is answered by Peerline"


async def test_a_proxy_that_nobody_named(network: Network, tmp_path: Path, migrated_sqlite: bytes) -> None:
    """Neither `check` nor the log said what to put into the setting."""
    settings = settings_behind(network, tmp_path, migrated_sqlite, peerline_forwarded_from="10.0.0.7")
    async with running(settings) as house:
        network.named("peer.test", network.in_front_of(house.address))
        with capture_logs() as lines:
            said = [await told(settings) for _ in range(3)]
    assert len(set(said)) == 1
    assert said[0] == (
        "FAIL  address: PEERLINE_FORWARDED_FROM does not name what passes requests on; the log of `serve` has its "
        "address (`refused`, `forwarded_from`)"
    )
    (line,) = [line for line in lines if line["event"] == "refused"]
    assert (line["why"], line["address"]) == ("forwarded_from", "127.0.0.1")


@pytest.mark.parametrize("door", ["/slack/events", "/api/messages", "/privacy", "/healthz"])
async def test_a_path_that_the_setting_does_not_name(
    network: Network, tmp_path: Path, migrated_sqlite: bytes, door: str
) -> None:
    settings = settings_behind(network, tmp_path, migrated_sqlite, peerline_public_url="https://peer.test")
    async with running(settings) as house, aiohttp.ClientSession() as session:
        outside = network.in_front_of(house.address)
        network.named("peer.test", outside)
        with capture_logs() as lines:
            for _ in range(3):
                async with session.get(f"{outside}{door}") as answer:
                    assert (answer.status, json.loads(await answer.text())) == (404, {"error": MISLED})
            for nothing in (f"{outside}/nothing", f"{house.address}/api/messages"):  # Slack alone is served
                async with session.get(nothing) as answer:
                    assert (answer.status, await answer.text()) == (404, "404: Not Found")
        assert (await told(settings)).startswith(
            "warn  address: PEERLINE_PUBLIC_URL/healthz is answered with 404: expected in PEERLINE_PUBLIC_URL the path"
        )
    assert [line["why"] for line in lines if line["event"] == "refused"] == [MISLED]


@pytest.mark.parametrize(
    ("status", "sentence"),
    [
        (200, "answered, but not as Peerline does; something between may answer in its place"),
        (302, "answered, but not as Peerline does; something between may answer in its place"),
        (502, "is answered with 502: the proxy in front does not find `serve`; is it up?"),
    ],
)
async def test_somebody_else_answers(
    network: Network, tmp_path: Path, migrated_sqlite: bytes, status: int, sentence: str
) -> None:
    async with WebFilter(status) as stranger:
        network.named("peer.test", stranger.url)
        said = await told(settings_behind(network, tmp_path, migrated_sqlite))
    assert said == f"warn  address: PEERLINE_PUBLIC_URL/healthz {sentence}"


async def test_nobody_answers(network: Network, tmp_path: Path, migrated_sqlite: bytes) -> None:
    said = await told(settings_behind(network, tmp_path, migrated_sqlite))
    assert said == (
        "warn  address: PEERLINE_PUBLIC_URL/healthz cannot be asked from this machine (the proxy refuses with 502); "
        "ask from outside: there it says ok"
    )


async def test_socket_mode_needs_none(network: Network, tmp_path: Path, migrated_sqlite: bytes) -> None:
    settings = settings_behind(network, tmp_path, migrated_sqlite, slack_app_token="xapp-1")
    assert list(front.address(Subject(settings, NOW))) == []


def test_strangers_fill_no_log() -> None:
    now = [0.0]
    seldom = Seldom(lambda: now[0])
    assert [seldom.may(each) for each in "aab"] == [True, False, True]
    assert sum(seldom.may(str(each)) for each in range(100)) == 18
    now[0] = 60.0
    assert [seldom.may(each) for each in "aa"] == [True, False]
