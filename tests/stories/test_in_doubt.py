"""A message of which nobody said whether it arrived: no other failure is an answer, and nobody waits for one."""

import pytest

from tests.stage import Actor, Stage, Woe
from tests.stories.conftest import WHERE_ONE_CAN_LOOK

OFFER = "A colleague would like to talk"
IN_PRINCIPLE = "You said yes in principle"


def cards(actor: Actor, words: str) -> int:
    return len([each for each in actor.chat() if words in each])


async def asked_in_doubt(stage: Stage) -> None:
    """The offer is there, and no answer of the platform's says so."""
    for actor in stage.supporters:
        stage.fails(actor, Woe.UNSURE)
    await stage.ask()


@WHERE_ONE_CAN_LOOK
@pytest.mark.parametrize("times", [1, 2])
async def test_a_look_that_fails_is_no_answer(stage: Stage, times: int) -> None:
    stage.blind(times=times)
    await asked_in_doubt(stage)
    await stage.forward(0.1)
    assert cards(stage.offered(), OFFER) == 1


async def test_where_nobody_can_tell_the_newest_card_comes_and_a_press_takes_the_other_away(stage: Stage) -> None:
    stage.blind()
    await asked_in_doubt(stage)
    await stage.forward(0.1)
    asked = stage.offered()
    assert cards(asked, OFFER) == 2, "one more for one lost answer"
    await stage.forward(1)
    assert cards(asked, OFFER) == 2
    await asked.press("Accept", back=1)
    asked.sees("Do you know this person personally")
    asked.close()
    assert (cards(asked, OFFER), cards(asked, IN_PRINCIPLE)) == (0, 1)
    await asked.press("Continue")
    await asked.press("No, confirm")
    assert [request.state for request in await stage.requests()] == ["matched"]


async def test_one_that_has_moved_on_is_taken_away_as_well(stage: Stage) -> None:
    stage.blind()
    await asked_in_doubt(stage)
    await stage.forward(0.1)
    asked = stage.offered()
    older = asked.button("Decline", back=1)
    await stage.match()
    await asked.press_kept(older)
    assert cards(asked, OFFER) == 0
    assert "moved on" in asked.notice or "Nothing has changed" in asked.notice


async def test_a_press_tells_where_a_card_in_doubt_stands(stage: Stage) -> None:
    stage.blind()
    await asked_in_doubt(stage)
    asked = stage.offered()
    before = len(asked.chat())
    await asked.press("Accept")
    asked.close()
    await stage.forward(0.1)
    assert (cards(asked, OFFER), cards(asked, IN_PRINCIPLE)) == (0, 1)
    assert len(asked.chat()) == before


async def test_no_other_message_waits_for_a_look(stage: Stage) -> None:
    """The update of the match is in doubt for good; three days later the physician is asked all the same."""
    await stage.ask()
    stage.blind()
    stage.fails(stage.physician, Woe.UNSURE)
    await stage.match()
    before = len(stage.physician.chat())
    await stage.forward(73)
    assert len(stage.physician.chat()) > before
    assert "Open" in stage.physician.buttons()
    await stage.physician.press("Open")
    assert "reached you" in stage.physician.screen()


async def test_the_clock_of_an_offer_starts_with_the_first_certain_delivery(stage: Stage) -> None:
    stage.blind()
    for actor in stage.supporters:
        stage.fails(actor, Woe.LOST)
    await stage.ask()
    await stage.forward(1)
    asked = stage.offered()
    await stage.forward(22.9)
    assert "Accept" in asked.buttons()
    await stage.forward(0.5)
    asked.lacks("Accept")
