"""What a request leaves behind in the database, read from its rows."""

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Any

from storage.transactions.unit_of_work import UnitOfWork
from tests.stage import Actor, Stage


@dataclass(frozen=True, slots=True)
class Counted:
    """One row of the tally, in the words of wording.md."""

    kind: str
    outcome: str = ""
    conversation: str = ""
    took_place: str = ""
    able: str = ""
    next: str = ""
    contact: str = ""


async def rows(stage: Stage, sql: str) -> list[tuple[Any, ...]]:
    def look(unit: UnitOfWork) -> list[tuple[Any, ...]]:
        return [tuple(row) for row in unit.link.driver.execute(sql).fetchall()]

    found: list[tuple[Any, ...]] = await stage.read(look)
    return found


async def counted(stage: Stage) -> list[Counted]:
    """The tally of requests and conversations, in no order. How soon offers are answered stands apart."""
    columns = "kind, outcome, conversation, took_place, able, next, contact"
    found = [Counted(*row) for row in await rows(stage, f"SELECT {columns} FROM tally WHERE kind <> 'offer'")]  # noqa: S608
    return sorted(found, key=lambda row: (row.kind, row.conversation, row.took_place))


async def nothing_leads_to_anybody(stage: Stage) -> None:
    """After a close: no key, no sealed link, no deadline but the clean-up's, no audit line with an actor."""
    assert await stage.requests() == []
    assert await rows(stage, "SELECT request FROM request_key") == []
    assert await rows(stage, "SELECT id FROM request WHERE details IS NOT NULL OR physician_index IS NOT NULL") == []
    assert await rows(stage, "SELECT id FROM offer WHERE supporter IS NOT NULL OR supporter_index IS NOT NULL") == []
    assert await rows(stage, "SELECT verb FROM audit WHERE request IS NOT NULL OR actor IS NOT NULL") == []
    assert await rows(stage, "SELECT kind FROM deadline WHERE request IS NOT NULL OR offer IS NOT NULL") == []


@asynccontextmanager
async def transactions(stage: Stage) -> AsyncIterator[list[list[str]]]:
    """The statements of each transaction that runs meanwhile, as SQLite was given them, with their values."""
    seen: list[list[str]] = []
    writer = stage.house.writer
    submit = writer.submit

    def listening(job: Callable[[UnitOfWork], Any]) -> Any:
        def heard(unit: UnitOfWork) -> Any:
            seen.append([])
            unit.link.driver.set_trace_callback(seen[-1].append)  # type: ignore[attr-defined] # SQLite's
            try:
                return job(unit)
            finally:
                unit.link.driver.set_trace_callback(None)  # type: ignore[attr-defined]

        return submit(heard)

    writer.submit = listening  # type: ignore[method-assign]
    try:
        yield seen
    finally:
        writer.submit = submit  # type: ignore[method-assign]


async def match_of(stage: Stage, supporter: Actor) -> str:
    """The id of the one match that this supporter has."""
    person = await stage.id_of(supporter)
    found = await stage.read(lambda unit: [offer.id for offer in unit.offers.live_of(person)])
    assert len(found) == 1, found
    return str(found[0])
