"""`check` tells apart what can be wrong with Slack: the token, its scopes, the secret, the app token, the address."""

import asyncio
import json
import os
import re
from collections.abc import AsyncIterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from bot.cli import checks
from bot.cli.console import in_transaction, opened, programme_of
from bot.roster import read
from bot.runtime import roster_import
from storage.encryption.keys import KeyFile
from tests.cli.conftest import HEADER, PEOPLE
from tests.doubles.slack import Slack
from tests.served import SECRET, TEAM, running, settings_for, slack_programme

NOW = datetime(2026, 11, 23, 15, tzinfo=UTC)
ADDRESS = "https://peerline.example.org"


@pytest.fixture
async def slack(here: Path, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Slack]:
    """A good house in front of a good Slack."""
    programme = slack_programme(here)
    async with Slack() as double:
        double.signing_secret = SECRET
        double.workspace(TEAM, "Lakeside Hospital")
        for name, value in {
            "PEERLINE_PROGRAMME": str(programme),
            "PEERLINE_PUBLIC_URL": ADDRESS,
            "SLACK_BOT_TOKEN": double.workspaces[TEAM].token,
            "SLACK_SIGNING_SECRET": SECRET,
            "SLACK_API_URL": double.base_url,
        }.items():
            monkeypatch.setenv(name, value)
        with opened() as (settings, database):
            found = programme_of(settings)
            people = read("roster.csv", "\n".join((HEADER, *PEOPLE)).replace("T0DEMO", TEAM), found)
            in_transaction(settings, database, lambda unit: roster_import.apply(unit, found, people))
        yield double


async def found() -> list[str]:
    """The lines about Slack, and no secret in any line."""
    lines = [str(line) for line in await asyncio.to_thread(checks.run, NOW)]
    for secret in ("xoxb-", "xapp-", SECRET, TEAM):
        assert not [line for line in lines if secret in re.sub("begins with x(oxb|app)-|an xapp- ", "", line)]
    return [line for line in lines if line[6:].startswith("Slack")]


async def knocks(secret: str, *, told: str = "") -> None:
    """A server runs for a moment with the settings' secret, and Slack knocks, signing with `secret`."""
    with opened() as (settings, _):
        url = settings.peerline_database_url
        programme = settings.peerline_programme
        keys = KeyFile(Path("var/keys")).secrets()[0]
        assert settings.slack_signing_secret
        assert programme
        given = settings_for(
            url,
            programme,
            peerline_keys=keys,
            slack_bot_token=settings.slack_bot_token,
            slack_signing_secret=settings.slack_signing_secret,
            slack_signing_secret_old=settings.slack_signing_secret_old,
            slack_api_url=settings.slack_api_url,
        )
    async with Slack() as double, running(given, rows=[]) as house:
        double.app_url = house.address + "/slack/events"
        body = json.dumps({"type": "url_verification", "challenge": "c"})
        signed = double.sign(body, secret=secret)
        await double.knock(body, {"Content-Type": "application/json"} | signed)
        for _ in range(50):
            await asyncio.sleep(0.02)
            if not house.served.adapters[0]._endpoint._signatures._writing._running:  # type: ignore[attr-defined]
                break


async def test_all_is_good(slack: Slack) -> None:
    await knocks(SECRET)
    assert await found() == [
        "ok    Slack: answers",
        "ok    Slack token: Slack knows it",
        "ok    Slack scopes: all that is needed",
        "ok    Slack signing secret: fits the requests that Slack sent",
    ]


async def test_the_secret_before_it_is_told_of_until_it_can_go(slack: Slack, monkeypatch: pytest.MonkeyPatch) -> None:
    old = "fedcba9876543210fedcba9876543210"
    monkeypatch.setenv("SLACK_SIGNING_SECRET_OLD", old)
    await knocks(old)
    assert (await found())[-1] == (
        "warn  Slack signing secret: Slack still signs with SLACK_SIGNING_SECRET_OLD; leave both until it signs with "
        "the new one"
    )
    await knocks(SECRET)
    assert (await found())[-1] == (
        "warn  Slack signing secret: fits the requests that Slack sent; SLACK_SIGNING_SECRET_OLD can be taken away"
    )


async def test_nobody_has_knocked_yet(slack: Slack) -> None:
    assert (await found())[-1] == (
        "warn  Slack signing secret: not tried yet: no request of Slack has come since it was set"
    )


@pytest.mark.parametrize("trouble", ["invalid_auth", "token_revoked", "account_inactive"])
async def test_a_wrong_token(slack: Slack, trouble: str) -> None:
    slack.kill_tokens(TEAM, trouble)
    (line,) = [line for line in await found() if line.startswith("FAIL")]
    assert line == (
        f"FAIL  Slack token: Slack refuses SLACK_BOT_TOKEN ({trouble}); copy it again from OAuth & Permissions"
    )


@pytest.mark.parametrize("scope", ["chat:write", "im:history", "im:write", "users:read", "commands"])
async def test_a_missing_scope(slack: Slack, monkeypatch: pytest.MonkeyPatch, scope: str) -> None:
    scopes = tuple(each for each in slack.scopes if each != scope)
    monkeypatch.setenv("SLACK_BOT_TOKEN", slack.issue_token(TEAM, scopes))
    (line,) = [line for line in await found() if line.startswith("FAIL")]
    assert line.startswith(f"FAIL  Slack scopes: missing: {scope}; add them under OAuth & Permissions")


def wants_emails(programme: Path) -> None:
    plain = programme.read_text(encoding="utf-8")
    programme.write_text(plain.replace("[[site]]", "[[site]]\nvouched_email = true", 1), encoding="utf-8")


async def test_a_site_wants_emails_and_the_token_may_not_read_them(
    slack: Slack, monkeypatch: pytest.MonkeyPatch
) -> None:
    wants_emails(Path(os.environ["PEERLINE_PROGRAMME"]))
    (line,) = [line for line in await found() if line.startswith("FAIL")]
    assert line == (
        "FAIL  Slack scopes: missing: users:read.email; add them under OAuth & Permissions, then install the app again "
        "(users:read.email is there for vouched_email = true; without it no e-mail is vouched for)"
    )
    monkeypatch.setenv("SLACK_BOT_TOKEN", slack.issue_token(TEAM, (*slack.scopes, "users:read.email")))
    assert "ok    Slack scopes: all that is needed" in await found()


async def test_more_scopes_than_needed(slack: Slack, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SLACK_BOT_TOKEN", slack.issue_token(TEAM, (*slack.scopes, "channels:history")))
    assert "warn  Slack scopes: more than needed: channels:history" in await found()


async def test_a_wrong_secret_once_slack_has_been_refused_with_it(slack: Slack) -> None:
    await knocks("f" * 32)
    assert (await found())[-1].startswith("FAIL  Slack signing secret: Slack signs with another secret")
    await knocks(SECRET)
    assert (await found())[-1] == "ok    Slack signing secret: fits the requests that Slack sent"


class TestSocketMode:
    async def test_a_good_app_token(self, slack: Slack, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setenv("SLACK_APP_TOKEN", slack.app_token)
        lines = await found()
        assert "ok    Slack Socket Mode: a connection can be opened" in lines
        assert not [line for line in lines if not line.startswith("ok") and "placeholder" not in line]

    async def test_a_wrong_one(self, slack: Slack, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setenv("SLACK_APP_TOKEN", "xapp-1-mistyped")
        (line,) = [line for line in await found() if line.startswith("FAIL")]
        assert line.startswith("FAIL  Slack Socket Mode: Slack refuses SLACK_APP_TOKEN (")


async def test_an_address_that_does_not_answer(slack: Slack, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SLACK_API_URL", "http://127.0.0.1:9/api/")
    (line,) = [line for line in await found() if line.startswith("FAIL")]
    assert line == (
        "FAIL  Slack: 127.0.0.1 gave no answer of Slack's (no connection); is the network open to it? (SLACK_API_URL)"
    )


async def test_a_slack_that_is_down(slack: Slack) -> None:
    slack.outage()
    (line,) = [line for line in await found() if line.startswith("FAIL")]
    assert line.startswith("FAIL  Slack: 127.0.0.1 gave no answer of Slack's (it answered with ")


async def test_a_workspace_that_no_site_has(slack: Slack, monkeypatch: pytest.MonkeyPatch) -> None:
    slack.workspace("T0OTHER")
    monkeypatch.setenv("SLACK_BOT_TOKEN", slack.workspaces["T0OTHER"].token)
    (line,) = [line for line in await found() if line.startswith("FAIL")]
    assert line.startswith('FAIL  Slack workspace: no site of the programme file says slack_team = "T0OTHER"')


async def test_no_address_for_slack_to_reach(slack: Slack, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("PEERLINE_PUBLIC_URL")
    assert (await found())[-1] == (
        "FAIL  Slack: PEERLINE_PUBLIC_URL is not set; without an https:// address Slack cannot reach /slack/events"
    )


def names_no_workspace(programme: Path, open_to: str) -> None:
    text = programme.read_text(encoding="utf-8").replace(f'slack_team = "{TEAM}"\n', "")
    programme.write_text(text.replace("[policy]\n", f'[policy]\nopen_to = "{open_to}"\n'), encoding="utf-8")


@pytest.mark.parametrize("open_to", ["workspace", "roster"])
async def test_no_site_names_its_workspace(slack: Slack, open_to: str) -> None:
    """F12: everybody on no roster then read that no programme is here, and `check` was content."""
    names_no_workspace(Path(os.environ["PEERLINE_PROGRAMME"]), open_to)
    (line,) = [line for line in await found() if "no site has a slack_team" in line]
    assert line.startswith("FAIL  Slack: " if open_to == "workspace" else "warn  Slack: ")
