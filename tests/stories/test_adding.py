"""A coordinator adds a supporter in the chat, and changes what the list says of one: as a roster file would."""

from dataclasses import replace

import pytest

from bot.core.people import Person, Role, Standing
from bot.core.people import Stage as Career
from bot.flows.departures import unlisting
from bot.roster import RosterError, RosterRow, read, write
from bot.runtime import roster_import
from tests.stage import Actor, Stage
from tests.stories.conftest import Opens
from tests.stories.test_joining import looks_at
from tests.stories.test_vouched import VOUCHED, asks, whose
from tests.stories.variants import OTHER_SITE

NAME, EMAIL = "Dr. Noa Invented", "noa.invented@example.org"
MATCHING = {
    "stage": "late",
    "gender": "woman",
    "speaks_en": "yes",
    "speaks_fr": "yes",
    "specialty": "Oncology",
    "department": "Surgery",
    "evaluates": "",
    "hours": "4",
    "signed_on": "2026-06-01",
}


async def opens_add(coordinator: Actor) -> None:
    coordinator.close()
    await coordinator.command("supporters")
    await coordinator.press("Open")
    await coordinator.press("Add a supporter")


async def adds(coordinator: Actor, **values: str | list[str]) -> None:
    await opens_add(coordinator)
    first: dict[str, str | list[str]] = {"name": NAME, "email": EMAIL, "phone": "", "account": []}
    await coordinator.submit(**(first | values))
    for user in () if coordinator.errors else values.get("account", ()):
        await coordinator.submit(**(first | values), **{f"theirs_{user}": "yes"})


async def opens_change(coordinator: Actor, person: Person) -> None:
    coordinator.close()
    await coordinator.command("supporter")
    await coordinator.press("Open")
    await coordinator.submit(person=person.id)
    await coordinator.press("Change")


async def known(stage: Stage, email: str = EMAIL) -> Person:
    found: Person | None = await stage.read(lambda unit: unit.people.by_email(email))
    assert found is not None
    return found


async def test_a_supporter_is_added_with_all_that_the_list_has_and_is_asked(stage: Stage) -> None:
    casey, robin = stage.coordinator, stage.physician
    *others, guest = stage.supporters
    await stage.forgotten(guest)
    for each in others:
        await stage.deactivated(each)
    await adds(casey, phone="+1 (204) 555\u20110144 ext. 7", account=[guest.account.user])
    casey.sees("For the matching", NAME)
    await casey.submit(**MATCHING)
    casey.sees("One supporter", NAME, "4 of 4 h")
    person = await known(stage)
    assert (person.name, person.phone, set(person.roles)) == (NAME, "204-555-0144 x7", {Role.SUPPORTER})
    assert (person.stage, person.gender, person.languages) == (Career.LATE, "woman", ("en", "fr"))
    assert (person.agreement_version, str(person.agreement_signed_on)) == ("demo-1", "2026-06-01")
    await robin.press("Ask for a peer")
    await robin.press("Continue")
    await robin.submit(contact="204-555-0123")
    await stage.settle()
    guest.sees("A colleague would like to talk")


async def test_who_is_added_hears_that_the_agreement_waits(stage: Stage) -> None:
    noa = stage.physician
    await stage.forgotten(noa)
    await adds(stage.coordinator, account=[noa.account.user])
    await stage.settle()
    await noa.press("Open")
    noa.sees("Version: demo-1")


async def test_what_is_wrong_is_told_at_its_field_and_nothing_is_kept(stage: Stage) -> None:
    casey, ada = stage.coordinator, stage.supporters[0]
    await adds(casey, name="\u200b", email="noa at example.org", phone="2.04556E+09", account=[ada.account.user])
    assert casey.errors == {
        "name": "Please give a name.",
        "email": "Please give an email.",
        "phone": "Please give us the whole number, with its area code.",
        "account": "This account is somebody else's on the list.",
    }
    await adds(casey, email="ada.maple@example.org")
    assert casey.errors == {"email": "They are a supporter already. “Change” is on their page."}
    await adds(casey, email="casey.sample@example.org")
    assert casey.errors == {"email": "This is about you. Another coordinator has to do it."}
    assert await stage.read(lambda unit: unit.people.by_email(EMAIL)) is None


async def test_a_physician_of_the_list_becomes_a_supporter_with_all_that_the_list_has(stage: Stage) -> None:
    robin, casey = stage.physician, stage.coordinator
    before = await known(stage, "robin.fictional@example.org")
    await adds(casey, name="Dr. Robin Fictional", email="Robin.Fictional@example.org")
    after = await known(stage, "robin.fictional@example.org")
    assert (after.id, after.stage, after.gender, after.phone) == (before.id, before.stage, before.gender, before.phone)
    assert after.roles == {Role.SUPPORTER}
    assert robin.account in await stage.read(lambda unit: unit.people.accounts(after.id))


async def test_whoever_offered_to_help_waits_for_no_yes_any_more(stage: Stage) -> None:
    robin, casey = stage.physician, stage.coordinator
    await robin.command("profile")
    await robin.press("Open")
    await robin.press("I would like to help")
    robin.close()
    await adds(casey, name="Dr. Robin Fictional", email="robin.fictional@example.org")
    casey.close()
    await casey.command("supporters")
    await casey.press("Open")
    casey.lacks("Waiting for a yes")
    casey.sees("Dr. Robin Fictional")
    await stage.settle()
    assert "Nobody is waiting for your word." in "".join(casey.chat())


async def test_no_role_comes_by_an_email_that_the_platform_vouches_for(under: Opens) -> None:
    """Rule 18: the account stays a stranger's until a coordinator says whose it is."""
    stage = await under(site=VOUCHED)
    await asks(stage, "robin.fictional@example.org")
    assert await whose(stage) == "Dr. Robin Fictional"
    await adds(stage.coordinator, name="Dr. Robin Fictional", email="robin.fictional@example.org")
    assert await whose(stage) == ""


async def test_who_was_on_the_list_before_comes_back_as_who_they_are(stage: Stage) -> None:
    casey, ada = stage.coordinator, stage.supporters[0]
    before = await known(stage, "ada.maple@example.org")
    await stage.read(lambda unit: unlisting.unlist(stage.house.engine._desk(unit), before))
    await adds(casey, name="Dr. Ada Maple-Example", email="ada.maple@example.org")
    after = await known(stage, "ada.maple@example.org")
    assert (after.id, after.listed, set(after.roles)) == (before.id, True, {Role.SUPPORTER})
    assert ada.account in await stage.read(lambda unit: unit.people.accounts(after.id))


async def test_whoever_asked_with_the_account_that_is_picked_keeps_their_request(stage: Stage) -> None:
    """Rule 18: they are the same person, and the coordinator is told nothing of a request."""
    guest, casey = stage.physician, stage.coordinator
    await stage.forgotten(guest)
    await guest.press("Ask for a peer")
    await guest.press("Continue")
    await guest.submit(contact="204-555-0123")
    guest.close()
    await adds(casey, account=[guest.account.user])
    assert "request" not in casey.screen()
    await guest.press("Open", back=1)  # behind the newer card is the agreement
    guest.sees("Still asking")
    (request,) = await stage.requests()
    person = await known(stage)
    assert (await stage.read(lambda unit: unit.requests.details(request))).physician == person.id


async def test_a_supporter_who_asked_with_the_account_that_is_picked_is_not_asked_for_themself(stage: Stage) -> None:
    """Rule 18 and rule 3: they are one, so their own request goes on to somebody else."""
    guest, casey = stage.physician, stage.coordinator
    await stage.forgotten(guest)
    await guest.press("Ask for a peer")
    await guest.press("Continue")
    await guest.submit(contact="204-555-0123")
    guest.close()
    ada = await stage.read(lambda unit: unit.people.by_account(stage.offered().account))
    await opens_change(casey, ada)
    said: dict[str, str | list[str]] = {"name": ada.name, "email": ada.email, "phone": ada.phone}
    await casey.submit(**said, account=[guest.account.user])
    await casey.submit(**said, account=[guest.account.user], **{f"theirs_{guest.account.user}": "yes"})
    await stage.settle()
    (request,) = await stage.requests()
    assert (await stage.read(lambda unit: unit.requests.details(request))).physician == ada.id
    live = await stage.read(lambda unit: unit.offers.live(request.id))
    assert live is None or live.supporter != ada.id
    assert await stage.read(lambda unit: unit.people.accounts(ada.id)) == [guest.account]


async def test_every_cell_is_changed_and_an_old_file_takes_nothing_away(stage: Stage) -> None:
    casey = stage.coordinator
    before = await known(stage, "ada.maple@example.org")
    rows = [replace(row, accounts=()) for row in await stage.read(roster_import.everybody)]
    await opens_change(casey, before)
    await casey.submit(name="Dr. Ada Pine-Example", email="ada.pine@example.org", phone="204 555 0188")
    casey.sees("Dr. Ada Pine-Example")
    await casey.press("Change")
    await casey.press("For the matching")
    await casey.submit(**(MATCHING | {"stage": "mid", "hours": "6,5", "evaluates": "sam.placeholder@example.org"}))
    changed = await known(stage, "ada.pine@example.org")
    assert (changed.id, changed.stage, changed.trained_hours) == (before.id, Career.MID, 6.5)
    assert changed.evaluates_people == {"sam.placeholder@example.org"}
    await stage.house.engine.run(lambda unit: roster_import.apply(unit, stage.house.programme, rows))
    assert await known(stage, "ada.pine@example.org") == changed
    assert len(await stage.read(roster_import.everybody)) == len(rows)  # and makes no second person
    lines = [replace(row, line=line) for line, row in enumerate(rows, start=2)]
    twice = [*lines, RosterRow(replace(changed, id="", standing=Standing()), line=99)]
    with pytest.raises(RosterError, match="line 99, column email: this is the person on line"):
        await stage.house.engine.run(lambda unit: roster_import.apply(unit, stage.house.programme, twice, "old.csv"))


async def test_what_was_said_in_the_chat_goes_out_with_the_roster_and_comes_back_the_same(stage: Stage) -> None:
    casey = stage.coordinator
    await adds(casey, phone="+44 20 7946 0018")
    await casey.submit(**(MATCHING | {"evaluates": "elsewhere@example.org!, surgery"}))
    listed = [replace(row, accounts=()) for row in await stage.read(roster_import.everybody)]
    rows = [replace(row, person=replace(row.person, profession=row.person.works_as)) for row in listed]
    assert NAME in write(rows)
    assert read("out.csv", write(rows), stage.house.programme) == rows
    before = await known(stage)
    again = read("out.csv", write(rows), stage.house.programme)
    done = await stage.house.engine.run(lambda unit: roster_import.apply(unit, stage.house.programme, again))
    assert (done.added, done.updated, done.unchanged) == (0, 0, len(rows))
    assert replace(await known(stage), standing=before.standing) == before  # the file's word by now


async def test_an_entry_that_names_nobody_is_told_at_the_field_and_may_be_confirmed(stage: Stage) -> None:
    casey = stage.coordinator
    person = await known(stage, "ada.maple@example.org")
    await opens_change(casey, person)
    await casey.press("For the matching")
    await casey.submit(**(MATCHING | {"evaluates": "robin.fictionl@example.org"}))
    assert casey.errors["evaluates"].startswith("The list does not have “robin.fictionl@example.org”")
    await casey.submit(**(MATCHING | {"evaluates": "elsewhere@example.org!, robin.fictional@example.org, surgery"}))
    assert not casey.errors
    changed = await known(stage, "ada.maple@example.org")
    assert changed.evaluates_people == {"elsewhere@example.org", "robin.fictional@example.org"}
    assert changed.evaluates_departments == {"surgery"}
    assert changed.evaluates_settled == {"elsewhere@example.org"}
    await stage.ask()
    assert stage.offered() is not stage.supporters[0]


async def test_whoever_evaluates_them_is_kept_from_them_through_a_new_email_and_from_the_day_they_are_added(
    stage: Stage,
) -> None:
    """R27, T-F1: an entry keeps whom it names."""
    casey, ines = stage.coordinator, stage.supporters[1]
    person = await known(stage, "ines.exemple@example.org")
    await opens_change(casey, person)
    await casey.press("For the matching")
    await casey.submit(**(MATCHING | {"evaluates": f"ada.maple@example.org, {EMAIL}!"}))
    await opens_change(casey, await known(stage, "ada.maple@example.org"))
    await casey.submit(name="Dr. Ada Pine-Example", email="ada.pine@example.org", phone="")
    await adds(casey)
    found = {each for _, each in (await known(stage, "ines.exemple@example.org")).evaluates_found}
    assert found == {(await known(stage, "ada.pine@example.org")).id, (await known(stage)).id}
    ada = stage.supporters[0]
    await ada.press("Ask for a peer")
    await ada.press("Continue")
    await ada.submit(contact="204-555-0123")
    await stage.settle()
    assert stage.offered() not in (ines, ada)


async def test_days_and_hours_are_refused_at_their_fields(stage: Stage) -> None:
    casey = stage.coordinator
    await opens_change(casey, await known(stage, "ada.maple@example.org"))
    await casey.press("For the matching")
    await casey.submit(**(MATCHING | {"hours": "four", "signed_on": "01/02/2026"}))
    assert set(casey.errors) == {"hours", "signed_on"}
    await casey.submit(**(MATCHING | {"signed_on": "2027-01-01"}))
    assert set(casey.errors) == {"signed_on"}


async def test_of_two_who_change_the_same_person_the_second_reads_what_the_first_said(stage: Stage) -> None:
    casey, devon = stage.coordinator, stage.deputy
    person = await known(stage, "ada.maple@example.org")
    await opens_change(casey, person)
    await opens_change(devon, person)
    await casey.submit(name="Dr. Ada Pine-Example", email=person.email, phone=person.phone)
    await devon.submit(name="Dr. Ada Oak-Example", email=person.email, phone="")
    assert (await known(stage, person.email)).name == "Dr. Ada Pine-Example"
    devon.sees("Dr. Ada Pine-Example")


async def test_each_stands_in_the_audit_without_a_name(stage: Stage) -> None:
    casey, devon = stage.coordinator, stage.deputy
    await adds(casey)
    await casey.submit(**MATCHING)
    await devon.command("audit")
    await devon.press("Open")
    devon.sees("added a supporter", "changed what the list says of a supporter", "Casey Sample")
    assert NAME not in devon.screen()


async def test_a_person_of_another_site_is_not_taken_over(under: Opens) -> None:
    stage = await under(more=OTHER_SITE)
    await stage.rewrite(stage.physician, site="other")
    await adds(stage.coordinator, email="robin.fictional@example.org")
    assert stage.coordinator.errors == {"email": "This email is somebody else's on the list."}


# --- whose account it is -------------------------------------------------------------------------------------------


@pytest.mark.parametrize("asks", [True, False])
async def test_an_account_is_shown_with_the_name_that_was_typed_before_it_is_taken(stage: Stage, asks: bool) -> None:
    """It is asked alike whether or not somebody has come with it."""
    guest, casey = stage.physician, stage.coordinator
    await stage.forgotten(guest)
    if asks:
        await guest.press("Ask for a peer")
        await guest.press("Continue")
        await guest.submit(contact="204-555-0123")
        guest.close()
    await opens_add(casey)
    said: dict[str, str | list[str]] = {"name": NAME, "email": EMAIL, "phone": "", "account": [guest.account.user]}
    await casey.submit(**said)
    for tick in ("", "yes"):
        casey.sees(f"and the name that it has here: is it {NAME}?")
        assert await stage.read(lambda unit: unit.people.by_email(EMAIL)) is None
        await casey.submit(**said, **{f"theirs_{guest.account.user}": tick})
    casey.sees("For the matching")
    assert await stage.read(lambda unit: unit.people.accounts((unit.people.by_email(EMAIL)).id)) == [guest.account]


async def test_a_new_account_of_a_supporter_is_shown_too_and_the_one_that_they_have_is_not(stage: Stage) -> None:
    guest, casey = stage.physician, stage.coordinator
    await stage.forgotten(guest)
    ada = await known(stage, "ada.maple@example.org")
    mine, other = stage.supporters[0].account.user, guest.account.user
    said: dict[str, str | list[str]] = {"name": ada.name, "email": ada.email, "phone": ada.phone}
    await opens_change(casey, ada)
    await casey.submit(**said, account=[mine])
    casey.sees("One supporter")
    await casey.press("Change")
    await casey.submit(**said, account=[other])
    casey.sees(f"is it {ada.name}?")
    assert guest.account not in await stage.read(lambda unit: unit.people.accounts(ada.id))
    await casey.submit(**said, account=[other], **{f"theirs_{other}": "yes"})
    assert guest.account in await stage.read(lambda unit: unit.people.accounts(ada.id))


# --- taken off -----------------------------------------------------------------------------------------------------


async def test_a_coordinator_takes_somebody_off_the_list_and_a_way_back_changes_nothing(stage: Stage) -> None:
    casey, ada = stage.coordinator, stage.supporters[0]
    before = await known(stage, "ada.maple@example.org")
    await looks_at(casey, ada)
    await casey.press("Take off the list")
    casey.sees("Dr. Ada Maple-Example", "Training and agreement stay")
    await casey.press("Back")
    assert await known(stage, "ada.maple@example.org") == before
    await casey.press("Take off the list")
    yes = casey.button("Yes, take them off")
    await casey.press("Yes, take them off")
    after = await known(stage, "ada.maple@example.org")
    assert (after.id, after.roles, after.trained_hours) == (before.id, frozenset(), before.trained_hours)
    await stage.settle()
    await ada.press("Open")
    ada.sees("You are no longer on the list of supporters.")
    casey.close()
    await casey.command("audit")
    await casey.press("Open")
    casey.sees("took a supporter off the list")
    await casey.press_kept(yes)
    assert "took a supporter" not in casey.notice
    file = replace(before, id="", standing=Standing(), evaluates_found=frozenset())
    row = RosterRow(file, tuple(await stage.read(lambda unit: unit.people.accounts(before.id))))
    await stage.house.engine.run(lambda unit: roster_import.apply(unit, stage.house.programme, [row]))  # an old file
    assert (await known(stage, "ada.maple@example.org")).roles == frozenset()


async def test_whoever_has_another_part_too_keeps_it(stage: Stage) -> None:
    casey, ada = stage.coordinator, stage.supporters[0]
    await stage.rewrite(ada, roles=frozenset({Role.SUPPORTER, Role.LEAD}))
    await looks_at(casey, ada)
    await casey.press("Take off the list")
    await casey.press("Yes, take them off")
    assert (await known(stage, "ada.maple@example.org")).roles == {Role.LEAD}
