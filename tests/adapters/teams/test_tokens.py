"""Who may knock: every bad token is 401 and has no effect, and a key that is new to us is asked for once."""

import asyncio
from typing import Any

import jwt
import pytest
from aiohttp import ClientSession

from bot.adapters.teams import keys
from tests.doubles.teams import BAD_TOKENS

from .house import Scripted


def hello(door: Scripted) -> dict[str, Any]:
    return door.teams.activity(door.person(), "message", text="status")


async def test_a_good_token_is_let_in(door: Scripted) -> None:
    assert (await door.teams.deliver(hello(door))).status == 200
    assert len(door.engine.effects) == 1


@pytest.mark.parametrize("bad", BAD_TOKENS)
@pytest.mark.parametrize("known", [False, True], ids=["first", "after a good one"])
async def test_a_bad_token_is_401_and_nothing_happens(door: Scripted, bad: str, known: bool) -> None:
    if known:
        await door.teams.deliver(hello(door))
        door.engine.effects.clear()
    delivery = await door.teams.deliver(hello(door), bad=bad)
    assert delivery.status == 401
    assert delivery.body == {"error": "unauthorised"}
    assert door.engine.effects == []


@pytest.mark.parametrize(
    "header", [None, "", "Bearer", "Bearer ", "Basic abc", "bearer x", "Bearer a b c", "x" * 20_000]
)
async def test_no_token_is_401_whatever_stands_in_the_body(door: Scripted, header: str | None) -> None:
    headers = {"Authorization": header} if header is not None else {}
    async with ClientSession(max_field_size=65_536) as session:
        for body in (b"", b"{", b"[]", b'{"type":"message"}'):
            async with session.post(door.teams.app_url, data=body, headers=headers) as answer:
                assert answer.status in (400, 401), await answer.text()
                assert answer.status == 401 or header
    assert door.engine.effects == []


async def test_a_token_for_another_service_url_is_refused_even_when_it_was_good_before(door: Scripted) -> None:
    token = door.teams.tokens.good(door.teams.service_url)
    assert (await door.teams.deliver(hello(door), token=token)).status == 200
    moved = hello(door) | {"serviceUrl": door.teams.evil.url}
    assert (await door.teams.deliver(moved, token=token)).status == 401
    assert len(door.engine.effects) == 1


async def test_a_token_of_another_channel_is_refused(door: Scripted) -> None:
    webchat = next(key for key in door.teams.keys.published if key.kid == "key-webchat")
    token = door.teams.tokens.signed(door.teams.tokens.claims(door.teams.service_url), webchat)
    assert (await door.teams.deliver(hello(door), token=token)).status == 401
    without = {name: value for name, value in hello(door).items() if name != "channelId"}
    assert (await door.teams.deliver(without, token=token)).status == 401


@pytest.mark.parametrize("issuer", ["https://sts.windows.net/d6d49420-f39b-4df7-a1dc-d59a935871db/"])
async def test_an_emulators_token_is_not_taken(door: Scripted, issuer: str) -> None:
    """The SDK would take one without a service URL in it."""
    more = {"iss": issuer, "appid": door.teams.app_id, "ver": "1.0", "serviceurl": None}
    token = door.teams.tokens.with_claims(door.teams.service_url, **more)
    assert (await door.teams.deliver(hello(door), token=token)).status == 401


async def test_an_expired_token_is_refused_although_it_was_good_before(door: Scripted) -> None:
    """Five minutes of leeway lie between Microsoft's clock and ours."""
    now = int(door.teams.world.clock())
    token = door.teams.tokens.with_claims(door.teams.service_url, exp=now - 299)
    assert (await door.teams.deliver(hello(door), token=token)).status == 200
    await asyncio.sleep(2.1)
    assert (await door.teams.deliver(hello(door), token=token)).status == 401


async def test_a_new_key_is_asked_for_once_and_the_old_one_still_works(door: Scripted) -> None:
    old = door.teams.tokens.good(door.teams.service_url)
    assert (await door.teams.deliver(hello(door), token=old)).status == 200
    door.teams.keys.rotate()
    asked = door.teams.count("keys")
    found = await asyncio.gather(*(door.teams.deliver(hello(door)) for _ in range(8)))
    assert {each.status for each in found} == {200}
    assert door.teams.count("keys") == asked + 1
    assert (await door.teams.deliver(hello(door), token=old)).status == 200


async def test_a_key_that_is_withdrawn_is_refused_from_the_next_fetch_on(door: Scripted) -> None:
    old = door.teams.tokens.good(door.teams.service_url)
    assert (await door.teams.deliver(hello(door), token=old)).status == 200
    door.teams.keys.rotate(keep_old=False)
    assert (await door.teams.deliver(hello(door))).status == 200
    assert (await door.teams.deliver(hello(door), token=old)).status == 401


async def test_made_up_key_ids_do_not_make_us_knock_at_microsoft_for_ever(door: Scripted) -> None:
    asked = door.teams.count("keys")
    for _ in range(3 * keys.UNKNOWN_A_MINUTE):
        assert (await door.teams.deliver(hello(door), bad="unknown kid")).status == 401
    assert door.teams.count("keys") - asked <= keys.UNKNOWN_A_MINUTE


@pytest.mark.parametrize("operation", ["metadata", "keys"])
@pytest.mark.parametrize("how", [{"status": 500}, {"drop": "before"}, {"status": 404}])
async def test_503_while_microsofts_keys_are_out_of_reach(door: Scripted, operation: str, how: dict[str, Any]) -> None:
    assert (await door.teams.deliver(hello(door))).status == 200
    door.teams.keys.rotate()
    fault = door.teams.fail(operation, times=None, **how)
    delivery = await door.teams.deliver(hello(door))
    assert (delivery.status, delivery.body) == (503, {"error": "keys_out_of_reach"})
    fault.stop()
    assert (await door.teams.deliver(hello(door))).status == 200


async def test_the_loop_does_not_stall_while_microsoft_is_slow(door: Scripted) -> None:
    """Keys and tokens that take half a second keep nobody else waiting: 50 ms at most.

    A busy machine stalls everybody now and then; what we do ourselves would stall every time.
    """
    longest = float("inf")
    for sent in range(1, 6):
        longest = min(longest, await _longest_stall(door))
        assert door.teams.count("send") == sent
        if longest < 0.05:
            break
    assert longest < 0.05, f"{longest * 1000:.0f} ms"


async def _longest_stall(door: Scripted) -> float:
    """Seconds, while new keys and a new token are fetched for one answer."""
    door.teams.keys.rotate()
    door.teams.fail("metadata", delay=0.5)
    door.teams.fail("token", delay=0.5)
    stalls = []

    async def watch() -> None:
        loop = asyncio.get_running_loop()
        while True:
            before = loop.time()
            await asyncio.sleep(0.005)
            stalls.append(loop.time() - before - 0.005)

    watcher = asyncio.create_task(watch())
    await asyncio.sleep(0.05)
    stalls.clear()
    assert (await door.teams.deliver(hello(door))).status == 200
    await door.settled()
    watcher.cancel()
    return max(stalls)


def test_what_botbuilder_raises_has_not_changed() -> None:
    """The nine bad tokens come as these kinds; another kind would be 401 too, and this line tells that it came."""
    with pytest.raises(jwt.DecodeError):
        jwt.decode("not.a.token", options={"verify_signature": False})
