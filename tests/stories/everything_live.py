"""One house with something live of every kind, and somebody in every role at two sites: what the role matrix tries."""

import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import timedelta
from pathlib import Path
from typing import Any

from bot.clock import MovableClock
from bot.core.people import Kind, Person, Role, Stage
from bot.core.request import Contact, Transfer
from bot.flows import routing
from bot.flows.common.desk import Sorry
from bot.flows.coordinator.change_supporter import as_read
from bot.ports.records import Purpose
from bot.process.bootstrap import House
from bot.roster import RosterRow
from bot.runtime import roster_import
from bot.surface import Account, Command, Event, Press, Reply, Submit
from storage import tables
from storage.transactions.unit_of_work import UnitOfWork
from tests import carried
from tests.stage import MONDAY

HERE, ELSEWHERE = "demo", "other"
KINDS = ("nobody", "physician", "supporter", "coordinator", "lead", "provincial", "referrer", "technical")
ROLES = tuple(f"{kind} {where}" for where in (HERE, ELSEWHERE) for kind in KINDS)
CONTACT = "204-555-0166"
ENTERED = "Dr. Entered Fictional"  # who asked by phone, and has no account
ASKS = ("waiting", "offered", "named", "matched", "connected", "outside", "agreed", "questioned", "invited")
OTHERS = ("caller", "thought-of", "volunteer", "planner")
HELPERS = ("for-offered", "for-named", "for-matched", "for-connected", "spare")


@dataclass
class Scene:
    """One house with something live of every kind, none of it a matter of the roles in the matrix."""

    house: House
    clock: MovableClock
    path: Path
    tokens: dict[str, tuple[str, int]] = field(default_factory=dict)  # what is live -> its id and version
    numbers: list[str] = field(default_factory=list)
    keys: Iterator[int] = field(default_factory=lambda: iter(range(1, 10**9)))

    def account(self, user: str) -> Account:
        where = user.partition(" ")[2] or HERE
        return Account("playground", where, user.replace(" ", "-"))

    def press(self, user: str, verb: str, about: str = "") -> Press:
        token, version = self.tokens.get(about, ("", 0))
        return Press(self._key(), self.account(user), verb=verb, token=token, version=version)

    def submit(self, user: str, verb: str, about: str = "", **values: Any) -> Submit:
        token, version = self.tokens.get(about, ("", 0))
        return Submit(self._key(), self.account(user), verb=verb, token=token, version=version, values=values)

    def command(self, user: str, word: str, rest: str = "") -> Command:
        return Command(self._key(), self.account(user), word=word, rest=rest)

    def _key(self) -> str:
        return f"event {next(self.keys)}"

    async def does(self, event: Event) -> Reply:
        """What it carries comes as if it had been shown to them, which only the records can refuse."""
        known = carried.sealed(event, self.house) if isinstance(event, Press | Submit) else event
        return await self.house.engine.handle(known)

    async def refuses(self, event: Event) -> bool:
        """Whether the flow says no, in a transaction that is undone."""
        try:
            await self.house.engine.run(lambda unit: self._tried(unit, event))
        except Undone as undone:
            return undone.refused
        raise AssertionError("a transaction that was to be undone was kept")

    def _tried(self, unit: UnitOfWork, event: Event) -> None:
        engine = self.house.engine
        try:
            routing.route(engine._desk(unit, event), event)
        except Sorry:
            raise Undone(refused=True) from None
        raise Undone(refused=False)

    def rows(self) -> dict[str, list[tuple[Any, ...]]]:
        """Every row of every table; the inbox counts what came in, and is no state."""
        with sqlite3.connect(self.path) as connection:
            return {
                table.name: connection.execute(f"SELECT * FROM {table.name}").fetchall()  # noqa: S608
                for table in tables.metadata.sorted_tables
                if table.name not in ("inbox", "inbox_secret")
            }


class Undone(Exception):
    def __init__(self, *, refused: bool) -> None:
        super().__init__("undone")
        self.refused = refused


def _roster(scene: Scene) -> list[RosterRow]:
    def row(user: str, site: str, *roles: Role, hours: float = 4) -> RosterRow:
        person = Person(
            id="",
            site=site,
            name=f"Dr. {user.title()} Fictional",
            email=f"{user.replace(' ', '.')}@example.org",
            roles=frozenset(roles),
            stage=Stage.LATE,
            trained_hours=hours,
            agreement_version="demo-1",
            agreement_signed_on=MONDAY.date(),
        )
        return RosterRow(person, (scene.account(user),))

    matrix = []
    for role in ROLES:
        kind, _, site = role.partition(" ")
        if kind != "nobody":  # untrained, so that nobody of the matrix is ever asked to help
            roles = [] if kind == "physician" else [Role(kind)]
            matrix.append(row(role, site, *roles, hours=0))
    asking = [row(user, HERE) for user in (*ASKS, *OTHERS) if user != "planner"]
    helping = [row(user, HERE, Role.SUPPORTER) for user in HELPERS]
    planners = [row("planner", HERE, Role.COORDINATOR), row("planner other", ELSEWHERE, Role.COORDINATOR)]
    return [*matrix, *asking, *helping, *planners]


async def live(scene: Scene) -> None:
    """Something live of every kind."""
    house = scene.house
    await house.engine.run(lambda unit: roster_import.apply(unit, house.programme, _roster(scene)))

    async def ask(user: str, **values: str) -> None:
        reply = await scene.does(scene.submit(user, "ask-send", contact=CONTACT, **values))
        assert not reply.errors, reply
        await house.deadlines.look()

    async def offered(user: str, *verbs: str) -> None:
        await scene.does(scene.command(f"for-{user}", "back"))  # everybody else is away, or at their limit
        await ask(user)
        for verb in verbs:
            await keep()
            await scene.does(scene.press(f"for-{user}", verb, f"offer {user}"))

    async def keep() -> None:
        await house.engine.run(lambda unit: _find(scene, unit))

    for each in HELPERS:
        await scene.does(scene.command(each, "away"))
    await offered("matched", "offer-accept", "offer-confirm")
    scene.clock.forward_to(scene.clock.now() + timedelta(hours=73))  # its hours are over
    await house.deadlines.sweep()
    await offered("connected", "offer-accept", "offer-confirm", "reached-out")
    await offered("named", "offer-accept")
    await offered("offered")
    await ask("waiting")
    await house.engine.run(lambda unit: _ticket(scene, unit))
    entered = scene.submit("planner", "enter-send", "a ticket", name=ENTERED, contact=CONTACT)
    assert not (await scene.does(entered)).errors
    for user in ("outside", "agreed", "questioned"):
        await ask(user, outside="yes")
    await scene.does(scene.submit("caller", "call-send", contact=CONTACT))
    await scene.does(scene.press("volunteer", "volunteer"))
    await house.engine.run(lambda unit: _claimed(scene, unit))
    await scene.does(scene.submit("planner", "refer-send", colleague=(scene.account("thought-of").user,)))
    await scene.does(scene.submit("planner", "invite-send", colleagues=(scene.account("invited").user,)))
    start = {"title": "Coffee", "kind": "group", "day": "2026-12-20", "hour": "17:30", "where": "Room 0"}
    await scene.does(scene.submit("planner", "plan-send", **start))
    await scene.does(scene.submit("planner", "plan-send", **(start | {"kind": "community"})))
    await house.deadlines.sweep()
    await scene.does(scene.command("spare", "back"))  # nobody looks again from here on
    await keep()
    training = {"day": "2026-09-01", "hours": "4", "kind": "initial", "refresher": ""}
    await scene.does(scene.submit("planner", "training-send", "spare", **training))

    def answered(unit: UnitOfWork) -> None:
        for user, transfer in (("agreed", Transfer.YES), ("questioned", Transfer.ASKED)):
            request = unit.requests.get(scene.tokens[user][0])
            assert request is not None
            unit.requests.set_details(request, replace(unit.requests.details(request), transfer=transfer))
        matched, connected = (unit.requests.get(scene.tokens[each][0]) for each in ("matched", "connected"))
        assert matched is not None
        assert connected is not None
        unit.requests.set_details(matched, replace(unit.requests.details(matched), voicemail=True, way="text"))
        unit.requests.change(connected, contact=Contact.DECIDED)

    await house.engine.run(answered)
    await house.engine.run(lambda unit: _ticket(scene, unit))
    await keep()
    for role in ROLES:  # whoever comes a first time has a language from then on
        await scene.does(scene.press(role, "home"))


def _ticket(scene: Scene, unit: UnitOfWork) -> None:
    """What a form of a request by phone carries, so that it is sent once."""
    scene.tokens["a ticket"] = (unit.ledger.issue_ticket(Purpose.COUNT, unit.now + timedelta(days=2)), 0)


def _claimed(scene: Scene, unit: UnitOfWork) -> None:
    """Another account says that it is a supporter's."""
    helper = unit.people.by_account(scene.account("spare"))
    assert helper is not None
    unit.claims.add(helper.id, scene.account("a new account"))


def _find(scene: Scene, unit: UnitOfWork) -> None:
    """The ids of what is live by now."""
    for user in (*ASKS, *OTHERS, *HELPERS):
        person = unit.people.by_account(scene.account(user))
        assert person is not None
        scene.tokens[f"person {user}"] = (person.id, 0)
        request = unit.requests.of_physician(person.id)
        if request is not None:
            scene.tokens[user] = (request.id, request.version)
            scene.numbers.append(request.number)
            offer = unit.offers.live(request.id)
            if offer is not None:
                scene.tokens[f"offer {user}"] = (offer.id, offer.version)
        call = unit.callbacks.of_person(person.id)
        if call is not None:
            scene.tokens["call"] = (call.id, call.version)
    scene.tokens["volunteering"] = scene.tokens["person volunteer"]
    scene.tokens["spare"] = scene.tokens["person spare"]
    both = f"{scene.tokens.get('waiting', ('', 0))[0]}-{scene.tokens['spare'][0]}"
    scene.tokens["waiting and spare"] = (both, scene.tokens.get("waiting", ("", 0))[1])
    for request in unit.requests.open_ones():
        if unit.people.get(unit.requests.details(request).physician).kind is Kind.ABSENT:
            scene.tokens["entered"] = (request.id, request.version)
            scene.tokens["entered and said"] = (f"{request.id}/status/{request.id}", request.version)
            scene.tokens["entered and sent"] = (f"{request.id}/contact-send/{request.id}", request.version)
            scene.numbers.append(request.number)
    for claim in unit.claims.waiting():
        scene.tokens["claim"] = (claim.id, 0)
    for nomination in unit.nominations.waiting(HERE):
        scene.tokens["nomination"] = (nomination.id, 0)
    for planned in unit.gatherings.planned(unit.now):
        scene.tokens["gathering" if planned.kind == "group" else "meeting"] = (planned.id, 0)
    trained = unit.training.of(scene.tokens["spare"][0])
    spare = unit.people.get(scene.tokens["spare"][0])
    scene.tokens["spare as read"] = (spare.id, as_read(spare))
    scene.tokens["trainee"] = (scene.tokens["spare"][0], len(trained))  # as their form is opened
    for training in trained:
        scene.tokens["training entry"] = (training.id, 0)
