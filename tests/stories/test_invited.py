"""No, silence, and coming by oneself (R15): what becomes of an invitation, and that nothing stays of it."""

from bot.core.policy import Pathway
from bot.core.request import RequestState
from tests.stage import PHYSICIAN, Stage
from tests.stories.conftest import Opens
from tests.stories.inviting import invitations, invite, nothing_stays
from tests.stories.traces import Counted, rows

# --- no, and silence -------------------------------------------------------------------------------------------------


async def test_r15_no_thanks_deletes_all_but_a_mark_that_expires_and_nobody_asks_again(stage: Stage) -> None:
    robin = stage.physician
    await invite(stage, PHYSICIAN)
    await robin.press("Open")
    late = robin.button("Yes")
    await robin.press("No thanks")
    robin.sees("Everything about this is erased", "a sealed mark so that nobody asks again for 90 days")
    robin.close()
    await nothing_stays(stage)
    assert await invitations(stage) == [Counted("invitation", outcome="declined")]
    assert "Nothing waits for you here right now." in robin.chat()[-1]
    await robin.press_kept(late)
    robin.sees("You have no open request.")
    robin.close()
    before = len(robin.messages())
    await stage.forward(89 * 24)
    await invite(stage, PHYSICIAN)
    assert len(robin.messages()) == before
    await stage.forward(25)
    await invite(stage, PHYSICIAN)
    assert len(robin.messages()) == before + 1


async def test_the_mark_is_gone_once_it_has_expired(under: Opens) -> None:
    stage = await under(invite_again_days=3)
    await invite(stage, PHYSICIAN)
    await stage.physician.press("Open")
    stage.physician.sees("3 days")
    await stage.physician.press("No thanks")
    assert len(await rows(stage, "SELECT id FROM mark")) > 0
    await stage.forward(3 * 24)
    await stage.read(lambda unit: unit.marks.purge())
    assert await rows(stage, "SELECT id FROM mark") == []


async def test_no_thanks_is_no_to_asking_and_not_to_coming(stage: Stage) -> None:
    await invite(stage, PHYSICIAN)
    await stage.physician.press("Open")
    await stage.physician.press("No thanks")
    await stage.ask()
    assert (await stage.requests())[0].pathway is Pathway.REACH_IN


async def test_without_an_answer_it_is_gone_after_a_week_and_nothing_stays(stage: Stage) -> None:
    robin = stage.physician
    await invite(stage, PHYSICIAN)
    before = len(robin.messages())
    await stage.forward(7 * 24 - 1)
    assert len(await stage.requests()) == 1
    await stage.forward(1)
    assert len(robin.messages()) == before  # an edit: nothing rings for it
    assert "Nothing waits for you here right now." in robin.chat()[-1]
    assert await rows(stage, "SELECT id FROM mark") == []
    await nothing_stays(stage)
    assert await invitations(stage) == [Counted("invitation", outcome="unanswered")]


async def test_whoever_asks_by_themselves_adopts_the_invitation(stage: Stage) -> None:
    robin = stage.physician
    await invite(stage, PHYSICIAN)
    invited = (await stage.requests())[0]
    await stage.ask()
    request = (await stage.requests())[0]
    assert (request.id, request.state, request.pathway) == (invited.id, RequestState.SEEKING, Pathway.REACH_IN)
    assert {due for (due,) in await rows(stage, "SELECT kind FROM deadline")} & {"invite-over"} == set()
    await robin.press("Open")
    robin.sees("Still asking")
    assert await stage.read(lambda unit: unit.requests.details(request).moment) == ""


async def test_an_old_yes_after_the_request_shows_how_it_stands(stage: Stage) -> None:
    robin = stage.physician
    await invite(stage, PHYSICIAN)
    await robin.press("Open")
    yes, no = robin.button("Yes"), robin.button("No thanks")
    robin.close()
    await stage.ask()
    await robin.press_kept(yes)
    robin.sees("Still asking")
    await robin.press_kept(no)
    assert "moved on" in robin.notice
    assert len(await stage.requests()) == 1


async def test_only_the_colleague_answers_an_invitation(stage: Stage) -> None:
    await invite(stage, PHYSICIAN)
    await stage.physician.press("Open")
    yes, no = stage.physician.button("Yes"), stage.physician.button("No thanks")
    for other in (stage.supporters[0], stage.coordinator):
        await other.press_kept(yes)
        other.sees("You have no open request.")
        await other.press_kept(no)
        assert "moved on" in other.notice
        other.close()
    assert [each.state for each in await stage.requests()] == [RequestState.INVITED]


async def test_a_colleague_who_is_no_longer_there_is_not_waited_for(stage: Stage) -> None:
    await invite(stage, PHYSICIAN)
    await stage.deactivated(stage.physician)
    assert await rows(stage, "SELECT id FROM request") == []
