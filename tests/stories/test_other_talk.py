"""A talk that nobody arranged here (R74): three taps, no person in it, and reports tell it apart."""

from bot.core.report import Quarter
from bot.reporting import read_report
from tests.stage import Actor, Stage
from tests.stories.traces import Counted, counted, rows


async def had_a_talk(actor: Actor, *answers: str) -> None:
    actor.close()
    await actor.command("log")
    await actor.press("Open")
    for answer in answers:
        await actor.press(answer)


async def test_r74_a_corridor_talk_is_three_taps_and_a_number(stage: Stage) -> None:
    ada = stage.supporters[0]
    await had_a_talk(ada)
    ada.sees("Step 1 of 3", "that nobody arranged here")
    await ada.press("Yes, under 30 minutes")
    ada.sees("Step 2 of 3", "Did you feel able")
    await ada.press("Mostly")
    ada.sees("Step 3 of 3", "What next?")
    ada.lacks("Hand over")
    assert await counted(stage) == []
    await ada.press("Done, and I pointed to other support")
    ada.sees("Saved")
    assert "I would like a debrief" in ada.buttons()
    assert await counted(stage) == [Counted("talk", took_place="under_30", able="mostly", next="pointed")]
    assert await rows(stage, "SELECT site, month, pathway FROM tally") == [("demo", "2026-09", "")]
    assert await rows(stage, "SELECT verb FROM audit") == []


async def test_a_third_tap_twice_saves_once_and_two_talks_are_two(stage: Stage) -> None:
    ada = stage.supporters[0]
    await had_a_talk(ada, "Yes, over 60 minutes", "Fully")
    again = ada.button("We are done")
    await ada.press("We are done")
    ada.close()
    await ada.press_kept(again)
    assert ada.notice == "We have your answers already. Thank you."
    await had_a_talk(ada, "Yes, 30 to 60 minutes", "Partly", "Another conversation")
    assert len(await counted(stage)) == 2


async def test_back_leads_to_the_question_before(stage: Stage) -> None:
    ada = stage.supporters[0]
    await had_a_talk(ada, "Yes, over 60 minutes", "Fully", "Back")
    ada.sees("Step 2 of 3")
    await ada.press("Back")
    ada.sees("Step 1 of 3")
    for answer in ("Yes, under 30 minutes", "Rather not say", "We are done"):
        await ada.press(answer)
    assert await counted(stage) == [Counted("talk", took_place="under_30", able="rather_not_say", next="done")]


async def test_it_is_the_supporters_and_stands_among_their_own_ways(stage: Stage) -> None:
    robin, ada = stage.physician, stage.supporters[0]
    await had_a_talk(robin)
    assert robin.notice.startswith("This part is for supporters.")
    await ada.command("")
    await ada.press("More for you")
    await ada.press("I had a talk")
    ada.sees("Step 1 of 3")


async def test_the_report_tells_them_apart_from_what_was_arranged(stage: Stage) -> None:
    for supporter in stage.supporters[:2]:
        for _ in range(3):
            await had_a_talk(supporter, "Yes, under 30 minutes", "Mostly", "We are done")
    await stage.forward(31 * 24)

    def read(unit):
        found = read_report(unit.tallies, stage.house.programme, "demo", Quarter(2026, 3), 1, unit.now)
        return {each.table: each.base for each in found.figures}

    told = await stage.read(read)
    assert (told["talks"].low, told["talks"].high) == (6, 6)
    assert "requests" not in told
    assert "able" not in told
