"""A small town without screens: as many people as a test wants, one or several houses on one database, no platform.

Events go straight to the engine, and the search looks when a test says so. What a person sees is told in tests/stories.
"""

import itertools
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date, timedelta
from functools import partial
from pathlib import Path
from typing import Any, TypeVar

from bot.adapters.playground.needs import PLATFORM
from bot.clock import MovableClock
from bot.configuration.settings import given
from bot.core.people import Person, Role, Stage
from bot.core.request import Offer, Request
from bot.process.bootstrap import House, build, wording_for
from bot.programme import Programme, load
from bot.roster import RosterRow
from bot.runtime import roster_import
from bot.surface import Account, Command, Event, Gone, Press, Reply, Submit
from storage.encryption.keys import fresh
from storage.transactions.unit_of_work import UnitOfWork
from tests import carried
from tests.stage import MONDAY
from tests.stories.variants import variant

T = TypeVar("T")

SITE = "demo"
LOOK = timedelta(minutes=5)


class Town:
    """Houses are replicas: one database, one clock, each with a programme file of its own."""

    def __init__(self, url: str, *programmes: Path) -> None:
        self.clock = MovableClock(MONDAY)
        keys = fresh()
        self.houses: list[House] = []
        for path in programmes:
            programme = load(path)
            settings = given(peerline_database_url=url, peerline_programme=path, peerline_keys=keys)
            self.houses.append(build(settings, programme, wording_for(programme, path), clock=self.clock))
        self._keys = itertools.count(1)

    @property
    def house(self) -> House:
        return self.houses[0]

    def close(self) -> None:
        for house in self.houses:
            house.close()

    # --- people

    async def settle_in(
        self, *users: str, site: str = SITE, roles: Sequence[Role] = (Role.SUPPORTER,), **more: Any
    ) -> None:
        """On the roster, trained and signed."""
        rows = [self._row(user, site, roles, self.house.programme, more) for user in users]
        await self.read(lambda unit: roster_import.apply(unit, self.house.programme, rows))

    def _row(
        self, user: str, site: str, roles: Sequence[Role], programme: Programme, more: dict[str, Any]
    ) -> RosterRow:
        person = Person(
            id="",
            site=site,
            name=f"Dr. {user}",
            email=f"{user}@example.org",
            roles=frozenset(roles),
            stage=Stage.LATE,
            trained_hours=8,
            agreement_version=programme.agreement_version,
            agreement_signed_on=date(2026, 1, 1),
        )
        return RosterRow(replace(person, **more), (self.account(user, site),))

    def account(self, user: str, site: str = SITE) -> Account:
        return Account(PLATFORM, site, user)

    async def person(self, user: str, site: str = SITE) -> Person:
        found = await self.read(lambda unit: unit.people.by_account(self.account(user, site)))
        assert found is not None
        return found

    # --- what people do

    async def does(self, event: Event, house: House | None = None) -> Reply:
        """What it carries comes as if it had been shown to them."""
        served = house or self.house
        known = carried.sealed(event, served) if isinstance(event, Press | Submit) else event
        reply = await served.engine.handle(known)
        assert getattr(reply.notice, "id", "") != "went-wrong", reply.notice
        return reply

    async def asks(self, user: str, site: str = SITE, house: House | None = None, **values: str) -> None:
        values = {"contact": "204-555-0199", **values}
        send = Submit(self._key(), self.account(user, site), "en", f"Dr. {user}", verb="ask-send", values=values)
        await self.does(send, house)

    def says(self, user: str, word: str, rest: str = "", site: str = SITE) -> Command:
        return Command(self._key(), self.account(user, site), "en", word=word, rest=rest)

    def presses(self, user: str, verb: str, token: str = "", version: int = 0, site: str = SITE) -> Press:
        return Press(self._key(), self.account(user, site), "en", verb=verb, token=token, version=version)

    def leaves(self, user: str, site: str = SITE) -> Gone:
        return Gone(self._key(), self.account(user, site), "en")

    async def answers(self, user: str, *verbs: str, site: str = SITE) -> None:
        """Each verb pressed on whatever offer or match is theirs by then."""
        for verb in verbs:
            live = await self.live_of(user, site)
            if live:
                await self.does(self.presses(user, verb, live[0].id, live[0].version, site))

    async def withdraws(self, user: str, site: str = SITE) -> None:
        request = await self.request_of(user, site)
        if request is not None:
            await self.does(self.presses(user, "withdraw-yes", request.id, request.version, site))

    def _key(self) -> str:
        return f"event {next(self._keys)}"

    # --- time

    async def looks(self, house: House | None = None) -> None:
        """What a served house does within seconds."""
        await (house or self.house).deadlines.sweep()

    async def passes(self, span: timedelta) -> None:
        """With a stop at every deadline on the way."""
        goal = self.clock.now() + span
        while (due := await self.house.deadlines.next_due()) is not None and due <= goal:
            self.clock.forward_to(max(due, self.clock.now()))
            await self.looks()
        self.clock.forward_to(goal)
        await self.looks()

    # --- looking

    async def read(self, job: Callable[[UnitOfWork], T]) -> T:
        return await self.house.engine.run(job)

    async def waiting(self) -> list[Request]:
        return await self.read(lambda unit: unit.requests.waiting())

    async def request_of(self, user: str, site: str = SITE) -> Request | None:
        person = await self.person(user, site)
        return await self.read(lambda unit: unit.requests.of_physician(person.id))

    async def live_of(self, user: str, site: str = SITE) -> list[Offer]:
        person = await self.person(user, site)
        return await self.read(partial(_live_of, person=person.id))

    async def open_ones(self) -> list[Request]:
        return await self.read(lambda unit: unit.requests.open_ones())

    async def live(self) -> list[Offer]:
        """Every live offer, that of the oldest request first."""

        def found(unit: UnitOfWork) -> list[Offer]:
            offers = (unit.offers.live(request.id) for request in unit.requests.open_ones())
            return [offer for offer in offers if offer is not None]

        return await self.read(found)

    async def asked(self) -> dict[str, str]:
        """Whom each request is offered to, by the users' names."""

        def found(unit: UnitOfWork) -> dict[str, str]:
            return {
                unit.people.get(unit.requests.details(request).physician).name: unit.people.get(offer.supporter).name
                for request in unit.requests.open_ones()
                if (offer := unit.offers.live(request.id)) is not None
            }

        names = await self.read(found)
        return {asker.removeprefix("Dr. "): helper.removeprefix("Dr. ") for asker, helper in names.items()}


def _live_of(unit: UnitOfWork, person: str) -> list[Offer]:
    return unit.offers.live_of(person)


def programme(folder: Path, name: str = "town", **policy: Any) -> Path:
    """The demo's programme under other rules, in a file of its own."""
    place = folder / name
    place.mkdir()
    return variant(place, **policy)


def names(stem: str, count: int) -> list[str]:
    return [f"{stem}{number}" for number in range(count)]
