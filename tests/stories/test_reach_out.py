"""Reach-out (R13, R16, R20): somebody thinks of a colleague, who is asked first and once, where the site chose it."""

from datetime import timedelta

import pytest

from bot.core.policy import Pathway
from bot.core.request import RequestState
from bot.flows.outreach.invitations import WEIGH
from bot.surface import Press, Submit
from tests import carried
from tests.stage import CONTACT, COORDINATOR, PHYSICIAN, Stage
from tests.stories.conftest import Opens
from tests.stories.inviting import BOOKED, THANKS, invitations, invite, open_nominations, refer
from tests.stories.traces import Counted, rows

# --- from a thought to a request -------------------------------------------------------------------------------------


async def test_r13_a_colleague_is_thought_of_asked_and_says_yes(stage: Stage) -> None:
    robin, casey, ada = stage.physician, stage.coordinator, stage.supporters[0]
    assert THANKS in await refer(stage, ada, PHYSICIAN)
    assert "update" not in robin.chat()[-1]  # nothing yet: a coordinator decides
    assert "There is something new behind" in casey.chat()[-1]
    await casey.press("Open")
    casey.sees("Dr. Robin Fictional, since Monday")
    await casey.press("Ask Dr. Robin Fictional?")
    await casey.submit(moment="event")
    casey.sees("Nothing waits for you here.")
    casey.close()
    await stage.sweep()
    assert "You have an update." in robin.chat()[-1]
    await robin.press("Open")
    robin.sees("After a hard event we check in with everybody who was there.", "No is fine.", "90 days", "9-8-8")
    robin.sees("Without an answer this goes away by itself on Monday, September 14, 10:00")
    assert not [actor for actor in stage.supporters if "Accept" in actor.buttons()]
    await robin.press("Yes")
    robin.sees("Nothing is kept before Send")
    await robin.press("Continue")
    assert not [actor for actor in stage.supporters if "Accept" in actor.buttons()]
    await robin.submit(contact=CONTACT)
    robin.sees("Sent. We're asking a colleague now.")
    robin.close()
    request = (await stage.requests())[0]
    assert (request.state, request.pathway) == (RequestState.SEEKING, Pathway.REACH_OUT)
    await stage.match()
    assert await invitations(stage) == [Counted("invitation", outcome="accepted")]
    assert await rows(stage, "SELECT id FROM nomination") == []


async def test_the_worry_that_cannot_wait_comes_before_the_form_and_stores_nothing(stage: Stage) -> None:
    ada = stage.supporters[0]
    await ada.command("refer")
    await ada.press("Open")
    assert ada.screen().index("Do not wait here. Call 911") < ada.screen().index("Pick them here")
    await ada.press("I am worried about a colleague right now")
    ada.sees("9-8-8", "Nothing about this is kept")
    assert await rows(stage, "SELECT id FROM nomination") == []
    assert await rows(stage, BOOKED) == []


@pytest.mark.parametrize(
    ("moment", "words"),
    [
        ("routine", "We routinely check in with colleagues."),
        ("loss", "After the loss of a patient we check in with the whole team."),
        ("arrival", "everybody who is new here"),
        ("return", "everybody who comes back from leave"),
    ],
)
async def test_only_fixed_words_reach_the_colleague(stage: Stage, moment: str, words: str) -> None:
    await invite(stage, PHYSICIAN, moment=moment)
    await stage.physician.press("Open")
    stage.physician.sees(words)


async def test_words_of_ones_own_get_nowhere(stage: Stage) -> None:
    values: dict[str, str | tuple[str, ...]] = {"colleagues": (stage.physician.account.user,), "moment": "I heard that"}
    event = Submit("", stage.coordinator.account, "en", "", verb="invite-send", values=values)
    await stage.house.engine.handle(event)
    await stage.sweep()
    await stage.physician.press("Open")
    stage.physician.sees("We routinely check in with colleagues.")


async def test_r20_after_an_event_everybody_who_was_there_is_asked_with_one_template(stage: Stage) -> None:
    """R20: a template and one tap each; one of them is the coordinator who asks, and is not asked."""
    users = [PHYSICIAN, *(actor.user for actor in stage.supporters), COORDINATOR]
    await invite(stage, *users)
    for user in users[:-1]:
        assert "You have an update." in stage.actors[user].chat()[-1]
        await stage.actors[user].press("Open")
        stage.actors[user].sees("After a hard event")
        stage.actors[user].close()
    assert "update" not in "".join(stage.coordinator.chat())
    assert len(await stage.requests()) == 4


async def test_an_empty_pick_is_asked_again(stage: Stage) -> None:
    for actor, word, field in (
        (stage.supporters[0], "refer", "colleague"),
        (stage.coordinator, "invite", "colleagues"),
    ):
        await actor.command(word)
        await actor.press("Open")
        await actor.submit()
        assert actor.errors == {field: "Please pick a name."}


# --- people on no roster, and sites that choose ----------------------------------------------------------------------


async def test_somebody_on_no_roster_may_be_asked_and_a_no_forgets_them(stage: Stage) -> None:
    people, locum = await rows(stage, "SELECT id FROM person ORDER BY id"), stage.account("visiting-locum")
    await refer(stage, stage.supporters[0], "visiting-locum")
    await open_nominations(stage.coordinator)
    stage.coordinator.sees(f"Someone on no list ({locum.user})")
    stage.coordinator.close()
    stage.delivering = False  # a stranger to the playground has no screen there
    await invite(stage, "visiting-locum")
    request = (await stage.requests())[0]
    press = Press("", locum, "en", "", verb="invite-no", token=request.id)
    reply = await stage.house.engine.handle(carried.sealed(press, stage.house))
    assert "invite-no-words" in str(reply.dialog)
    await stage.forward(25)
    assert await rows(stage, "SELECT id FROM person ORDER BY id") == people
    await invite(stage, "visiting-locum")
    assert await stage.requests() == []
    assert await rows(stage, "SELECT id FROM person ORDER BY id") == people


async def test_where_only_the_roster_may_ask_nobody_else_is_asked(under: Opens) -> None:
    stage = await under(open_to="roster")
    stage.delivering = False  # a stranger to the playground has no screen there
    await invite(stage, "visiting-locum")
    assert await stage.requests() == []
    assert await rows(stage, "SELECT id FROM account WHERE address_index IS NULL") == []


async def test_r16_where_reach_out_is_off_everybody_hears_so_kindly_before_they_pick(under: Opens) -> None:
    stage = await under(pathways=["reach_in"])
    for actor in (stage.physician, stage.supporters[0]):
        await actor.command("refer")
        await actor.press("Open")
        actor.sees("not offered here in the chat", "204-555-0142")
        assert "I am worried about a colleague right now" in actor.buttons()
        assert not actor.fields()
    await stage.coordinator.command("invite")
    await stage.coordinator.press("Open")
    stage.coordinator.sees("not offered here in the chat")
    picked = (stage.supporters[0].account.user,)
    forged = Submit("", stage.physician.account, "en", "", verb="refer-send", values={"colleague": picked})
    await stage.house.engine.handle(forged)
    assert await rows(stage, "SELECT id FROM nomination") == []


async def test_where_reach_in_is_off_asking_leads_to_the_phone_and_a_yes_still_counts(under: Opens) -> None:
    stage = await under(pathways=["reach_out"])
    robin = stage.physician
    await robin.press("Ask for a peer")
    robin.sees("You cannot ask here in the chat", "204-555-0142")
    assert "Phone instead" in robin.buttons()
    robin.close()
    await invite(stage, PHYSICIAN)
    await robin.press("Open")
    await robin.press("Yes")
    await robin.press("Continue")
    await robin.submit(contact=CONTACT)
    robin.sees("Sent.")
    assert (await stage.requests())[0].pathway is Pathway.REACH_OUT


async def test_a_career_stage_that_the_site_does_not_serve_is_not_asked(under: Opens) -> None:
    stage = await under(serves=["trainee"])
    await invite(stage, PHYSICIAN)
    assert await stage.requests() == []


async def test_the_invitation_waits_for_the_morning(under: Opens) -> None:
    """It asks something of somebody who did not ask: not in the quiet hours."""
    stage = await under(quiet_hours="09:00-13:00")
    before = len(stage.physician.messages())
    await invite(stage, PHYSICIAN)
    assert len(stage.physician.messages()) == before
    await stage.forward(3)
    assert len(stage.physician.messages()) == before + 1


async def test_an_invitation_always_has_its_end_in_the_book(stage: Stage) -> None:
    await refer(stage, stage.supporters[0], PHYSICIAN)
    await invite(stage, PHYSICIAN)
    kinds = [kind for (kind,) in await rows(stage, BOOKED)]
    assert kinds == ["invite-over", "nomination-over"]
    assert WEIGH not in kinds
    due = await stage.read(lambda unit: unit.deadlines.pending_kind("invite-over"))
    assert due[0].due_at == stage.now + timedelta(days=7)
