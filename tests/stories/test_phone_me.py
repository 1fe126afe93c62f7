"""Please phone me (R22): a call-back by one tap and one line. Nobody who asked to be phoned waits in silence."""

from datetime import datetime, timedelta
from pathlib import Path

import pytest

from bot.surface import Submit
from tests.stage import CONTACT, MONDAY, Stage
from tests.stories.conftest import Opens
from tests.stories.phoning import PHONE, nobody_waits_for_the_phone_in_silence, nothing_stays, phone_me, says_yes
from tests.stories.traces import rows
from tests.stories.variants import DEMO


async def test_where_things_stand_tells_of_the_call(stage: Stage) -> None:
    """It said that nothing was kept, while a name and a number were."""
    robin = stage.physician
    await phone_me(stage)
    await robin.command("status")
    await robin.press("Open", back=0)
    robin.sees("A coordinator phones you.")
    assert "You have no open request" not in robin.screen()


async def test_a_tap_and_a_line_and_a_coordinator_phones(stage: Stage) -> None:
    robin, casey, devon = stage.physician, stage.coordinator, stage.deputy
    quiet = len(devon.messages())
    await robin.press("Phone instead")
    await robin.press("Please phone me")
    robin.sees(
        "By Monday, September 7, 16:30 they have phoned, or we tell you that nobody could.", "Both are erased when"
    )
    await robin.submit(contact="call me at home")
    assert robin.errors == {"contact": "Please give us the whole number, with its area code."}
    await robin.submit(contact=PHONE)
    robin.sees("A coordinator phones you. You hear from a person, or from us, by Monday, September 7, 16:30")
    robin.close()
    assert "somebody asks to be phoned" in casey.chat()[-1]
    assert PHONE not in "".join(casey.chat())
    assert len(devon.messages()) == quiet
    await casey.press("Open")
    casey.sees("Dr. Robin Fictional", PHONE, "This look is noted in the audit.")
    await casey.press("I have phoned")
    assert "is done. Thank you." in casey.notice
    assert "is done. Thank you." in casey.chat()[-1]
    await says_yes(stage)
    assert await rows(stage, "SELECT verb FROM audit") == [("call-seen",)]


async def test_a_call_back_is_there_beside_a_request_and_knows_its_number(stage: Stage) -> None:
    await stage.ask()
    robin = stage.physician
    await robin.press("Open")
    await robin.press("Phone instead")
    await robin.press("Please phone me")
    await robin.submit(contact=CONTACT)
    robin.close()
    await stage.match()  # the request goes on
    await stage.coordinator.press("Open")
    stage.coordinator.sees(CONTACT)
    await stage.coordinator.press("I have phoned")
    await stage.forward(31)
    await nothing_stays(stage)
    assert len(await stage.requests()) == 1


async def test_a_second_tap_shows_how_the_first_stands(stage: Stage) -> None:
    await phone_me(stage)
    await stage.physician.press("Phone instead")
    await stage.physician.press("Please phone me")
    stage.physician.sees("A coordinator phones you.")
    assert len(await rows(stage, "SELECT id FROM callback")) == 1


async def test_nobody_phones_and_the_deputy_is_told_and_then_the_one_who_waits(stage: Stage) -> None:
    robin, casey, devon = stage.physician, stage.coordinator, stage.deputy
    before = len(robin.messages())
    await phone_me(stage)
    await stage.forward(3)  # 13:00: half of the hours until half past four are not over yet
    assert "asks to be phoned" not in "".join(devon.chat())
    await stage.forward(1)
    assert "somebody asks to be phoned. It has waited for an answer." in devon.chat()[-1]
    assert len(robin.messages()) == before + 1  # the card behind which it is found
    await stage.forward(3)  # the hour that was promised to them, and no later
    assert len(robin.messages()) == before + 2
    assert "You have an update." in robin.chat()[-1]
    await nobody_waits_for_the_phone_in_silence(stage)
    await robin.press("Open")
    robin.sees("Nobody could phone you, and we are sorry.", "204-555-0142")
    robin.close()
    assert "A late call is still welcome." in casey.chat()[-1]
    await stage.forward(73)
    await nothing_stays(stage)
    assert "Nothing waits for you here right now." in robin.chat()[-1]
    assert "no longer needed" in casey.chat()[-1]


async def test_nobody_could_and_they_try_again(stage: Stage) -> None:
    robin = stage.physician
    await phone_me(stage)
    await stage.forward(48)
    await robin.press("Open")
    await robin.press("Please try again")
    await robin.submit(contact="204-555-0178")
    robin.sees("A coordinator phones you.")
    robin.close()
    assert "They ask you to try again." in stage.coordinator.chat()[-1]
    await stage.coordinator.press("Open")
    stage.coordinator.sees("204-555-0178")
    await stage.coordinator.press("I have phoned")
    await says_yes(stage)


async def test_a_coordinator_reaches_nobody_and_the_number_is_asked_about(stage: Stage) -> None:
    robin, casey = stage.physician, stage.coordinator
    await phone_me(stage)
    await casey.press("Open")
    old = casey.button("Could not reach")
    await casey.press("Could not reach")
    assert "We ask them if the number is right." in casey.notice
    await casey.press_kept(old)
    assert "moved on" in casey.notice
    await robin.press("Open")
    robin.sees("could not reach you. Is your number right?", "204-555-0142")
    await robin.press("Please try again")
    await robin.submit(contact="204-555-0178")
    robin.close()
    casey.close()
    await nobody_waits_for_the_phone_in_silence(stage)
    await casey.press("Open")
    casey.sees("204-555-0178")


async def test_nobody_reached_and_no_better_number_comes_to_an_end(stage: Stage) -> None:
    await phone_me(stage)
    await stage.coordinator.press("Open")
    await stage.coordinator.press("Could not reach")
    await stage.forward(72)
    await nothing_stays(stage)


async def test_it_is_no_longer_needed_and_whoever_was_told_hears_so(stage: Stage) -> None:
    robin, casey = stage.physician, stage.coordinator
    await phone_me(stage)
    kept = casey.button("Open")
    await robin.press("Phone instead")
    await robin.press("Please phone me")
    await robin.press("No longer needed")
    robin.sees("Nothing of it is kept here.")
    assert "no longer needed" in casey.chat()[-1]
    await casey.press_kept(kept)
    casey.sees("No open request needs you")
    assert PHONE not in casey.screen()
    await nothing_stays(stage)


async def test_a_corrected_number_is_said_to_whoever_was_told(stage: Stage) -> None:
    robin, casey = stage.physician, stage.coordinator
    await phone_me(stage)
    await robin.press("Phone instead")
    await robin.press("Please phone me")
    await robin.press("Correct my number")
    await robin.submit(contact="204-555-0178")
    assert "There is a new number." in casey.chat()[-1]
    await casey.press("Open")
    casey.sees("204-555-0178")


# --- through whom ----------------------------------------------------------------------------------------------------


async def test_not_through_this_coordinator(stage: Stage) -> None:
    """Rule 11: whoever is kept out sees no card, no number and no count of it, and no press of theirs opens it."""
    casey, devon = stage.coordinator, stage.deputy
    before = len(casey.messages())
    await phone_me(stage, not_through=[await stage.id_of(casey)])
    assert "somebody asks to be phoned" in devon.chat()[-1]
    opens = devon.button("Open")
    await stage.forward(72)
    assert len(casey.messages()) == before
    await casey.command("queue")
    await casey.press("Open")
    casey.sees("No open request needs you.")
    casey.close()
    await casey.press_kept(opens)
    casey.sees("No open request needs you")
    casey.close()
    assert PHONE not in casey.screen()


async def test_whoever_is_on_the_requests_list_does_not_phone_either(stage: Stage) -> None:
    casey, devon = stage.coordinator, stage.deputy
    await stage.ask(not_these=[casey.account.user])
    before = len(casey.messages())
    await phone_me(stage)
    assert len(casey.messages()) == before
    assert "somebody asks to be phoned" in devon.chat()[-1]


async def test_where_nobody_is_left_to_phone_they_hear_so_at_once_and_nothing_is_kept(stage: Stage) -> None:
    robin = stage.physician
    await robin.press("Phone instead")
    await robin.press("Please phone me")
    both = [await stage.id_of(stage.coordinator), await stage.id_of(stage.deputy)]
    await robin.submit(contact=PHONE, not_through=both)
    robin.sees("Nobody here can phone you right now, and nothing was kept.", "204-555-0142")
    await nothing_stays(stage)


async def test_a_coordinator_who_asks_is_phoned_by_the_other(stage: Stage) -> None:
    casey, devon = stage.coordinator, stage.deputy
    await phone_me(stage, casey)
    assert "asks to be phoned" not in "".join(casey.chat())
    assert "somebody asks to be phoned" in devon.chat()[-1]


@pytest.mark.parametrize("words", ["I have phoned", "Could not reach"])
async def test_only_whoever_may_phone_says_what_came_of_it(stage: Stage, words: str) -> None:
    await phone_me(stage)
    await stage.coordinator.press("Open")
    button = stage.coordinator.button(words)
    for stranger in (stage.physician, stage.supporters[0]):
        await stranger.press_kept(button)
        assert "not meant for you" in stranger.notice
    assert [state for (state,) in await rows(stage, "SELECT state FROM callback")] == ["asked"]


async def test_the_queue_shows_who_waits_for_the_phone_by_number(stage: Stage) -> None:
    await phone_me(stage)
    casey = stage.coordinator
    await casey.command("queue")
    await casey.press("Open")
    casey.sees("call asked for, 0 h. Next: phone them.")
    await casey.press(next(words for words in casey.buttons() if words.startswith("Show call")))
    casey.sees(PHONE)
    await casey.press("I have phoned")
    await says_yes(stage)
    await casey.command("queue")
    await casey.press("Open")
    casey.sees("No open request needs you.")


# --- the hours -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("hours", "asked", "by"),
    [  # in somebody's hours and soonest first: twelve for coordinator and deputy together
        ("mon-fri 08:30-16:30", MONDAY, "Monday, September 7, 16:30"),
        ("mon-fri 08:30-16:30", MONDAY - timedelta(hours=2), "Monday, September 7, 16:30"),
        ("mon-fri 08:30-16:30", MONDAY + timedelta(days=1, hours=5, minutes=20), "Wednesday, September 9, 10:30"),
        ("mon-fri 08:30-16:30", MONDAY + timedelta(days=6, hours=6, minutes=16), "Monday, September 14, 10:30"),
        ("mon-fri 07:00-23:00", MONDAY, "Monday, September 7, 22:00"),
        ("24/7", MONDAY + timedelta(days=5), "Saturday, September 12, 22:00"),
    ],
)
async def test_the_promise_keeps_to_the_hours_of_the_line(
    opens: Opens, tmp_path: Path, hours: str, asked: datetime, by: str
) -> None:
    programme = tmp_path / "hours.toml"
    text = DEMO.read_text(encoding="utf-8")
    programme.write_text(text.replace("mon-fri 08:30-16:30", hours, 1), encoding="utf-8")
    stage = await opens(programme=programme, at=asked)
    await stage.physician.press("Phone instead")
    await stage.physician.press("Please phone me")
    stage.physician.sees(f"By {by}")
    await stage.physician.submit(contact=PHONE)
    stage.physician.sees(f"by {by}")


async def test_where_the_line_says_nothing_of_people_the_quiet_hours_are_kept(opens: Opens, tmp_path: Path) -> None:
    """A line that is open day and night, and coordinators who sleep: the deputy is not told in the night either."""
    programme = tmp_path / "night.toml"
    text = DEMO.read_text(encoding="utf-8").replace("mon-fri 08:30-16:30", "24/7", 1)
    programme.write_text(text.replace('quiet_hours = ""', 'quiet_hours = "21:00-07:00"'), encoding="utf-8")
    stage = await opens(programme=programme, at=MONDAY + timedelta(hours=10))  # 20:00
    await stage.physician.press("Phone instead")
    await stage.physician.press("Please phone me")
    stage.physician.sees("By Tuesday, September 8, 09:00")
    await stage.physician.submit(contact=PHONE)
    stage.physician.close()
    await stage.forward(11.5)
    assert "asks to be phoned" not in "".join(stage.deputy.chat())
    await stage.forward(1)
    assert "It has waited for an answer." in stage.deputy.chat()[-1]
    quiet = len(stage.physician.messages())
    await stage.forward(1)
    assert len(stage.physician.messages()) == quiet + 1
    assert "You have an update." in stage.physician.chat()[-1]


# --- people on no roster ---------------------------------------------------------------------------------------------


async def test_somebody_on_no_roster_is_phoned_and_forgotten(stage: Stage) -> None:
    people = await rows(stage, "SELECT id FROM person ORDER BY id")
    stage.delivering = False  # a stranger to the playground has no screen there
    send = Submit("", stage.account("locum"), "en", "Dr. Visiting Locum", verb="call-send", values={"contact": PHONE})
    await stage.house.engine.handle(send)
    await stage.house.engine.handle(send)
    assert len(await rows(stage, "SELECT id FROM callback")) == 1
    stage.delivering = True
    await stage.settle()
    await stage.coordinator.press("Open")
    stage.coordinator.sees("Dr. Visiting Locum", PHONE)
    await stage.coordinator.press("I have phoned")
    await stage.forward(32)
    assert await rows(stage, "SELECT id FROM person ORDER BY id") == people
    await nothing_stays(stage)


async def test_whoever_stands_in_hears_of_a_call_at_once_and_who_is_away_may_still_look(stage: Stage) -> None:
    casey, devon = stage.coordinator, stage.deputy
    await phone_me(stage)
    quiet = len(devon.messages())
    await casey.command("away")
    assert len(devon.messages()) == quiet + 1
    devon.sees("Whoever would have phoned is away.")
    await casey.press("Open")
    casey.sees(PHONE)
    casey.close()
    await devon.press("Open")
    await devon.press("I have phoned")
    await says_yes(stage)
