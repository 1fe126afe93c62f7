"""Career stage (R07, R26): asked with one tap where none is on record; unknown counts as mid; the rule can be bent."""

import pytest

from bot.core.people import Stage as Career
from bot.surface import Press, Submit
from tests.stage import CONTACT, Actor, Stage
from tests.stories.conftest import Opens
from tests.stories.traces import rows


async def _careers(stage: Stage, supporters: Career | None, asks: Career | None) -> None:
    for each in stage.supporters:
        await stage.rewrite(each, stage=supporters)
    await stage.rewrite(stage.physician, stage=asks)


async def _form(robin: Actor) -> None:
    robin.close()
    await robin.press("Ask for a peer")
    await robin.press("Continue")


def _asked(stage: Stage) -> list[Actor]:
    return [each for each in stage.supporters if "Accept" in each.buttons()]


async def test_f1_an_unlisted_physician_is_matched_by_a_team_of_mid_career_supporters(stage: Stage) -> None:
    await _careers(stage, Career.MID, None)
    stranger = stage.account("visiting-locum")
    send = Submit("", stranger, "en", "Dr. Visiting Locum", verb="ask-send", values={"contact": CONTACT})
    await stage.house.engine.handle(send)
    await stage.settle()
    assert len(_asked(stage)) == 1


async def test_f1_supporters_without_a_stage_are_asked_for_a_mid_career_physician(stage: Stage) -> None:
    await _careers(stage, None, Career.MID)
    await stage.ask()
    assert len(_asked(stage)) == 1


async def test_f1_all_on_no_roster_spread_over_the_whole_team(stage: Stage) -> None:
    """Three unlisted physicians, three mid-career supporters: nobody is asked twice, nobody is left out."""
    await _careers(stage, Career.MID, None)
    for number in range(3):
        send = Submit("", stage.account(f"locum-{number}"), "en", f"Dr. Locum {number}", verb="ask-send",
                      values={"contact": f"204-555-01{number}7"})  # fmt: skip
        await stage.house.engine.handle(send)
        await stage.settle()
    assert len(_asked(stage)) == 3


async def test_the_ask_stays_at_three_taps_and_one_typed_field_and_the_stage_is_one_more_tap_at_most(
    stage: Stage,
) -> None:
    robin = stage.physician
    await stage.rewrite(robin, stage=None)
    await _form(robin)
    stages = robin.fields()["stage"]
    assert [*stages] == ["Rather not say", "Learner", "Early", "Mid", "Late", "Retired"]
    robin.sees("Coordinators could infer your career stage from whom it excludes.")
    await robin.submit(contact=CONTACT)
    robin.sees("Sent.")
    assert (robin.taps, robin.typed) == (3, 1)
    assert len(_asked(stage)) == 1


async def test_whoever_has_a_stage_on_the_roster_is_not_asked_for_it(stage: Stage) -> None:
    await _form(stage.physician)
    assert "stage" not in stage.physician.fields()


async def test_a_tapped_stage_counts_as_the_rosters_would(stage: Stage) -> None:
    await _careers(stage, Career.MID, None)
    await stage.ask(stage="late")
    assert _asked(stage) == []
    stage.coordinator.sees("Nobody here may be asked for this request as it stands")


@pytest.mark.parametrize("said", ["", "late"])
async def test_what_is_tapped_lies_sealed_with_the_request_and_not_with_the_person(stage: Stage, said: str) -> None:
    await stage.rewrite(stage.physician, stage=None)
    await stage.ask(stage=said)
    [request] = await stage.requests()
    details = await stage.read(lambda unit: unit.requests.details(request))
    assert details.stage == (said or "unsaid")
    person = await stage.read(lambda unit: unit.people.by_account(stage.physician.account))
    assert person.stage is None


async def test_r07_whoever_taps_a_stage_that_is_not_served_hears_the_right_place_and_nothing_is_kept(
    under: Opens,
) -> None:
    stage = await under(serves=["mid", "late"])
    robin = stage.physician
    await stage.rewrite(robin, stage=None)
    before = await rows(stage, "SELECT id FROM person")
    await _form(robin)
    await robin.submit(contact=CONTACT, stage="trainee")
    robin.sees("does not serve your career stage", "204-555-0142", "Physician and Family Support Program")
    assert await stage.requests() == []
    stranger = stage.account("visiting-locum")
    values = {"contact": CONTACT, "stage": "trainee"}
    reply = await stage.house.engine.handle(
        Submit("", stranger, "en", "Dr. Visiting Locum", verb="ask-send", values=values)
    )
    assert "ask-not-served" in str(reply.dialog)
    assert await rows(stage, "SELECT id FROM person") == before
    assert (await stage.house.engine.handle(Press("", stranger, "en", verb="ask"))).dialog is not None
    await _form(robin)
    await robin.submit(contact=CONTACT)  # rather not say is unknown, and an unknown stage is served
    robin.sees("Sent.")


async def test_the_coordinator_reads_the_supporters_stage_and_bends_the_rule_with_a_tick(stage: Stage) -> None:
    casey = stage.coordinator
    ada, ines, sam = stage.supporters
    await _careers(stage, Career.MID, Career.LATE)
    await stage.rewrite(sam, stage=None)
    await stage.ask(not_these=[ines.account.user])
    casey.sees("Nobody here may be asked for this request as it stands")
    await casey.press("Open")
    casey.sees(f"{ada.name}: career stage (mid-career physician)", f"{sam.name}: career stage (none on record)")
    assert "late" not in casey.screen()
    await casey.press("Choose a supporter")
    casey.sees("You may bend it for this request; no other rule bends.")
    listed = " ".join(casey.fields()["supporter"])
    assert ada.name in listed
    assert sam.name in listed
    assert ines.name not in listed  # somebody on the list stays out, whatever their stage
    await casey.submit(supporter=await stage.id_of(ada))
    assert "Please tick this first" in casey.errors["bend"]
    assert _asked(stage) == []
    await casey.submit(supporter=await stage.id_of(ada), bend="yes")
    assert _asked(stage) == [ada]
    casey.close()
    await ada.press("Accept")
    await ada.press("No, confirm")
    ada.sees(CONTACT)
    ada.close()
    await casey.command("audit")
    await casey.press("Open")
    casey.sees("bent the career rule")


async def test_bent_for_one_request_the_rule_stands_for_the_next(stage: Stage) -> None:
    casey, robin = stage.coordinator, stage.physician
    await _careers(stage, Career.MID, Career.LATE)
    await stage.ask()
    await casey.press("Open")
    await casey.press("Choose a supporter")
    await casey.submit(supporter=await stage.id_of(stage.supporters[0]), bend="yes")
    casey.close()
    await robin.press("Open")
    await robin.press("Withdraw")
    await robin.press("Yes, withdraw")
    robin.close()
    await stage.ask()
    assert _asked(stage) == []
