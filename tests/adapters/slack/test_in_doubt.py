"""Where Slack lets history be read once a minute and fifteen messages long, as of distributed apps since 2025."""

import pytest

from bot.adapters.slack import SlackAdapter
from bot.adapters.slack.sender import SlackPort
from bot.ports.platform import Outgoing, Throttled, Unseen
from bot.surface import Account, Card, Paragraph, w
from tests.adapters.slack.town import TEAM, USERS, Town
from tests.doubles.slack import Message, Person

ROBIN = Account("slack", TEAM, USERS["robin-fictional"])
CARD = Card((Paragraph(w("hello")),), (), footer=w("footer", lines="911"))
UPDATE = "You have an update"


def port(town: Town) -> SlackPort:
    adapter = town.house.served.adapters[0]
    assert isinstance(adapter, SlackAdapter)
    return adapter.port


def message(mark: str = "s1") -> Outgoing:
    return Outgoing(ROBIN, mark, CARD, "en", "UTC")


def long_talk(town: Town, person: Person, lines: int = 40) -> None:
    for number in range(lines):
        person.dm.record.append(Message(person.dm.id, town.slack.ts(), person.id, f"line {number}", bot=False))


def looks(town: Town) -> int:
    return len([call for call in town.slack.calls if call.method == "conversations.history"])


class TestTheLook:
    async def test_it_is_one_page(self, town: Town) -> None:
        reference = await port(town).post(message())
        assert await port(town).find(message()) == reference
        assert looks(town) == 1
        assert await port(town).find(message("other")) is None

    async def test_what_is_further_up_than_a_page_nobody_can_tell(self, town: Town) -> None:
        await port(town).post(message())
        long_talk(town, town.person())
        town.slack.distributed = True
        with pytest.raises(Unseen):
            await port(town).find(message())
        with pytest.raises(Throttled):
            await port(town).find(message())
        assert looks(town) == 2

    @pytest.mark.parametrize("error", ["missing_scope", "channel_not_found", "invalid_arguments"])
    async def test_a_refusal_is_no_word_about_the_person(self, town: Town, error: str) -> None:
        await port(town).post(message())
        town.slack.fail("conversations.history", error=error)
        with pytest.raises(Unseen):
            await port(town).find(message())


class TestADistributedApp:
    async def test_a_lost_answer_stops_no_message_of_theirs_for_good(self, town: Town) -> None:
        """The update breaks, three days later the next breaks too; then the line is good."""
        robin = await town.asks()
        long_talk(town, robin)
        town.slack.distributed = True
        town.slack.fail("chat.postMessage", drop_before=True, user=robin.id)
        await town.matched()
        await town.quiet()
        town.slack.fail("chat.postMessage", drop_before=True, user=robin.id)
        before = looks(town)
        await town.house.forward(hours=74)
        assert robin.dm.messages[-1].text == UPDATE
        assert [button for button in robin.buttons if button == "Open"] == ["Open"]
        assert looks(town) - before <= 6, "three looks for each, and no more"
        await robin.press("Open")
        await town.quiet()
        assert "reached you" in robin.modal.words

    async def test_an_offer_in_doubt_comes_once_more_and_a_press_takes_the_first_away(self, town: Town) -> None:
        for user in ("ada-maple", "ines-exemple", "sam-placeholder"):
            long_talk(town, town.person(user))
            town.slack.fail("chat.postMessage", drop_after=True, user=USERS[user])
        town.slack.distributed = True
        town.slack.fail("conversations.history", times=None, status=429, retry_after=60)
        await town.asks()
        await town.house.forward(hours=0.1)
        supporter = town.offered()
        cards = [each for each in supporter.dm.messages if each.bot]
        assert len(cards) == 2
        await supporter.press("Accept", back=1)
        await town.quiet()
        (left,) = [each for each in supporter.dm.messages if each.bot]
        assert left.ts == cards[1].ts
        assert "You said yes in principle" in left.words
        page = await _metrics(town)
        for outcome in ("in_doubt", "written_down", "taken_away"):
            assert f'peerline_doubts_total{{outcome="{outcome}",platform="slack"}} 1.0' in page

    async def test_the_hello_needs_no_history(self, town: Town) -> None:
        town.slack.distributed = True
        for user in ("U0FIRST", "U0SECOND", "U0THIRD"):
            await town.stranger(user).opens_home(tab="messages")
        await town.quiet()
        for user in ("U0FIRST", "U0SECOND", "U0THIRD"):
            (hello,) = town.stranger(user).dm.messages
            assert "9-8-8" in hello.words
            await town.stranger(user).opens_home(tab="messages")
            await town.quiet()
            assert len(town.stranger(user).dm.messages) == 1
        assert looks(town) == 0

    async def test_whoever_types_is_answered_although_slack_does_not_tell(self, town: Town) -> None:
        """The first delivery was lost, so it is to be looked whether it was answered; nobody waits for that."""
        robin = town.person()
        address, town.slack.app_url, town.slack.retry_waits = town.slack.app_url, "", ()
        typed = await robin.types("Hello")
        town.slack.app_url = address
        town.slack.fail("conversations.history", times=None, status=429, retry_after=60)
        assert (await town.slack.redeliver(typed.event_id, num=1)).ok
        await town.quiet()
        assert "9-8-8" in robin.messages[-1].words


class TestAnEditThatFails:
    @pytest.mark.parametrize("how", [{"status": 503}, {"status": 429}])
    async def test_it_is_no_answer_about_the_post(self, town: Town, how: dict[str, int]) -> None:
        """Found, edited to the newest, and the edit is refused for the moment: one card all the same."""
        town.slack.fail("chat.postMessage", drop_after=True, user="U0ROBIN")
        robin = await town.asks()
        town.slack.fail("chat.update", user="U0ROBIN", **how)
        town.slack.fail("chat.update", channel=robin.dm.id, **how)
        await town.matched()
        await town.house.forward(hours=0.2)
        assert len([each for each in robin.dm.messages if each.bot and each.text == UPDATE]) == 1


async def _metrics(town: Town) -> str:
    answer = await town.house.served.metrics._page(None)  # type: ignore[arg-type]
    assert isinstance(answer.body, bytes)
    return answer.body.decode()
