"""Site leaders meet (R55): a reminder that says nothing, and an agenda from figures that may be told."""

import re
from dataclasses import replace

from bot.core.people import Role
from tests.stage import Actor, Stage
from tests.stories.test_charts import _ended
from tests.stories.test_gatherings import _board, _plan

MEETING = "Site leaders meet (demo)"


async def _seated(stage: Stage, actor: Actor) -> None:
    await _plan(stage.coordinator, title=MEETING, kind="community", capacity="20")
    await _board(actor)
    await actor.press(MEETING)
    await actor.press("Keep me a seat")
    actor.close()


async def test_r55_the_reminder_opens_an_agenda_from_the_sites_figures(stage: Stage):
    casey = stage.coordinator
    await _ended(stage, late=11)
    await _seated(stage, casey)
    await stage.forward(24 * 13)
    assert casey.messages()[-1].words == "You have an update."

    await casey.press("Open")
    casey.sees(MEETING, "Requests that ended", "22", "Worth a talk", "matched within 48 h", "How are your supporters")
    assert not re.search(r"\b(11|50)\b", casey.screen())  # what was counted, and its share
    await casey.press("Gathering")
    casey.sees("Room 0")


async def test_what_is_too_small_is_in_no_agenda(stage: Stage):
    casey = stage.coordinator
    await _ended(stage, how_many=4)
    await _seated(stage, casey)
    await _board(casey)
    await casey.press(MEETING)
    await casey.press("Agenda")
    casey.sees("Not enough yet", "Please name nobody")
    for words in ("Worth a talk", "Going well", "Requests that ended"):
        assert words not in casey.screen()


async def test_a_lead_reads_it_too_and_others_have_no_way_to_it(stage: Stage):
    casey, ada, robin = stage.coordinator, stage.supporters[0], stage.physician
    await _ended(stage)
    await stage.rewrite(ada, roles=frozenset({Role.LEAD}))
    await _seated(stage, ada)
    await _board(ada)
    await ada.press(MEETING)
    await ada.press("Agenda")
    ada.sees("Going well")

    await _board(casey)
    await casey.press(MEETING)
    kept = casey.button("Agenda")
    await _board(robin)
    assert MEETING not in robin.buttons()
    robin.close()
    await robin.press_kept(replace(kept))
    assert "Going well" not in "\n".join([robin.screen(), *robin.chat()])
