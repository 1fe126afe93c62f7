"""The nginx blocks of docs/network.md, as they are there but for ports and certificates, with a real nginx."""

import asyncio
import hashlib
import hmac
import json
import os
import re
import shutil
import socket
import ssl
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import aiohttp
import pytest

from tests.doubles.authority import Authority
from tests.served import SECRET, running, settings_for, slack_programme

DOCS = Path(__file__).parents[2] / "docs" / "network.md"
NGINX = shutil.which("nginx") or shutil.which("/usr/sbin/nginx")
SLACK = {"slack_bot_token": "xoxb-1", "slack_signing_secret": SECRET, "slack_api_url": "http://127.0.0.1:9/api/"}
pytestmark = pytest.mark.skipif(NGINX is None, reason="there is no nginx here; on Debian: apt-get install nginx-light")


def blocks() -> tuple[str, str]:
    """A whole file, and a location for a server that stands already."""
    found = re.findall(
        r"(?:^    (?:server|location) .*\n(?:(?:    .*)?\n)+)", DOCS.read_text(encoding="utf-8"), re.MULTILINE
    )
    whole, below = (each for each in found if "proxy_pass" in each)
    return whole, below


@asynccontextmanager
async def nginx(folder: Path, text: str, behind: str, host: str) -> AsyncIterator[tuple[str, str, ssl.SSLContext]]:
    """Its addresses for http and https, and what trusts it."""
    authority = Authority()
    trusted = ssl.create_default_context(cafile=authority.write(folder))
    authority.speaks_for(host)
    plain, secure = _free(), _free()
    for old, new in {
        "listen [::]:80;": "", "listen [::]:443 ssl;": "", "listen 80": f"listen 127.0.0.1:{plain}",
        "listen 443": f"listen 127.0.0.1:{secure}", "http://127.0.0.1:3978": behind,
        "/etc/ssl/peerline/fullchain.pem": f"{folder}/{host}.pem",
        "/etc/ssl/peerline/privkey.pem": f"{folder}/{host}.pem",
    }.items():  # fmt: skip
        text = text.replace(old, new)
    paths = "".join(
        f"{each}_temp_path {folder}/{each};" for each in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    )
    user = "user root;" if os.geteuid() == 0 else ""
    first = f"{user} daemon off; pid {folder}/pid; error_log {folder}/log; events {{}}"
    (folder / "nginx.conf").write_text(f"{first}\nhttp {{ {paths}\n{text}\n}}\n")
    assert NGINX
    process = await asyncio.create_subprocess_exec(NGINX, "-e", f"{folder}/log", "-c", str(folder / "nginx.conf"))
    try:
        for _ in range(200):
            if process.returncode is not None or _answers(secure):
                break
            await asyncio.sleep(0.05)
        assert process.returncode is None, (folder / "log").read_text()
        yield f"http://127.0.0.1:{plain}", f"https://127.0.0.1:{secure}", trusted
    finally:
        if process.returncode is None:
            process.terminate()
        await process.wait()


@pytest.mark.parametrize("kind", ["a name of its own", "a path that stays", "a path that is taken off"])
async def test_what_the_page_shows_works(tmp_path: Path, migrated_sqlite: bytes, kind: str) -> None:
    whole, below = blocks()
    host, path = ("peer.example.org", "") if kind == "a name of its own" else ("apps.example.org", "/peerline")
    if path:
        server = whole[whole.rindex("    server {") :].replace("peer.example.org", host)
        whole = re.sub(r" {8}location / \{.*?\n {8}\}\n", lambda _: below, server, flags=re.DOTALL)
        whole = whole.replace("3978;", "3978/;") if kind.endswith("off") else whole
    (tmp_path / "p.db").write_bytes(migrated_sqlite)
    settings = settings_for(
        f"sqlite:///{tmp_path}/p.db", slack_programme(tmp_path),
        peerline_public_url=f"https://{host}{path}", peerline_forwarded_from="127.0.0.1", **SLACK,
    )  # fmt: skip
    async with (
        running(settings) as house,
        nginx(tmp_path, whole, house.address, host) as (plain, secure, trusted),
        aiohttp.ClientSession(headers={"Host": host}) as session,
    ):
        how: dict[str, Any] = {"ssl": trusted, "server_hostname": host}
        for door, said in (("/healthz", "ok\n"), ("/readyz", "ready\n")):
            async with session.get(f"{secure}{path}{door}", **how) as answer:
                assert (answer.status, await answer.text()) == (200, said)
        async with session.get(f"{secure}{path}/privacy", **how) as answer:
            assert "tel:911" in await answer.text()
        body = json.dumps({"type": "url_verification", "challenge": "é"}, ensure_ascii=False).encode()
        async with session.post(f"{secure}{path}/slack/events", data=body, headers=signed(body), **how) as answer:
            assert (answer.status, await answer.json()) == (200, {"challenge": "é"})
        async with session.post(f"{secure}{path}/slack/events", data=b"{}", **how) as answer:
            assert answer.status == 401
        if not path:
            async with session.get(f"{plain}/privacy", allow_redirects=False) as answer:
                assert (answer.status, answer.headers["Location"]) == (301, f"https://{host}/privacy")
        else:
            async with session.get(f"{secure}/healthz", **how) as answer:
                assert answer.status == 404, "what else stands on that name is not ours"


def signed(body: bytes) -> dict[str, str]:
    at = str(int(time.time()))
    mark = hmac.new(SECRET.encode(), f"v0:{at}:".encode() + body, hashlib.sha256).hexdigest()
    return {
        "Content-Type": "application/json", "X-Slack-Request-Timestamp": at, "X-Slack-Signature": f"v0={mark}",
    }  # fmt: skip


def _free() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


def _answers(port: int) -> bool:
    with socket.socket() as there:
        return there.connect_ex(("127.0.0.1", port)) == 0
