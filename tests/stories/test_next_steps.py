"""The next step on a request by a tap (R74): called and nobody answered, mailed, try again on a day."""

from tests.stage import Stage
from tests.stories.entering import enters, opens, speaks
from tests.stories.traces import rows


async def test_r74_what_was_done_last_is_in_the_queue_line_of_every_coordinator(stage: Stage) -> None:
    casey, devon = stage.coordinator, stage.deputy
    await stage.ask()
    await opens(casey, stage)
    await casey.press("Next step")
    casey.sees("Nobody is told, and no hour moves.")
    await casey.press("Called, no answer")
    casey.sees("Called on Monday, September 7, 2026, no answer.")
    casey.close()
    await devon.command("queue")
    await devon.press("Open")
    devon.sees("Called on Monday, September 7, 2026, no answer.")
    assert ("step",) in await rows(stage, "SELECT verb FROM audit")


async def test_a_day_to_try_again_stands_in_place_of_the_usual_step(stage: Stage) -> None:
    casey = stage.coordinator
    await stage.ask()
    await opens(casey, stage)
    await casey.press("Next step")
    await casey.press("Try again on Wednesday, September 9, 2026")
    casey.close()
    await casey.command("queue")
    await casey.press("Open")
    casey.sees("Try again on Wednesday, September 9, 2026.")


async def test_on_the_day_the_coordinators_are_reminded_once(stage: Stage) -> None:
    casey = stage.coordinator
    await stage.ask()
    await stage.match()
    await opens(casey, stage)
    await casey.press("Next step")
    await casey.press("Try again on Tuesday, September 8, 2026")
    await casey.press("Next step")
    await casey.press("Try again on Wednesday, September 9, 2026")  # the newest word counts
    casey.close()
    quiet = len(casey.messages())
    await stage.forward(45)  # Wednesday, 07:00
    assert len(casey.messages()) == quiet
    await stage.forward(2)
    assert len(casey.messages()) == quiet + 1
    casey.sees("Today is the day to try again.")
    await casey.press("Open")
    casey.sees("Today is the day to try again.")


async def test_no_day_outlives_what_it_was_said_of(stage: Stage) -> None:
    casey = stage.coordinator
    await stage.ask()
    await opens(casey, stage)
    await casey.press("Next step")
    await casey.press("Try again on Tuesday, September 8, 2026")
    casey.close()
    await stage.match()
    await stage.forward(48)
    assert "Today is the day" not in "".join(casey.chat())


async def test_nobody_else_hears_of_it_and_nothing_moves(stage: Stage) -> None:
    casey, robin = stage.coordinator, stage.physician
    await stage.ask()
    due = "SELECT kind, due_at FROM deadline ORDER BY kind, due_at"
    before, seen = await rows(stage, due), len(robin.messages())
    await opens(casey, stage)
    await casey.press("Next step")
    await casey.press("Mailed")
    casey.close()
    assert await rows(stage, due) == before
    assert len(robin.messages()) == seen


async def test_it_stands_until_the_request_moves_on(stage: Stage) -> None:
    casey = stage.coordinator
    await stage.ask()
    await opens(casey, stage)
    await casey.press("Next step")
    await casey.press("Mailed")
    casey.close()
    await stage.match()
    await casey.command("queue")
    await casey.press("Open")
    assert "Mailed" not in casey.screen()


async def test_news_come_first_and_a_call_in_vain_is_noted_beside_them(stage: Stage) -> None:
    casey = stage.coordinator
    await enters(casey)
    casey.close()
    await stage.match()
    await speaks(casey, stage)
    await casey.press("Next step")
    await casey.press("Called, no answer")
    casey.close()
    await casey.command("queue")
    await casey.press("Open")
    casey.sees("no answer. There is news for them: please tell them.")


async def test_only_a_day_of_ours_is_taken(stage: Stage) -> None:
    casey = stage.coordinator
    await stage.ask()
    (request,) = await stage.requests()
    for said in ("again:2027-09-09", "again:soon", "again", "danced:2026-09-08", ""):
        await stage.forged(casey, "step-taken", f"{request.id}:{said}", request.version)
    details = await stage.read(lambda unit: unit.requests.details(request))
    assert details.step == ""
