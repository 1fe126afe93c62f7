"""Coming, going and typing: the menu's words are commands, everything else is text, of which nothing is kept."""

import asyncio
import json
from collections.abc import Awaitable, Callable
from typing import Any

import pytest

from bot.adapters import typed_rows
from bot.adapters.teams.typed import WORDS, command
from bot.flows import routing
from bot.surface import Arrive, Command, Gone, Press, Reply, Text, Verbatim, w

from .house import Scripted


def test_every_word_of_the_flows_is_known_here() -> None:
    assert set(routing.COMMANDS) <= set(WORDS)


@pytest.mark.parametrize(
    ("said", "found"),
    [
        ("ask", ("ask", "")),
        ("  Ask ", ("ask", "")),
        ("<at>Peerline</at> status", ("status", "")),
        ('<at id="0">Peerline</at>&nbsp;now', ("now", "")),
        ("/peer", ("", "")),
        ("/peer offers", ("offers", "")),
        ("/offers", ("offers", "")),
        ("home", ("", "")),
        ("away 2026-12-24", ("away", "2026-12-24")),
        ("away 24.12.", ("away", "24.12.")),
        ("away", ("away", "")),
        ("limit 2", ("limit", "2")),
        ("show #A3CD", ("show", "A3CD")),
        ("language fr", ("language", "fr")),
        ("/peer limit many", ("limit", "many")),
        ("/peer show '; DROP TABLE request", ("show", "'; DROP TABLE request")),
        ("<at>Peerline</at> /PEER away tomorrow", ("away", "tomorrow")),
        # free text
        ("help", None),
        ("", None),
        ("   ", None),
        ("leave me alone", None),
        ("back pain again", None),
        ("ask him", None),
        ("now I do not want to go on", None),
        ("away from all this", None),
        ("status?", None),
        ("limit two", None),
        ("/limit two", None),
        ("/peer I cannot go on", None),
        ("show me the way", None),
        ("x" * 10_000, None),
        (None, None),
        (7, None),
        (["ask"], None),
    ],
)
def test_words_and_text(said: object, found: tuple[str, str] | None) -> None:
    assert command(said) == found


async def test_the_language_may_stand_beside_the_client_only(door: Scripted) -> None:
    """As in Microsoft's own example of an installation."""
    who = door.person()
    client = {"type": "clientInfo", "locale": "fr-CA", "platform": "Windows"}
    for entities in ([client], [{}, client], [None, 7, client]):
        activity = door.teams.activity(who, "installationUpdate", action="add", entities=entities)
        assert (await door.teams.deliver(activity)).status == 200
    await door.settled()
    assert {event.locale for event in door.engine.events} == {"fr-CA"}


async def test_free_text_stays_at_the_door(door: Scripted) -> None:
    who = door.person()
    await who.installs()
    said = "leave me alone, Dr. Ada is unbearable"
    await who.types(said)
    await door.settled()
    event = door.engine.events[-1]
    assert isinstance(event, Text)
    assert "unbearable" not in repr(event)
    assert "unbearable" not in json.dumps([version.body for version in door.teams.everything_posted()])
    assert who.words[-1].startswith("Lines")


async def test_a_command_is_answered_in_the_chat(door: Scripted) -> None:
    who = door.person(locale="fr-CA", name="Dre Fictive")
    door.engine.replies["Command"] = Reply(notice=Verbatim("Not for you"))
    await who.installs()
    await who.types("away 2026-12-24")
    await door.settled()
    event = door.engine.of(Command)[0]
    assert isinstance(event, Command)
    assert (event.word, event.rest, event.locale, event.name) == ("away", "2026-12-24", "fr-CA", "Dre Fictive")
    assert who.words[-1].startswith("Not for you")
    assert "9-8-8" in who.words[-1], "the line that ends every posted card"


async def test_every_activity_is_answered_in_botbuilders_turn(door: Scripted) -> None:
    seen: list[str] = []

    class Watcher:
        async def on_turn(self, turn: Any, go_on: Callable[[], Awaitable[Any]]) -> Any:
            seen.append(turn.activity["type"])
            return await go_on()

    gate = door.adapter._endpoint._gate
    assert gate is not None
    gate._sdk.use(Watcher())
    who = door.person()
    await who.installs()
    await who.types("away 2026-12-24")
    await door.settled()
    assert seen[-1] == "message"
    assert {"installationUpdate", "message"} <= set(seen)
    assert door.engine.of(Command)


async def test_an_installation_says_hello_once_and_a_removal_forgets(door: Scripted) -> None:
    who = door.person()
    await who.installs()
    await door.settled()
    assert [words.split("\n")[0] for words in who.words] == ["Hello"]
    assert len(door.engine.of(Arrive)) == 1
    assert len(door.memo.known) == 1
    await who.installs("add-upgrade")
    await who.uninstalls("remove-upgrade")
    await door.settled()
    assert len(door.engine.events) == 2, "both words of the installation, with one key; upgrades are nobody's concern"
    await who.uninstalls()
    await door.settled()
    assert len(door.engine.of(Gone)) == 1
    assert door.memo.known == {}


async def test_a_removal_that_could_not_be_noted_wants_to_come_again(door: Scripted) -> None:
    who = door.person()
    door.engine.replies["Gone"] = Reply(notice=w("unavailable"), undone=True)
    assert (await who.uninstalls()).status == 503


async def test_reactions_and_other_things_are_nobodys_concern(door: Scripted) -> None:
    who = door.person()
    await who.installs()
    await door.settled()
    before = len(door.engine.events)
    assert (await who.reacts(who.messages[-1])).status == 200
    for kind in ("typing", "event", "messageUpdate", "messageDelete", "endOfConversation", "conversationUpdate", "x"):
        assert (await door.teams.deliver(door.teams.activity(who, kind))).status == 200
    assert len(door.engine.events) == before


async def test_ten_lines_in_a_row_are_two_cards(door: Scripted, monkeypatch: pytest.MonkeyPatch) -> None:
    """People in distress write many: one card at the first, one below the last."""
    monkeypatch.setattr(typed_rows, "QUIET_SECONDS", 0.4)
    who = door.person()
    await who.installs()
    await door.settled()
    hello = len(who.words)
    for number in range(10):
        assert (await who.types(f"line {number}")).status == 200
    await door.teams.settled()
    assert len(who.words) == hello + 1
    await asyncio.sleep(0.6)
    await door.teams.settled()
    assert len(who.words) == hello + 2
    await who.types("another day")
    await door.settled()
    assert len(who.words) == hello + 3


async def test_a_flood_of_text_is_not_answered_one_by_one(door: Scripted) -> None:
    who = door.person()
    await who.installs()
    await door.settled()
    door.teams.fail("send", delay=0.3, times=None)
    for _ in range(40):
        await who.types("a sentence")
    await door.settled()
    assert len(who.words) == 3, "the hello, one at the first and one below the last"


async def test_a_value_that_is_no_button_of_ours_is_text(door: Scripted) -> None:
    who = door.person()
    await door.teams.deliver(
        door.teams.activity(who, "message", value={"peerline": {"verb": "x" * 500}}, text="ask me")
    )
    assert isinstance(door.engine.events[-1], Text)
    assert door.engine.of(Press) == []


async def test_where_somebody_is_is_known_at_once_and_again_after_a_move(door: Scripted) -> None:
    who = door.person()
    await who.types("status")
    first = next(iter(door.memo.known.values()))
    assert json.loads(first)["user"] == who.id
    door.teams.forget(who)
    await who.types("status")
    await door.settled()
    assert next(iter(door.memo.known.values())) != first
    assert set(json.loads(first)) == {"service_url", "conversation", "user", "bot"}


async def test_an_installation_without_an_id_still_says_hello(door: Scripted) -> None:
    who = door.person()
    who.account.installed = True
    activity = door.teams.activity(who, "installationUpdate", action="add", id=None)
    await door.teams.deliver(activity)
    await door.settled()
    assert [words.split("\n")[0] for words in who.words] == ["Hello"]
