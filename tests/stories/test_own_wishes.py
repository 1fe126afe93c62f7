"""Wishes that work (R24, R76): a site's own list, supporters' own ticks that nobody sees, and no promise."""

from dataclasses import replace

import pytest

from bot.core.people import Kind, Role, Standing
from storage.transactions.unit_of_work import UnitOfWork
from tests.stage import CONTACT, Actor, Stage
from tests.stories.conftest import ON_PLAYGROUND, Opens
from tests.stories.traces import rows

LIST = """wishes = ["gender-woman", "same-specialty", "other-specialty", "other-department",
  { id = "complaint", en = "Someone who has been through a complaint", fr = "Quelqu'un qui a vécu une plainte" },
  { id = "abroad", en = "Someone trained abroad", fr = "Quelqu'un formé à l'étranger" },
]"""
COMPLAINT = "Someone who has been through a complaint"


@pytest.fixture
async def listing(under: Opens) -> Stage:
    """The deputy is a supporter too, so that there are four; the site has two wishes of its own."""
    stage = await under(site=LIST)
    prepared = await stage.read(lambda unit: unit.people.by_account(stage.supporters[0].account))
    await stage.rewrite(
        stage.deputy,
        roles=frozenset({Role.COORDINATOR, Role.SUPPORTER}),
        stage=prepared.stage,
        department="",
        trained_hours=prepared.trained_hours,
        agreement_version=prepared.agreement_version,
        agreement_signed_on=prepared.agreement_signed_on,
    )
    return stage


async def _ticks(actor: Actor, **tags: str | list[str]) -> None:
    actor.close()
    await actor.command("profile")
    await actor.press("Open")
    await actor.press("My page")
    await actor.press("Wishes I could meet")
    await actor.submit(**tags)
    actor.close()


async def _wishes(robin: Actor) -> list[str]:
    robin.close()
    await robin.press("Ask for a peer")
    await robin.press("Continue")
    found = [*robin.fields().get("wish", ())]
    robin.close()
    return found


async def _asked_in_turn(stage: Stage) -> list[Actor]:
    everybody = [*stage.supporters, stage.deputy]
    asked: list[Actor] = []
    while there := [each for each in everybody if "Accept" in each.buttons()]:
        asked += there
        await stage.declines(there[0])
    return asked


async def test_r76_a_wish_is_listed_once_three_hold_it_and_moves_them_up(listing: Stage) -> None:
    ada, ines, sam = listing.supporters
    for each in (ada, ines):
        await _ticks(each, tag_complaint="yes")
        assert COMPLAINT not in await _wishes(listing.physician)
    await _ticks(listing.deputy, tag_complaint="yes")
    assert COMPLAINT in await _wishes(listing.physician)
    assert "Someone trained abroad" not in await _wishes(listing.physician)
    await listing.ask(wish="complaint")
    asked = await _asked_in_turn(listing)
    assert asked.index(sam) > max(asked.index(each) for each in (ada, ines))


@ON_PLAYGROUND
async def test_r24_a_wish_that_nobody_meets_leaves_everybody(listing: Stage) -> None:
    """A forged one: no platform sends what it was not given."""
    await listing.ask(wish="abroad")
    assert {*listing.supporters} <= {*await _asked_in_turn(listing)}


async def test_r76_the_ticks_are_shown_to_nobody_and_stand_sealed(listing: Stage) -> None:
    ada, casey = listing.supporters[0], listing.coordinator
    await _ticks(ada, tag_complaint="yes")
    person = await listing.read(lambda unit: unit.people.by_account(ada.account))
    assert person.standing.tags == ("complaint",)
    assert not [row for row in await rows(listing, "SELECT standing, profile FROM person") if b"complaint" in row[0]]
    await casey.command("supporter")
    await casey.press("Open")
    await casey.submit(person=await listing.id_of(ada))
    for way in ("Change", "For the matching"):
        assert "complaint" not in casey.screen()
        await casey.press(way)
    assert "complaint" not in f"{casey.screen()} {casey.fields()}"


async def test_r45_whoever_ticked_reads_what_is_kept_of_it(listing: Stage) -> None:
    ada = listing.supporters[0]
    await _ticks(ada, tag_complaint="yes")
    await ada.press("Privacy")
    await ada.press("What is kept about me")
    ada.sees(f"Wishes I could meet: {COMPLAINT}")


async def test_what_a_tick_may_tell_stands_above_it(listing: Stage) -> None:
    ada = listing.supporters[0]
    await ada.command("profile")
    await ada.press("Open")
    await ada.press("My page")
    await ada.press("Wishes I could meet")
    ada.sees("Nobody sees your ticks", "Someone who wished for this may guess it about you")


async def test_one_tick_less_takes_the_wish_off_the_list_and_off_the_search(listing: Stage) -> None:
    ada, ines, sam = listing.supporters
    for each in (ada, ines, listing.deputy):
        await _ticks(each, tag_complaint="yes")
    await listing.ask(wish="complaint")
    await _ticks(ines, tag_complaint=[])
    assert COMPLAINT not in await _wishes(sam)
    asked = await _asked_in_turn(listing)
    assert asked.index(sam) < asked.index(ada)  # who is of another department: as without a wish


@ON_PLAYGROUND
async def test_whoever_is_away_holds_it_all_the_same(listing: Stage) -> None:
    """The list would tell the days of the third."""
    for each in (*listing.supporters[:2], listing.deputy):
        await _ticks(each, tag_complaint="yes")
    await listing.supporters[0].command("away")
    assert COMPLAINT in await _wishes(listing.physician)


@ON_PLAYGROUND
async def test_the_list_is_the_same_for_a_supporter_who_holds_it(listing: Stage) -> None:
    for each in (*listing.supporters[:2], listing.deputy):
        await _ticks(each, tag_complaint="yes")
    assert COMPLAINT in await _wishes(listing.supporters[0])


@ON_PLAYGROUND
async def test_where_the_role_ends_the_ticks_end(listing: Stage) -> None:
    ada = listing.supporters[0]
    await _ticks(ada, tag_complaint="yes")
    await ada.command("leave")
    await ada.press("Step back now")
    person = await listing.read(lambda unit: unit.people.by_account(ada.account))
    assert person.standing.tags == Standing().tags


@ON_PLAYGROUND
async def test_a_wish_that_a_coordinator_wrote_down_points_at_nobody(listing: Stage) -> None:
    """Whoever enters a request for somebody hears the wish, and sees the places."""
    ada, _, sam = listing.supporters
    for each in (*listing.supporters[:2], listing.deputy):
        await _ticks(each, tag_complaint="yes")

    def without_an_account(unit: UnitOfWork) -> None:
        person = unit.people.by_account(listing.physician.account)
        assert person is not None
        unit.people.save(replace(person, kind=Kind.ABSENT, email=""))

    await listing.ask(wish="complaint")
    await listing.house.engine.run(without_an_account)
    asked = await _asked_in_turn(listing)
    assert asked.index(sam) < asked.index(ada)


@ON_PLAYGROUND
async def test_the_form_that_a_coordinator_fills_in_offers_no_wish_of_the_sites_own(listing: Stage) -> None:
    casey = listing.coordinator
    for each in (*listing.supporters[:2], listing.deputy):
        await _ticks(each, tag_complaint="yes")
    await casey.command("queue")
    for way in ("Open", "Enter a request", "They said yes"):
        await casey.press(way)
    assert COMPLAINT not in casey.fields()["wish"]
    assert "A woman" in casey.fields()["wish"]


# --- what is missing in the asker's own data -------------------------------------------------------------------------


@ON_PLAYGROUND
@pytest.mark.parametrize(
    ("missing", "gone"),
    [
        ({"specialty": ""}, {"My specialty", "Another specialty"}),
        ({}, set()),
    ],
)
async def test_left_out_is_what_the_asker_has_no_word_for(
    listing: Stage, missing: dict[str, str], gone: set[str]
) -> None:
    await listing.rewrite(listing.physician, **({"specialty": "Family medicine"} | missing))
    found = {*await _wishes(listing.physician)}
    assert {"A woman", "My specialty", "Another specialty", "Another department"} - found == gone


@ON_PLAYGROUND
async def test_another_department_is_offered_where_the_own_one_is_known_or_asked(stage: Stage) -> None:
    robin, sam = stage.physician, stage.supporters[2]
    assert "Another department" in await _wishes(robin)
    await stage.rewrite(robin, department="")
    assert "Another department" in await _wishes(robin)  # Sam evaluates one, so that the form asks
    await stage.rewrite(sam, evaluates_departments=frozenset())
    assert "Another department" not in await _wishes(robin)


async def test_r24_another_department_puts_those_first_of_whom_it_is_known(stage: Stage) -> None:
    ada, ines, sam = stage.supporters
    for actor, department in ((ada, "Family Medicine"), (ines, ""), (sam, "Surgery")):
        await stage.rewrite(actor, department=department)
    await stage.ask(wish="other-department")
    assert stage.offered() is sam


async def test_r24_another_specialty_is_one_that_is_known_and_another(listing: Stage) -> None:
    ada, ines, sam = listing.supporters
    await listing.rewrite(listing.physician, specialty="Psychiatry")
    for actor, specialty in ((ada, "psychiatry"), (ines, ""), (sam, "Surgery")):
        await listing.rewrite(actor, specialty=specialty)
    await listing.ask(wish="other-specialty")
    assert listing.offered() is sam


async def test_the_wish_is_read_back_in_the_sites_words(listing: Stage) -> None:
    robin = listing.physician
    for each in (*listing.supporters[:2], listing.deputy):
        await _ticks(each, tag_complaint="yes")
    await listing.ask(contact=CONTACT, wish="complaint")
    await robin.press("Open")
    await robin.press("Show")
    robin.sees(f"Wish: {COMPLAINT}")
