"""What helps to say (R73): one card for any colleague, in the site's own words if it has some."""

from pathlib import Path

from tests.stage import Stage
from tests.stories.conftest import Opens
from tests.stories.traces import rows
from tests.wording.walking import programme


async def test_r73_what_helps_and_what_does_not_is_one_tap_away_for_everybody(stage: Stage) -> None:
    for actor in (stage.physician, stage.supporters[0], stage.coordinator):
        await actor.command("")
        await actor.press("More for you")
        await actor.press("What helps to say")
        actor.sees("You need no answer", "others have it worse", "You do not have to solve it.")
        assert "Lines and services" in actor.buttons()
        actor.close()
    assert await rows(stage, "SELECT verb FROM audit") == []


async def test_whoever_worries_finds_it_below_the_lines(stage: Stage) -> None:
    robin = stage.physician
    await robin.command("now")
    await robin.press("I am worried about a colleague right now")
    robin.sees("If they may be in danger, call now")
    await robin.press("What helps to say")
    robin.sees("You need no answer")


async def test_r73_the_sites_own_words_stand_in_their_place(opens: Opens, tmp_path: Path) -> None:
    own = 'what_helps = { en = "Bring tea.", fr = "Apportez du thé." }\ncontact_name ='
    stage = await opens(programme=programme(tmp_path, ("contact_name =", own)))
    robin = stage.physician
    await robin.command("")
    await robin.press("More for you")
    await robin.press("What helps to say")
    robin.sees("Bring tea.", "You do not have to solve it.")
    assert "others have it worse" not in robin.screen()
