"""Whom a programme serves (R75): a peer is of one's own profession, and whoever is not served reads the right place."""

from dataclasses import replace

import pytest

from bot.core.people import Kind, Profession, Role
from storage.transactions.unit_of_work import UnitOfWork
from tests.stage import CONTACT, Actor, Stage
from tests.stories.conftest import Opens
from tests.stories.entering import enters
from tests.stories.test_profile import sees_page_of, writes

NURSE = Profession.NURSE
BOTH = ["physician", "nurse"]


@pytest.fixture
async def both(under: Opens) -> Stage:
    """Physicians and nurses are served; of three supporters Sam is a nurse."""
    stage = await under(professions=BOTH)
    await stage.rewrite(_sam(stage), profession=NURSE)
    return stage


def _sam(stage: Stage) -> Actor:
    return stage.supporters[2]


async def _off_the_roster(stage: Stage) -> Actor:
    """Robin comes in as somebody whom no roster has."""
    robin = stage.physician

    def leaves(unit: UnitOfWork) -> None:
        person = unit.people.by_account(robin.account)
        assert person is not None
        unit.people.save(replace(person, kind=Kind.GUEST, roles=frozenset(), email="", stage=None, department=""))

    await stage.house.engine.run(leaves)
    return robin


async def _form(robin: Actor) -> None:
    robin.close()
    await robin.press("Ask for a peer")
    await robin.press("Continue")


async def _all_declined(stage: Stage) -> list[Actor]:
    """Who was asked, one after the other, until nobody is left."""
    asked: list[Actor] = []
    while there := [each for each in stage.supporters if "Accept" in each.buttons()]:
        asked += there
        await stage.declines(there[0])
    return asked


async def test_a_nurse_is_asked_for_with_nurses_only(both: Stage) -> None:
    await both.rewrite(both.physician, profession=NURSE)
    await both.ask()
    assert await _all_declined(both) == [_sam(both)]


async def test_a_physician_is_asked_for_with_physicians_only(both: Stage) -> None:
    await both.ask()
    assert _sam(both) not in await _all_declined(both)


async def test_where_the_site_says_so_any_profession_helps(under: Opens) -> None:
    stage = await under(professions=BOTH, across_professions=True)
    for each in stage.supporters:
        await stage.rewrite(each, profession=Profession.PHARMACIST)
    await stage.ask()
    assert len(await _all_declined(stage)) == 3


async def test_whoever_is_on_no_roster_says_it_with_one_tap_and_nobody_assumes_it(both: Stage) -> None:
    robin = await _off_the_roster(both)
    await _form(robin)
    assert [*robin.fields()["profession"]][:4] == ["Choose", "Medicine", "Nursing", "Physician assistant"]
    await robin.submit(contact=CONTACT)
    assert "Please choose your profession" in robin.errors["profession"]
    assert await both.requests() == []
    await robin.submit(contact=CONTACT, profession="nurse")
    robin.sees("Sent.")
    [request] = await both.requests()
    assert (await both.read(lambda unit: unit.requests.details(request))).profession == "nurse"
    assert (await both.read(lambda unit: unit.people.by_account(robin.account))).profession is None
    await robin.press("Show")
    robin.sees("Nursing")
    assert await _all_declined(both) == [_sam(both)]


async def test_whoever_changes_a_request_may_say_another_profession(both: Stage) -> None:
    robin = await _off_the_roster(both)
    await both.ask(profession="nurse")
    assert both.offered() is _sam(both)
    await robin.press("Open")
    await robin.press("Change")
    await robin.submit(profession="physician")
    robin.close()
    await both.forward(1 / 60)
    assert "Accept" not in _sam(both).buttons()
    assert both.offered() is not _sam(both)


async def test_where_physicians_alone_are_served_nobody_is_asked_for_it(stage: Stage) -> None:
    robin = await _off_the_roster(stage)
    await _form(robin)
    assert "profession" not in robin.fields()
    await robin.submit(contact=CONTACT)
    robin.sees("Sent.")


async def test_whoever_has_it_on_the_roster_is_not_asked_for_it(both: Stage) -> None:
    await _form(both.physician)
    assert "profession" not in both.physician.fields()


async def test_whoever_asks_by_phone_is_asked_for_it_too(both: Stage) -> None:
    casey = both.coordinator
    await enters(casey)
    assert "Please choose your profession" in casey.errors["profession"]
    await casey.submit(name="Wren Elsewhere", contact=CONTACT, profession="nurse")
    casey.sees("Sent")
    await both.settle()
    assert both.offered() is _sam(both)


# --- whoever is not served -------------------------------------------------------------------------------------------


async def test_p8_a_nurse_of_the_roster_reads_of_no_physicians_line(stage: Stage) -> None:
    robin = stage.physician
    await stage.rewrite(robin, profession=NURSE)
    await robin.press("Ask for a peer")
    robin.sees("This programme is for physicians", "Manitoba Suicide Prevention and Support Line")
    assert "Physicians at Risk" not in robin.screen()
    assert "Physician and Family Support" not in robin.screen()


async def test_whoever_taps_a_profession_that_is_not_served_reads_the_right_place_and_nothing_is_kept(
    both: Stage,
) -> None:
    robin = await _off_the_roster(both)
    await _form(robin)
    await robin.submit(contact=CONTACT, profession="pharmacist")
    robin.sees("Here this programme is for: Medicine, Nursing", "Manitoba Suicide Prevention and Support Line")
    assert "Physicians at Risk" not in robin.screen()
    assert await both.requests() == []


async def test_each_site_of_a_file_says_whom_it_serves(both: Stage) -> None:
    robin = both.physician
    await robin.press("What this is")
    robin.sees("This programme serves: Medicine, Nursing", "with a trained colleague who listens")
    assert "physician" not in robin.screen()


async def test_the_home_card_says_physician_only_where_that_is_true_of_everybody_who_listens(both: Stage) -> None:
    await both.physician.command("ask")
    both.physician.sees("with a volunteer colleague who is trained to listen")


# --- who may become a supporter --------------------------------------------------------------------------------------


@pytest.mark.parametrize(("professions", "offered"), [(["physician"], False), (BOTH, True)])
async def test_a_nurse_may_volunteer_where_nurses_are_served(
    under: Opens, professions: list[str], offered: bool
) -> None:
    stage = await under(professions=professions)
    await stage.rewrite(stage.physician, profession=NURSE)
    await stage.physician.press("More for you")
    assert ("Being a supporter" in stage.physician.buttons()) is offered


async def test_a_referrer_with_a_profession_that_is_served_may_ask(both: Stage) -> None:
    await both.rewrite(both.physician, roles=frozenset({Role.REFERRER}), profession=NURSE)
    await both.ask()
    assert both.offered() is _sam(both)


# --- by name ---------------------------------------------------------------------------------------------------------


async def test_whoever_is_no_peer_is_not_offered_by_name(both: Stage) -> None:
    """They would be chosen, and never asked."""
    robin, sam = both.physician, _sam(both)
    await writes(sam)
    await sees_page_of(robin, sam)
    robin.sees(sam.name, "Nursing")
    robin.lacks("Ask this person")
    await _form(robin)
    assert sam.name not in robin.fields()["asked_for"]
    robin.close()
    await both.rewrite(robin, profession=NURSE)
    await sees_page_of(robin, sam)
    await robin.press("Ask this person")


# --- what a coordinator sees -----------------------------------------------------------------------------------------


async def test_a_profession_is_a_hidden_reason(both: Stage) -> None:
    """Rule 5: it would tell what the one who asks works as."""
    casey = both.coordinator
    await both.rewrite(both.physician, profession=NURSE)
    await both.ask()
    await _all_declined(both)
    casey.sees("needs you")
    await casey.press("Open")
    casey.sees(f"{both.supporters[0].name}: not available for this request")
    assert "Nursing" not in casey.screen()


async def test_a_coordinator_says_what_a_supporter_works_as(both: Stage) -> None:
    casey = both.coordinator
    await casey.command("supporter")
    await casey.press("Open")
    sam = _sam(both)
    await casey.submit(person=await both.id_of(sam))
    await casey.press("Change")
    await casey.press("For the matching")
    assert "Nursing" in casey.fields()["profession"]
    await casey.submit(profession="physician")
    person = await both.read(lambda unit: unit.people.by_account(sam.account))
    assert person.works_as is Profession.PHYSICIAN
