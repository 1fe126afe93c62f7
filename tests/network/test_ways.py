"""How calls leave a hospital's network, and what `check` says where they do not."""

import asyncio
import json
import os
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack
from datetime import UTC, datetime
from pathlib import Path

import aiohttp
import pytest
from pydantic import SecretStr
from yarl import URL

from bot.adapters.egress import Ways, trouble, unlike, ways_of
from bot.adapters.slack.api import Api
from bot.cli import checks
from bot.cli.console import opened
from bot.configuration.settings import SettingsError, given
from bot.ports.platform import Temporary
from storage.database.migrate import upgrade
from tests.doubles.network import Network, WebFilter
from tests.doubles.slack import Slack
from tests.doubles.teams import Teams
from tests.served import SECRET, TEAM, TENANT, endpoints_of, slack_programme, teams_programme

NOW = datetime(2026, 11, 23, 15, tzinfo=UTC)


@pytest.fixture
async def network() -> AsyncIterator[Network]:
    async with Network() as found:
        yield found


@pytest.fixture
async def slack(network: Network) -> AsyncIterator[Slack]:
    async with Slack() as double:
        double.workspace(TEAM, "Lakeside Hospital")
        double.base_url = network.named("slack.test", double.base_url)
        yield double


async def call(slack: Slack, **how: object) -> str:
    """How a call of ours ends."""
    ways = ways_of(given(**{name: value for name, value in how.items() if value}))
    api = Api(slack.base_url, ways)
    try:
        await api.call("auth.test", slack.workspaces[TEAM].token)
    except Temporary as error:  # nothing can have arrived
        return str(error)
    finally:
        await api.close()
    return "there"


async def test_each_kind_of_trouble_on_the_way_is_told_apart(network: Network, slack: Slack) -> None:
    proxy, authorities = network.proxy, network.authorities
    assert await call(slack) == "the name is not known here"
    assert (await call(slack, https_proxy=proxy)).startswith(
        "the certificate is not trusted; does the network open TLS"
    )
    assert await call(slack, https_proxy=proxy, ssl_cert_file=authorities) == "there"
    assert await call(slack, https_proxy=proxy.removeprefix("http://"), ssl_cert_file=authorities) == "there"
    assert await call(slack, https_proxy="http://127.0.0.1:9", ssl_cert_file=authorities) == "the proxy does not answer"
    network.refuses = 403
    assert await call(slack, https_proxy=proxy, ssl_cert_file=authorities) == "the proxy refuses with 403"
    network.refuses, network.password = 0, "peerline:s3cret/"
    assert (await call(slack, https_proxy=proxy)).startswith("the proxy wants a name and a password")
    named = proxy.replace("//", "//peerline:s3cret%2F@")
    assert await call(slack, https_proxy=named, ssl_cert_file=authorities) == "there"


@pytest.mark.parametrize(
    "error",
    [
        aiohttp.ServerDisconnectedError(), aiohttp.ClientOSError(104, "reset"), ConnectionResetError(), OSError(),
        aiohttp.ClientPayloadError("half"), asyncio.IncompleteReadError(b"", 1), aiohttp.InvalidURL("http://"),
        aiohttp.ClientError(), aiohttp.ClientResponseError(None, (), status=400), json.JSONDecodeError("", "<html>", 0),  # type: ignore[arg-type]
        UnicodeDecodeError("utf-8", b"\xff", 0, 1, ""), KeyError("jwks_uri"), TypeError(), TimeoutError(),
    ],
    ids=lambda error: type(error).__name__,
)  # fmt: skip
def test_every_reason_is_in_words(error: Exception) -> None:
    """The names of classes stood in `check` and in the log."""
    said = trouble(error)
    assert len(said.split()) > 1
    assert type(error).__name__ not in said


def test_what_no_proxy_exempts() -> None:
    ways = Ways(https=URL("http://proxy.test:3128"), exempt=".lakeside.test, slack.test:443 10.0.0.0/8,*.gov.test")
    ways_out = {
        "https://slack.com/api/": True, "wss://wss-primary.slack.com/link": True, "https://slack.test.evil/": True,
        "https://lakeside.test/": False, "https://db.lakeside.test/": False, "https://notlakeside.test/": True,
        "https://10.1.2.3/": False, "https://11.1.2.3/": True, "https://a.gov.test/": False,
        "https://127.0.0.1:8443/": False, "https://[::1]/": False, "https://169.254.169.254/": False,
        "http://slack.com/": False,
    }  # fmt: skip
    for url, proxied in ways_out.items():
        assert (ways.proxy_for(URL(url)) is not None) == proxied, url
    assert Ways(https=URL("http://proxy.test"), exempt="*").proxy_for(URL("https://slack.com/")) is None


async def test_no_library_goes_its_own_way(network: Network, slack: Slack, monkeypatch: pytest.MonkeyPatch) -> None:
    """slack_sdk reads HTTPS_PROXY by itself, and no NO_PROXY: what is exempt went to the proxy."""
    monkeypatch.setenv("HTTPS_PROXY", "http://127.0.0.1:9")
    monkeypatch.setenv("HTTP_PROXY", "http://127.0.0.1:9")
    assert await call(slack, https_proxy=network.proxy, no_proxy="slack.test") == "the name is not known here"
    assert await call(slack, https_proxy=network.proxy, ssl_cert_file=network.authorities) == "there"


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"https_proxy": "socks5://proxy.test:1080"}, "HTTPS_PROXY is no HTTP proxy; expected http://host:port"),
        ({"ssl_cert_file": "none.pem"}, "SSL_CERT_FILE cannot be read: No such file or directory"),
        ({"ssl_cert_file": __file__}, "SSL_CERT_FILE holds no certificate; expected PEM"),
    ],
)
def test_what_is_set_wrongly_is_a_sentence(wrong: dict[str, str], sentence: str) -> None:
    with pytest.raises(SettingsError, match=sentence):
        given(**wrong)


class TestCheck:
    @pytest.fixture
    async def house(
        self, network: Network, slack: Slack, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> AsyncIterator[Teams]:
        """Both platforms behind the proxy, as .env would have it."""
        async with AsyncExitStack() as standing:
            teams = Teams()
            teams.world.tenant = TENANT
            await teams.start()
            standing.push_async_callback(teams.stop)
            teams.login_url = network.named("login.test", teams.login_url)
            teams.world.service_url = network.named("smba.test", teams.world.service_url)
            teams.service_host = "smba.test"
            monkeypatch.setattr("bot.adapters.teams.diagnostics.endpoints_in", lambda *_: endpoints_of(teams))
            for name in [name for name in os.environ if name.startswith(("PEERLINE_", "SLACK_", "TEAMS_"))]:
                monkeypatch.delenv(name)
            for name, value in {
                "PEERLINE_PROGRAMME": str(teams_programme(tmp_path, slack_programme(tmp_path))),
                "PEERLINE_PUBLIC_URL": "https://peer.test",
                "SLACK_BOT_TOKEN": slack.workspaces[TEAM].token,
                "SLACK_SIGNING_SECRET": SECRET,
                "SLACK_API_URL": slack.base_url,
                "TEAMS_APP_ID": teams.app_id,
                "TEAMS_APP_PASSWORD": teams.app_password,
                "TEAMS_TENANT_ID": TENANT,
                "HTTPS_PROXY": network.proxy,
                "SSL_CERT_FILE": str(network.authorities),
            }.items():
                monkeypatch.setenv(name, value)
            monkeypatch.chdir(tmp_path)
            with opened() as (_, database):
                upgrade(database)
            yield teams

    async def _lines(self) -> list[str]:
        lines = [str(line) for line in await asyncio.to_thread(checks.run, NOW)]
        return [line for line in lines if line[6:].startswith(("network", "Slack", "Teams"))]

    async def test_it_goes_the_same_ways(self, network: Network, house: Teams) -> None:
        lines = await self._lines()
        assert lines[0].startswith(f"ok    network: calls go out by the proxy {network.proxy.removeprefix('http://')}")
        assert [line for line in lines if line.startswith("FAIL")] == []
        assert set(network.asked) == {"slack.test:443", "login.test:443", "smba.test:443", "peer.test:443"}

    async def test_it_says_which_fail(self, network: Network, house: Teams) -> None:
        network.forget("smba.test")
        assert [line for line in await self._lines() if line.startswith("FAIL")] == [
            "FAIL  Teams service: smba.test is out of reach (the proxy refuses with 502); every message goes there"
        ]
        network.forget("slack.test")
        network.forget("login.test")
        fails = [line for line in await self._lines() if line.startswith("FAIL")]
        assert len(fails) == 4
        assert all("the proxy refuses with 502" in line for line in fails)

    @pytest.mark.parametrize("status", [200, 403])
    async def test_a_web_filter_that_answers_in_their_place(
        self, network: Network, house: Teams, monkeypatch: pytest.MonkeyPatch, status: int
    ) -> None:
        """Its page counted as an answer of Slack's other hosts, and its 403 as Entra's refusal of our secret."""
        async with WebFilter(status) as stranger:
            for host in ("slack.com", "login.test", "smba.test", "hooks.slack.com", "files.slack.com"):
                network.named(host, stranger.url)
            monkeypatch.setenv("SLACK_API_URL", "https://slack.com/api/")
            bad = [line for line in await self._lines() if not line.startswith("ok") and "not tried yet" not in line]
        slack, entra, microsoft = (f"it {unlike(whose)}" for whose in ("Slack", "Entra", "Microsoft"))
        keys, after = microsoft if status == 200 else "it answered with 403", "is the network open to it?"
        assert [line.removeprefix("FAIL  ") for line in bad if line.startswith("FAIL")] == [
            f"Slack: slack.com gave no answer of Slack's ({slack}); {after} (SLACK_API_URL)",
            f"Teams: login.test gave no token ({entra}); {after}",
            f"Teams keys: login.test gave no signing keys of Microsoft's ({keys}); {after}",
        ]
        # What these say to nobody is not promised: a page is no more than a sign.
        signs = [
            f"Slack: hooks.slack.com {unlike('Slack')}; what a press is answered goes there",
            f"Slack: files.slack.com {unlike('Slack')}; a report's chart goes there",
            f"Teams service: smba.test {unlike('Teams')}; every message goes there",
        ]
        assert [line.removeprefix("warn  ") for line in bad if line.startswith("warn")] == signs * (status == 200)

    @pytest.mark.parametrize("domain", ["slack.com", "slack-gov.com"])
    async def test_slacks_other_hosts_are_looked_for(
        self, network: Network, house: Teams, monkeypatch: pytest.MonkeyPatch, domain: str
    ) -> None:
        monkeypatch.setenv("SLACK_API_URL", f"https://{domain}/api/")
        monkeypatch.setenv("SLACK_APP_TOKEN", "xapp-1")
        network.refuses = 403
        fails = [line for line in await self._lines() if line.startswith("FAIL  Slack: ") and "out of reach" in line]
        assert [line.split()[2] for line in fails] == [f"{each}.{domain}" for each in ("hooks", "files", "wss-primary")]
        slack = {each for each in network.asked if "slack" in each}
        assert slack == {f"{each}{domain}:443" for each in ("", "hooks.", "files.", "wss-primary.")}, "no other Slack"
        assert network.asked[-1].endswith(":443")


async def test_a_certificate_of_our_own_is_trusted_beside_the_systems(network: Network) -> None:
    context = (await _context(Ways(authorities=network.authorities))).get_ca_certs()
    usual = (await _context(Ways())).get_ca_certs()
    assert len(context) == len(usual) + 1


async def _context(ways: Ways) -> aiohttp.connector.SSLContext:
    session = ways.session()
    try:
        assert isinstance(session.connector, aiohttp.TCPConnector)
        return session.connector._ssl  # type: ignore[return-value]
    finally:
        await session.close()


def test_a_secret_in_the_proxys_address_is_never_shown() -> None:
    settings = given(https_proxy="http://peerline:s3cret@proxy.test")
    assert isinstance(settings.https_proxy, SecretStr)
    assert "s3cret" not in repr(settings)
