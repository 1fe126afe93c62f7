"""A word a month for those who joined it (R10, R70): in their own messages, once, by day, and gone when they are."""

from datetime import UTC, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from bot.flows.common.desk import Desk
from bot.flows.match.closing import let_go
from bot.flows.outreach.newsletter import TEXTS, next_moment
from bot.surface import Press, Words
from storage.database.sql import Sql
from tests.stage import Actor, Stage
from tests.stories.conftest import Opens

MONTH = 24 * 31
# The playground's page has no chat for somebody whom it does not show.
REACHABLE = pytest.mark.parametrize("platform", ["slack", "teams"], indirect=True)


async def opens_it(actor: Actor) -> None:
    actor.close()
    await actor.command("resources")
    await actor.press("Open")
    await actor.press("A word a month")


async def joins(actor: Actor) -> None:
    await opens_it(actor)
    await actor.press("Join")
    actor.sees("You get a few lines here once a month.")
    actor.close()


def words_of(stage: Stage, actor: Actor) -> list[str]:
    """Every word of the month that is in this chat."""
    texts = [stage.house.wording.text(Words(f"monthly-{text}"), "en") for text in TEXTS]
    return [text for words in actor.chat() for text in texts if text in words]


async def pending(stage: Stage) -> list[Any]:
    return list(await stage.read(lambda unit: unit.deadlines.pending_kind("monthly")))


async def test_r10_r70_who_joins_gets_one_word_a_month_with_the_way_in_and_the_lines(stage: Stage):
    robin, casey = stage.physician, stage.coordinator
    await joins(robin)
    assert words_of(stage, robin) == []

    seen = []
    for _ in range(3):
        [due] = await pending(stage)
        local = due.due_at.astimezone(ZoneInfo("America/Winnipeg"))
        assert (local.weekday(), local.hour) == (1, 10)
        assert local.day <= 7
        await stage.forward((due.due_at - stage.now).total_seconds() / 3600)
        card = robin.messages()[-1]
        assert "204-555-0142" in card.words
        assert {"Ask for a peer", "Phone instead"} <= set(card.buttons)
        seen += words_of(stage, robin)
    assert len(set(seen)) == 3  # each edited into one neutral line when the next comes
    assert words_of(stage, casey) == []


async def test_nothing_comes_to_who_did_not_join_or_who_left(stage: Stage):
    robin = stage.physician
    await opens_it(robin)
    robin.close()
    await stage.forward(MONTH)
    assert words_of(stage, robin) == []

    await joins(robin)
    await opens_it(robin)
    robin.lacks("Join")
    await robin.press("Leave")
    robin.close()
    assert await pending(stage) == []
    await stage.forward(MONTH)
    assert words_of(stage, robin) == []


async def test_it_can_be_stopped_from_the_card_itself(stage: Stage):
    robin = stage.physician
    await joins(robin)
    await stage.forward(MONTH)
    assert len(words_of(stage, robin)) == 1
    await robin.press("About these messages")
    await robin.press("Leave")
    robin.close()
    assert words_of(stage, robin) == []
    assert "Nothing waits for you here right now." in robin.chat()[-1]
    before = len(robin.messages())
    await stage.forward(2 * MONTH)
    assert len(robin.messages()) == before


async def test_leaving_leaves_no_row_that_tells_of_it(stage: Stage):
    robin = stage.physician

    async def rows_of_it() -> list[Any]:
        return list(
            await stage.read(
                lambda unit: [
                    unit.link.all(Sql("SELECT id FROM slot")),
                    unit.link.all(Sql("SELECT id FROM copy")),
                    unit.link.all(Sql("SELECT id FROM deadline WHERE person IS NOT NULL")),
                ]
            )
        )

    before = await rows_of_it()
    await joins(robin)
    await stage.forward(MONTH)
    assert await rows_of_it() != before
    await opens_it(robin)
    await robin.press("Leave")
    robin.close()
    assert await rows_of_it() == before


async def test_two_taps_join_once(stage: Stage):
    robin = stage.physician
    await opens_it(robin)
    join = robin.button("Join")
    await robin.press_repeated(join, times=3)
    await robin.press_kept(join)  # and once more, from another screen
    robin.close()
    assert len(await pending(stage)) == 1


async def test_a_deploy_forgets_nobody_and_a_long_sleep_sends_one_word_and_not_three(opens: Opens):
    stage = await opens()
    await joins(stage.physician)
    stage = await stage.restart(stage.now + timedelta(days=95))
    await stage.sweep()
    assert len(words_of(stage, stage.physician)) == 1
    [due] = await pending(stage)
    assert due.due_at > stage.now


@pytest.mark.parametrize("quiet", ["", "21:00-11:30"])
@pytest.mark.parametrize(("hour", "day"), [(23, 0), (2, 1)])
async def test_it_does_not_come_at_night_nor_in_quiet_hours(under: Opens, quiet: str, hour: int, day: int):
    """Nobody swept while it was day. A site without quiet hours has nights all the same."""
    stage = await under(quiet_hours=quiet)
    await joins(stage.physician)
    [due] = await pending(stage)
    night = due.due_at.astimezone(ZoneInfo("America/Winnipeg")).replace(hour=hour, minute=30) + timedelta(days=day)
    stage = await stage.restart(night.astimezone(UTC))
    await stage.sweep()
    assert words_of(stage, stage.physician) == []
    morning = night.replace(hour=10, minute=59) + timedelta(days=1 - day)
    await stage.forward((morning - night).total_seconds() / 3600)
    assert len(words_of(stage, stage.physician)) == (0 if quiet else 1)
    await stage.forward(1)
    assert len(words_of(stage, stage.physician)) == 1


async def test_who_leaves_the_workspace_gets_no_more_and_is_not_waited_for(stage: Stage):
    robin = stage.physician
    await joins(robin)
    await stage.deactivated(robin)
    assert await pending(stage) == []
    before = len(robin.messages())
    await stage.forward(2 * MONTH)
    assert len(robin.messages()) == before


@REACHABLE
async def test_somebody_on_no_roster_is_known_by_their_account_alone_and_forgotten_when_they_leave(stage: Stage):
    newcomer = stage.account("sky")

    async def press(verb: str) -> Any:
        return await stage.house.engine.handle(
            Press(f"k-{verb}-{stage.now}", newcomer, "en", "Sky Invented", verb=verb)
        )

    await press("monthly-join")
    person = await stage.read(lambda unit: unit.people.by_account(newcomer))
    assert (person.name, person.email, person.phone) == ("", "", "")
    await stage.forward(MONTH)
    assert await stage.read(lambda unit: unit.people.by_account(newcomer)) is not None
    await press("monthly-leave")
    await stage.forward(25)
    assert await stage.read(lambda unit: unit.people.by_account(newcomer)) is None


@REACHABLE
async def test_the_end_of_a_request_does_not_forget_a_newcomer_who_joined(stage: Stage):
    """Whoever is here only because they asked is forgotten a day after; joining is another reason to be here."""
    newcomer = stage.account("sky")
    await stage.house.engine.handle(Press("k-join", newcomer, "en", verb="monthly-join"))
    person = await stage.read(lambda unit: unit.people.by_account(newcomer))
    await stage.read(lambda unit: let_go(Desk(unit, stage.house.programme, unit.now), person.id))
    await stage.forward(25)
    assert await stage.read(lambda unit: unit.people.by_account(newcomer)) is not None
    assert len(await pending(stage)) == 1


async def test_who_asked_and_joined_stays_until_they_leave_it(stage: Stage):
    """The request is over and forgotten; the word of the month still comes."""
    robin = stage.physician
    await joins(robin)
    await stage.ask()
    await robin.press("Open")
    await robin.press("Withdraw")
    await robin.press("Yes, withdraw")
    robin.close()
    await stage.forward(MONTH)
    assert len(words_of(stage, robin)) == 1


async def test_r70_nobody_can_list_who_joined(stage: Stage):
    robin, casey = stage.physician, stage.coordinator
    await joins(robin)
    shown: list[str] = []
    for word in ("audit", "report", "queue", "supporters"):
        casey.close()
        await casey.command(word)
        await casey.press("Open")
        shown += [casey.screen(), casey.notice]
    assert not [each for each in shown if robin.name in each or "month" in each.lower()]

    rows = await stage.read(lambda unit: unit.link.all(Sql("SELECT * FROM deadline WHERE kind = 'monthly'")))
    assert len(rows) == 1
    assert robin.name not in str(rows)
    assert robin.account.user not in str(rows)


@pytest.mark.parametrize("zone", ["America/Winnipeg", "America/Vancouver", "America/St_Johns"])
def test_the_next_moment_is_ten_on_the_first_tuesday_through_summer_time(zone: str):
    at = datetime(2026, 1, 1, tzinfo=UTC)
    for month in range(1, 25):
        at = next_moment(at, ZoneInfo(zone))
        local = at.astimezone(ZoneInfo(zone))
        assert (local.weekday(), local.hour, local.minute) == (1, 10, 0)
        assert local.day <= 7
        assert (local.year - 2026) * 12 + local.month == month
