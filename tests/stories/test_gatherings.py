"""Gatherings: a board that fits the reader, a seat that nobody can list, a reminder that says nothing."""

from datetime import UTC, datetime

from tests.stage import Actor, Stage
from tests.stories.conftest import ON_PLAYGROUND, Opens

DEBRIEF = "Debrief group for supporters (demo)"
COFFEE = "Coffee on Thursdays (demo)"


async def _board(actor: Actor) -> None:
    actor.close()
    await actor.command("gatherings")
    await actor.press("Open")


async def test_r62_everybody_sees_the_same_card_and_their_own_board(stage: Stage):
    ada, robin = stage.supporters[0], stage.physician
    await ada.command("gatherings")
    await robin.command("gatherings")
    assert ada.chat()[-1] == robin.chat()[-1]

    await ada.press("Open")
    assert DEBRIEF in ada.buttons()
    await robin.press("Open")
    assert DEBRIEF not in robin.buttons()
    assert COFFEE in robin.buttons()


async def test_r63_where_nobody_counts_seats_a_reminder_is_set_and_comes_the_day_before(stage: Stage):
    robin = stage.physician
    await _board(robin)
    await robin.press(COFFEE)
    robin.sees("Thursday, September 10, 12:15", "Café Nowhere, which is invented")
    robin.lacks("Keep me a seat")
    await robin.press("Remind me")
    robin.sees("You asked for a reminder.")
    robin.close()
    before = len(robin.messages())
    await stage.forward(48)
    assert len(robin.messages()) == before
    await stage.forward(3)
    assert len(robin.messages()) == before + 1
    assert "Coffee" not in robin.chat()[-1]
    await robin.press("Open")
    robin.sees(COFFEE)


async def test_the_board_leads_back_to_where_it_was_opened(stage: Stage):
    robin = stage.physician
    for words in ("Lines and services", "Other peer support and groups", "Gatherings", "Back"):
        await robin.press(words)
    robin.sees("Other peer support and groups", "Physicians at Risk")
    robin.close()
    for words in ("More for you", "Gatherings", COFFEE, "All gatherings", "Back"):
        await robin.press(words)
    robin.sees("More for you", "These are here for everybody.")
    await _board(robin)
    await robin.press("Back")
    robin.sees("These are here for everybody.")


async def test_r54_a_supporter_keeps_a_seat_and_is_reminded_by_a_card_that_says_nothing(stage: Stage):
    ada = stage.supporters[0]
    await _board(ada)
    await ada.press(DEBRIEF)
    ada.sees("8 left", "Room 0")
    assert "example.org/demo-debrief" not in ada.screen()
    await ada.press("Keep me a seat")
    ada.sees("7 left", "https://example.org/demo-debrief")
    ada.close()

    await stage.forward(24 * 7)

    ada.sees("You have an update.")
    assert "Debrief" not in ada.chat()[-1]


async def test_with_less_than_a_day_to_go_the_reminder_comes_soon_and_nobody_was_told_a_day(stage: Stage):
    casey, ada = stage.coordinator, stage.supporters[0]
    evening = stage.now.replace(hour=22, minute=0)
    await _plan(casey, day=evening.date().isoformat(), hour="20:00", capacity="4")
    await _board(ada)
    await ada.press("Coffee (demo)")
    await ada.press("Keep me a seat")
    assert ada.notice == "Your seat is kept. We remind you before it begins."
    ada.close()
    await stage.forward(0.1)
    ada.sees("You have an update.")


async def test_a_seat_that_was_given_back_reminds_of_nothing(stage: Stage):
    ada = stage.supporters[0]
    await _board(ada)
    await ada.press(DEBRIEF)
    await ada.press("Keep me a seat")
    await ada.press("Give my seat back")
    ada.sees("8 left")
    ada.close()
    before = len(ada.chat())

    await stage.forward(24 * 7)

    assert len(ada.chat()) == before


async def test_no_two_get_the_last_seat(stage: Stage):
    casey, ada, ines = stage.coordinator, *stage.supporters[:2]
    await _plan(casey, title="One chair (demo)", capacity="1")
    for each in (ada, ines):
        await _board(each)
        await each.press("One chair (demo)")
    await ada.press("Keep me a seat")
    await ines.press("Keep me a seat")
    assert ines.notice == "All seats were taken just now."
    ines.sees("all are taken")


async def _plan(actor: Actor, **values: str) -> None:
    actor.close()
    await actor.command("gathering")
    await actor.press("Open")
    start = {"title": "Coffee (demo)", "kind": "group", "day": "2026-09-20", "hour": "17:30", "where": "Room 0"}
    await actor.submit(**(start | values))


async def test_a_coordinator_plans_one_and_takes_it_down_and_the_seated_are_told_neutrally(stage: Stage):
    casey, robin = stage.coordinator, stage.physician
    await _plan(casey)
    casey.sees("hangs on the board")
    await _board(robin)
    await robin.press("Coffee (demo)")
    robin.sees("Sunday, September 20, 17:30")
    await robin.press("Remind me")
    robin.close()

    await casey.press("Coffee (demo)")
    await casey.press("Take it down")
    casey.lacks("Coffee (demo)")

    robin.sees("You have an update.")
    assert "Coffee" not in robin.chat()[-1]
    await robin.press("Open")
    robin.sees("A gathering that you had in mind was taken down.")


async def test_what_is_no_day_is_told_at_its_field(stage: Stage):
    casey = stage.coordinator
    await _plan(casey, day="soon", link="ftp://example.org", capacity="many")
    assert set(casey.errors) == {"hour", "link", "capacity"}
    await _plan(casey, day="2020-01-01")
    assert set(casey.errors) == {"day"}


async def test_only_coordinators_plan_and_only_at_their_own_board(stage: Stage):
    ada = stage.supporters[0]
    await ada.command("gathering")
    await ada.press("Open")
    ada.lacks("Plan a gathering")
    ada.sees(DEBRIEF)  # who plans none came for what is planned
    ada.lacks("Hang it up")


async def test_a_weekly_one_comes_again_with_free_seats(stage: Stage):
    ada = stage.supporters[0]
    await _board(ada)
    await ada.press(DEBRIEF)
    await ada.press("Keep me a seat")
    ada.close()
    await stage.forward(24 * 8)
    await _board(ada)
    await ada.press(DEBRIEF)
    ada.sees("8 left")


async def test_nobody_can_list_who_comes(stage: Stage):
    """R62: neither the table nor the coordinator's board says whose a seat is."""
    ada = stage.supporters[0]
    await _board(ada)
    await ada.press(DEBRIEF)
    await ada.press("Keep me a seat")
    person = await stage.id_of(ada)

    def raw(unit):
        from storage.database.sql import Sql

        return str(unit.link.all(Sql("SELECT gathering, person_index, person FROM seat")))

    assert person not in await stage.read(raw)
    await _board(stage.coordinator)
    await stage.coordinator.press(DEBRIEF)
    assert ada.name not in stage.coordinator.screen()


@ON_PLAYGROUND
async def test_a_weekly_one_keeps_its_hour_over_a_change_of_clocks(under: Opens):
    """On March 14, 2027 the clocks of Toronto are moved on: half past five stays half past five."""
    stage = await under(at=datetime(2027, 3, 9, 15, tzinfo=UTC), zone="America/Toronto")
    casey, ada = stage.coordinator, stage.supporters[0]
    await _plan(casey, title="Evening round", kind="debrief", day="2027-03-11", hour="17:30", weekly="yes")
    casey.close()
    await stage.forward(24 * 3)  # Friday, the next one is after the change
    await _board(ada)
    ada.sees("Evening round", "17:30")
    await ada.press("Evening round")
    ada.sees("Thursday, March 18, 17:30")
    await ada.press("Remind me")
    ada.close()
    before = len(ada.messages())
    await stage.forward(24 * 5 + 6.4)  # Wednesday, 17:24 by the new clock
    assert len(ada.messages()) == before
    await stage.forward(0.2)
    assert len(ada.messages()) == before + 1, "the day before, at the same hour"
    await ada.press("Open")
    ada.sees("Evening round", "Thursday, March 18, 17:30")
