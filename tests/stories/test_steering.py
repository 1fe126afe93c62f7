"""A coordinator's own hand (R17, R21, R33, R59): numbers first, names only to phone, every press authorised anew."""

from dataclasses import replace

import pytest

from bot.core.people import Role
from bot.surface import Press
from tests import carried
from tests.stage import CONTACT, Actor, Stage
from tests.stories.conftest import WEEKS, Opens
from tests.stories.traces import Counted, counted, nothing_leads_to_anybody, rows


async def needs_a_hand(stage: Stage) -> tuple[Actor, str]:
    """Nobody can be asked: Casey has a card. Returns Casey and the request's number."""
    for supporter in stage.supporters:
        await supporter.command("away")
    await stage.ask()
    return stage.coordinator, (await stage.requests())[0].number


async def test_r17_the_queue_and_a_number_open_what_the_card_opens_and_tell_no_name(stage: Stage) -> None:
    casey, number = await needs_a_hand(stage)
    await stage.forward(3)
    await casey.command("queue")
    casey.sees("The queue is behind “Open”.")
    await casey.press("Open")
    casey.sees(f"{number}: Looking for a supporter, 3 h")
    await casey.press(f"Show {number}")
    casey.sees("Looking for a supporter", "3 hours", "Dr. Ada Maple-Example: away")
    assert "Robin" not in casey.screen()
    casey.close()
    await casey.command("show", number.lower())
    casey.sees("You asked to see it.")


@pytest.mark.parametrize("word", ["queue", "show"])
async def test_the_queue_looks_the_same_to_everybody_and_opens_for_coordinators_only(stage: Stage, word: str) -> None:
    _, number = await needs_a_hand(stage)
    for stranger in (stage.physician, *stage.supporters):
        await stranger.command(word, number)
        if word == "show":
            assert stranger.notice == "No open request of yours has this number."
            continue
        await stranger.press("Open")
        assert "for coordinators" in stranger.notice
        assert not stranger.inside


async def test_a_number_that_nobody_has_and_one_that_is_closed_are_answered_alike(stage: Stage) -> None:
    casey, number = await needs_a_hand(stage)
    await stage.physician.press("Open")
    await stage.physician.press("Withdraw")
    await stage.physician.press("Yes, withdraw")
    for asked in (number, "ZZZZ", "'; DROP TABLE request"):
        await casey.command("show", asked)
        assert casey.notice == "No open request of yours has this number."


async def test_name_and_contact_are_for_phoning_and_every_look_is_noted(stage: Stage) -> None:
    casey, _ = await needs_a_hand(stage)
    await casey.press("Open")
    await casey.press("Name and contact")
    casey.sees("Dr. Robin Fictional", CONTACT, "This look is noted in the audit. Please keep no copy.")
    assert len(await rows(stage, "SELECT id FROM audit WHERE verb = 'contact-seen'")) == 1


async def test_a_word_without_a_number_opens_the_queue_or_says_what_is_missing(stage: Stage) -> None:
    """One that only looks or chooses leads to where the requests can be chosen from (F13)."""
    casey, number = await needs_a_hand(stage)
    for word in ("show", "match", "offer"):
        await casey.command(word)
        await casey.press("Open")
        casey.sees(f"{number}: Looking for a supporter")
        casey.close()
    for word in ("rematch", "close"):
        await casey.command(word)
        assert casey.notice == "Please type the number of the request behind the word."


@pytest.mark.parametrize(
    ("words", "outcome"),
    [
        ("Close: other support found", "handed_on"),
        ("Close: not reachable", "unreachable"),
        ("Close: nobody found", "unfilled"),
    ],
)
async def test_a_coordinator_closes_it_and_everybody_hears_so(stage: Stage, words: str, outcome: str) -> None:
    casey, _ = await needs_a_hand(stage)
    robin = stage.physician
    before = len(robin.messages())
    await casey.press("Open")
    old = casey.button("I will see to it")
    await casey.press("End this request")
    casey.sees("erased here")
    await casey.press(words)
    casey.sees(words, "It cannot be undone", "no message says how it ended")
    assert len(await stage.requests()) == 1
    await casey.press("Yes, close it")
    assert "is closed" in casey.notice
    await nothing_leads_to_anybody(stage)
    assert await counted(stage) == [Counted("request", outcome=outcome, conversation="0")]
    assert len(robin.messages()) == before + 1
    await robin.press("Open")
    robin.sees("Nothing is open here", "204-555-0142")
    await casey.press_kept(old)
    assert "This is closed" in casey.notice


@WEEKS
async def test_a_coordinator_who_has_phoned_says_so_and_nobody_is_told_that_nobody_was_found(stage: Stage) -> None:
    casey, _ = await needs_a_hand(stage)
    robin, devon = stage.physician, stage.deputy
    await casey.press("Open")
    await casey.press("I will see to it")
    casey.sees("Casey Sample contacts them by")
    await casey.press("I have contacted them")
    casey.lacks("I will see to it")
    casey.close()
    await robin.press("Open")
    robin.sees("We hear from Casey Sample that they have contacted you.")
    robin.close()
    before = len(robin.messages())
    await stage.forward(72)
    assert len(robin.messages()) == before + 1  # a day later they are asked whether that is so
    casey.sees("It is still open. Please end it when nothing more is needed.")
    devon.sees("It is still open.")
    await stage.forward(21 * 24)
    assert await counted(stage) == [Counted("request", outcome="handed_on", conversation="0")]


async def test_a_second_coordinator_sees_that_it_is_in_hand(stage: Stage) -> None:
    casey, _ = await needs_a_hand(stage)
    await casey.press("Open")
    kept = casey.button("I will see to it")
    await casey.press_kept(kept)
    before = len(stage.physician.messages())
    await casey.press_kept(kept)
    assert "has it in hand" in casey.notice
    assert len(stage.physician.messages()) == before


async def test_nobody_found_is_no_end_for_a_match(stage: Stage) -> None:
    await stage.ask()
    await stage.match()
    await stage.forward(72)
    casey = stage.coordinator
    await casey.press("Open")
    await casey.press("End this request")
    assert "Close: not reachable" in casey.buttons()
    casey.lacks("Close: nobody found")


async def test_no_press_closes_with_an_outcome_that_is_not_the_coordinators_to_give(stage: Stage) -> None:
    casey, _ = await needs_a_hand(stage)
    await casey.press("Open")
    await casey.press("End this request")
    button = casey.button("Close: nobody found")
    meant = carried.opened(button.token, button.verb, casey.account, stage.house)
    assert meant
    about, version = meant[0].partition(":")[0], meant[1]
    for outcome in ("withdrawn", "", "anything"):
        press = Press("", casey.account, verb=button.verb, token=f"{about}:{outcome}", version=version)
        await casey.press_kept(replace(button, token=carried.sealed(press, stage.house).token))
    assert len(await stage.requests()) == 1


async def test_r21_a_coordinator_chooses_by_hand_and_no_hard_rule_bends(under: Opens) -> None:
    stage = await under(match_by="coordinator")
    casey, _ = await needs_a_hand(stage)
    ada, _, sam = stage.supporters
    await ada.command("back")
    await sam.command("back")
    await casey.press("Open")
    old = casey.form()
    casey.close()
    await stage.rewrite(sam, evaluates_departments=frozenset({"family medicine"}))
    await casey.press("Open")
    await casey.press("Back")
    casey.sees("Dr. Ada Maple-Example: place 1", "Dr. Ines Exemple: away", "Dr. Sam Placeholder: not available")
    await casey.press("Choose a supporter")
    assert casey.fields()["supporter"] == [ada.name]
    form = casey.form()
    casey.returns_to(old)
    await casey.submit(supporter=await stage.id_of(sam))
    sam.lacks("Accept")
    casey.returns_to(form)
    await casey.submit(supporter=await stage.id_of(ada))
    assert stage.offered() is ada
    assert "Choose a supporter" not in casey.buttons()  # one offer at a time
    casey.returns_to(form)
    await casey.submit(supporter=await stage.id_of(ada))
    casey.sees("Looking for a supporter")


async def test_two_coordinators_see_that_one_of_them_has_it(stage: Stage) -> None:
    casey, _ = await needs_a_hand(stage)
    devon = stage.deputy
    await stage.forward(12)
    await devon.press("Open")
    await devon.press("I will see to it")
    assert "is in hand: somebody is seeing to it." in casey.chat()[-1]
    assert "is in hand: somebody is seeing to it." in devon.chat()[-1]


# --- the queue -----------------------------------------------------------------------------------------------------


async def test_each_line_of_the_queue_says_why_whose_it_is_and_what_comes_next(stage: Stage) -> None:
    casey, number = await needs_a_hand(stage)
    await casey.command("queue")
    await casey.press("Open")
    casey.sees(
        f"1. {number}: Looking for a supporter, 0 h of 36. Everybody who could help is busy or away. "
        "With Casey Sample until Monday, September 7, 22:00. Next: phone them."
    )
    await casey.press(f"I'll see to {number}")
    casey.sees("Casey Sample contacts them by")
    casey.close()
    await stage.deputy.command("queue")
    await stage.deputy.press("Open")
    stage.deputy.sees("Casey Sample contacts them by Monday, September 7, 22:00.")


async def test_one_press_asks_again_for_all_that_wait(stage: Stage) -> None:
    ada, ines, sam = stage.supporters
    await ines.command("away")
    await sam.command("away")
    await stage.ask()
    await stage.forward(30)  # her offer has lapsed, and she may not be asked again by itself yet
    ada.lacks("Accept")
    await stage.coordinator.command("queue")
    await stage.coordinator.press("Open")
    await stage.coordinator.press("Ask again for all that wait")
    assert stage.coordinator.notice == "We're asking again for 1 request."
    assert "Accept" in ada.buttons()
    assert len(await rows(stage, "SELECT id FROM audit WHERE verb = 'searched'")) == 1


async def test_a_sentence_about_oneself_stands_only_where_something_is_about_oneself(stage: Stage) -> None:
    casey = stage.coordinator
    await casey.command("supporter")
    await casey.press("Open")
    assert "what is about you" not in casey.screen()
    casey.close()
    sam = stage.supporters[2]
    await stage.rewrite(sam, roles=frozenset({Role.SUPPORTER, Role.COORDINATOR}))
    await sam.command("supporter")
    await sam.press("Open")
    sam.sees("Another coordinator takes care of what is about you.")


async def contacted(stage: Stage) -> Actor:
    """Casey says that they have contacted Robin, who is promised a question about it."""
    casey, _ = await needs_a_hand(stage)
    await casey.press("Open")
    await casey.press("I will see to it")
    await casey.press("I have contacted them")
    return casey


async def says_how_it_ended(casey: Actor, how: str = "Close: nobody found") -> None:
    await casey.press("End this request")
    await casey.press(how)
    casey.sees(how, "It cannot be undone")
    await casey.press("Yes, close it")


async def test_who_was_promised_a_question_is_asked_it_before_a_coordinator_ends_it(stage: Stage) -> None:
    casey, robin = await contacted(stage), stage.physician
    before = len(robin.messages())
    await says_how_it_ended(casey)
    casey.sees("They are asked whether it may end.")
    casey.lacks("End this request")
    casey.close()
    assert len(await stage.requests()) == 1
    assert len(robin.messages()) == before + 1
    await robin.press("Open")
    robin.sees("Casey Sample says that you were in contact and that no colleague was found", "204-555-0142")
    await robin.press("No, please keep it open")
    robin.close()
    casey.sees("They want it to stay open. Please get in touch.")
    await stage.forward(30)
    assert len(await stage.requests()) == 1


async def test_their_yes_ends_it(stage: Stage) -> None:
    casey, robin = await contacted(stage), stage.physician
    await says_how_it_ended(casey, "Close: other support found")
    await robin.press("Open")
    robin.sees("other support was found")
    await robin.press("Yes, end it")
    robin.sees("Your request is closed.")
    assert await counted(stage) == [Counted("request", outcome="handed_on", conversation="0")]


async def test_without_a_word_of_theirs_it_ends_a_day_later(stage: Stage) -> None:
    casey, robin = await contacted(stage), stage.physician
    await says_how_it_ended(casey)
    await stage.forward(34)
    assert await counted(stage) == [Counted("request", outcome="unfilled", conversation="0")]
    await robin.press("Open")
    robin.sees("A request ends when you, your colleague or a coordinator says so")


async def test_a_colleague_who_says_yes_meanwhile_makes_it_no_end(stage: Stage) -> None:
    casey = await contacted(stage)
    await says_how_it_ended(casey)
    casey.close()
    await stage.supporters[0].command("back")
    await stage.sweep()
    await stage.match()
    await stage.forward(48)
    assert [each.state for each in await stage.requests()] == ["matched"]
