"""Where nobody may be asked for a request, nobody reads that somebody is looked for, and no button leads to nowhere."""

from bot.core.people import Role
from tests.stage import Actor, Stage
from tests.stories.conftest import Opens

STUCK = "Right now there is nobody we can ask for your request as it stands."
KEPT = "We keep looking"


async def reads(actor: Actor, *words: str) -> str:
    actor.close()
    await actor.press("Open")
    actor.sees(*words)
    found = actor.screen()
    assert {"Phone instead", "Withdraw"} <= set(actor.buttons())
    actor.close()
    return found


async def everybody_evaluates(stage: Stage) -> None:
    for supporter in stage.supporters:
        await stage.rewrite(supporter, evaluates_people=frozenset({"robin.fictional@example.org"}))


async def test_nobody_may_be_asked_and_the_physician_reads_so_for_as_long_as_it_lasts(stage: Stage) -> None:
    robin = stage.physician
    await everybody_evaluates(stage)
    await stage.ask()
    screen = await reads(robin, STUCK, "Casey Sample will phone you with what else is possible")
    assert KEPT not in screen
    for _ in range(3):
        await stage.forward(3 * 24)
        assert KEPT not in await reads(robin, STUCK, "You hear from us by")


async def test_whoever_is_only_busy_is_still_looked_for(stage: Stage) -> None:
    for supporter in stage.supporters:
        await supporter.command("away")
    await stage.ask()
    assert STUCK not in await reads(stage.physician, KEPT)


async def test_the_screen_after_send_does_not_promise_a_first_who_is_free(stage: Stage) -> None:
    robin = stage.physician
    await everybody_evaluates(stage)
    await robin.press("Ask for a peer")
    await robin.press("Continue")
    await robin.submit(contact="204-555-0123")
    robin.sees(STUCK)
    assert "the first colleague who is" not in robin.screen()


async def test_where_a_person_chooses_nobody_reads_that_somebody_is_chosen(under: Opens) -> None:
    stage = await under(match_by="coordinator")
    await everybody_evaluates(stage)
    await stage.ask()
    assert "is choosing" not in await reads(stage.physician, STUCK)
    assert "Choose for" not in await lists(stage.coordinator)


async def test_whoever_hands_over_reads_no_more_than_is_known(stage: Stage) -> None:
    await stage.ask()
    supporter = await stage.match()
    for other in stage.supporters:
        if other is not supporter:
            await stage.rewrite(other, roles=frozenset({Role.LEAD}))
    await supporter.press("Details")
    await stage.hands_over(supporter)
    assert "takes it from here" not in "".join([*supporter.chat(), supporter.notice])
    supporter.sees("we look for someone else")
    assert KEPT not in await reads(stage.physician, STUCK)


async def lists(actor: Actor) -> str:
    actor.close()
    await actor.command("queue")
    await actor.press("Open")
    return " | ".join([actor.screen(), *actor.buttons()])


async def test_what_would_find_nobody_is_not_offered(stage: Stage) -> None:
    casey, ada = stage.coordinator, stage.supporters[0]
    await everybody_evaluates(stage)
    await stage.ask()
    assert "Ask again" not in await lists(casey)
    casey.close()
    await casey.press("Open", back=1)
    casey.sees("not available for this request")
    assert not {"Ask again", "Choose a supporter"} & set(casey.buttons())
    casey.close()
    await stage.rewrite(ada, evaluates_people=frozenset())
    await stage.declines(ada)
    await stage.rewrite(stage.supporters[1], evaluates_people=frozenset())
    await stage.supporters[1].command("away")
    assert "Ask again" not in await lists(casey)
