"""What dialogs carry: nothing that is in the database, nothing that anybody else could use."""

import json
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from typing import Any

import pytest

from bot.surface import Event, Reply, to_plain
from storage import tables
from storage.encryption.keys import fresh, parse
from storage.encryption.sealed import Keyring
from storage.transactions.unit_of_work import UnitOfWork
from tests import carried
from tests.stage import CONTACT, Stage
from tests.stages.slack import SlackStage
from tests.stages.teams import TeamsStage
from tests.stories import exported, test_whole_loop
from tests.stories.conftest import EVERY_WAY, ON_PLAYGROUND

Story = Callable[[Stage], Awaitable[None]]

# Their keys are words of the programme file and of this code, and name nobody's row.
WORDS = {"pool", "fact"}


@dataclass
class Watch:
    """Every dialog that left the house, and every key that ever stood in the database meanwhile."""

    dialogs: list[str] = field(default_factory=list)
    keys: set[str] = field(default_factory=set)

    def on(self, stage: Stage) -> None:
        engine = stage.house.engine
        handle, rules = engine.handle, stage.house_rules

        async def handled(event: Event) -> Reply:
            reply = await handle(event)
            if reply.dialog is not None:
                self.dialogs.append(json.dumps(to_plain(reply.dialog)))
            return reply

        async def ruled() -> None:
            self.keys |= await stage.read(_keys)
            await rules()

        engine.handle = handled  # type: ignore[method-assign]
        stage.house_rules = ruled  # type: ignore[method-assign]

    def found(self, stage: Stage) -> list[str]:
        """The keys that are in a dialog, or in anything else that the platform was sent."""
        everything = "\n".join([*self.dialogs, *sent(stage)])
        return sorted(key for key in self.keys if key in everything)


def _keys(unit: UnitOfWork) -> set[str]:
    """The primary keys of all rows, as they could be written."""
    found: set[str] = set()
    for table in tables.metadata.sorted_tables:
        if table.name in WORDS:
            continue
        for column in table.primary_key.columns:
            query = f"SELECT {column.name} FROM {table.name}"  # noqa: S608 - our own names
            found |= {_written(key) for [key] in unit.link.driver.execute(query).fetchall()}
    return found


def sent(stage: Stage) -> list[str]:
    """All that was posted, edited, whispered or opened, as JSON."""
    found = [text for versions in exported.messages(stage).values() for text in versions]
    if isinstance(stage, SlackStage):
        found += [json.dumps(sight.body) for sight in stage.slack.sights]
    if isinstance(stage, TeamsStage):
        found += [json.dumps(seen) for actor in stage.actors.values() for seen in actor.person.screen.seen]
    return found


def _written(key: Any) -> str:
    return key.hex() if isinstance(key, bytes) else str(key)


@EVERY_WAY
@pytest.mark.parametrize(
    "story",
    [
        test_whole_loop.test_r12_r47_a_physician_reaches_in_and_three_taps_close_it,
        test_whole_loop.test_a_coordinator_steps_in_and_sees_it_to_its_end,
    ],
)
async def test_nothing_that_is_sent_holds_a_key_of_the_database(stage: Stage, story: Story) -> None:
    watch = Watch()
    watch.on(stage)
    await story(stage)
    assert len(watch.dialogs) > 10
    assert len(watch.keys) > 50
    assert len(sent(stage)) > 20
    assert watch.found(stage) == []


# --- for whom it was sealed ------------------------------------------------------------------------------------------


async def test_what_was_shown_to_somebody_else_opens_nothing(stage: Stage) -> None:
    """Not even under the right verb, and by somebody who may press it."""
    casey, devon = stage.coordinator, stage.deputy
    await stage.ask()
    await casey.command("queue")
    await casey.press("Open")
    number = (await stage.requests())[0].number
    shows = casey.button(f"Show {number}")
    assert carried.opened(shows.token, shows.verb, casey.account, stage.house) is not None
    for account, verb in ((devon.account, shows.verb), (casey.account, "escalation-end")):
        assert carried.opened(shows.token, verb, account, stage.house) is None


async def test_equal_ids_never_look_alike(stage: Stage) -> None:
    robin = stage.physician
    await stage.ask()
    values = set()
    for _ in range(3):
        await robin.press("Open")
        values |= {button.token for button in robin.pressable() if button.token}
        robin.close()
    await robin.press("Open")
    more = {button.token for button in robin.pressable() if button.token}
    assert more
    assert not values & more


@ON_PLAYGROUND
async def test_who_has_two_accounts_presses_where_it_was_shown(stage: Stage) -> None:
    robin = stage.physician
    await stage.ask()
    await robin.press("Open")
    shown = next(button for button in robin.pressable() if button.words == "Withdraw")
    other = stage.account(robin.user, elsewhere=True)
    assert carried.opened(shown.token, shown.verb, robin.account, stage.house) is not None
    assert carried.opened(shown.token, shown.verb, other, stage.house) is None


async def test_what_opens_nothing_is_answered_kindly_and_does_nothing(stage: Stage) -> None:
    """A dialog that was open all through a rotation: its old key is retired."""
    casey = stage.coordinator
    await stage.ask()
    await casey.command("queue")
    await casey.press("Open")
    await casey.press(f"Show {(await stage.requests())[0].number}")
    await casey.press("End this request")
    ends = casey.button("Close: nobody found")
    retire_the_key(stage)
    for button in (ends, casey.button("Back")):
        await casey.press_kept(button)
        casey.sees("9-8-8")
        assert casey.inside or casey.messages()
    assert len(await stage.requests()) == 1
    assert "went wrong" not in casey.notice


def retire_the_key(stage: Stage) -> None:
    """What dialogs carry is sealed under another master key from now on. The rows stay as they are."""
    ring = carried.keyring(stage.house)
    ring._carriers = Keyring(parse([fresh()]))._carriers


# --- a form that comes again -----------------------------------------------------------------------------------------


async def test_a_form_that_comes_again_shows_who_was_chosen(stage: Stage) -> None:
    """Teams opens it anew; what was chosen in it must still be the one who was chosen."""
    robin, sam = stage.physician, stage.supporters[2]
    await robin.press("Ask for a peer")
    await robin.press("Continue")
    named = {"asked_for": await stage.id_of(sam)}
    await robin.submit(contact="nothing", **named)
    assert "contact" in robin.errors
    # The local page keeps by itself what was chosen in it; the stage has to say it.
    await robin.submit(contact=CONTACT, **(named if stage.platform == "playground" else {}))
    [request] = await stage.requests()
    details = await stage.read(lambda unit: unit.requests.details(request))
    assert details.asked_for == await stage.id_of(sam)
