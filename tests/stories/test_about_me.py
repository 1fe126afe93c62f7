"""What is kept about me, and "Erase me": in the chat, for everybody, and without asking anybody else."""

from bot.core.people import Role
from bot.core.people import Stage as Career
from bot.core.request import RequestState
from tests.remains import everything, mentions
from tests.stage import CONTACT, Actor, Stage
from tests.stories.test_erased import nothing_is_left


async def looks(actor: Actor) -> None:
    """At what is kept about them."""
    actor.close()
    await actor.command("")
    await actor.press("Privacy")
    await actor.press("What is kept about me")


async def erases(actor: Actor) -> None:
    await looks(actor)
    await actor.press("Erase me")
    await actor.press("Go on")
    await actor.press("Yes, erase me")


# --- what is kept --------------------------------------------------------------------------------------------------


async def test_a_supporter_reads_what_the_list_and_the_programme_keep_of_them(stage: Stage) -> None:
    ada = stage.supporters[0]
    await looks(ada)
    ada.sees(ada.name, "ada.maple@example.org", "supporter", "No match in the last twelve months.", "chat account")


async def test_each_part_stands_by_its_name_and_in_words_for_one_person(stage: Stage) -> None:
    ada = stage.supporters[0]
    await stage.rewrite(
        ada, stage=Career.MID, specialty="Family medicine", department="Family Medicine", gender="woman"
    )
    await looks(ada)
    ada.sees("Career stage: Mid", "Specialty: Family medicine", "Department: Family Medicine", "Gender: woman")
    assert "physicians" not in ada.screen()


async def test_only_a_supporter_reads_that_their_training_goes(stage: Stage) -> None:
    ada, robin = stage.supporters[0], stage.physician
    for actor in (ada, robin):
        await looks(actor)
        await actor.press("Erase me")
    ada.sees("your training, your agreement")
    assert "training" not in robin.screen()


async def test_the_one_who_asked_reads_that_they_did(stage: Stage) -> None:
    robin = stage.physician
    await looks(robin)
    assert "Your open request" not in robin.screen()
    await stage.ask()
    await looks(robin)
    robin.sees("Your open request, with what you sent.")
    assert CONTACT not in robin.screen()


async def test_of_somebody_unknown_nothing_is_kept(stage: Stage) -> None:
    robin = stage.physician
    await erases(robin)
    robin.close()
    await stage.forward(2)
    await looks(robin)
    robin.sees("Nothing about you is kept here.")
    robin.lacks("Erase me")


# --- erase me ------------------------------------------------------------------------------------------------------


async def test_asked_what_it_means_asked_once_more_and_done(stage: Stage) -> None:
    robin = stage.physician
    await stage.ask()
    supporter = stage.offered()
    await supporter.press("Accept")
    await supporter.press("No, confirm")
    supporter.close()
    await looks(robin)
    await robin.press("Erase me")
    robin.sees("Your request is withdrawn, and nobody calls.", "Backups hold it for a time.")
    await robin.press("Go on")
    robin.sees("This can't be taken back.")
    await robin.press("Keep everything")
    assert (await stage.requests())[0].state is RequestState.MATCHED
    await erases(robin)
    robin.sees("Nothing about you is kept here any more.")
    robin.close()
    supporter.sees("Closed. Please don't call; destroy any note you made.")
    assert await stage.requests() == []
    await nothing_is_left(stage, robin)


async def test_a_supporter_erases_themselves_and_the_next_is_asked(stage: Stage) -> None:
    await stage.ask(language="fr")
    ines = stage.offered()
    await looks(ines)
    await ines.press("Erase me")
    ines.sees("What is offered to you goes to others.", "Ask a coordinator to take you off.")
    await erases(ines)
    ines.close()
    assert stage.offered() is stage.supporters[2]
    await nothing_is_left(stage, ines)


async def test_the_last_coordinator_is_told_why_not_yet(stage: Stage) -> None:
    casey, devon = stage.coordinator, stage.deputy
    await erases(devon)
    devon.close()
    await looks(casey)
    await casey.press("Erase me")
    casey.sees("You are the only coordinator who can be reached")
    casey.close()
    await stage.rewrite(stage.supporters[0], roles=frozenset({Role.COORDINATOR}))
    await erases(casey)
    casey.close()
    await nothing_is_left(stage, casey)
    await nothing_is_left(stage, devon)


async def test_a_mark_that_nobody_asks_them_stays_and_they_are_told_so(stage: Stage) -> None:
    robin, casey = stage.physician, stage.coordinator
    await casey.command("invite")
    await casey.press("Open")
    await casey.submit(colleagues=[robin.account.user])
    casey.close()
    await stage.forward(1)
    await robin.press("Open")
    await robin.press("No thanks")
    robin.close()
    await looks(robin)
    robin.sees("A mark without your name, so that nobody asks you again.")
    await erases(robin)
    robin.sees("A mark without your name stays until it ends")
    robin.close()
    await nothing_is_left(stage, robin)
    await looks(robin)
    robin.sees("Nothing about you is kept here.", "A mark without your name")
    robin.close()
    before = len(robin.messages())
    await casey.command("invite")
    await casey.press("Open")
    await casey.submit(colleagues=[robin.account.user])
    casey.close()
    await stage.forward(1)
    assert len(robin.messages()) == before
    assert await stage.requests() == []


async def test_reports_are_the_same_after_as_before(stage: Stage) -> None:
    await stage.ask()
    supporter = await stage.match()
    await supporter.press("We're in touch")
    supporter.close()
    before = await stage.read(lambda unit: unit.tallies.rows())
    await erases(supporter)
    supporter.close()
    assert await stage.read(lambda unit: unit.tallies.rows()) == before
    await erases(stage.physician)
    stage.physician.close()
    after = await stage.read(lambda unit: unit.tallies.rows())
    assert len(after) == len(before) + 1  # the request that ended, as any that is withdrawn
    assert mentions(await everything(stage), [CONTACT]) == []
