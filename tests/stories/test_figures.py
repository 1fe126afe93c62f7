"""The figures in the chat: for whoever may read them, suppressed, and once a quarter by a card."""

from dataclasses import replace

from bot.core.people import Role
from tests.stage import Actor, Stage


async def _report(actor: Actor) -> None:
    actor.close()
    await actor.command("report")
    await actor.press("Open")


async def test_r65_a_coordinator_reads_figures_in_which_one_request_is_not_told(stage: Stage):
    await stage.ask()
    await stage.physician.press("Open")
    await stage.physician.press("Withdraw")
    await stage.physician.press("Yes, withdraw")
    stage.physician.close()
    await _report(stage.coordinator)
    stage.coordinator.sees("Not enough yet", "Counts under 5 are not told")


async def test_r49_nobody_else_reads_them_and_the_card_is_the_same(stage: Stage):
    robin, casey = stage.physician, stage.coordinator
    await casey.command("report")
    await robin.command("report")
    assert casey.chat()[-1] == robin.chat()[-1]
    await robin.press("Open")
    assert robin.notice
    assert robin.screen() == ""


async def test_r60_a_lead_reads_figures_and_no_request(stage: Stage):
    ada = stage.supporters[0]
    await stage.rewrite(ada, roles=frozenset({Role.LEAD}))
    await _report(ada)
    ada.sees("Not enough yet")
    ada.close()
    await ada.command("queue")
    await ada.press("Open")
    assert ada.notice


async def test_r65_once_a_quarter_coordinators_get_a_card(stage: Stage):
    await stage.house.deadlines.keep_quarters()
    casey, robin = stage.coordinator, stage.physician
    before = len(robin.messages())
    await stage.forward(24 * 30)
    casey.sees("The figures up to 2026Q3 are ready.")
    assert len(robin.messages()) == before
    await casey.press("Open")
    casey.sees("Not enough yet")
    casey.close()
    await stage.forward(24 * 92)
    casey.sees("The figures up to 2026Q4 are ready.")


async def test_r35_load_is_counted_as_a_band_and_names_nobody(stage: Stage):
    await stage.house.deadlines.keep_quarters()
    ada = stage.supporters[0]
    person = await stage.id_of(ada)
    busy = await stage.read(lambda unit: unit.people.get(person))
    days = tuple(stage.now.date() for _ in range(9))
    await stage.read(lambda unit: unit.people.save_standing(person, replace(busy.standing, matches=days)))
    await stage.forward(24 * 30)
    rows = await stage.read(lambda unit: unit.tallies.rows("demo"))
    assert sorted(row.outcome for row in rows if row.kind == "load") == ["0", "0", "8+"]
