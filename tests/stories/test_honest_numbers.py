"""Numbers that are what they are said to be: who answers now, whose it is, who takes whom (R04, R07, R22, R46, R77)."""

from datetime import timedelta
from pathlib import Path

import pytest

from bot.core.people import Role
from bot.surface import Paragraph, Press
from bot.wording import Wording
from tests.served import TEAM
from tests.stage import MONDAY, Stage
from tests.stories.conftest import Opens
from tests.stories.variants import DEMO, OTHER_SITE

NIGHT = MONDAY - timedelta(hours=6, minutes=41)  # Monday, 03:19; the phone opens at 08:30
AROUND_THE_CLOCK = "Open day and night: Physician and Family Support Program, 1-844-433-3762 (call)."
ROUTE = "Prefer the phone? Lakeside Hospital (demo): 204-555-0142"
ADVISER = "Dr. Avery Nonesuch at 204-555-0147"


def programme(folder: Path, *changes: tuple[str, str]) -> Path:
    text = DEMO.read_text(encoding="utf-8")
    for old, new in changes:
        assert old in text, old
        text = text.replace(old, new, 1)
    path = folder / "numbers.toml"
    path.write_text(text, encoding="utf-8")
    return path


def first_of_the_numbers(stage: Stage) -> None:
    """Somebody who answers now stands before the number that nobody answers."""
    screen = stage.physician.screen()
    stage.physician.sees(AROUND_THE_CLOCK, f"{ROUTE}. Closed now")
    assert screen.index(AROUND_THE_CLOCK) < screen.index(ROUTE)


# --- at three in the morning -----------------------------------------------------------------------------------------


async def test_r04_at_night_whoever_answers_stands_first_on_phone_instead_sent_and_status(opens: Opens) -> None:
    stage = await opens(at=NIGHT)
    robin = stage.physician
    await robin.press("Phone instead")
    first_of_the_numbers(stage)
    assert "A person answers" not in robin.screen()
    robin.close()
    await robin.press("Ask for a peer")
    await robin.press("Continue")
    await robin.submit(contact="204-555-0123")
    first_of_the_numbers(stage)
    robin.close()
    await robin.command("status")
    await robin.press("Open")
    first_of_the_numbers(stage)


async def test_while_the_phone_is_open_a_person_answers_and_no_other_line_stands_before_it(stage: Stage) -> None:
    robin = stage.physician
    await robin.press("Phone instead")
    robin.sees("A person answers", f"{ROUTE}. Open now.")
    assert "Open day and night" not in robin.screen()


async def test_where_the_hours_of_the_phone_are_not_known_nobody_is_promised_an_answer(
    opens: Opens, tmp_path: Path
) -> None:
    stage = await opens(programme=programme(tmp_path, ('phone_hours = "mon-fri 08:30-16:30"\n', "")))
    robin = stage.physician
    await robin.press("Phone instead")
    robin.sees(AROUND_THE_CLOCK, f"{ROUTE}.")
    assert "A person answers" not in robin.screen()


async def test_a_line_that_somebody_only_answers_by_day_is_not_said_to_be_open(opens: Opens) -> None:
    stage = await opens(at=NIGHT)
    await stage.physician.press("Phone instead")
    assert "Suicide Prevention" not in stage.physician.screen()  # its hours are from 2016
    assert "Physicians at Risk" not in stage.physician.screen()


# --- whose number ----------------------------------------------------------------------------------------------------


async def test_r22_the_number_stands_under_its_owners_name_on_card_and_dialog(opens: Opens, tmp_path: Path) -> None:
    owner = (
        "phone_hours =",
        'phone_name = { en = "A line far away", fr = "Une ligne à distance" }\nphone_hours =',
    )
    stage = await opens(programme=programme(tmp_path, owner))
    robin = stage.physician
    assert "Prefer the phone? A line far away: 204-555-0142, Monday to Friday" in robin.chat()[-1]
    assert "Lakeside Hospital (demo): 204" not in robin.chat()[-1]
    await robin.press("Phone instead")
    robin.sees("Prefer the phone? A line far away: 204-555-0142. Open now.")


# --- who takes whom --------------------------------------------------------------------------------------------------


async def test_r07_whoever_is_no_physician_is_sent_to_nobody_who_takes_physicians_only(opens: Opens) -> None:
    stage = await opens(at=NIGHT)
    clerk = stage.physician
    await stage.rewrite(clerk, roles=frozenset({Role.REFERRER}))
    await clerk.press("Ask for a peer")
    clerk.sees("This programme is for physicians.", "Manitoba Suicide Prevention and Support Line: 1-877-435-7170")
    for line in ("Physician and Family Support Program", "Physicians at Risk", "recovery focus"):
        assert line not in clerk.screen()


async def test_r07_a_learner_whom_the_programme_does_not_serve_still_sees_the_physicians_lines(under: Opens) -> None:
    stage = await under(serves=["trainee"])
    await stage.physician.press("Ask for a peer")
    stage.physician.sees("This programme does not serve your career stage", "Physicians at Risk (PAR)")


# --- when a talk turns to risk ---------------------------------------------------------------------------------------


async def test_r77_the_adviser_stands_on_the_match_and_before_the_call_with_a_plain_question(stage: Stage) -> None:
    await stage.ask()
    supporter = await stage.match()
    await supporter.press("Details")
    supporter.sees("ask plainly: are you thinking of suicide? Asking does no harm.")
    supporter.sees(f"If you fear for someone: 911 (call). To talk it through: {ADVISER}, 9-8-8 (call or text).")
    await supporter.press("Before you call")
    supporter.sees("ask plainly: are you thinking of suicide? Asking does no harm.", f"To talk it through: {ADVISER}")
    supporter.close()
    assert "204-555-0147" not in "".join(supporter.chat())  # a posted card says nothing of it


async def test_r77_when_the_adviser_is_shut_the_lines_stand_first_and_when_they_are_back(opens: Opens) -> None:
    stage = await opens(at=MONDAY + timedelta(hours=9))  # 19:00
    await stage.ask()
    supporter = await stage.match()
    await supporter.press("Details")
    supporter.sees("If you fear for someone: 911 (call). To talk it through: 9-8-8 (call or text).")
    supporter.sees(f"From Tuesday, September 8, 08:30: {ADVISER}.")


async def test_r77_where_there_is_no_adviser_the_lines_are_there(opens: Opens, tmp_path: Path) -> None:
    lines = DEMO.read_text(encoding="utf-8").splitlines(keepends=True)
    (advice,) = [line for line in lines if line.startswith("supporter_advice")]
    stage = await opens(programme=programme(tmp_path, (advice, "")))
    await stage.ask()
    supporter = await stage.match()
    await supporter.press("Details")
    supporter.sees("If you fear for someone: 911 (call). To talk it through: 9-8-8 (call or text).")
    assert "From " not in supporter.screen()


async def test_r77_where_no_line_is_named_for_danger_every_line_is_for_both(opens: Opens, tmp_path: Path) -> None:
    stage = await opens(programme=programme(tmp_path, ('id = "emergency"', 'id = "nine-one-one"')))
    await stage.ask()
    supporter = await stage.match()
    await supporter.press("Details")
    supporter.sees("If you fear for someone: 911 (call), 9-8-8 (call or text). To talk it through: Dr. Avery")


# --- what counsel wrote ----------------------------------------------------------------------------------------------


async def test_r46_before_send_everybody_reads_whether_asking_is_reported(opens: Opens, tmp_path: Path) -> None:
    stage = await opens()
    await stage.physician.press("Ask for a peer")
    stage.physician.sees("Nobody reports that you asked: this hospital is invented.")
    placeholder = await opens(programme=programme(tmp_path, ("Nobody reports", "PLACEHOLDER nobody reports")))
    await placeholder.physician.press("Ask for a peer")
    placeholder.physician.sees("Before you ask")
    assert "reports" not in placeholder.physician.screen()


@pytest.mark.parametrize("platform", ["slack"], indirect=True)
async def test_r46_where_two_sites_of_a_workspace_say_different_things_each_stands_under_its_name(under: Opens) -> None:
    other = 'reporting = { en = "Your chief is told.", fr = "Votre chef est avisé." }\n'
    stage = await under(more=f'{OTHER_SITE}slack_team = "{TEAM}"\n{other}')
    sky = stage.account("sky-invented")
    dialog = (await stage.house.engine.handle(Press("", sky, "en", "Dr. Sky Invented", verb="ask"))).dialog
    assert dialog is not None
    said = [Wording().text(block.words, "en") for block in dialog.blocks if isinstance(block, Paragraph)]
    assert said[-2:] == [
        "Lakeside Hospital (demo): Nobody reports that you asked: this hospital is invented.",
        "Hillside Hospital (demo): Your chief is told.",
    ]
