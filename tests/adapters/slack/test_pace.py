"""No faster than Slack takes it: about one message a second in a conversation, so many calls in a workspace."""

import asyncio

import pytest

from bot.adapters.slack import rate_limit as pacing
from bot.adapters.slack.rate_limit import CHANNEL, WORKSPACE, RateLimit
from bot.ports.platform import Throttled
from tests.patience import quickest

POST, UPDATE = "chat.postMessage", "chat.update"


class Hands:
    """A clock that stands still, and sleep that moves it."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.at = 1000.0
        self.slept = 0.0
        monkeypatch.setattr("bot.adapters.slack.rate_limit.asyncio.sleep", self._sleep)

    def __call__(self) -> float:
        return self.at

    async def _sleep(self, seconds: float) -> None:
        self.slept += seconds
        self.at += seconds


@pytest.fixture
def hands(monkeypatch: pytest.MonkeyPatch) -> Hands:
    return Hands(monkeypatch)


async def test_a_short_burst_goes_at_once_and_then_one_a_second(hands: Hands) -> None:
    pace = RateLimit(hands)
    burst = int(CHANNEL[1])
    for _ in range(burst):
        await pace.turn(POST, "T1", "D1")
    assert hands.slept == 0
    for _ in range(5):
        await pace.turn(POST, "T1", "D1")
    assert hands.slept == pytest.approx(5.0)


async def test_another_conversation_does_not_wait(hands: Hands) -> None:
    pace = RateLimit(hands)
    for _ in range(4):
        await pace.turn(POST, "T1", "D1")
    await pace.turn(POST, "T1", "D2")
    assert hands.slept == 0


async def test_a_workspace_has_a_limit_of_its_own(hands: Hands) -> None:
    pace = RateLimit(hands)
    rate, burst = WORKSPACE[POST]
    for number in range(int(burst)):
        await pace.turn(POST, "T1", f"D{number}")
    assert hands.slept == 0
    await pace.turn(POST, "T1", "D99")
    assert hands.slept == pytest.approx(1 / rate)
    await pace.turn(POST, "T2", "D100")
    assert hands.slept == pytest.approx(1 / rate)


async def test_no_minute_ever_has_more_edits_than_slack_takes(hands: Hands) -> None:
    pace = RateLimit(hands)
    times = []
    for _ in range(200):
        try:
            await pace.turn(UPDATE, "T1", "D1")
        except Throttled as error:
            hands.at += error.retry_after
            continue
        times.append(hands.at)
    most = max(sum(1 for each in times if start <= each < start + 60) for start in times)
    assert most <= 60 + WORKSPACE[UPDATE][1]


async def test_who_would_wait_long_is_told_to_come_back_and_takes_nobodys_place(hands: Hands) -> None:
    pace = RateLimit(hands)
    pace.hold(POST, "T1", 30)
    for _ in range(50):
        with pytest.raises(Throttled) as caught:
            await pace.turn(POST, "T1", "D1")
        assert caught.value.retry_after == pytest.approx(30)
    await pace.turn(UPDATE, "T1", "D1")
    await pace.turn(POST, "T2", "D1")
    hands.at += 30
    await pace.turn(POST, "T1", "D1")
    assert hands.slept == 0


async def test_a_shorter_word_of_slack_does_not_shorten_a_longer_one(hands: Hands) -> None:
    pace = RateLimit(hands)
    pace.hold(POST, "T1", 30)
    pace.hold(POST, "T1", 1)
    with pytest.raises(Throttled) as caught:
        await pace.turn(POST, "T1", "D1")
    assert caught.value.retry_after == pytest.approx(30)


async def test_many_at_once_share_one_line() -> None:
    """With the real clock: nobody overtakes the bucket while others sleep."""

    async def all_six() -> None:
        pace = RateLimit()
        await asyncio.gather(*(pace.turn(POST, "T1", "D1") for _ in range(6)))

    assert 1.8 < await quickest(all_six, under=3.0) < 3.0


async def test_quiet_conversations_are_forgotten(hands: Hands, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pacing, "_KEPT", 50)
    pace = RateLimit(hands)
    for number in range(500):
        await pace.turn(POST, "T1", f"D{number}")
        hands.at += 10
    assert len(pace._buckets) < 60
