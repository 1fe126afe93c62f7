"""What is typed or pressed is answered to whoever did it, and to nobody else, whichever channel it was in."""

import pytest

from bot.flows.routing import COMMANDS
from tests.adapters.slack.fake_workspace import TEAM, FakeWorkspace

PUBLIC = "C-GENERAL"


@pytest.mark.parametrize("word", [*COMMANDS, "unheard-of", "  now  ", "NOW", "limit 0", "language fr", "offers x y"])
@pytest.mark.parametrize("user", ["robin-fictional", "casey-sample"])
async def test_a_command_in_a_public_channel_shows_nothing_to_anybody_else(
    workspace: FakeWorkspace, word: str, user: str
) -> None:
    onlooker = workspace.stranger()
    typist = workspace.person(user)
    delivery = await typist.command("/peer", word, channel=PUBLIC)
    await workspace.quiet()
    assert delivery.acknowledged
    assert typist.troubles == []
    assert workspace.slack.channel(PUBLIC).record == []
    assert workspace.slack.seen_by(onlooker.id) == []
    said = typist.screen.ephemerals or typist.modals
    assert said, "the typist is told something"
    assert all(message.channel == PUBLIC for message in typist.screen.ephemerals)


async def test_the_lines_stand_in_the_conversation_too(workspace: FakeWorkspace) -> None:
    """An ephemeral answer is gone with the next reload."""
    robin = workspace.person()
    await robin.command("/peer", "now", channel=PUBLIC)
    await workspace.quiet()
    assert "9-8-8" in robin.screen.ephemerals[-1].words
    robin.reloads()
    assert [message.channel for message in robin.messages] == [robin.dm.id]
    assert "9-8-8" in robin.messages[-1].words
    assert workspace.slack.channel(PUBLIC).record == []


async def test_a_dialog_opens_over_whatever_channel_it_was_asked_for_in(workspace: FakeWorkspace) -> None:
    """A button of an ephemeral answer."""
    robin = workspace.person()
    await robin.command("/peer", channel=PUBLIC)
    await robin.press("Privacy")
    await workspace.quiet()
    assert robin.modal.title == "Privacy"
    assert workspace.slack.channel(PUBLIC).record == []


async def test_a_stale_press_is_explained_to_the_presser_alone(workspace: FakeWorkspace) -> None:
    await workspace.asks()
    supporter = workspace.offered()
    held = supporter.button("Accept")
    await supporter.press("Decline")
    await workspace.quiet()
    before = {user: len(workspace.slack.seen_by(user, TEAM)) for user in workspace.slack.workspaces[TEAM].users}
    posted = len(supporter.dm.messages)
    await supporter.press(held)
    await workspace.quiet()
    after = {user: len(workspace.slack.seen_by(user, TEAM)) for user in workspace.slack.workspaces[TEAM].users}
    assert {user for user in after if after[user] != before[user]} == {supporter.id}
    assert len(supporter.dm.messages) == posted
    assert supporter.messages[-1].ephemeral or supporter.modals


async def test_an_answer_given_into_a_public_channel_is_acted_on_there(workspace: FakeWorkspace) -> None:
    """The whole first step from an ephemeral message in a public channel."""
    robin = workspace.person()
    await robin.command("/peer", channel=PUBLIC)
    await robin.press("Ask for a peer")
    await workspace.quiet()
    await robin.press("Continue")
    await workspace.quiet()
    await robin.submit(contact="204-555-0123")
    await workspace.quiet()
    assert await workspace.requests() == ["seeking"]
    assert workspace.slack.channel(PUBLIC).record == []
    assert not [sight for sight in workspace.slack.sights if sight.user == "*"]


async def test_no_answer_is_ever_for_the_whole_channel(workspace: FakeWorkspace) -> None:
    """What goes out says "ephemeral" each time, in acknowledgements and through response_urls."""
    robin = workspace.person()
    delivery = await robin.command("/peer", channel=PUBLIC)
    assert delivery.attempts[0].body["response_type"] == "ephemeral"
    await robin.press("Français")
    await workspace.quiet()
    said = [call.args for call in workspace.slack.calls if call.method == "response_url"]
    assert said
    assert all(args.get("response_type", "ephemeral") == "ephemeral" for args in said)
    assert workspace.slack.channel(PUBLIC).record == []
