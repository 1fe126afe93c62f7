"""Into the role (R43, R50, R51): offered or suggested, a coordinator's yes, training, the agreement; then asked."""

from pathlib import Path

import pytest

from bot.core.people import Joining, Role, Standing
from bot.flows.supporter import suggestions
from tests.stage import Actor, Stage
from tests.stories.conftest import WEEKS, Opens
from tests.stories.traces import rows, transactions
from tests.stories.variants import DEMO, OTHER_SITE

AGREED = "agreed"
HELP = "I would like to help"


SITE_TEXT = 'commitments = { en = "You come to the spring meeting.", fr = "Vous venez à la rencontre du printemps." }'


@pytest.fixture
async def newer(opens: Opens, tmp_path: Path) -> Stage:
    """The programme has a new agreement, and its site a text of its own beside it."""
    text = DEMO.read_text(encoding="utf-8").replace('agreement_version = "demo-1"', 'agreement_version = "demo-2"')
    path = tmp_path / "newer.toml"
    path.write_text(text.replace('deputy = "devon', f'{SITE_TEXT}\ndeputy = "devon'), encoding="utf-8")
    return await opens(programme=path)


async def offers_to_help(actor: Actor) -> None:
    await goes_to(actor, "profile")
    await actor.press(HELP)
    actor.sees("Thank you for your offer. A coordinator will look at it")
    actor.close()


async def goes_to(actor: Actor, word: str) -> None:
    actor.close()
    await actor.command(word)
    await actor.press("Open")


async def looks_at(coordinator: Actor, somebody: Actor) -> None:
    """The coordinator picks them in a dialog."""
    await goes_to(coordinator, "supporter")
    await coordinator.submit(person=await coordinator.stage.id_of(somebody))


async def says(coordinator: Actor, somebody: Actor, words: str) -> None:
    await looks_at(coordinator, somebody)
    await coordinator.press(words)
    coordinator.close()


async def records(coordinator: Actor, somebody: Actor, hours: str = "4", **more: str) -> None:
    await looks_at(coordinator, somebody)
    await coordinator.press("Record training")
    known = {"day": "2026-09-07", "kind": "initial", "refresher": ""}
    await coordinator.submit(hours=hours, **(known | more))


async def signs(actor: Actor) -> None:
    await goes_to(actor, "profile")
    await actor.press("Read and sign")
    await actor.submit(agreed="yes")
    assert "You have signed" in actor.notice + actor.screen()
    actor.close()


async def only_robin_could_be_asked(stage: Stage) -> None:
    """Ines asks, and nobody else is there."""
    ada, ines, sam = stage.supporters
    await ada.command("away")
    await sam.command("away")
    await ines.press("Ask for a peer")
    await ines.press("Continue")
    await ines.submit(contact="204-555-0177")
    ines.close()


# --- the whole way -------------------------------------------------------------------------------------------------


async def test_somebody_offers_is_trained_signs_and_is_asked_not_before(stage: Stage) -> None:
    robin, casey = stage.physician, stage.coordinator
    await offers_to_help(robin)
    casey.sees("Someone may become a supporter.")
    await only_robin_could_be_asked(stage)
    await says(casey, robin, "Say yes")
    robin.sees("You have an update.")
    await goes_to(robin, "profile")
    robin.sees("You are not asked yet.", "Requests: none yet", "Training: 0 of 4 h", "Agreement: not signed yet")
    await casey.press("Open", back=1)  # the request that nobody can take
    casey.sees("Dr. Robin Fictional: agreement not signed")
    casey.close()
    await records(casey, robin, hours="2.5")
    await signs(robin)
    await goes_to(robin, "profile")
    robin.sees("You are not asked yet.", "Training: 2.5 of 4 h", "signed on Monday, September 7, 2026")
    await records(casey, robin, hours="1,5")
    casey.sees("Training: 4 of 4 h")
    await goes_to(robin, "profile")
    robin.sees("You can be asked.")
    robin.close()
    await stage.supporters[1].press("Open")
    await stage.supporters[1].press("Withdraw")
    await stage.supporters[1].press("Yes, withdraw")
    robin.lacks("Accept")
    await only_robin_could_be_asked_again(stage)
    assert "Accept" in robin.buttons()


async def only_robin_could_be_asked_again(stage: Stage) -> None:
    ines = stage.supporters[1]
    await ines.press("Ask again")
    await ines.press("Continue")
    await ines.submit(contact="204-555-0177")


async def test_a_coordinator_says_not_now_and_the_volunteer_hears_it_kindly(stage: Stage) -> None:
    robin, casey = stage.physician, stage.coordinator
    await offers_to_help(robin)
    await says(casey, robin, "Not now")
    assert_at_rest(casey)
    await robin.press("Open")
    robin.sees("It does not fit right now. You can offer again later.")
    await robin.press(HELP)
    casey.sees("Someone may become a supporter.")


async def test_an_offer_can_be_taken_back_and_the_coordinators_card_is_at_rest(stage: Stage) -> None:
    robin, casey = stage.physician, stage.coordinator
    await offers_to_help(robin)
    await goes_to(robin, "profile")
    await robin.press("Take it back")
    assert HELP in robin.buttons()
    assert_at_rest(casey)
    assert await rows(stage, "SELECT kind FROM deadline WHERE person IS NOT NULL") == []


async def test_a_volunteer_is_not_left_waiting_in_silence(stage: Stage) -> None:
    robin, casey = stage.physician, stage.coordinator
    await offers_to_help(robin)
    before = len(casey.messages())
    await stage.forward(7 * 24)
    assert len(casey.messages()) == before + 1
    await stage.forward(7 * 24)
    assert len(casey.messages()) == before + 2


# --- suggested -----------------------------------------------------------------------------------------------------


async def suggests(actor: Actor, somebody: Actor) -> None:
    """And it is weighed."""
    await goes_to(actor, "supporters")
    if "Our supporters" in actor.buttons():  # what a coordinator sees first
        await actor.press("Our supporters")
    await actor.press("Suggest a colleague")
    await actor.submit(colleague=[somebody.account.user])
    actor.sees("Thank you. If they are on the list, a coordinator will look at it.")
    actor.close()
    await actor.stage.sweep()


async def test_a_colleague_is_suggested_and_asked_only_after_a_coordinators_yes(stage: Stage) -> None:
    robin, casey, devon = stage.physician, stage.coordinator, stage.deputy
    before = len(robin.messages())
    await suggests(devon, robin)
    assert len(robin.messages()) == before
    await goes_to(robin, "profile")
    assert HELP in robin.buttons()  # nothing tells that somebody thought of them
    robin.close()
    await looks_at(casey, robin)
    casey.sees("A colleague thinks they would be a good supporter. They do not know of it yet.")
    await casey.press("Say yes")
    casey.sees("They have been asked, and have not answered yet.")
    casey.close()
    await robin.press("Open")
    robin.sees("A colleague thinks that you would be good at this")
    await robin.press("Yes, gladly")
    robin.sees("You are not asked yet.")
    assert await has_role(stage, robin)


async def test_no_thanks_keeps_nothing(stage: Stage) -> None:
    robin, casey, devon = stage.physician, stage.coordinator, stage.deputy
    fresh = await standing(stage, robin)
    await suggests(devon, robin)
    await says(casey, robin, "Say yes")
    await robin.press("Open")
    await robin.press("No thanks")
    assert "Nothing of it is kept." in robin.notice
    assert await standing(stage, robin) == fresh
    assert await rows(stage, "SELECT kind FROM deadline WHERE person IS NOT NULL") == []


async def test_one_who_was_suggested_and_never_answers_is_forgotten(stage: Stage) -> None:
    robin, casey, devon = stage.physician, stage.coordinator, stage.deputy
    fresh = await standing(stage, robin)
    await suggests(devon, robin)
    await says(casey, robin, "Say yes")
    await stage.forward(8 * 24)
    assert await standing(stage, robin) == fresh


async def test_a_coordinators_no_to_a_suggestion_never_reaches_the_one_it_was_about(stage: Stage) -> None:
    robin, casey, devon = stage.physician, stage.coordinator, stage.deputy
    before = len(robin.messages())
    await suggests(devon, robin)
    await says(casey, robin, "Not now")
    assert len(robin.messages()) == before
    await goes_to(robin, "profile")
    assert HELP in robin.buttons()


async def test_the_answer_to_a_suggestion_does_not_tell_who_is_in_the_role(stage: Stage) -> None:
    devon, ada = stage.deputy, stage.supporters[0]
    before = len(stage.coordinator.messages())
    await suggests(devon, ada)
    assert len(stage.coordinator.messages()) == before


async def test_what_the_one_who_suggests_waits_for_is_the_same_whoever_was_picked(stage: Stage) -> None:
    """Known or not was told by 13 ms (A14): the press looks nobody up, and writes the same rows for all."""
    robin, ada, devon = stage.physician, stage.supporters[0], stage.deputy
    written: list[object] = []
    for colleague in (robin.account.user, ada.account.user, "U0NOBODY"):
        await goes_to(devon, "supporters")
        await devon.press("Our supporters")
        await devon.press("Suggest a colleague")
        async with transactions(stage) as seen:
            await devon.submit(colleague=[colleague])
        devon.close()
        (sent,) = [each for each in seen if any("INSERT INTO nomination" in statement for statement in each)]
        written.append([statement[:30] for statement in sent])
    assert written[0] == written[1] == written[2]


async def test_nobody_suggests_without_end(stage: Stage) -> None:
    """A stranger of the workspace could name everybody (A13)."""
    robin, casey, devon = stage.physician, stage.coordinator, stage.deputy
    for _ in range(suggestions.MOST):
        await suggests(devon, stage.supporters[0])
    await suggests(devon, robin)
    await goes_to(casey, "supporter")
    assert await standing(stage, robin) == Standing()
    await stage.forward(24 * suggestions.WITHIN_DAYS + 1)
    await suggests(devon, robin)
    assert (await standing(stage, robin)).joining is Joining.SUGGESTED


async def test_a_suggestion_is_forgotten_once_it_was_weighed(stage: Stage) -> None:
    await suggests(stage.deputy, stage.physician)
    assert await rows(stage, "SELECT id FROM nomination") == []
    assert await rows(stage, "SELECT id FROM deadline WHERE kind = 'suggestion-weigh'") == []


# --- who may say yes -----------------------------------------------------------------------------------------------


async def test_a_coordinator_who_offers_to_help_cannot_say_yes_to_themselves_the_deputy_can(stage: Stage) -> None:
    casey, devon = stage.coordinator, stage.deputy
    await offers_to_help(casey)
    devon.sees("Someone may become a supporter.")
    await goes_to(casey, "supporter")
    assert await stage.id_of(casey) not in casey.fields().get("person", ())
    casey.close()
    await looks_at(devon, casey)
    kept = devon.button("Say yes")
    await casey.press_kept(kept)
    assert "This is about you. Another coordinator has to do it." in casey.notice
    assert not await has_role(stage, casey)
    await devon.press("Say yes")
    assert await has_role(stage, casey)
    devon.close()
    await looks_at(devon, casey)
    training = devon.button("Record training")
    await casey.press_kept(training)
    assert "This is about you." in casey.notice


async def test_where_there_is_no_other_coordinator_it_says_so(stage: Stage) -> None:
    casey = stage.coordinator
    await stage.rewrite(stage.deputy, roles=frozenset())
    await goes_to(casey, "profile")
    await casey.press(HELP)
    casey.sees("your site has no other coordinator", "204-555-0142")
    assert await rows(stage, "SELECT kind FROM deadline WHERE kind = 'joining'") == []


async def test_a_coordinator_of_another_site_has_no_say(under: Opens) -> None:
    stage = await under(more=OTHER_SITE)
    robin, casey, devon = stage.physician, stage.coordinator, stage.deputy
    await offers_to_help(robin)
    await looks_at(casey, robin)
    yes = casey.button("Say yes")
    await stage.rewrite(devon, site="other")
    await devon.press_kept(yes)
    assert "not meant for you" in devon.notice
    await goes_to(devon, "supporters")
    assert "Ada" not in devon.screen()
    assert not await has_role(stage, robin)


@pytest.mark.parametrize("words", ["Say yes", "Not now"])
async def test_a_button_of_a_coordinator_does_nothing_for_anybody_else(stage: Stage, words: str) -> None:
    robin, ada = stage.physician, stage.supporters[0]
    await offers_to_help(robin)
    await looks_at(stage.coordinator, robin)
    kept = stage.coordinator.button(words)
    for actor in (ada, robin):
        await actor.press_kept(kept)
        assert "for coordinators" in actor.notice
    assert not await has_role(stage, robin)


async def test_two_coordinators_say_yes_and_no_and_the_second_hears_that_it_has_moved_on(stage: Stage) -> None:
    robin, casey, devon = stage.physician, stage.coordinator, stage.deputy
    await offers_to_help(robin)
    await looks_at(casey, robin)
    await looks_at(devon, robin)
    no = devon.button("Not now")
    await casey.press("Say yes")
    await devon.press_kept(no)
    assert "This has moved on since." in devon.notice
    assert await has_role(stage, robin)


# --- the agreement -------------------------------------------------------------------------------------------------


@WEEKS
async def test_r43_r46_a_new_version_is_asked_for_reminded_of_and_nobody_is_matched_before(newer: Stage) -> None:
    stage = newer
    ada, casey = stage.supporters[0], stage.coordinator
    await stage.forward(1)
    for supporter in stage.supporters:
        supporter.sees("You have an update.")
    await stage.ask()
    await casey.press("Open")
    casey.sees("Dr. Ada Maple-Example: agreement not signed")
    casey.close()
    before = len(ada.messages())
    await stage.forward(7 * 24)
    assert len(ada.messages()) == before + 1
    await ada.press("Open")
    ada.sees("What a colleague tells you stays with you.", "limits of everyday practice", "demo-2")
    await ada.submit()
    assert "Please tick this to sign." in ada.errors[AGREED]
    await ada.submit(agreed="yes")
    ada.sees("You can be asked.", "signed on Monday, September 14, 2026")
    ada.close()
    ada.sees("Could you contact them")  # it has waited all the time, and is theirs to answer now
    seen = [len(each.chat()) for each in stage.supporters]
    await stage.declines(ada)
    await stage.forward(30 * 24)
    assert len(ada.chat()) == seen[0]
    assert len(stage.supporters[2].chat()) > seen[2]  # who has not signed is reminded


async def test_what_is_signed_is_the_version_that_was_read(newer: Stage) -> None:
    stage = newer
    ada = stage.supporters[0]
    await goes_to(ada, "profile")
    await ada.press("Read and sign")
    form = ada.form()
    await ada.submit(agreed="yes")
    first = (await person(stage, ada)).agreement_signed_on
    await stage.forward(24)
    ada.returns_to(form)
    await ada.submit(agreed="yes")
    assert (await person(stage, ada)).agreement_signed_on == first  # signed once, on that day


async def test_the_sites_own_commitments_stand_with_the_agreement(newer: Stage) -> None:
    ada = newer.supporters[0]
    await goes_to(ada, "profile")
    await ada.press("Read and sign")
    ada.sees("What a colleague tells you stays with you.", "You come to the spring meeting.")


async def test_what_is_signed_already_can_be_read_and_not_signed_twice(stage: Stage) -> None:
    ada = stage.supporters[0]
    await goes_to(ada, "profile")
    await ada.press("Read the agreement")
    ada.sees("What a colleague tells you stays with you.", "demo-1")
    assert not any(button.sends for button in ada.pressable())


async def test_a_supporter_who_is_away_is_asked_to_sign_when_they_are_back(newer: Stage) -> None:
    stage = newer
    ada = stage.supporters[0]
    await ada.command("away", "2026-09-10")
    before = len(ada.messages())
    await stage.forward(1)
    assert len(ada.messages()) == before


# --- inside --------------------------------------------------------------------------------------------------------


def assert_at_rest(coordinator: Actor) -> None:
    said = [words for words in coordinator.chat() if "your word" in words]
    assert "Nobody is waiting for your word." in said[-1]


async def person(stage: Stage, actor: Actor):
    return await stage.read(lambda unit: unit.people.by_account(actor.account))


async def standing(stage: Stage, actor: Actor):
    return (await person(stage, actor)).standing


async def has_role(stage: Stage, actor: Actor) -> bool:
    return Role.SUPPORTER in (await person(stage, actor)).roles
