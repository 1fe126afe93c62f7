"""A whole roster file leaves somebody out (`--complete`): they end as leaving does, and nobody waits for them.

What they asked for themselves goes on; whoever came by themselves never ends.
"""

from dataclasses import replace
from typing import Any

import pytest

from bot.core.people import Kind, Person, Role
from bot.core.request import RequestState
from bot.roster import RosterRow
from bot.runtime import roster_import
from bot.surface import Press, Submit
from storage.transactions.unit_of_work import UnitOfWork
from tests.stage import CONTACT, Actor, Stage
from tests.stories.conftest import Opens
from tests.stories.variants import OTHER_SITE


async def ends(stage: Stage, *actors: Actor, number: int | None = None) -> roster_import.Imported:
    """A file with everybody else."""
    gone = {actor.account for actor in actors}

    def apply(unit: UnitOfWork) -> roster_import.Imported:
        rows: list[RosterRow] = [each for each in roster_import.everybody(unit) if not gone & set(each.accounts)]
        rows = [replace(each, line=line) for line, each in enumerate(rows, start=2)]
        return roster_import.apply(unit, stage.house.programme, rows, "roster.csv", complete=True, ends=number)

    done: roster_import.Imported = await stage.read(apply)
    await stage.settle()
    await stage.house_rules()
    return done


async def who(stage: Stage, actor: Actor) -> Person:
    found: Person = await stage.read(lambda unit: unit.people.by_account(actor.account))
    return found


async def test_a_supporter_with_a_match_is_told_and_the_coordinator_takes_over(stage: Stage) -> None:
    await stage.ask()
    supporter = await stage.match()
    done = await ends(stage, supporter)
    assert done.refused.endswith(
        "1 person who waits for a call is concerned. Nothing was changed. If that is right, add --ends 1"
    )
    assert "Robin" not in done.refused
    assert (await who(stage, supporter)).has(Role.SUPPORTER)
    before = len(stage.physician.messages())
    assert (await ends(stage, supporter, number=1)).refused == ""
    stage.coordinator.sees("The supporter had to stop.")
    assert len(stage.physician.messages()) == before + 1
    gone = await who(stage, supporter)
    assert (gone.kind, gone.roles, gone.listed) == (Kind.FORMER, frozenset(), False)
    await supporter.press("Open")
    supporter.sees("You are no longer on the list of supporters.", "Please don't call")
    supporter.close()
    await stage.nobody_waits_in_silence()


async def test_with_an_offer_the_next_supporter_is_asked(stage: Stage) -> None:
    await stage.ask()
    first = stage.offered()
    await ends(stage, first, number=1)
    assert stage.offered() is not first


async def test_a_physician_keeps_their_request_and_the_way_to_it(stage: Stage) -> None:
    robin = stage.physician
    await stage.ask()
    done = await ends(stage, robin)
    assert "1 person who waits for a call is concerned" in done.refused
    await ends(stage, robin, number=1)
    (request,) = await stage.requests()
    assert request.state is RequestState.SEEKING
    supporter = await stage.match()
    await supporter.press("Details")
    supporter.sees(CONTACT)
    supporter.close()
    await robin.press("Open")
    await robin.press("More")
    await robin.press("Withdraw")
    await robin.press("Yes, withdraw")
    robin.close()
    assert await stage.requests() == []
    await stage.forward(2)
    assert (await who(stage, robin)).kind is Kind.FORMER, "a former member is no guest, and is not forgotten"


async def test_a_coordinator_sees_nothing_from_then_on(stage: Stage) -> None:
    await stage.ask()
    deputy = stage.deputy
    done = await ends(stage, deputy)
    assert "1 of them is one of the coordinators" in done.refused
    await ends(stage, deputy, number=1)
    await deputy.command("queue")
    await deputy.press("Open")
    assert "for coordinators" in deputy.notice
    assert not deputy.inside


async def test_whoever_came_by_themselves_never_ends(stage: Stage) -> None:
    guest = stage.account("visiting-locum")
    stage.delivering = False
    send = Submit("", guest, "en", "Dr. Visiting Locum", verb="ask-send", values={"contact": CONTACT})
    await stage.house.engine.handle(Press("", guest, "en", "Dr. Visiting Locum", verb="ask"))
    await stage.house.engine.handle(send)
    done = await ends(stage)
    assert (done.ended, done.refused) == (0, "")
    found = await stage.read(lambda unit: unit.people.by_account(guest))
    assert found.kind is Kind.GUEST
    assert not [each for each in done.details if "Locum" in each]


async def test_whoever_comes_back_is_a_supporter_again(stage: Stage) -> None:
    """The word of the chat that ended with the role does not be in the way of the file's."""
    ada = stage.supporters[0]
    rows = await stage.read(roster_import.everybody)
    me = await who(stage, ada)
    await ends(stage, ada, number=1)
    await stage.read(lambda unit: roster_import.apply(unit, stage.house.programme, rows))
    await stage.settle()
    back = await who(stage, ada)
    assert (back.id, back.kind, back.roles) == (me.id, Kind.LISTED, me.roles)
    await ada.press("Open")
    assert "no longer on the list" not in ada.screen()


async def test_whoever_was_on_the_roster_is_shown_what_is_kept_and_can_erase_it(stage: Stage) -> None:
    """Nobody is out of reach of an erasure because a file names them no more."""
    ada = stage.supporters[0]
    me = await who(stage, ada)
    await ends(stage, ada, number=1)
    await ada.press("Privacy")
    await ada.press("What is kept about me")
    ada.sees("ada.maple@example.org")
    await ada.press("Erase me")
    await ada.press("Go on")
    await ada.press("Yes, erase me")
    ada.close()
    assert await stage.read(lambda unit: unit.people.by_email(me.email)) is None
    assert await stage.read(lambda unit: unit.people.find(me.id)) is None


_ENDS_AS: dict[str, dict[str, Any]] = {
    "without a role": {"roles": frozenset()},
    "as a supporter": {"roles": frozenset({Role.SUPPORTER})},
    "at another site": {"site": "other"},
}


@pytest.mark.parametrize("how", ["left out", *_ENDS_AS])
async def test_what_a_coordinator_had_in_hand_goes_to_whoever_is_there(under: Opens, how: str) -> None:
    """Left out of the whole list, or named in it with another part."""
    stage = await under(more=OTHER_SITE)
    casey, devon = stage.coordinator, stage.deputy
    for supporter in stage.supporters:
        await supporter.command("away")
    await stage.ask()
    await casey.press("Open")
    await casey.press("I will see to it")
    casey.close()
    if how == "left out":
        await ends(stage, casey, number=1)
    else:
        await stage.rewrite(casey, **_ENDS_AS[how])
    devon.sees("It was in other hands before.")
    await stage.physician.press("Open")
    stage.physician.sees("Madeup")
    stage.physician.close()
    await stage.nobody_waits_in_silence()
