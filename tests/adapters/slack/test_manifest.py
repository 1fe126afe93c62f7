"""`python app.py slack-manifest`: what is pasted into Slack is within its rules and asks for the least."""

from typing import Any

import pytest
import yaml

from bot.adapters.slack.manifest import EVENTS, SCOPES, manifest
from bot.flows.routing import COMMANDS
from storage.encryption.keys import fresh
from storage.stores.inbox import KNOWN_AT_LEAST
from tests.adapters.slack.conftest import FakeWorkspaces
from tests.adapters.slack.fake_workspace import TEAM, FakeWorkspace
from tests.cli.conftest import DEMO, Shell
from tests.cli.conftest import shell as shell
from tests.doubles.slack import SCOPES as DEMANDED
from tests.doubles.slack import Slack
from tests.doubles.slack.methods import METHODS
from tests.served import settings_for

ADDRESS = "https://peerline.example.org"
ONE = {"slack_bot_token": "xoxb-1", "slack_signing_secret": "0" * 32, "peerline_public_url": ADDRESS}
MANY = {
    "slack_client_id": "1.2", "slack_client_secret": "s", "slack_signing_secret": "0" * 32,
    "peerline_public_url": ADDRESS,
}  # fmt: skip
SOCKET = {"slack_bot_token": "xoxb-1", "slack_app_token": "xapp-1"}
KEYS = {
    "": {"_metadata", "display_information", "features", "oauth_config", "settings"},
    "_metadata": {"major_version", "minor_version"},
    "display_information": {"name", "description", "background_color", "long_description"},
    "features": {"app_home", "bot_user", "slash_commands", "shortcuts"},
    "app_home": {"home_tab_enabled", "messages_tab_enabled", "messages_tab_read_only_enabled"},
    "bot_user": {"display_name", "always_online"},
    "slash_commands": {"command", "url", "description", "usage_hint", "should_escape"},
    "oauth_config": {"redirect_urls", "scopes"},
    "scopes": {"bot", "bot_optional"},
    "settings": {
        "event_subscriptions", "interactivity", "org_deploy_enabled", "socket_mode_enabled", "token_rotation_enabled",
    },
    "event_subscriptions": {"request_url", "bot_events"},
    "interactivity": {"is_enabled", "request_url"},
}  # fmt: skip


def made(tmp_path: Any, **settings: Any) -> dict[str, Any]:
    written = manifest(settings_for("sqlite:///x.db", tmp_path / "p.toml", peerline_keys=fresh(), **settings))
    found = yaml.safe_load(written)
    assert isinstance(found, dict)
    return found


@pytest.mark.parametrize("settings", [ONE, MANY, SOCKET, {}], ids=["one", "many", "socket", "nothing yet"])
def test_it_is_within_slacks_rules(tmp_path: Any, settings: dict[str, Any]) -> None:
    plain = made(tmp_path, **settings)
    _known(plain, "")
    about = plain["display_information"]
    assert 1 <= len(about["name"]) <= 35
    assert 1 <= len(about["description"]) <= 140
    assert 175 <= len(about["long_description"]) <= 4000
    assert len(plain["features"]["bot_user"]["display_name"]) <= 80
    commands = plain["features"]["slash_commands"]
    assert 1 <= len(commands) <= 50
    for command in commands:
        assert command["command"].startswith("/")
        assert len(command["command"]) <= 32
        assert len(command["description"]) <= 2000
        assert len(command["usage_hint"]) <= 1000
    assert len(plain["features"].get("shortcuts", [])) <= 10
    assert len(plain["settings"]["event_subscriptions"]["bot_events"]) <= 100
    assert plain["settings"]["org_deploy_enabled"] is False


def test_the_hint_names_words_that_are_known(tmp_path: Any) -> None:
    (command,) = made(tmp_path, **ONE)["features"]["slash_commands"]
    hinted = {word.split()[0] for word in command["usage_hint"].strip("[]").split("|") if word.strip()}
    assert hinted <= COMMANDS.keys()


def test_over_http_every_address_is_ours(tmp_path: Any) -> None:
    plain = made(tmp_path, **MANY)
    assert plain["settings"]["socket_mode_enabled"] is False
    events = f"{ADDRESS}/slack/events"
    assert plain["settings"]["event_subscriptions"]["request_url"] == events
    assert plain["settings"]["interactivity"] == {"is_enabled": True, "request_url": events}
    assert plain["features"]["slash_commands"][0]["url"] == events
    assert plain["oauth_config"]["redirect_urls"] == [f"{ADDRESS}/slack/oauth_redirect"]


@pytest.mark.parametrize("settings", [ONE, MANY, SOCKET], ids=["one", "many", "socket"])
def test_slack_brings_no_event_again_for_longer_than_it_is_known(tmp_path: Any, settings: dict[str, Any]) -> None:
    """At once, after a minute and after five, unless "delayed events" are on; a manifest that says nothing has none."""
    subscribed = made(tmp_path, **settings)["settings"]["event_subscriptions"]
    assert subscribed.keys() <= {"request_url", "bot_events"}
    assert sum(Slack().retry_waits, 60.0) < KNOWN_AT_LEAST.total_seconds()


def test_over_the_socket_there_is_no_address(tmp_path: Any) -> None:
    plain = made(tmp_path, **SOCKET)
    assert plain["settings"]["socket_mode_enabled"] is True
    assert "http" not in yaml.safe_dump({k: v for k, v in plain.items() if k != "display_information"})


def test_from_the_command_line(shell: Shell) -> None:
    said = shell.run("slack-manifest", PEERLINE_PUBLIC_URL=ADDRESS)
    assert yaml.safe_load(said.out)["settings"]["interactivity"]["request_url"] == f"{ADDRESS}/slack/events"


def test_the_scopes_are_what_our_methods_and_events_want(tmp_path: Any) -> None:
    asked = made(tmp_path, **ONE)["oauth_config"]["scopes"]
    assert asked == {"bot": sorted(SCOPES)}
    assert sorted(SCOPES) == sorted(DEMANDED)
    assert all(reason for reason in SCOPES.values())


def test_the_email_is_asked_for_only_where_a_site_wants_it(shell: Shell) -> None:
    plain = DEMO.read_text(encoding="utf-8")
    on = plain.replace("[[site]]", '[[site]]\nslack_team = "T0LAB"\nvouched_email = true', 1)
    for text, more in ((plain, set[str]()), (on, {"users:read.email"})):
        programme = shell.write("one.toml", text)
        said = shell.run("slack-manifest", PEERLINE_PUBLIC_URL=ADDRESS, PEERLINE_PROGRAMME=str(programme))
        assert set(yaml.safe_load(said.out)["oauth_config"]["scopes"]["bot"]) == SCOPES.keys() | more


@pytest.mark.parametrize("scope", sorted({"chat:write", "im:history", "im:write", "users:read"}))
async def test_none_can_be_spared(fake_workspaces: FakeWorkspaces, slack: Slack, scope: str) -> None:
    """With one scope less, something that people do no longer works; with all of them nothing is refused."""
    slack.workspaces[TEAM].token = slack.issue_token(TEAM, tuple(each for each in SCOPES if each != scope))
    async with fake_workspaces() as workspace:
        await _lives(workspace)
        refused = [call.method for call in slack.calls if call.outcome == "missing_scope"]
        heard = [delivery.payload.get("event", {}).get("type") for delivery in slack.deliveries]
    assert refused
    assert {METHODS[method].scope for method in refused} == {scope}
    if scope == "im:history":
        assert "message" not in heard


async def test_with_all_of_them_nothing_is_refused(workspace: FakeWorkspace) -> None:
    await _lives(workspace)
    assert [call.method for call in workspace.slack.calls if call.outcome == "missing_scope"] == []
    assert {d.payload["event"]["type"] for d in workspace.slack.deliveries if d.kind == "events_api"} <= {
        each.partition(".")[0] for each in EVENTS
    }


async def _lives(workspace: FakeWorkspace) -> None:
    """A look around, a typed word, a lost answer and a push."""
    robin = workspace.person()
    workspace.slack.retry_waits = ()
    await robin.opens_home()
    await robin.opens_home(tab="messages")
    await robin.types("Hello")
    await robin.command("/peer", "now")
    workspace.slack.fail("chat.postMessage", drop_after=True, user="U0ROBIN")
    await robin.press("Ask for a peer")
    await workspace.quiet()
    await robin.press("Continue")
    await workspace.quiet()
    await robin.submit(contact="204-555-0123")
    await workspace.quiet()
    await workspace.house.forward(hours=0.1)


def _known(plain: Any, name: str) -> None:
    """No key that Slack does not know."""
    if isinstance(plain, dict):
        assert plain.keys() <= KEYS[name], (name, plain.keys() - KEYS[name])
        for key, value in plain.items():
            if isinstance(value, dict) or key == "slash_commands":
                _known(value, key)
    elif name == "slash_commands":
        for each in plain:
            _known(each, name)
