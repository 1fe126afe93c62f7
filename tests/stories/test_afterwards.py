"""After the first contact (R38, R39, R44, R47, R54, R64): three taps, up to three conversations, and the end of it."""

from datetime import UTC, datetime

import pytest

from bot.core.request import Escalation, RequestState
from tests.stage import CONTACT, Actor, Stage
from tests.stories.conftest import Opens
from tests.stories.traces import Counted, counted, nothing_leads_to_anybody, rows


async def connected(stage: Stage) -> tuple[Actor, Actor]:
    await stage.ask(language="fr")
    supporter = await stage.match()
    await supporter.press("We're in touch")
    supporter.close()
    return stage.physician, supporter


async def taps(supporter: Actor, *answers: str) -> None:
    supporter.close()
    await supporter.press("Three taps")
    for answer in answers:
        await supporter.press(answer)


async def opens_update(actor: Actor) -> None:
    actor.close()
    await actor.press("Open")


# --- three taps ----------------------------------------------------------------------------------------------------


async def test_r38_r39_three_conversations_and_then_the_way_on_is_shown(stage: Stage) -> None:
    _, supporter = await connected(stage)
    for _ in range(2):
        await stage.forward(48)
        await taps(supporter, "Yes, under 30 minutes", "Mostly")
        assert "usual number" not in supporter.screen()
        await supporter.press("Another conversation")
        supporter.sees("Saved")
    await stage.forward(48)
    await taps(supporter, "Yes, over 60 minutes", "Fully")
    supporter.sees("3 conversations are the usual number", "Physician and Family Support Program")
    await supporter.press("Done, and I pointed to other support")
    assert "Closed. Please destroy any note you made." in supporter.chat()[-1]
    await nothing_leads_to_anybody(stage)
    conversation = {"kind": "conversation"}
    assert await counted(stage) == [
        Counted(**conversation, conversation="1", took_place="under_30", able="mostly", next="another"),
        Counted(**conversation, conversation="2", took_place="under_30", able="mostly", next="another"),
        Counted(**conversation, conversation="3", took_place="over_60", able="fully", next="pointed"),
        Counted("request", outcome="handed_on", conversation="3", contact="one"),
    ]


async def test_the_physician_too_sees_the_way_on_after_the_usual_number(under: Opens) -> None:
    stage = await under(conversations_usual=1)
    robin, supporter = await connected(stage)
    await taps(supporter, "Yes, under 30 minutes", "Mostly", "Another conversation")
    await opens_update(robin)
    robin.sees("Your colleague told us that you are in touch.", "Physician and Family Support Program")


async def test_r47_nothing_is_kept_before_the_third_tap_and_a_second_third_tap_saves_nothing(stage: Stage) -> None:
    _, supporter = await connected(stage)
    await stage.forward(48)
    await taps(supporter, "Yes, under 30 minutes", "Mostly")
    assert await counted(stage) == []
    another = supporter.button("Another conversation")
    await supporter.press("Another conversation")
    await stage.forward(1)
    await supporter.press_kept(another)
    assert supporter.notice == "We have your answers already. Thank you."
    assert len(await counted(stage)) == 1
    assert (await stage.requests())[0].conversations == 1


async def test_not_yet_skips_the_second_question_and_asks_again_later(stage: Stage) -> None:
    _, supporter = await connected(stage)
    await taps(supporter, "Not yet")
    supporter.sees("Step 3 of 3", "What next?")
    await supporter.press("Another conversation")
    assert await counted(stage) == [
        Counted("conversation", conversation="1", took_place="not_yet", next="another"),
    ]
    supporter.close()
    await stage.forward(48)
    supporter.sees("Three quick taps about your match")


async def test_they_decided_not_to_is_theirs_to_say_before_anything_closes(stage: Stage) -> None:
    robin, supporter = await connected(stage)
    await taps(supporter, "They decided not to")
    supporter.sees("Step 2 of 2")
    await supporter.press("Yes, ask them")
    assert len(await stage.requests()) == 1
    await opens_update(robin)
    robin.sees("Your colleague understood that you'd rather not talk for now. Is that right?")
    await robin.press("Yes, that's right")
    await nothing_leads_to_anybody(stage)
    assert Counted("request", outcome="declined", conversation="0", contact="one") in await counted(stage)
    assert "was this useful?" not in robin.screen()
    assert "Closed. Please destroy any note you made." in supporter.chat()[-1]


async def test_hand_over_in_the_tracker_asks_the_next(stage: Stage) -> None:
    robin, supporter = await connected(stage)
    await taps(supporter, "Yes, under 30 minutes", "Not really", "Hand over")
    assert (await stage.requests())[0].state is RequestState.CONNECTED
    supporter.sees("This match ends, and we look for someone else")
    await supporter.press("Back")
    supporter.sees("What next?")
    await supporter.press("Hand over")
    assert await counted(stage) == []
    await supporter.press("Yes, hand over")
    assert "we look for someone else" in supporter.chat()[-1]
    assert stage.offered() is stage.supporters[2]
    await opens_update(robin)
    robin.sees("Still asking")


async def test_nobody_answers_the_tracker_and_after_two_reminders_it_is_closed_with_its_keys(stage: Stage) -> None:
    robin, supporter = await connected(stage)
    for hours in (48, 48, 72):
        before = len(supporter.messages())
        await stage.forward(hours)
        assert len(supporter.messages()) == before + 1
        supporter.sees("Three quick taps about your match")
    before = len(supporter.messages())
    await stage.forward(13 * 24)
    assert len(supporter.messages()) == before
    assert len(await stage.requests()) == 1
    await stage.forward(24)
    await nothing_leads_to_anybody(stage)
    closed = Counted("request", outcome="unreachable", conversation="0", took_place="not_answered", contact="one")
    assert await counted(stage) == [closed]
    assert "Closed. Please destroy any note you made." in supporter.chat()[-1]
    await opens_update(robin)
    robin.sees("Nothing is open here")


# --- could not reach -----------------------------------------------------------------------------------------------


async def unreached(stage: Stage) -> tuple[Actor, Actor]:
    robin, supporter = await connected(stage)
    before = len(robin.messages())
    await taps(supporter, "I could not reach them", "Yes, ask them")
    supporter.close()
    assert len(robin.messages()) == before + 1
    await opens_update(robin)
    robin.sees("Your colleague could not reach you. Is your contact right?", "204-555-0142")
    return robin, supporter


async def test_could_not_reach_and_the_physician_corrects_the_contact(stage: Stage) -> None:
    robin, supporter = await unreached(stage)
    await robin.press("Correct my contact")
    await robin.submit(contact="204-555-0177")
    robin.sees("Saved. Your colleague sees it at once.")
    robin.close()
    await robin.press("Open")
    robin.sees("Your colleague is trying to reach you.")
    supporter.sees("There is a new way to reach them.")
    assert {"Three taps", "Details"} <= set(supporter.buttons())
    await stage.forward(48)
    supporter.sees("Three quick taps about your match")


async def test_could_not_reach_and_the_physician_wants_someone_else(stage: Stage) -> None:
    robin, supporter = await unreached(stage)
    await robin.press("Someone else")
    await robin.press("Yes, someone else")
    robin.sees("Still asking")
    assert "Please don't call" in supporter.chat()[-1]
    assert stage.offered() is stage.supporters[2]


async def test_could_not_reach_and_the_physician_closes_it(stage: Stage) -> None:
    robin, supporter = await unreached(stage)
    await robin.press("More")
    await robin.press("Withdraw")
    await robin.press("Yes, withdraw")
    await nothing_leads_to_anybody(stage)
    assert "Please don't call" in supporter.chat()[-1]


async def test_could_not_reach_and_no_word_from_the_physician_comes_to_the_coordinator(stage: Stage) -> None:
    robin, supporter = await unreached(stage)
    await stage.forward(72)
    stage.coordinator.sees("The supporter could not reach them.")
    await opens_update(robin)
    robin.sees("Is your contact right?", "A coordinator has been told.")
    await taps(supporter, "Yes, under 30 minutes", "Fully", "Another conversation")  # and then they did meet
    request = (await stage.requests())[0]
    assert (request.escalation, request.contact_wrong) == (Escalation.NOBODY, False)
    assert "needs nothing from you" in stage.coordinator.chat()[-1]
    await opens_update(robin)
    robin.sees("Your colleague told us that you are in touch.")


async def test_could_not_reach_said_twice_keeps_the_hours_of_the_first_time(stage: Stage) -> None:
    _, supporter = await unreached(stage)
    await stage.forward(60)
    await taps(supporter, "I could not reach them", "Yes, ask them")
    supporter.close()
    await stage.forward(12)
    stage.coordinator.sees("The supporter could not reach them.")


async def test_r34_could_not_reach_said_again_leaves_it_in_the_hands_and_hours_of_who_was_told(stage: Stage) -> None:
    """No new wait begins for the physician: the coordinator's own hours go on, and then the deputy's."""
    robin, supporter = await unreached(stage)
    await stage.forward(72)
    stage.coordinator.sees("The supporter could not reach them.")
    booked = await rows(stage, "SELECT kind, due_at FROM deadline WHERE kind = 'escalation'")
    await stage.forward(2)
    await taps(supporter, "I could not reach them", "Yes, ask them")
    supporter.close()
    assert (await stage.requests())[0].escalation is Escalation.COORDINATOR
    pending = "SELECT kind, due_at FROM deadline WHERE kind IN ('escalation', 'unreached')"
    assert await rows(stage, pending) == booked
    await opens_update(robin)
    robin.sees("Is your contact right?", "A coordinator has been told.")
    assert "needs nothing from you" not in stage.coordinator.chat()[-1]
    await stage.forward(10)
    stage.deputy.sees("It has waited for an answer.")


async def test_r34_a_coordinator_who_has_it_in_hand_for_another_reason_hears_it_too(stage: Stage) -> None:
    """Somebody steps back after the first contact, and answers the questions all the same."""
    _, supporter = await connected(stage)
    await supporter.command("leave")
    await supporter.press("Step back now")
    assert (await stage.requests())[0].escalation is Escalation.COORDINATOR
    await stage.forward(1)  # the hours of the two do not end at the same moment
    await taps(supporter, "I could not reach them", "Yes, ask them")
    supporter.close()
    assert (await stage.requests())[0].escalation is not Escalation.NOBODY
    assert not any("could not reach them" in words for words in stage.coordinator.chat())
    heard = False
    for _ in range(73):  # what they hear of it next takes the place of this
        await stage.forward(1)
        heard = heard or any("could not reach them" in words for words in stage.coordinator.chat())
    assert heard


async def test_r34_could_not_reach_and_then_done_without_a_talk_begin_no_new_hours(stage: Stage) -> None:
    """What they say of it the second time moves nothing: a coordinator hears it when they would have anyway."""
    _, supporter = await unreached(stage)
    await stage.forward(24)
    await taps(supporter, "Not yet", "We are done")
    supporter.close()
    await stage.forward(47)
    assert "The supporter could not reach them." not in "".join(stage.coordinator.chat())
    await stage.forward(1.5)
    stage.coordinator.sees("The supporter could not reach them.")


async def test_r34_could_not_reach_and_not_yet_in_turns_begin_no_new_hours(stage: Stage) -> None:
    """ "Not yet" says that they have not talked, and not that anybody got through."""
    robin, supporter = await unreached(stage)
    for _ in range(2):
        await stage.forward(24)
        await taps(supporter, "Not yet", "Another conversation")
        supporter.close()
        await taps(supporter, "I could not reach them", "Yes, ask them")
        supporter.close()
    await opens_update(robin)
    robin.sees("Is your contact right?")
    await stage.forward(24)
    stage.coordinator.sees("The supporter could not reach them.")
    await taps(supporter, "Not yet", "Another conversation")
    supporter.close()
    assert (await stage.requests())[0].escalation is Escalation.COORDINATOR


async def test_could_not_reach_and_nobody_ever_answers_is_closed_as_unreachable(stage: Stage) -> None:
    await unreached(stage)
    await stage.forward(21 * 24)
    await nothing_leads_to_anybody(stage)
    closed = Counted("request", outcome="unreachable", conversation="0", took_place="not_answered")
    assert closed in await counted(stage)


# --- the end -------------------------------------------------------------------------------------------------------


async def test_r64_the_physician_says_they_are_done_and_is_asked_once_without_a_name(stage: Stage) -> None:
    robin, supporter = await connected(stage)
    tickets = await rows(stage, "SELECT hash FROM ticket")  # the one for how they heard of this, which nobody pressed
    await robin.press("Open")
    await robin.press("More")
    await robin.press("We are done")
    await robin.press("Yes, we are done")
    robin.sees("Your request is closed", "was this useful?")
    yes = robin.button("Yes")
    await robin.press("Somewhat")
    robin.sees("One more tap, if you like")
    await robin.press("Someone who listened")
    assert robin.notice == "Thank you."
    await robin.press_kept(yes)
    assert robin.notice == "Thank you, we have your answer already."
    assert await rows(stage, "SELECT quarter, answer FROM useful") == [("2026Q3", "somewhat")]
    assert await rows(stage, "SELECT hash FROM ticket") == tickets
    assert "Closed. Please destroy any note you made." in supporter.chat()[-1]
    await nothing_leads_to_anybody(stage)


async def test_skipping_the_useful_tap_counts_nothing_and_ends_the_asking(stage: Stage) -> None:
    robin, supporter = await connected(stage)
    await stage.forward(48)
    await taps(supporter, "Yes, under 30 minutes", "Fully", "We are done")
    await robin.press("Open")
    yes = robin.button("Yes")
    await robin.press("Skip")
    assert await rows(stage, "SELECT answer FROM useful") == []
    await robin.press_kept(yes)
    assert "have your answer already" in robin.notice
    assert await rows(stage, "SELECT answer FROM useful") == []


async def test_r64_nobody_is_asked_twice_in_a_row_and_what_is_kept_of_it_tells_a_month(stage: Stage) -> None:
    """The question has no owner; it is made when it is shown, and whoever opens the update again reads the rest."""
    robin, supporter = await connected(stage)
    tickets = await rows(stage, "SELECT hash FROM ticket")
    await stage.forward(48)
    await taps(supporter, "Yes, under 30 minutes", "Fully", "We are done")
    supporter.close()
    assert set(await rows(stage, "SELECT hash FROM ticket")) <= set(tickets), "made before it was shown"
    await robin.press("Open")
    robin.sees("Nothing is open here", "was this useful?")
    robin.close()
    await robin.press("Open")
    robin.sees("Nothing is open here", "The phone is there for you too")
    assert "Ask again" in robin.buttons()
    assert "was this useful?" not in robin.screen()
    [(until,)] = await rows(stage, "SELECT max(until) FROM ticket")
    assert datetime.fromtimestamp(until / 1_000_000, UTC) == datetime(2026, 11, 1, tzinfo=UTC)


async def test_after_the_end_the_physician_can_ask_again_and_the_year_counts_for_the_supporter(stage: Stage) -> None:
    robin, supporter = await connected(stage)
    await stage.forward(48)
    await taps(supporter, "Yes, under 30 minutes", "Fully", "We are done")
    supporter.close()
    await robin.press("Open")
    await robin.press("Ask again")
    await robin.press("Continue")
    await robin.submit(contact=CONTACT)
    assert stage.offered() is stage.supporters[2]  # fewest matches this year, another department


@pytest.mark.parametrize("state", ["offered", "named", "matched", "connected"])
async def test_r44_withdrawn_at_any_moment_leaves_nothing_and_stops_the_supporter(stage: Stage, state: str) -> None:
    robin = stage.physician
    await stage.ask(language="fr")
    supporter = stage.offered()
    if state != "offered":
        await supporter.press("Accept")
    if state in {"matched", "connected"}:
        await supporter.press("No, confirm")
    supporter.close()
    if state == "connected":
        await supporter.press("We're in touch")
        supporter.close()
    await opens_update(robin)
    if state in {"matched", "connected"}:
        await robin.press("More")
    await robin.press("Withdraw")
    await robin.press("Yes, withdraw")
    robin.sees("Done. Everything that linked you to this request is erased here.", "204-555-0142")
    told = "This is no longer needed" if state == "offered" else "Closed. Please don't call; destroy any note you made."
    assert told in supporter.chat()[-1]
    assert not {"Accept", "Continue", "Details", "Three taps"} & set(supporter.buttons())
    await nothing_leads_to_anybody(stage)
    said = "one" if state == "connected" else ""
    assert await counted(stage) == [Counted("request", outcome="withdrawn", conversation="0", contact=said)]
    await stage.forward(30 * 24)
    assert told in supporter.chat()[-1]


@pytest.mark.parametrize(
    ("before", "open_dialog", "next_press"),
    [
        (["Accept"], "", "No, confirm"),
        (["Accept"], "", "Yes, find someone else"),
        (["Accept"], "", "Decline"),
        (["Accept", "No, confirm"], "", "I know them: someone else"),
        (["Accept", "No, confirm"], "", "Hand over"),
        (["Accept", "No, confirm"], "Three taps", "Yes, under 30 minutes"),
    ],
)
async def test_withdrawn_in_the_middle_of_a_dialog_says_closed_on_the_next_press_and_shuts_it(
    stage: Stage, before: list[str], open_dialog: str, next_press: str
) -> None:
    robin = stage.physician
    await stage.ask(language="fr")
    supporter = stage.offered()
    for words in before:
        await supporter.press(words)
    if open_dialog:
        supporter.close()
        await supporter.press("We're in touch")
        supporter.close()
        await supporter.press(open_dialog)
    await robin.press("Open")
    if "More" in robin.buttons():
        await robin.press("More")
    await robin.press("Withdraw")
    await robin.press("Yes, withdraw")
    await supporter.press(next_press)
    assert supporter.notice == "Closed. Please don't call; destroy any note you made."
    assert not supporter.inside
    await nothing_leads_to_anybody(stage)


# --- outside the record --------------------------------------------------------------------------------------------


async def test_r54_a_debrief_is_wished_for_outside_the_record_and_its_list_empties(stage: Stage) -> None:
    _, supporter = await connected(stage)
    casey, devon = stage.coordinator, stage.deputy
    await stage.forward(48)
    await taps(supporter, "Yes, over 60 minutes", "Partly", "We are done")
    await supporter.press("I would like a debrief")
    assert supporter.notice == "Noted. A coordinator will offer you one."
    casey.sees("A supporter would like a debrief.")
    assert supporter.name not in "".join(casey.chat())
    await nothing_leads_to_anybody(stage)
    debriefs = casey.button("Open")
    await casey.press("Open")
    casey.sees(supporter.name)
    await casey.press("All were offered one")
    casey.sees("Nobody is waiting for one.")
    assert "Nobody is waiting for one." in devon.chat()[-1]
    await supporter.press_kept(debriefs)
    assert "for coordinators" in supporter.notice


async def test_a_worry_about_safety_gives_numbers_and_sends_nothing(stage: Stage) -> None:
    _, supporter = await connected(stage)
    await taps(supporter, "Yes, over 60 minutes", "Partly", "Another conversation")
    await supporter.press("In two weeks")
    before = await rows(stage, "SELECT count(*) FROM audit"), await rows(stage, "SELECT count(*) FROM slot")
    await supporter.press("I am worried about someone's safety")
    supporter.sees("911", "9-8-8", "Confidence has the limits of everyday practice")
    assert (await rows(stage, "SELECT count(*) FROM audit"), await rows(stage, "SELECT count(*) FROM slot")) == before
