"""Teams' word for an e-mail: asked only where a site has vouched_email, of the tenant's own people only."""

from collections.abc import AsyncIterator

import pytest

from tests.adapters.teams.house import TENANT, Scripted, scripted

ROBIN = "robin.fictional@example.org"


@pytest.fixture
async def vouching() -> AsyncIterator[Scripted]:
    async with scripted(frozenset({TENANT})) as found:
        yield found
        assert found.teams.violations == []


async def heard(door: Scripted, *, guest: bool = False) -> str:
    """Somebody opens the app; the e-mail that the house hears."""
    person = door.person("aad-visitor")
    person.account.email, person.account.guest = ROBIN, guest
    await person.installs()
    await door.settled()
    return door.engine.events[-1].email


async def test_where_it_is_on_the_house_hears_it(vouching: Scripted) -> None:
    assert await heard(vouching) == ROBIN
    asked = [call for call in vouching.teams.world.calls if call.operation == "members"]
    assert len(asked) == 1
    await vouching.person("aad-visitor").types("status")
    await vouching.settled()
    again = [call for call in vouching.teams.world.calls if call.operation == "members"]
    assert len(again) == 1  # it is remembered for some hours


async def test_where_it_is_off_teams_is_not_even_asked(door: Scripted) -> None:
    assert await heard(door) == ""
    assert not [call for call in door.teams.world.calls if call.operation == "members"]


async def test_of_a_guest_it_is_no_word(vouching: Scripted) -> None:
    assert await heard(vouching, guest=True) == ""


async def test_where_teams_does_not_say_in_time_nobody_waits_for_it(vouching: Scripted) -> None:
    vouching.teams.fail("members", delay=3.0)
    await heard(vouching)
    emails = [event.email for event in vouching.engine.events]
    assert (emails[0], emails[-1]) == ("", ROBIN)  # asked again with the next thing that comes
