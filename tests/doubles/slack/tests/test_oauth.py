"""Installing: the consent page, the exchange, rotation."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from urllib.parse import parse_qs, urlencode, urlsplit

import aiohttp
import pytest
from aiohttp import web
from aiohttp.test_utils import unused_port
from slack_bolt.adapter.aiohttp import to_aiohttp_response, to_bolt_request
from slack_bolt.app.async_app import AsyncApp
from slack_bolt.oauth.async_oauth_settings import AsyncOAuthSettings
from slack_sdk.oauth.installation_store import FileInstallationStore
from slack_sdk.oauth.state_store import FileOAuthStateStore
from slack_sdk.web.async_client import AsyncWebClient

from tests.doubles.slack import Slack
from tests.doubles.slack.grants import Visitor
from tests.doubles.slack.tests.asking import refused

# slack_sdk 3.47 makes the credentials with a helper that aiohttp 3.14 has deprecated.
pytestmark = pytest.mark.filterwarnings("ignore:BasicAuth is deprecated:DeprecationWarning")

BACK = "http://127.0.0.1/slack/oauth_redirect"


@pytest.fixture
def nobody(slack: Slack) -> AsyncWebClient:
    slack.workspace("T2", "Example Clinic", installed=False)
    slack.visitor = Visitor("T2", "UADMIN")
    return AsyncWebClient(base_url=slack.base_url)


@asynccontextmanager
async def installable(slack: Slack, folder: Path) -> AsyncIterator[str]:
    """A Bolt app with its install and redirect pages: its address."""
    application = web.Application()
    runner = web.AppRunner(application, access_log=None, shutdown_timeout=0.1)
    port = unused_port()
    url = f"http://127.0.0.1:{port}"
    settings = AsyncOAuthSettings(
        client_id=slack.client_id,
        client_secret=slack.client_secret,
        scopes=["chat:write"],
        redirect_uri=f"{url}/slack/oauth_redirect",
        authorization_url=slack.authorize_url,
        install_page_rendering_enabled=False,
        installation_store=FileInstallationStore(base_dir=str(folder)),
        state_store=FileOAuthStateStore(expiration_seconds=60, base_dir=str(folder)),
    )
    client = AsyncWebClient(base_url=slack.base_url)
    app = AsyncApp(signing_secret=slack.signing_secret, client=client, oauth_settings=settings)
    flow = app.oauth_flow
    assert flow

    async def install(request: web.Request) -> web.Response:
        response: web.Response = await to_aiohttp_response(
            await flow.handle_installation(await to_bolt_request(request))
        )
        return response

    async def back(request: web.Request) -> web.Response:
        response: web.Response = await to_aiohttp_response(await flow.handle_callback(await to_bolt_request(request)))
        return response

    application.add_routes([web.get("/slack/install", install), web.get("/slack/oauth_redirect", back)])
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", port).start()
    try:
        yield url
    finally:
        await runner.cleanup()


async def consent(slack: Slack, **asked: str) -> dict[str, str]:
    """What the app is sent back with."""
    query = {"client_id": slack.client_id, "scope": "chat:write,commands", "state": "s1", "redirect_uri": BACK}
    url = f"{slack.authorize_url}?{urlencode(query | asked)}"
    async with aiohttp.ClientSession() as session, session.get(url, allow_redirects=False) as response:
        sent = urlsplit(response.headers["Location"])
    assert sent.path == "/slack/oauth_redirect"
    return {key: value for key, (value,) in parse_qs(sent.query).items()}


async def test_a_code_becomes_a_token_that_works(slack: Slack, nobody: AsyncWebClient):
    assert not slack.is_installed("T2")
    back = await consent(slack)
    assert back["state"] == "s1"
    mine = {"client_id": slack.client_id, "client_secret": slack.client_secret, "redirect_uri": BACK}
    answer = await nobody.oauth_v2_access(**mine, code=back["code"])
    assert (answer["team"]["id"], answer["scope"]) == ("T2", "chat:write,commands")
    fresh = AsyncWebClient(token=answer["access_token"], base_url=slack.base_url)
    assert (await fresh.auth_test())["team_id"] == "T2"
    assert slack.is_installed("T2")
    assert await refused(nobody.oauth_v2_access(**mine, code=back["code"])) == "code_already_used"


async def test_bolts_own_flow_installs_the_app(slack: Slack, nobody: AsyncWebClient, tmp_path: Path):
    async with installable(slack, tmp_path) as url:
        installer = slack.person("T2", "UADMIN")
        status, page = await installer.installs(f"{url}/slack/install")
        assert status == 200
        assert "slack://app?team=T2" in page
        assert slack.is_installed("T2")
        status, page = await installer.installs(f"{url}/slack/install", allows=False)
        assert "access_denied" in page


async def test_what_is_not_exchanged(slack: Slack, nobody: AsyncWebClient):
    code = (await consent(slack))["code"]

    async def exchange(
        client_id: str = slack.client_id, secret: str = slack.client_secret, code: str = code, back: str = BACK
    ) -> str:
        return await refused(
            nobody.oauth_v2_access(client_id=client_id, client_secret=secret, code=code, redirect_uri=back)
        )

    assert await exchange(client_id="other") == "invalid_client_id"
    assert await exchange(secret="guess") == "bad_client_secret"
    assert await exchange(code="guess") == "invalid_code"
    assert await exchange(back="http://127.0.0.1/elsewhere") == "bad_redirect_uri"


async def test_somebody_says_no(slack: Slack, nobody: AsyncWebClient):
    slack.visitor = Visitor("T2", "UADMIN", allows=False)
    assert await consent(slack) == {"error": "access_denied", "state": "s1"}


async def test_a_refresh_token_serves_once(slack: Slack, nobody: AsyncWebClient):
    slack.workspaces["T2"].rotates = True
    mine = {"client_id": slack.client_id, "client_secret": slack.client_secret}
    code = (await consent(slack))["code"]
    first = await nobody.oauth_v2_access(**mine, code=code, redirect_uri=BACK)
    assert first["expires_in"] == 43_200
    again = {"grant_type": "refresh_token", "refresh_token": first["refresh_token"]}
    second = await nobody.oauth_v2_access(**mine, **again)
    assert second["access_token"] != first["access_token"]
    assert await refused(nobody.oauth_v2_access(**mine, **again)) == "invalid_refresh_token"
    slack.expire_token("T2")
    late = AsyncWebClient(token=second["access_token"], base_url=slack.base_url)
    assert await refused(late.auth_test()) == "token_expired"
