"""Somebody asks to be phoned, and hears what came of it."""

from storage.transactions.unit_of_work import UnitOfWork
from tests.stage import Actor, Stage
from tests.stories.traces import rows

PHONE = "204-555-0177"


async def phone_me(stage: Stage, actor: Actor | None = None, **values: str | list[str]) -> None:
    actor = actor or stage.physician
    actor.close()
    await actor.press("Phone instead")
    await actor.press("Please phone me")
    await actor.submit(contact=PHONE, **values)
    actor.close()
    await nobody_waits_for_the_phone_in_silence(stage)


async def nobody_waits_for_the_phone_in_silence(stage: Stage) -> None:
    def waiting(unit: UnitOfWork) -> list[str]:
        return [call.state for call in unit.callbacks.open_ones() if not unit.deadlines.pending(subject=call.id)]

    assert await stage.read(waiting) == []


async def says_yes(stage: Stage) -> None:
    """The one who asked says that they have talked, and with that all of it is gone."""
    robin = stage.physician
    robin.close()
    await robin.press("Open")
    robin.sees("A coordinator has noted that they phoned you. Have you talked?")
    await robin.press("Yes")
    robin.sees("Nothing of it is kept here.")
    robin.close()
    await nothing_stays(stage)


async def nothing_stays(stage: Stage) -> None:
    assert await rows(stage, "SELECT id FROM callback") == []
    assert await rows(stage, "SELECT id FROM deadline WHERE subject IS NOT NULL") == []
