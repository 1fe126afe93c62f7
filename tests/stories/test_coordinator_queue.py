"""The coordinator's queue (R17, R21, R30, R34): what is late, a word for each step, the three best, and the audit."""

import pytest

from bot.core.people import Role
from tests.stage import CONTACT, Actor, Stage
from tests.stories.conftest import Opens
from tests.stories.test_steering import needs_a_hand


async def number_of(stage: Stage) -> str:
    return str((await stage.requests())[0].number)


# --- the queue -----------------------------------------------------------------------------------------------------


async def test_r17_the_queue_shows_both_clocks_and_what_is_late(under: Opens) -> None:
    stage = await under(match_by="coordinator", seek_escalate_hours=6, connect_within_hours=72)
    casey, robin, ada = stage.coordinator, stage.physician, stage.supporters[0]
    _, number = await needs_a_hand(stage)
    await stage.forward(5)
    await casey.command("queue")
    await casey.press("Open")
    casey.sees(f"{number}: Looking for a supporter, 5 h of 6")
    assert "late" not in casey.screen()
    await stage.forward(1)
    casey.close()
    await casey.press("Open")
    await casey.command("queue")
    await casey.press("Open")
    casey.sees("1 is late.", f"{number}: Looking for a supporter, 6 h of 6, late")
    await casey.press(f"Show {number}")
    casey.sees("Request to match: 6 h of 6: late")
    casey.close()
    await ada.command("back")
    await casey.command("offer", number)
    await casey.press("Open")
    await casey.press("Automatic")
    casey.close()
    await stage.match()
    await stage.forward(71)
    await casey.command("queue")
    await casey.press("Open")
    casey.sees(f"{number}: Matched, first contact awaited, 71 h of 72")
    assert "late" not in casey.screen()
    await casey.press(f"Show {number}")
    casey.sees("Request to match: 6 hours", "Match to first contact: 71 h of 72")
    casey.close()
    await stage.forward(1)
    await casey.command("queue")
    await casey.press("Open")
    casey.sees("1 is late.", f"{number}: Matched, first contact awaited, 72 h of 72, late")
    casey.close()
    await ada.press("We're in touch")
    ada.close()
    await casey.command("queue")
    await casey.press("Open")
    casey.sees(f"{number}: In touch, 78 h")
    await casey.press(f"Show {number}")
    casey.sees("Match to first contact: 72 hours")
    assert robin.name not in casey.screen()


async def test_r17_what_is_late_stands_first_in_the_queue(under: Opens) -> None:
    stage = await under(seek_escalate_hours=6)
    casey, robin, sam = stage.coordinator, stage.physician, stage.supporters[2]
    await stage.ask()
    await stage.match()
    older = await number_of(stage)
    for supporter in stage.supporters:
        await supporter.command("away")
    await sam.press("Ask for a peer")
    await sam.press("Continue")
    await sam.submit(contact="204-555-0177")
    sam.close()
    await stage.forward(6)
    newer = next(each.number for each in await stage.requests() if each.number != older)
    await casey.command("queue")
    await casey.press("Open")
    screen = casey.screen()
    assert screen.index(f"{newer}: Looking for a supporter, 6 h of 6, late") < screen.index(f"{older}: Matched")
    assert robin.name not in screen
    assert sam.name not in screen


async def test_r17_every_line_of_every_page_has_its_own_action(stage: Stage) -> None:
    casey = stage.coordinator
    await needs_a_hand(stage)
    for who in stage.supporters:
        await who.command("")
        await who.press("Ask for a peer")
        await who.press("Continue")
        await who.submit(contact="204-555-0177")
        who.close()
    numbers = {each.number for each in await stage.requests()}
    assert len(numbers) == 4
    await casey.command("queue")
    await casey.press("Open")
    first = {number for number in numbers if f"{number}: Looking" in casey.screen()}
    assert 1 < len(first) < 4
    _each_has_its_own(casey, first)
    await casey.press("More")
    _each_has_its_own(casey, numbers - first)
    assert "Ask again for all that wait" not in casey.buttons()  # it would find nobody
    (last,) = numbers - first
    await casey.press(f"I'll see to {last}")
    await casey.press("I have contacted them")
    casey.close()
    await casey.command("queue")
    await casey.press("Open")
    await casey.press("More")
    await casey.press(f"End {last}")
    casey.sees(f"Request {last}")
    assert "Close: not reachable" in casey.buttons()


def _each_has_its_own(coordinator: Actor, numbers: set[str]) -> None:
    for number in numbers:
        assert f"{number}: Looking" in coordinator.screen()
        assert {f"I'll see to {number}", f"Show {number}"} <= set(coordinator.buttons())


# --- a word for each step ------------------------------------------------------------------------------------------


@pytest.mark.parametrize("word", ["offer", "match"])
async def test_r21_offer_and_match_lead_to_whom_to_ask(under: Opens, word: str) -> None:
    stage = await under(match_by="coordinator")
    casey, number = await needs_a_hand(stage)
    ada, ines, sam = stage.supporters
    await ines.command("back")
    await sam.command("back")
    await casey.command(word, number)
    casey.sees("You asked to see it.")
    await casey.press("Open")
    casey.sees("place 1", "place 2", "late-career physician", "light load")
    assert ada.name not in casey.screen()
    assert {f"Ask {ines.name}", f"Ask {sam.name}", "Automatic"} <= set(casey.buttons())
    await casey.press(f"Ask {ines.name}")
    assert stage.offered() is ines
    sam.lacks("Accept")


async def test_r33_automatic_asks_the_first_place(under: Opens) -> None:
    stage = await under(match_by="coordinator")
    casey, number = await needs_a_hand(stage)
    await stage.supporters[1].command("back")
    await casey.command("offer", number)
    await casey.press("Open")
    await casey.press("Automatic")
    assert stage.offered() is stage.supporters[1]


async def test_a_tap_for_somebody_who_may_not_be_asked_by_now_asks_nobody(under: Opens) -> None:
    stage = await under(match_by="coordinator")
    casey, number = await needs_a_hand(stage)
    _, ines, sam = stage.supporters
    await ines.command("back")
    await sam.command("back")
    await casey.command("offer", number)
    await casey.press("Open")
    await sam.command("away")
    await casey.press(f"Ask {sam.name}")
    assert "Dr. Sam Placeholder: away" in casey.screen()
    assert "Accept" not in [*ines.buttons(), *sam.buttons()]


async def test_r28_rematch_asks_first_and_a_later_match_is_not_ended_by_an_old_screen(stage: Stage) -> None:
    casey = stage.coordinator
    await stage.ask()
    first = await stage.match()
    number = await number_of(stage)
    await casey.command("rematch", number)
    await casey.press("Open")
    casey.sees("The match ends here.", "Matched, first contact awaited")
    assert (await stage.requests())[0].state == "matched"  # nothing has happened yet
    kept = casey.button("Find someone else")
    await casey.press("Find someone else")
    casey.close()
    assert "Please don't call" in first.chat()[-1]
    second = await stage.match()
    assert second is not first
    await casey.press_kept(kept)
    assert (await stage.requests())[0].state == "matched"
    assert "We're in touch" in second.buttons()


async def test_close_leads_to_the_end_and_a_match_made_meanwhile_is_not_closed_as_unfilled(stage: Stage) -> None:
    casey = stage.coordinator
    await stage.ask()
    number = await number_of(stage)
    await casey.command("close", number)
    await casey.press("Open")
    casey.sees("How did it end?")
    kept = casey.button("Close: nobody found")
    casey.close()
    await stage.match()
    await casey.press_kept(kept)
    assert (await stage.requests())[0].state == "matched"
    casey.close()
    await casey.command("close", number)
    await casey.press("Open")
    await casey.press("Close: not reachable")
    await casey.press("Yes, close it")
    assert await stage.requests() == []


@pytest.mark.parametrize("word", ["show", "match", "offer", "rematch", "close"])
async def test_no_word_tells_anybody_else_that_a_number_exists(stage: Stage, word: str) -> None:
    casey, number = await needs_a_hand(stage)
    for stranger in (stage.physician, stage.supporters[0]):
        await stranger.command(word, number)
        assert stranger.notice == "No open request of yours has this number."
        asked = stranger.notice
        await stranger.command(word, "ZZZZ")
        assert stranger.notice == asked
    await casey.command(word, number)
    casey.sees("You asked to see it.")


# --- where a coordinator matches -------------------------------------------------------------------------------------


async def test_r30_where_a_coordinator_matches_the_card_opens_the_three_best_with_a_tap_each(under: Opens) -> None:
    stage = await under(match_by="coordinator")
    ada, ines, sam = stage.supporters
    casey = stage.coordinator
    await stage.ask(language="fr")
    casey.sees("Please choose a supporter.")
    assert not [each.name for each in stage.supporters if each.name in "".join(casey.chat())]
    await casey.press("Open")
    casey.sees(f"{ines.name}: place 1", f"{sam.name}: place 2", f"{ada.name}: place 3")
    await casey.press(f"Ask {sam.name}")
    assert stage.offered() is sam
    await stage.match()
    assert "needs nothing from you" in casey.chat()[-1]


# --- audit and export ----------------------------------------------------------------------------------------------


async def test_the_audit_tells_when_what_and_who_and_never_who_asked_or_was_asked(stage: Stage) -> None:
    casey, devon = stage.coordinator, stage.deputy
    await stage.ask()
    await stage.match()
    number = await number_of(stage)
    await casey.command("show", number)
    await casey.press("Open")
    await casey.press("Name and contact")
    casey.close()
    await devon.command("audit")
    await devon.press("Open")
    devon.sees(
        f"looked at the contact, request {number}, {casey.name}",
        f"looked at the contact, request {number}, a supporter",
        f"confirmed the match, request {number}, a supporter",
        f"asked for a peer, request {number}, the one who asked",
        "September 7",
    )
    for secret in (stage.physician.name, CONTACT, *(each.name for each in stage.supporters)):
        assert secret not in devon.screen()
    await stage.physician.press("Open")
    await stage.physician.press("More")
    await stage.physician.press("Withdraw")
    await stage.physician.press("Yes, withdraw")
    devon.close()
    await devon.command("audit")
    await devon.press("Open")
    devon.sees("There is nothing to show.")


async def test_the_audit_shows_nothing_of_a_request_to_whoever_is_kept_out_of_it(stage: Stage) -> None:
    casey, devon = stage.coordinator, stage.deputy
    await stage.ask(not_these=[casey.account.user])
    await stage.match()
    number = await number_of(stage)
    await devon.command("audit")
    await devon.press("Open")
    devon.sees(f"request {number}")
    await casey.command("audit")
    await casey.press("Open")
    casey.sees("There is nothing to show.")


async def test_what_was_done_at_the_machine_stands_in_the_audit_by_its_day(stage: Stage) -> None:
    casey, robin = stage.coordinator, stage.physician
    await stage.read(lambda unit: unit.ledger.note_command("roster-export"))
    await casey.command("audit")
    await casey.press("Open")
    casey.sees("wrote the roster out, with names and numbers, at the machine")
    await robin.command("audit")
    await robin.press("Open")
    assert "roster" not in robin.screen()


async def test_the_audit_has_older_pages(stage: Stage) -> None:
    casey, number = await needs_a_hand(stage)
    await stage.forward(1)
    await casey.press("Open")
    for _ in range(8):
        await casey.press("Name and contact")
        await casey.press("Back")
    casey.close()
    await casey.command("audit")
    await casey.press("Open")
    assert casey.screen().count("looked at the contact") == 7
    await casey.press("Older")
    casey.sees("looked at the contact", f"asked for a peer, request {number}")
    casey.lacks("Older")


@pytest.mark.parametrize("role", [frozenset(), frozenset({Role.SUPPORTER}), frozenset({Role.LEAD})])
async def test_the_audit_is_for_coordinators(stage: Stage, role: frozenset[Role]) -> None:
    devon = stage.deputy
    await needs_a_hand(stage)
    await stage.rewrite(devon, roles=role)
    await devon.command("audit")
    await devon.press("Open")
    assert "for coordinators" in devon.notice
    assert not devon.inside


async def test_export_in_the_chat_says_where_the_file_is_made_and_shows_the_same_figures(stage: Stage) -> None:
    casey, ada = stage.coordinator, stage.supporters[0]
    await casey.command("export")
    casey.sees("made on the server: app.py export")
    await casey.press("Open")
    casey.sees("Figures")
    await ada.command("export")
    await ada.press("Open")
    assert "for coordinators" in ada.notice


# --- who may have it in hand ---------------------------------------------------------------------------------------


async def test_a_coordinator_who_asks_for_help_is_in_another_ones_hands_and_sees_nothing_of_it(stage: Stage) -> None:
    casey, devon = stage.coordinator, stage.deputy
    for supporter in stage.supporters:
        await supporter.command("away")
    await casey.press("Ask for a peer")
    await casey.press("Continue")
    await casey.submit(contact="204-555-0177")
    casey.close()
    number = await number_of(stage)
    devon.sees(f"Request {number} needs you.")
    opens = devon.button("Open")
    assert f"Request {number}" not in "".join(casey.chat())
    for word in ("show", "offer", "rematch", "close"):
        await casey.command(word, number)
        assert casey.notice == "No open request of yours has this number."
    await casey.press_kept(opens)
    casey.sees("Your request")  # what is true for them
    casey.close()
    await casey.command("queue")
    await casey.press("Open")
    casey.sees("No open request needs you.")
    casey.close()
    await casey.command("audit")
    await casey.press("Open")
    casey.sees("There is nothing to show.")
    casey.close()
    await devon.press("Open")
    await devon.press("Name and contact")
    devon.sees(casey.name, "204-555-0177")


async def test_the_deputy_who_asks_for_help_is_in_the_coordinators_hands(stage: Stage) -> None:
    casey, devon = stage.coordinator, stage.deputy
    for supporter in stage.supporters:
        await supporter.command("away")
    await devon.press("Ask for a peer")
    await devon.press("Continue")
    await devon.submit(contact="204-555-0177")
    devon.close()
    number = await number_of(stage)
    casey.sees(f"Request {number} needs you.")
    await stage.forward(48)  # and the coordinator is silent: nobody else is left, so the phone route
    assert f"Request {number}" not in "".join(devon.chat())
    await devon.press("Open")
    devon.sees("haven't found someone who's free yet", "204-555-0142")


async def test_not_through_this_coordinator_means_the_deputy_and_no_trace_at_the_other(stage: Stage) -> None:
    casey, devon, robin = stage.coordinator, stage.deputy, stage.physician
    for supporter in stage.supporters:
        await supporter.command("away")
    await stage.ask(not_these=[casey.account.user])
    number = await number_of(stage)
    devon.sees(f"Request {number} needs you.")
    await stage.forward(24)
    assert f"Request {number}" not in "".join(casey.chat())
    await casey.command("queue")
    await casey.press("Open")
    casey.sees("No open request needs you.")
    await robin.press("Open")
    robin.sees("haven't found someone who's free yet", "204-555-0142")


async def test_a_lead_sees_reports_and_nothing_else(stage: Stage) -> None:
    _, number = await needs_a_hand(stage)
    devon = stage.deputy
    await stage.rewrite(devon, roles=frozenset({Role.LEAD}))
    await devon.command("report")
    await devon.press("Open")
    devon.sees("Figures")
    devon.close()
    for word in ("show", "match", "offer", "rematch", "close"):
        await devon.command(word, number)
        assert devon.notice == "No open request of yours has this number."
    for word in ("queue", "audit", "supporter", "nominations", "invite"):
        await devon.command(word)
        await devon.press("Open")
        assert "for coordinators" in devon.notice
        assert not devon.inside
