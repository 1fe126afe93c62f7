"""What a physician reads on the way to Send and may tap afterwards (R01, R03, R11, R18)."""

from pathlib import Path

from tests.stage import CONTACT, Actor, Stage
from tests.stories.conftest import Opens
from tests.stories.traces import nothing_leads_to_anybody, rows
from tests.stories.variants import DEMO, OTHER_SITE

HEARD = "How did you hear of this?"


async def test_r01_the_first_card_says_what_it_is_in_one_breath(stage: Stage) -> None:
    robin = stage.physician
    card = robin.chat()[-1]
    for words in ("colleague", "One to one", "in confidence", "volunteer physician", "trained to listen"):
        assert words in card
    for words in ("No judgment", "no treatment", "need not explain anything"):
        assert words in card


async def test_r03_nobody_sends_without_having_read_what_it_is_not(stage: Stage) -> None:
    """It stands where the one line is typed: no press more than before."""
    robin = stage.physician
    await robin.press("Ask for a peer")
    await robin.press("Continue")
    robin.sees("not therapy, advice or treatment")
    assert robin.taps == 2
    await robin.submit(contact=CONTACT)
    robin.sees("Sent.")


async def test_r03_it_stands_in_french_too(stage: Stage) -> None:
    robin = stage.physician
    await robin.command("language", "fr")
    await robin.press("Demander un pair")
    await robin.press("Continuer")
    robin.sees("Ni thérapie, ni conseil, ni soin")


# --- how they heard of it ------------------------------------------------------------------------------------------


async def _sent(stage: Stage) -> Actor:
    robin = stage.physician
    await robin.press("Ask for a peer")
    await robin.press("Continue")
    await robin.submit(contact=CONTACT)
    return robin


async def test_r18_how_somebody_heard_of_it_is_counted_once_and_leads_to_nobody(stage: Stage) -> None:
    robin = await _sent(stage)
    await robin.press(HEARD)
    robin.sees("only counted, without your name")
    again = robin.button("A poster, card or web page")
    await robin.press("A colleague")
    assert robin.notice == "Thank you."
    await robin.press_kept(again)
    assert "have your answer already" in robin.notice
    columns = "site, month, kind, outcome, pathway, conversation, next"
    counted = await rows(stage, f"SELECT {columns} FROM tally WHERE kind = 'heard'")  # noqa: S608 - constants
    assert counted == [("", "2026-09", "heard", "colleague", "", "", "")]
    assert await rows(stage, "SELECT verb FROM audit WHERE verb LIKE '%heard%'") == []
    await robin.command("status")
    await robin.press("Open")
    await robin.press("Withdraw")
    await robin.press("Yes, withdraw")
    await nothing_leads_to_anybody(stage)


async def test_r18_whoever_is_tired_closes_it_and_nothing_is_counted(stage: Stage) -> None:
    robin = await _sent(stage)
    await robin.press(HEARD)
    await robin.press("Not now")
    assert await rows(stage, "SELECT kind FROM tally WHERE kind = 'heard'") == []
    (until,) = (await rows(stage, "SELECT until FROM ticket"))[0]
    assert until % (24 * 3600 * 1_000_000) == 0, "the ticket tells at which hour somebody asked"


async def test_r18_a_site_words_its_own_and_may_ask_nobody(opens: Opens, tmp_path: Path) -> None:
    text = DEMO.read_text(encoding="utf-8")
    own = 'heard = ["poster", { id = "association", en = "Doctors Lakeside", fr = "Médecins Lakeside" }]'
    for name, line in (("own", own), ("none", "heard = []")):
        (tmp_path / f"{name}.toml").write_text(
            text.replace("contact_name =", f"{line}\ncontact_name =", 1), encoding="utf-8"
        )
    robin = await _sent(await opens(programme=tmp_path / "own.toml"))
    await robin.press(HEARD)
    assert robin.buttons() == ["A poster, card or web page", "Doctors Lakeside", "Not now"]
    robin = await _sent(await opens(programme=tmp_path / "none.toml"))
    assert HEARD not in robin.buttons()


async def test_r18_the_labels_are_those_of_the_site_that_was_asked(under: Opens) -> None:
    """The roster says something else of them between Send and the tap."""
    stage = await under(more=f'{OTHER_SITE}heard = ["meeting"]\n')
    robin = await _sent(stage)
    ask = robin.button(HEARD)
    await stage.rewrite(robin, site="other")
    await robin.press_kept(ask)
    assert "A colleague" in robin.buttons()
    assert len(robin.buttons()) > 2
    await robin.press("A colleague")
    assert robin.notice == "Thank you."


# --- what they found here ------------------------------------------------------------------------------------------


async def _done(stage: Stage) -> Actor:
    await stage.ask()
    supporter = await stage.match()
    await supporter.press("We're in touch")
    supporter.close()
    robin = stage.physician
    await robin.press("Open")
    await robin.press("More")
    await robin.press("We are done")
    await robin.press("Yes, we are done")
    return robin


async def test_r11_one_more_tap_names_one_of_the_five_goals_and_is_linked_to_nothing(stage: Stage) -> None:
    robin = await _done(stage)
    await robin.press("Yes")
    robin.sees("One more tap, if you like, without your name")
    goals = ["A safe place to talk", "Someone who listened", "Strengths of my own", "A way to other help"]
    assert robin.buttons() == [*goals, "Being part of a community", "None of these", "Not now"]
    second = robin.button("None of these")
    await robin.press("Strengths of my own")
    assert robin.notice == "Thank you."
    await robin.press_kept(second)
    assert "have your answer already" in robin.notice
    columns = "site, month, kind, outcome, pathway"
    counted = await rows(stage, f"SELECT {columns} FROM tally WHERE kind = 'goal'")  # noqa: S608 - constants
    assert counted == [("", "2026-09", "goal", "strengths", "")]
    assert await rows(stage, "SELECT answer FROM useful") == [("yes",)]
    await nothing_leads_to_anybody(stage)


async def test_r11_whoever_skips_the_first_is_not_asked_a_second(stage: Stage) -> None:
    robin = await _done(stage)
    await robin.press("Skip")
    assert not robin.inside
    assert await rows(stage, "SELECT kind FROM tally WHERE kind = 'goal'") == []
