"""Each one's own part (R60): the first card is the same for everybody, and leads each to what is theirs."""

import pytest

from bot.core.people import Role
from tests.stage import Actor, Stage

OWN = {
    Role.SUPPORTER: ("You as a supporter", "Before you call", "I had a talk"),
    Role.COORDINATOR: (
        "Open requests",
        "Supporters",
        "Thought of",
        "Offer support",
        "Plan a gathering",
        "Head counts",
        "Figures",
        "Audit",
    ),
    Role.LEAD: ("Figures",),
    Role.PROVINCIAL: ("Open requests", "Figures", "Audit"),
    Role.TECHNICAL: ("The machine",),
}
EVERYBODYS = ("Where things stand", "Gatherings", "Think of a colleague", "What helps to say", "Our supporters")


async def _looks(actor: Actor) -> list[str]:
    actor.close()
    await actor.press("More for you")
    return actor.buttons()


async def test_the_first_card_is_the_same_for_everybody_and_the_physicians_door_comes_first(stage: Stage) -> None:
    robin = stage.physician
    for actor in (robin, stage.supporters[0], stage.coordinator):
        await actor.command("")
        assert actor.chat()[-1] == robin.chat()[-1]
        assert actor.messages()[-1].buttons == robin.messages()[-1].buttons
    assert robin.messages()[-1].buttons[:2] == ("Ask for a peer", "Phone instead")


@pytest.mark.parametrize("role", OWN)
async def test_r60_behind_it_each_role_finds_its_own_and_nothing_of_the_others(stage: Stage, role: Role) -> None:
    devon = stage.deputy
    await stage.rewrite(devon, roles=frozenset({role}))
    found = await _looks(devon)
    assert set(OWN[role]) | set(EVERYBODYS) <= set(found)
    others = {words for other, theirs in OWN.items() if other is not role for words in theirs} - set(OWN[role])
    assert not others & set(found)
    for words in OWN[role]:
        await _looks(devon)
        await devon.press(words)
        assert not devon.screen().startswith("More for you")
        assert "This part is for" not in devon.screen() + devon.notice


async def test_a_physician_finds_what_is_everybodys_and_the_way_into_the_role(stage: Stage) -> None:
    robin = stage.physician
    found = await _looks(robin)
    assert {*EVERYBODYS, "Being a supporter"} <= set(found)
    assert not {words for theirs in OWN.values() for words in theirs} & set(found)
    assert "Words to type" not in robin.screen()
    await robin.press("Being a supporter")
    robin.sees("A supporter listens to a colleague")


async def test_a_supporter_reads_the_words_of_their_own_in_both_languages(stage: Stage) -> None:
    ada = stage.supporters[0]
    await _looks(ada)
    ada.sees(
        "You are a supporter here.",
        "Words to type (in Slack after /peer): offers, log, away, back, limit, profile, debrief, leave",
    )
    ada.close()
    await ada.command("language", "fr")
    await ada.press("Plus pour vous")
    ada.sees(
        "Vous êtes pair aidant ici.",
        "Mots à écrire (dans Slack après /peer)",
        "offres, consigner, absence, retour, limite, profil, debreffage, retrait",
    )
    await ada.press("Vous, pair aidant")
    ada.sees("On peut vous demander.")


async def test_whoever_is_two_things_finds_each_way_once(stage: Stage) -> None:
    devon = stage.deputy
    await stage.rewrite(devon, roles=frozenset({Role.COORDINATOR, Role.LEAD, Role.SUPPORTER}))
    found = await _looks(devon)
    assert found.count("Figures") == 1
    assert {"You as a supporter", "Open requests"} <= set(found)


# --- whose part it is not --------------------------------------------------------------------------------------------

RESTRICTED = {
    "queue": "This part is for coordinators.",
    "audit": "This part is for coordinators.",
    "invite": "This part is for coordinators.",
    "nominations": "This part is for coordinators.",
    "supporter": "This part is for coordinators.",
    "report": "The figures are for coordinators and leads.",
    "export": "The figures are for coordinators and leads.",
    "system": "This part is for whoever looks after the machine.",
}


@pytest.mark.parametrize("word", RESTRICTED)
async def test_r60_whoever_opens_anothers_part_is_told_whose_it_is_and_what_they_can_do(
    stage: Stage, word: str
) -> None:
    robin = stage.physician
    await robin.command(word)
    await robin.press("Open")
    assert robin.notice.startswith(RESTRICTED[word])
    assert "coordinator" in robin.notice.removeprefix(RESTRICTED[word])  # and whom to turn to


async def test_r60_the_words_of_the_machine_say_at_once_where_to_turn(stage: Stage) -> None:
    robin = stage.physician
    await robin.command("system")
    robin.sees("for whoever looks after it", "Please tell a coordinator, or phone.")
    await robin.press("Phone instead")
    robin.sees("204-555-0142")


async def test_whoever_types_gathering_and_plans_none_gets_the_board(stage: Stage) -> None:
    robin = stage.physician
    await robin.command("gathering")
    await robin.press("Open")
    robin.sees("Coffee on Thursdays (demo)")
    robin.lacks("Plan a gathering")


async def test_a_physician_who_types_a_supporters_word_hears_how_to_become_one(stage: Stage) -> None:
    robin = stage.physician
    await robin.command("offers")
    assert robin.notice.startswith("This part is for supporters. Would you like to be one?")
    assert "Being a supporter" in await _looks(robin)
