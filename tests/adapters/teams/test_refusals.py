"""What is refused although Microsoft signed it: it has a clear code and no effect."""

from typing import Any

import pytest
from aiohttp import ClientSession

from bot.adapters.teams import TeamsAdapter
from bot.adapters.teams.adapter import NotConfigured
from bot.adapters.teams.endpoints import endpoints_in
from bot.configuration.settings import given
from bot.flows.routing import PRESSES
from bot.surface import Press, Reply, Verbatim
from bot.wording import Wording
from tests.doubles.teams.accounts import Account

from .house import TENANT, MemoryStore, Scripted, ScriptedEngine, listening

OTHER = "99999999-3333-4444-8555-666666666666"


async def refused(door: Scripted, code: str, status: int = 403, **changes: Any) -> None:
    activity = door.teams.activity(door.person(), "message", text="status", **changes)
    delivery = await door.teams.deliver(activity)
    assert (delivery.status, delivery.body) == (status, {"error": code})
    await door.settled()
    assert door.engine.events == []
    assert door.memo.known == {}
    assert door.teams.count("send") == door.teams.count("create") == 0


async def test_another_channel(door: Scripted) -> None:
    for key in door.teams.keys.published:
        object.__setattr__(key, "endorsements", ("msteams", "webchat"))
    door.teams.keys.rotate()  # so that the keys are fetched again
    object.__setattr__(door.teams.keys.current, "endorsements", ("msteams", "webchat"))
    await refused(door, "wrong_channel", channelId="webchat")


@pytest.mark.parametrize("tenant", [OTHER, "", None])
async def test_another_tenant(door: Scripted, tenant: str | None) -> None:
    where = door.person().chat.record() | {"tenantId": tenant}
    await refused(door, "wrong_tenant", conversation=where, channelData={"tenant": {"id": tenant}})


async def test_tenants_that_disagree(door: Scripted) -> None:
    await refused(door, "wrong_tenant", channelData={"tenant": {"id": OTHER}})


@pytest.mark.parametrize("kind", ["groupChat", "channel"])
async def test_a_group_or_a_channel(door: Scripted, kind: str) -> None:
    who = door.person()
    await refused(door, "not_personal", conversation=door.teams.group(who, kind=kind).record())


async def test_a_conversation_of_no_kind(door: Scripted) -> None:
    await refused(door, "not_personal", conversation={"id": "a:1", "tenantId": TENANT})


async def test_somebody_without_an_entra_id(door: Scripted) -> None:
    nobody = Account(TENANT, "", "Fictional Anonymous")
    changes: Any = {"from": nobody.record()}
    await refused(door, "no_entra_id", **changes)


async def test_a_forged_service_url_gets_no_token(door: Scripted) -> None:
    """Even one that Microsoft's key has signed: the host is not Microsoft's."""
    await door.person().installs()
    await door.settled()
    for url in (
        door.teams.evil.url,
        door.teams.evil.lookalike("127.0.0.1"),
        "https://smba.trafficmanager.net.evil.example/",
    ):
        activity = door.teams.activity(door.person(), "message", text="status", serviceUrl=url)
        delivery = await door.teams.deliver(activity)
        assert (delivery.status, delivery.body) == (403, {"error": "wrong_service_url"})
    await door.settled()
    assert door.teams.evil.requests == []
    assert door.teams.evil.tokens == []


@pytest.mark.parametrize(
    ("url", "good"),
    [
        ("https://smba.trafficmanager.net/amer/22222222/", True),
        ("https://SMBA.trafficmanager.net:443/teams", True),
        ("https://smba.infra.gcc.teams.microsoft.com/gcc/", True),
        ("http://smba.trafficmanager.net/amer/", False),
        ("https://smba.trafficmanager.net:8443/amer/", False),
        ("https://evil.trafficmanager.net/", False),
        ("https://evil-smba.trafficmanager.net/", False),
        ("https://smba.trafficmanager.net.example.org/", False),
        ("https://smba.trafficmanager.net@example.org/", False),
        ("https://example.org/smba.trafficmanager.net", False),
        ("https://example.org\\@smba.trafficmanager.net/", False),
        ("https://notteams.microsoft.com/", False),
        ("https://teams.microsoft.com.example.org/", False),
        ("ftp://smba.trafficmanager.net/", False),
        ("https://[::1/", False),
        ("//smba.trafficmanager.net/", False),
        ("http://127.0.0.1:1/", False),
        ("", False),
        (None, False),
        (7, False),
    ],
)
def test_microsofts_hosts_and_no_others(url: object, good: bool) -> None:
    assert endpoints_in("commercial", TENANT).serves(url) is good


@pytest.mark.parametrize(
    ("body", "status", "code"),
    [
        (b"", 400, "not_json"),
        (b"{", 400, "not_json"),
        (b"[]", 400, "not_json"),
        (b"[" * 100_000, 400, "not_json"),
        (b"\xff\xfe", 400, "not_json"),
        (b'{"a":"' + b"x" * 300_000 + b'"}', 413, "too_large"),
    ],
)
async def test_what_is_no_activity(door: Scripted, body: bytes, status: int, code: str) -> None:
    token = door.teams.tokens.good(door.teams.service_url)
    async with (
        ClientSession(headers={"Authorization": f"Bearer {token}"}) as session,
        session.post(door.teams.app_url, data=body) as answer,
    ):
        assert (answer.status, await answer.json()) == (status, {"error": code})


@pytest.mark.parametrize(
    "name", ["signin/verifyState", "composeExtension/query", "message/submitAction", "fileConsent/invoke", "", [], None]
)
async def test_an_invoke_that_nobody_asked_for_is_heard_and_no_more(door: Scripted, name: object) -> None:
    """Teams brings one again that was answered with an error (botbuilder-dotnet 5005)."""
    activity = door.teams.activity(door.person(), "invoke", name=name, value={"state": "1"})
    delivery = await door.teams.deliver(activity)
    assert (delivery.status, delivery.body) == (200, None)
    assert door.engine.events == []


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("adaptiveCard/action", None),
        ("adaptiveCard/action", {"action": []}),
        ("adaptiveCard/action", {"action": {"verb": "ask", "data": {"peerline": {"verb": 1}}}}),
        ("task/fetch", {"data": {"peerline": "ask"}}),
        ("task/submit", {"data": None}),
        ("task/submit", []),
    ],
)
async def test_a_press_that_cannot_be_read_is_answered_like_one_that_nobody_knows(
    door: Scripted, name: str, value: object
) -> None:
    """Another version of ours may have written it: Teams' own error would be a dead end."""
    door.engine.replies["Press"] = Reply(notice=Verbatim("This has changed."))
    delivery = await door.teams.deliver(door.teams.activity(door.person(), "invoke", name=name, value=value))
    assert (delivery.status, delivery.content_type) == (200, "application/json")
    assert "This has changed." in str(delivery.body)
    (press,) = door.engine.of(Press)
    assert isinstance(press, Press)
    assert press.verb not in PRESSES
    assert press.token == ""


async def test_an_invoke_without_an_id(door: Scripted) -> None:
    """Nobody could tell whether it came before."""
    for name in ("adaptiveCard/action", "task/fetch", "task/submit"):
        delivery = await door.teams.deliver(door.teams.activity(door.person(), "invoke", name=name, value={}, id=None))
        assert (delivery.status, delivery.body) == (400, {"error": "no_id"}), name
    assert door.engine.events == []


async def test_a_card_that_refreshes_by_itself_presses_nothing(door: Scripted) -> None:
    data = {"peerline": {"verb": "ask", "token": "", "version": 0}}
    value = {"action": {"type": "Action.Execute", "verb": "ask", "data": data}, "trigger": "automatic"}
    activity = door.teams.activity(door.person(), "invoke", name="adaptiveCard/action", value=value)
    assert (await door.teams.deliver(activity)).status == 400
    assert door.engine.events == []


# --- without Microsoft: the emulator -------------------------------------------------------------------------------


def test_an_app_without_an_id_is_not_built_outside_local_mode() -> None:
    """The SDK would let unsigned requests in."""
    for settings in (given(), given(peerline_host="0.0.0.0"), given(teams_local=False)):  # noqa: S104
        with pytest.raises(NotConfigured):
            TeamsAdapter(settings, ScriptedEngine(), Wording(), MemoryStore().conversations, "en")


async def test_local_mode_hears_loopback_only(door: Scripted) -> None:
    engine = ScriptedEngine()
    adapter = TeamsAdapter(given(teams_local=True), engine, Wording(), MemoryStore().conversations, "en")
    activity = door.teams.activity(door.person(), "message", text="status")
    async with listening(adapter) as url, ClientSession() as session:
        for headers, status in (
            ({}, 200),
            ({"Host": "peerline.example.org"}, 403),
            ({"Host": "127.0.0.1.example.org"}, 403),
            ({"Origin": "https://example.org"}, 403),
            ({"Origin": "http://localhost:56150"}, 200),
        ):
            async with session.post(url, json=activity, headers=headers) as answer:
                assert answer.status == status, headers
        elsewhere = activity | {"serviceUrl": "https://smba.trafficmanager.net/amer/"}
        async with session.post(url, json=elsewhere) as answer:
            assert (answer.status, await answer.json()) == (403, {"error": "wrong_service_url"})
