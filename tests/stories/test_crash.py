"""Nothing is lost and nothing acts twice: killed between commit and delivery, down across the mark, a lost answer."""

import asyncio
import os
import signal
import sys
from datetime import timedelta
from pathlib import Path

import pytest

from storage.encryption.keys import fresh
from tests.stage import MONDAY, Stage, Woe
from tests.stories.conftest import ON_PLAYGROUND, WHERE_ONE_CAN_LOOK, Opens

KILLED_WHILE_DELIVERING = Path(__file__).with_name("killed_while_delivering.py")


@ON_PLAYGROUND
async def test_killed_between_commit_and_delivery_the_offer_goes_out_once_after_the_restart(
    opens: Opens, database_url: str, tmp_path: Path
) -> None:
    """A real process, killed by its platform's side in the middle of the first send."""
    keys = fresh()
    log = tmp_path / "sent"
    environment = os.environ | {"PEERLINE_DATABASE_URL": database_url, "PEERLINE_KEYS": keys, "SENT": str(log)}
    command = [sys.executable, "-m", "tests.stories.killed_while_delivering"]
    died = await asyncio.create_subprocess_exec(*command, env=environment, stderr=asyncio.subprocess.PIPE)
    _, said = await died.communicate()
    assert died.returncode == -signal.SIGKILL, said.decode()
    assert not log.exists()

    stage = await opens(database_url, keys=keys, at=MONDAY + timedelta(minutes=5))
    await stage.settle()
    stage.offered()
    assert stage.physician.chat().count(stage.physician.chat()[-1]) == 1
    assert len(await stage.requests()) == 1


async def test_down_across_the_mark_everybody_hears_once_at_the_restart(opens: Opens) -> None:
    stage = await opens()
    await stage.ask()
    supporter = await stage.match()
    stage = await stage.restart(MONDAY + timedelta(hours=90))
    await stage.sweep()
    again = stage.actors[supporter.user]
    nudges = [words for words in again.chat() if "Have you been able to reach out?" in words]
    assert len(nudges) == 1
    stage.coordinator.sees("No contact has been made by the agreed hour")
    assert len([words for words in stage.coordinator.chat() if "needs you" in words]) == 1


@WHERE_ONE_CAN_LOOK
async def test_a_platform_that_took_the_card_and_never_said_so_is_looked_at_before_sending_again(stage: Stage) -> None:
    for actor in stage.supporters:
        stage.fails(actor, Woe.UNSURE)
    await stage.ask()
    await stage.forward(0.1)
    asked = stage.offered()
    assert len([words for words in asked.chat() if "A colleague would like to talk" in words]) == 1


@pytest.mark.parametrize("woe", [Woe.DOWN, Woe.TOO_FAST, Woe.LOST])
async def test_a_platform_that_fails_for_a_while_gets_the_card_once_it_is_back(stage: Stage, woe: Woe) -> None:
    for actor in stage.supporters:
        stage.fails(actor, woe, times=4)
    await stage.ask()
    await stage.forward(1)
    asked = stage.offered()
    assert len([words for words in asked.chat() if "A colleague would like to talk" in words]) == 1
    await stage.nobody_waits_in_silence()


async def test_the_clock_of_an_offer_starts_when_it_was_delivered(stage: Stage) -> None:
    for actor in stage.supporters:
        stage.fails(actor, Woe.TOO_FAST, seconds=2 * 3600)
    await stage.ask()
    await stage.forward(3)
    asked = stage.offered()
    await stage.forward(22.5)
    assert "Accept" in asked.buttons()
    await stage.forward(1)
    asked.lacks("Accept")


async def test_an_outbox_with_nothing_to_do_sleeps(stage: Stage, monkeypatch: pytest.MonkeyPatch) -> None:
    """It asks the database when something was said, and now and then; it must not ask because it has just asked."""
    engine, outbox = stage.house.engine, stage.house.outbox
    asked: list[object] = []
    run = engine.run

    async def counted(job: object) -> object:
        asked.append(job)
        return await run(job)  # type: ignore[arg-type]

    monkeypatch.setattr(engine, "run", counted)
    running = asyncio.create_task(outbox.run())
    await asyncio.sleep(0.5)
    outbox.stop()
    await running
    assert len(asked) <= 3


async def test_a_refusal_after_a_restart_still_speaks_the_language_that_was_chosen(opens: Opens) -> None:
    stage = await opens()
    sam = stage.supporters[2]
    await sam.press("Français")
    stage = await stage.restart(MONDAY + timedelta(hours=1))
    sam = stage.actors[sam.user]
    stage.speaks(sam, "en")  # what the platform says of this account
    await sam.command("away", "tomorrow")
    assert "Donnez le dernier jour" in sam.notice


async def test_a_deadline_that_this_version_does_not_know_is_kept(stage: Stage) -> None:
    await stage.read(lambda unit: unit.deadlines.book("from-tomorrow", unit.now))
    await stage.sweep()
    kept = await stage.read(lambda unit: unit.deadlines.pending_kind("from-tomorrow"))
    assert len(kept) == 1
