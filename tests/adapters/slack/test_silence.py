"""No log holds a word, a name, a contact, a token or a secret: with everything at DEBUG, in good times and bad."""

import json

import pytest

from tests.adapters.slack.conftest import FakeWorkspaces
from tests.adapters.slack.fake_workspace import CONTACT, SECRET, TEAM, USERS, FakeWorkspace
from tests.adapters.slack.logbook import Logbook
from tests.doubles.slack import Slack

MARK = "Zq8marker"
NAMES = ("Robin", "Fictional", "Maple", "Exemple", "Placeholder", "Casey", "Devon", "Visitor")


def nothing(workspace: FakeWorkspace, logbook: Logbook, *more: str) -> None:
    tokens = [*workspace.slack.tokens, *(space.refresh_token for space in workspace.slack.workspaces.values())]
    urls = [*workspace.slack.hooks, *workspace.slack.codes, *workspace.slack.socket_tickets]
    people = [*NAMES, *USERS.values(), "U0VISITOR"]
    secrets = [SECRET, workspace.slack.client_secret, *(token for token in tokens if token)]
    logbook.never(MARK, CONTACT, *people, *secrets, *urls, *more)


async def story(workspace: FakeWorkspace) -> None:
    """Everything that people do, with the marker wherever words can be typed."""
    robin = await workspace.asks()
    await robin.types(MARK)
    await robin.command("/peer", MARK)
    await robin.command("/peer", f"language {MARK}", channel="C-GENERAL")
    await robin.opens_home()
    await workspace.stranger().types(MARK)
    await workspace.stranger().command("/peer")
    await workspace.slack.change_user(TEAM, "U0VISITOR", name=MARK)
    supporter = await workspace.matched()
    await workspace.quiet()
    await supporter.press("Details")
    await workspace.quiet()
    assert CONTACT in supporter.modal.words
    await workspace.slack.deactivate(TEAM, supporter.id)
    await workspace.quiet()


async def test_while_all_is_well(workspace: FakeWorkspace, logbook: Logbook) -> None:
    await story(workspace)
    assert {
        message.text for person in workspace.slack.screens for message in workspace.slack.person(*person).dm.messages
    }
    nothing(workspace, logbook)


@pytest.mark.parametrize("how", [{"status": 500}, {"error": "invalid_blocks"}, {"drop_before": True}, {"status": 429}])
async def test_while_slack_fails(workspace: FakeWorkspace, logbook: Logbook, how: dict[str, object]) -> None:
    robin = workspace.person()
    await robin.command("/peer")
    held = robin.button("Ask for a peer")
    workspace.slack.retry_waits = ()
    for method in ("chat.postMessage", "chat.update", "views.open", "views.publish", "users.info", "response_url"):
        workspace.slack.fail(method, times=None, **how)
    await robin.types(MARK)
    await robin.press(held)
    await robin.opens_home()
    await robin.command("/peer", "now")
    await workspace.quiet()
    assert logbook.says("answer_not_posted")
    nothing(workspace, logbook)


async def test_while_the_database_fails(workspace: FakeWorkspace, logbook: Logbook) -> None:
    robin = workspace.person()
    await robin.command("/peer")
    with workspace.held_database():
        await robin.press("Ask for a peer")
        await robin.types(MARK)
        await workspace.slack.deactivate(TEAM, "U0ADA")
    await workspace.quiet()
    assert logbook.says("database_unavailable")
    nothing(workspace, logbook)


async def test_while_we_fail(workspace: FakeWorkspace, logbook: Logbook, monkeypatch: pytest.MonkeyPatch) -> None:
    """An exception of our own may hold anything in its words."""

    def breaks(*_: object) -> None:
        raise RuntimeError(f"{MARK} Robin {CONTACT}")

    robin = workspace.person()
    await robin.command("/peer")
    held = robin.button("Ask for a peer")
    monkeypatch.setattr("bot.adapters.slack.interactions.event_of", breaks)
    monkeypatch.setattr("bot.adapters.slack.events.team_of", breaks)
    workspace.slack.retry_waits = ()
    await robin.press(held)
    await robin.types(MARK)
    assert logbook.says("press_failed", "RuntimeError")
    assert logbook.says("event_failed", "RuntimeError")
    nothing(workspace, logbook)


async def test_what_is_refused(workspace: FakeWorkspace, logbook: Logbook) -> None:
    body = json.dumps({"type": "event_callback", "team_id": TEAM, "event": {"type": "message", "text": MARK}})
    plain = {"Content-Type": "application/json"}
    await workspace.slack.knock(body, plain)
    await workspace.slack.knock(body, plain | workspace.slack.sign(body, secret=MARK))
    await workspace.slack.knock(body, plain | workspace.slack.sign(body, timestamp=1))
    await workspace.post(body.replace(TEAM, "T0OTHER"))
    await workspace.post(f"{{{MARK}")
    await workspace.slack.knock(body, plain | {"X-Slack-Signature": MARK, "X-Slack-Request-Timestamp": MARK})
    assert logbook.says("bad_signature")
    assert logbook.says("not_our_workspace")
    assert logbook.says("unreadable")
    nothing(workspace, logbook, "T0OTHER")


async def test_over_the_socket(fake_workspaces: FakeWorkspaces, slack: Slack, logbook: Logbook) -> None:
    slack.socket_mode = True
    async with fake_workspaces(slack_signing_secret=None, slack_app_token=slack.app_token) as workspace:
        await story(workspace)
        await slack.refresh_sockets()
        await slack.cut_sockets()
        await workspace.person().types(MARK)
        await workspace.quiet()
        nothing(workspace, logbook, "ticket=")


async def test_what_the_operator_turns_up_to_debug(workspace: FakeWorkspace, logbook: Logbook) -> None:
    """Somebody who looks for a fault switches the libraries on, by name, and still reads no word."""
    import logging

    for name in ("slack_bolt", "slack_sdk", "slack_bolt.AsyncApp", "slack_sdk.web.async_client"):
        logging.getLogger(name).setLevel(logging.DEBUG)
    try:
        await story(workspace)
        body = json.dumps({"text": MARK})
        await workspace.slack.knock(body, {"Content-Type": "application/json"})
        nothing(workspace, logbook)
    finally:
        for name in ("slack_bolt", "slack_sdk"):
            logging.getLogger(name).setLevel(logging.CRITICAL + 1)
        for name in ("slack_bolt.AsyncApp", "slack_sdk.web.async_client"):
            logging.getLogger(name).setLevel(logging.NOTSET)
