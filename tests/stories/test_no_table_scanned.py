"""A supporter's Yes costs the same however many wait: no statement of it reads a table from end to end."""

from tests.stage import Stage
from tests.stories.conftest import ON_PLAYGROUND
from tests.stories.traces import transactions


@ON_PLAYGROUND
async def test_a_yes_and_a_confirmed_match_read_what_they_are_about_and_nothing_else(stage: Stage) -> None:
    await stage.ask()
    supporter = stage.offered()
    async with transactions(stage) as seen:
        await supporter.press("Accept")
        await supporter.press("No, confirm")
    asks = ("SELECT", "UPDATE", "DELETE")
    pressed = [transaction for transaction in seen if any("INTO inbox " in each for each in transaction)]
    statements = [each for transaction in pressed for each in transaction if each.startswith(asks)]
    assert len(pressed) == 2
    with stage.house.database.engine.connect() as connection:
        plans = {each: connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {each}").all() for each in statements}
    scans = [(each, row[-1]) for each, plan in plans.items() for row in plan if row[-1].startswith("SCAN")]
    assert scans == []
