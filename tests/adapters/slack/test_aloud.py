"""Whoever has Slack read to them hears an ephemeral answer, and what is posted says the neutral words only."""

import pytest

from bot.adapters.slack.blocks import aloud, body, footer
from bot.surface import Bullets, Fact, Paragraph, Verbatim
from tests.adapters.slack.fake_workspace import FakeWorkspace
from tests.doubles.plain import as_read


@pytest.mark.parametrize("word", ["now", "", "privacy", "resources", "status", "queue"])
async def test_what_a_command_is_answered_with_is_read_aloud(workspace: FakeWorkspace, word: str) -> None:
    casey = workspace.person("casey-sample")
    await casey.command("/peer", word)
    await workspace.quiet()
    told = casey.screen.ephemerals[-1]
    assert "9-8-8" in as_read(told.text)
    heard = {line for line in as_read(told.text).splitlines() if line}
    shown = set(told.words.splitlines())
    assert heard <= shown | {line.strip("• ") for line in shown}, heard - shown
    assert "You have an update" not in told.text


async def test_so_is_what_takes_the_place_of_an_ephemeral_answer(workspace: FakeWorkspace) -> None:
    robin = workspace.person()
    await robin.command("/peer")
    await robin.press("Français")
    await workspace.quiet()
    assert "Parlez" in robin.screen.ephemerals[-1].text


async def test_what_is_posted_stays_neutral(workspace: FakeWorkspace) -> None:
    """It may be exported, and every notification shows it."""
    robin = await workspace.asks()
    await robin.command("/peer", "now")
    await robin.types("Hello")
    await workspace.quiet()
    assert {message.text for message in robin.dm.messages if message.bot} == {"You have an update"}


def test_nothing_read_aloud_becomes_a_mention_or_a_link() -> None:
    def say(phrase: object) -> str:
        return phrase.text if isinstance(phrase, Verbatim) else "Name:"

    name = Verbatim("<!channel> & <@U1>")
    told = aloud([*body((Paragraph(name), Fact(name, name), Bullets((name,))), say), *footer(name, say)])
    assert "<" not in told
    assert told.count("&lt;!channel&gt; &amp; &lt;@U1&gt;") == 4
