"""`show N` finds a call by its number, for those who may phone and for nobody else."""

from typing import Any

from tests.stage import Actor, Stage
from tests.stories.phoning import PHONE, phone_me


async def _number(stage: Stage) -> str:
    [call] = await stage.read(lambda unit: unit.callbacks.open_ones())
    return str(call.number)


async def _shown(actor: Actor, number: str) -> Any:
    actor.close()
    before = actor.chat()
    await actor.command("show", number)
    return [words for words in actor.chat()[len(before) :] if number in words]


async def test_a_coordinator_opens_a_call_by_its_number_in_small_letters_too(stage: Stage):
    casey = stage.coordinator
    await phone_me(stage)
    number = await _number(stage)
    await casey.command("show", number.lower())
    assert f"Call {number}: somebody asks to be phoned. You asked to see it." in casey.chat()[-1]
    await casey.press("Open")
    casey.sees(PHONE, stage.physician.name)


async def test_nobody_else_finds_it_and_the_answer_is_that_of_an_unknown_number(stage: Stage):
    ada = stage.supporters[0]
    await phone_me(stage)
    number = await _number(stage)
    for actor in (ada, stage.physician):
        assert await _shown(actor, number) == []
        told = actor.notice
        await actor.command("show", "ZZZZ")
        assert actor.notice == told


async def test_who_asked_themselves_does_not_see_their_own_call_as_a_coordinator(stage: Stage):
    casey = stage.coordinator
    await phone_me(stage, casey)
    assert await _shown(casey, await _number(stage)) == []


async def test_a_call_has_nothing_to_match_or_to_close(stage: Stage):
    casey = stage.coordinator
    await phone_me(stage)
    number = await _number(stage)
    for word in ("match", "offer", "rematch", "close"):
        casey.close()
        await casey.command(word, number)
        assert casey.notice == "No open request of yours has this number."
