"""Where Slack lets history be read once a minute and fifteen messages long, as of distributed apps since 2025."""

import pytest

from bot.adapters.slack import SlackAdapter
from bot.adapters.slack.sender import SlackPort
from bot.ports.platform import Outgoing, Throttled, Unseen
from bot.surface import Account, Card, Paragraph, w
from tests.adapters.slack.fake_workspace import TEAM, USERS, FakeWorkspace
from tests.doubles.slack import Message, Person

ROBIN = Account("slack", TEAM, USERS["robin-fictional"])
CARD = Card((Paragraph(w("hello")),), (), footer=w("footer", lines="911"))
UPDATE = "You have an update"


def port(workspace: FakeWorkspace) -> SlackPort:
    adapter = workspace.house.served.adapters[0]
    assert isinstance(adapter, SlackAdapter)
    return adapter.port


def message(mark: str = "s1") -> Outgoing:
    return Outgoing(ROBIN, mark, CARD, "en", "UTC")


def long_talk(workspace: FakeWorkspace, person: Person, lines: int = 40) -> None:
    for number in range(lines):
        person.dm.record.append(Message(person.dm.id, workspace.slack.ts(), person.id, f"line {number}", bot=False))


def looks(workspace: FakeWorkspace) -> int:
    return len([call for call in workspace.slack.calls if call.method == "conversations.history"])


class TestTheLook:
    async def test_it_is_one_page(self, workspace: FakeWorkspace) -> None:
        reference = await port(workspace).post(message())
        assert await port(workspace).find(message()) == reference
        assert looks(workspace) == 1
        assert await port(workspace).find(message("other")) is None

    async def test_what_is_further_up_than_a_page_nobody_can_tell(self, workspace: FakeWorkspace) -> None:
        await port(workspace).post(message())
        long_talk(workspace, workspace.person())
        workspace.slack.distributed = True
        with pytest.raises(Unseen):
            await port(workspace).find(message())
        with pytest.raises(Throttled):
            await port(workspace).find(message())
        assert looks(workspace) == 2

    @pytest.mark.parametrize("error", ["missing_scope", "channel_not_found", "invalid_arguments"])
    async def test_a_refusal_is_no_word_about_the_person(self, workspace: FakeWorkspace, error: str) -> None:
        await port(workspace).post(message())
        workspace.slack.fail("conversations.history", error=error)
        with pytest.raises(Unseen):
            await port(workspace).find(message())


class TestADistributedApp:
    async def test_a_lost_answer_stops_no_message_of_theirs_for_good(self, workspace: FakeWorkspace) -> None:
        """The update breaks, three days later the next breaks too; then the line is good."""
        robin = await workspace.asks()
        long_talk(workspace, robin)
        workspace.slack.distributed = True
        workspace.slack.fail("chat.postMessage", drop_before=True, user=robin.id)
        await workspace.matched()
        await workspace.quiet()
        workspace.slack.fail("chat.postMessage", drop_before=True, user=robin.id)
        before = looks(workspace)
        await workspace.house.forward(hours=74)
        assert robin.dm.messages[-1].text == UPDATE
        assert [button for button in robin.buttons if button == "Open"] == ["Open"]
        assert looks(workspace) - before <= 6, "three looks for each, and no more"
        await robin.press("Open")
        await workspace.quiet()
        assert "reached you" in robin.modal.words

    async def test_an_offer_in_doubt_comes_once_more_and_a_press_takes_the_first_away(
        self, workspace: FakeWorkspace
    ) -> None:
        for user in ("ada-maple", "ines-exemple", "sam-placeholder"):
            long_talk(workspace, workspace.person(user))
            workspace.slack.fail("chat.postMessage", drop_after=True, user=USERS[user])
        workspace.slack.distributed = True
        workspace.slack.fail("conversations.history", times=None, status=429, retry_after=60)
        await workspace.asks()
        await workspace.house.forward(hours=0.1)
        supporter = workspace.offered()
        cards = [each for each in supporter.dm.messages if each.bot]
        assert len(cards) == 2
        await supporter.press("Accept", back=1)
        await workspace.quiet()
        (left,) = [each for each in supporter.dm.messages if each.bot]
        assert left.ts == cards[1].ts
        assert "You said yes in principle" in left.words
        page = await _metrics(workspace)
        for outcome in ("in_doubt", "written_down", "taken_away"):
            assert f'peerline_doubts_total{{outcome="{outcome}",platform="slack"}} 1.0' in page

    async def test_the_hello_needs_no_history(self, workspace: FakeWorkspace) -> None:
        workspace.slack.distributed = True
        for user in ("U0FIRST", "U0SECOND", "U0THIRD"):
            await workspace.stranger(user).opens_home(tab="messages")
        await workspace.quiet()
        for user in ("U0FIRST", "U0SECOND", "U0THIRD"):
            (hello,) = workspace.stranger(user).dm.messages
            assert "9-8-8" in hello.words
            await workspace.stranger(user).opens_home(tab="messages")
            await workspace.quiet()
            assert len(workspace.stranger(user).dm.messages) == 1
        assert looks(workspace) == 0

    async def test_whoever_types_is_answered_although_slack_does_not_tell(self, workspace: FakeWorkspace) -> None:
        """The first delivery was lost, so it is to be looked whether it was answered; nobody waits for that."""
        robin = workspace.person()
        address, workspace.slack.app_url, workspace.slack.retry_waits = workspace.slack.app_url, "", ()
        typed = await robin.types("Hello")
        workspace.slack.app_url = address
        workspace.slack.fail("conversations.history", times=None, status=429, retry_after=60)
        assert (await workspace.slack.redeliver(typed.event_id, num=1)).ok
        await workspace.quiet()
        assert "9-8-8" in robin.messages[-1].words


class TestAnEditThatFails:
    @pytest.mark.parametrize("how", [{"status": 503}, {"status": 429}])
    async def test_it_is_no_answer_about_the_post(self, workspace: FakeWorkspace, how: dict[str, int]) -> None:
        """Found, edited to the newest, and the edit is refused for the moment: one card all the same."""
        workspace.slack.fail("chat.postMessage", drop_after=True, user="U0ROBIN")
        robin = await workspace.asks()
        workspace.slack.fail("chat.update", user="U0ROBIN", **how)
        workspace.slack.fail("chat.update", channel=robin.dm.id, **how)
        await workspace.matched()
        await workspace.house.forward(hours=0.2)
        assert len([each for each in robin.dm.messages if each.bot and each.text == UPDATE]) == 1


async def _metrics(workspace: FakeWorkspace) -> str:
    answer = await workspace.house.served.metrics._page(None)  # type: ignore[arg-type]
    assert isinstance(answer.body, bytes)
    return answer.body.decode()
