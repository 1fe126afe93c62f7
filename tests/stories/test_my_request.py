"""My request (R08, R45): what was sent is repeated, masked until [Show], and every part of it can be changed."""

from bot.core.people import Role
from bot.core.people import Stage as Career
from tests.stage import CONTACT, Actor, Stage
from tests.stories.conftest import Opens
from tests.stories.variants import OTHER_SITE

MASKED = "Contact: 204-…-23"


async def _opens(robin: Actor, *words: str) -> None:
    robin.close()
    await robin.press("Open")
    for each in words:
        await robin.press(each)


async def _changes(robin: Actor, **values: str | list[str]) -> None:
    await _opens(robin, "Change")
    await robin.submit(**values)


async def test_sent_repeats_what_a_colleague_is_given_and_the_number_is_masked_until_show(stage: Stage) -> None:
    robin = stage.physician
    await robin.press("Ask for a peer")
    await robin.press("Continue")
    await robin.submit(
        contact=CONTACT, way="text", times=["evenings", "weekends"], reason="lawsuit", share_reason="yes"
    )
    robin.sees("Sent.", MASKED, "Preferred way: Text me", "Good times: Evenings, Weekends", "Reason: Lawsuit")
    assert CONTACT not in robin.screen()
    await robin.press("Show")
    robin.sees(CONTACT, "once they have confirmed")
    await robin.press("Back")
    robin.sees("Still asking", MASKED)
    assert CONTACT not in robin.screen()


async def test_an_address_is_masked_too(stage: Stage) -> None:
    robin = stage.physician
    await robin.press("Ask for a peer")
    await robin.press("Continue")
    await robin.submit(contact="robin.private@example.net")
    robin.sees("Contact: r…@example.net")
    assert "robin.private" not in robin.screen()


async def test_a_wrong_digit_is_corrected_before_anybody_finds_it(stage: Stage) -> None:
    """P7: on the screen right after Send, before any supporter has seen a thing."""
    robin = stage.physician
    await robin.press("Ask for a peer")
    await robin.press("Continue")
    await robin.submit(contact="204-555-0199")
    await robin.press("Change")
    await robin.submit(contact="no number")
    assert "phone number" in robin.errors["contact"]
    await robin.submit(contact=CONTACT)
    robin.sees(MASKED)
    robin.close()
    supporter = await stage.match()
    await supporter.press("Details")
    supporter.sees(CONTACT)


async def test_every_part_stands_there_to_be_changed_and_what_is_left_alone_stays(stage: Stage) -> None:
    robin = stage.physician
    ada = stage.supporters[0]
    await stage.rewrite(robin, stage=None)
    kept: dict[str, str | list[str]] = {
        "way": "call",
        "times": ["mornings", "evenings"],
        "voicemail": "yes",
        "stage": "mid",
        "language": "en",
        "wish": "gender-man",
        "reason": "burnout",
        "share_reason": "yes",
        "not_these": [ada.account.user],
        "asked_for": await stage.id_of(stage.supporters[2]),
    }
    await stage.ask(**kept)
    [request] = await stage.requests()
    before = await stage.read(lambda unit: unit.requests.details(request))
    await _opens(robin, "Change")
    await robin.submit()  # nothing is touched
    assert await stage.read(lambda unit: unit.requests.details(request)) == before
    await _changes(robin, way="text", times=["weekends"], voicemail="", stage="late", wish="", reason="conflict")
    after = await stage.read(lambda unit: unit.requests.details(request))
    assert (after.way, after.times, after.voicemail, after.stage) == ("text", ("weekends",), False, "late")
    assert (after.wish, after.reason, after.not_these) == ("", "conflict", before.not_these)
    await _opens(robin, "Show")
    robin.sees("Career stage: Late", "Keep this from: 1 person", "Someone by name: Dr. Sam Placeholder")


async def test_an_open_offer_to_somebody_put_on_the_list_is_recalled_at_once_and_the_next_is_asked(
    stage: Stage,
) -> None:
    await stage.ask()
    first = stage.offered()
    card = first.button("Accept")
    await _changes(stage.physician, not_these=[first.account.user])
    assert "no longer needed" in first.chat()[-1]
    await first.press_kept(card)
    assert "Robin" not in first.screen()
    assert stage.offered() is not first


async def test_an_offer_that_still_fits_goes_on(stage: Stage) -> None:
    await stage.ask()
    first = stage.offered()
    await _changes(stage.physician, way="email", contact="robin@example.net")
    assert stage.offered() is first


async def test_a_supporter_who_has_seen_the_name_is_recalled_with_the_same_words_as_ever(stage: Stage) -> None:
    await stage.ask()
    first = stage.offered()
    await first.press("Accept")
    confirm = first.button("No, confirm")
    first.close()
    await _changes(stage.physician, not_these=[first.account.user])
    assert "destroy any note" in first.chat()[-1]
    await first.press_kept(confirm)
    assert CONTACT not in first.screen()


async def test_another_stage_recalls_an_offer_that_the_career_rule_forbids(stage: Stage) -> None:
    ada, ines, sam = stage.supporters
    await stage.rewrite(stage.physician, stage=None)
    for each in (ada, sam):
        await stage.rewrite(each, stage=Career.EARLY)
    await stage.rewrite(ines, stage=Career.MID)
    await stage.ask()
    assert stage.offered() is ines
    await _changes(stage.physician, stage="late")
    assert "no longer needed" in ines.chat()[-1]
    ines.lacks("Accept")


async def test_r07_a_stage_that_is_not_served_changes_nothing(under: Opens) -> None:
    stage = await under(serves=["mid", "late"])
    await stage.rewrite(stage.physician, stage=None)
    await stage.ask()
    await _changes(stage.physician, stage="trainee", contact="204-555-0199")
    stage.physician.sees("does not serve your career stage")
    await _opens(stage.physician, "Show")
    stage.physician.sees(CONTACT)


async def test_a_coordinator_put_on_the_list_has_the_card_taken_back_and_the_deputy_hears(stage: Stage) -> None:
    casey, devon = stage.coordinator, stage.deputy
    await stage.ask(not_these=[each.account.user for each in stage.supporters])
    casey.sees("needs you")
    opens = casey.button("Open")
    others = [each.account.user for each in stage.supporters]
    await _changes(stage.physician, not_these=[*others, casey.account.user])
    assert "needs nothing from you" in casey.chat()[-1]
    await casey.press_kept(opens)
    casey.sees("No open request needs you")
    casey.close()
    devon.sees("needs you")


async def test_someone_outside_my_site_takes_it_out_of_the_sites_hands(under: Opens) -> None:
    stage = await under(more=OTHER_SITE)
    await stage.rewrite(stage.deputy, roles=frozenset({Role.PROVINCIAL}))
    await stage.ask()
    first = stage.offered()
    await _changes(stage.physician, outside="yes")
    assert "no longer needed" in first.chat()[-1]
    [request] = await stage.requests()
    assert request.outside
    await stage.coordinator.command("queue")
    await stage.coordinator.press("Open")
    stage.coordinator.sees("No open request needs you")


async def test_once_a_match_is_confirmed_the_contact_alone_is_changed(stage: Stage) -> None:
    robin = stage.physician
    await stage.ask()
    await _opens(robin, "Change")
    form = robin.form()
    robin.close()
    supporter = await stage.match()
    robin.returns_to(form)
    await robin.submit(contact="204-555-0199", way="email")
    robin.sees("A colleague will contact you")
    await supporter.press("Details")
    supporter.sees(CONTACT)
    assert "Email me" not in supporter.screen()


# --- three steps ---------------------------------------------------------------------------------------------------


async def test_three_steps_show_the_way_and_never_go_back(stage: Stage) -> None:
    robin = stage.physician
    await stage.ask()
    await _opens(robin)
    robin.sees("You asked (you are here)", "A colleague says yes", "You are in touch")
    robin.close()
    await stage.match()
    await _opens(robin)
    robin.sees("A colleague says yes (you are here)")
    await robin.press("Someone else")
    await robin.press("Yes, someone else")
    robin.sees("We're asking another colleague.")
    assert "you are here" not in robin.screen()
    robin.close()
    await stage.forward(1)
    await stage.match()
    await _opens(robin)
    assert "you are here" not in robin.screen()
    assert "nothing you did" not in robin.screen()


async def test_in_touch_is_a_step_only_once_both_have_said_so(stage: Stage) -> None:
    robin = stage.physician
    await stage.ask()
    supporter = await stage.match()
    await supporter.press("We're in touch")
    await supporter.press("We have talked")
    supporter.close()
    await _opens(robin)
    robin.sees("A colleague says yes (you are here)")
    robin.close()
    await stage.forward(25)
    await _opens(robin, "Yes")
    await _opens(robin)
    robin.sees("You are in touch (you are here)")


async def test_whoever_waits_for_a_call_sees_which_number_it_was_and_the_rest_behind_show(stage: Stage) -> None:
    robin = stage.physician
    await stage.ask(way="call")
    await stage.match()
    await _opens(robin)
    robin.sees(MASKED)
    assert CONTACT not in robin.screen()
    await robin.press("More")
    await robin.press("Show")
    robin.sees(CONTACT, "Preferred way: Call me")
    assert {"Correct my contact", "Back"} <= set(robin.buttons())
    robin.lacks("Change")


async def test_it_stands_in_french_too(stage: Stage) -> None:
    robin = stage.physician
    await robin.press("Français")
    await robin.press("Demander un pair")
    await robin.press("Continuer")
    await robin.submit(contact=CONTACT)
    robin.sees("204-…-23")
    await robin.press("Modifier")
    await robin.submit(way="text")
    robin.sees("Vous avez demandé (vous êtes ici)", "Par texto")
