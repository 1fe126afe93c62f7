"""The search (R30 to R33): one offer at a time, until somebody says yes or a person must help.

A wish for French makes the order certain: Ines first, for her French; then Sam, of another department; then Ada.
"""

from bot.core.people import Role
from bot.core.request import Escalation
from tests.stage import CONTACT, Actor, Stage, Woe
from tests.stories.conftest import WEEKS, Opens
from tests.stories.traces import Counted, counted, nothing_leads_to_anybody
from tests.stories.variants import OTHER_SITE


async def read_update(actor: Actor) -> None:
    actor.close()
    await actor.press("Open")


async def escalation(stage: Stage) -> Escalation:
    level: Escalation = (await stage.requests())[0].escalation
    return level


# --- no, and no answer ---------------------------------------------------------------------------------------------


async def test_r31_r33_when_everybody_declines_the_next_is_asked_and_then_a_coordinator_looks(stage: Stage) -> None:
    ada, ines, sam = stage.supporters
    robin, casey = stage.physician, stage.coordinator
    await stage.ask(language="fr")
    await stage.declines(ines)
    assert "Thank you for answering. Nobody asks why." in ines.chat()[-1]
    assert "needs you" not in "".join(casey.chat())
    await stage.declines(sam)
    casey.sees("A few offers came to nothing. We keep asking.")
    await stage.declines(ada)
    casey.sees("Nobody is left to ask.")
    await read_update(robin)
    robin.sees("By Tuesday, September 8, 10:00, Casey Sample will phone you", "204-555-0142")
    await casey.press("Open")
    assert "decline" not in casey.screen().lower()
    casey.sees("not available for this request")


async def test_a_yes_after_two_misses_puts_the_coordinator_at_ease(stage: Stage) -> None:
    ada, ines, sam = stage.supporters
    await stage.ask(language="fr")
    await stage.declines(ines)
    await stage.declines(sam)
    await stage.match()
    assert "needs nothing from you right now" in stage.coordinator.chat()[-1]
    assert await escalation(stage) is Escalation.NOBODY
    await ada.press("We're in touch")
    ada.close()
    await stage.forward(24)
    assert "needs you" not in "".join(stage.deputy.chat())


async def test_when_nobody_may_be_asked_the_coordinator_hears_it_at_once(stage: Stage) -> None:
    for supporter in stage.supporters:
        await supporter.command("away")
    robin = stage.physician
    await robin.press("Ask for a peer")
    await robin.press("Continue")
    await robin.submit(contact=CONTACT)
    robin.sees("Nobody is free at this moment. We keep looking", "by Tuesday, September 8, 10:00")
    stage.coordinator.sees("Everybody who could help is busy or away.")


async def test_when_nobody_may_be_asked_or_told_the_physician_hears_an_honest_word_at_once(stage: Stage) -> None:
    for supporter in stage.supporters:
        await supporter.command("away")
    robin = stage.physician
    await robin.press("Ask for a peer")
    await robin.press("Continue")
    await robin.submit(contact=CONTACT, not_these=[stage.coordinator.account.user, stage.deputy.account.user])
    await robin.submit(contact=CONTACT, not_these=[stage.coordinator.account.user, stage.deputy.account.user])
    robin.sees("haven't found someone who's free yet", "204-555-0142")


async def test_no_answer_means_a_reminder_and_then_the_next_supporter(stage: Stage) -> None:
    _, ines, sam = stage.supporters
    await stage.ask(language="fr")
    await stage.forward(12)
    ines.sees("A colleague would still like to talk. Could you contact them within 72 hours?")
    await stage.forward(12)
    assert "No harm done" in ines.chat()[-1]
    assert stage.offered() is sam


async def test_three_offers_without_an_answer_are_a_friendly_pause_that_one_press_ends(stage: Stage) -> None:
    ada, ines, sam = stage.supporters
    await sam.command("away")
    await ada.command("away")
    for _ in range(3):
        await stage.ask()
        assert stage.offered() is ines
        await stage.forward(24)
        await read_update(stage.physician)
        await stage.physician.press("Withdraw")
        await stage.physician.press("Yes, withdraw")
        stage.physician.close()
    ines.sees("We have asked you a few times and heard nothing, which is fine.")
    await stage.ask()
    ines.lacks("Accept")
    await ines.press("I'm back")
    assert "Welcome back" in "".join(ines.chat())
    await read_update(stage.physician)
    await stage.physician.press("Withdraw")
    await stage.physician.press("Yes, withdraw")
    await stage.ask()
    assert stage.offered() is ines


async def test_an_offer_that_never_arrived_is_not_held_against_anybody(stage: Stage) -> None:
    _, ines, sam = stage.supporters
    stage.fails(ines, Woe.LOST, times=400)
    await stage.ask(language="fr")
    await stage.forward(24)
    assert stage.offered() is sam
    person = await stage.id_of(ines)
    assert await stage.read(lambda unit: unit.people.get(person).standing.unanswered) == 0


async def test_named_and_forgotten_ends_after_a_few_hours_and_can_be_continued_until_then(stage: Stage) -> None:
    _, ines, sam = stage.supporters
    await stage.ask(language="fr")
    await ines.press("Accept")
    ines.close()
    ines.sees("You said yes in principle. One question is left. It waits until Monday, September 7, 14:00.")
    await stage.forward(3)
    await ines.press("Continue")
    ines.sees("Dr. Robin Fictional")
    await stage.forward(1)
    await ines.press("No, confirm")
    assert ines.notice == "This has moved on since. Nothing has changed."
    assert not ines.inside
    assert stage.offered() is sam


async def test_r28_a_supporter_who_knows_them_says_so_and_somebody_else_is_asked(stage: Stage) -> None:
    _, ines, sam = stage.supporters
    await stage.ask(language="fr")
    await ines.press("Accept")
    await ines.press("Yes, find someone else")
    assert not ines.inside
    assert "keep no reason" in ines.chat()[-1]
    assert stage.offered() is sam


async def test_a_rule_that_forbids_it_by_now_is_read_at_accept_and_names_no_reason(stage: Stage) -> None:
    _, ines, sam = stage.supporters
    await stage.ask(language="fr")
    await stage.rewrite(ines, evaluates_people=frozenset({"robin.fictional@example.org"}))
    await ines.press("Accept")
    assert ines.notice == "Thank you. This one is not available any more."
    assert "Robin" not in ines.screen()
    assert stage.offered() is sam


async def test_r23_away_with_an_open_offer_means_the_next_is_asked_at_once(stage: Stage) -> None:
    _, ines, sam = stage.supporters
    await stage.ask(language="fr")
    await ines.command("away")
    assert stage.offered() is sam


async def test_a_limit_of_nothing_sends_an_open_offer_on(stage: Stage) -> None:
    _, ines, sam = stage.supporters
    await stage.ask(language="fr")
    await ines.command("limit", "0")
    assert stage.offered() is sam


async def test_r30_where_the_name_comes_with_the_offer_looking_at_it_is_no_yes(under: Opens) -> None:
    stage = await under(disclosure="name_with_offer")
    _, ines, _ = stage.supporters
    await stage.ask(language="fr")
    assert "Robin" not in "".join(ines.chat())
    await ines.press("See request")
    ines.sees("Dr. Robin Fictional", "know this person personally, or evaluate them")
    assert CONTACT not in ines.screen()
    assert [each for each in ines.buttons() if each != "Close"] == [
        "Accept: neither",
        "Yes, find someone else",
        "Decline",
    ]
    ines.close()
    ines.sees("You have looked at this request. Could you take it?")
    await ines.press("Continue")
    await ines.press("Accept: neither")
    ines.sees(CONTACT)


# --- time ----------------------------------------------------------------------------------------------------------


async def test_the_physician_hears_after_a_day_after_four_and_after_eight(under: Opens) -> None:
    stage = await under(seek_escalate_hours=1000, offer_open_hours=1000, offer_remind_hours=999)
    robin = stage.physician
    await stage.ask()
    for hours, said in ((24, "Friday, September 11, 10:00"), (72, "Tuesday, September 15, 10:00")):
        before = len(robin.messages())
        await stage.forward(hours - 1)
        assert len(robin.messages()) == before
        await stage.forward(1)
        assert len(robin.messages()) == before + 1
        await read_update(robin)
        robin.sees(f"You hear more by {said}")
        robin.close()


async def test_a_search_that_takes_long_comes_to_the_coordinator_whatever_is_still_out(under: Opens) -> None:
    stage = await under(offer_open_hours=40, seek_escalate_hours=36)
    await stage.ask()
    await stage.forward(36)
    stage.coordinator.sees("The search is taking long.")
    assert len([actor for actor in stage.supporters if "Accept" in actor.buttons()]) == 1


@WEEKS
async def test_a_silent_coordinator_then_the_deputy_then_an_honest_word_then_closed_unfilled(stage: Stage) -> None:
    robin, casey, devon = stage.physician, stage.coordinator, stage.deputy
    for supporter in stage.supporters:
        await supporter.command("away")
    await stage.ask()
    casey.sees("Everybody who could help is busy or away.")
    assert "needs you" not in "".join(devon.chat())
    await stage.forward(12)
    devon.sees("It has waited for an answer.")
    await read_update(robin)
    robin.sees("By Tuesday, September 8, 10:00, Devon Madeup will phone you")  # the hour that was said in the beginning
    await stage.forward(12)
    await read_update(robin)
    robin.sees("haven't found someone who's free yet", "204-555-0142")
    robin.close()
    for _ in range(3):
        seen = [len(actor.messages()) for actor in (casey, devon)]
        await stage.forward(24)
        assert all(len(actor.messages()) > before for actor, before in zip((casey, devon), seen, strict=True))
    casey.sees("It still waits for a person.")
    await stage.forward(18 * 24)
    await nothing_leads_to_anybody(stage)
    assert await counted(stage) == [Counted("request", outcome="unfilled", conversation="0")]
    await robin.press("Open")
    robin.sees("Nothing is open here", "204-555-0142")
    casey.sees("is closed")


@WEEKS
async def test_a_search_that_began_late_gets_weeks_of_its_own(stage: Stage) -> None:
    ada, ines, sam = stage.supporters
    await stage.ask(language="fr")
    await stage.match()
    await ines.press("We're in touch")
    ines.close()
    for answers in (("Another conversation",), ("Hand over", "Yes, hand over")):
        for supporter in (ada, sam):
            await supporter.command("away")
        await stage.forward(12 * 24)
        await ines.press("Three taps")
        await ines.press("Not yet")
        for answer in answers:
            await ines.press(answer)
        ines.close()
    stage.coordinator.sees("Everybody who could help is busy or away.")
    await stage.physician.command("status")
    await stage.forward(20 * 24)
    assert len(await stage.requests()) == 1
    await stage.forward(2 * 24)
    await nothing_leads_to_anybody(stage)


async def test_nothing_is_closed_while_somebody_may_still_say_yes(under: Opens) -> None:
    stage = await under(offer_open_hours=1000, offer_remind_hours=12, seek_escalate_hours=36)
    await stage.ask()
    await stage.forward(25 * 24)
    assert await escalation(stage) is Escalation.PHYSICIAN
    supporter = await stage.match()
    supporter.sees("Please reach out by")


async def test_a_promise_keeps_its_hour_and_one_that_is_not_kept_is_admitted(stage: Stage) -> None:
    robin, casey, devon = stage.physician, stage.coordinator, stage.deputy
    for supporter in stage.supporters:
        await supporter.command("away")
    await stage.ask()
    await stage.forward(13)
    await casey.press("Open")
    await casey.press("I will see to it")
    assert casey.notice == "Thank you. They now know that you will contact them."
    assert "is in hand" in devon.chat()[-1]
    for _ in range(2):
        await read_update(robin)
        robin.sees("Casey Sample is seeing to it, and will contact you by Tuesday, September 8, 11:00")
        await stage.forward(5)
    await stage.forward(2)
    await read_update(robin)
    robin.sees("haven't found someone who's free yet")


async def test_asking_again_takes_no_promise_back(stage: Stage) -> None:
    ada, ines, sam = stage.supporters
    robin, casey = stage.physician, stage.coordinator
    await ada.command("away")
    await sam.command("away")
    await stage.ask(language="fr")
    await stage.forward(24)  # Ines did not answer
    await casey.press("Open")
    await casey.press("I will see to it")
    await casey.press("Ask again")
    assert stage.offered() is ines
    await read_update(robin)
    robin.sees("Casey Sample is seeing to it, and will contact you by Tuesday, September 8, 22:00")


async def test_whoever_gave_an_address_is_written_to(stage: Stage) -> None:
    robin = stage.physician
    for supporter in stage.supporters:
        await supporter.command("away")
    await robin.press("Ask for a peer")
    await robin.press("Continue")
    await robin.submit(contact="robin@home.example.org")
    await read_update(robin)
    robin.sees("Casey Sample will write to you with what else is possible")


async def test_what_was_promised_to_the_physician_never_moves_by_itself(stage: Stage) -> None:
    ada, ines, sam = stage.supporters
    robin = stage.physician
    await stage.ask(language="fr")
    await stage.declines(ines)
    await stage.declines(sam)  # the coordinator hears of it: their hours begin
    await read_update(robin)
    robin.sees("by Tuesday, September 8, 10:00")
    await stage.forward(10)
    await stage.declines(ada)  # and nobody is left: the hours go on
    await read_update(robin)
    robin.sees("By Tuesday, September 8, 10:00")
    await stage.forward(2)
    assert await escalation(stage) is Escalation.DEPUTY


# --- by hand -------------------------------------------------------------------------------------------------------


async def test_asking_again_reaches_those_who_never_answered_and_nobody_who_declined(stage: Stage) -> None:
    ada, ines, sam = stage.supporters
    robin, casey = stage.physician, stage.coordinator
    await stage.ask(language="fr")
    await stage.forward(24)  # Ines did not answer
    await stage.declines(sam)
    await stage.declines(ada)
    await casey.press("Open")
    casey.sees("Dr. Ines Exemple: place 1", "Dr. Sam Placeholder: not available for this request")
    await casey.press("Ask again")
    assert stage.offered() is ines
    assert await escalation(stage) is Escalation.NOBODY
    assert "needs nothing from you" in casey.chat()[-1]
    await read_update(robin)
    robin.sees("Still asking")
    await stage.declines(ines)
    casey.close()
    await casey.press("Open")
    assert "Ask again" not in casey.buttons()  # it would find nobody


async def test_where_a_coordinator_matches_nobody_is_asked_before_they_choose(under: Opens) -> None:
    stage = await under(match_by="coordinator")
    ada, ines, sam = stage.supporters
    robin, casey = stage.physician, stage.coordinator
    await stage.ask()
    for supporter in stage.supporters:
        supporter.lacks("Accept")
    await robin.press("Open")
    robin.sees("A coordinator is choosing a colleague for you. You hear more by Tuesday, September 8, 10:00")
    await casey.press("Open")
    form = casey.form()
    await casey.submit(supporter=await stage.id_of(ada))
    assert stage.offered() is ada
    await stage.declines(ada)
    casey.close()
    casey.sees("Please choose a supporter.")
    await casey.press("Open")
    assert sorted(casey.fields()["supporter"]) == sorted([ines.name, sam.name])
    casey.returns_to(form)  # of another hour
    await casey.submit(supporter=await stage.id_of(ada))
    ada.lacks("Accept")
    await casey.press("Choose a supporter")
    await casey.submit(supporter=await stage.id_of(sam))
    casey.close()
    await stage.match()
    assert (await stage.requests())[0].state == "matched"


async def test_where_a_coordinator_matches_silence_ends_in_an_honest_word_too(under: Opens) -> None:
    stage = await under(match_by="coordinator")
    await stage.ask()
    await stage.forward(24)
    await read_update(stage.physician)
    stage.physician.sees("haven't found someone who's free yet")


async def test_r29_someone_outside_the_site_is_arranged_by_the_provincial_coordinator_and_invisible_here(
    under: Opens,
) -> None:
    stage = await under(more=OTHER_SITE, inter_site=True)
    ada, _, sam = stage.supporters
    robin, casey, devon = stage.physician, stage.coordinator, stage.deputy
    await stage.rewrite(devon, roles=frozenset({Role.PROVINCIAL}), site="other")
    await stage.rewrite(sam, site="other")
    await stage.ask(outside="yes")
    for supporter in stage.supporters:
        supporter.lacks("Accept")
    devon.sees("Someone from another site is wished for.")
    number = (await stage.requests())[0].number
    opens = devon.button("Open")
    await casey.command("show", number)
    assert casey.notice == "No open request of yours has this number."
    await casey.press_kept(opens)
    casey.sees("No open request needs you")
    casey.close()
    await casey.command("queue")
    await casey.press("Open")
    casey.sees("No open request needs you")
    casey.close()
    await devon.command("show", number)
    devon.sees("You asked to see it.")
    await devon.press("Open")
    devon.sees("Dr. Sam Placeholder: place 1")
    assert ada.name not in devon.screen()  # nobody of the physician's own site, not even by name
    await devon.press("Choose a supporter")
    await devon.submit(supporter=await stage.id_of(sam))
    devon.close()
    assert stage.offered() is sam
    await stage.declines(sam)
    devon.sees("Nobody can be asked right now.")
    await stage.forward(48)
    assert "needs you" not in "".join(casey.chat())
    await read_update(robin)
    robin.sees("nobody we can ask for your request as it stands")
