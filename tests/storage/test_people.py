"""People come back as they went in, and are found by what they are called on each platform."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import date

import pytest

from bot.core.people import Kind, Person, Role, Standing
from bot.ports.records import Conflict
from bot.surface import Account
from storage.transactions.unit_of_work import UnitOfWork
from storage.transactions.writer import Writer
from tests.storage.scene import do, join, slack, somebody, teams

SUPPORTER, COORDINATOR, LEAD = Role.SUPPORTER, Role.COORDINATOR, Role.LEAD


def test_a_person_comes_back_as_they_went_in(writer: Writer):
    kept = do(writer, lambda unit: join(unit, "Ruth Okafor", SUPPORTER, LEAD))
    assert do(writer, lambda unit: unit.people.get(kept.id)) == kept
    assert kept.id
    assert kept.stage is not None


def test_an_email_is_found_whatever_its_capitals(writer: Writer):
    ruth = do(writer, lambda unit: join(unit, "Ruth Okafor"))
    assert do(writer, lambda unit: unit.people.by_email(" RUTH@Hospital.Example ")) == ruth
    assert do(writer, lambda unit: unit.people.by_email("nobody@hospital.example")) is None


def test_one_email_stands_for_one_person(writer: Writer):
    do(writer, lambda unit: join(unit, "Ruth Okafor"))
    with pytest.raises(Conflict):
        do(writer, lambda unit: unit.people.put(somebody("Ruth Other")))


def test_people_with_no_email_do_not_get_in_each_others_way(writer: Writer):
    do(writer, lambda unit: unit.people.put(somebody("One Guest", email="")))
    do(writer, lambda unit: unit.people.put(somebody("Two Guest", email="")))
    assert len(do(writer, lambda unit: unit.people.everybody())) == 2


def test_somebody_without_an_account_is_a_person_of_a_kind_of_their_own(writer: Writer):
    """Rule 18: never an empty account, and nothing that was typed finds them."""

    def story(unit: UnitOfWork) -> None:
        absent = unit.people.add_absent(Person("", "north", name="Ruth Okafor", phone="204-555-0143"))
        assert (absent.kind, absent.listed) == (Kind.ABSENT, False)
        assert unit.people.get(absent.id) == absent
        assert unit.people.accounts(absent.id) == []
        for account in (Account("", "", ""), slack(""), slack("URUTH")):
            assert unit.people.by_account(account) is None
            with pytest.raises(ValueError, match="never has one"):
                unit.people.attach(absent.id, account)
        with pytest.raises(ValueError, match="on the roster only"):
            unit.people.save(replace(absent, email="ruth@hospital.example"))
        guest = unit.people.add(Person("", "north", name="Ruth Okafor"), slack("URUTH"))
        assert (guest.kind, guest.id == absent.id) == (Kind.GUEST, False)
        assert unit.people.unlisted(absent.id)
        unit.people.forget(absent.id)
        assert not unit.people.unlisted(absent.id)
        listed = join(unit, "Omar Haddad")
        assert listed.listed
        with pytest.raises(ValueError, match="on the roster stays"):
            unit.people.forget(listed.id)

    do(writer, story)


def test_a_role_is_found_by_its_whole_name_and_by_site(writer: Writer):
    ruth = do(writer, lambda unit: join(unit, "Ruth Okafor", SUPPORTER, COORDINATOR))
    omar = do(writer, lambda unit: join(unit, "Omar Haddad", SUPPORTER, site="south"))
    do(writer, lambda unit: join(unit, "Lena Voss", LEAD))
    everybody = do(writer, lambda unit: unit.people.with_role(SUPPORTER))
    assert {person.id for person in everybody} == {ruth.id, omar.id}
    assert do(writer, lambda unit: unit.people.with_role(SUPPORTER, "south")) == [omar]
    assert do(writer, lambda unit: unit.people.with_role(COORDINATOR, "south")) == []


def test_a_language_chosen_in_slack_holds_in_teams(writer: Writer):
    ruth = do(writer, lambda unit: join(unit, "Ruth Okafor", SUPPORTER))
    assert do(writer, lambda unit: unit.people.set_language(slack("URUTH"), "fr"))
    do(writer, lambda unit: unit.people.attach(ruth.id, teams("ruth-entra")))
    found = do(writer, lambda unit: unit.people.by_account(teams("ruth-entra")))
    assert found is not None
    assert found.language == "fr"
    assert do(writer, lambda unit: unit.people.with_role(SUPPORTER))[0].language == "fr"
    assert not do(writer, lambda unit: unit.people.set_language(slack("UNOBODY"), "fr"))


def test_what_the_platform_says_of_a_language_is_no_choice_and_goes_with_the_conversation(writer: Writer):
    """Of nobody with a role: they are not even listed."""
    asha, ruth = do(writer, lambda unit: (join(unit, "Asha Physician"), join(unit, "Ruth Okafor", SUPPORTER)))
    for user in ("UASHA", "URUTH"):
        do(writer, lambda unit, u=user: unit.people.set_locale(slack(u), "fr"))  # type: ignore[misc]
        do(writer, lambda unit, u=user: unit.people.set_conversation(slack(u), "D1"))  # type: ignore[misc]
    assert do(writer, lambda unit: unit.people.get(asha.id)).language == ""
    assert do(writer, lambda unit: unit.people.remembered_without_role()) == [asha.id]
    do(writer, lambda unit: unit.people.let_go(asha.id))
    assert do(writer, lambda unit: unit.people.remembered_without_role()) == []
    assert do(writer, lambda unit: unit.people.locale(slack("UASHA"))) == ""
    assert do(writer, lambda unit: unit.people.conversation(slack("UASHA"))) == ""
    assert do(writer, lambda unit: unit.people.locale(slack("URUTH"))) == "fr"
    assert ruth.language == ""


def test_a_new_roster_leaves_the_standing_alone(writer: Writer):
    ruth = do(writer, lambda unit: join(unit, "Ruth Okafor", SUPPORTER))
    standing = Standing(away_until=date(2026, 9, 20), limit=2, unanswered=1, matches=(date(2026, 8, 1),))
    do(writer, lambda unit: unit.people.save_standing(ruth.id, standing))
    do(writer, lambda unit: unit.people.put(replace(ruth, phone="+1-204-555-0000")))
    found = do(writer, lambda unit: unit.people.get(ruth.id))
    assert found.standing == standing
    assert found.phone == "+1-204-555-0000"


def test_a_person_who_is_gone_cannot_be_updated(writer: Writer):
    with pytest.raises(Conflict):
        do(writer, lambda unit: unit.people.put(somebody("Ruth Okafor", id="deadbeef")))
    with pytest.raises(LookupError):
        do(writer, lambda unit: unit.people.get("deadbeef"))


def test_an_account_that_is_gone_is_not_written_to_until_it_is_back(writer: Writer):
    ruth = do(writer, lambda unit: join(unit, "Ruth Okafor"))
    do(writer, lambda unit: unit.people.attach(ruth.id, teams("ruth-entra")))
    do(writer, lambda unit: unit.people.account_gone(slack("URUTH")))
    assert do(writer, lambda unit: unit.people.accounts(ruth.id)) == [teams("ruth-entra")]
    do(writer, lambda unit: unit.people.account_back(slack("URUTH")))
    assert do(writer, lambda unit: unit.people.accounts(ruth.id)) == [slack("URUTH"), teams("ruth-entra")]


def test_an_account_may_pass_to_somebody_else(writer: Writer):
    ruth = do(writer, lambda unit: join(unit, "Ruth Okafor"))
    omar = do(writer, lambda unit: join(unit, "Omar Haddad"))
    do(writer, lambda unit: unit.people.attach(omar.id, slack("URUTH")))
    assert do(writer, lambda unit: unit.people.accounts(ruth.id)) == []
    assert do(writer, lambda unit: unit.people.by_account(slack("URUTH"))) == omar


def test_a_stranger_who_presses_send_twice_at_once_is_one_person(writer: Writer):
    stranger = somebody("Uma Stranger", email="")

    def press(_: int) -> str:
        try:
            return do(writer, lambda unit: unit.people.add(stranger, slack("UNEW")).id)
        except Conflict:  # the engine starts the loser again, once
            return do(writer, lambda unit: unit.people.add(stranger, slack("UNEW")).id)

    with ThreadPoolExecutor(4) as pool:
        assert len(set(pool.map(press, range(4)))) == 1
    assert len(do(writer, lambda unit: unit.people.everybody())) == 1
