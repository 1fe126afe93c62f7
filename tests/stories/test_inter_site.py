"""Somebody outside the own site (R29, R72): arranged by the province, with sites that lend, and by phone to others.

Robin's site is Lakeside. Devon is the province's coordinator and sits at Hillside, where Sam supports; Ada and Ines are
Robin's own colleagues at Lakeside, and Casey coordinates there.
"""

from dataclasses import replace

import pytest

from bot.core.people import Role
from tests.stage import CONTACT, Actor, Stage
from tests.stories.conftest import Opens
from tests.stories.traces import Counted, counted, nothing_leads_to_anybody, rows
from tests.stories.variants import OTHER_SITE

LENDS = "inter_site = true\n"


async def two_sites(under: Opens, *, lends: bool = True) -> Stage:
    """Lakeside lends nobody; Hillside does, unless the story wants it otherwise."""
    stage = await under(more=OTHER_SITE + (LENDS if lends else ""))
    await stage.rewrite(stage.deputy, roles=frozenset({Role.PROVINCIAL}), site="other")
    await stage.rewrite(stage.supporters[2], site="other")
    return stage


async def number_of(stage: Stage) -> str:
    return str((await stage.requests())[0].number)


def saw(actor: Actor) -> str:
    return "\n".join([*actor.chat(), actor.screen()])


# --- matched by the province -----------------------------------------------------------------------------------------


async def test_r29_the_province_gets_a_number_and_matches_with_a_site_that_lends(under: Opens) -> None:
    stage = await two_sites(under)
    ada, ines, sam = stage.supporters
    robin, casey, devon = stage.physician, stage.coordinator, stage.deputy
    await stage.ask(outside="yes")
    number = await number_of(stage)
    devon.sees(f"Request {number} needs you.", "Someone from another site is wished for.")
    await devon.press("Open")
    devon.sees(f"{sam.name}: place 1, Hillside Hospital (demo), late-career physician, light load")
    for name in (robin.name, ada.name, ines.name):
        assert name not in devon.screen()
    await devon.press(f"Ask {sam.name}")
    devon.close()
    assert stage.offered() is sam
    await stage.match()
    await sam.press("Details")
    sam.sees(robin.name, CONTACT)
    sam.close()
    await sam.press("We're in touch")
    sam.close()
    await robin.press("Open")
    robin.sees("Your colleague told us that you are in touch.")
    await robin.press("More")
    await robin.press("We are done")
    await robin.press("Yes, we are done")
    await nothing_leads_to_anybody(stage)
    assert await rows(stage, "SELECT DISTINCT site FROM tally") == [("outside",)]
    assert f"Request {number}" not in saw(casey)


async def test_r72_a_site_that_does_not_lend_is_never_asked_and_not_even_named(under: Opens) -> None:
    stage = await two_sites(under, lends=False)
    devon, sam = stage.deputy, stage.supporters[2]
    await stage.ask(outside="yes")
    await devon.press("Open")
    devon.sees("Nobody can be asked right now.", "No other site lends its supporters, so nobody can be asked.")
    assert "This site has no supporter" not in devon.screen()
    assert not [each.name for each in stage.supporters if each.name in devon.screen()]
    sam.lacks("Accept")


async def test_r72_whoever_moved_to_the_physicians_own_site_meanwhile_is_not_given_the_name(under: Opens) -> None:
    stage = await two_sites(under)
    devon, sam = stage.deputy, stage.supporters[2]
    await stage.ask(outside="yes")
    await devon.press("Open")
    await devon.press(f"Ask {sam.name}")
    devon.close()
    await stage.rewrite(sam, site="demo")  # moved to the physician's own site meanwhile
    await sam.press("Accept")
    assert sam.notice == "Thank you. This one is not available any more."
    assert stage.physician.name not in saw(sam)


async def test_r35_the_lending_sites_own_limits_hold_too(under: Opens) -> None:
    stage = await under(more=OTHER_SITE + LENDS + "training_hours = 40\n")
    await stage.rewrite(stage.deputy, roles=frozenset({Role.PROVINCIAL}), site="other")
    await stage.rewrite(stage.supporters[2], site="other")
    await stage.ask(outside="yes")
    await stage.deputy.press("Open")
    stage.deputy.sees(
        "Nobody can be asked right now.", "The sites that lend have no supporter who can be asked right now."
    )


async def test_r29_the_own_site_sees_nothing_of_it_in_queue_numbers_figures_or_audit(under: Opens) -> None:
    stage = await two_sites(under)
    casey, devon, sam = stage.coordinator, stage.deputy, stage.supporters[2]
    await stage.ask(outside="yes")
    number = await number_of(stage)
    await devon.press("Open")
    await devon.press(f"Ask {sam.name}")
    devon.close()
    await stage.match()
    for word in ("show", "match", "offer", "rematch", "close"):
        await casey.command(word, number)
        assert casey.notice == "No open request of yours has this number."
    for word, words in (("queue", "No open request needs you."), ("audit", "There is nothing to show.")):
        await casey.command(word)
        await casey.press("Open")
        casey.sees(words)
        casey.close()
    await devon.command("audit")
    await devon.press("Open")
    devon.sees(f"confirmed the match, request {number}, a supporter", f"searched again, request {number}, {devon.name}")
    devon.close()
    await stage.forward(96)  # the 72 hours are over too
    await stage.physician.press("Open")
    await stage.physician.press("More")
    await stage.physician.press("Withdraw")
    await stage.physician.press("Yes, withdraw")
    await casey.command("audit")
    await casey.press("Open")
    casey.sees("There is nothing to show.")
    assert number not in saw(casey)


async def test_r29_the_provincial_coordinator_sees_no_request_of_a_site(under: Opens) -> None:
    stage = await two_sites(under)
    devon = stage.deputy
    await stage.ask()
    number = await number_of(stage)
    await devon.command("show", number)
    assert devon.notice == "No open request of yours has this number."
    await devon.command("queue")
    await devon.press("Open")
    devon.sees("No open request needs you.")


# --- by phone, to a site without this bot ----------------------------------------------------------------------------


async def asked_about_it(under: Opens) -> Stage:
    stage = await two_sites(under, lends=False)
    devon = stage.deputy
    await stage.ask(outside="yes")
    await devon.press("Open")
    await devon.press("Hand over by phone")
    devon.sees("The one who asked has to say yes first.")
    devon.lacks("I have handed it over")
    await devon.press("Ask them first")
    devon.close()
    return stage


async def test_r29_after_a_yes_it_is_handed_over_by_phone_and_closed_as_transferred(under: Opens) -> None:
    stage = await asked_about_it(under)
    robin, devon, casey = stage.physician, stage.deputy, stage.coordinator
    number = await number_of(stage)
    assert "You have an update" in robin.chat()[-1]
    await robin.press("Open")
    robin.sees("would give them your name and contact. Is that fine with you?", "No is fine too.")
    await robin.press("Yes")
    robin.sees("Someone there will contact you.")
    robin.close()
    devon.sees("It may be handed over by phone now.")
    await devon.press("Open")
    devon.sees("They said yes")
    await devon.press("Name and contact")
    devon.sees(robin.name, CONTACT)
    await devon.press("Back")
    await devon.press("I have handed it over")
    assert devon.notice == f"Request {number} is closed."
    await nothing_leads_to_anybody(stage)
    assert await counted(stage) == [Counted("request", outcome="transferred", conversation="0")]
    assert f"Request {number}" not in saw(casey)
    await robin.press("Open")
    robin.sees("Nothing is open here", "204-555-0142")


async def test_after_a_no_the_search_goes_on_and_nobody_asks_again(under: Opens) -> None:
    stage = await asked_about_it(under)
    robin, devon = stage.physician, stage.deputy
    await robin.press("Open")
    yes = robin.button("Yes")
    await robin.press("No thanks")
    robin.sees("Your request stays here, and we keep looking.")
    robin.close()
    devon.sees("It stays here. The search goes on.")
    await robin.press_kept(yes)  # the other button of the old screen
    assert "moved on" in robin.notice
    devon.close()
    await devon.press("Open")
    devon.sees("They said no to a hand-over by phone.")
    assert not {"Hand over by phone", "I have handed it over"} & set(devon.buttons())


async def test_a_yes_can_be_taken_back_until_it_is_done(under: Opens) -> None:
    stage = await asked_about_it(under)
    robin, devon = stage.physician, stage.deputy
    await robin.press("Open")
    await robin.press("Yes")
    robin.close()
    await devon.press("Open")
    kept = devon.button("I have handed it over")
    await robin.command("status")
    await robin.press("Open")
    await robin.press("Don't hand it over")
    await devon.press_kept(kept)
    assert "moved on" in devon.notice
    assert len(await stage.requests()) == 1


async def test_a_question_without_an_answer_ends_in_an_honest_word_and_still_stands(under: Opens) -> None:
    stage = await asked_about_it(under)
    robin = stage.physician
    before = len(robin.messages())
    await stage.forward(24)
    assert len(robin.messages()) > before
    await robin.press("Open")
    robin.sees("Is that fine with you?", "204-555-0142")


async def test_somebody_to_ask_was_found_after_all_and_the_question_is_none_any_more(under: Opens) -> None:
    stage = await two_sites(under)
    robin, devon, sam = stage.physician, stage.deputy, stage.supporters[2]
    await stage.ask(outside="yes")
    number = await number_of(stage)
    await devon.command("show", number)
    await devon.press("Open")
    await devon.press("Hand over by phone")
    await devon.press("Ask them first")
    devon.close()
    await robin.press("Open")
    yes = robin.button("Yes")
    robin.close()
    await devon.command("offer", number)
    await devon.press("Open")
    await devon.press(f"Ask {sam.name}")
    await robin.press_kept(yes)
    assert "moved on" in robin.notice
    await stage.declines(sam)
    await devon.command("show", number)
    devon.close()
    await devon.press("Open")
    assert "Hand over by phone" in devon.buttons()
    devon.lacks("I have handed it over")


@pytest.mark.parametrize("verb", ["transfer", "transfer-ask", "transfer-done"])
async def test_a_request_of_the_own_site_is_never_handed_elsewhere(stage: Stage, verb: str) -> None:
    casey = stage.coordinator
    for supporter in stage.supporters:
        await supporter.command("away")
    await stage.ask()
    await casey.press("Open")
    casey.lacks("Hand over by phone")
    await casey.press_kept(replace(casey.button("I will see to it"), verb=verb))
    assert "moved on" in casey.notice
    assert len(await stage.requests()) == 1
