"""Only this machine's own page gets in."""

import asyncio

import pytest
from aiohttp import WSServerHandshakeError

from bot.adapters.playground.guard import require_loopback
from bot.configuration.settings import given
from bot.errors import OperatorError
from bot.process import running

from .conftest import House


@pytest.mark.parametrize("host", ["127.0.0.1", "127.0.0.9", "::1", "[::1]", "localhost", "LOCALHOST"])
def test_loopback_addresses_may_be_bound(host: str) -> None:
    require_loopback(host)


@pytest.mark.parametrize("host", ["10.0.0.1", "::", "192.168.1.4", "peerline.example", "localhost.example", ""])
async def test_no_other_address_can_be_bound(host: str) -> None:
    with pytest.raises(OperatorError, match="this machine only"):
        await running.play(given(), host, 0, lambda _: None)


@pytest.mark.parametrize("host", ["127.0.0.1:8080", "localhost", "LocalHost:9", "[::1]:8080"])
async def test_a_loopback_host_is_served(house: House, host: str) -> None:
    answer = await house.client.get("/healthz", headers={"Host": host})
    assert answer.status == 200


@pytest.mark.parametrize("path", ["/", "/healthz", "/static/app.js", "/live", "/nowhere"])
@pytest.mark.parametrize(
    "host", ["evil.example", "127.0.0.1.evil.example", "localhost@evil.example", "127.0.0.1:8:1", "10.0.0.1", "::1", ""]
)
async def test_a_foreign_host_is_refused_everywhere(house: House, path: str, host: str) -> None:
    answer = await house.client.get(path, headers={"Host": host})
    assert answer.status in {400, 421}
    assert house.engine.events == []


@pytest.mark.parametrize("path", ["/", "/healthz", "/static/app.js", "/nowhere", "/static/%2e%2e/server.py"])
async def test_every_answer_carries_the_headers(house: House, path: str) -> None:
    answer = await house.client.get(path)
    policy = answer.headers["Content-Security-Policy"]
    assert "default-src 'self'" in policy
    assert "unsafe" not in policy
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["Referrer-Policy"] == "no-referrer"
    assert answer.headers["Cache-Control"] == "no-store"


async def test_the_page_has_nothing_inline_and_nothing_from_elsewhere(house: House) -> None:
    html = await (await house.client.get("/")).text()
    assert "<style" not in html
    assert "style=" not in html
    assert "://" not in html
    assert html.count("<script") == html.count('<script type="module" src="/static/app.js"')
    script = await house.client.get("/static/app.js")
    assert script.content_type in {"text/javascript", "application/javascript"}
    assert (await house.client.get("/static/")).status == 403


@pytest.mark.parametrize(
    "origin", [None, "null", "http://evil.example", "https://127.0.0.1:{port}", "http://127.0.0.1:1"]
)
async def test_another_page_cannot_connect(house: House, origin: str | None) -> None:
    headers = {"Origin": origin.format(port=house.client.port)} if origin else {}
    with pytest.raises(WSServerHandshakeError) as refused:
        await house.client.ws_connect("/live", headers=headers)
    assert refused.value.status == 403
    await asyncio.sleep(0)
    assert house.engine.events == []
