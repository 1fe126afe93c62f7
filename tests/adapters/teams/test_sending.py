"""What goes out: conversations made once, edits, repetition, and every failure in the closed vocabulary."""

import asyncio
import json
from typing import Any

import pytest

from bot.adapters.teams import connector
from bot.adapters.teams.rate_limit import ALL_A_SECOND, RateLimit
from bot.adapters.teams.references import Posted, read_location, read_posted
from bot.ports.platform import (
    Ambiguous,
    Blocked,
    Outgoing,
    Permanent,
    SendError,
    Temporary,
    Throttled,
    TokenDead,
    Unreachable,
    Unseen,
    Vanished,
)
from bot.surface import Account
from tests.doubles.teams import Person
from tests.doubles.teams.refusals import PAGE

from .house import TENANT, Scripted, card

ADDRESS = Account("teams", TENANT, "aad-robin")


@pytest.fixture(autouse=True)
def short_pauses(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(connector, "FIRST_PAUSE", 0.01)


def message(words: str = "An update", slot: str = "slot-1") -> Outgoing:
    return Outgoing(ADDRESS, slot, card(words), "en", "America/Winnipeg")


async def there(door: Scripted) -> Person:
    who = door.person()
    await who.installs()
    await door.settled()
    return who


async def test_a_message_and_its_edit(door: Scripted) -> None:
    who = await there(door)
    reference = await door.adapter.port.post(message())
    assert who.words[-1].startswith("An update")
    assert who.messages[-1].body["summary"] == "You have an update"
    await door.adapter.port.edit(message("It is closed"), reference)
    assert who.words[-1].startswith("It is closed")
    assert who.messages[-1].edits == 1
    assert set(json.loads(reference)) == {"service_url", "conversation", "activity"}
    assert door.teams.count("token") == 1, "one token for all"
    assert door.teams.count("create") == 0


async def test_a_conversation_is_created_once_for_all_who_wait(door: Scripted) -> None:
    door.teams.world.accepts_entra_ids = True
    who = door.person()
    who.account.installed = True
    door.teams.fail("create", delay=0.1)
    await asyncio.gather(*(door.adapter.port.post(message(slot=f"slot-{each}")) for each in range(5)))
    assert len(who.messages) == 5
    assert door.teams.count("create") == 1
    assert door.teams.count("token") == 1
    await door.adapter.port.post(message())
    assert door.teams.count("create") == 1


async def test_a_lost_conversation_is_created_again(door: Scripted) -> None:
    who = await there(door)
    reference = await door.adapter.port.post(message())
    door.teams.forget(who)
    await asyncio.gather(*(door.adapter.port.post(message("Again", f"slot-{each}")) for each in range(3)))
    assert sum(words.startswith("Again") for words in who.words) == 3
    assert door.teams.count("create") == 1
    with pytest.raises(Vanished):
        await door.adapter.port.edit(message(), reference)


async def test_a_message_that_was_taken_away_has_vanished(door: Scripted) -> None:
    who = await there(door)
    reference = await door.adapter.port.post(message())
    who.messages[-1].deleted = True
    with pytest.raises(Vanished):
        await door.adapter.port.edit(message(), reference)
    with pytest.raises(Vanished):
        await door.adapter.port.edit(message(), "a reference of another version")


async def test_somebody_who_never_installed_the_app_is_unreachable(door: Scripted) -> None:
    with pytest.raises(Unreachable):
        await door.adapter.port.post(message())
    assert door.teams.count("send") == 0


async def test_somebody_who_blocked_it_and_somebody_who_removed_it(door: Scripted) -> None:
    who = await there(door)
    reference = await door.adapter.port.post(message())
    who.blocks()
    for attempt in (door.adapter.port.post(message()), door.adapter.port.edit(message(), reference)):
        with pytest.raises(Blocked):
            await attempt
    who.account.blocked = False
    who.account.installed = False
    with pytest.raises(Unreachable):
        await door.adapter.port.post(message())


@pytest.mark.parametrize("status", [412, 429, 502, 503, 504])
@pytest.mark.parametrize("operation", ["send", "update", "create"])
async def test_what_passes_is_tried_again(door: Scripted, status: int, operation: str) -> None:
    who = await there(door)
    reference = await door.adapter.port.post(message())
    door.teams.fail(operation, status, times=2)
    if operation == "update":
        await door.adapter.port.edit(message("Again"), reference)
    else:
        door.teams.world.accepts_entra_ids = True
        if operation == "create":
            door.memo.known.clear()
        await door.adapter.port.post(message("Again"))
    assert sum(words.startswith("Again") for words in who.words) == 1
    assert sum(call.operation == operation and call.status == status for call in door.teams.calls) == 2


async def test_retry_after_is_kept(door: Scripted) -> None:
    await there(door)
    door.teams.fail("send", 429, retry_after=1)
    begun = asyncio.get_running_loop().time()
    await door.adapter.port.post(message())
    assert asyncio.get_running_loop().time() - begun >= 1


@pytest.mark.parametrize(
    ("operation", "how", "kind"),
    [
        ("send", {"status": 429, "retry_after": 600}, Throttled),
        ("update", {"status": 429, "retry_after": 600}, Throttled),
        ("send", {"status": 412}, Temporary),
        ("send", {"status": 502}, Ambiguous),
        ("send", {"status": 500}, Ambiguous),
        ("update", {"status": 502}, Temporary),
        ("update", {"status": 500}, Temporary),
        ("send", {"drop": "before"}, Ambiguous),
        ("send", {"drop": "after"}, Ambiguous),
        ("update", {"drop": "after"}, Temporary),
        ("send", {"status": 401}, TokenDead),
        ("send", {"status": 413}, Permanent),
        ("send", {"status": 400}, Permanent),
        ("send", {"status": 302}, Permanent),
        ("send", {"status": 403}, Unreachable),
        ("send", {"status": 403, "code": "MessageWritesBlocked"}, Blocked),
        ("send", {"status": 403, "code": "ConversationBlockedByUser"}, Blocked),
        ("send", {"status": 403, "code": "ForbiddenOperationException"}, Unreachable),
        ("send", {"status": 403, "code": "BotDisabledByAdmin"}, TokenDead),
        ("send", {"status": 403, "code": "InvalidBotApiHost"}, TokenDead),
        ("create", {"status": 403, "code": "InvalidBotApiHost"}, TokenDead),
        ("send", {"status": 403, "code": "NotEnoughPermissions"}, TokenDead),
        ("send", {"status": 401, "code": "BotNotRegistered"}, TokenDead),
        ("send", {"status": 403, "code": PAGE}, Temporary),
        ("create", {"status": 403, "code": PAGE}, Temporary),
        ("update", {"status": 403, "code": PAGE}, Temporary),
        ("update", {"status": 404, "code": "ActivityNotFoundInConversation"}, Vanished),
        ("update", {"status": 404}, Vanished),
        ("token", {"status": 400}, TokenDead),
        ("token", {"status": 500}, Temporary),
        ("token", {"drop": "before"}, Temporary),
    ],
)
async def test_what_stays_is_named(door: Scripted, operation: str, how: dict[str, Any], kind: type[SendError]) -> None:
    who = await there(door)
    reference = await door.adapter.port.post(message())
    if operation == "token":
        door.adapter._credentials._token = ""  # type: ignore[union-attr]
    if operation == "create":
        door.memo.known.clear()
    door.teams.fail(operation, times=None, **how)
    port = door.adapter.port
    with pytest.raises(SendError) as raised:
        await (port.edit(message(), reference) if operation == "update" else port.post(message()))
    assert type(raised.value) is kind
    assert who.id not in str(raised.value)
    if isinstance(raised.value, Throttled):
        assert raised.value.retry_after >= 600


async def test_a_revoked_token_is_replaced_once(door: Scripted) -> None:
    who = await there(door)
    door.teams.revoke_tokens()
    await asyncio.gather(*(door.adapter.port.post(message(slot=f"slot-{each}")) for each in range(3)))
    assert len(who.messages) == 4
    assert door.teams.count("token") == 2


async def test_nothing_goes_to_a_host_that_is_not_microsofts(door: Scripted) -> None:
    """Not even what is in our own drawer."""
    await there(door)
    place = json.loads(door.memo.known[ADDRESS])
    door.memo.known[ADDRESS] = json.dumps(place | {"service_url": door.teams.evil.url})
    await door.adapter.port.post(message())
    forged = Posted(door.teams.evil.url, place["conversation"], "1").dump()
    with pytest.raises(Permanent):
        await door.adapter.port.edit(message(), forged)
    assert door.teams.evil.requests == []


async def test_a_post_that_is_answered_late_is_found(door: Scripted) -> None:
    """The outbox waits thirty seconds; what comes afterwards is not posted twice."""
    who = await there(door)
    before = len(who.messages)
    door.teams.fail("send", delay=1.0)
    with pytest.raises(TimeoutError):
        await asyncio.wait_for(door.adapter.port.post(message()), 0.5)
    found = await door.adapter.port.find(message("Newer"))
    assert found is not None
    await door.adapter.port.edit(message("Newer"), found)
    assert len(who.messages) == before + 1
    with pytest.raises(Unseen, match="Teams lets nobody look"):
        await door.adapter.port.find(message())


async def test_a_post_that_landed_meanwhile_is_found_too(door: Scripted) -> None:
    who = await there(door)
    door.teams.fail("send", delay=1.0)
    with pytest.raises(TimeoutError):
        await asyncio.wait_for(door.adapter.port.post(message()), 0.5)
    await door.settled()
    found = await door.adapter.port.find(message())
    assert found is not None
    assert json.loads(found)["activity"] == who.messages[-1].id


async def test_a_burst_waits_on_our_side_and_is_never_refused(door: Scripted) -> None:
    who = await there(door)
    door.teams.throttling = True
    await asyncio.gather(*(door.adapter.port.post(message(slot=f"slot-{each}")) for each in range(10)))
    assert len(who.messages) == 11
    assert [call.status for call in door.teams.calls if call.status == 429] == []


def test_the_pace_of_one_conversation_and_of_all() -> None:
    now = 0.0
    pace = RateLimit(lambda: now)
    assert [pace.wait("a") for _ in range(7)] == [0.0] * 7
    assert pace.wait("a") == pytest.approx(1.1)
    assert pace.wait("b") == 0.0
    now = 1.2
    assert pace.wait("a") == 0.0
    assert pace.wait("a") == pytest.approx(1.0), "eight in two seconds"
    now = 10.0
    assert sum(pace.wait(f"c{each}") == 0.0 for each in range(50)) == ALL_A_SECOND


@pytest.mark.parametrize("text", ["", "{", "[]", "{}", '{"service_url": 1}', "null"])
def test_what_another_version_kept_is_found_out_again(text: str) -> None:
    assert read_location(text) is None
    assert read_posted(text) is None
