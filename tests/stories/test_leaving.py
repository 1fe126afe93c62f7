"""Somebody is no longer there: steps back, leaves the roster, is deactivated, out of reach. Nobody waits for them."""

from collections.abc import Awaitable, Callable

import pytest

from bot.core.people import Role
from bot.core.request import Escalation, RequestState
from tests.stage import CONTACT, Actor, Stage
from tests.stories.test_joining import looks_at

Leaves = Callable[[Stage, Actor], Awaitable[None]]


async def steps_back(stage: Stage, supporter: Actor) -> None:
    await supporter.command("leave")
    await supporter.press("Step back now")
    supporter.sees("You have stepped back.")


async def is_removed(stage: Stage, supporter: Actor) -> None:
    await stage.rewrite(supporter, roles=frozenset())


async def is_deactivated(stage: Stage, supporter: Actor) -> None:
    await stage.deactivated(supporter)


async def is_taken_off(stage: Stage, supporter: Actor) -> None:
    await looks_at(stage.coordinator, supporter)
    await stage.coordinator.press("Take off the list")
    stage.coordinator.sees("They are no supporter any more", "the one who asked hears of it")
    await stage.coordinator.press("Yes, take them off")
    assert stage.coordinator.notice == "Done. They will see it."
    supporter.close()
    stage.coordinator.close()


WAYS = pytest.mark.parametrize("leaves", [steps_back, is_removed, is_deactivated, is_taken_off])


async def offered_to_ines(stage: Stage) -> tuple[Actor, Actor]:
    await stage.ask(language="fr")
    assert stage.offered() is stage.supporters[1]
    return stage.physician, stage.supporters[1]


# --- supporters ----------------------------------------------------------------------------------------------------


@WAYS
async def test_with_an_open_offer_the_next_is_asked_at_once(stage: Stage, leaves: Leaves) -> None:
    _, ines = await offered_to_ines(stage)
    accept = ines.button("Accept")
    await leaves(stage, ines)
    assert "Accept" in stage.supporters[2].buttons()
    await ines.press_kept(accept)
    assert "Do you know" not in ines.screen()
    assert "Robin" not in ines.screen()


@WAYS
async def test_with_the_name_seen_the_next_is_asked_at_once(stage: Stage, leaves: Leaves) -> None:
    _, ines = await offered_to_ines(stage)
    await ines.press("Accept")
    confirm = ines.button("No, confirm")
    ines.close()
    await leaves(stage, ines)
    assert "Accept" in stage.supporters[2].buttons()
    await ines.press_kept(confirm)
    assert ines.notice == "Closed. Please don't call; destroy any note you made."
    assert CONTACT not in ines.screen()


@WAYS
@pytest.mark.parametrize("connected", [False, True])
async def test_with_a_live_match_the_coordinator_hears_it_at_once_and_the_physician_is_told(
    stage: Stage, leaves: Leaves, connected: bool
) -> None:
    robin, ines = await offered_to_ines(stage)
    casey = stage.coordinator
    await stage.match()
    if connected:
        await ines.press("We're in touch")
        ines.close()
    before = len(robin.messages())
    await leaves(stage, ines)
    casey.sees("The supporter had to stop.")
    assert len(robin.messages()) == before + 1
    await robin.press("Open")
    robin.sees(
        "Something came up with this match. It is not about you.", "You hear more by Tuesday, September 8, 10:00"
    )
    assert "will contact you by Thursday" not in robin.screen()
    assert "told us that you are in touch" not in robin.screen()
    await casey.press("Open")
    await casey.press("Find someone else")
    await casey.press("Find someone else")
    assert "Accept" in stage.supporters[2].buttons()
    await robin.press("More")  # of an old screen: what is true by now comes instead
    await robin.press("Withdraw")
    await robin.press("Yes, withdraw")


async def test_a_supporter_who_cannot_be_reached_when_the_offer_is_sent_is_passed_over(stage: Stage) -> None:
    _, ines, sam = stage.supporters
    stage.unreachable(ines)
    await stage.ask(language="fr")
    assert stage.offered() is sam
    ines.lacks("Accept")
    stage.reachable(ines)
    await ines.command("offers")  # back again: may be asked another time
    ines.sees("Nothing is waiting for you.")


async def test_a_supporter_who_cannot_be_reached_while_matched_goes_to_the_coordinator(stage: Stage) -> None:
    _, ines = await offered_to_ines(stage)
    await stage.match()
    stage.unreachable(ines)
    await stage.forward(48)
    stage.coordinator.sees("The supporter had to stop.")


async def test_leaving_later_takes_nothing_new_and_finishes_what_is_open_until_the_day(stage: Stage) -> None:
    _, ines = await offered_to_ines(stage)
    await stage.match()
    await ines.command("leave")
    await ines.press("In 14 days")
    ines.sees("You step back on Monday, September 21, 2026. Nothing new is offered to you.")
    await ines.press("We're in touch")
    ines.close()
    await stage.forward(13 * 24)
    assert (await stage.requests())[0].state is RequestState.CONNECTED
    await ines.press("Details")
    ines.sees(CONTACT)
    ines.close()
    assert "had to stop" not in "".join(stage.coordinator.chat())
    await stage.forward(24)
    stage.coordinator.sees("The supporter had to stop.")


async def test_leaving_later_sends_an_open_offer_on_at_once_and_one_press_stays(stage: Stage) -> None:
    robin, ines = await offered_to_ines(stage)
    await ines.command("leave")
    await ines.press("In 14 days")
    assert stage.offered() is stage.supporters[2]
    await ines.press("Stay")
    await robin.press("Open")
    await robin.press("Withdraw")
    await robin.press("Yes, withdraw")
    await stage.ask(language="fr")
    assert stage.offered() is ines


# --- the physician -------------------------------------------------------------------------------------------------


async def test_a_physician_out_of_the_chat_while_seeking_is_told_of_by_number_and_the_request_stays(
    stage: Stage,
) -> None:
    robin, casey = stage.physician, stage.coordinator
    await stage.ask()
    supporter = stage.offered()
    await stage.deactivated(robin)
    casey.sees("The chat does not reach the one who asked. The phone may.")
    assert stage.offered() is supporter
    await casey.press("Open")
    await casey.press("Name and contact")
    casey.sees("Dr. Robin Fictional", CONTACT, "This look is noted")


async def test_a_physician_out_of_the_chat_while_matched_is_phoned_by_the_supporter_all_the_same(stage: Stage) -> None:
    robin, ines = await offered_to_ines(stage)
    await stage.match()
    stage.unreachable(robin)
    await stage.forward(72)
    stage.coordinator.sees("The chat does not reach the one who asked. The phone may.")
    assert (await stage.requests())[
        0
    ].escalation is Escalation.NOBODY  # news, and no hours that somebody must answer in
    await ines.press("We're in touch")
    ines.close()
    assert (await stage.requests())[0].state is RequestState.CONNECTED
    await stage.forward(20 * 24)
    assert len(await stage.requests()) == 1  # the tracker's own end, not the coordinator's


async def test_a_physician_who_comes_back_finds_their_request(stage: Stage) -> None:
    robin = stage.physician
    await stage.ask()
    await stage.deactivated(robin)
    stage.reachable(robin)
    await robin.command("status")
    await robin.press("Open")
    robin.sees(
        "We're asking a colleague, and a coordinator knows of it too. You hear more by Tuesday, September 8, 10:00"
    )


# --- coordinators --------------------------------------------------------------------------------------------------


async def test_a_coordinator_who_is_gone_is_passed_over_for_the_deputy(stage: Stage) -> None:
    await stage.deactivated(stage.coordinator)
    for supporter in stage.supporters:
        await supporter.command("away")
    await stage.ask()
    stage.deputy.sees("Everybody who could help is busy or away.")


async def test_r49_r60_a_coordinator_who_is_one_no_more_can_press_nothing(stage: Stage) -> None:
    casey = stage.coordinator
    for supporter in stage.supporters:
        await supporter.command("away")
    await stage.ask()
    opens = casey.button("Open")
    await stage.rewrite(casey, roles=frozenset({Role.LEAD}))
    assert "Open" not in casey.buttons(), "the card has gone on to whoever is there"
    await casey.press_kept(opens)
    assert casey.notice == "This has moved on since. Nothing has changed."
    assert not casey.inside
    await casey.command("queue")
    await casey.press("Open")
    assert "for coordinators" in casey.notice


async def test_whoever_is_back_and_only_types_can_be_asked_again(stage: Stage) -> None:
    """T-F13: a reactivated account was out until its owner opened Home or typed a command."""
    ada = stage.supporters[0]
    await stage.deactivated(ada)
    working = stage.read(lambda unit: unit.people.accounts(unit.people.by_account(ada.account).id))
    assert await working == []
    await ada.type("hello, I am back")
    await stage.settle()
    assert await stage.read(lambda unit: unit.people.accounts(unit.people.by_account(ada.account).id)) == [ada.account]
