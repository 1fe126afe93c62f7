"""Only those who asked are known: a look around leaves nothing, and what an open request needs goes with it (A12)."""

from typing import Any

from bot.surface import Press
from storage.database.sql import Sql
from tests.stage import CONTACT, Actor, Stage
from tests.stories.conftest import ON_PLAYGROUND

STRANGER = "visiting-locum"


async def known_of(stage: Stage, actor: Actor) -> tuple[Any, ...]:
    """What stands of somebody's account beside where it is: language, what the platform says of it, where it is
    written to."""

    def look(unit: Any) -> tuple[Any, ...]:
        (row,) = unit.link.all(
            Sql("SELECT language, locale, conversation IS NOT NULL FROM account WHERE person = :person"),
            person=unit.people.by_account(actor.account).id,
        )
        return str(row[0]), str(row[1]), bool(row[2])

    found: tuple[Any, ...] = await stage.read(look)
    return found


NOTHING = ("", "", False)


async def looks_around(robin: Actor) -> None:
    await robin.press("What this is")
    robin.close()
    await robin.press("Lines and services")
    robin.close()
    await robin.press("Ask for a peer")
    await robin.press("Continue")
    robin.close()
    await robin.type("hello")
    await robin.command("status")
    robin.close()


async def test_a_physician_who_looks_around_leaves_nothing_not_even_a_language(stage: Stage) -> None:
    robin = stage.physician
    assert await known_of(stage, robin) == NOTHING  # who has installed it has done no more
    await looks_around(robin)
    assert await known_of(stage, robin) == NOTHING


async def test_what_an_open_request_needs_is_kept_until_its_last_word_is_said(stage: Stage) -> None:
    robin = stage.physician
    await stage.ask()
    assert (await known_of(stage, robin))[:2] == ("", "en")
    await stage.match()
    await robin.press("Open")
    await robin.press("More")
    await robin.press("Withdraw")
    await robin.press("Yes, withdraw")
    robin.close()
    await stage.forward(25)
    assert await known_of(stage, robin) == NOTHING
    await looks_around(robin)  # and it stays so
    assert await known_of(stage, robin) == NOTHING
    await stage.ask()  # and whoever asks again is reached again
    await stage.match()
    assert (await known_of(stage, robin))[:2] == ("", "en")
    await robin.press("Open")


@ON_PLAYGROUND
async def test_a_card_that_somebody_else_brings_about_speaks_the_language_of_the_platform(stage: Stage) -> None:
    robin = stage.physician
    stage.speaks(robin, "fr")
    await robin.press("Demander un pair")
    await robin.press("Continuer")
    await robin.submit(contact=CONTACT)
    robin.close()
    await stage.match()
    assert "Vous avez du nouveau." in robin.chat()[-1]


async def test_of_whoever_has_a_part_in_it_the_way_to_them_is_kept(stage: Stage) -> None:
    for actor in (stage.supporters[0], stage.coordinator):
        await actor.command("status")
        actor.close()
        await stage.forward(1)
        assert (await known_of(stage, actor))[1] == "en"


async def test_who_is_on_the_roster_chooses_a_language_for_good(stage: Stage) -> None:
    robin = stage.physician
    await robin.press("Français")
    await stage.forward(24)
    assert (await known_of(stage, robin))[0] == "fr"
    await robin.command("now")
    robin.sees("9-8-8 (appel ou texto)")


async def test_a_stranger_chooses_a_language_for_a_while_and_for_their_request(stage: Stage) -> None:
    """In memory for half an hour; a request that is asked meanwhile goes on in it until it closes."""
    engine, stranger = stage.house.engine, stage.account(STRANGER)

    async def says(verb: str) -> str:
        return (await engine.handle(Press("", stranger, "en", "Dr. Visiting Locum", verb=verb))).language

    assert await says("home") == "en"
    assert await says("language-fr") == "fr"
    assert await says("ask") == "fr"
    await stage.forward(0.6)
    assert await says("ask") == "en"
