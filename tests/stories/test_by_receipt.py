"""Whoever asked by phone takes the request into their own chat with the words of the receipt, and nobody else does."""

from tests.stage import Actor, Stage
from tests.stories.entering import PHONE, enters, receipt_on
from tests.stories.traces import rows


async def a_receipt(stage: Stage) -> str:
    casey = stage.coordinator
    await enters(casey)
    said = receipt_on(casey.screen())
    casey.close()
    return said


async def says(actor: Actor, words: str) -> None:
    actor.close()
    await actor.command("status")
    await actor.press("Open")
    await actor.press("I asked by phone")
    await actor.submit(receipt=words)


async def test_r74_only_the_persons_own_press_makes_the_two_one(stage: Stage) -> None:
    casey, robin = stage.coordinator, stage.physician
    words = await a_receipt(stage)
    await stage.match()
    assert "there is news" in casey.chat()[-1]
    await says(robin, f"  {words.upper().replace(' ', ', ')} ")
    robin.sees("You have a match.")
    (request,) = await stage.requests()
    details = await stage.read(lambda unit: unit.requests.details(request))
    person = await stage.read(lambda unit: unit.people.by_account(robin.account))
    assert (details.physician, details.contact, details.receipt) == (person.id, PHONE, "")
    assert await rows(stage, "SELECT id FROM person WHERE kind = 'absent'") == []
    assert "they have been told." in casey.chat()[-1], "nobody needs to phone any more"
    await casey.command("show", request.number)
    await casey.press("Open")
    casey.lacks("Speak with them")


async def test_words_that_open_nothing_are_answered_alike(stage: Stage) -> None:
    robin = stage.physician
    await a_receipt(stage)
    for words in ("apple apple apple apple", "hello", "I want to die", "a b c d e"):
        await says(robin, words)
        assert robin.errors == {"receipt": "No open request has these words. You can ask us by phone."}
    assert [request.state for request in await stage.requests()] == ["seeking"]


async def test_a_coordinator_who_was_told_the_words_cannot_use_them(stage: Stage) -> None:
    words = await a_receipt(stage)
    for actor in (stage.coordinator, stage.deputy):
        await says(actor, words)
        assert "You coordinate here" in actor.notice
    assert len(await rows(stage, "SELECT id FROM person WHERE kind = 'absent'")) == 1


async def test_who_has_one_open_already_keeps_both(stage: Stage) -> None:
    robin = stage.physician
    await robin.command("status")
    await robin.press("Open")
    await robin.press("I asked by phone")
    form = robin.form()
    await stage.ask()
    words = await a_receipt(stage)
    robin.returns_to(form)
    await robin.submit(receipt=words)
    assert "Both go on." in robin.notice
    assert len(await stage.requests()) == 2


async def test_nobody_takes_it_twice(stage: Stage) -> None:
    words = await a_receipt(stage)
    await says(stage.physician, words)
    await says(stage.supporters[1], words)
    assert set(stage.supporters[1].errors) == {"receipt"}
