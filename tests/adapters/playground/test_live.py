"""The line between page and server: pushes, repeats, reconnections, and what goes wrong."""

import asyncio
from uuid import uuid4

import pytest
from structlog.testing import capture_logs

from bot.adapters.playground.inbound import LARGEST
from bot.surface import Event, Press, Reply

from .conftest import House
from .fakes import Page, card, first_words, outgoing


async def test_what_the_outbox_posts_and_edits_reaches_every_page(house: House) -> None:
    pages = [await house.page(), await house.page()]
    ref = await house.chat.post(outgoing("offer"))
    await house.chat.edit(outgoing("closed"), ref)
    for page in pages:
        texts = [(await page.push("message"))["message"]["card"]["blocks"][0]["text"] for _ in range(2)]
        assert texts == ["en:offer", "en:closed"]


async def test_a_resent_action_carries_the_same_key_and_posts_once(house: House, page: Page) -> None:
    house.engine.replies["Command"] = Reply(card=card("home"))
    house.engine.replies["Text"] = Reply(card=card("lines"))
    for kind in ({"type": "command", "word": "", "rest": ""}, {"type": "text", "text": "hi"}):
        id_ = str(uuid4())
        for _ in range(2):
            await page.ask(id_, user="ben", **kind)
        assert [event.key for event in house.engine.events].count(id_) == 2
    assert first_words(house.chat, "ben") == ["hello", "home", "hi", "lines"]


async def test_the_line_breaks_before_the_answer_and_the_page_sends_again(house: House, page: Page) -> None:
    house.engine.gate.clear()
    house.engine.reached.clear()
    id_ = str(uuid4())
    await page.socket.send_json({"id": id_, "type": "command", "user": "ben", "word": "", "rest": ""})
    await house.engine.reached.wait()
    await page.socket.close()
    house.engine.replies["Command"] = Reply(card=card("home"), notice=card("home").footer)
    house.engine.gate.set()
    again = await house.page()
    answer = await again.ask(id_, type="command", user="ben", word="", rest="")
    assert answer["notice"] == "en:footer"
    assert first_words(house.chat, "ben") == ["hello", "home"]


async def test_a_page_that_comes_back_gets_the_whole_state(house: House, page: Page) -> None:
    await page.socket.close()
    await house.chat.post(outgoing("offer"))
    again = await house.page()
    messages = again.state["panes"][1]["messages"]
    assert [message["card"]["blocks"][0]["text"] for message in messages] == ["en:hello", "en:offer"]


async def test_two_people_press_at_once_and_neither_waits_for_the_other(house: House, page: Page) -> None:
    met = asyncio.Barrier(2)

    async def handle(event: Event) -> Reply:
        async with asyncio.timeout(30):
            await met.wait()
        return Reply(notice=card("x").footer)

    house.engine.handle = handle  # type: ignore[method-assign]
    ids = {user: str(uuid4()) for user in ("amara", "ben")}
    for user, id_ in ids.items():
        action = {"type": "press", "user": user, "verb": "v", "token": "", "version": 0, "ref": ""}
        await page.socket.send_json({"id": id_, **action})
    answers = [await page.push("answer") for _ in ids]
    assert {answer["re"] for answer in answers} == set(ids.values())
    assert all("notice" in answer for answer in answers)


async def test_the_clock_moves_once_for_each_id_and_every_page_sees_it(house: House) -> None:
    page, other = await house.page(), await house.page()
    id_ = str(uuid4())
    await page.ask(id_, type="clock", hours=1)
    await page.ask(id_, type="clock", hours=1)
    assert house.controls.moves == [1]
    moved = await other.push("clock")
    assert moved["now"].startswith("2026-07-06T13:00")
    assert (moved["due"][:16], moved["what"]) == ("2026-07-07T08:00", "due-offer-expire")
    await page.ask(type="clock", hours=0)
    assert house.controls.moves == [1, 20]
    assert (await other.push("clock"))["due"] is None


@pytest.mark.parametrize(
    ("raw", "why"),
    [("nonsense", "not JSON"), ("x" * (LARGEST + 1), "too large"), ('{"type": "press"}', "no id")],
    ids=["no JSON", "too large", "no id"],
)
async def test_a_message_that_makes_no_sense_is_answered_and_the_line_holds(page: Page, raw: str, why: str) -> None:
    await page.socket.send_str(raw)
    answer = await page.answer("")
    assert (answer["error"], answer["why"]) == ("refused", why)
    await page.socket.send_bytes(b"{}")
    assert (await page.answer(""))["why"] == "not text"
    assert "drawer" in await page.ask(type="drawer")


async def test_a_defect_is_answered_with_a_number_that_stands_in_the_log(house: House, page: Page) -> None:
    house.controls.broken = True
    with capture_logs() as lines:
        answer = await page.ask(type="drawer")
    assert answer["error"] == "failed"
    assert [(line["code"], line["kind"]) for line in lines] == [(answer["number"], "RuntimeError")]
    assert set(await page.press()) == {"type", "re"}
    assert len(house.engine.keys(Press)) == 1
