"""Whatever anybody can look at without a signature, with addresses, cookies and methods bent: no 5xx, no effect,
nothing of it shown again or written down."""

import random
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any
from urllib.parse import quote

import pytest
from aiohttp import web
from aiohttp.test_utils import make_mocked_request
from slack_sdk.errors import SlackApiError

from tests.adapters.slack.bombard import FEW, MANY_BODIES, MARK, SEEDS, Turn, bombard
from tests.adapters.slack.conftest import FakeWorkspaces
from tests.adapters.slack.fake_workspace import FakeWorkspace
from tests.adapters.slack.test_calendar import address_of
from tests.adapters.slack.test_install import Browser, many
from tests.doubles.slack import Slack

_PARTS = (
    *(
        MARK,
        "",
        "%00",
        "%ff",
        "%ed%a0%80",
        "..",
        "../",
        "%2e%2e%2f",
        "<script>" + MARK,
        "a" * 5_000,
        "%",
        "%zz",
        "é",
        "?",
    ),
    *("code=", "state=", "error=", f"error={MARK}", "&", ";", "state[]=1", "#", "//", "\\", "\u202e", "0"),
)
_METHODS = ("GET",) * 8 + ("HEAD", "POST", "PUT", MARK.upper())


@asynccontextmanager
async def opened(
    fake_workspaces: FakeWorkspaces, slack: Slack, monkeypatch: pytest.MonkeyPatch, door: str
) -> AsyncIterator[tuple[FakeWorkspace, Turn]]:
    async with fake_workspaces(**many(slack)) as workspace:
        monkeypatch.setattr("bot.adapters.slack.api._Client.oauth_v2_access", _refuses)
        app = workspace.house.served.app()
        app.freeze()
        bases = await _addresses(workspace, app, door)
        cookies: tuple[str, ...] = ("", f"a={MARK}")
        if door == "oauth":
            async with Browser(workspace) as browser:
                page = await browser.begin()
                state = page.partition("state=")[2].partition("&")[0]
                good = "; ".join(f"{name}={value}" for name, value in browser.cookies.items())
            cookies = (good, good, good[:-1], f"slack-app-oauth-state={MARK}", *cookies)
            bases += [f"/slack/oauth_redirect?code={MARK}code&state={state}", f"/slack/oauth_redirect?state={state}"]
            bases += [f"/slack/oauth_redirect?error={MARK}&state={state}"]

        async def turn(rng: random.Random) -> int:
            address = _bent(rng, rng.choice(bases))
            headers = {"Host": "peer.example.org", "Accept-Language": rng.choice(("fr", "en", MARK))}
            cookie = rng.choice(cookies)
            return await _looked(app, rng.choice(_METHODS), address, headers | ({"Cookie": cookie} if cookie else {}))

        yield workspace, turn


async def _addresses(workspace: FakeWorkspace, app: web.Application, door: str) -> list[str]:
    if door == "calendar":
        _, url = await address_of(workspace)
        return [
            url.removeprefix(workspace.house.address),
            *[f"/gatherings/{MARK}.ics"] * 4,
        ]  # a good file takes a while
    known = {route.resource.canonical for route in app.router.routes() if route.resource is not None}
    oauth = {each for each in known if each.startswith(("/slack/i", "/slack/o"))}
    if door == "oauth":
        return sorted(oauth)
    pages = sorted(each for each in known - oauth if "{" not in each)
    return [*(each for each in pages * 9 if each != "/readyz"), "/readyz"]  # which tries the database


async def _looked(app: web.Application, method: str, address: str, headers: dict[str, str]) -> int:
    try:
        request = make_mocked_request(method, address, headers, app=app)
    except ValueError:
        return 400  # the server's own reader refuses it before anybody of ours
    try:
        answer: Any = await app._handle(request)
    except web.HTTPException as refused:
        answer = refused
    assert answer.status < 500, (answer.status, method, address)
    assert MARK not in (answer.text or "").lower(), (answer.status, address, answer.text)
    assert MARK not in str(answer.headers).lower(), (address, answer.headers)
    return int(answer.status)


def _bent(rng: random.Random, address: str) -> str:
    if rng.random() < 0.2:
        return address
    for _ in range(rng.choice((1, 1, 2))):
        at = rng.randrange(1, len(address) + 1)
        part = rng.choice(_PARTS)
        match rng.randrange(4):
            case 0:
                address = address[:at] + part + address[at:]
            case 1:
                address = address[:at]
            case 2:
                address = address[:at] + chr(rng.randrange(0x21, 0x2FF)) + address[at + 1 :]
            case _:
                address += ("&" if "?" in address else "?") + quote(part)
    return address


async def _refuses(*_: object, **__: object) -> Any:
    raise SlackApiError("refused", {"ok": False, "error": "invalid_code"})  # type: ignore[no-untyped-call]


ENDPOINTS = ("oauth", "calendar", "pages")


@pytest.mark.parametrize("door", ENDPOINTS)
async def test_bent_addresses(
    fake_workspaces: FakeWorkspaces, slack: Slack, monkeypatch: pytest.MonkeyPatch, door: str
) -> None:
    async with opened(fake_workspaces, slack, monkeypatch, door) as (workspace, turn):
        statuses = await bombard(workspace, turn, FEW, seed=13)
    assert len(statuses) > 1


@pytest.mark.long
@pytest.mark.parametrize("door", ENDPOINTS)
@pytest.mark.parametrize("seed", SEEDS)
async def test_a_hundred_thousand_bent_addresses(
    fake_workspaces: FakeWorkspaces, slack: Slack, monkeypatch: pytest.MonkeyPatch, door: str, seed: int
) -> None:
    async with opened(fake_workspaces, slack, monkeypatch, door) as (workspace, turn):
        await bombard(workspace, turn, MANY_BODIES, seed)
