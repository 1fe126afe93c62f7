"""What is kept for a time goes by itself once it is over, and not when the next of its kind happens to be written."""

from datetime import timedelta
from typing import Any

from bot.core.request import AT_THE_MACHINE, OUTSIDE
from bot.ports.records import Planned, Purpose
from bot.surface import Button, Card, Paragraph, Verbatim
from tests.stage import Stage
from tests.stories.conftest import ON_PLAYGROUND
from tests.stories.traces import rows

TABLES = ("ticket", "mark", "meaning", "gathering", "seat", "erased", "audit")


async def _filled(stage: Stage) -> None:
    """One of each that is over in an hour or a day."""
    now = stage.now
    card = Card(
        (Paragraph(Verbatim("a word")),), (Button(Verbatim("Open"), "offer-accept", "x"),), footer=Verbatim("911")
    )

    def fill(unit: Any) -> None:
        unit.ledger.issue_ticket(Purpose.USEFUL, now + timedelta(hours=1))
        unit.marks.put("asked", "somebody", now + timedelta(hours=1))
        unit.values.answer(card, stage.physician.account, now)
        planned = unit.gatherings.plan(
            Planned("", "demo", now + timedelta(hours=1), "Talk", "community", False, "here", "", None)
        )
        unit.gatherings.take_seat(planned.id, planned.starts_at, "somebody", None)
        unit.erasures.remember({"0" * 16: int((now + timedelta(hours=1)).timestamp() * 1_000_000)})
        for site in ("demo", OUTSIDE, AT_THE_MACHINE):
            unit.ledger.note("looked", site=site)

    await stage.read(fill)


async def _kept(stage: Stage) -> set[str]:
    return {table for table in TABLES if await rows(stage, f"SELECT * FROM {table}")}  # noqa: S608 - ours


@ON_PLAYGROUND
async def test_a_year_later_nothing_of_it_is_left_though_nobody_did_anything(stage: Stage) -> None:
    await _filled(stage)
    assert await _kept(stage) == set(TABLES)
    stage.clock.forward(timedelta(days=800))
    stage.house.deadlines._kept_house = None  # an hour has passed for the machine too
    await stage.sweep()
    assert await _kept(stage) == set()
