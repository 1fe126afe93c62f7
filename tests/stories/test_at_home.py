"""At everybody's hand: whom to phone, where else to turn, when to be away (R22, R23, R40 to R42, R60, R63)."""

from datetime import timedelta
from pathlib import Path

import pytest

from bot import VERSION
from bot.core.people import Role
from storage import tables
from tests.stage import CONTACT, Actor, Stage, Woe
from tests.stories.conftest import Opens
from tests.stories.traces import rows
from tests.stories.variants import DEMO

NAMED = "Coordinator: Casey Sample, casey.sample@example.org."
PAUSED = "Requests: none until you are back"


def _demo(folder: Path, old: str, new: str) -> Path:
    text = DEMO.read_text(encoding="utf-8")
    assert text.count(old) == 1
    path = folder / "home.toml"
    path.write_text(text.replace(old, new), encoding="utf-8")
    return path


# --- whom to phone -------------------------------------------------------------------------------------------------


async def test_r22_the_coordinator_stands_by_name_with_phone_and_email_on_every_home_view(stage: Stage) -> None:
    robin = stage.physician
    assert NAMED in robin.chat()[-1]
    assert "204-555-0142" in robin.chat()[-1]
    for word in ("", "ask", "now"):
        await robin.command(word)
        assert NAMED in robin.chat()[-1]
    await robin.type("is anybody there?")
    assert NAMED in robin.chat()[-1]
    await robin.press("Phone instead")
    robin.sees("204-555-0142", "Casey Sample", "casey.sample@example.org")


async def test_r22_a_site_that_names_nobody_still_has_its_number_and_posts_no_name_of_the_roster(
    opens: Opens, tmp_path: Path
) -> None:
    keys = 'contact_name = "Casey Sample"\ncontact_email = "casey.sample@example.org"\n'
    stage = await opens(programme=_demo(tmp_path, keys, ""))
    robin = stage.physician
    await robin.command("")
    assert "204-555-0142" in robin.chat()[-1]
    assert "Casey" not in robin.chat()[-1]
    await robin.press("Phone instead")
    robin.sees("Casey Sample")


# --- where else to turn --------------------------------------------------------------------------------------------


async def test_r40_the_lines_come_first_and_behind_each_need_stands_whom_each_service_is_for(stage: Stage) -> None:
    robin = stage.physician
    await robin.press("Lines and services")
    robin.sees("In danger, or need someone now", "911", "9-8-8 Suicide Crisis Helpline")
    needs = ["Someone to talk to", "Other peer support and groups", "Legal questions"]
    assert [each for each in robin.buttons() if each in needs] == needs
    assert "1-844-433-3762" not in robin.screen()
    assert "1-800-267-6522" not in robin.screen()
    await robin.press("Someone to talk to")
    robin.sees("1-844-433-3762")
    await robin.press("Back")
    await robin.press("Legal questions")
    robin.sees("1-800-267-6522", "Members with a medico-legal question")
    assert "1-844-433-3762" not in robin.screen()
    await robin.press("Back")
    robin.sees("9-8-8 Suicide Crisis Helpline")


async def test_r22_the_word_phone_leads_to_a_named_person_and_a_number(stage: Stage) -> None:
    robin = stage.physician
    await robin.command("phone")
    card = robin.chat()[-1]
    assert "204-555-0142" in card
    assert "Talk with a trained colleague" not in card, "not the whole door again"
    await robin.press("Phone instead")
    robin.sees("Casey Sample")


async def test_r40_opening_the_list_or_a_service_leaves_no_row_and_no_word_in_the_log(
    stage: Stage, capsys: pytest.CaptureFixture[str], caplog: pytest.LogCaptureFixture
) -> None:
    robin, ada = stage.physician, stage.supporters[0]
    for actor in (robin, ada):  # a supporter who comes a first time has a language from then on
        await actor.command("resources")
    await stage.settle()
    before = await _everything(stage)
    capsys.readouterr()
    for actor in (robin, ada):
        await actor.press("Open")
        for need in ("Someone to talk to", "Other peer support and groups", "Legal questions"):
            await actor.press(need)
            await actor.press("Back")
        actor.close()
    assert await _everything(stage) == before
    written = capsys.readouterr()
    assert "need" not in written.out + written.err
    assert "legal" not in caplog.text


async def _everything(stage: Stage) -> dict[str, list[str]]:
    """Every row of every table; the inbox has hashes of events, which know no person and go within half an hour."""
    found = [table.name for table in tables.metadata.sorted_tables if not table.name.startswith("inbox")]
    return {name: sorted(repr(row) for row in await rows(stage, f"SELECT * FROM {name}")) for name in found}  # noqa: S608


# --- a gathering of somebody else's --------------------------------------------------------------------------------

RECOVERY = """
[[gathering]]
title = { en = "Recovery group (demo)", fr = "Groupe de rétablissement (démo)" }
kind = "group"
repeats = "weekly"
where = { en = "Call 204-555-0142", fr = "Appelez le 204-555-0142" }
"""


async def test_r63_where_the_hour_is_not_published_the_board_says_so_and_offers_no_reminder(under: Opens) -> None:
    stage = await under(more=RECOVERY)
    robin = stage.physician
    for way in (("Lines and services", "Other peer support and groups", "Gatherings"),):
        for words in way:
            await robin.press(words)
    robin.sees("Recovery group (demo)", "the day and hour are not published here", "Call 204-555-0142")
    robin.lacks("Recovery group (demo)")


async def test_r63_once_the_file_has_the_hour_anybody_sets_a_reminder_that_nobody_sees(under: Opens) -> None:
    stage = await under(more=RECOVERY + "starts_at = 2026-09-16T17:30:00\n")  # a Wednesday of next week
    robin, casey = stage.physician, stage.coordinator
    await robin.command("gatherings")
    await robin.press("Open")
    await robin.press("Recovery group (demo)")
    robin.lacks("Keep me a seat")
    await robin.press("Remind me")
    assert "We remind you before it begins" in robin.notice
    robin.sees("Who set a reminder is not shown")
    robin.close()
    await casey.command("gatherings")
    await casey.press("Open")
    await casey.press("Recovery group (demo)")
    assert "Robin" not in casey.screen()
    casey.close()
    before = len(robin.chat())
    await stage.forward(24 * 9)
    assert len(robin.chat()) == before + 1
    assert "You have an update." in robin.chat()[-1]
    assert "ecovery" not in robin.chat()[-1]


# --- a supporter's own hand ----------------------------------------------------------------------------------------


async def test_r23_one_tap_pauses_and_one_tap_comes_back(stage: Stage) -> None:
    ada, ines, sam = stage.supporters
    for other in (ines, sam):
        await other.command("away")
    await ada.command("offers")
    ada.sees("Requests: you may be asked")
    await ada.press("Pause")
    await stage.ask()
    assert not [each for each in stage.supporters if "Accept" in each.buttons()]
    await ada.press("I'm back")
    assert "Welcome back" in "".join(ada.chat())
    assert stage.offered() is ada  # of what has waited all the time


async def test_r23_a_pause_lets_an_open_offer_go_on_to_the_next(stage: Stage) -> None:
    await stage.ask()
    first = stage.offered()
    await first.command("profile")
    await first.press("Open")
    await first.press("Pause")
    first.sees(PAUSED)
    assert stage.offered() is not first


async def test_r23_days_away_are_set_by_a_tap_and_end_by_themselves(stage: Stage) -> None:
    ada = stage.supporters[0]
    await ada.command("profile")
    await ada.press("Open")
    await ada.press("Time away")
    await ada.submit(days="14")
    ada.sees("Requests: none until Monday, September 21, 2026 is over")
    await ada.press("I'm back")
    ada.sees("Requests: you may be asked")
    await ada.press("Time away")
    await ada.submit(days="")
    ada.sees(PAUSED)
    await ada.press("Time away")
    await ada.submit(days="7")
    ada.close()
    await stage.forward(24 * 8)
    await ada.command("profile")
    await ada.press("Open")
    ada.sees("Requests: you may be asked")


async def _leaves_in_14_days(actor: Actor) -> None:
    await actor.command("leave")
    await actor.press("In 14 days")


async def _is_at_home(actor: Actor) -> None:
    actor.close()
    await actor.command("profile")
    await actor.press("Open")


@pytest.mark.parametrize("typed", [False, True])
async def test_r56_time_away_takes_nothing_back_from_a_supporter_who_is_leaving(stage: Stage, typed: bool) -> None:
    ada, ines, sam = stage.supporters
    for other in (ines, sam):
        await other.command("away")
    await _leaves_in_14_days(ada)
    if typed:
        await ada.command("away", (stage.now + timedelta(days=7)).date().isoformat())
        ada.sees("You step back on Monday, September 21, 2026. Nothing new is offered to you.")
    else:
        await _is_at_home(ada)
        await ada.press("Time away")
        await ada.submit(days="7")
        ada.sees("Requests: none; you step back on Monday, September 21, 2026")
    await stage.forward(24 * 8)
    await stage.ask()
    ada.lacks("Accept")
    await _is_at_home(ada)
    ada.sees("Requests: none; you step back on Monday, September 21, 2026", "You are away")


async def test_r56_to_be_back_does_not_take_the_leaving_back_and_stay_does(stage: Stage) -> None:
    ada, ines, sam = stage.supporters
    for other in (ines, sam):
        await other.command("away")
    await ada.command("away")
    back = ada.button("I'm back")
    await _leaves_in_14_days(ada)
    for again in (ada.press_kept(back), ada.command("back")):
        await again
        ada.sees("You step back on Monday, September 21, 2026. Nothing new is offered to you.")
    await _is_at_home(ada)
    ada.lacks("I'm back")
    await stage.ask()
    ada.lacks("Accept")
    await _is_at_home(ada)
    await ada.press("Stay")
    ada.sees("Requests: you may be asked")
    await stage.physician.press("Open")
    await stage.physician.press("Withdraw")
    await stage.physician.press("Yes, withdraw")
    ada.close()
    await stage.ask()
    assert stage.offered() is ada
    await stage.forward(24 * 15)
    await _is_at_home(ada)
    assert "you step back on" not in ada.screen()


async def test_r41_r42_before_the_call_there_are_four_steps_and_questions_from_the_match_and_from_home(
    stage: Stage,
) -> None:
    await stage.ask()
    supporter = await stage.match()
    await supporter.press("Details")
    await supporter.press("Before you call")
    supporter.sees("Open: say who you are", "Listen: let them lead", "Build: name", "Close: agree")
    supporter.sees("What weighs on you most?", "Who is there for you?", "What would help with work for now")
    assert "Robin" not in supporter.screen()
    supporter.close()
    await supporter.press("Details")
    await supporter.press("Before you call")
    supporter.sees("Listen: let them lead", "ask plainly: are you thinking of suicide?")
    await supporter.press("Back")
    supporter.sees(CONTACT)
    supporter.close()
    await supporter.command("profile")
    await supporter.press("Open")
    await supporter.press("Before you call")
    supporter.sees("Listen: let them lead")


async def test_r41_the_sites_own_text_stands_in_its_place(opens: Opens, tmp_path: Path) -> None:
    own = 'before_call = { en = "Breathe out first.", fr = "Respirez d\'abord." }\ncontact_name ='
    stage = await opens(programme=_demo(tmp_path, "contact_name =", own))
    ada = stage.supporters[0]
    await ada.command("profile")
    await ada.press("Open")
    await ada.press("Before you call")
    ada.sees("Breathe out first.", "If you fear for someone: 911 (call).")
    assert "Listen:" not in ada.screen()
    assert "Back" not in ada.buttons()  # it was not opened from a match


# --- whoever looks after the machine -------------------------------------------------------------------------------


async def _technical(stage: Stage) -> Actor:
    """The deputy's account, in another role."""
    await stage.rewrite(stage.deputy, roles=frozenset({Role.TECHNICAL}))
    return stage.deputy


async def test_r60_a_technical_administrator_sees_the_machine_and_no_number_of_anything(stage: Stage) -> None:
    devon = await _technical(stage)
    await stage.ask()
    await devon.command("system")
    await devon.press("Open")
    devon.sees(f"Version: {VERSION}", "Database: answers", "Messages: on time", "Deadlines: on time")
    stage.clock.forward_to((await stage.read(lambda unit: unit.deadlines.next())).replace(microsecond=0))
    stage.clock.forward_to(stage.now.replace(minute=59))
    await devon.command("system")
    devon.close()
    await devon.press("Open")
    devon.sees("minutes late")


AGAIN = "something is being tried again"


async def test_r60_sends_that_are_refused_for_hours_are_not_on_time(stage: Stage) -> None:
    devon, robin = await _technical(stage), stage.physician
    stage.fails(robin, Woe.DOWN, times=1000)
    await robin.command("gatherings")
    await stage.ask()
    for _ in range(12):  # what is refused is put off, each time a little longer
        stage.clock.forward_to(stage.now + timedelta(minutes=30))
        await stage.sweep()
    await devon.command("system")
    await devon.press("Open")
    devon.sees(f"Messages: {AGAIN}", "Deadlines: on time")
    stage.reachable(robin)


async def test_r60_a_deadline_that_fails_each_time_is_not_on_time(stage: Stage) -> None:
    devon = await _technical(stage)
    await stage.read(lambda unit: unit.deadlines.book("of-another-version", unit.now))
    for _ in range(12):
        stage.clock.forward_to(stage.now + timedelta(minutes=30))
        await stage.sweep()
    await devon.command("system")
    await devon.press("Open")
    devon.sees("Messages: on time", f"Deadlines: {AGAIN}")
    await devon.command("language", "fr")
    devon.close()
    await devon.command("system")
    await devon.press("Ouvrir")
    devon.sees("un nouvel essai est en cours")


async def test_r60_a_technical_administrator_is_refused_everything_else_in_private(stage: Stage) -> None:
    devon = await _technical(stage)
    await stage.ask()
    number = (await stage.requests())[0].number
    for word in ("queue", "audit", "supporters", "report", "invite", "nominations", "gathering"):
        devon.close()
        await devon.command(word)
        await devon.press("Open")
        assert number not in devon.screen() + devon.notice
        assert "Robin" not in devon.screen() + devon.notice
    devon.close()
    for word in ("show", "match", "offers", "away"):
        before = devon.chat()
        await devon.command(word, number if word in {"show", "match"} else "")
        assert number not in devon.notice
        assert [line for line in devon.chat() if line not in before] in ([], [f"/peer {word} {number}"])
    await devon.press("Ask for a peer")
    devon.sees("This programme is for physicians")


async def test_r60_the_word_tells_nobody_who_has_the_role(stage: Stage) -> None:
    devon, robin = await _technical(stage), stage.physician
    await devon.command("system")
    await robin.command("system")
    assert devon.chat()[-1] == robin.chat()[-1]
    await robin.press("Open")
    assert "for whoever looks after the machine" in robin.notice
