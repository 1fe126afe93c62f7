"""Guests, and people of other organisations: the lines, kindly, and no trace; unless the roster has them."""

from typing import Any

import pytest

from tests.adapters.slack.fake_workspace import TEAM, USERS, FakeWorkspace
from tests.doubles.slack import Person

GUESTS: dict[str, dict[str, Any]] = {
    "a guest of some channels": {"is_restricted": True},
    "a guest of one channel": {"is_ultra_restricted": True},
    "a stranger in a shared channel": {"is_stranger": True, "home_team": "T0ELSEWHERE"},
    "somebody of another workspace": {"home_team": "T0ELSEWHERE"},
}


@pytest.mark.parametrize("name", GUESTS)
async def test_they_get_the_lines_and_leave_no_row(workspace: FakeWorkspace, name: str) -> None:
    await workspace.acquainted()
    before = workspace.dump()
    guest = workspace.stranger("U0GUEST", **GUESTS[name])
    await guest.command("/peer")
    await workspace.quiet()
    _refused_kindly(guest)
    await guest.command("/peer", "ask", channel="C-GENERAL")
    await guest.opens_home()
    await workspace.quiet()
    assert guest.home is not None
    assert "This door is for the people of this organisation" in guest.home.words
    assert "Ask for a peer" not in guest.buttons
    assert guest.troubles == []
    assert workspace.dump() == before


@pytest.mark.parametrize("name", GUESTS)
async def test_a_button_that_somebody_handed_them_opens_nothing(workspace: FakeWorkspace, name: str) -> None:
    """From a card of a time when they were no guest yet."""
    await workspace.acquainted()
    guest = workspace.stranger("U0GUEST")
    await guest.command("/peer")
    held = guest.button("Ask for a peer")
    before = workspace.dump()
    for key, value in GUESTS[name].items():
        setattr(guest.screen.user, key, value)
    await workspace.slack.change_user(TEAM, guest.id)
    await guest.press(held)
    await workspace.quiet()
    assert guest.modals == []
    _refused_kindly(guest)
    assert workspace.dump() == before


async def test_a_guest_in_distress_gets_the_same_lines_as_everybody(workspace: FakeWorkspace) -> None:
    guest = workspace.stranger("U0GUEST", is_restricted=True)
    await guest.types("I cannot go on")
    assert "9-8-8" in guest.messages[-1].words
    await guest.command("/peer", "now")
    await workspace.quiet()
    assert "9-8-8" in guest.screen.ephemerals[-1].words


@pytest.mark.parametrize("name", GUESTS)
async def test_one_who_is_on_the_roster_is_served(workspace: FakeWorkspace, name: str) -> None:
    """A locum, say: the coordinator's list knows better than Slack."""
    robin = workspace.slack.user(TEAM, USERS["robin-fictional"])
    for key, value in GUESTS[name].items():
        setattr(robin, key, value)
    await workspace.asks()
    assert await workspace.requests() == ["seeking"]
    assert "You have an update" in workspace.person().dm.messages[-1].words


async def test_a_stranger_is_known_by_the_press_itself(workspace: FakeWorkspace) -> None:
    """users.info is away; the press says whose home it is."""
    await workspace.acquainted()
    stranger = workspace.stranger("U0GUEST")
    await stranger.command("/peer")
    held = stranger.button("Ask for a peer")
    before = workspace.dump()
    stranger.screen.user.home_team = "T0ELSEWHERE"
    await workspace.slack.change_user(TEAM, stranger.id)
    workspace.slack.fail("users.info", times=None, status=500)
    await stranger.press(held)
    await workspace.quiet()
    assert stranger.modals == []
    _refused_kindly(stranger)
    assert workspace.dump() == before


def _refused_kindly(guest: Person) -> None:
    words = guest.messages[-1].words
    assert "This door is for the people of this organisation" in words
    assert "9-8-8" in words
    assert guest.messages[-1].buttons == []
