"""The outbox goes on for everybody else, whatever one message does."""

import asyncio
from collections.abc import AsyncIterator
from dataclasses import dataclass, field, replace
from datetime import timedelta
from pathlib import Path
from typing import Any, cast

import pytest
from structlog.testing import capture_logs

from bot.configuration.settings import given
from bot.core.people import Person
from bot.ports.platform import Outgoing, Port
from bot.runtime.outbox import LEASE
from bot.surface import Card, Paragraph, Verbatim
from storage.encryption.keys import fresh
from storage.stores.delivery import Delivery
from storage.transactions.unit_of_work import UnitOfWork
from tests.stage import COORDINATOR, Stage
from tests.stages.playground import PlaygroundStage

LINES = Verbatim("911")

CARD = Card((Paragraph(Verbatim("a word to you")),), footer=LINES)
OTHER = Card((Paragraph(Verbatim("another word to you")),), footer=LINES)


@pytest.fixture
async def stage(tmp_path: Path, migrated_sqlite: bytes) -> AsyncIterator[Stage]:
    path = tmp_path / "peerline.db"
    path.write_bytes(migrated_sqlite)
    found = await PlaygroundStage.open(given(peerline_database_url=f"sqlite:///{path}", peerline_keys=fresh()))
    yield found
    await found.close()


async def test_somebody_of_a_site_that_is_no_more_keeps_nobody_waiting(stage: Stage) -> None:
    await stage.read(lambda unit: _say(unit, "devon.madeup@example.org", site="closed"))
    await stage.read(lambda unit: _say(unit, "casey.sample@example.org"))
    await stage.settle()
    assert "a word to you" in stage.actors[COORDINATOR].chat()[-1]


async def test_a_card_that_cannot_be_shown_keeps_nobody_waiting(stage: Stage) -> None:
    await stage.read(lambda unit: _say(unit, "devon.madeup@example.org", card=None))
    await stage.read(lambda unit: _say(unit, "casey.sample@example.org"))
    with capture_logs() as log:
        await stage.settle()
    assert "a word to you" in stage.actors[COORDINATOR].chat()[-1]
    assert [(line["event"], line["log_level"]) for line in log] == [("card_unreadable", "error")]


@pytest.mark.parametrize(
    ("column", "table"),
    [("body", "slot"), ("carried", "copy"), ("reference", "copy"), ("address", "account"), ("profile", "person")],
)
async def test_one_row_that_does_not_open_keeps_nobody_waiting(stage: Stage, table: str, column: str) -> None:
    """A torn page, or a row that was put back by hand: it costs a line in the log, and not the queue."""
    await stage.read(lambda unit: _say(unit, "devon.madeup@example.org"))
    await stage.read(lambda unit: _torn(unit, "devon.madeup@example.org", table, column))
    await stage.read(lambda unit: _say(unit, "casey.sample@example.org"))
    with capture_logs() as log:
        await stage.settle()
    assert "a word to you" in stage.actors[COORDINATOR].chat()[-1]
    assert [(line["event"], line["kind"], line["log_level"]) for line in log] == [
        ("card_unreadable", "Unreadable", "error")
    ]
    stage.clock.forward(timedelta(hours=1))
    with capture_logs() as log:
        await stage.settle()
    assert [line["event"] for line in log] == ["card_unreadable"], "it is looked at again, and the operator hears of it"


async def test_one_card_that_does_not_open_does_not_keep_its_readers_other_cards_waiting(stage: Stage) -> None:
    """It may never open again, and what they are told next must come all the same."""
    await stage.read(lambda unit: _say(unit, "casey.sample@example.org"))
    await stage.read(lambda unit: _torn(unit, "casey.sample@example.org", "slot", "body"))
    await stage.read(lambda unit: _say(unit, "casey.sample@example.org", slot="another", card=OTHER))
    await stage.settle()
    await stage.settle()
    assert "another word to you" in stage.actors[COORDINATOR].chat()[-1]
    stage.clock.forward(timedelta(hours=1))
    await stage.settle()
    assert await stage.read(lambda unit: unit.slots.retries()) is True, "what a coordinator's page of the system tells"


async def test_a_failure_that_nobody_foresaw_does_not_end_the_delivery(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    outbox = stage.house.outbox
    claim = outbox._take
    monkeypatch.setattr(outbox, "_take", lambda *_: 1 / 0)
    running = asyncio.create_task(outbox.run())
    await stage.read(lambda unit: _say(unit, "casey.sample@example.org"))
    outbox.wake()
    await asyncio.sleep(0.1)
    monkeypatch.setattr(outbox, "_take", claim)
    outbox.wake()
    async with asyncio.timeout(60):
        while "a word to you" not in stage.actors[COORDINATOR].chat()[-1]:  # noqa: ASYNC110 - the chat tells nobody
            await asyncio.sleep(0.02)
    outbox.stop()
    await running


async def test_whoever_slept_past_a_lease_sends_nothing_more_under_it(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Somebody else may hold it by now, and have posted it: the one who wakes up looks, as anybody would."""
    outbox, naps = stage.house.outbox, [LEASE]
    claim = outbox._take

    def claims_and_sleeps(unit: UnitOfWork, most: int) -> list[tuple[Delivery, Outgoing]]:
        taken = claim(unit, most)
        stage.clock.forward(naps.pop() if taken and naps else timedelta())
        return taken

    monkeypatch.setattr(outbox, "_take", claims_and_sleeps)
    watched = _Watched(outbox.ports["playground"])
    outbox.ports["playground"] = cast("Port", watched)
    doubts: list[str] = []
    outbox.on_doubt = lambda _platform, outcome: doubts.append(outcome)
    await stage.read(lambda unit: _say(unit, "casey.sample@example.org"))
    await stage.settle()
    assert watched.calls == ["find", "post"]
    assert doubts == ["in_doubt", "absent"], "whoever died while posting is a doubt as well"


@dataclass
class _Watched:
    """A Port, and what was asked of it."""

    port: Port
    calls: list[str] = field(default_factory=list)

    def __getattr__(self, name: str) -> Any:
        if name in ("post", "find"):
            self.calls.append(name)
        return getattr(self.port, name)


def _say(unit: Any, email: str, site: str = "", card: Card | None = CARD, slot: str = "word") -> None:
    person: Person = unit.people.by_email(email)
    unit.slots.say(person.id, slot, card, at=unit.now, notify=True)
    if site:
        unit.people.put(replace(person, site=site))


def _torn(unit: UnitOfWork, email: str, table: str, column: str) -> None:
    person = unit.people.by_email(email)
    assert person is not None
    whose = {
        "slot": "person = ?",
        "copy": "account IN (SELECT id FROM account WHERE person = ?)",
        "account": "person = ?",
        "person": "id = ?",
    }
    row = unit.link.driver.execute(f"SELECT id FROM {table} WHERE {whose[table]}", (person.id,)).fetchone()  # noqa: S608
    sealed = unit.keys.seal(b"[]", f"{table}.{column}:another row")
    unit.link.driver.execute(f"UPDATE {table} SET {column} = ? WHERE id = ?", (sealed, row[0]))  # noqa: S608
    unit.link.driver.execute("UPDATE account SET language = '', locale = '' WHERE person = ?", (person.id,))
