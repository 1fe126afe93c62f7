"""Whoever is erased, at whatever moment of whatever is open: every wait still has an end, and nothing names them.

Physicians, supporters, coordinators, a lead and guests come, ask, answer and go in any order; somebody is erased in
between, and may come again.
"""

import asyncio
import tempfile
from collections.abc import Callable, Coroutine
from datetime import datetime, timedelta
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
from bot.core.request import OfferState, Request, RequestState
from bot.flows.departures import erasure, last_holder
from bot.surface import Submit
from storage.transactions.unit_of_work import UnitOfWork
from tests.remains import mentions, opened
from tests.search.town import Town, programme

HELPERS = ("helper-a", "helper-b", "helper-c")
HANDS = ("hand-a", "hand-b")
LISTED = ("listed-a", "listed-b")
GUESTS = ("guest-a", "guest-b")
ROLES: dict[str, tuple[Role, ...]] = {
    **dict.fromkeys(HELPERS, (Role.SUPPORTER,)),
    **dict.fromkeys(HANDS, (Role.COORDINATOR,)),
    **dict.fromkeys(LISTED, ()),
    "lead-a": (Role.LEAD,),
}
EVERYBODY = (*ROLES, *GUESTS)
ASKERS = (*LISTED, *GUESTS, "lead-a", "helper-a", "hand-a")
LAST_WORDS = timedelta(hours=27)  # nobody delivers here: they are given up after a day, and forgotten within the hour
_MATCHED = {RequestState.MATCHED, RequestState.CONNECTED}


class Erasures(RuleBasedStateMachine):
    database: bytes

    def __init__(self) -> None:
        super().__init__()
        self.runner = asyncio.Runner()
        self.folder = tempfile.TemporaryDirectory()
        self.town: Town | None = None
        self.erased: dict[str, datetime] = {}  # by user, unless they came again
        self.ids: list[str] = []  # of whoever was erased

    @initialize(keep=st.sampled_from([0, 3]), by=st.sampled_from(["automatic", "coordinator"]))
    def begins(self, keep: int, by: str) -> None:
        place = Path(self.folder.name)
        (place / "town.db").write_bytes(self.database)
        path = programme(place, quiet_hours="", keep_days_after_close=keep, match_by=by)
        self.town = Town(f"sqlite:///{place}/town.db", path)
        for user in ROLES:
            self.stands_on_the_list_again(user)

    @rule(who=st.sampled_from(ASKERS), but=st.sampled_from(["", *HELPERS, *HANDS]))
    def asks(self, who: str, but: str) -> None:
        self._comes(who)
        self._comes(but)  # anybody of the workspace can be picked, whether or not we know them
        values = {"contact": "204-555-0199", "not_these": (but,) if but else ()}
        self._do(lambda town: town.does(Submit(f"a{who}{town.clock.now()}", town.account(who), "en", f"Dr. {who}",
                                               verb="ask-send", values=values)))  # fmt: skip

    @rule(who=st.sampled_from(LISTED), but=st.sampled_from([*HELPERS, *HANDS]))
    def asks_and_whom_it_is_kept_from_is_erased(self, who: str, but: str) -> None:
        self.asks(who, but)
        self.is_erased(but, told=True)

    @rule(by=st.sampled_from(HANDS))
    def takes_it_in_hand_and_is_erased(self, by: str) -> None:
        self.is_taken_in_hand(by, "escalation-promise")
        self.is_erased(by, told=False)

    @rule(who=st.sampled_from(ASKERS))
    def asks_to_be_phoned(self, who: str) -> None:
        self._comes(who)
        values = {"contact": "204-555-0188"}
        self._do(lambda town: town.does(Submit(f"c{who}{town.clock.now()}", town.account(who), "en", f"Dr. {who}",
                                               verb="call-send", values=values)))  # fmt: skip

    @rule(who=st.sampled_from(ASKERS), by=st.sampled_from(HANDS))
    def is_invited(self, who: str, by: str) -> None:
        self._comes(who)
        self._do(lambda town: town.does(Submit(f"i{who}{town.clock.now()}", town.account(by), "en", f"Dr. {by}",
                                               verb="invite-send", values={"colleagues": (who,)})))  # fmt: skip

    @rule(who=st.sampled_from(HELPERS), verbs=st.sampled_from([
        ("offer-accept", "offer-confirm"), ("offer-accept",), ("offer-decline",), ("hand-over", "hand-over-yes"),
        ("offer-accept", "offer-confirm", "reached-out"),
    ]))  # fmt: skip
    def answers(self, who: str, verbs: tuple[str, ...]) -> None:
        async def goes(town: Town) -> None:
            if await town.read(lambda unit: unit.people.by_account(town.account(who))):
                await town.answers(who, *verbs)

        self._do(goes)

    @rule(
        by=st.sampled_from(HANDS),
        verb=st.sampled_from(["escalation-promise", "escalation-contacted", "escalation-missed"]),
    )
    def is_taken_in_hand(self, by: str, verb: str) -> None:
        async def goes(town: Town) -> None:
            for each in await town.open_ones():
                await town.does(town.presses(by, verb, each.id, each.version))

        self._do(goes)

    @rule(who=st.sampled_from([*HELPERS, *HANDS]), word=st.sampled_from(["away", "back"]))
    def says(self, who: str, word: str) -> None:
        self._do(lambda town: town.does(town.says(who, word)))

    @rule(who=st.sampled_from(EVERYBODY))
    def joins_the_monthly_word(self, who: str) -> None:
        self._comes(who)
        self._do(lambda town: town.does(town.presses(who, "monthly-join")))

    @rule(who=st.sampled_from(EVERYBODY), told=st.booleans())
    def is_erased(self, who: str, told: bool) -> None:
        assert self.town is not None
        town = self.town

        def erase(unit: UnitOfWork) -> Person | None:
            person = unit.people.by_account(town.account(who))
            desk = town.house.engine._desk(unit)
            if person is None or last_holder.is_last(desk, person) or erasure._is_erased(desk, person):
                return None
            erasure.erase(desk, person, told=told)
            return person

        found = self.runner.run(town.read(erase))
        if found is not None:
            self.erased.setdefault(who, town.clock.now())
            if found.listed:
                self.ids.append(found.id)

    @rule(who=st.sampled_from(list(ROLES)))
    def stands_on_the_list_again(self, who: str) -> None:
        self._comes(who)
        self._do(lambda town: town.settle_in(who, roles=ROLES[who]))

    @rule(hours=st.sampled_from([0.1, 1, 25, 50, 80]))
    def passes(self, hours: float) -> None:
        async def goes(town: Town) -> None:
            await town.passes(timedelta(hours=hours))
            await town.house.outbox.settle()  # through no port: whatever has waited for a day is given up
            await town.passes(timedelta(hours=2) if hours > 1 else timedelta())

        self._do(goes)

    @invariant()
    @precondition(lambda self: self.town is not None)
    def every_wait_has_an_end_and_nothing_names_them(self) -> None:
        async def look(town: Town) -> None:
            await town.looks()
            over = [who for who, at in self.erased.items() if town.clock.now() >= at + LAST_WORDS]
            await town.read(lambda unit: _ends(unit))
            found, details = await town.read(lambda unit: (opened(unit), _details(unit)))
            assert mentions({**found, "request.details": details}, self.ids) == []
            assert mentions({"request.details": details}, self.erased) == []
            assert mentions(found, over) == []

        self._do(look)

    def teardown(self) -> None:
        if self.town is not None:
            self.town.close()
        self.runner.close()
        self.folder.cleanup()

    def _comes(self, who: str) -> None:
        self.erased.pop(who, None)

    def _do(self, job: Callable[[Town], Coroutine[Any, Any, Any]]) -> None:
        assert self.town is not None
        self.runner.run(job(self.town))


def _ends(unit: UnitOfWork) -> None:
    """Nobody waits for somebody who is not there, and whatever is open has a deadline."""
    everybody = {each.id for each in unit.people.everybody()}
    for request in unit.requests.open_ones():
        assert unit.deadlines.pending(request=request.id), request.state
        assert unit.requests.details(request).physician in everybody
        _is_held(unit, request, everybody)
    for call in unit.callbacks.open_ones():
        assert unit.deadlines.pending(subject=call.id)
        assert unit.callbacks.caller(call).person in everybody
    rows = unit.link.driver.execute("SELECT DISTINCT person FROM deadline WHERE person IS NOT NULL").fetchall()
    assert {row[0] for row in rows} <= everybody


def _is_held(unit: UnitOfWork, request: Request, everybody: set[str]) -> None:
    live = unit.offers.live(request.id)
    assert live is None or live.supporter in everybody
    assert (request.state in _MATCHED) == (live is not None and live.state is OfferState.CONFIRMED)


def _details(unit: UnitOfWork) -> list[str]:
    return [str(unit.requests.details(each)) for each in unit.requests.open_ones()]


@pytest.fixture
def erasures(migrated_sqlite: bytes) -> type[Erasures]:
    return type("Erasures", (Erasures,), {"database": migrated_sqlite})


def _sized(examples: int, steps: int, *, drawn_anew: bool) -> settings:
    return settings(
        max_examples=examples,
        stateful_step_count=steps,
        derandomize=not drawn_anew,  # the short one plays the same weeks every time
        deadline=None,
        suppress_health_check=list(HealthCheck),
    )


def test_whoever_is_erased_nobody_waits_in_vain(erasures: type[Erasures]) -> None:
    run_state_machine_as_test(erasures, settings=_sized(15, 25, drawn_anew=False))


@pytest.mark.long
def test_whoever_is_erased_nobody_waits_in_vain_however_long(erasures: type[Erasures]) -> None:
    run_state_machine_as_test(erasures, settings=_sized(150, 50, drawn_anew=True))
