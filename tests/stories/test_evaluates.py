"""Nobody is offered a request of whom they evaluate (R27), however the one who asks comes, and whatever they are called
by then."""

from dataclasses import replace

import pytest

from bot.core.people import Kind, Person
from bot.core.request import Details, OfferState
from bot.flows.common.desk import Desk
from bot.flows.match.candidates import explained
from bot.process.demo import SITE
from bot.roster import RosterRow
from bot.runtime import roster_import
from bot.surface import Press, Submit
from storage.transactions.unit_of_work import UnitOfWork
from tests.stage import CONTACT, Actor, Stage
from tests.stories.test_asking import STRANGER

ROBIN = "robin.fictional@example.org"
AMI = "ami@example.org"  # on no roster


async def evaluated_by_all_but_one(stage: Stage, email: str) -> Actor:
    """Everybody evaluates them but the last, who is returned: whoever asks is offered to that one or to nobody."""
    *others, last = stage.supporters
    for supporter in others:
        await stage.rewrite(supporter, evaluates_people=frozenset({email}))
    return last


async def married(stage: Stage) -> None:
    """The roster has another e-mail of the physician from now on, with the same account."""
    await stage.rewrite(stage.physician, email="robin.married@example.org")


async def never_offered(stage: Stage, but: Actor, *, from_now_on: bool = False) -> None:
    """To nobody but this one, and not after they declined either, however long it takes. `from_now_on`: what was
    taken back before does not count."""
    assert stage.offered() is but
    await stage.declines(but)
    await stage.forward(72)
    (request,) = await stage.requests()
    offers = await stage.read(lambda unit: unit.offers.of_request(request.id))
    counted = [each for each in offers if not (from_now_on and each.state is OfferState.RECALLED)]
    assert {each.supporter for each in counted} == {await stage.id_of(but)}


async def asks_from_nowhere(stage: Stage, contact: str, **more: str) -> None:
    stranger = stage.account(STRANGER)
    values = {"contact": contact, **more}
    await stage.house.engine.handle(Submit("", stranger, "en", "Dr. Ami", verb="ask-send", values=values))
    await stage.settle()


# --- T-F1: a married name ------------------------------------------------------------------------------------------


async def test_a_new_email_of_the_evaluated_person_changes_nothing(stage: Stage) -> None:
    last = await evaluated_by_all_but_one(stage, ROBIN)
    await married(stage)
    await stage.ask()
    await never_offered(stage, last)


async def test_the_file_says_the_old_email_once_more_and_still_means_the_same_person(stage: Stage) -> None:
    last = await evaluated_by_all_but_one(stage, ROBIN)
    await married(stage)
    await evaluated_by_all_but_one(stage, ROBIN)
    await stage.ask()
    await never_offered(stage, last)


async def test_a_new_email_between_offer_and_confirm_is_no_way_in(stage: Stage) -> None:
    """The entry comes while the offer is open, and then the name changes: both are read again at confirm."""
    await stage.ask()
    asked = stage.offered()
    await asked.press("Accept")
    confirm = asked.button("No, confirm")
    await stage.rewrite(asked, evaluates_people=frozenset({ROBIN}))
    await married(stage)
    await asked.press_kept(confirm)
    assert "not available any more" in asked.notice
    requests = await stage.requests()
    offers = await stage.read(lambda unit: unit.offers.of_request(requests[0].id))
    assert OfferState.CONFLICT in {each.state for each in offers}


async def test_an_entry_of_an_older_version_names_them_before_a_file_of_one_row_renames_them(stage: Stage) -> None:
    """Whom it names was never looked up: it stands as an upgrade leaves it."""
    last = await evaluated_by_all_but_one(stage, AMI)

    def as_before(unit: UnitOfWork) -> None:
        for person in unit.people.everybody():
            if person.evaluates_people:
                unit.people.put(replace(person, evaluates_people=frozenset({ROBIN}), evaluates_found=frozenset()))

    await stage.read(as_before)
    await married(stage)
    await stage.ask()
    await never_offered(stage, last)


async def test_an_entry_with_the_old_email_in_the_very_file_that_renames_them(stage: Stage) -> None:
    *others, last = stage.supporters

    def imported(unit: UnitOfWork) -> None:
        rows = []
        for row in roster_import.everybody(unit):
            person = row.person
            if person.email == ROBIN:
                person = replace(person, email="robin.married@example.org")
            elif person.name in {each.name for each in others}:
                person = replace(person, evaluates_people=frozenset({ROBIN}))
            rows.append(RosterRow(person, row.accounts))
        roster_import.apply(unit, stage.house.programme, rows)

    await stage.read(imported)
    await stage.settle()
    await stage.ask()
    await never_offered(stage, last)


# --- on no list ----------------------------------------------------------------------------------------------------


async def test_who_is_on_no_roster_is_known_by_the_contact_that_they_type(stage: Stage) -> None:
    last = await evaluated_by_all_but_one(stage, AMI)
    await asks_from_nowhere(stage, "Ami@Example.org")
    await never_offered(stage, last)


async def test_with_another_account_and_todays_email_the_old_entry_is_theirs_too(stage: Stage) -> None:
    """On the roster under a married name; they come with an account that nobody knows, and type today's e-mail."""
    last = await evaluated_by_all_but_one(stage, ROBIN)
    await married(stage)
    await asks_from_nowhere(stage, "robin.married@example.org")
    await never_offered(stage, last)


async def test_entered_by_hand_with_an_email_to_write_to(stage: Stage) -> None:
    """Somebody without any account, whose contact is all that there is."""
    last = await evaluated_by_all_but_one(stage, AMI)
    await asks_from_nowhere(stage, CONTACT)

    def by_hand(unit: UnitOfWork) -> None:
        request = unit.requests.waiting()[0] if unit.requests.waiting() else unit.requests.open_ones()[0]
        absent = unit.people.put(Person(id="", site=SITE, name="Ami Invented", kind=Kind.ABSENT))
        entered = replace(request, id="", number="")
        unit.requests.open(entered, Details(absent.id, AMI))
        desk = Desk(unit, stage.house.programme, unit.now)
        mine = unit.requests.of_physician(absent.id)
        assert mine is not None
        asked = [row.person.name for row in explained(desk, mine) if row.place is not None]
        assert asked in ([last.name], [])

    await stage.read(by_hand)


@pytest.mark.parametrize("email", [ROBIN, "robin.married@example.org"])
async def test_whoever_was_erased_is_known_by_a_mark_and_comes_back_as_a_stranger(stage: Stage, email: str) -> None:
    last = await evaluated_by_all_but_one(stage, ROBIN)
    await married(stage)
    await stage.forgotten(stage.physician)
    kept = [each for each in await stage.read(lambda unit: unit.people.everybody()) if each.evaluates_marks]
    assert len(kept) == len(stage.supporters) - 1
    assert not any(each.evaluates_people or each.evaluates_found for each in kept)
    await asks_from_nowhere(stage, email)
    await never_offered(stage, last)


# --- a department -----------------------------------------------------------------------------------------------------


async def test_the_department_that_somebody_on_no_roster_names_keeps_its_evaluators_out(stage: Stage) -> None:
    last = await one_who_does_not_evaluate_surgery(stage)
    form = await stage.house.engine.handle(Press("", stage.account(STRANGER), "en", "Dr. Ami", verb="ask-form"))
    assert form.dialog is not None
    assert "department" in {each.name for each in form.dialog.fields}
    await asks_from_nowhere(stage, CONTACT, department="Surgery")
    await never_offered(stage, last)


async def test_it_is_asked_of_a_physician_whose_row_has_none_and_counts_from_the_tap_on(stage: Stage) -> None:
    robin = stage.physician
    last = await one_who_does_not_evaluate_surgery(stage)
    await stage.rewrite(robin, department="")
    await stage.ask()
    await robin.press("Open")
    await robin.press("Change")
    assert "Surgery" in robin.fields()["department"]
    await robin.submit(department="Surgery")
    robin.close()
    await stage.settle()
    await never_offered(stage, last, from_now_on=True)


async def test_it_is_not_asked_where_the_roster_says_it_or_nobody_evaluates_one(stage: Stage) -> None:
    robin = stage.physician
    await robin.press("Ask for a peer")
    await robin.press("Continue")
    assert "department" not in robin.fields()  # the roster has it
    robin.close()
    for supporter in stage.supporters:
        await stage.rewrite(supporter, evaluates_departments=frozenset())
    form = await stage.house.engine.handle(Press("", stage.account(STRANGER), "en", "Dr. Ami", verb="ask-form"))
    assert form.dialog is not None
    assert "department" not in {each.name for each in form.dialog.fields}


async def one_who_does_not_evaluate_surgery(stage: Stage) -> Actor:
    *others, last = stage.supporters
    for supporter in others:
        await stage.rewrite(supporter, evaluates_departments=frozenset({"Surgery"}))
    await stage.rewrite(last, evaluates_departments=frozenset())
    return last
