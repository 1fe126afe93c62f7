"""What a screen says is true on the day it is read, and does not say it as if nothing had been said before."""

import pytest

from tests.stage import CONTACT, Actor, Stage

REACHED = "Has your colleague reached you?"


async def reads(actor: Actor, *words: str) -> str:
    """Behind the newest [Open]. Returns the whole screen."""
    actor.close()
    await actor.press("Open")
    actor.sees(*words)
    screen = actor.screen()
    actor.close()
    return screen


async def plans(stage: Stage, *taps: str) -> Actor:
    await stage.ask()
    supporter = await stage.match()
    await supporter.press("We're in touch")
    for each in taps:
        await supporter.press(each)
    supporter.close()
    return supporter


# --- the day that was tapped -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("tapped", "reads_as"),
    [
        # It is Monday 7 September. Two talk by then, by Sunday the 13th, by Sunday the 20th, on some day.
        ("We talk today", {0: "today", 1: "has passed"}),
        ("We talk this week", {0: "this week", 6: "this week", 7: "has passed"}),
        ("We talk next week", {0: "next week", 6: "next week", 7: "this week", 13: "this week", 14: "has passed"}),
        ("We talk later", {0: "later", 14: "later", 27: "later", 29: "has passed"}),
    ],
)
async def test_what_was_tapped_is_what_the_physician_reads_on_each_day(
    stage: Stage, tapped: str, reads_as: dict[int, str]
) -> None:
    await plans(stage, tapped)
    robin, day = stage.physician, 0
    for each, words in reads_as.items():
        await stage.forward(24 * (each - day))
        day = each
        screen = await reads(robin)
        if "Is that right?" in screen or "Have you been in touch?" in screen:
            await robin.press("Open")
            await robin.press("Yes")
            screen = robin.screen()
            robin.close()
        expected = "The time that you had planned to talk has passed." if "passed" in words else f"to talk {words}."
        assert expected in screen


@pytest.mark.parametrize(
    ("tapped", "reads_as"),
    [
        ("In two weeks", {0: "in about two weeks", 6: "in about two weeks", 7: "next week", 14: "this week"}),
        ("In a month", {0: "in about a month", 14: "in about two weeks", 28: "this week"}),
    ],
)
async def test_the_next_talk_comes_nearer_as_the_weeks_pass(
    stage: Stage, tapped: str, reads_as: dict[int, str]
) -> None:
    await plans(stage, "We have talked", "Yes, under 30 minutes", "Fully", "Another conversation", tapped)
    robin, day = stage.physician, 0
    for each, words in reads_as.items():
        await stage.forward(24 * (each - day))
        day = each
        screen = await reads(robin)
        if "Is that right?" in screen:
            await robin.press("Open")
            await robin.press("Yes")
            screen = robin.screen()
            robin.close()
        assert f"You plan to talk again {words}." in screen


# --- the question a day after ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("taps", "asks"),
    [
        ((), REACHED),
        (("We talk next week",), "Your colleague told us that you plan to talk next week. Is that right?"),
        (("We talk today",), "Your colleague told us that you planned to talk by now. Have you been in touch?"),
        (
            ("We have talked", "Yes, under 30 minutes", "Fully", "Another conversation", "In two weeks"),
            "Your colleague told us that you have talked. Is that right?",
        ),
    ],
)
async def test_the_question_knows_what_the_supporter_has_said(stage: Stage, taps: tuple[str, ...], asks: str) -> None:
    """It stays their word alone (rule 16): the physician is asked all the same, and can contradict it."""
    await plans(stage, *taps)
    await stage.forward(25)
    screen = await reads(stage.physician, asks)
    assert (REACHED in screen) is (asks == REACHED)
    await stage.physician.press("Open")
    await stage.physician.press("Not yet, please try again")
    stage.physician.sees("Thank you for telling us.")


# --- after a match that ended ----------------------------------------------------------------------------------------

ANOTHER = "We're asking another colleague."
NOBODY_YET = "We haven't found someone who's free yet"


async def someone_else(stage: Stage) -> None:
    robin = stage.physician
    robin.close()
    await robin.press("Open")
    await robin.press("Someone else")
    await robin.press("Yes, someone else")


async def test_after_a_rematch_one_sentence_says_how_it_stands(stage: Stage) -> None:
    """Whoever is asked, it is said; where nobody is, nothing says that somebody is."""
    robin = stage.physician
    await stage.ask()
    supporter = await stage.match()
    for each in stage.supporters:
        if each is not supporter:
            await each.command("away")
    await someone_else(stage)
    await stage.forward(1)
    screen = await reads(robin, NOBODY_YET)
    assert "asking another" not in screen
    assert "as you asked" not in screen  # read once, in the answer to their press
    for each in stage.supporters:
        await each.command("back")
    await stage.forward(1)
    screen = await reads(robin, ANOTHER)
    assert NOBODY_YET not in screen


# --- what a coordinator reads ----------------------------------------------------------------------------------------


async def test_whoever_holds_the_offer_of_this_request_is_being_asked(stage: Stage) -> None:
    await stage.ask()
    number = (await stage.requests())[0].number
    casey, supporter = stage.coordinator, stage.offered()
    await casey.command("show", number)
    await casey.press("Open")
    casey.sees(f"{supporter.name}: is being asked now")
    assert "at the limit" not in casey.screen()


async def test_a_number_that_was_typed_is_no_call_for_help(stage: Stage) -> None:
    await stage.ask()
    number = (await stage.requests())[0].number
    await stage.coordinator.command("show", number)
    stage.coordinator.sees(f"Request {number} You asked to see it.")
    assert "needs you" not in "".join(stage.coordinator.chat())


async def test_who_was_not_away_hears_that_they_are_here(stage: Stage) -> None:
    casey, ada = stage.coordinator, stage.supporters[0]
    for actor in (casey, ada):
        await actor.command("back")
        actor.sees("You're not away.")
        assert "Welcome back" not in "".join(actor.chat())
        await actor.command("away")
        await actor.command("back")
        actor.sees("Welcome back.")


# --- not yet, and not yet again --------------------------------------------------------------------------------------


@pytest.mark.parametrize("hours", [73, 97], ids=["at the mark", "in a coordinator's hands"])
async def test_not_yet_twice_is_answered_the_same_in_the_notice_and_in_the_dialog(stage: Stage, hours: int) -> None:
    robin = stage.physician
    await stage.ask()
    await stage.match()
    await stage.forward(hours)
    for notice in ("We'll ask your colleague to try again.", "Your colleague is being asked already."):
        await reads(robin)
        await robin.press("Open")
        not_yet = "Not yet, please try again" if REACHED in robin.screen() else "Nobody has reached me"
        await robin.press(not_yet)
        assert notice in robin.notice
        robin.sees("Your colleague is asked to try again.")
        assert REACHED not in robin.screen()


# --- whom they can turn to -------------------------------------------------------------------------------------------


async def test_after_everybody_was_silent_the_page_names_a_person(stage: Stage) -> None:
    robin = stage.physician
    for each in stage.supporters:
        await each.command("away")
    await stage.ask()
    await stage.forward(72)
    await reads(robin, "nobody got back to you as we said", f"You can also turn to {stage.coordinator.name}", "204-555")


async def test_whoever_is_on_the_list_is_not_named(stage: Stage) -> None:
    robin, casey = stage.physician, stage.coordinator
    for each in stage.supporters:
        await each.command("away")
    await stage.ask(not_these=[casey.account.user])
    await stage.forward(72)
    screen = await reads(robin, f"You can also turn to {stage.deputy.name}")
    assert casey.name not in screen


# --- before Send: whoever leaves everybody out hears it first --------------------------------------------------------

NO_COORDINATOR = "With the people you keep this from, no coordinator here hears of your request."
NO_SUPPORTER = "With the people you keep this from, nobody is left to ask."


async def opens_form(robin: Actor) -> None:
    await robin.press("Ask for a peer")
    await robin.press("Continue")


async def test_who_leaves_every_coordinator_out_is_told_before_it_is_sent(stage: Stage) -> None:
    robin = stage.physician
    both = [stage.coordinator.account.user, stage.deputy.account.user]
    await opens_form(robin)
    await robin.submit(contact=CONTACT, times=["evenings"], not_these=both)
    robin.sees(NO_COORDINATOR)
    assert NO_SUPPORTER not in robin.screen()
    assert await stage.requests() == [], "nothing is kept before it is sent"
    await robin.submit(contact=CONTACT, times=["evenings"], not_these=both)
    robin.sees("Sent.", "Evenings")
    (request,) = await stage.requests()
    details = await stage.read(lambda unit: unit.requests.details(request))
    assert len(details.not_these) == 2


async def test_who_leaves_every_supporter_out_can_change_their_mind(stage: Stage) -> None:
    robin = stage.physician
    everybody = [each.account.user for each in stage.supporters]
    await opens_form(robin)
    await robin.submit(contact=CONTACT, not_these=everybody)
    robin.sees(NO_SUPPORTER)
    assert not [each.name for each in stage.supporters if each.name in robin.screen().split("Someone by name")[0]]
    await robin.submit(contact=CONTACT, not_these=everybody[:1])
    robin.sees("Sent.")
    assert NO_SUPPORTER not in robin.screen()
    assert stage.offered() in stage.supporters[1:]


async def test_who_leaves_one_out_is_told_nothing(stage: Stage) -> None:
    await opens_form(stage.physician)
    await stage.physician.submit(contact=CONTACT, not_these=[stage.coordinator.account.user])
    stage.physician.sees("Sent.")


async def test_what_is_changed_later_is_told_before_it_counts_too(stage: Stage) -> None:
    robin = stage.physician
    both = [stage.coordinator.account.user, stage.deputy.account.user]
    await stage.ask()
    await robin.press("Open")
    await robin.press("Change")
    await robin.submit(contact=CONTACT, not_these=both)
    robin.sees(NO_COORDINATOR)
    (request,) = await stage.requests()
    assert (await stage.read(lambda unit: unit.requests.details(request))).not_these == ()
    await robin.submit(contact=CONTACT, not_these=both)
    assert len((await stage.read(lambda unit: unit.requests.details(request))).not_these) == 2


async def test_where_no_coordinator_may_hear_of_it_the_question_does_not_say_that_one_does(stage: Stage) -> None:
    robin = stage.physician
    await stage.ask(not_these=[stage.coordinator.account.user, stage.deputy.account.user])
    supporter = await stage.match()
    await supporter.press("We're in touch")
    supporter.close()
    await stage.forward(25)
    screen = await reads(robin, REACHED, "“Not yet” blames nobody. We'll ask your colleague to try again.")
    assert "first contact is still open" not in screen
    await robin.press("Open")
    await robin.press("Not yet, please try again")
    robin.sees("Thank you for telling us. Your colleague is asked to try again by Wednesday, September 9")
    assert "first contact is still open" not in robin.screen()
