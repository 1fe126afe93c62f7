"""Somebody is erased at the machine, at whatever moment: nobody waits for them, and nothing of theirs is left."""

import re

import pytest

from bot.core.people import Role
from bot.core.request import Escalation, RequestState
from bot.runtime import persons
from storage.backup.personal_file import unseal
from storage.stores.requests import ALPHABET
from tests.remains import everything, mentions
from tests.stage import CONTACT, Actor, Stage
from tests.stories.conftest import ON_PLAYGROUND

FORGOTTEN = "Your entry in this programme's list is deleted"
CODE = re.compile(f"([{ALPHABET}]{{5}}-){{4}}[{ALPHABET}]{{5}}")


def of(stage: Stage, actor: Actor) -> tuple[str, ...]:
    """What would name them, wherever it stood."""
    return (actor.name.split()[-1], f"{actor.user.replace('-', '.')}@example.org", *stage.known_by(actor.account))


async def nothing_is_left(stage: Stage, actor: Actor) -> None:
    """Once the last words are out: within the hour, as nobody holds them up."""
    await stage.forward(2)
    assert mentions(await everything(stage), of(stage, actor)) == []


# --- supporters ----------------------------------------------------------------------------------------------------


async def offered_to_ines(stage: Stage) -> Actor:
    await stage.ask(language="fr")
    assert stage.offered() is stage.supporters[1]
    return stage.supporters[1]


async def test_a_supporter_with_an_open_offer_is_erased_and_the_next_is_asked(stage: Stage) -> None:
    ines = await offered_to_ines(stage)
    accept = ines.button("Accept")
    await stage.forgotten(ines)
    assert "Accept" in stage.supporters[2].buttons()
    ines.sees(FORGOTTEN)
    await ines.press_kept(accept)
    assert "Do you know" not in ines.screen()
    ines.close()
    await nothing_is_left(stage, ines)


async def test_a_supporter_who_saw_the_name_is_erased_and_asked_to_destroy_any_note(stage: Stage) -> None:
    ines = await offered_to_ines(stage)
    await ines.press("Accept")
    ines.close()
    await stage.forgotten(ines)
    assert "Accept" in stage.supporters[2].buttons()
    await nothing_is_left(stage, ines)


@pytest.mark.parametrize("connected", [False, True])
async def test_a_match_goes_to_the_coordinator_and_the_next_is_looked_for(stage: Stage, connected: bool) -> None:
    robin, casey = stage.physician, stage.coordinator
    ines = await offered_to_ines(stage)
    await stage.match()
    if connected:
        await ines.press("We're in touch")
        ines.close()
    before = len(robin.messages())
    await stage.forgotten(ines)
    ines.sees("Closed. Please don't call; destroy any note you made.", FORGOTTEN)
    casey.sees("The supporter had to stop.")
    assert "Accept" in stage.supporters[2].buttons()
    assert len(robin.messages()) == before + 1
    await robin.press("Open")
    robin.sees("We're asking a colleague, and a coordinator knows of it too.")
    robin.close()
    await nothing_is_left(stage, ines)
    await stage.match()
    assert (await stage.requests())[0].state is RequestState.MATCHED


# --- the physician -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("moment", ["seeking", "named", "matched", "connected"])
async def test_a_physician_is_erased_as_if_they_withdrew(stage: Stage, moment: str) -> None:
    ines = await offered_to_ines(stage)
    if moment != "seeking":
        await ines.press("Accept")
    if moment in {"matched", "connected"}:
        await ines.press("No, confirm")
    if moment == "connected":
        ines.close()
        await ines.press("We're in touch")
    ines.close()
    await stage.forgotten(stage.physician)
    assert await stage.requests() == []
    if moment == "seeking":
        await stage.forward(1)
        ines.lacks("Accept")
    else:
        ines.sees("Please don't call")
    stage.physician.sees(FORGOTTEN)
    await nothing_is_left(stage, stage.physician)
    assert mentions(await everything(stage), [CONTACT]) == []


async def test_one_who_is_erased_may_ask_again_like_anybody(stage: Stage) -> None:
    await stage.ask()
    await stage.forgotten(stage.physician)
    await stage.ask()
    assert len(await stage.requests()) == 1
    await stage.forward(3)
    assert len(await stage.requests()) == 1


# --- coordinators --------------------------------------------------------------------------------------------------


async def test_what_a_coordinator_had_in_hand_goes_to_the_deputy(stage: Stage) -> None:
    casey, devon = stage.coordinator, stage.deputy
    for supporter in stage.supporters:
        await supporter.command("away")
    await stage.ask()
    await casey.press("Open")
    await casey.press("I will see to it")
    casey.close()
    await stage.forgotten(casey)
    devon.sees("It was in other hands before.")
    assert (await stage.requests())[0].escalation in {Escalation.COORDINATOR, Escalation.DEPUTY}
    await stage.physician.press("Open")
    stage.physician.sees("Madeup")
    await nothing_is_left(stage, casey)


async def test_whoever_was_named_to_stand_in_stands_in_no_longer(stage: Stage) -> None:
    casey, devon, ada = stage.coordinator, stage.deputy, stage.supporters[0]
    await devon.command("away")
    await casey.command("away")
    await casey.press("Open")
    await casey.submit(deputy=[ada.account.user], days="")
    casey.close()
    await stage.forgotten(ada)
    casey.sees("Whoever you named can't stand in.")
    await nothing_is_left(stage, ada)


async def test_whoever_was_named_and_may_stand_in_no_longer_is_named_nowhere(stage: Stage) -> None:
    casey, devon, ada = stage.coordinator, stage.deputy, stage.supporters[0]
    person = await stage.id_of(ada)
    await devon.command("away")
    await casey.command("away")
    await casey.press("Open")
    await casey.submit(deputy=[ada.account.user], days="")
    casey.close()
    await stage.rewrite(ada, roles=frozenset({Role.LEAD}))
    await stage.forgotten(ada)
    assert mentions(await everything(stage), [person]) == []


async def test_whom_somebody_kept_their_request_from_is_on_no_list_any_more(stage: Stage) -> None:
    casey, sam = stage.coordinator, stage.supporters[2]
    await stage.ask(not_these=[casey.account.user, sam.account.user])
    await stage.forgotten(casey)
    await stage.forgotten(sam)
    await nothing_is_left(stage, casey)
    await nothing_is_left(stage, sam)
    assert (await stage.requests())[0].state is RequestState.SEEKING


async def test_a_lead_is_erased(stage: Stage) -> None:
    ada = stage.supporters[0]
    await stage.rewrite(ada, roles=frozenset({Role.LEAD}))
    await stage.forgotten(ada)
    ada.sees(FORGOTTEN)
    await nothing_is_left(stage, ada)


# --- nobody of the roster ------------------------------------------------------------------------------------------


async def test_a_guest_is_erased_and_learns_it_behind_the_same_open_as_ever(stage: Stage) -> None:
    """Nobody on the roster: that there is an update is all that is posted."""
    guest = stage.physician
    await stage.forgotten(guest)
    await stage.forward(2)
    await stage.ask()
    before = len(guest.messages())
    await stage.forgotten(guest)
    assert await stage.requests() == []
    assert len(guest.messages()) > before
    assert FORGOTTEN not in guest.chat()[-1]
    guest.sees("You have an update")
    await guest.press("Open")
    guest.sees("Nothing is open here.")
    guest.close()
    await nothing_is_left(stage, guest)


# --- what else is done at the machine ------------------------------------------------------------------------------


async def test_whoever_was_looked_at_is_told(stage: Stage) -> None:
    ada = stage.supporters[0]
    await stage.at_the_machine(ada, persons.show)
    ada.sees("Your entry in this programme's list was looked at.")


async def test_roles_end_as_leaving_does_and_the_person_stays(stage: Stage) -> None:
    ines = await offered_to_ines(stage)
    await stage.match()
    await stage.at_the_machine(ines, persons.remove)
    ines.sees("Your part in this programme has ended.")
    stage.coordinator.sees("The supporter had to stop.")
    await stage.physician.press("Open")
    stage.physician.sees("Something came up with this match. It is not about you.")
    person = await stage.read(lambda unit: unit.people.by_account(ines.account))
    assert person.name == ines.name
    assert person.roles == frozenset()


async def test_a_coordinators_roles_end_and_what_was_in_their_hands_goes_on(stage: Stage) -> None:
    casey, devon = stage.coordinator, stage.deputy
    for supporter in stage.supporters:
        await supporter.command("away")
    await stage.ask()
    await stage.at_the_machine(casey, persons.remove)
    devon.sees("It was in other hands before.")
    await casey.command("queue")
    await casey.press("Open")
    assert "for coordinators" in casey.notice


async def test_the_code_of_a_copy_is_shown_to_its_person_for_some_minutes(stage: Stage) -> None:
    ada = stage.supporters[0]
    sealed = await stage.at_the_machine(ada, persons.export)
    assert "code that opens it is behind" in ada.chat()[-1]
    opens = ada.button("Open")
    await ada.press("Open")
    code = next(word for word in ada.screen().split() if CODE.fullmatch(word))
    assert ada.name in unseal(sealed, code).decode()
    ada.close()
    await ada.press_kept(opens)  # the window did not open, or was closed too soon
    ada.sees(code)
    ada.close()
    await stage.forward(1)
    await ada.press_kept(opens)
    assert code not in ada.screen()
    assert code not in "".join(ada.chat())
    ada.close()
    assert mentions(await everything(stage), [code]) == []


async def test_nobody_else_is_shown_the_code(stage: Stage) -> None:
    ada, robin = stage.supporters[0], stage.physician
    await stage.at_the_machine(ada, persons.export)
    opens = ada.button("Open")
    await robin.press_kept(opens)
    assert not CODE.search(robin.screen())


async def test_whose_an_account_is_waits_for_nobody_who_was_erased(stage: Stage) -> None:
    """A coordinator was to say whether an account is theirs (vouched e-mails)."""
    ada, robin = stage.supporters[0], stage.physician
    person = await stage.id_of(ada)
    stranger = stage.account("somebody-new", elsewhere=True)
    await stage.read(lambda unit: unit.claims.add(person, stranger))
    await stage.read(lambda unit: unit.claims.add(person, robin.account))
    await stage.forgotten(robin)
    assert await stage.read(lambda unit: unit.claims.of_account(robin.account)) is None
    await stage.forgotten(ada)
    assert await stage.read(lambda unit: unit.claims.of_account(stranger)) is None
    await nothing_is_left(stage, ada)


async def test_the_last_word_comes_in_the_language_that_they_chose(stage: Stage) -> None:
    robin = stage.physician
    await robin.command("language", "fr")
    await stage.forgotten(robin)
    assert "est effacée" in robin.chat()[-1]


@ON_PLAYGROUND
async def test_else_it_comes_in_the_language_of_the_platform(stage: Stage) -> None:
    ada = stage.supporters[0]
    stage.speaks(ada, "fr")
    await ada.command("offers")
    await stage.forgotten(ada)
    assert "est effacée" in ada.chat()[-1]
