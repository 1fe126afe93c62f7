"""Slack's word for an e-mail: asked only where a site has vouched_email, of the workspace's own people only."""

from typing import Any

import pytest

from bot.adapters.slack.manifest import EMAIL_SCOPE, SCOPES
from bot.adapters.slack.profiles import read_profile
from bot.adapters.slack.workspaces import Workspace
from tests.adapters.slack.conftest import FakeWorkspaces
from tests.adapters.slack.fake_workspace import TEAM, FakeWorkspace
from tests.doubles.slack import Slack

HERE = Workspace(TEAM, "xoxb-1", "U1", "B1")
ROBIN = "robin.fictional@example.org"
ON = "vouched_email = true"
NOT_VOUCHED: dict[str, dict[str, Any]] = {
    "a guest of some channels": {"is_restricted": True},
    "a stranger in a shared channel": {"is_stranger": True, "home_team": "T0ELSEWHERE"},
    "somebody of another workspace": {"home_team": "T0ELSEWHERE"},
    "a bot": {"is_bot": True},
    "an address that nobody confirmed": {"is_email_confirmed": False},
    "nobody any more": {"deleted": True},
}


async def asks_as(workspace: FakeWorkspace, **about: Any) -> str:
    """Somebody with an account that no roster has; whose name a supporter would read."""
    visitor = workspace.stranger("U0VISITOR", email=ROBIN, **about)
    await visitor.command("/peer")
    await visitor.press("Ask for a peer")
    await workspace.quiet()
    await visitor.press("Continue")
    await workspace.quiet()
    await visitor.submit(contact="204-555-0123")
    await workspace.quiet()
    (request,) = await workspace.house.served.house.engine.run(lambda unit: unit.requests.open_ones())
    details = await workspace.house.served.house.engine.run(lambda unit: unit.requests.details(request))
    person = await workspace.house.served.house.engine.run(lambda unit: unit.people.get(details.physician))
    return f"{person.name}, {details.vouched_email or 'nothing'}"


async def test_where_it_is_on_a_new_account_is_whom_its_email_names(
    fake_workspaces: FakeWorkspaces, slack: Slack
) -> None:
    token = slack.issue_token(TEAM, (*SCOPES, *EMAIL_SCOPE))
    async with fake_workspaces(site=ON, slack_bot_token=token) as workspace:
        assert await asks_as(workspace) == f"Dr. Robin Fictional, {ROBIN}"


async def test_where_it_is_off_nothing_is_taken_whatever_the_token_may(
    fake_workspaces: FakeWorkspaces, slack: Slack
) -> None:
    token = slack.issue_token(TEAM, (*SCOPES, *EMAIL_SCOPE))
    async with fake_workspaces(slack_bot_token=token) as workspace:
        assert await asks_as(workspace) == "Val Visitor, nothing"


async def test_a_token_without_the_scope_brings_none_and_refuses_nobody(fake_workspaces: FakeWorkspaces) -> None:
    async with fake_workspaces(site=ON) as workspace:
        assert await asks_as(workspace) == "Val Visitor, nothing"


@pytest.mark.parametrize("name", NOT_VOUCHED)
def test_of_these_it_is_no_word(name: str) -> None:
    user = {"id": "U1", "team_id": TEAM, "profile": {"email": ROBIN}}
    assert read_profile(user, HERE).email == ROBIN
    changed = {key.replace("home_team", "team_id"): value for key, value in NOT_VOUCHED[name].items()}
    assert read_profile(user | changed, HERE).email == ""
