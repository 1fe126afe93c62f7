"""Whatever happens, in whatever order: after the next look nobody waits beside somebody who may help (rule 15).

Who fits is written here from the documents, and shares no rule with the house.
"""

import asyncio
import tempfile
from collections.abc import Callable, Coroutine
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from bot.core.people import Person, Role
from bot.core.request import Offer, OfferState, Request
from storage.transactions.unit_of_work import UnitOfWork
from tests.search.town import LOOK, Town, names, programme

HELPERS, ASKERS = names("helper", 3), names("asker", 5)
_LASTING = {OfferState.DECLINED, OfferState.KNOWN, OfferState.CONFLICT, OfferState.ENDED, OfferState.CONFIRMED}
DAY = timedelta(days=1)


class Weeks(RuleBasedStateMachine):
    """Everybody of this town is trained, signed and late in their career, and nobody evaluates anybody."""

    database: bytes

    def __init__(self) -> None:
        super().__init__()
        self.runner = asyncio.Runner()
        self.folder = tempfile.TemporaryDirectory()
        self.town: Town | None = None

    @initialize(quiet=st.sampled_from(["", "21:00-07:00"]))
    def begins(self, quiet: str) -> None:
        place = Path(self.folder.name)
        (place / "town.db").write_bytes(self.database)
        self.town = Town(f"sqlite:///{place}/town.db", programme(place, quiet_hours=quiet))
        self._do(lambda town: town.settle_in(*HELPERS))
        self._do(lambda town: town.settle_in("hand", roles=[Role.COORDINATOR]))

    @rule(asker=st.sampled_from(ASKERS))
    def asks(self, asker: str) -> None:
        self._do(lambda town: town.asks(asker))

    @rule(asker=st.sampled_from(ASKERS))
    def withdraws(self, asker: str) -> None:
        async def goes(town: Town) -> None:
            if await town.read(lambda unit: unit.people.by_account(town.account(asker))):
                await town.withdraws(asker)

        self._do(goes)

    @rule(helper=st.sampled_from(HELPERS), verbs=st.sampled_from([
        ("offer-accept", "offer-confirm"), ("offer-accept", "offer-known"), ("offer-accept",), ("offer-decline",),
        ("offer-accept", "offer-confirm", "reached-out"), ("hand-over", "hand-over-yes"),
    ]))  # fmt: skip
    def answers(self, helper: str, verbs: tuple[str, ...]) -> None:
        self._do(lambda town: town.answers(helper, *verbs))

    @rule(helper=st.sampled_from(HELPERS), word=st.sampled_from(["away", "back", "limit 0", "limit 1"]))
    def says(self, helper: str, word: str) -> None:
        self._do(lambda town: town.does(town.says(helper, *word.split())))

    @rule(helper=st.sampled_from(HELPERS))
    def is_gone(self, helper: str) -> None:
        self._do(lambda town: town.does(town.leaves(helper)))

    @rule(hours=st.sampled_from([0.1, 1, 9, 25, 50, 80]))
    def passes(self, hours: float) -> None:
        self._do(lambda town: town.passes(timedelta(hours=hours)))

    @invariant()
    @precondition(lambda self: self.town is not None)
    def no_fitting_pair_waits_past_the_next_look(self) -> None:
        async def look(town: Town) -> None:
            await town.looks()
            awake = [each for each in await town.waiting() if _is_awake(town, each)]
            found = await town.read(lambda unit: _pairs(unit, town, awake))
            assert found == [], f"they wait, and may be helped by: {found}"

        self._do(look)

    def teardown(self) -> None:
        if self.town is not None:
            self.town.close()
        self.runner.close()
        self.folder.cleanup()

    def _do(self, job: Callable[[Town], Coroutine[Any, Any, Any]]) -> None:
        assert self.town is not None
        self.runner.run(job(self.town))


def _is_awake(town: Town, request: Request) -> bool:
    quiet = town.house.programme.site(request.site).policy.quiet_hours
    if quiet is None:
        return True
    hour = (town.clock.now() - timedelta(hours=5)).hour  # Winnipeg in September
    return 7 <= hour < 21


def _pairs(unit: UnitOfWork, town: Town, waiting: list[Request]) -> list[tuple[str, str]]:
    helpers = unit.people.with_role(Role.SUPPORTER, "demo")
    return [
        (request.number, helper.name)
        for request in waiting
        for helper in helpers
        if _is_free(unit, town, helper) and not _was_asked(unit, town, request, helper)
    ]


def _is_free(unit: UnitOfWork, town: Town, helper: Person) -> bool:
    there = bool(unit.people.accounts(helper.id)) and not helper.standing.paused and helper.standing.limit != 0
    today = (town.clock.now() - timedelta(hours=5)).date()
    away = helper.standing.away_until is not None and today <= helper.standing.away_until
    return there and not away and not unit.offers.live_of(helper.id)


def _was_asked(unit: UnitOfWork, town: Town, request: Request, helper: Person) -> bool:
    """They answered; or were silent, in this search and not so long ago that they may be asked once more."""
    mine = [each for each in unit.offers.of_request(request.id) if each.supporter == helper.id]
    return any(each.state in _LASTING or _is_recent(town, request, each) for each in mine)


def _is_recent(town: Town, request: Request, offer: Offer) -> bool:
    silent = offer.state is OfferState.EXPIRED and offer.search == request.search
    return silent and town.clock.now() < offer.made_at + 3 * DAY + timedelta(hours=5)


@pytest.fixture
def weeks(migrated_sqlite: bytes) -> type[Weeks]:
    return type("Weeks", (Weeks,), {"database": migrated_sqlite})


def _sized(examples: int, steps: int, *, drawn_anew: bool) -> settings:
    return settings(
        max_examples=examples,
        stateful_step_count=steps,
        derandomize=not drawn_anew,  # the short one plays the same weeks every time
        deadline=None,
        suppress_health_check=list(HealthCheck),
    )


def test_after_any_sequence_of_events_no_fitting_pair_waits(weeks: type[Weeks]) -> None:
    run_state_machine_as_test(weeks, settings=_sized(15, 25, drawn_anew=False))


@pytest.mark.long
def test_after_many_sequences_of_events_no_fitting_pair_waits(weeks: type[Weeks]) -> None:
    run_state_machine_as_test(weeks, settings=_sized(200, 50, drawn_anew=True))


async def test_fifty_that_wait_cost_a_press_no_statement(migrated_sqlite: bytes, tmp_path: Path) -> None:
    """What a press does is the same however many wait: the search looks in transactions of its own."""
    path = tmp_path / "town.db"
    path.write_bytes(migrated_sqlite)
    town = Town(f"sqlite:///{path}", programme(tmp_path))
    try:
        await town.settle_in("free")
        await town.settle_in("hand", roles=[Role.COORDINATOR])
        counts = []
        for waiting in (0, 50):
            for asker in names(f"waiting{waiting}-", waiting):
                await town.asks(asker)
            await town.asks(f"asker{waiting}")
            await town.does(town.says("free", "back"))
            counts.append(await _statements(town, "free", "away"))
            counts.append(await _statements(town, "free", "back"))
            await town.does(town.says("free", "away"))
            await town.looks()
        assert counts[:2] == counts[2:]
        assert len(await town.waiting()) > 50
        assert timedelta(minutes=5) == LOOK
    finally:
        town.close()


async def _statements(town: Town, user: str, word: str) -> int:
    """How many the transaction of this press runs."""
    seen: list[str] = []
    submit = town.house.writer.submit

    def counting(job: Callable[[UnitOfWork], Any]) -> Any:
        def counted(unit: UnitOfWork) -> Any:
            unit.link.driver.set_trace_callback(seen.append)  # type: ignore[attr-defined] # SQLite's
            try:
                return job(unit)
            finally:
                unit.link.driver.set_trace_callback(None)  # type: ignore[attr-defined]

        return submit(counted)

    town.house.writer.submit = counting  # type: ignore[method-assign]
    try:
        await town.does(town.says(user, word))
    finally:
        town.house.writer.submit = submit  # type: ignore[method-assign]
    return len(seen)
