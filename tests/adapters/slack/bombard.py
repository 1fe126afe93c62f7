"""Thousands of bent requests at a door of a workspace: how each was answered, and what must not have come of them."""

import asyncio
import random
import resource
from collections import Counter
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

import pytest

from bot.adapters.slack import SlackAdapter
from bot.adapters.slack.api import Api
from bot.adapters.slack.rate_limit import RateLimit
from tests.adapters.slack.fake_workspace import TEAM, FakeWorkspace
from tests.adapters.slack.logbook import Logbook, written

Json = dict[str, Any]
Turn = Callable[[random.Random], Awaitable[int]]

MARK = "zq8marker"  # so long that no random word of ours holds it by chance
GROWS = 30 * 1024  # kilobytes that half a run may take more than the other half left behind
FEW, MANY_BODIES, SEEDS = 800, 50_000, (1, 2)


def held() -> int:
    """Kilobytes of this process that are in memory."""
    return int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1]) * resource.getpagesize() // 1024


def kept(workspace: FakeWorkspace) -> Json:
    """Of people and requests. The inbox may grow, and what has still to be shown may move."""
    counted = {name: workspace.rows(f"SELECT count(*) FROM {name}") for name in ("person", "tally", "deadline")}  # noqa: S608
    more = {name: workspace.rows(f"SELECT state FROM {name} ORDER BY 1") for name in ("request", "offer")}  # noqa: S608
    return counted | more | {"account": workspace.rows("SELECT count(*), sum(gone) FROM account")}


AT_ONCE = 50


async def bombard(workspace: FakeWorkspace, turn: Turn, number: int, seed: int) -> Counter[int]:
    """How often each status was answered."""
    workspace.house.served.house.engine.answer_seconds = None
    before, statuses, half = kept(workspace), Counter[int](), 0
    rng = random.Random(seed)  # noqa: S311 - the same bodies each time
    with written() as logbook:
        for count in range(0, number, AT_ONCE):
            statuses.update(await asyncio.gather(*(turn(rng) for _ in range(AT_ONCE))))
            await _calm(workspace, logbook)
            half = half or (held() if count >= number // 2 else 0)
    assert max(statuses) < 500, statuses
    assert kept(workspace) == before
    assert held() - half < GROWS, f"{held() - half} kB more than half way"
    return statuses


async def _calm(workspace: FakeWorkspace, logbook: Logbook) -> None:
    await adapter_of(workspace).land()
    seen = [line for line in logbook.lines if MARK in line.lower()]
    assert not seen, seen[0][:500]
    logbook.lines.clear()


def adapter_of(workspace: FakeWorkspace) -> SlackAdapter:
    (adapter,) = workspace.house.served.adapters
    assert isinstance(adapter, SlackAdapter)
    return adapter


def nowhere(monkeypatch: pytest.MonkeyPatch) -> None:
    """In Slack's place: everything is taken at once, and nothing is kept."""

    async def call(_api: Api, method: str, _token: str, **given: Any) -> Json:
        if method == "auth.test":
            return {"team_id": TEAM, "user_id": f"UBOT{TEAM}", "bot_id": f"BBOT{TEAM}"}
        if method == "users.info":
            return {"user": {"id": given["user"], "team_id": TEAM, "locale": "en-CA"}}
        return {"ok": True, "ts": "1.1", "channel": {"id": f"D0{given.get('users')}"}, "messages": []}

    async def at_once(*_: object) -> None: ...

    monkeypatch.setattr(Api, "call", call)
    monkeypatch.setattr(Api, "respond", at_once)
    monkeypatch.setattr(RateLimit, "turn", at_once)
    monkeypatch.setattr("bot.adapters.slack.listeners.SECONDS", 60.0)  # a busy machine is nobody's wrong answer
