"""How many came (R74): a coordinator writes down a number and a month, and nobody's name."""

from bot.core.report import Quarter
from bot.reporting import read_report
from tests.stage import Actor, Stage
from tests.stories.traces import rows

KEPT = "SELECT site, month, kind, outcome, number FROM tally ORDER BY outcome, number"


async def counts(actor: Actor, **values: str) -> None:
    actor.close()
    await actor.command("")
    await actor.press("More for you")
    await actor.press("Head counts")
    await actor.submit(**({"what": "booth", "month": "2026-09", "number": "40"} | values))


async def test_r74_a_booth_is_a_number_and_a_month(stage: Stage) -> None:
    casey = stage.coordinator
    await counts(casey)
    casey.sees("Written down for 2026-09: A booth, 40 people.")
    assert await rows(stage, KEPT) == [("demo", "2026-09", "heads", "booth", 40)]
    assert await rows(stage, "SELECT verb FROM audit") == []


async def test_what_is_no_number_is_sent_back_to_its_field(stage: Stage) -> None:
    casey = stage.coordinator
    for number in ("0", "-4", "many", "5001", "٤٠"):
        await counts(casey, number=number)
        assert set(casey.errors) == {"number"}, number
    assert await rows(stage, KEPT) == []


async def test_the_months_are_those_of_which_nothing_is_told_yet(stage: Stage) -> None:
    casey = stage.coordinator
    await casey.command("")
    await casey.press("More for you")
    await casey.press("Head counts")
    assert set(casey.fields()["month"]) == {"2026-07", "2026-08", "2026-09"}
    casey.close()
    await stage.forward(24 * 24)  # the first day of October, and the summer is not told yet
    await casey.command("")
    await casey.press("More for you")
    await casey.press("Head counts")
    assert set(casey.fields()["month"]) == {"2026-07", "2026-08", "2026-09", "2026-10"}


async def test_a_wrong_number_is_taken_back_once(stage: Stage) -> None:
    casey = stage.coordinator
    await counts(casey, number="400")
    back = casey.button("Take it back")
    await casey.press("Take it back")
    assert casey.notice == "Taken back. It counts for nothing."
    await casey.press_kept(back)
    assert casey.notice == "This is written down already. Thank you."
    assert await rows(stage, KEPT) == [
        ("demo", "2026-09", "heads", "booth", -400),
        ("demo", "2026-09", "heads", "booth", 400),
    ]


async def test_what_is_counted_stands_above_the_form_and_a_minus_takes_away_no_more_than_that(stage: Stage) -> None:
    """*Take it back* was on one screen only, and two coordinators could count one booth twice."""
    casey = stage.coordinator
    await counts(casey, number="20")
    casey.close()
    await casey.command("")
    await casey.press("More for you")
    await casey.press("Head counts")
    casey.sees("2026Q3 so far: A booth, 20.")
    await counts(casey, number="-21")
    assert "no more than is counted" in casey.errors["number"]
    await counts(casey, number="-20")
    await casey.press("Count another")
    assert "so far" not in casey.screen()


async def test_what_is_gone_already_cannot_be_taken_back_and_a_minus_can(stage: Stage) -> None:
    casey = stage.coordinator
    await counts(casey, number="20")
    first = casey.button("Take it back")
    await counts(casey, number="-20")
    await casey.press_kept(first)
    assert [number for *_, number in await rows(stage, KEPT)] == [-20, 20]
    await counts(casey, number="7")
    await counts(casey, number="-5")
    await casey.press("Take it back")
    assert sum(number for *_, number in await rows(stage, KEPT)) == 7


async def test_the_chat_tells_them_too(stage: Stage) -> None:
    """They stood in the report at the machine alone, and the coordinator read "Not enough yet"."""
    casey = stage.coordinator
    await counts(casey, number="40")
    await stage.forward(31 * 24)
    casey.close()
    await casey.command("report")
    await casey.press("Open")
    casey.sees("How many came, by a coordinator's count")
    assert "Not enough yet" not in casey.screen()


async def test_the_report_has_the_sum_of_what_was_counted(stage: Stage) -> None:
    casey = stage.coordinator
    await counts(casey, number="400")
    await casey.press("Take it back")
    for what, number in (("booth", "40"), ("group", "6"), ("group", "7"), ("presentation", "25")):
        await counts(casey, what=what, number=number)
    await stage.forward(31 * 24)
    told = await stage.read(
        lambda unit: read_report(unit.tallies, stage.house.programme, "demo", Quarter(2026, 3), 1, unit.now).of("heads")
    )
    assert [(cell.low, cell.high) for cell in told[0].cells] == [(13, 13), (25, 25), (40, 40)]
