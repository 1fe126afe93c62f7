"""The whole loop in a hospital's network: out by its proxy alone, with its own authority, and in under a prefix."""

from tests.stage import Stage
from tests.stages.slack import SlackStage
from tests.stages.teams import TeamsStage
from tests.stories.conftest import BEHIND_PROXIES
from tests.stories.test_whole_loop import test_r12_r47_a_physician_reaches_in_and_three_taps_close_it as whole_loop


@BEHIND_PROXIES
async def test_the_whole_loop_behind_proxies(stage: Stage) -> None:
    await whole_loop(stage)
    assert isinstance(stage, (SlackStage, TeamsStage))
    network = (stage.town if isinstance(stage, SlackStage) else stage.tenant).network
    assert network
    known = {"slack.test:443"} if isinstance(stage, SlackStage) else {"login.test:443", "smba.test:443"}
    assert set(network.asked) == known
