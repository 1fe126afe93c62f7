"""The chat as a platform: what the outbox may rely on."""

import pytest

from bot.adapters.playground.message import Author
from bot.ports.platform import Port, Unreachable, Vanished
from bot.surface import Account

from .fakes import card, first_words, make_chat, outgoing


async def test_a_posted_card_is_found_by_its_slot_and_edited_in_place() -> None:
    chat = make_chat()
    port: Port = chat
    ref = await port.post(outgoing("offer"))
    assert await port.find(outgoing("offer")) == ref
    assert await port.find(outgoing("offer", slot="another")) is None
    await port.edit(outgoing("closed"), ref)
    (message,) = chat.timeline("ben")
    assert (first_words(chat, "ben"), message.edited, message.ref) == (["closed"], 1, ref)


async def test_a_card_posted_anew_is_the_one_that_is_found() -> None:
    chat = make_chat()
    await chat.post(outgoing("first"))
    newer = await chat.post(outgoing("second"))
    assert await chat.find(outgoing("second")) == newer


async def test_editing_what_is_not_there_says_vanished() -> None:
    chat = make_chat()
    ref = await chat.post(outgoing("offer"))
    with pytest.raises(Vanished):
        await chat.edit(outgoing("offer"), "no such reference")
    with pytest.raises(Vanished):
        await chat.edit(outgoing("offer", user="amara"), ref)


@pytest.mark.parametrize("where", ["playground river zoe", "playground hill ben", "slack river ben"])
async def test_nobody_outside_this_team_can_be_reached(where: str) -> None:
    account = Account(*where.split())
    message = outgoing("offer")
    stranger = type(message)(account, message.mark, message.card, "en", "UTC")
    for send in (make_chat().post(stranger), make_chat().edit(stranger, "x"), make_chat().find(stranger)):
        with pytest.raises(Unreachable):
            await send


async def test_the_record_keeps_every_version_and_what_was_typed() -> None:
    chat = make_chat()
    ref = await chat.post(outgoing("offer"))
    chat.type("ben", "who is it?", "typed-1", "UTC")
    chat.type("ben", "who is it?", "typed-1", "UTC")
    await chat.edit(outgoing("closed"), ref)
    assert [(message.author, message.edited) for message in chat.record()] == [
        (Author.BOT, 0), (Author.ME, 0), (Author.BOT, 1),
    ]  # fmt: skip
    assert first_words(chat, "ben") == ["closed", "who is it?"]


async def test_a_card_that_answers_twice_stands_once_and_typed_words_are_never_replaced() -> None:
    chat = make_chat()
    chat.answer("ben", card("home"), "reply-1", "UTC")
    chat.answer("ben", card("home again"), "reply-1", "UTC")
    assert first_words(chat, "ben") == ["home again"]
    chat.type("ben", "mine", "typed-1", "UTC")
    assert not chat.replace("ben", chat.timeline("ben")[1].ref, card("not yours"), "UTC")


async def test_a_new_language_moves_the_whole_chat_and_leaves_the_record() -> None:
    chat = make_chat()
    heard: list[str] = []
    end = chat.subscribe(lambda user, message: heard.append(f"{user} {message.language if message else 'all'}"))
    await chat.post(outgoing("offer"))
    chat.speak("ben", "fr")
    end()
    await chat.post(outgoing("other"))
    assert [message.language for message in chat.timeline("ben")] == ["fr", "en"]
    assert chat.record()[0].language == "en"
    assert heard == ["ben en", "ben all"]
