"""A supporter phones (R74): their yes, their no, first contact and the three taps, written down by a coordinator."""

from tests.stage import CONTACT, Actor, Stage
from tests.stories.entering import NAME, enters, opens
from tests.stories.traces import nothing_leads_to_anybody, rows

VERBS = "SELECT verb FROM audit ORDER BY at, verb"


async def phones(stage: Stage, supporter: Actor) -> None:
    """The coordinator says who it is."""
    casey = stage.coordinator
    await opens(casey, stage)
    await casey.press("A supporter phones")
    await casey.submit(supporter=await stage.id_of(supporter))


async def test_r74_a_yes_by_phone_is_a_match_like_any_other(stage: Stage) -> None:
    casey = stage.coordinator
    await stage.ask()
    supporter = stage.offered()
    await phones(stage, supporter)
    casey.sees("Please read this to them:", "Could you contact them within 72 hours?")
    assert CONTACT not in casey.screen()
    await casey.press("Accept")
    casey.sees("Dr. Robin Fictional", "Do you know this person personally, or evaluate them?")
    await casey.press("No, confirm")
    casey.sees(CONTACT)
    casey.close()
    (request,) = await stage.requests()
    assert request.state == "matched"
    assert "We're in touch" in supporter.buttons(), "their own card says so too"
    said = [verb for (verb,) in await rows(stage, VERBS)]
    assert said.count("phoned-answer") == 2
    assert said.count("contact-seen") == 2, "the supporter's look, and the coordinator's"


async def test_a_no_by_phone_costs_nothing_and_the_audit_does_not_tell_it_from_a_yes(stage: Stage) -> None:
    casey = stage.coordinator
    await stage.ask()
    supporter = stage.offered()
    await phones(stage, supporter)
    await casey.press("Decline")
    assert casey.notice == "Noted. Thank you."
    await stage.forward(3 / 60)
    assert "Accept" not in supporter.buttons()
    assert stage.offered() is not supporter
    said = {verb for (verb,) in await rows(stage, VERBS)}
    assert said == {"asked", "phoned", "phoned-answer"}


async def test_in_touch_and_the_tracker_are_taken_by_phone(stage: Stage) -> None:
    casey = stage.coordinator
    await enters(casey)
    casey.close()
    supporter = await stage.match()
    await phones(stage, supporter)
    await casey.press("We're in touch")
    casey.close()
    (request,) = await stage.requests()
    assert request.state == "connected"
    await stage.forward(24 * 3)
    await phones(stage, supporter)
    await casey.press("Three taps")
    for tap in ("Yes, under 30 minutes", "Fully", "We are done"):
        casey.sees("Please read this to them:")
        await casey.press(tap)
    await stage.forward(24)
    await nothing_leads_to_anybody(stage)
    kept = "SELECT took_place, able, next FROM tally WHERE kind = 'conversation'"
    assert await rows(stage, kept) == [("under_30", "fully", "done")]


async def test_whoever_has_not_this_request_is_nobody_here_and_the_question_is_noted(stage: Stage) -> None:
    casey = stage.coordinator
    await stage.ask()
    supporter = stage.offered()
    other = next(each for each in stage.supporters if each is not supporter)
    await phones(stage, other)
    assert casey.notice == "This request is not with them right now."
    assert ("phoned",) in await rows(stage, VERBS)


async def says_who_phones(stage: Stage, supporter: Actor) -> None:
    casey = stage.coordinator
    casey.close()
    await casey.command("")
    await casey.press("More for you")
    await casey.press("A supporter phones")
    await casey.submit(supporter=await stage.id_of(supporter))


async def test_who_phones_is_enough_to_find_what_it_is_about(stage: Stage) -> None:
    """A supporter's card has no number, and the coordinator had to guess which of the open requests it was."""
    casey = stage.coordinator
    await stage.ask()
    supporter = stage.offered()
    other = next(each for each in stage.supporters if each is not supporter)
    await says_who_phones(stage, other)
    assert casey.notice == "No open request that you may see is with them right now. They can say it in their own chat."
    await says_who_phones(stage, supporter)
    casey.sees("Please read this to them:", "Could you contact them within 72 hours?")
    await casey.press("Accept")
    await casey.press("No, confirm")
    casey.close()
    (request,) = await stage.requests()
    assert request.state == "matched"
    assert ("phoned",) in await rows(stage, VERBS)


async def test_no_id_of_ours_stands_in_the_form_that_asks_who_phones(stage: Stage) -> None:
    """Nothing that leaves the house is a primary key, in a dialog neither."""
    casey = stage.coordinator
    await casey.command("")
    await casey.press("More for you")
    await casey.press("A supporter phones")
    ids = {await stage.id_of(each) for each in stage.supporters}
    assert not ids & set(casey.values("supporter"))


async def test_who_phones_of_a_request_that_is_kept_from_the_coordinator_is_nobody_here(stage: Stage) -> None:
    casey = stage.coordinator
    await stage.ask(not_these=[casey.account.user])
    supporter = stage.offered()
    await says_who_phones(stage, supporter)
    assert "No open request that you may see" in casey.notice
    assert ("phoned",) not in await rows(stage, VERBS)


async def test_a_shared_reason_is_for_the_colleague_alone(stage: Stage) -> None:
    casey = stage.coordinator
    await stage.ask(reason="burnout", share_reason="yes")
    supporter = await stage.match()
    await supporter.press("Details")
    supporter.sees("Burnout")
    supporter.close()
    await phones(stage, supporter)
    await casey.press("Details")
    casey.sees(CONTACT)
    assert "Burnout" not in casey.screen()


async def test_both_press_at_once_and_all_agree(stage: Stage) -> None:
    """The supporter says yes in their chat while the coordinator has their no on the screen."""
    casey = stage.coordinator
    await stage.ask()
    supporter = stage.offered()
    await phones(stage, supporter)
    no = casey.button("Decline")
    await supporter.press("Accept")
    await supporter.press("No, confirm")
    supporter.close()
    await casey.press_kept(no)
    (request,) = await stage.requests()
    assert request.state == "matched"


async def test_who_may_not_see_the_request_takes_no_call_for_it(stage: Stage) -> None:
    casey = stage.coordinator
    await stage.ask(not_these=[casey.account.user])
    supporter = stage.offered()
    (request,) = await stage.requests()
    offer = await stage.read(lambda unit: unit.offers.live(request.id))
    for verb, token in (("answer-who", request.id), ("for-them", f"{request.id}/offer-accept/{offer.id}")):
        await stage.forged(casey, verb, token, offer.version)
    assert "Accept" in supporter.buttons()
    assert (await stage.read(lambda unit: unit.offers.live(request.id))).state == "open"


async def test_an_offer_of_another_request_is_not_answered_through_this_one(stage: Stage) -> None:
    casey = stage.coordinator
    await stage.ask()
    await enters(casey, name=NAME)
    casey.close()
    one, two = await stage.requests()
    offer = await stage.read(lambda unit: unit.offers.live(one.id))
    await stage.forged(casey, "for-them", f"{two.id}/offer-accept/{offer.id}", offer.version)
    assert (await stage.read(lambda unit: unit.offers.live(one.id))).state == "open"
