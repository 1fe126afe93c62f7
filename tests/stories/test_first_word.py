"""Whoever is written to before they wrote is written to in the first language of their line in the roster."""

from dataclasses import replace

from bot.roster import RosterRow
from bot.runtime import roster_import
from bot.surface import Arrive, Press
from storage.transactions.unit_of_work import UnitOfWork
from tests.stage import Actor, Stage


async def listed(stage: Stage, languages: tuple[str, ...], locale: str = "") -> None:
    """Every supporter, as the file says it; none of them has ever come, or their platform said `locale` of them."""

    def imported(unit: UnitOfWork) -> None:
        names = {each.name for each in stage.supporters}
        rows = [
            RosterRow(replace(row.person, languages=languages), row.accounts)
            for row in roster_import.everybody(unit)
            if row.person.name in names
        ]
        roster_import.apply(unit, stage.house.programme, rows)
        for each in stage.supporters:
            unit.people.set_locale(each.account, locale)

    await stage.read(imported)


def asked(stage: Stage, accept: str) -> list[Actor]:
    return [each for each in stage.supporters if accept in each.buttons()]


async def test_the_first_offer_is_in_the_first_language_of_the_line(stage: Stage) -> None:
    await listed(stage, ("fr", "en"))
    await stage.ask()
    (supporter,) = asked(stage, "Accepter")
    assert "Pourriez-vous" in supporter.chat()[-1]
    await supporter.press("Accepter")  # the platform says English of them, and they have come now
    assert "No, confirm" in supporter.buttons()


async def test_a_language_that_the_programme_does_not_speak_is_passed_over(stage: Stage) -> None:
    await listed(stage, ("cr", "fr"))
    await stage.ask()
    assert len(asked(stage, "Accepter")) == 1


async def test_a_line_without_a_language_says_nothing(stage: Stage) -> None:
    await listed(stage, ())
    await stage.ask()
    assert len(asked(stage, "Accept")) == 1


async def test_what_the_platform_said_of_them_goes_before_the_line(stage: Stage) -> None:
    await listed(stage, ("fr", "en"), locale="en")
    await stage.ask()
    assert len(asked(stage, "Accept")) == 1


async def test_the_hello_that_nobody_asked_for_is_in_it_too(stage: Stage) -> None:
    """An app that an administrator installs for everybody arrives without a word about their language."""
    await listed(stage, ("fr", "en"))
    supporter = stage.supporters[0]
    reply = await stage.house.engine.handle(Arrive("", supporter.account, "", supporter.name))
    assert reply.language == "fr"
    reply = await stage.house.engine.handle(Press("", supporter.account, "en-CA", supporter.name, verb="home"))
    assert reply.language == "en", "now their platform has said so"
