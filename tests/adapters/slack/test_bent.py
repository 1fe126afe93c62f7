"""Whatever comes signed and bent ends in a refusal or a kind notice: no 5xx, no effect, no byte of it in a log, and no
memory that grows. An address, a name and typed words that look like nothing else are followed."""

import hashlib
import hmac
import json
import random
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from types import SimpleNamespace
from typing import Any
from urllib.parse import quote, urlencode

import pytest
from multidict import CIMultiDict

from tests.adapters.slack.bombard import FEW, MANY_BODIES, MARK, SEEDS, Turn, adapter_of, bombard, nowhere
from tests.adapters.slack.conftest import FakeWorkspaces
from tests.adapters.slack.fake_workspace import TEAM, FakeWorkspace
from tests.bent import broken, misshapen
from tests.doubles.slack import Delivery, Slack
from tests.doubles.slack.deliveries import COMMAND, EVENT

FORM = "application/x-www-form-urlencoded"


# --- what is sent ----------------------------------------------------------------------------------------------------


async def played(workspace: FakeWorkspace) -> list[Delivery]:
    """A delivery of every kind, each of something that was done already, so that doing it again changes nothing."""
    robin = workspace.person()
    workspace.slack.user(TEAM, robin.id).name = f"{MARK}name Fictional"
    await workspace.asks()
    supporter = await workspace.matched()
    await robin.types(f"{MARK}words of somebody")
    for word in ("status", "now", "resources", f"{MARK}word"):
        await robin.command("/peer", word)
    await robin.press("Open")
    await workspace.quiet()
    await robin.closes(everything=True)
    await robin.opens_home()
    await workspace.quiet()
    await robin.press("What this is")
    await workspace.quiet()
    await supporter.opens_home("messages")
    await workspace.stranger("U0VISITOR", name=f"{MARK}visitor").command("/peer")
    await workspace.slack.change_user(TEAM, "U0VISITOR")
    await workspace.slack.event(TEAM, {"type": "tokens_revoked", "tokens": {"oauth": [], "bot": ["U1"]}}, always=True)
    await workspace.slack.event(TEAM, {"type": "app_uninstalled"}, always=True)
    await workspace.quiet()
    return [*{_kind(each): each for each in workspace.slack.deliveries}.values()]


def _kind(delivery: Delivery) -> tuple[str, ...]:
    payload = delivery.payload
    actions = payload.get("actions") or [{}]
    event, view = payload.get("event") or {}, payload.get("view") or {}
    return (
        delivery.kind,
        *(str(each) for each in (payload.get("type"), event.get("type"), payload.get("text"), view.get("type"))),
        actions[0].get("action_id", ""),
        str(view.get("private_metadata"))[:30],
    )


def body_of(rng: random.Random, delivery: Delivery) -> tuple[bytes, str]:
    """One HTTP body with its content type; mostly JSON or a form still."""
    right = "application/json" if delivery.kind == EVENT else FORM
    content_type = right if rng.random() < 0.97 else rng.choice(("application/json", FORM, "text/plain", ""))
    if rng.random() < 0.1:
        whole, _ = delivery.body()
        return broken(rng, whole.encode()), content_type
    made = misshapen(rng, delivery.payload)
    if delivery.kind == COMMAND:
        fields = [(_word(name), _word(value)) for name, value in made.items()]
        return urlencode(fields, errors="surrogatepass").encode(), content_type
    text = json.dumps(made, ensure_ascii=rng.random() < 0.5)
    if delivery.kind == EVENT:
        return text.encode("utf-8", "surrogatepass"), content_type
    return f"payload={quote(text, errors='surrogatepass')}".encode(), content_type


def _word(value: Any) -> str:
    return value if isinstance(value, str) else json.dumps(value)


# --- the doors -------------------------------------------------------------------------------------------------------


@asynccontextmanager
async def over_http(
    fake_workspaces: FakeWorkspaces, slack: Slack, monkeypatch: pytest.MonkeyPatch
) -> AsyncIterator[tuple[FakeWorkspace, Turn]]:
    async with fake_workspaces(site='open_to = "roster"') as workspace:
        deliveries = await played(workspace)
        nowhere(monkeypatch)
        door = adapter_of(workspace)._endpoint
        assert door is not None

        async def turn(rng: random.Random) -> int:
            body, content_type = body_of(rng, rng.choice(deliveries))
            signed = _signed(slack, body)

            async def read() -> bytes:
                return body

            # As aiohttp hands a request in; a real one takes longer to make than all that is looked at.
            request: Any = SimpleNamespace(
                headers=CIMultiDict(signed), content_type=content_type, content_length=len(body), read=read
            )
            answer = await door.receive(request)
            assert answer.status < 500, (answer.status, body[:2_000])
            return answer.status

        yield workspace, turn


@asynccontextmanager
async def by_socket(
    fake_workspaces: FakeWorkspaces, slack: Slack, monkeypatch: pytest.MonkeyPatch
) -> AsyncIterator[tuple[FakeWorkspace, Turn]]:
    """200 for an envelope that was acknowledged, 503 for one that was not and comes again."""
    slack.socket_mode = True
    settings = {"slack_signing_secret": None, "slack_app_token": slack.app_token}
    async with fake_workspaces(site='open_to = "roster"', **settings) as workspace:
        deliveries = await played(workspace)
        nowhere(monkeypatch)
        socket = adapter_of(workspace)._socket
        assert socket is not None

        async def turn(rng: random.Random) -> int:
            delivery = rng.choice(deliveries)
            envelope = {"envelope_id": "e", "type": delivery.kind, "payload": delivery.payload, "retry_attempt": 0}
            made = misshapen(rng, envelope if rng.random() < 0.1 else {"payload": delivery.payload})
            envelope |= made | {"envelope_id": "e"}
            told: list[str] = []

            async def tells(response: Any) -> None:
                told.append(json.dumps(response.to_dict()))

            client: Any = SimpleNamespace(send_socket_mode_response=tells)
            await socket._answer(client, envelope)
            assert len(told) == 1, json.dumps(envelope)[:2_000]
            return 200

        yield workspace, turn


TRANSPORTS = {"http": over_http, "socket": by_socket}


@pytest.mark.parametrize("door", TRANSPORTS)
async def test_bent_bodies(
    fake_workspaces: FakeWorkspaces, slack: Slack, monkeypatch: pytest.MonkeyPatch, door: str
) -> None:
    async with TRANSPORTS[door](fake_workspaces, slack, monkeypatch) as (workspace, turn):
        statuses = await bombard(workspace, turn, FEW, seed=13)
    assert statuses[200] > FEW / 4, "most of them are what they were still"


@pytest.mark.long
@pytest.mark.parametrize("door", TRANSPORTS)
@pytest.mark.parametrize("seed", SEEDS)
async def test_a_hundred_thousand_bent_bodies(
    fake_workspaces: FakeWorkspaces, slack: Slack, monkeypatch: pytest.MonkeyPatch, door: str, seed: int
) -> None:
    async with TRANSPORTS[door](fake_workspaces, slack, monkeypatch) as (workspace, turn):
        await bombard(workspace, turn, MANY_BODIES, seed)


def _signed(slack: Slack, body: bytes) -> dict[str, str]:
    at = str(int(time.time()))
    digest = hmac.new(slack.signing_secret.encode(), f"v0:{at}:".encode() + body, hashlib.sha256).hexdigest()
    return {"X-Slack-Request-Timestamp": at, "X-Slack-Signature": f"v0={digest}"}
