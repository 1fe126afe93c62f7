"""Who asked by phone may have asked in the chat as well (R74): nobody looks, and the supporter is asked at the name."""

from tests.stage import Actor, Stage
from tests.stories.entering import enters

ASKED = "Is a colleague in touch with them already"


async def names(supporter: Actor) -> str:
    await supporter.press("Accept")
    screen = supporter.screen()
    supporter.close()
    return screen


async def test_r74_of_an_entered_request_it_is_always_asked(stage: Stage) -> None:
    await enters(stage.coordinator)
    stage.coordinator.close()
    assert ASKED in await names(stage.offered())


async def test_of_a_chats_request_it_is_asked_only_while_an_entered_one_has_a_match(stage: Stage) -> None:
    """Whoever it is of: so the question says nothing of them."""
    await stage.ask()
    first = stage.offered()
    assert ASKED not in await names(first)
    await enters(stage.coordinator)
    stage.coordinator.close()
    await stage.match()
    await first.press("Continue")
    first.sees(ASKED)


async def test_a_colleague_is_in_touch_already_so_they_are_asked_which_they_want(stage: Stage) -> None:
    casey = stage.coordinator
    await enters(casey)
    casey.close()
    supporter = stage.offered()
    await supporter.press("Accept")
    await supporter.press("Yes, a colleague is in touch")
    assert "Accept" not in supporter.buttons()
    assert "A colleague may be in touch with them already." in casey.chat()[-1]
    (request,) = await stage.requests()
    assert request.state == "seeking"
    person = await stage.read(lambda unit: unit.people.by_account(supporter.account))
    assert person.standing.unanswered == 0, "it costs them nothing"


async def test_a_second_press_changes_nothing(stage: Stage) -> None:
    await enters(stage.coordinator)
    stage.coordinator.close()
    supporter = stage.offered()
    await supporter.press("Accept")
    twice = supporter.button("Yes, a colleague is in touch")
    await supporter.press_kept(twice)
    await supporter.press_kept(twice)
    (request,) = await stage.requests()
    assert request.misses == 1
