"""The part-time post: a coordinator is away, and whoever stands in has it from the first minute (R59)."""

from bot.core.people import Role
from tests.stage import Stage
from tests.stories.conftest import Opens
from tests.stories.variants import OTHER_SITE

AWAY = "You're away from your post"


async def nobody_can_be_asked(stage: Stage, **values: str | list[str]) -> None:
    for supporter in stage.supporters:
        await supporter.command("away")
    await stage.ask(**values)


async def test_r59_a_coordinator_is_away_and_the_deputy_hears_first(stage: Stage) -> None:
    casey, devon = stage.coordinator, stage.deputy
    await casey.command("away", "2026-09-20")
    casey.sees(f"{AWAY} until Sunday, September 20")
    before = len(casey.messages())
    await nobody_can_be_asked(stage)
    devon.sees("Everybody who could help is busy or away.")
    assert len(casey.messages()) == before
    await stage.forward(24)
    assert len(casey.messages()) == before
    devon.sees("1 request waits for you.")


async def test_a_promise_goes_to_whoever_stands_in_and_the_physician_reads_the_new_hour(stage: Stage) -> None:
    robin, casey, devon = stage.physician, stage.coordinator, stage.deputy
    await nobody_can_be_asked(stage)
    await casey.press("Open")
    await casey.press("I will see to it")
    casey.close()
    await robin.press("Open")
    robin.sees("Casey Sample is seeing to it, and will contact you by")
    robin.close()
    before = len(robin.messages())
    await stage.forward(6)
    await casey.command("away")
    casey.sees("is with whoever stands in for you.")
    devon.sees("Whoever had it is away.")
    assert len(robin.messages()) == before + 1
    await robin.press("Open")
    robin.sees("Devon Madeup will phone you with what else is possible")
    robin.close()
    await devon.press("Open")
    await devon.press("I will see to it")
    assert len(robin.messages()) == before + 2


async def test_what_waits_for_the_one_who_leaves_waits_for_the_deputy_at_once(stage: Stage) -> None:
    robin, casey, devon = stage.physician, stage.coordinator, stage.deputy
    await nobody_can_be_asked(stage)
    before = len(robin.messages())
    await casey.command("away")
    devon.sees("Whoever had it is away.")
    assert len(robin.messages()) == before + 1
    (request,) = await stage.requests()
    assert request.helm == "deputy"


async def test_the_mark_that_only_the_one_who_leaves_was_told_reaches_the_deputy(stage: Stage) -> None:
    await stage.ask()
    await stage.match()
    await stage.forward(72)
    stage.coordinator.sees("No contact has been made by the agreed hour.")
    assert "agreed hour" not in "".join(stage.deputy.chat())
    await stage.coordinator.command("away")
    stage.deputy.sees("No contact has been made by the agreed hour.")


async def test_the_last_one_there_does_not_leave_it_empty_and_can_ask_a_colleague_back(stage: Stage) -> None:
    casey, devon = stage.coordinator, stage.deputy
    await devon.command("away")
    await casey.command("away")
    casey.sees("You're the only one here right now.")
    await casey.press("Open")
    casey.sees("These colleagues are away.")
    await casey.press("Ask Devon Madeup to come back")
    casey.close()
    devon.sees("You're needed here while others are away.")
    await devon.press("I'm back")
    devon.sees("Welcome back.")
    await casey.command("away")
    casey.sees(AWAY)


async def test_where_there_is_nobody_else_the_programme_has_to_name_a_deputy(stage: Stage) -> None:
    casey = stage.coordinator
    await stage.deactivated(stage.deputy)
    await casey.command("away")
    await casey.press("Open")
    casey.sees("Please have the programme name a deputy first.")


async def test_rule_11_a_deputy_on_the_list_sees_nothing_and_the_honest_word_comes_at_once(stage: Stage) -> None:
    robin, casey, devon = stage.physician, stage.coordinator, stage.deputy
    await nobody_can_be_asked(stage, not_these=[devon.account.user])
    await casey.press("Open")
    await casey.press("I will see to it")
    casey.close()
    before = len(devon.messages())
    await casey.command("away")
    assert len(devon.messages()) == before
    await robin.press("Open")
    robin.sees("204-555-0142")
    (request,) = await stage.requests()
    assert request.helm == "physician"
    await stage.forward(48)
    assert len(devon.messages()) == before


async def test_away_until_a_day_ends_by_itself_and_the_next_morning_says_what_waits(stage: Stage) -> None:
    casey = stage.coordinator
    await casey.command("away", "2026-09-09")
    await nobody_can_be_asked(stage)
    await stage.forward(2 * 24)
    assert "waits for you" not in "".join(casey.chat())
    await stage.forward(24)
    casey.sees("1 request waits for you.")


async def test_one_press_is_back_and_what_waits_is_told_in_the_morning(stage: Stage) -> None:
    casey = stage.coordinator
    await casey.command("away")
    await nobody_can_be_asked(stage)
    await stage.forward(48)
    await casey.press("I'm back")
    casey.sees("Welcome back.")
    await stage.forward(24)
    casey.sees("1 request waits for you.")


async def test_my_options_lead_to_the_post_too(stage: Stage) -> None:
    casey = stage.coordinator
    await casey.command("")
    await casey.press("More for you")
    await casey.press("My post")
    casey.sees("You're here.", "Devon Madeup")
    await casey.submit(days="14")
    casey.sees(AWAY)
    await casey.press("I'm back")
    casey.sees("You're here.")


async def test_who_is_a_supporter_too_says_what_they_are_away_from(stage: Stage) -> None:
    sam = stage.supporters[2]
    await stage.rewrite(sam, roles=frozenset({Role.SUPPORTER, Role.COORDINATOR}))
    await sam.command("away", "2026-09-20")
    await sam.press("Open")
    sam.sees("Until Sunday, September 20")
    assert set(sam.fields()) == {"from"}
    await sam.submit(**{"from": "both"})
    sam.close()
    person = await stage.read(lambda unit: unit.people.by_account(sam.account))
    assert person.standing.post_away_until == person.standing.away_until is not None
    await sam.command("back")
    person = await stage.read(lambda unit: unit.people.by_account(sam.account))
    assert person.standing.post_away_until is person.standing.away_until is None


async def test_the_provincial_coordinator_has_the_same(under: Opens) -> None:
    stage = await under(more=OTHER_SITE, inter_site=True)
    sam, devon = stage.supporters[2], stage.deputy
    await stage.rewrite(devon, roles=frozenset({Role.PROVINCIAL}), site="other")
    await stage.ask(outside="yes")
    devon.sees("Request")
    await devon.command("away")
    devon.sees("You're the only one here right now.")
    await stage.rewrite(sam, roles=frozenset({Role.PROVINCIAL}), site="other")
    await devon.command("away")
    devon.sees(AWAY)
    sam.sees("Someone from another site is wished for.")
