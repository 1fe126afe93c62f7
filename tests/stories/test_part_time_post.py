"""The part-time post: a coordinator is away, and whoever stands in has it from the first minute (R59)."""

import pytest

from bot.core.people import Role
from tests.stage import Actor, Stage
from tests.stories.conftest import Opens
from tests.stories.inviting import refer
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
    devon.sees("It was in other hands before.")
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
    devon.sees("It was in other hands before.")
    assert len(robin.messages()) == before + 1
    (request,) = await stage.requests()
    assert request.escalation == "deputy"


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
    casey.sees("Ask a colleague who is away to come back, or name somebody")
    await casey.press("Ask Devon Madeup to come back")
    casey.close()
    devon.sees("You're needed here while others are away.")
    await devon.press("I'm back")
    devon.sees("Welcome back.")
    await casey.command("away")
    casey.sees(AWAY)


async def names(stage: Stage, deputy: Actor, *, days: str = "14") -> None:
    """Casey is the last one there, and names somebody."""
    await stage.deactivated(stage.deputy)
    await stage.coordinator.command("away")
    await stage.coordinator.press("Open")
    await stage.coordinator.submit(deputy=[deputy.account.user], days=days)
    stage.coordinator.close()


async def test_the_last_one_names_a_deputy_who_has_it_from_the_first_minute(stage: Stage) -> None:
    robin, casey, ada = stage.physician, stage.coordinator, stage.supporters[0]
    await nobody_can_be_asked(stage)
    await casey.press("Open")
    await casey.press("I will see to it")
    casey.close()
    before = len(robin.messages())
    await stage.deactivated(stage.deputy)
    await casey.command("away")
    casey.sees("You're the only one here right now.")
    await casey.press("Open")
    casey.sees("Name somebody to stand in for you.", "names and contacts of those who ask included")
    await casey.submit(deputy=[ada.account.user], days="14")
    casey.sees(AWAY, "Ada Maple-Example")
    casey.close()
    ada.sees("has named you to stand in", "It was in other hands before.")
    assert len(robin.messages()) == before + 1
    await robin.press("Open")
    robin.sees("Ada Maple-Example will phone you with what else is possible")
    robin.close()
    await ada.press("Open")
    await ada.press("I will see to it")
    await ada.press("Name and contact")
    ada.sees("Robin Fictional")
    ada.close()
    await casey.command("audit")
    await casey.press("Open")
    casey.sees("named a deputy, Casey Sample")


async def test_what_is_asked_while_a_deputy_stands_in_comes_to_them_alone(stage: Stage) -> None:
    casey, ada = stage.coordinator, stage.supporters[0]
    await names(stage, ada)
    before = len(casey.messages())
    await nobody_can_be_asked(stage)
    ada.sees("Everybody who could help is busy or away.")
    assert len(casey.messages()) == before
    await ada.command("")
    await ada.press("More for you")
    ada.sees("You stand in for a coordinator who is away.")
    await ada.press("My post")
    ada.sees("You stand in for Casey Sample")
    await ada.press("Open requests")
    ada.sees("With Dr. Ada Maple-Example until")
    ada.close()
    await ada.command("report")
    await ada.press("Open")
    assert "for coordinators and leads" in ada.notice


async def test_back_ends_it_and_whoever_asked_reads_who_it_is_now(stage: Stage) -> None:
    robin, casey, ada = stage.physician, stage.coordinator, stage.supporters[0]
    await names(stage, ada)
    await nobody_can_be_asked(stage)
    await ada.press("Open")
    kept = ada.button("I will see to it")
    await ada.press("I will see to it")
    ada.close()
    before = len(robin.messages())
    await casey.command("back")
    ada.sees("Your colleague is back.", "is with somebody else now.")
    casey.sees("It was in other hands before.")
    assert len(robin.messages()) == before + 1
    await robin.press("Open")
    robin.sees("Casey Sample")
    await ada.press_kept(kept)
    assert "not meant for you" in ada.notice
    await ada.command("queue")
    await ada.press("Open")
    ada.sees("for coordinators")


async def test_the_day_ends_it_too(stage: Stage) -> None:
    casey, ada = stage.coordinator, stage.supporters[0]
    await names(stage, ada, days="7")
    await nobody_can_be_asked(stage)
    await stage.forward(7 * 24)
    assert "Your colleague is back." not in "".join(ada.chat())
    await stage.forward(24)
    ada.sees("Your colleague is back.")
    await ada.command("queue")
    await ada.press("Open")
    ada.sees("for coordinators")
    casey.sees("1 request waits for you.")


async def test_rule_11_a_named_deputy_on_the_list_sees_nothing(stage: Stage) -> None:
    robin, casey, ada = stage.physician, stage.coordinator, stage.supporters[0]
    await nobody_can_be_asked(stage, not_these=[ada.account.user])
    await names(stage, ada)
    assert "It was in other hands before." not in "".join(ada.chat())
    await ada.press("Open")
    await ada.press("Open requests")
    ada.sees("No open request needs you.")
    ada.close()
    (request,) = await stage.requests()
    await ada.command("show", request.number)
    assert ada.notice == "No open request of yours has this number."
    await robin.press("Open")
    robin.sees("204-555-0142")
    assert request.escalation == "physician"
    await stage.forward(48)
    assert "waits for you" not in "".join(ada.chat())
    assert casey.messages()


async def test_a_deputy_who_cannot_says_so_and_somebody_else_is_named(stage: Stage) -> None:
    casey, ada, ines = stage.coordinator, stage.supporters[0], stage.supporters[1]
    await names(stage, ada)
    await nobody_can_be_asked(stage)
    await ada.command("")
    await ada.press("More for you")
    await ada.press("My post")
    await ada.press("I can't stand in")
    ada.sees("Thank you for saying so.")
    casey.sees("Whoever you named can't stand in.", "It was in other hands before.")
    await casey.command("")
    await casey.press("More for you")
    await casey.press("My post")
    casey.sees("You're away, and nobody stands in for you.")
    await casey.submit(deputy=[ines.account.user])
    casey.sees("Ines Exemple")
    ines.sees("has named you to stand in", "It was in other hands before.")


@pytest.mark.parametrize("why", ["unknown", "lead", "evaluates", "themselves", "nobody"])
async def test_who_may_not_stand_in_is_refused_and_the_post_is_not_left(stage: Stage, why: str) -> None:
    casey, ada = stage.coordinator, stage.supporters[0]
    picked = {"unknown": ["U0STRANGER"], "themselves": [casey.account.user], "nobody": []}.get(why, [ada.account.user])
    if why == "lead":
        await stage.rewrite(ada, roles=frozenset({Role.SUPPORTER, Role.LEAD}))
    if why == "evaluates":
        await stage.rewrite(ada, evaluates_departments=frozenset({"surgery"}))
    await stage.deactivated(stage.deputy)
    await casey.command("away")
    await casey.press("Open")
    await casey.submit(deputy=picked, days="14")
    person = await stage.read(lambda unit: unit.people.by_account(casey.account))
    assert not person.standing.post_away
    assert person.standing.post_away_until is None
    assert "has named you" not in "".join(ada.chat())


async def test_where_a_colleague_is_there_nobody_is_named(stage: Stage) -> None:
    casey, ada = stage.coordinator, stage.supporters[0]
    await stage.deputy.command("away")
    await casey.command("away")
    await casey.press("Open")
    await stage.deputy.command("back")
    await casey.submit(deputy=[ada.account.user], days="14")
    casey.sees(AWAY, "Devon Madeup")
    assert "has named you" not in "".join(ada.chat())


async def test_a_call_that_waits_is_the_deputys_too_and_goes_back(stage: Stage) -> None:
    casey, ada = stage.coordinator, stage.supporters[0]
    await stage.physician.press("Phone instead")
    await stage.physician.press("Please phone me")
    await stage.physician.submit(contact="204-555-0100")
    stage.physician.close()
    await names(stage, ada)
    ada.sees("Whoever would have phoned is away.")
    await casey.command("back")
    ada.sees("is with somebody else now.")


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
    assert request.escalation == "physician"
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


async def test_what_is_no_request_goes_to_whoever_is_there_too(stage: Stage) -> None:
    robin, casey, devon, ada = stage.physician, stage.coordinator, stage.deputy, stage.supporters[0]
    await ada.command("debrief")
    casey.sees("A supporter would like a debrief.")
    await casey.command("away")
    before = len(casey.messages())
    devon.sees("A supporter would like a debrief.")
    await robin.command("profile")
    await robin.press("Open")
    await robin.press("I would like to help")
    robin.close()
    devon.sees("Someone may become a supporter.")
    await refer(stage, ada, "a-colleague")
    devon.sees("There is something new")
    assert len(casey.messages()) == before


async def test_a_named_deputy_hears_of_it_and_their_cards_rest_when_it_is_over(stage: Stage) -> None:
    robin, casey, ada = stage.physician, stage.coordinator, stage.supporters[0]
    await robin.command("profile")
    await robin.press("Open")
    await robin.press("I would like to help")
    robin.close()
    await names(stage, ada)
    before = len(casey.messages())
    ada.sees("Someone may become a supporter.")
    await stage.supporters[1].command("debrief")
    ada.sees("A supporter would like a debrief.")
    assert len(casey.messages()) == before
    await casey.command("back")
    assert "Someone may become a supporter." not in "".join(ada.chat())
    assert "A supporter would like a debrief." not in "".join(ada.chat())


async def test_r29_whoever_stands_in_for_the_province_sees_nothing_of_their_own_site(under: Opens) -> None:
    stage = await under(more=OTHER_SITE, inter_site=True)
    devon, ada = stage.deputy, stage.supporters[0]
    await stage.rewrite(devon, roles=frozenset({Role.PROVINCIAL}))
    await stage.ask(outside="yes")
    devon.sees("Someone from another site is wished for.")
    await devon.command("away")
    await devon.press("Open")
    await devon.submit(deputy=[ada.account.user], days="14")
    ada.sees("has named you to stand in")
    assert "Someone from another site" not in "".join(ada.chat())
    await ada.command("queue")
    await ada.press("Open")
    ada.sees("No open request needs you.")
