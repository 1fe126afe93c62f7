"""Where the name comes with the offer (R30): after two have seen it without a match the physician is asked first."""

from tests.stage import Stage
from tests.stories.conftest import WEEKS, Opens

QUESTION = "Two colleagues have seen your name and could not take it. May a third?"


async def name_first(under: Opens) -> Stage:
    return await under(disclosure="name_with_offer")


async def looks_and_declines(stage: Stage) -> None:
    supporter = stage.offered()
    await supporter.press("See request")
    await stage.declines(supporter)


async def opens_update(stage: Stage) -> None:
    stage.physician.close()
    await stage.physician.press("Open")


def asked(stage: Stage) -> list[str]:
    return [actor.user for actor in stage.supporters if "See request" in actor.buttons()]


async def test_after_two_the_third_is_asked_only_with_a_yes(under: Opens):
    stage = await name_first(under)
    robin = stage.physician
    await stage.ask()
    await looks_and_declines(stage)
    before = len(robin.messages())
    await looks_and_declines(stage)
    assert asked(stage) == []
    assert len(robin.messages()) == before + 1
    await opens_update(stage)
    robin.sees(QUESTION, "204-555-0142")
    await stage.forward(10)
    assert asked(stage) == [], "the request waits for the answer"
    await robin.press("Yes")
    robin.sees("We ask one more colleague as soon as somebody is free")
    assert len(asked(stage)) == 1
    await opens_update(stage)
    robin.sees("We're asking a colleague")
    await looks_and_declines(stage)
    await opens_update(stage)
    robin.sees("3 colleagues have seen your name and could not take it. May another?")


async def test_while_the_question_is_open_nobody_reads_that_somebody_is_asked(under: Opens):
    stage = await name_first(under)
    casey = stage.coordinator
    await stage.ask()
    await looks_and_declines(stage)
    await looks_and_declines(stage)
    casey.sees("They are asked whether one more colleague may see their name.")
    assert "We keep asking" not in "".join(casey.chat())
    await casey.command("queue")
    await casey.press("Open")
    if "Ask again for all that wait" in casey.buttons():
        await casey.press("Ask again for all that wait")
        assert "asking again" not in casey.notice


async def test_a_no_leaves_it_at_two_and_somebody_phones(under: Opens):
    stage = await name_first(under)
    robin, casey = stage.physician, stage.coordinator
    await stage.ask()
    await looks_and_declines(stage)
    await looks_and_declines(stage)
    await opens_update(stage)
    await robin.press("No, phone me")
    robin.sees("Nobody else sees your name. A coordinator will phone you by")
    casey.sees("The name goes to nobody else. Please contact the one who asked.")
    await stage.forward(8)
    assert asked(stage) == []
    await casey.press("Open")
    await casey.press("Ask again")
    casey.sees("Nobody can be asked until then")
    casey.close()
    await opens_update(stage)
    robin.sees("Nobody else sees your name")
    await robin.press("One more may see it")
    assert len(asked(stage)) == 1


async def test_who_declined_without_a_look_has_not_seen_it(under: Opens):
    stage = await name_first(under)
    await stage.ask()
    await stage.declines(stage.offered())
    await stage.declines(stage.offered())
    assert len(asked(stage)) == 1


async def test_whom_they_asked_for_by_name_is_not_counted(under: Opens):
    stage = await name_first(under)
    ada = stage.actors["ada-maple"]
    await stage.ask(asked_for=await stage.id_of(ada))
    await ada.press("See request")
    await stage.declines(ada)
    await looks_and_declines(stage)
    assert len(asked(stage)) == 1


async def test_a_match_that_ended_is_no_look_without_a_match(under: Opens):
    stage = await name_first(under)
    await stage.ask()
    supporter = stage.offered()
    await supporter.press("See request")
    await supporter.press("Accept: neither")
    supporter.close()
    await supporter.press("Details")
    await stage.hands_over(supporter)
    await looks_and_declines(stage)
    assert len(asked(stage)) == 1


async def test_step_by_step_nobody_is_asked_about_their_name(stage: Stage):
    """Who said yes in principle has seen it too, but nobody saw it who would not take the request."""
    await stage.ask()
    for _ in range(2):
        supporter = stage.offered()
        await supporter.press("Accept")
        await stage.declines(supporter)
    assert stage.offered() in stage.supporters


@WEEKS
async def test_each_post_while_the_question_is_open_leads_to_something_new(under: Opens):
    """Until when it waits and what happens then, who knows of it, and when the next word comes."""
    stage = await name_first(under)
    robin, casey, devon = stage.physician, stage.coordinator, stage.deputy
    await stage.ask()
    await looks_and_declines(stage)
    await looks_and_declines(stage)
    read: list[str] = []
    posts = len(robin.messages()) - 1
    for _ in range(20 * 4):
        if len(robin.messages()) > posts:
            posts = len(robin.messages())
            await opens_update(stage)
            robin.sees("seen your name and could not take it", "It waits for your answer until")
            assert robin.screen() not in read
            read.append(robin.screen())
            robin.close()
        await stage.forward(6)
    assert len(read) > 4
    assert f"{casey.name} knows that it waits, and will contact you by" in read[0]
    assert any(f"{devon.name} knows that it waits" in each for each in read)
    assert "nobody got back to you as we said" in read[-1]
    assert f"You can also turn to {casey.name}" in read[-1]
    await stage.forward(4 * 24)
    assert await stage.requests() == [], "what was said of the end of the wait is true"


@WEEKS
async def test_the_question_says_when_it_ends_and_it_does_not_end_sooner(under: Opens):
    stage = await name_first(under)
    robin = stage.physician
    await stage.ask()
    await looks_and_declines(stage)
    await looks_and_declines(stage)
    await opens_update(stage)
    robin.sees("It waits for your answer until Monday, September 28, 2026. Then your request closes by itself.")
    robin.close()
    await stage.forward(20.5 * 24)
    assert len(await stage.requests()) == 1
    await stage.forward(1.5 * 24)
    assert await stage.requests() == []


async def test_who_answered_too_late_and_is_asked_again_sees_it_for_the_first_time(under: Opens):
    """Their late answer showed no name: the look that comes later counts."""
    stage = await name_first(under)
    await stage.supporters[2].command("away")
    await stage.ask()
    first = stage.offered()
    stale = first.button("See request")
    await stage.forward(25)
    await first.press_kept(stale)
    assert first.notice == "This has moved on since. Nothing has changed."
    await looks_and_declines(stage)  # the second
    assert stage.offered() is first
    await looks_and_declines(stage)
    await opens_update(stage)
    stage.physician.sees(QUESTION)
