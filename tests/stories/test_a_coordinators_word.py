"""What a coordinator says of contact is their word: the one who asked hears an hour, is asked, and can deny it."""

import pytest

from bot.core.request import Escalation
from tests.stage import Actor, Stage
from tests.stories.test_steering import needs_a_hand

DENIED = "They say that nobody has reached them yet. Please try again."
NOBODY = "Nobody has reached me"


async def sees_to_it(stage: Stage) -> Actor:
    """Casey has said that they will, and has the number before them."""
    casey, _ = await needs_a_hand(stage)
    await casey.press("Open")
    await casey.press("I will see to it")
    await casey.press("Name and contact")
    return casey


async def opens(actor: Actor) -> None:
    actor.close()
    await actor.press("Open")


async def test_who_phoned_in_vain_says_so_and_the_one_who_waits_reads_an_hour_and_may_correct(stage: Stage) -> None:
    casey, robin = await sees_to_it(stage), stage.physician
    await stage.forward(3)
    before = len(robin.messages())
    await casey.press("Could not reach")
    casey.sees("Casey Sample tried in vain, and tries again by Tuesday, September 8, 01:00.")
    casey.close()
    assert len(robin.messages()) == before + 1
    await opens(robin)
    robin.sees("Casey Sample tried to reach you, but could not. They try again by Tuesday, September 8, 01:00.")
    count = len(casey.messages())
    await robin.press("Correct my contact")
    await robin.submit(contact="204-555-0177")
    robin.sees("Casey Sample is seeing to it, and will contact you by Tuesday, September 8, 01:00.")
    assert len(casey.messages()) == count + 1
    casey.sees("There is a new way to reach the one who asked.")


async def test_a_number_changed_with_the_rest_of_the_request_is_told_too(stage: Stage) -> None:
    casey, robin = await sees_to_it(stage), stage.physician
    casey.close()
    await opens(robin)
    await robin.press("Change")
    await robin.submit(contact="204-555-0177")
    casey.sees("There is a new way to reach the one who asked.")


async def test_a_day_after_a_coordinator_says_that_they_were_in_contact_the_other_is_asked(stage: Stage) -> None:
    casey, robin = await sees_to_it(stage), stage.physician
    before = len(robin.messages())
    await casey.press("I have contacted them")
    casey.close()
    await opens(robin)
    robin.sees("We hear from Casey Sample that they have contacted you.", "by Tuesday, September 8, 10:00")
    assert NOBODY in robin.buttons()
    robin.close()
    await stage.forward(24)
    assert len(robin.messages()) == before + 1
    await opens(robin)
    robin.sees("Is that right?")
    await robin.press("Yes")
    robin.sees("You are in touch with Casey Sample.")
    robin.close()
    await stage.forward(72)
    assert len(robin.messages()) == before + 1
    assert (await stage.requests())[0].escalation is Escalation.CONTACTED


@pytest.mark.parametrize("hours", [1, 25])
async def test_nobody_has_reached_me_takes_it_back_to_whoever_said_so(stage: Stage, hours: float) -> None:
    casey, robin = await sees_to_it(stage), stage.physician
    await casey.press("I have contacted them")
    casey.close()
    await stage.forward(hours)
    await opens(robin)
    count = len(casey.messages())
    await robin.press(NOBODY)
    robin.sees("Casey Sample will phone you")
    assert len(casey.messages()) == count + 1
    casey.sees(DENIED)
    assert (await stage.requests())[0].escalation is Escalation.COORDINATOR
    await stage.forward(12)
    stage.deputy.sees("It has waited for an answer.")


async def test_of_a_match_too(stage: Stage) -> None:
    robin, casey = stage.physician, stage.coordinator
    await stage.ask()
    await stage.match()
    await stage.forward(97)
    await opens(casey)
    await casey.press("I will see to it")
    await casey.press("I have contacted them")
    casey.close()
    await opens(robin)
    robin.sees("We hear from Casey Sample that they have contacted you.")
    await robin.press("Not yet, please try again")
    casey.sees(DENIED)


async def test_an_old_answer_says_nothing_of_anything_else(stage: Stage) -> None:
    casey, robin = await sees_to_it(stage), stage.physician
    await casey.press("I have contacted them")
    casey.close()
    await opens(robin)
    kept = robin.button(NOBODY)
    await robin.press(NOBODY)
    count = len(casey.messages())
    await robin.press_kept(kept)
    assert len(casey.messages()) == count
