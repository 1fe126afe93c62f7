"""No log holds a word, a name, a contact, a token or a secret: with everything at DEBUG, in good times and bad."""

import json

import pytest

from tests.adapters.slack.conftest import Towns
from tests.adapters.slack.logbook import Logbook
from tests.adapters.slack.town import CONTACT, SECRET, TEAM, USERS, Town
from tests.doubles.slack import Slack

MARK = "Zq8marker"
NAMES = ("Robin", "Fictional", "Maple", "Exemple", "Placeholder", "Casey", "Devon", "Visitor")


def nothing(town: Town, logbook: Logbook, *more: str) -> None:
    tokens = [*town.slack.tokens, *(space.refresh_token for space in town.slack.workspaces.values())]
    urls = [*town.slack.hooks, *town.slack.codes, *town.slack.socket_tickets]
    people = [*NAMES, *USERS.values(), "U0VISITOR"]
    secrets = [SECRET, town.slack.client_secret, *(token for token in tokens if token)]
    logbook.never(MARK, CONTACT, *people, *secrets, *urls, *more)


async def story(town: Town) -> None:
    """Everything that people do, with the marker wherever words can be typed."""
    robin = await town.asks()
    await robin.types(MARK)
    await robin.command("/peer", MARK)
    await robin.command("/peer", f"language {MARK}", channel="C-GENERAL")
    await robin.opens_home()
    await town.stranger().types(MARK)
    await town.stranger().command("/peer")
    await town.slack.change_user(TEAM, "U0VISITOR", name=MARK)
    supporter = await town.matched()
    await town.quiet()
    await supporter.press("Details")
    await town.quiet()
    assert CONTACT in supporter.modal.words
    await town.slack.deactivate(TEAM, supporter.id)
    await town.quiet()


async def test_while_all_is_well(town: Town, logbook: Logbook) -> None:
    await story(town)
    assert {message.text for person in town.slack.screens for message in town.slack.person(*person).dm.messages}
    nothing(town, logbook)


@pytest.mark.parametrize("how", [{"status": 500}, {"error": "invalid_blocks"}, {"drop_before": True}, {"status": 429}])
async def test_while_slack_fails(town: Town, logbook: Logbook, how: dict[str, object]) -> None:
    robin = town.person()
    await robin.command("/peer")
    held = robin.button("Ask for a peer")
    town.slack.retry_waits = ()
    for method in ("chat.postMessage", "chat.update", "views.open", "views.publish", "users.info", "response_url"):
        town.slack.fail(method, times=None, **how)
    await robin.types(MARK)
    await robin.press(held)
    await robin.opens_home()
    await robin.command("/peer", "now")
    await town.quiet()
    assert logbook.says("answer_not_posted")
    nothing(town, logbook)


async def test_while_the_database_fails(town: Town, logbook: Logbook) -> None:
    robin = town.person()
    await robin.command("/peer")
    with town.held_database():
        await robin.press("Ask for a peer")
        await robin.types(MARK)
        await town.slack.deactivate(TEAM, "U0ADA")
    await town.quiet()
    assert logbook.says("database_unavailable")
    nothing(town, logbook)


async def test_while_we_fail(town: Town, logbook: Logbook, monkeypatch: pytest.MonkeyPatch) -> None:
    """An exception of our own may hold anything in its words."""

    def breaks(*_: object) -> None:
        raise RuntimeError(f"{MARK} Robin {CONTACT}")

    robin = town.person()
    await robin.command("/peer")
    held = robin.button("Ask for a peer")
    monkeypatch.setattr("bot.adapters.slack.interactions.event_of", breaks)
    monkeypatch.setattr("bot.adapters.slack.events.team_of", breaks)
    town.slack.retry_waits = ()
    await robin.press(held)
    await robin.types(MARK)
    assert logbook.says("press_failed", "RuntimeError")
    assert logbook.says("event_failed", "RuntimeError")
    nothing(town, logbook)


async def test_what_is_refused(town: Town, logbook: Logbook) -> None:
    body = json.dumps({"type": "event_callback", "team_id": TEAM, "event": {"type": "message", "text": MARK}})
    plain = {"Content-Type": "application/json"}
    await town.slack.knock(body, plain)
    await town.slack.knock(body, plain | town.slack.sign(body, secret=MARK))
    await town.slack.knock(body, plain | town.slack.sign(body, timestamp=1))
    await town.post(body.replace(TEAM, "T0OTHER"))
    await town.post(f"{{{MARK}")
    await town.slack.knock(body, plain | {"X-Slack-Signature": MARK, "X-Slack-Request-Timestamp": MARK})
    assert logbook.says("bad_signature")
    assert logbook.says("not_our_workspace")
    assert logbook.says("unreadable")
    nothing(town, logbook, "T0OTHER")


async def test_over_the_socket(towns: Towns, slack: Slack, logbook: Logbook) -> None:
    slack.socket_mode = True
    async with towns(slack_signing_secret=None, slack_app_token=slack.app_token) as town:
        await story(town)
        await slack.refresh_sockets()
        await slack.cut_sockets()
        await town.person().types(MARK)
        await town.quiet()
        nothing(town, logbook, "ticket=")


async def test_what_the_operator_turns_up_to_debug(town: Town, logbook: Logbook) -> None:
    """Somebody who looks for a fault switches the libraries on, by name, and still reads no word."""
    import logging

    for name in ("slack_bolt", "slack_sdk", "slack_bolt.AsyncApp", "slack_sdk.web.async_client"):
        logging.getLogger(name).setLevel(logging.DEBUG)
    try:
        await story(town)
        body = json.dumps({"text": MARK})
        await town.slack.knock(body, {"Content-Type": "application/json"})
        nothing(town, logbook)
    finally:
        for name in ("slack_bolt", "slack_sdk"):
            logging.getLogger(name).setLevel(logging.CRITICAL + 1)
        for name in ("slack_bolt.AsyncApp", "slack_sdk.web.async_client"):
            logging.getLogger(name).setLevel(logging.NOTSET)
