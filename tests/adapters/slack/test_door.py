"""What has no right to come in at /slack/events: refused with a 4xx, and nothing is changed or written down."""

import json
import time
from typing import Any
from urllib.parse import urlencode

import pytest
from pydantic import SecretStr

from tests.adapters.slack.conftest import FakeWorkspaces
from tests.adapters.slack.fake_workspace import SECRET, TEAM, FakeWorkspace
from tests.adapters.slack.logbook import Logbook
from tests.doubles.slack import Answer, Slack

FORM = "application/x-www-form-urlencoded"
MARK = "Zq8marker"
EVENT: dict[str, Any] = {
    "type": "event_callback",
    "team_id": TEAM,
    "event_id": "EvFORGED",
    "event": {"type": "message", "channel_type": "im", "user": "U0ROBIN", "channel": "D1", "text": MARK},
}
COMMAND = {"command": "/peer", "text": MARK, "team_id": TEAM, "user_id": "U0ROBIN", "trigger_id": "1.2.3"}

# name -> body and content type
BROKEN: dict[str, tuple[str | bytes, str]] = {
    "not JSON": (f"{{{MARK}", "application/json"),
    "not UTF-8": (b'{"type":"\xff' + MARK.encode() + b'"}', "application/json"),
    "a list": (json.dumps([EVENT]), "application/json"),
    "a number": ("7", "application/json"),
    "a number without end": ("9" * 20_000, "application/json"),
    "50,000 brackets": ("[" * 50_000, "application/json"),
    "50,000 braces in a form": (urlencode({"payload": '{"a":' * 50_000}), FORM),
    "a payload that is not JSON": (urlencode({"payload": MARK}), FORM),
    "a payload that is a list": (urlencode({"payload": f'["{MARK}"]'}), FORM),
    "bytes in a form that are not UTF-8": (f"payload=%ff%fe{MARK}", FORM),
    "a megabyte": (json.dumps(EVENT | {"filling": MARK * 120_000}), "application/json"),
    "half a megabyte": (json.dumps(EVENT | {"filling": MARK * 60_000}), "application/json"),
    "empty": ("", "application/json"),
    "an empty form": ("", FORM),
    "an empty object": ("{}", "application/json"),
    "an event in a form": (json.dumps(EVENT), FORM),
    "a command as JSON text": (urlencode(COMMAND), "application/json"),
    "plain text": (json.dumps(EVENT), "text/plain"),
    "no content type that we know": (json.dumps(EVENT), "application/xml"),
    "a file upload": (json.dumps(EVENT), "multipart/form-data; boundary=x"),
    "the payload twice": (urlencode([("payload", "{}"), ("payload", json.dumps(EVENT))]), FORM),
    "a person twice": (urlencode([*COMMAND.items(), ("user_id", "U0CASEY")]), FORM),
    "a thousand fields": (urlencode([*COMMAND.items(), *((f"f{n}", MARK) for n in range(1000))]), FORM),
    "a team that is none": (json.dumps(EVENT | {"team_id": {"id": TEAM}}), "application/json"),
    "no team": (json.dumps({key: value for key, value in EVENT.items() if key != "team_id"}), "application/json"),
}


@pytest.mark.parametrize("name", BROKEN)
async def test_a_signed_body_that_is_broken(workspace: FakeWorkspace, logbook: Logbook, name: str) -> None:
    body, content_type = BROKEN[name]
    before = workspace.dump()
    answer = await workspace.post(body, content_type)
    await workspace.quiet()
    assert 400 <= answer.status < 500, name
    assert answer.no_retry, "Slack would bring it three times more"
    assert MARK not in str(answer.body)
    assert workspace.dump() == before
    assert workspace.person().messages == []
    logbook.never(MARK, "Traceback")


class TestSignatures:
    async def test_with_another_secret(self, workspace: FakeWorkspace, logbook: Logbook) -> None:
        body = json.dumps(EVENT)
        await _refused(workspace, logbook, body, workspace.slack.sign(body, secret="of somebody else"))

    @pytest.mark.parametrize("seconds", [-301, -3600, 360, 86_400])
    async def test_of_another_time(self, workspace: FakeWorkspace, logbook: Logbook, seconds: int) -> None:
        body = json.dumps(EVENT)
        await _refused(workspace, logbook, body, workspace.slack.sign(body, timestamp=int(time.time()) + seconds))

    @pytest.mark.parametrize("missing", ["X-Slack-Signature", "X-Slack-Request-Timestamp", "both"])
    async def test_that_are_missing(self, workspace: FakeWorkspace, logbook: Logbook, missing: str) -> None:
        body = json.dumps(EVENT)
        signed = workspace.slack.sign(body)
        await _refused(workspace, logbook, body, {k: v for k, v in signed.items() if missing not in (k, "both")})

    @pytest.mark.parametrize(
        "headers",
        [
            {"X-Slack-Request-Timestamp": "soon"},
            {"X-Slack-Request-Timestamp": "-1"},
            {"X-Slack-Request-Timestamp": "²"},
            {"X-Slack-Request-Timestamp": "9" * 5000},
            {"X-Slack-Signature": ""},
            {"X-Slack-Signature": "v0="},
            {"X-Slack-Signature": "v0=é" + "0" * 63},
            {"X-Slack-Signature": "v1=" + "0" * 64},
        ],
        ids=lambda each: next(iter(each.values()))[:8],
    )
    async def test_that_are_no_signatures(
        self, workspace: FakeWorkspace, logbook: Logbook, headers: dict[str, str]
    ) -> None:
        body = json.dumps(EVENT)
        await _refused(workspace, logbook, body, workspace.slack.sign(body) | headers)

    async def test_of_one_body_with_another(self, workspace: FakeWorkspace, logbook: Logbook) -> None:
        await _refused(
            workspace, logbook, json.dumps(EVENT), workspace.slack.sign(json.dumps(EVENT | {"event_id": "EvREAL"}))
        )

    async def test_every_byte_counts(self, workspace: FakeWorkspace, logbook: Logbook) -> None:
        body = json.dumps(EVENT)
        await _refused(workspace, logbook, body + " ", workspace.slack.sign(body))


OLD = "fedcba9876543210fedcba9876543210"
HELLO = json.dumps({"type": "url_verification", "challenge": "c"})


class TestTwoSecrets:
    """While Slack's secret is made anew, requests come that are signed with either (SLACK_SIGNING_SECRET_OLD)."""

    async def test_both_are_heard_and_no_third(self, fake_workspaces: FakeWorkspaces, slack: Slack) -> None:
        async with fake_workspaces(slack_signing_secret_old=SecretStr(OLD)) as workspace:
            for secret, status in ((SECRET, 200), (OLD, 200), ("of somebody else", 401)):
                answer = await workspace.post(HELLO, **slack.sign(HELLO, secret=secret))
                assert answer.status == status, secret

    async def test_without_it_the_old_one_is_refused(self, workspace: FakeWorkspace) -> None:
        answer = await workspace.post(HELLO, **workspace.slack.sign(HELLO, secret=OLD))
        assert answer.status == 401


async def test_a_whole_request_that_was_overheard_acts_once_within_its_five_minutes(workspace: FakeWorkspace) -> None:
    """The signature is good; the event is known."""
    await workspace.asks()
    supporter = workspace.offered()
    pressed = await supporter.press("Decline")
    await workspace.quiet()
    after = workspace.dump()
    again = await workspace.sends(pressed.payload)
    await workspace.quiet()
    assert again.ok
    assert workspace.dump() == after


class TestAnotherWorkspace:
    @pytest.mark.parametrize("kind", ["event", "press", "form", "command"])
    async def test_well_signed_it_is_refused_for_good(self, workspace: FakeWorkspace, kind: str) -> None:
        before = workspace.dump()
        team = {"id": "T0OTHER", "domain": "other"}
        user = {"id": "U0ROBIN", "team_id": "T0OTHER"}
        if kind == "event":
            answer = await workspace.post(json.dumps(EVENT | {"team_id": "T0OTHER"}))
        elif kind == "command":
            answer = await workspace.post(urlencode(COMMAND | {"team_id": "T0OTHER"}), FORM)
        else:
            shape = "block_actions" if kind == "press" else "view_submission"
            actions = [{"action_id": "ask@0", "value": "|0", "action_ts": "1.1"}]
            answer = await workspace.sends({"type": shape, "team": team, "user": user, "actions": actions, "view": {}})
        await workspace.quiet()
        assert (answer.status, answer.no_retry) == (403, True)
        assert workspace.dump() == before

    async def test_its_uninstall_takes_nothing_from_us(self, workspace: FakeWorkspace) -> None:
        before = workspace.dump()
        for kind in ("app_uninstalled", "tokens_revoked"):
            event = {"type": kind, "tokens": {"bot": ["U1"]}}
            await workspace.post(json.dumps(EVENT | {"team_id": "T0OTHER", "event": event, "event_id": f"Ev{kind}"}))
        await workspace.quiet()
        assert workspace.dump() == before


@pytest.mark.parametrize("kind", ["app_uninstalled", "tokens_revoked"])
async def test_a_farewell_while_slack_takes_our_token_is_an_old_one(workspace: FakeWorkspace, kind: str) -> None:
    """It came after the app was installed anew (T-F3): whoever waits for a colleague goes on waiting for them."""
    await workspace.asks()
    before = workspace.rows("SELECT count(*) FROM account WHERE gone = 0")
    await workspace.slack.event(TEAM, {"type": kind, "tokens": {"oauth": [], "bot": ["U0BOT"]}}, always=True)
    await workspace.quiet()
    assert workspace.rows("SELECT count(*) FROM account WHERE gone = 0") == before
    assert len(workspace.rows("SELECT state FROM offer WHERE state = 'open'")) == 1


class TestOrgWideInstalls:
    """A whole Enterprise Grid is not what a programme's workspace means."""

    async def test_an_event(self, workspace: FakeWorkspace) -> None:
        right = {"enterprise_id": "E1", "team_id": TEAM, "user_id": "U1", "is_bot": True, "is_enterprise_install": True}
        await _no_org(workspace, await workspace.post(json.dumps(EVENT | {"authorizations": [right]})))

    async def test_a_press(self, workspace: FakeWorkspace) -> None:
        payload = {"type": "block_actions", "team": {"id": TEAM}, "user": {"id": "U0ROBIN"}, "actions": []}
        await _no_org(workspace, await workspace.sends(payload | {"is_enterprise_install": True}))

    async def test_a_command(self, workspace: FakeWorkspace) -> None:
        body = urlencode(COMMAND | {"is_enterprise_install": "true", "enterprise_id": "E1"})
        await _no_org(workspace, await workspace.post(body, FORM))


async def test_slack_may_verify_the_address(workspace: FakeWorkspace) -> None:
    assert await workspace.slack.verifies_url()


async def test_what_slack_says_of_its_own_limits_is_told_to_the_operator(
    workspace: FakeWorkspace, logbook: Logbook
) -> None:
    assert (await workspace.slack.rate_limited(TEAM)).acknowledged
    assert logbook.says("slack_dropped_events")


async def test_an_event_of_no_concern_is_acknowledged(workspace: FakeWorkspace) -> None:
    """Not doing so would have Slack bring it three times, and switch our events off in the end."""
    for event in ({"type": "reaction_added"}, {"type": "message", "channel_type": "channel", "user": "U0ROBIN"}):
        delivery = await workspace.slack.event(TEAM, event)
        assert delivery.attempts[0].ok, event
    assert workspace.person().messages == []


async def _refused(workspace: FakeWorkspace, logbook: Logbook, body: str, headers: dict[str, str]) -> None:
    before = workspace.dump()
    answer = await workspace.slack.knock(body, {"Content-Type": "application/json"} | headers)
    await workspace.quiet()
    assert answer.status == 401
    assert workspace.dump() == before
    assert workspace.person().messages == []
    logbook.never(MARK, "Traceback")


async def _no_org(workspace: FakeWorkspace, answer: Answer) -> None:
    before = workspace.dump()
    await workspace.quiet()
    assert (answer.status, answer.no_retry) == (403, True)
    assert workspace.person().messages == []
    assert workspace.dump() == before


# Signed, JSON, of our workspace, and of a shape that Slack never sends: Bolt stumbles over each (A4).
NEVER_SENT: dict[str, dict[str, Any]] = {
    "a type that is an object": {"type": {}, "team_id": TEAM},
    "a type that is a list": {"type": [["x"]], "team_id": TEAM, "event": {"type": "message"}},
    "rights that are words": EVENT | {"authorizations": ["a"]},
    "rights that are a number": EVENT | {"authorizations": 7},
    "rights that are an object": EVENT | {"authorizations": {"team_id": TEAM}},
    "a user that is a number": {"type": "block_actions", "team_id": TEAM, "user": 7, "actions": []},
    "a channel that is a number": {"type": "block_actions", "team_id": TEAM, "channel": 7, "actions": []},
    "an enterprise that is a number": EVENT | {"enterprise": 7},
    "addresses that are none": {"type": "view_submission", "team_id": TEAM, "response_urls": [7], "view": {}},
    "an event that is a list": EVENT | {"event": ["message"]},
    "an event of a nameless kind": EVENT | {"event": {"type": ["message"], "text": MARK}},
    "a farewell of nobody": EVENT | {"event": {"type": "tokens_revoked", "tokens": ["bot"]}},
}


@pytest.mark.parametrize("name", NEVER_SENT)
async def test_what_slack_never_sends(workspace: FakeWorkspace, logbook: Logbook, name: str) -> None:
    before = workspace.dump()
    answer = await workspace.post(json.dumps(NEVER_SENT[name]))
    await workspace.quiet()
    assert answer.ok or 400 <= answer.status < 500, (name, answer)
    assert workspace.dump() == before
    logbook.never(MARK, "Traceback")


@pytest.mark.parametrize("half", ["\\ud83d", "\\udc00", "\\ud83d\\ud83d"])
async def test_half_a_character_costs_nobody_their_answer(workspace: FakeWorkspace, half: str) -> None:
    """Slack cut the text in the middle of an emoji."""
    typed = json.dumps(EVENT | {"event": EVENT["event"] | {"channel": workspace.person().dm.id}}).replace(MARK, half)
    assert (await workspace.post(typed.replace("EvFORGED", f"EvFORGED{half}"))).ok
    await workspace.quiet()
    assert "9-8-8" in workspace.person().messages[-1].words


async def test_slack_may_try_the_commands_address(workspace: FakeWorkspace) -> None:
    assert (await workspace.post("ssl_check=1&token=legacy", FORM)).ok
