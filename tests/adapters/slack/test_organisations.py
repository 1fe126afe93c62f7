"""Enterprise Grid and Slack Connect: a colleague of a sister workspace is none of another organisation's people."""

from typing import Any

import pytest

from bot.adapters.slack.profiles import read_profile
from bot.adapters.slack.workspaces import Workspace
from tests.adapters.slack.conftest import FakeWorkspaces
from tests.adapters.slack.fake_workspace import CONTACT, TEAM, FakeWorkspace
from tests.doubles.slack import Person, Slack

GRID, SISTER = "E0HEALTH", "T0SISTER"
NOT_FOR_THEM = "This door is for the people of this organisation"


@pytest.fixture
async def grid(fake_workspaces: FakeWorkspaces, slack: Slack) -> Any:
    """Our workspace is one of several of an organisation."""
    slack.workspace(TEAM).enterprise = GRID
    async with fake_workspaces() as made:
        yield made


def sister(workspace: FakeWorkspace, user: str = "W0SISTER", **about: Any) -> Person:
    """Somebody whose home is another workspace of our organisation; W is how old ids of a Grid begin."""
    return workspace.stranger(user, home_team=SISTER, **({"enterprise": GRID} | about))


async def asks(workspace: FakeWorkspace, person: Person) -> None:
    await person.opens_home()
    await workspace.quiet()
    await person.press("Ask for a peer")
    await workspace.quiet()
    await person.press("Continue")
    await workspace.quiet()
    assert await person.submit(contact=CONTACT)
    await workspace.quiet()


class TestGrid:
    async def test_a_colleague_of_a_sister_workspace_asks_like_anybody(self, grid: FakeWorkspace) -> None:
        await asks(grid, sister(grid))
        assert await grid.requests() == ["seeking"]
        assert NOT_FOR_THEM not in "\n".join(each.words for each in grid.slack.seen_by("W0SISTER", TEAM))

    async def test_and_by_the_command(self, grid: FakeWorkspace) -> None:
        colleague = sister(grid)
        await colleague.command("/peer")
        assert "Ask for a peer" in colleague.buttons
        await colleague.press("Ask for a peer")
        await grid.quiet()
        assert "Continue" in colleague.buttons

    async def test_somebody_of_another_organisation_is_a_stranger_there_too(self, grid: FakeWorkspace) -> None:
        before = grid.dump()
        guest = sister(grid, enterprise="E0OTHERS")
        await guest.command("/peer")
        assert NOT_FOR_THEM in guest.messages[-1].words
        await guest.opens_home()
        await grid.quiet()
        assert guest.home is not None
        assert NOT_FOR_THEM in guest.home.words
        assert grid.dump() == before

    async def test_while_slack_does_not_say_who_somebody_is_the_door_stays_open(self, grid: FakeWorkspace) -> None:
        grid.slack.fail("users.info", times=None, status=500)
        colleague = sister(grid)
        await colleague.command("/peer")
        await colleague.press("Ask for a peer")
        await grid.quiet()
        assert "Continue" in colleague.buttons


class TestConnect:
    """`/peer` works in any channel, in one that another organisation's workspace hosts as well."""

    async def test_a_form_that_was_opened_there_is_sent(self, workspace: FakeWorkspace) -> None:
        robin = workspace.person()
        await robin.command("/peer", "ask", channel="C-SHARED")
        await workspace.quiet()
        robin.screen.hosted_by = "T0HOST"
        if not robin.modals:
            await robin.press("Ask for a peer")
            await workspace.quiet()
        await robin.press("Continue")
        await workspace.quiet()
        assert await robin.submit(contact=CONTACT)
        await workspace.quiet()
        assert robin.troubles == []
        assert await workspace.requests() == ["seeking"]

    async def test_the_hosts_organisation_is_not_ours(self, workspace: FakeWorkspace) -> None:
        """Whoever is at home in the host's workspace presses nothing of ours."""
        guest = workspace.stranger("U0HOST", home_team="T0HOST", is_stranger=True, enterprise="E0HOST")
        await guest.command("/peer", channel="C-SHARED")
        await workspace.quiet()
        assert NOT_FOR_THEM in guest.messages[-1].words


@pytest.mark.parametrize(
    ("ours", "theirs", "guest"),
    [
        (GRID, {"enterprise_id": GRID}, False),
        (GRID, {"enterprise_id": "E0OTHERS"}, True),
        (GRID, None, True),
        ("", {"enterprise_id": "E0OTHERS"}, True),
        (None, {"enterprise_id": GRID}, False),  # installed before anybody noted which organisation it was
        (GRID, [], True),
        (GRID, {"enterprise_id": ["E0HEALTH"]}, True),
    ],
)
def test_who_is_a_colleague(ours: str | None, theirs: Any, guest: bool) -> None:
    user = {"id": "W1", "team_id": SISTER, "enterprise_user": theirs}
    assert read_profile(user, Workspace(TEAM, "xoxb-1", "U1", "B1", ours)).guest is guest
