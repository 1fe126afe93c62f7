"""Training, refreshers, a coordinator's eye on the supporters (R51 to R53, R59), and how the role ends (R54, R56)."""

from datetime import date
from pathlib import Path

from bot.core.people import Role, Standing
from tests.stage import Actor, Stage
from tests.stories.conftest import Opens
from tests.stories.test_joining import goes_to, looks_at, records
from tests.stories.test_profile import BIO, writes
from tests.stories.traces import rows
from tests.wording.walking import programme


async def person(stage: Stage, actor: Actor):
    return await stage.read(lambda unit: unit.people.by_account(actor.account))


# --- training ------------------------------------------------------------------------------------------------------


async def test_a_coordinator_records_training_and_the_supporter_is_told(stage: Stage) -> None:
    casey, ada = stage.coordinator, stage.supporters[0]
    await records(casey, ada, hours="1.5", kind="refresher")
    casey.sees("Training: 5.5 of 4 h", "Monday, September 7, 2026: 1.5 h, refresher")
    await ada.press("Open")
    ada.sees("Training: 5.5 of 4 h")


async def test_what_cannot_be_is_sent_back_to_its_field(stage: Stage) -> None:
    casey, ada = stage.coordinator, stage.supporters[0]
    await looks_at(casey, ada)
    await casey.press("Record training")
    await casey.submit(day="2026-09-08", hours="lots", kind="refresher", refresher="2026-09-07")
    assert set(casey.errors) == {"day", "hours", "refresher"}
    assert "2026-09-07" in casey.errors["day"]
    await casey.submit(day="2026-09-08", hours="2", kind="refresher", refresher="")  # a day that is still to come
    assert set(casey.errors) == {"day"}
    assert (await person(stage, ada)).trained_hours == 4


async def test_an_entry_that_was_a_mistake_is_taken_back(stage: Stage) -> None:
    casey, ada = stage.coordinator, stage.supporters[0]
    await records(casey, ada, hours="2")
    await casey.press("Take an entry back")
    ids = await rows(stage, "SELECT id FROM training")
    await casey.submit(entry=ids[0][0])
    casey.sees("Training: 4 of 4 h")
    assert await rows(stage, "SELECT id FROM training") == []
    casey.lacks("Take an entry back")


async def test_r51_training_below_the_sites_hours_is_not_matched(stage: Stage) -> None:
    casey, ines = stage.coordinator, stage.supporters[1]
    await stage.rewrite(ines, trained_hours=2.0)
    await stage.ask(language="fr")
    assert stage.offered() is not ines
    await stage.physician.press("Open")
    await stage.physician.press("Withdraw")
    await stage.physician.press("Yes, withdraw")
    await records(casey, ines, hours="2")
    casey.close()
    await stage.ask(language="fr")
    assert stage.offered() is ines


async def test_an_old_file_takes_no_training_away(stage: Stage) -> None:
    casey, ada = stage.coordinator, stage.supporters[0]
    await records(casey, ada, hours="2")
    await stage.rewrite(ada, trained_hours=4.0)
    assert (await person(stage, ada)).trained_hours == 6
    await stage.rewrite(ada, trained_hours=8.0)
    assert (await person(stage, ada)).trained_hours == 8


# --- what is paid ---------------------------------------------------------------------------------------------------


PAYS = "[policy]\nsessional_rate = 176.18\ncredits_per_hour = 1\n"


async def test_r52_a_coordinator_notes_credits_and_the_day_of_payment(opens: Opens, tmp_path: Path) -> None:
    stage = await opens(programme=programme(tmp_path, ("[policy]\n", PAYS)))
    casey, ada = stage.coordinator, stage.supporters[0]
    await looks_at(casey, ada)
    casey.lacks("Mark as paid")
    await casey.press("Record training")
    await casey.submit(day="2026-09-01", hours="2", kind="refresher", refresher="", credits="lots")
    assert set(casey.errors) == {"credits"}
    await casey.submit(day="2026-09-01", hours="2", kind="refresher", refresher="", credits="1.5")
    await casey.press("Mark as paid")
    ((entry,),) = await rows(stage, "SELECT id FROM training")
    for day in ("2026-08-31", "2026-09-08", "soon"):
        await casey.submit(entry=entry, day=day)
        assert set(casey.errors) == {"day"}, day
    await casey.submit(entry=entry, day="2026-09-07")
    casey.sees("2 h, refresher, paid on Monday, September 7, 2026")
    casey.lacks("Mark as paid")
    sessions = await stage.read(lambda unit: unit.training.everybodys())
    ((kept,),) = sessions.values()
    assert (kept.credits, kept.paid_on) == (1.5, date(2026, 9, 7))


async def test_where_nothing_is_paid_nothing_of_it_is_asked(stage: Stage) -> None:
    casey, ada = stage.coordinator, stage.supporters[0]
    await records(casey, ada, hours="2")
    casey.lacks("Mark as paid")
    await casey.press("Record training")
    assert "credits" not in casey.fields()


# --- refreshers ----------------------------------------------------------------------------------------------------


async def test_a_refresher_is_announced_a_month_ahead_and_on_the_day_to_both(stage: Stage) -> None:
    casey, ada = stage.coordinator, stage.supporters[0]
    await records(casey, ada, hours="1", kind="refresher", refresher="2026-11-07")
    casey.close()
    mine, theirs = len(ada.messages()), len(casey.messages())
    await stage.forward(30 * 24)
    assert (len(ada.messages()), len(casey.messages())) == (mine, theirs)
    await stage.forward(2 * 24)
    assert (len(ada.messages()), len(casey.messages())) == (mine + 1, theirs + 1)
    casey.sees("A refresher is due for a supporter.")
    await ada.press("Open")
    ada.sees("Refresher: due on Saturday, November 7, 2026")
    ada.close()
    await stage.forward(30 * 24)
    assert (len(ada.messages()), len(casey.messages())) == (mine + 2, theirs + 2)
    await casey.press("Open")
    casey.sees("Dr. Ada Maple-Example")
    casey.close()
    await goes_to(casey, "supporters")
    casey.sees("Refresher is due: Dr. Ada Maple-Example")
    casey.close()
    today = stage.now.date().isoformat()
    await records(casey, ada, hours="1", kind="refresher", day=today, refresher="2027-11-07")
    casey.close()
    assert "This refresher is in hand." in "".join(casey.chat())
    await goes_to(casey, "supporters")
    assert "Refresher is due" not in casey.screen()


# --- the coordinator's eye -----------------------------------------------------------------------------------------


async def test_r59_the_list_shows_who_is_there_a_band_of_load_and_whose_first_contact_is_overdue(stage: Stage) -> None:
    casey, ada, ines, sam = stage.coordinator, *stage.supporters
    await ada.command("away", "2026-09-20")
    await stage.ask(language="fr")
    await stage.match()
    await goes_to(casey, "supporters")
    casey.sees(
        "Dr. Ada Maple-Example: away until Sunday, September 20, 2026, light load",
        "Dr. Ines Exemple: there, light load",
        "Dr. Sam Placeholder: there, light load",
    )
    assert "overdue" not in casey.screen()
    assert "Robin" not in casey.screen()
    casey.close()
    await stage.forward(72)
    await goes_to(casey, "supporters")
    casey.sees("First contact is overdue: Dr. Ines Exemple")
    casey.close()
    await looks_at(casey, ines)
    assert "Robin" not in casey.screen()
    assert sam.name


async def test_a_coordinator_on_the_physicians_list_does_not_see_that_anything_is_overdue(stage: Stage) -> None:
    casey, devon = stage.coordinator, stage.deputy
    await stage.ask(language="fr", not_these=[casey.account.user])
    await stage.match()
    await stage.forward(72)
    await goes_to(casey, "supporters")
    assert "overdue" not in casey.screen()
    await goes_to(devon, "supporters")
    devon.sees("First contact is overdue: Dr. Ines Exemple")


async def test_a_debrief_can_be_asked_for_by_its_word_and_stands_with_the_list(stage: Stage) -> None:
    casey, ada, robin = stage.coordinator, stage.supporters[0], stage.physician
    await ada.command("debrief")
    assert "A coordinator will offer you one." in ada.notice
    await goes_to(casey, "supporters")
    await casey.press("Debriefs wished for")
    casey.sees("Dr. Ada Maple-Example")
    await robin.command("debrief")
    assert "for supporters" in robin.notice


async def test_a_coordinator_pauses_a_supporter_who_comes_back_with_one_press(stage: Stage) -> None:
    casey, ines = stage.coordinator, stage.supporters[1]
    await stage.ask(language="fr")
    assert stage.offered() is ines
    await looks_at(casey, ines)
    await casey.press("Pause offers")
    casey.sees("Now: away")
    assert stage.offered() is not ines
    ines.sees("A coordinator has paused what you are asked")
    await ines.press("I'm back")
    assert not (await person(stage, ines)).standing.paused


# --- how it ends ---------------------------------------------------------------------------------------------------


async def test_r56_stepping_back_deletes_the_page_and_keeps_the_rosters_row(stage: Stage) -> None:
    ada, robin, casey = stage.supporters[0], stage.physician, stage.coordinator
    await writes(ada)
    ada.close()
    await records(casey, ada, hours="2")
    casey.close()
    await ada.command("leave")
    ada.sees("Your page is deleted then. Your training and agreement stay")
    await ada.press("Step back now")
    ada.sees("whom you supported stands nowhere")
    found = await person(stage, ada)
    assert Role.SUPPORTER not in found.roles
    assert (found.bio, found.trained_hours, found.agreement_signed_on) == ("", 6, date(2026, 6, 1))
    assert found.standing == Standing(amended=found.standing.amended)
    await goes_to(robin, "supporters")
    assert ada.name not in robin.screen()
    await goes_to(casey, "supporters")
    assert ada.name not in casey.screen()
    await stage.rewrite(ada, roles=frozenset({Role.SUPPORTER}), bio="Here to listen. Invented for the demo.")
    found = await person(stage, ada)
    assert (found.roles, found.bio) == (frozenset(), "")  # the same old file brings nobody back


async def test_after_the_notice_the_page_is_deleted_too_and_until_then_the_coordinator_sees_the_day(
    stage: Stage,
) -> None:
    ada, casey = stage.supporters[0], stage.coordinator
    await writes(ada)
    ada.close()
    await ada.command("leave")
    await ada.press("In 14 days")
    await goes_to(casey, "supporters")
    casey.sees("Dr. Ada Maple-Example: steps back on Monday, September 21, 2026")
    assert (await person(stage, ada)).bio == BIO
    await stage.forward(14 * 24)
    found = await person(stage, ada)
    assert Role.SUPPORTER not in found.roles
    assert found.bio == ""


async def test_a_match_can_be_finished_in_another_hand_after_stepping_back(stage: Stage) -> None:
    casey, ines = stage.coordinator, stage.supporters[1]
    await stage.ask(language="fr")
    await stage.match()
    await ines.command("leave")
    await ines.press("Step back now")
    casey.sees("The supporter had to stop.")
    assert Role.SUPPORTER not in (await person(stage, ines)).roles
    await casey.press("Open")
    await casey.press("Find someone else")
    await casey.press("Find someone else")
    assert "Closed. Please don't call" in "".join(ines.chat())
